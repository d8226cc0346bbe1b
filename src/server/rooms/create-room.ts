import type { RandomBytes } from '../../model/ids.js';
import type { FourOffice } from '../../model/offices.js';
import { parseRoomName } from '../../model/room.js';
import { utc, type ServerClock } from '../clock.js';
import { StorageError, type Storage } from '../storage/storage.js';
import { newRoomChange, type NewRoom } from './new-room.js';

export interface RoomMaker {
  readonly storage: Storage;
  readonly clock: Pick<ServerClock, 'now'>;
  readonly random: RandomBytes;
  readonly configHash: string;
}

/** An agenda that starts empty. */
export type EmptyRoom = Omit<NewRoom, 'content' | 'history'> & { readonly office: FourOffice };

/** The name is taken. */
export class RoomExistsError extends Error {
  override readonly name = 'RoomExistsError';
}

/** Whether a room may bear its name: a pool of topics is the pool of the office that hosts it (architecture §3). */
export function isOwnPool({ room, office }: Pick<EmptyRoom, 'room' | 'office'>): boolean {
  const { kind, id } = parseRoomName(room)!;
  return kind !== 'agenda' || !id.startsWith('pool-') || id === `pool-${office}`;
}

/** Makes a room without topics, as a whole or not at all. Rejects with a RoomExistsError or a StorageError. */
export async function createRoom({ storage, clock, random, configHash }: RoomMaker, room: EmptyRoom): Promise<void> {
  if (await storage.room(room.room)) throw new RoomExistsError(room.room);
  const { kind, office, title } = room;
  const content = { meeting: { kind, hostOffice: office, title } };
  const context = { at: utc(clock.now()), random, configHash, epoch: storage.epoch };
  try {
    await storage.commit(newRoomChange({ ...room, content }, context));
  } catch (error) {
    // Somebody else made it between the question and the commit.
    if (error instanceof StorageError && error.fault === 'contradiction') throw new RoomExistsError(room.room);
    throw error;
  }
}
