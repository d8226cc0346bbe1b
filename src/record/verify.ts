import type { Head, SealedEntry } from '../model/entry.js';
import { isSealedEntry } from '../model/sealed-entry.js';
import { isKnownAlgorithm } from './hash.js';
import { contentDigest, firstPrev, hashEntry, payloadHash } from './seal.js';

/**
 * Why an entry does not continue the chain.
 * `malformed` – not an entry as this release seals them · `unknown-algorithm` – its hash function is not known here ·
 * `wrong-room` – sealed for another room · `missing` – entries before it are gone · `repeated` – its number was passed already ·
 * `broken-link` – it was sealed upon another entry than the one before · `changed` – its fields are not those that were hashed ·
 * `payload-changed`, `snapshot-changed` – likewise for what is kept beside it · `time-reversed` – earlier than the one before ·
 * `repeated-id` – its id was sealed before · `truncated` – the record ends before a head that is known to have existed ·
 * `head-changed` – it has that many entries, but other ones.
 */
export type ChainFault =
  | 'malformed'
  | 'unknown-algorithm'
  | 'wrong-room'
  | 'missing'
  | 'repeated'
  | 'broken-link'
  | 'changed'
  | 'payload-changed'
  | 'snapshot-changed'
  | 'time-reversed'
  | 'repeated-id'
  | 'truncated'
  | 'head-changed';

/** How far a chain was followed; verification can go on from here. */
export interface ChainPoint extends Head {
  /** Time of that entry; empty before the first. */
  readonly at: string;
}

export type ChainVerdict =
  | { readonly ok: true; readonly point: ChainPoint; readonly entries: readonly SealedEntry[] }
  | {
      readonly ok: false;
      /** The first sequence number that is wrong. */
      readonly seq: number;
      readonly fault: ChainFault;
      /** What did verify before that. */
      readonly point: ChainPoint;
      readonly entries: readonly SealedEntry[];
    };

/** Where the chain of a room begins. */
export function chainStart(room: string): ChainPoint {
  return { seq: 0, hash: firstPrev(room), at: '' };
}

/**
 * Follows a chain from `from` on: entries as they come from storage, the wire or a file, in order. Stops at the first that
 * does not continue it. Purged payloads verify, since the chain holds their salted hash only.
 */
export function verifyChain(entries: readonly unknown[], room: string, from = chainStart(room)): ChainVerdict {
  const verified: SealedEntry[] = [];
  const ids = new Set<string>();
  let point = from;
  for (const [index, entry] of entries.entries()) {
    const fault = faultOf(entry, room, point, ids);
    if (fault) {
      const seq = firstWrong(fault, entries, index, point);
      return {
        ok: false,
        seq,
        fault: fault === 'broken-link' && seq === point.seq ? 'changed' : fault,
        point,
        entries: verified,
      };
    }
    const sealed = entry as SealedEntry;
    verified.push(sealed);
    ids.add(sealed.id);
    point = { seq: sealed.seq, hash: sealed.hash, at: sealed.at };
  }
  return { ok: true, point, entries: verified };
}

/** Whether a chain that verified from its first entry on reaches a head that is known from elsewhere, and with the same hash. */
export function compareHead(verified: readonly Head[], known: Head): { seq: number; fault: ChainFault } | undefined {
  if (known.seq < 1) return undefined;
  if (verified.length < known.seq) return { seq: verified.length + 1, fault: 'truncated' };
  return verified[known.seq - 1]!.hash === known.hash ? undefined : { seq: known.seq, fault: 'head-changed' };
}

function faultOf(entry: unknown, room: string, point: ChainPoint, ids: ReadonlySet<string>): ChainFault | undefined {
  if (!isSealedEntry(entry)) return 'malformed';
  if (!isKnownAlgorithm(entry.alg)) return 'unknown-algorithm';
  if (entry.room !== room) return 'wrong-room';
  if (entry.seq > point.seq + 1) return 'missing';
  if (entry.seq <= point.seq) return 'repeated';
  if (hashEntry(entry) !== entry.hash) return 'changed';
  if (entry.prev !== point.hash) return 'broken-link';
  if (entry.at < point.at) return 'time-reversed';
  if (ids.has(entry.id)) return 'repeated-id';
  return faultBeside(entry);
}

/** Payload and salt go together, and so do a snapshot and the digest that is in the chain. */
function faultBeside({
  payload,
  salt,
  payloadHash: sealedHash,
  snapshot,
  content,
  alg,
}: SealedEntry): ChainFault | undefined {
  if ((payload === null) !== (salt === null)) return 'payload-changed';
  if (payload !== null && salt !== null && payloadHash(salt, payload, alg) !== sealedHash) return 'payload-changed';
  if (snapshot !== null && (content === null || contentDigest(snapshot, alg) !== content.digest))
    return 'snapshot-changed';
  return undefined;
}

/**
 * Which number is wrong when the entry at `index` does not continue the chain. An entry that is sound in itself but was
 * sealed upon another one than the one before it: either it was slipped in, and then the next one is not sealed
 * upon it; or the one before was put in its place, and that one is named, unless it was verified earlier.
 */
function firstWrong(fault: ChainFault, entries: readonly unknown[], index: number, point: ChainPoint): number {
  if (fault === 'repeated') return (entries[index] as SealedEntry).seq;
  if (fault !== 'broken-link' || index === 0) return point.seq + 1;
  const next = entries[index + 1] as Partial<SealedEntry> | null | undefined;
  const isSlippedIn = next != null && next.prev !== (entries[index] as SealedEntry).hash;
  return isSlippedIn ? point.seq + 1 : point.seq;
}
