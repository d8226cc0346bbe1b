import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { RoomName } from '../../model/room.js';
import { problem } from '../../protocol/problems.js';
import type { ServerContext } from '../server-context.js';
import { StorageError } from '../storage/storage.js';
import { allowOrigin } from './cors.js';
import { ProblemError } from './request-reader.js';
import { sendAnswer, sendProblem } from './responses.js';
import { ROUTES } from './routes.js';

/** The HTTP side of the server. Requests that never end are cut off (SEC-11). */
export function createHttpServer(context: ServerContext): Server {
  const { headersMs } = context.limits;
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: headersMs, connectionsCheckingInterval: 2000 },
    (request, response) => void answer(context, request, response),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    context.metrics.refusals.inc({ reason: 'http-malformed' });
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

async function answer(context: ServerContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const routes = ROUTES.filter((route) => route.path.test(path));
  const route = routes.find(({ method }) => method === request.method);
  try {
    if (routes.some((each) => each.isApi) && !allowOrigin(context.origins, request, response)) return;
    if (!route) {
      sendProblem(response, problem('not-found', 'there is nothing at this path'));
      return;
    }
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
