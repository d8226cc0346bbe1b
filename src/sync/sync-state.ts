import type { Right } from '../model/room.js';
import { DOCUMENT_FULL } from '../protocol/close-codes.js';
import { SCHEMA } from '../protocol/messages.js';
import type { KeepingState } from './keeping-state.js';
import type { RoomDocument } from './room-document.js';
import type { SyncState } from './room-session.js';

export interface SyncParts {
  readonly content: RoomDocument;
  readonly record: RoomDocument;
  readonly keeping: KeepingState;
  readonly right: Right;
  /** The server has not answered in this page load: everything goes by what it said on the last visit. */
  readonly isRecalled: () => boolean;
  /** Commands that wait to be sealed. */
  readonly unsealed: number;
}

/** How a room over the network stands, by how its two documents do. */
export function syncStateOf({ content, record, keeping, right, isRecalled, unsealed }: SyncParts): SyncState {
  const { unsaved, unsent, status, isFull } = content.source;
  const counts = { unsaved, unsent, unsealed, keeping: content.isUnkept ? 'off' : keeping.state } as const;
  const stop = content.source.stop ?? record.source.stop;
  if (stop) return { ...counts, status: stop.kind, reason: stop.reason };
  if ((content.standing?.schema ?? SCHEMA) > SCHEMA) return { ...counts, status: 'outdated', reason: null };
  if (status === 'live' && record.source.status === 'live') {
    if (isFull) return { ...counts, status: 'read-only', reason: DOCUMENT_FULL.reason };
    return { ...counts, status: right === 'write' ? 'live' : 'read-only', reason: null };
  }
  const isOffline = status === 'offline' || record.source.status === 'offline' || isRecalled();
  return { ...counts, status: isOffline ? 'offline' : 'connecting', reason: null };
}
