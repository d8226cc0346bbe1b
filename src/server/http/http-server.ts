import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RoomName } from '../../model/room.js';
import { problem } from '../../protocol/problems.js';
import type { ServerContext } from '../server-context.js';
import { StorageError } from '../storage/storage.js';
import { allowOrigin } from './cors.js';
import { ProblemError, reject } from './request-reader.js';
import { sendAnswer, sendProblem } from './responses.js';
import { ROUTES } from './routes.js';

/** The HTTP side of the server. Requests that never end are cut off (SEC-11). */
export function createHttpServer(context: ServerContext): Server {
  const { headersMs, stalledMs } = context.limits;
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: headersMs, connectionsCheckingInterval: Math.min(2000, headersMs) },
    (request, response) => void answer(context, request, response),
  );
  // A peer that reads no answers, either.
  server.timeout = stalledMs;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    context.metrics.refusals.inc({ reason: 'http-malformed' });
    if (socket instanceof Socket) cutOff(error, socket);
    else socket.destroy();
  });
  return server;
}

/** Ends a socket for good: one that is only ended stays open for as long as its peer does not end it, too. */
function cutOff(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.writableLength > 0) {
    socket.destroy();
    return;
  }
  socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  socket.destroySoon();
}

async function answer(context: ServerContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const isApi = path.startsWith('/api/');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = ROUTES.find((each) => each.method === method && each.path.test(path));
  try {
    if (isApi && !allowOrigin(context.origins, request, response)) return;
    if (isApi && context.health.stopping) reject('restarting', 'the server restarts; try again shortly');
    if (!route) reject('not-found', 'there is nothing at this path');
    const query = new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1));
    const room = (route.path.exec(path)?.[1] ?? '') as RoomName;
    sendAnswer(response, await route.answer(context, { request, query, room }));
  } catch (error) {
    sendFailure(context, request, response, error);
  }
}

function sendFailure(
  { log, metrics }: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  // What is left of a body that is not wanted would be read as the next request.
  if (!request.complete) response.setHeader('Connection', 'close');
  if (error instanceof ProblemError) {
    metrics.refusals.inc({ reason: error.problem.type });
    sendProblem(response, error.problem);
    return;
  }
  log.error({ reason: (error as Error).message }, 'a request failed');
  const title = error instanceof StorageError ? 'nothing can be read or stored at the moment' : 'the request failed';
  if (response.headersSent || response.destroyed) response.destroy();
  else sendProblem(response, problem('storage-unavailable', `${title}; try again later`));
}
