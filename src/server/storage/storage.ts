import type { Head, SealedEntry } from '../../model/entry.js';
import type { Office } from '../../model/offices.js';
import type { RoomName } from '../../model/room.js';

/** `<room>/content` or `<room>/record`: one log of Yjs updates each. */
export type DocumentName = `${RoomName}/${'content' | 'record'}`;

/** A room as it was created. Its office and kind of meeting are what its first entry sealed. */
export interface StoredRoom {
  readonly room: RoomName;
  readonly title: string;
  readonly office: Office;
  /** Kind of the meeting, for an agenda; empty otherwise or when none was given. */
  readonly kind: string;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly createdAt: string;
  /** Rises when the content document is rebuilt under new identifiers. */
  readonly generation: number;
}

/** One committed Yjs update. `seq` is 1, 2, 3 … within the document, without gaps. */
export interface StoredUpdate {
  readonly document: DocumentName;
  readonly seq: number;
  /** Who sent it: the only attribution that deletions have. */
  readonly user: string;
  /** Random id of the connection over which it came. */
  readonly connection: string;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  readonly bytes: Uint8Array;
}

/** Whose a Yjs clientID is in one document (SEC-17). The first person who used it keeps it. */
export interface StoredBinding {
  readonly document: DocumentName;
  readonly client: number;
  readonly user: string;
  readonly name: string;
  readonly office: Office | '';
  readonly at: string;
  /** Whether the person wrote under it, or was only present. */
  readonly wrote: boolean;
}

/** The highest head of a room's record that somebody of an office has verified (architecture §5). */
export interface StoredWitness {
  readonly room: RoomName;
  readonly office: Office;
  readonly seq: number;
  readonly hash: string;
  readonly epoch: string;
  readonly user: string;
  readonly at: string;
}

/** What it takes to rebuild a document: a checkpoint, if there is one, and every update after it. */
export interface StoredDocument {
  readonly checkpoint: { readonly seq: number; readonly bytes: Uint8Array } | null;
  readonly updates: readonly { readonly seq: number; readonly bytes: Uint8Array }[];
}

/** Everything that one room changes in one turn: stored as a whole or not at all. */
export interface Change {
  readonly room: RoomName;
  readonly created?: StoredRoom;
  readonly updates?: readonly StoredUpdate[];
  /** A binding that exists already may turn from "present" to "wrote"; its person never changes. */
  readonly bindings?: readonly StoredBinding[];
  readonly entries?: readonly SealedEntry[];
  readonly witnesses?: readonly StoredWitness[];
}

export type StorageFault =
  /** Another writer holds the file. */
  | 'locked'
  /** The file is no database of ours, is damaged, or was written by a newer release. */
  | 'unusable'
  /** A change contradicts what is stored: a sequence number or an id is taken. */
  | 'contradiction'
  /** A change holds a value that no row can hold, such as a text with NUL. */
  | 'unstorable'
  /** The disk is full. */
  | 'full'
  /** Anything else that kept a change from the disk. */
  | 'failed'
  | 'closed';

/** Faults of one change alone: all others can be stored. */
export const FAULTS_OF_A_CHANGE: readonly StorageFault[] = ['contradiction', 'unstorable'];

/** Why something could not be stored or read; nothing of the change took effect. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly fault: StorageFault;

  constructor(fault: StorageFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/**
 * Where a server keeps its rooms. Every method may reject with a `StorageError`.
 * Any implementation passes the suite of `test/server/storage-conformance.ts`.
 */
export interface Storage {
  /** Random and new at each restore, so that a page can tell a restored server from a lying one. */
  readonly epoch: string;

  /**
   * Puts a change on disk. Resolved means that it survives the loss of power. Changes that arrive
   * while another one is being written share one transaction, and still fail one by one.
   */
  commit(change: Change): Promise<void>;

  room(room: RoomName): Promise<StoredRoom | undefined>;
  /** All rooms in the order of their names. */
  rooms(): Promise<readonly StoredRoom[]>;
  document(document: DocumentName): Promise<StoredDocument>;
  /** Bindings of a document; those that were only present, and made before that time, are forgotten first. */
  bindings(document: DocumentName, presentSince: string): Promise<readonly StoredBinding[]>;
  /** Entries of a room in order, from and to inclusive; all of them by default. */
  entries(room: RoomName, from?: number, to?: number): Promise<readonly SealedEntry[]>;
  /** The newest entry's place in the chain, or undefined for an empty record. */
  head(room: RoomName): Promise<Head | undefined>;
  witnesses(room: RoomName): Promise<readonly StoredWitness[]>;
  /** The newest `at` of any entry or update, or null when nothing is stored. */
  newestTime(): Promise<string | null>;

  /** Keeps the state of a document after update `seq`, so that it loads faster. The last two are kept. */
  saveCheckpoint(document: DocumentName, seq: number, bytes: Uint8Array, at: string): Promise<void>;

  /** Keeps a version of the settings under its hash; one that is there already stays. */
  saveSettings(hash: string, json: string, at: string): Promise<void>;
  settings(hash: string): Promise<string | undefined>;

  /** Writes something small and syncs it; rejects as a commit would. For asking whether a full disk has room again. */
  probe(at: string): Promise<void>;

  /** Finishes what was asked for and lets go of the file. */
  close(): Promise<void>;
}
