import type { Head } from './entry.js';
import type { JsonObject } from './json.js';

/** What a page asks the server to seal (architecture §5). The type of the command is the type of the entry. */
export interface Command {
  /** Random, 16 to 64 characters of `[A-Za-z0-9_-]`; sending the same id again is harmless. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly payload: JsonObject;
  /** Id of the newest entry of the same lane that the person has seen, or null when there is none. */
  readonly basis: string | null;
  /** Digest of the subject's canonical content as the person saw it, where the command asks for it; else null. */
  readonly seen: string | null;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly authoredAt: string;
  readonly offline: boolean;
  /** The highest head of this room's record that the page has verified, or null when it has verified none. */
  readonly witness: (Head & { readonly epoch: string }) | null;
}
