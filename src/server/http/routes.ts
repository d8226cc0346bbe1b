import type { IncomingMessage } from 'node:http';
import { effectiveSettings } from '../../model/settings.js';
import { ROOM_KINDS, type RoomName } from '../../model/room.js';
import { utc } from '../clock.js';
import type { ServerContext } from '../server-context.js';
import { postCommand } from './post-command.js';
import { getRecord } from './get-record.js';
import { getRooms, postRoom } from './rooms-api.js';
import { authorize } from './authorize.js';
import type { Answer } from './responses.js';

export interface ApiRequest {
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  /** The room of the path; empty for paths without one. */
  readonly room: RoomName;
}

interface Route {
  readonly method: 'GET' | 'POST';
  /** Matched against the raw path, before anything is decoded (SEC-1). */
  readonly path: RegExp;
  answer(context: ServerContext, request: ApiRequest): Answer | Promise<Answer>;
}

const ROOM = `((?:${ROOM_KINDS.join('|')})/[a-z0-9][a-z0-9_-]{0,63})`;

/** Every HTTP path there is (architecture §8). Those under /api are for pages of allowed origins. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/healthz$/, answer: () => ({ status: 200, body: { status: 'alive' } }) },
  { method: 'GET', path: /^\/readyz$/, answer: readiness },
  { method: 'GET', path: /^\/metrics$/, answer: metrics },
  { method: 'GET', path: /^\/api\/time$/, answer: ({ clock }) => json({ now: utc(clock.now()) }) },
  { method: 'GET', path: /^\/api\/config$/, answer: config },
  { method: 'GET', path: /^\/api\/rooms$/, answer: getRooms },
  { method: 'POST', path: /^\/api\/rooms$/, answer: postRoom },
  { method: 'GET', path: new RegExp(`^/api/rooms/${ROOM}/record$`), answer: getRecord },
  { method: 'POST', path: new RegExp(`^/api/rooms/${ROOM}/commands$`), answer: postCommand },
];

function json(body: unknown): Answer {
  return { status: 200, body };
}

function readiness({ health }: ServerContext): Answer {
  const reason = health.stopping ? 'stopping' : health.storage;
  return reason === null ? json({ status: 'ready' }) : { status: 503, body: { status: 'not ready', reason } };
}

async function metrics({ metrics: { registry } }: ServerContext): Promise<Answer> {
  return { status: 200, text: { type: registry.contentType, content: await registry.metrics() } };
}

/** The settings that commands are judged by, with the hash that entries name. */
async function config(context: ServerContext, { request }: ApiRequest): Promise<Answer> {
  await authorize(context, request);
  return json({ settings: effectiveSettings(context.settings), hash: context.configHash });
}
