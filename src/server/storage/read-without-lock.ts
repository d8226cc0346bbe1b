import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { StorageError } from './storage.js';

/**
 * Reads a database in one transaction, without changing a byte of it and without its lock, so that a running server
 * is not in the way. A file that does not exist is not made.
 * @throws StorageError `unusable` when the file is not there, is not ours, or is damaged
 */
export function readWithoutLock<T>(file: string, read: (database: Database.Database) => T): T {
  const address = `${pathToFileURL(file).href}?mode=ro`;
  // Without a write-ahead log nobody is writing, and the file can be read even where nothing may be created beside it.
  const isAlone = !hasLog(file);
  const found = readAddress(isAlone ? `${address}&immutable=1` : address, read);
  // A server that started meanwhile may have written under our eyes.
  return isAlone && hasLog(file) ? readAddress(address, read) : found;
}

function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`);
}

/** `address` is a `file:` address with SQLite's own query. */
function readAddress<T>(address: string, read: (database: Database.Database) => T): T {
  let database: Database.Database | undefined;
  try {
    database = new Database(address);
    database.exec('BEGIN');
    return read(database);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError('unusable', error instanceof Error ? error.message : String(error));
  } finally {
    database?.close();
  }
}
