import Database from 'libsql';
import { SQL_SCHEMA, SQL_SCHEMA_VERSION } from './sql-schema.js';
import { Statement } from './statement.js';
import { StorageError } from './storage.js';

/**
 * Opens an SQLite file, checks it, and makes the tables when it is new; `epoch` is used for a new file alone.
 * Throws a StorageError for a damaged file or one of a newer release, and what SQLite throws for anything else.
 */
export function openFile(file: string, epoch: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // FULL survives the loss of power, NORMAL only the end of the process (SEC-25).
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const [check] = database.pragma('quick_check(1)') as { quick_check: string }[];
  if (check?.quick_check !== 'ok') {
    throw new StorageError('unusable', `the file is damaged: ${String(check?.quick_check)}`);
  }
  database.exec('BEGIN IMMEDIATE');
  database.exec(SQL_SCHEMA);
  const insert = new Statement(database, `INSERT OR IGNORE INTO setup (name, value) VALUES (?, ?)`);
  insert.run('schema', String(SQL_SCHEMA_VERSION));
  insert.run('epoch', epoch);
  database.exec('COMMIT');
  const version = new Statement(database, `SELECT value FROM setup WHERE name = 'schema'`).row()?.[0];
  if (Number(version) > SQL_SCHEMA_VERSION) {
    throw new StorageError(
      'unusable',
      `the file was written by a newer release (tables of version ${String(version)})`,
    );
  }
  growLog(database);
  return database;
}

/** What SQLite lets the log grow to before it starts over at its beginning. */
const LOG_BYTES = 4_200_000;

/**
 * Gives the log its full length ahead, by a transaction that is too large for the cache and then taken back. Syncing
 * an append to a file that grows costs a second write, of the file's length; overwriting does not.
 */
function growLog(database: Database.Database): void {
  const [cache] = database.pragma('cache_size') as [{ cache_size: number }];
  database.pragma('cache_size = 10');
  database.exec(`BEGIN; INSERT INTO setup (name, value) VALUES ('length', zeroblob(${LOG_BYTES})); ROLLBACK`);
  database.pragma(`cache_size = ${cache.cache_size}`);
}
