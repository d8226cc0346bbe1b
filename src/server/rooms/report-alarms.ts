import type { RoomName } from '../../model/room.js';
import type { ContentTurn } from './content-turn.js';
import type { RoomContext } from './room-context.js';

/** Tells an auditor that a text became a secrecy mark piece by piece: who and where, never the text. */
export function reportAlarms({ alarms }: ContentTurn, room: RoomName, { metrics, log }: RoomContext): void {
  for (const { user, level, form } of alarms) {
    metrics.secrecyAlarms.inc();
    log.warn({ room, user, level, form, audit: true }, 'a text looks like a secrecy mark');
  }
}
