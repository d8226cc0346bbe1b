import type { JsonObject } from './json.js';
import type { Office, Role } from './offices.js';

/** Hash functions that an entry may name in `alg`. */
export type HashAlgorithm = 'SHA-256' | 'SM3';

/** Who answers for an entry. The server itself signs as `{id: 'siban', office: '', roles: ['system']}`. */
export interface EntryAuthor {
  readonly id: string;
  readonly name: string;
  readonly office: Office | '';
  readonly roles: readonly (Role | 'system')[];
}

export const SYSTEM_AUTHOR: EntryAuthor = { id: 'siban', name: 'siban', office: '', roles: ['system'] };

/** Whether an entry took effect at once, or met a decision sealed before it that its author had not seen. */
export type Outcome = 'stands' | 'contested';

/** One sealed line of a room's record (architecture §5). Absent values are null, never missing. */
export interface Entry {
  readonly v: 1;
  readonly alg: HashAlgorithm;
  readonly room: string;
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** The command's own random id, or an id derived by the server for what it seals itself. */
  readonly id: string;
  readonly type: string;
  /** What the entry is about: a topic's id, or the room itself as `room`. */
  readonly subject: string;
  /** H(salt + JSON(payload)), so that a payload can be erased and the chain still verifies. */
  readonly payloadHash: string;
  readonly by: EntryAuthor;
  /** Server time, UTC `YYYY-MM-DDTHH:mm:ss.sssZ`; never goes back within a room. */
  readonly at: string;
  /** The page's own time, or null for what the server seals. */
  readonly authoredAt: string | null;
  /** Id of the newest entry of the same lane that the author had seen. */
  readonly basis: string | null;
  /** Written while the page was offline. */
  readonly late: boolean;
  readonly outcome: Outcome;
  /** The content that the author saw: sequence number of the content log, and digest of the subject. */
  readonly content: { readonly seq: number; readonly digest: string } | null;
  /** Hash of the settings by which it was judged. */
  readonly config: string;
  /** `hash` of the entry before; H("siban-record-v1\n" + room) for the first. */
  readonly prev: string;
  /** H("siban-record-v1\n" + RFC 8785 JSON of all other fields). */
  readonly hash: string;
}

/** An entry with what is kept beside it: these three are not covered by `hash` itself. */
export interface SealedEntry extends Entry {
  /** Null when purged. */
  readonly payload: JsonObject | null;
  /** 32 hex characters. Null when the payload was purged. */
  readonly salt: string | null;
  /** The subject's canonical content as the server saw it; its digest is `content.digest`. */
  readonly snapshot: JsonObject | null;
}

/** The newest entry that somebody has seen of a record. `seq` 0 with the first `prev` as hash stands for an empty one. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A head as published: `epoch` is new at each restore, `generation` at each rebuild. */
export interface PublishedHead extends Head {
  readonly epoch: string;
  readonly generation: number;
}
