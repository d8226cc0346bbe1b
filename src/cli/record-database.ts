import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import * as Y from 'yjs';
import type { Head } from '../model/entry.js';
import { SQL_SCHEMA_VERSION } from '../server/storage/sql-schema.js';
import { Statement } from '../server/storage/statement.js';
import { readHead, readTail } from '../store/record-document.js';
import { isCount, NoRecordError, type RecordSource } from './record-sources.js';

/**
 * Reads every record of a database without changing a byte of it and without its lock, so that a running server is
 * not in the way: one transaction sees one moment.
 * @throws NoRecordError
 */
export function readDatabase(file: string): RecordSource[] {
  const address = `${pathToFileURL(file).href}?mode=ro`;
  // Without a write-ahead log nobody is writing, and the file can be read even where nothing may be created beside it.
  const isAlone = !hasLog(file);
  const sources = readAddress(isAlone ? `${address}&immutable=1` : address);
  // A server that started meanwhile may have written under our eyes.
  return isAlone && hasLog(file) ? readAddress(address) : sources;
}

function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`);
}

function readAddress(address: string): RecordSource[] {
  let database: Database.Database | undefined;
  try {
    database = new Database(address);
    database.exec('BEGIN');
    return new Reader(database).sources();
  } catch (error) {
    if (error instanceof NoRecordError) throw error;
    throw new NoRecordError('not-a-database', error instanceof Error ? error.message : String(error));
  } finally {
    database?.close();
  }
}

class Reader {
  readonly #database: Database.Database;
  readonly #epoch: string | null;

  constructor(database: Database.Database) {
    this.#database = database;
    const schema = Number(this.#setup('schema'));
    if (!Number.isSafeInteger(schema)) throw new NoRecordError('not-a-database');
    if (schema > SQL_SCHEMA_VERSION) throw new NoRecordError('newer-release', String(schema));
    this.#epoch = this.#setup('epoch');
  }

  sources(): RecordSource[] {
    // Rooms of both tables: taking a room off the list does not take its record out of sight.
    return this.#rows('SELECT room FROM room UNION SELECT room FROM record ORDER BY room').map(([room]) =>
      this.#source(String(room)),
    );
  }

  #source(room: string): RecordSource {
    const rows = this.#rows(
      `SELECT record.seq, id, prev, hash, at, entry, payload, salt, snapshot
       FROM record LEFT JOIN record_payload USING (room, seq) WHERE room = ? ORDER BY record.seq`,
      room,
    );
    const document = this.#document(`${room}/record`);
    const head = readHead(document);
    const read = rows.map((row) => ({ row, entry: asEntry(row) }));
    return {
      room,
      entries: read.map(({ entry }) => entry),
      contradicting: read.filter(({ row, entry }) => isContradicting(row, entry)).map(({ row }) => Number(row[0])),
      heads: [...publishedHeads(document), ...this.#witnesses(room)],
      published: head?.seq ?? null,
    };
  }

  /** What the server published of the record, stored apart from it. */
  #document(name: string): Y.Doc {
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
    for (const [, bytes] of [...checkpoint, ...updates]) Y.applyUpdate(document, bytes as Uint8Array);
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
  const tail = readTail(document).map((text) => parse(text) as Partial<Head> | null | undefined);
  const heads = tail.flatMap((entry) =>
    isCount(entry?.seq) && typeof entry.hash === 'string' ? [{ seq: entry.seq, hash: entry.hash }] : [],
  );
  return head ? [...heads, { seq: head.seq, hash: head.hash }] : heads;
}
