import type Database from 'libsql';
import * as Y from 'yjs';
import type { Head } from '../../model/entry.js';
import { settingsHash } from '../../record/seal.js';
import { readHead, readTail } from '../../store/record-document.js';
import { readWithoutLock } from './read-without-lock.js';
import { SQL_SCHEMA_VERSION } from './sql-schema.js';
import { Statement } from './statement.js';
import { StorageError } from './storage.js';

/** One room's record as it lies in a file: nothing of it is believed yet. */
export interface StoredRecord {
  readonly room: string;
  /** In the order in which the file numbers them; undefined for what cannot be read. */
  readonly entries: readonly unknown[];
  /** Numbers of rows whose own columns contradict the entry that they hold. */
  readonly contradicting: readonly number[];
  /** Heads that must have existed: each is proof against a record that was cut short or rewritten as a whole. */
  readonly heads: readonly Head[];
  /** The newest number that the server published; null where it published none. */
  readonly published: number | null;
  /** Which entries a file says it holds, when it is a part of a record; null for a whole one. */
  readonly part: { readonly from: number; readonly to: number } | null;
  /** What of the room lies apart from its chain; null where a file holds nothing but entries. */
  readonly beside: StoredBeside | null;
}

/** What a database holds of a room besides its entries. */
export interface StoredBeside {
  /** The row of the room; null when there is none. */
  readonly row: { readonly title: string; readonly office: string; readonly kind: string } | null;
  /** Whether the record document could be read. */
  readonly isReadable: boolean;
  /** Hashes under which settings are kept that do have this hash. */
  readonly settings: ReadonlySet<string>;
}

/**
 * Reads every record of a database without changing a byte of it and without its lock, so that a running server is
 * not in the way: one transaction sees one moment.
 * @throws StorageError `unusable` when the file is not ours, is damaged, or was written by a newer release
 */
export function readStoredRecords(file: string): StoredRecord[] {
  return readWithoutLock(file, (database) => new Reader(database).records());
}

/** Reads within one transaction of the connection that it is given. */
class Reader {
  readonly #database: Database.Database;
  readonly #epoch: string | null;
  readonly #settings: ReadonlySet<string>;

  constructor(database: Database.Database) {
    this.#database = database;
    const schema = Number(this.#setup('schema'));
    if (schema > SQL_SCHEMA_VERSION) {
      throw new StorageError('unusable', `the file was written by a newer release (tables of version ${schema})`);
    }
    this.#epoch = this.#setup('epoch');
    this.#settings = this.#readSettings();
  }

  records(): StoredRecord[] {
    // Rooms of both tables: taking a room off the list does not take its record out of sight.
    return this.#rows('SELECT room FROM room UNION SELECT room FROM record ORDER BY room').map(([room]) =>
      this.#record(String(room)),
    );
  }

  #record(room: string): StoredRecord {
    const rows = this.#rows(
      `SELECT record.seq, id, prev, hash, at, entry, payload, salt, snapshot
       FROM record LEFT JOIN record_payload USING (room, seq) WHERE room = ? ORDER BY record.seq`,
      room,
    );
    const document = this.#document(`${room}/record`);
    const head = document && readHead(document);
    const read = rows.map((row) => ({ row, entry: asEntry(row) }));
    return {
      room,
      entries: read.map(({ entry }) => entry),
      contradicting: read.filter(({ row, entry }) => isContradicting(row, entry)).map(({ row }) => Number(row[0])),
      heads: [...(document ? publishedHeads(document) : []), ...this.#witnesses(room)],
      published: head?.seq ?? null,
      part: null,
      beside: { row: this.#row(room), isReadable: document !== null, settings: this.#settings },
    };
  }

  #row(room: string): StoredBeside['row'] {
    const [row] = this.#rows('SELECT title, office, kind FROM room WHERE room = ?', room);
    return row ? { title: String(row[0]), office: String(row[1]), kind: String(row[2]) } : null;
  }

  #readSettings(): ReadonlySet<string> {
    const rows = this.#rows('SELECT hash, json FROM settings');
    const whole = rows.filter(([hash, json]) => {
      const settings = parse(json);
      return typeof settings === 'object' && settings !== null && settingsHash(settings) === hash;
    });
    return new Set(whole.map(([hash]) => String(hash)));
  }

  /** What the server published of the record, stored apart from it; null when its bytes cannot be read. */
  #document(name: string): Y.Doc | null {
    const checkpoint = this.#rows(
      'SELECT seq, bytes FROM checkpoint WHERE document = ? ORDER BY seq DESC LIMIT 1',
      name,
    );
    const after = Number(checkpoint[0]?.[0] ?? 0);
    const updates = this.#rows(
      'SELECT seq, bytes FROM document_update WHERE document = ? AND seq > ? ORDER BY seq',
      name,
      after,
    );
    const document = new Y.Doc();
    try {
      for (const [, bytes] of [...checkpoint, ...updates]) Y.applyUpdate(document, bytes as Uint8Array);
    } catch {
      // Yjs throws whatever its decoder met; it is one room's fault, and the others are still to be verified.
      return null;
    }
    return document;
  }

  /** The last head that somebody of each office verified; those of before a restore say nothing about this file. */
  #witnesses(room: string): Head[] {
    const rows = this.#rows('SELECT seq, hash FROM witness WHERE room = ? AND epoch = ?', room, this.#epoch);
    return rows.map(([seq, hash]) => ({ seq: Number(seq), hash: String(hash) }));
  }

  #setup(name: string): string | null {
    const value = this.#rows('SELECT value FROM setup WHERE name = ?', name)[0]?.[0];
    return typeof value === 'string' ? value : null;
  }

  #rows(sql: string, ...values: unknown[]): ReturnType<Statement['rows']> {
    return new Statement(this.#database, sql).rows(...values);
  }
}

type Row = ReturnType<Statement['rows']>[number];

function asEntry([, , , , , entry, payload, salt, snapshot]: Row): unknown {
  const fields = parse(entry);
  if (typeof fields !== 'object' || fields === null) return undefined;
  return { ...fields, payload: parse(payload), salt: salt ?? null, snapshot: parse(snapshot) };
}

/** Undefined for what is not JSON: such an entry does not verify. */
function parse(text: Row[number] | undefined): unknown {
  if (text === null || text === undefined) return null;
  try {
    return JSON.parse(String(text)) as unknown;
  } catch {
    return undefined;
  }
}

function isContradicting([seq, id, prev, hash, at]: Row, entry: unknown): boolean {
  const sealed = (entry ?? {}) as { readonly [key: string]: unknown };
  return Object.entries({ seq, id, prev, hash, at }).some(([key, value]) => sealed[key] !== value);
}

function publishedHeads(document: Y.Doc): Head[] {
  const head = readHead(document);
  const heads = readTail(document).flatMap((text): Head[] => {
    const { seq, hash } = (parse(text) ?? {}) as { readonly seq?: unknown; readonly hash?: unknown };
    return isCount(seq) && typeof hash === 'string' ? [{ seq, hash }] : [];
  });
  return head ? [...heads, { seq: head.seq, hash: head.hash }] : heads;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
