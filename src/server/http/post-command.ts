import { parseCommand } from '../../model/command.js';
import type { ServerContext } from '../server-context.js';
import { authorizeRoom } from './authorize.js';
import { ProblemError, readJson, reject } from './request-reader.js';
import type { Answer } from './responses.js';
import type { ApiRequest } from './routes.js';

/** `POST /api/rooms/<kind>/<id>/commands`: 201 with the sealed entry, 200 when it was sealed before. */
export async function postCommand(context: ServerContext, { request, room: name }: ApiRequest): Promise<Answer> {
  const { identity } = await authorizeRoom(context, request, name);
  const parsed = parseCommand(await readJson(request, context.limits.bodyBytes));
  if (!parsed.ok) {
    const { path, message } = parsed.problem;
    return reject('malformed', `${path === '' ? 'the body' : path} ${message}`, { params: { path } });
  }
  const room = await context.rooms.open(name);
  if (!room) return reject('not-found', 'there is no such room');
  const judgement = await room.command({ command: parsed.value, person: identity });
  const { log, metrics } = context;
  const { id, type, subject } = parsed.value;
  const fields = { room: name, user: identity.id, command: id, type, subject, audit: true };
  if (!judgement.ok) {
    metrics.refusals.inc({ reason: judgement.problem.type });
    log.info({ ...fields, reason: judgement.problem.type }, 'command refused');
    throw new ProblemError(judgement.problem);
  }
  const { sealed, repeated } = judgement;
  if (!repeated) log.info({ ...fields, seq: sealed.seq, outcome: sealed.outcome }, 'command sealed');
  return { status: repeated ? 200 : 201, body: sealed };
}
