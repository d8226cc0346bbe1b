import type { Head, SealedEntry } from '../model/entry.js';
import { ROOM_CREATED } from '../model/agenda/record-state.js';
import { chainStart, compareHead, verifyChain, type ChainFault, type ChainPoint } from '../record/verify.js';
import type { StoredRecord } from '../server/storage/stored-records.js';

/** Why a record is not whole. `unpublished`: an entry that the server never sent to anybody stands at the end. */
export type RecordFault = ChainFault | 'unpublished';

/**
 * What is wrong around a chain. `erased` – a payload or snapshot is gone · `unreadable-document`, `unpublished-record` – the
 * document that pages read is damaged, or holds nothing · `room-missing`, `room-differs` – the room's row is gone, or says other
 * than what its first entry sealed · `settings-missing` – settings by which an entry was judged are gone or changed.
 */
export type RoomFault =
  'erased' | 'unreadable-document' | 'unpublished-record' | 'room-missing' | 'room-differs' | 'settings-missing';

/** What verification says of one room. */
export interface RecordVerdict {
  readonly room: string;
  /** How many entries the file holds. */
  readonly entries: number;
  /**
   * Numbers of entries whose payload or snapshot is gone. The chain covers them all the same, but this release
   * has no purge and so no entry that would account for it.
   */
  readonly erased: readonly number[];
  /** Which entries were there to be verified, when the file is a part of a record; null for a whole one. */
  readonly part: { readonly from: number; readonly to: number } | null;
  /** What is wrong with the room apart from its chain. */
  readonly faults: readonly RoomFault[];
  /** The last entry that verified; null for none. */
  readonly head: Head | null;
  readonly ok: boolean;
  /** The first sequence number that is wrong, and why; null when all is well. */
  readonly bad: { readonly seq: number; readonly fault: RecordFault } | null;
}

type Bad = NonNullable<RecordVerdict['bad']>;

/** Follows the chain and holds it against everything else that is known of it; names what is wrong first. */
export function verifyRecord(source: StoredRecord): RecordVerdict {
  const { room, part } = source;
  const start = startOf(source);
  const verdict = verifyChain(source.entries, room, start);
  const { entries: verified, point } = verdict;
  const wrong: Bad[] = verdict.ok ? againstEnd(source, point.seq) : [{ seq: verdict.seq, fault: verdict.fault }];
  wrong.push(...againstHeads(source, verified, verdict.ok ? Infinity : point.seq));
  // Every room begins with the entry that founded it.
  if (source.entries.length === 0 && part === null) wrong.push({ seq: 1, fault: 'truncated' });
  wrong.push(...source.contradicting.map((seq) => ({ seq, fault: 'changed' as const })));
  const bad = wrong.reduce<Bad | null>((first, next) => (first === null || next.seq < first.seq ? next : first), null);
  const erased = verified.filter(isErased).map(({ seq }) => seq);
  const faults = [...(erased.length > 0 ? (['erased'] as const) : []), ...besideFaults(source, verified)];
  return {
    room,
    entries: source.entries.length,
    erased,
    part,
    faults,
    head: verified.length > 0 ? { seq: point.seq, hash: point.hash } : null,
    ok: bad === null && faults.length === 0,
    bad,
  };
}

/** A part begins upon whatever its first entry says came before: only the part before it can tell whether that is so. */
function startOf({ room, part, entries }: StoredRecord): ChainPoint {
  if (part === null || part.from === 1) return chainStart(room);
  const { prev } = (entries[0] ?? {}) as { readonly prev?: unknown };
  return { seq: part.from - 1, hash: typeof prev === 'string' ? prev : '', at: '' };
}

function isErased({ payload, content, snapshot }: SealedEntry): boolean {
  return payload === null || (content !== null && snapshot === null);
}

function againstHeads({ heads, part }: StoredRecord, verified: readonly SealedEntry[], last: number): Bad[] {
  return heads.flatMap((head): readonly Bad[] => {
    if (head.seq > last || (part !== null && (head.seq < part.from || head.seq > part.to))) return [];
    const before = (part?.from ?? 1) - 1;
    const bad = compareHead(verified, { ...head, seq: head.seq - before });
    return bad ? [{ ...bad, seq: bad.seq + before }] : [];
  });
}

function againstEnd({ published, part }: StoredRecord, last: number): Bad[] {
  if (part !== null && last < part.to) return [{ seq: last + 1, fault: 'truncated' }];
  return published !== null && last > published ? [{ seq: published + 1, fault: 'unpublished' }] : [];
}

function besideFaults({ beside, published }: StoredRecord, verified: readonly SealedEntry[]): RoomFault[] {
  if (beside === null) return [];
  const faults: RoomFault[] = [];
  if (!beside.isReadable) faults.push('unreadable-document');
  else if (published === null && verified.length > 0) faults.push('unpublished-record');
  const founding = verified[0]?.type === ROOM_CREATED ? verified[0].payload : null;
  if (beside.row === null) faults.push('room-missing');
  else if (founding && (['title', 'office', 'kind'] as const).some((key) => beside.row![key] !== founding[key])) {
    faults.push('room-differs');
  }
  if (verified.some(({ config }) => !beside.settings.has(config))) faults.push('settings-missing');
  return faults;
}
