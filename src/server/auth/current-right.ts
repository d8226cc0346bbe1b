import type { Identity } from '../../model/person.js';
import { rightFor, RIGHTS, type Right, type RoomName } from '../../model/room.js';

/**
 * The host's own word on who may do what, beside the token: asked at joining, at renewal, and at most once a minute
 * for a live connection. Undefined means no right at all.
 */
export type Authorize = (user: string, room: RoomName) => Promise<Right | undefined>;

/** What somebody may do in a room now: what the token grants, unless the host grants less. Rejects when the host fails. */
export async function currentRight(
  { authorize }: { readonly authorize: Authorize | undefined },
  identity: Identity,
  room: RoomName,
): Promise<Right | undefined> {
  const right = rightFor(identity.access, room);
  if (right === undefined || authorize === undefined) return right;
  const granted = await authorize(identity.id, room);
  return granted && RIGHTS[Math.min(RIGHTS.indexOf(right), RIGHTS.indexOf(granted))];
}
