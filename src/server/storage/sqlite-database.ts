import type Database from 'libsql';
import type { Head, SealedEntry } from '../../model/entry.js';
import type { SqlValue } from './bind.js';
import { faultOf } from './sqlite-fault.js';
import { lockFile } from './lock-file.js';
import { openFile } from './open-file.js';
import { Statement } from './statement.js';
import {
  FAULTS_OF_A_CHANGE,
  StorageError,
  type Change,
  type DocumentName,
  type StorageFault,
  type StoredBinding,
  type StoredDocument,
  type StoredRoom,
  type StoredUpdate,
  type StoredWitness,
} from './storage.js';

/** What became of one change of a group: null, or why it was left out. */
export type CommitOutcome = { readonly fault: StorageFault; readonly message: string } | null;

/** The tables of one SQLite file, synchronously. Runs in the storage worker, and in commands that only read. */
export class SqliteDatabase {
  readonly epoch: string;
  readonly #database: Database.Database;
  readonly #lock: Database.Database;
  readonly #statements = new Map<string, Statement>();

  /**
   * Opens a file as its only writer, and makes the tables when it is new. `epoch` is used for a new file alone.
   * Throws a StorageError: `locked` when another process writes to it, `unusable` when it is not ours or damaged.
   */
  constructor(file: string, epoch: string) {
    this.#lock = lockFile(file);
    try {
      this.#database = openFile(file, epoch);
      this.epoch = String(this.#row(`SELECT value FROM setup WHERE name = 'epoch'`)![0]);
    } catch (error) {
      this.#lock.close();
      throw faultOf(error, `${file} cannot be used`, 'unusable');
    }
  }

  /**
   * Stores a group of changes in one transaction. A change at which the fault lies is left out alone;
   * when the transaction itself fails, all of them are.
   */
  commit(changes: readonly Change[]): CommitOutcome[] {
    const outcomes: CommitOutcome[] = [];
    try {
      this.#inTransaction(() => {
        for (const change of changes) outcomes.push(this.#storeApart(change, changes.length));
      });
      return outcomes;
    } catch (error) {
      const { fault, message } = faultOf(error, 'commit failed', 'failed');
      return changes.map(() => ({ fault, message }));
    }
  }

  /** Stores one change of a group behind a savepoint. Throws what concerns the whole group. */
  #storeApart(change: Change, groupSize: number): CommitOutcome {
    if (groupSize === 1) {
      // Alone it needs no savepoint: it and the transaction fail as one.
      this.#store(change);
      return null;
    }
    this.#run('SAVEPOINT change');
    try {
      this.#store(change);
      this.#run('RELEASE change');
      return null;
    } catch (error) {
      const { fault, message } = faultOf(error, change.room, 'failed');
      if (!FAULTS_OF_A_CHANGE.includes(fault)) throw error;
      this.#run('ROLLBACK TO change');
      this.#run('RELEASE change');
      return { fault, message };
    }
  }

  #store({ created, updates = [], bindings = [], entries = [], witnesses = [] }: Change): void {
    if (created) this.#insertRoom(created);
    for (const update of updates) this.#insertUpdate(update);
    for (const binding of bindings) this.#insertBinding(binding);
    for (const entry of entries) this.#insertEntry(entry);
    for (const witness of witnesses) this.#replaceWitness(witness);
  }

  #insertRoom({ room, title, office, kind, createdAt, generation }: StoredRoom): void {
    this.#run(
      `INSERT INTO room (room, title, office, kind, created_at, generation) VALUES (?, ?, ?, ?, ?, ?)`,
      ...[room, title, office, kind, createdAt, generation],
    );
  }

  #insertUpdate({ document, seq, user, connection, at, bytes }: StoredUpdate): void {
    this.#run(
      `INSERT INTO document_update (document, seq, user, connection, at, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
      ...[document, seq, user, connection, at, bytes],
    );
  }

  #insertBinding({ document, client, user, name, office, at, wrote }: StoredBinding): void {
    const kept = this.#row(`SELECT user FROM binding WHERE document = ? AND client = ?`, document, client);
    if (kept && kept[0] !== user) throw new StorageError('contradiction', `client ${client} belongs to another person`);
    this.#run(
      `INSERT INTO binding (document, client, user, name, office, at, wrote) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (document, client) DO UPDATE SET wrote = max(wrote, excluded.wrote)`,
      ...[document, client, user, name, office, at, wrote ? 1 : 0],
    );
  }

  #insertEntry(sealed: SealedEntry): void {
    const { payload, salt, snapshot, ...entry } = sealed;
    this.#run(
      `INSERT INTO record (room, seq, id, prev, hash, at, entry) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[entry.room, entry.seq, entry.id, entry.prev, entry.hash, entry.at, JSON.stringify(entry)],
    );
    if (payload === null || salt === null) return;
    this.#run(
      `INSERT INTO record_payload (room, seq, payload, salt, snapshot) VALUES (?, ?, ?, ?, ?)`,
      ...[entry.room, entry.seq, JSON.stringify(payload), salt, snapshot && JSON.stringify(snapshot)],
    );
  }

  #replaceWitness({ room, office, seq, hash, epoch, user, at }: StoredWitness): void {
    this.#run(
      `INSERT OR REPLACE INTO witness (room, office, seq, hash, epoch, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[room, office, seq, hash, epoch, user, at],
    );
  }

  room(room: string): StoredRoom | undefined {
    const row = this.#row(`SELECT ${ROOM_COLUMNS} FROM room WHERE room = ?`, room);
    return row && readRoom(row);
  }

  rooms(): StoredRoom[] {
    return this.#rows(`SELECT ${ROOM_COLUMNS} FROM room ORDER BY room`).map(readRoom);
  }

  document(document: DocumentName): StoredDocument {
    const found = this.#row(
      `SELECT seq, bytes FROM checkpoint WHERE document = ? ORDER BY seq DESC LIMIT 1`,
      document,
    ) as [number, Uint8Array] | undefined;
    const checkpoint = found ? { seq: found[0], bytes: found[1] } : null;
    const updates = this.#rows(
      `SELECT seq, bytes FROM document_update WHERE document = ? AND seq > ? ORDER BY seq`,
      document,
      checkpoint?.seq ?? 0,
    ) as [number, Uint8Array][];
    return { checkpoint, updates: updates.map(([seq, bytes]) => ({ seq, bytes })) };
  }

  bindings(document: DocumentName, presentSince: string): StoredBinding[] {
    this.#run(`DELETE FROM binding WHERE document = ? AND wrote = 0 AND at < ?`, document, presentSince);
    const rows = this.#rows(
      `SELECT client, user, name, office, at, wrote FROM binding WHERE document = ? ORDER BY client`,
      document,
    ) as [number, string, string, StoredBinding['office'], string, number][];
    return rows.map(([client, user, name, office, at, wrote]) => {
      return { document, client, user, name, office, at, wrote: wrote === 1 };
    });
  }

  entries(room: string, from: number, to: number): SealedEntry[] {
    const rows = this.#rows(
      `SELECT entry, payload, salt, snapshot FROM record LEFT JOIN record_payload USING (room, seq)
       WHERE room = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
      ...[room, from, to],
    ) as [string, string | null, string | null, string | null][];
    return rows.map(([entry, payload, salt, snapshot]) => {
      return { ...JSON.parse(entry), payload: parse(payload), salt, snapshot: parse(snapshot) } as SealedEntry;
    });
  }

  head(room: string): Head | undefined {
    const row = this.#row(`SELECT seq, hash FROM record WHERE room = ? ORDER BY seq DESC LIMIT 1`, room);
    return row && { seq: row[0] as number, hash: row[1] as string };
  }

  witnesses(room: string): StoredWitness[] {
    const rows = this.#rows(
      `SELECT room, office, seq, hash, epoch, user, at FROM witness WHERE room = ? ORDER BY office`,
      room,
    ) as [StoredWitness['room'], StoredWitness['office'], number, string, string, string, string][];
    return rows.map(([of, office, seq, hash, epoch, user, at]) => ({ room: of, office, seq, hash, epoch, user, at }));
  }

  newestTime(): string | null {
    const row = this.#row(
      `SELECT max(at) FROM (SELECT max(at) AS at FROM record UNION ALL SELECT max(at) FROM document_update)`,
    );
    return (row?.[0] ?? null) as string | null;
  }

  saveCheckpoint(document: DocumentName, seq: number, bytes: Uint8Array, at: string): void {
    this.#inTransaction(() => {
      this.#run(
        `INSERT OR REPLACE INTO checkpoint (document, seq, at, bytes) VALUES (?, ?, ?, ?)`,
        ...[document, seq, at, bytes],
      );
      this.#run(
        `DELETE FROM checkpoint WHERE document = ? AND seq NOT IN
         (SELECT seq FROM checkpoint WHERE document = ? ORDER BY seq DESC LIMIT 2)`,
        ...[document, document],
      );
    });
  }

  saveSettings(hash: string, json: string, at: string): void {
    this.#inTransaction(() => {
      this.#run(`INSERT OR IGNORE INTO settings (hash, json, at) VALUES (?, ?, ?)`, hash, json, at);
    });
  }

  settings(hash: string): string | undefined {
    return this.#row(`SELECT json FROM settings WHERE hash = ?`, hash)?.[0] as string | undefined;
  }

  probe(at: string): void {
    this.#inTransaction(() => {
      this.#run(`INSERT OR REPLACE INTO setup (name, value) VALUES ('probed_at', ?)`, at);
    });
  }

  close(): void {
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
    this.#database.close();
    this.#lock.close();
  }

  #inTransaction(work: () => void): void {
    try {
      this.#run('BEGIN IMMEDIATE');
      work();
      this.#run('COMMIT');
    } catch (error) {
      if (this.#database.inTransaction) this.#run('ROLLBACK');
      throw faultOf(error, 'not stored', 'failed');
    }
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = new Statement(this.#database, sql)));
    return statement;
  }

  #run(sql: string, ...values: unknown[]): void {
    this.#prepared(sql).run(...values);
  }

  #rows(sql: string, ...values: unknown[]): SqlValue[][] {
    return this.#prepared(sql).rows(...values);
  }

  #row(sql: string, ...values: unknown[]): SqlValue[] | undefined {
    return this.#prepared(sql).row(...values);
  }
}

const ROOM_COLUMNS = 'room, title, office, kind, created_at, generation';

function readRoom(row: SqlValue[]): StoredRoom {
  const [room, title, office, kind, createdAt, generation] = row;
  return { room, title, office, kind, createdAt, generation } as StoredRoom;
}

function parse(json: string | null): SealedEntry['payload'] {
  return json === null ? null : (JSON.parse(json) as SealedEntry['payload']);
}
