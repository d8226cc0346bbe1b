import type { Command } from '../model/command.js';
import type { PublishedHead } from '../model/entry.js';
import type { JsonObject } from '../model/json.js';
import type { Right } from '../model/room.js';
import type { PublishedAuthor } from '../store/record-document.js';

/** For whom something is kept. Every key begins with it, so that nobody finds what is somebody else's. */
export interface Owner {
  /** Origin of the server. */
  readonly server: string;
  /** `sub` of a token that was obtained in this page load. */
  readonly person: string;
}

export interface RoomKey extends Owner {
  readonly room: string;
}

/** One cached content document. */
export interface CacheKey extends RoomKey {
  readonly generation: number;
}

/** What is known of a cached content document without opening it. Times are the browser's own, in milliseconds. */
export interface CacheRow extends CacheKey {
  readonly contentSeq: number | null;
  readonly epoch: string;
  readonly schema: number;
  readonly right: Right;
  readonly lastUsed: number;
}

/** How many edits of one page the server has not yet said it has on disk. */
export interface UnsavedRow extends CacheKey {
  readonly client: number;
  readonly count: number;
  readonly topics: readonly string[];
  /** Goes up with each writing, so that another page deletes only what it has seen. */
  readonly version: number;
}

/** What the server said of itself when this person was last there. */
export interface VisitRow extends Owner {
  readonly settings: JsonObject;
  /** Server time minus the browser's own, in milliseconds. */
  readonly offset: number;
  readonly at: number;
}

/** A room's record as this browser has verified it. What is read back is verified again. */
export interface RecordRow extends RoomKey {
  readonly head: PublishedHead;
  /** Whom a clientID belongs to. */
  readonly authors: Readonly<Record<string, PublishedAuthor>>;
  readonly at: number;
}

export interface EntryRow extends RoomKey {
  readonly seq: number;
  readonly entry: unknown;
}

/** A command that waits, as far as the store looks into it. */
export interface QueuedRow {
  readonly room: string;
  /** Its place among all commands of this person in this browser; no two have the same. */
  readonly order: number;
  readonly command: Command;
}

export interface CommandRow<Row extends QueuedRow> extends Owner {
  readonly order: number;
  readonly row: Row;
}

/** Which tab sends a person's commands, and until when by the browser's clock in milliseconds. */
export interface LeaseRow {
  readonly holder: string;
  readonly until: number;
}

export interface KeptLease extends Owner, LeaseRow {}

/** Texts of this person that the server will not take, kept for copying until the person is done with them. */
export interface LeftoverRow extends RoomKey {
  readonly texts: readonly { readonly path: readonly string[]; readonly text: string }[];
  readonly at: number;
}

/** Words that are no content yet, as one page of this person left them. `texts` are those of a `Note`. */
export interface NoteRow extends RoomKey {
  readonly key: string;
  /** The page that has them, for as long as it is there; then the next one takes them over. */
  readonly page: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly at: number;
}

/** Name of the database that holds a cached content document. */
export function contentDatabase({ server, person, room, generation }: CacheKey): string {
  return `siban-content ${JSON.stringify([server, person, room, generation])}`;
}
