import type { IncomingMessage } from 'node:http';
import type { Identity } from '../../model/person.js';
import type { Right, RoomName } from '../../model/room.js';
import { TokenError } from '../auth/authenticate.js';
import { RightsUnknownError } from '../auth/current-right.js';
import type { ServerContext } from '../server-context.js';
import { addressOf } from '../socket/handshake.js';
import { reject } from './request-reader.js';

const TOO_MANY = ['rate-limited', 'too many requests; wait a moment'] as const;
const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]+)$/;

/** Who sends a request, by its `Authorization: Bearer`; rejects with a problem when nobody is accepted. */
export async function authorize(context: ServerContext, request: IncomingMessage): Promise<Identity> {
  const { authenticate, clock, requests, addressRequests, trustsProxy, log } = context;
  // Before the token is looked at: checking a signature is what a flood of bad ones would make us do.
  if (!addressRequests.take(addressOf(request, trustsProxy), clock.elapsed())) return reject(...TOO_MANY);
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return reject('unauthenticated', 'the request carries no bearer token');
  try {
    const { identity, expiresAt } = await authenticate(token);
    if (expiresAt <= clock.real()) return reject('unauthenticated', 'the token has expired; fetch a new one');
    if (!requests.take(identity.id, clock.elapsed())) return reject(...TOO_MANY);
    return identity;
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    log.info({ reason: 'token' }, 'turned away');
    return reject('unauthenticated', 'the token is not accepted; fetch a new one');
  }
}

/** What somebody may do in a room, by their token and by what the host said within the last minute (SEC-7). */
export async function rightIn(
  { rights, log }: ServerContext,
  identity: Identity,
  room: RoomName,
): Promise<Right | undefined> {
  try {
    return await rights.recent(identity, room);
  } catch (error) {
    if (!(error instanceof RightsUnknownError)) throw error;
    log.error({ room, reason: error.message }, 'rights cannot be checked');
    return reject('rights-unknown', 'rights cannot be checked at the moment; try again shortly');
  }
}

/** The same for one room: 403 without a matching `access`, whether or not the room exists (SEC-2). */
export async function authorizeRoom(
  context: ServerContext,
  request: IncomingMessage,
  room: RoomName,
): Promise<{ readonly identity: Identity; readonly right: Right }> {
  const identity = await authorize(context, request);
  const right = await rightIn(context, identity, room);
  if (!right) return reject('forbidden', 'the token gives no access to this room');
  return { identity, right };
}
