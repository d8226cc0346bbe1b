import type { Head, SealedEntry } from '../model/entry.js';
import { compareHead, verifyChain, type ChainFault } from '../record/verify.js';
import type { StoredRecord } from '../server/storage/stored-records.js';

/** Why a record is not whole. `unpublished`: an entry that the server never sent to anybody stands at the end. */
export type RecordFault = ChainFault | 'unpublished';

/** What verification says of one room. */
export interface RecordVerdict {
  readonly room: string;
  /** How many entries the file holds. */
  readonly entries: number;
  /** How many of them have been purged of their payload; the chain covers them all the same. */
  readonly erased: number;
  /** The last entry that verified; null for none. */
  readonly head: Head | null;
  readonly ok: boolean;
  /** The first sequence number that is wrong, and why; null when all is well. */
  readonly bad: { readonly seq: number; readonly fault: RecordFault } | null;
}

type Bad = NonNullable<RecordVerdict['bad']>;

/** Follows the chain and holds it against everything else that is known of it; names what is wrong first. */
export function verifyRecord(source: StoredRecord): RecordVerdict {
  const verdict = verifyChain(source.entries, source.room);
  const { entries: verified, point } = verdict;
  const wrong: Bad[] = verdict.ok ? againstEnd(source, verified) : [{ seq: verdict.seq, fault: verdict.fault }];
  wrong.push(
    ...againstHeads(
      source.heads.filter(({ seq }) => verdict.ok || seq <= point.seq),
      verified,
    ),
  );
  // Every room begins with the entry that founded it.
  if (source.entries.length === 0) wrong.push({ seq: 1, fault: 'truncated' });
  wrong.push(...source.contradicting.map((seq) => ({ seq, fault: 'changed' as const })));
  const bad = wrong.reduce<Bad | null>((first, next) => (first === null || next.seq < first.seq ? next : first), null);
  return {
    room: source.room,
    entries: source.entries.length,
    erased: verified.filter(({ payload }) => payload === null).length,
    head: point.seq > 0 ? { seq: point.seq, hash: point.hash } : null,
    ok: bad === null,
    bad,
  };
}

function againstHeads(heads: readonly Head[], verified: readonly SealedEntry[]): Bad[] {
  return heads.flatMap((head): readonly Bad[] => {
    const bad = compareHead(verified, head);
    return bad ? [bad] : [];
  });
}

function againstEnd({ published }: StoredRecord, verified: readonly SealedEntry[]): Bad[] {
  return published !== null && verified.length > published ? [{ seq: published + 1, fault: 'unpublished' }] : [];
}
