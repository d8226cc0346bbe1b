import type { RoomName } from '../../model/room.js';
import type { Log } from '../log.js';
import type { ContentDocument } from './content-document.js';
import type { ContentTurn } from './content-turn.js';
import type { RecordLog } from './record-log.js';
import type { RoomContext } from './room-context.js';

/**
 * Tells an auditor that a text became a secrecy mark piece by piece: who and where, never the text. Tells an operator
 * when the document has come close to its limit.
 */
export function reportAlarms(
  { alarms }: ContentTurn,
  document: ContentDocument,
  room: RoomName,
  { metrics, log }: RoomContext,
): void {
  for (const { user, level, form } of alarms) {
    metrics.secrecyAlarms.inc();
    log.warn({ room, user, level, form, audit: true }, 'a text looks like a secrecy mark');
  }
  if (document.becameLarge()) log.warn({ room, bytes: document.bytes }, 'a document is nearly full');
}

/** Tells an auditor that a record does not verify, if it does not. */
export function reportFault({ fault }: RecordLog, room: RoomName, log: Log): void {
  if (!fault) return;
  const fields = { room, seq: fault.seq, fault: fault.fault, audit: true };
  log.error(fields, 'the record does not verify; the room is read-only');
}
