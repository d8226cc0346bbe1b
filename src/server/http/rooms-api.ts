import type { Json } from '../../model/json.js';
import { hasRole, type Identity } from '../../model/person.js';
import { parseRoomName, ROOM_KINDS, type Right, type RoomKind, type RoomName } from '../../model/room.js';
import { isFourOffice } from '../../model/offices.js';
import { secrecyFindings } from '../rooms/judge-command.js';
import { createRoom, isOwnPool, RoomExistsError, type EmptyRoom } from '../rooms/create-room.js';
import { LONGEST_TITLE } from '../limits.js';
import type { ServerContext } from '../server-context.js';
import { isWholeText } from '../whole-text.js';
import { authorize, rightIn } from './authorize.js';
import { readJson, reject } from './request-reader.js';
import type { Answer } from './responses.js';
import type { ApiRequest } from './routes.js';

/** `GET /api/rooms?kind=`: the rooms that this token opens. */
export async function getRooms(context: ServerContext, { request, query }: ApiRequest): Promise<Answer> {
  const identity = await authorize(context, request);
  const kind = query.get('kind');
  if (kind !== null && !ROOM_KINDS.includes(kind as RoomKind)) return reject('malformed', 'kind is no kind of room');
  const stored = (await context.storage.rooms()).filter(({ room }) => kind === null || room.startsWith(`${kind}/`));
  const rights = await Promise.all(stored.map(({ room }) => rightIn(context, identity, room)));
  const rooms = stored.flatMap(({ room, title, office, kind: meeting }, index) => {
    const right = rights[index];
    return right ? [{ room, title, office, kind: meeting, right }] : [];
  });
  return { status: 200, body: { rooms } };
}

/** `POST /api/rooms` with `{room, title, office, kind, from}`: makes a room and seals `room.created` (architecture §3). */
export async function postRoom(context: ServerContext, { request }: ApiRequest): Promise<Answer> {
  const identity = await authorize(context, request);
  const { from, ...room } = readNewRoom(await readJson(request, context.limits.bodyBytes));
  mayCreate(identity, await rightIn(context, identity, room.room), room);
  if (from) await mayFollow(context, identity, from);
  const findings = [...secrecyFindings(room.title), ...secrecyFindings(room.kind)];
  if (findings.length > 0) {
    return reject('secrecy-mark', 'the title carries a secrecy mark; marked matters stay offline', { findings });
  }
  const { id, name, office, roles } = identity;
  try {
    await createRoom(context, { ...room, ...(from && { more: { from } }), by: { id, name, office, roles } });
  } catch (error) {
    if (error instanceof RoomExistsError)
      return reject('room-exists', `${room.room} exists already; choose another id`);
    throw error;
  }
  context.log.info({ room: room.room, user: id, audit: true }, 'room created');
  return { status: 201, body: { room: room.room, title: room.title, office: room.office, kind: room.kind } };
}

/** A room to be made; `from` names the one that it follows, which is sealed with its founding. */
type RequestedRoom = Omit<EmptyRoom, 'by' | 'more'> & { readonly from?: RoomName };

function readNewRoom(body: Json): RequestedRoom {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return reject('malformed', 'the body must be an object');
  const { room, title, office, kind = '', from = null, ...rest } = body as { readonly [key: string]: Json };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return reject('malformed', `${unknown} is not known here; leave it out`);
  const address = typeof room === 'string' ? parseRoomName(room) : undefined;
  if (address?.kind !== 'agenda') return reject('malformed', 'room must be a name such as agenda/m1');
  if (!isText(title) || title.trim() === '') {
    return reject(
      'malformed',
      `title must be a text of 1 to ${LONGEST_TITLE} characters, without NUL or half characters`,
    );
  }
  if (!isFourOffice(office)) return reject('malformed', 'office must be one of cpc, npc, gov, cppcc');
  if (!isText(kind))
    return reject('malformed', `kind must be a text of at most ${LONGEST_TITLE} characters, without NUL`);
  if (from !== null && (typeof from !== 'string' || !parseRoomName(from)))
    return reject('malformed', 'from must be the name of a room');
  return { room: room as RoomName, title, office, kind, ...(from !== null && { from: from as RoomName }) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TITLE && isWholeText(value);
}

function mayCreate(identity: Identity, right: Right | undefined, room: RequestedRoom): void {
  if (right !== 'write') return reject('forbidden', 'there is no write right to that name');
  if (!hasRole(identity, 'clerk', 'director', 'coordinator')) {
    return reject('forbidden', 'only a clerk, director or coordinator makes rooms');
  }
  if (identity.office !== room.office) return reject('forbidden', 'a room is made by its own office');
  if (!isOwnPool(room)) return reject('forbidden', `the pool of that office is agenda/pool-${room.office}`);
}

/** Whether a room exists is said only to those who may open it (SEC-2). */
async function mayFollow(context: ServerContext, identity: Identity, from: RoomName): Promise<void> {
  if (!(await rightIn(context, identity, from))) return reject('forbidden', 'the token gives no access to from');
  if (!(await context.storage.room(from))) return reject('not-found', 'there is no room that from names');
}
