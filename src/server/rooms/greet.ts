import type { ClientHello } from '../../protocol/messages.js';
import { refuse } from '../admission/refusal.js';
import type { Connection } from '../socket/connection.js';
import type { LoadedRoom } from './load-room.js';
import type { RoomContext } from './room-context.js';

/** Holds what a page says it has seen of a room against what is there. */
export function greet(
  connection: Connection,
  { generation, epoch, witness }: ClientHello,
  { stored, record }: LoadedRoom,
  { storage, log }: RoomContext,
): void {
  if (epoch === storage.epoch && generation !== null && generation < stored.generation) {
    connection.refuse(refuse('generation-retired'));
  }
  const verdict = witness ? record.compare(witness, storage.epoch) : 'covered';
  if (verdict === 'covered') return;
  const { user, id } = connection;
  log.error({ room: stored.room, user, connection: id, verdict, audit: true }, 'a page has verified another record');
}
