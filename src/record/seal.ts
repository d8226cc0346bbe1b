import type { Entry, EntryAuthor, HashAlgorithm, Head, Outcome, SealedEntry } from '../model/entry.js';
import type { JsonObject } from '../model/json.js';
import { canonicalJson, canonicalSettingsJson } from './canonical.js';
import { DEFAULT_ALGORITHM, hashText } from './hash.js';

/** Set before everything that is hashed for the chain, so that no other text can ever pass for an entry. */
const PREFIX = 'siban-record-v1\n';

/** `prev` of the first entry of a room. */
export function firstPrev(room: string, alg: HashAlgorithm = DEFAULT_ALGORITHM): string {
  return hashText(PREFIX + room, alg);
}

/** The head of a record without entries. */
export function emptyHead(room: string, alg: HashAlgorithm = DEFAULT_ALGORITHM): Head {
  return { seq: 0, hash: firstPrev(room, alg) };
}

/** `payloadHash`: the salt keeps a purged payload from being guessed. */
export function payloadHash(salt: string, payload: JsonObject, alg: HashAlgorithm = DEFAULT_ALGORITHM): string {
  return hashText(salt + canonicalJson(payload), alg);
}

/** Digest of a subject's canonical content, as in `content.digest` and in a command's `seen`. */
export function contentDigest(snapshot: JsonObject, alg: HashAlgorithm = DEFAULT_ALGORITHM): string {
  return hashText(canonicalJson(snapshot), alg);
}

/** Hash of the effective settings, as in an entry's `config`. `note` and `asOf` decide nothing and are left out. */
export function settingsHash(settings: object, alg: HashAlgorithm = DEFAULT_ALGORITHM): string {
  const effective = Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'note' && key !== 'asOf'));
  return hashText(canonicalSettingsJson(effective), alg);
}

/** `hash` of an entry. Payload, salt and snapshot may be present and are not covered; `hash` itself is not either. */
export function hashEntry(entry: Omit<Entry, 'hash'>): string {
  return hashText(PREFIX + canonicalJson(coveredFields(entry)), entry.alg);
}

/** Named one by one: what is covered must not depend on what else an object happens to carry. */
function coveredFields(entry: Omit<Entry, 'hash'>): Omit<Entry, 'hash'> {
  const { v, alg, room, seq, id, type, subject, payloadHash, by, at, authoredAt } = entry;
  const { basis, late, outcome, content, config, prev } = entry;
  return {
    v,
    alg,
    room,
    seq,
    id,
    type,
    subject,
    payloadHash,
    by,
    at,
    authoredAt,
    basis,
    late,
    outcome,
    content,
    config,
    prev,
  };
}

/** All that an entry says before it has its place in the chain. */
export interface Unsealed {
  readonly room: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly payload: JsonObject;
  readonly by: EntryAuthor;
  readonly at: string;
  readonly authoredAt: string | null;
  readonly basis: string | null;
  readonly late: boolean;
  readonly outcome: Outcome;
  /** The subject's canonical content and the sequence number of the content log, where the type seals them. */
  readonly content: { readonly seq: number; readonly snapshot: JsonObject } | null;
  readonly config: string;
}

/** Makes the entry that follows `head`. `salt` is 32 hex characters, fresh for each entry. */
export function seal(
  unsealed: Unsealed,
  head: Head,
  salt: string,
  alg: HashAlgorithm = DEFAULT_ALGORITHM,
): SealedEntry {
  const { room, id, type, subject, payload, at, authoredAt, basis, late, outcome, content, config } = unsealed;
  const { id: person, name, office, roles } = unsealed.by;
  const entry: Omit<Entry, 'hash'> = {
    v: 1,
    alg,
    room,
    seq: head.seq + 1,
    id,
    type,
    subject,
    payloadHash: payloadHash(salt, payload, alg),
    by: { id: person, name, office, roles: [...roles] },
    at,
    authoredAt,
    basis,
    late,
    outcome,
    content: content && { seq: content.seq, digest: contentDigest(content.snapshot, alg) },
    config,
    prev: head.hash,
  };
  return { ...entry, hash: hashEntry(entry), payload, salt, snapshot: content?.snapshot ?? null };
}

/** The head that a record has after this entry. */
export function headOf(entry: Entry): Head {
  return { seq: entry.seq, hash: entry.hash };
}
