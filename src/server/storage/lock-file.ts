import Database from 'libsql';
import { faultOf } from './sqlite-fault.js';

/**
 * Holds `<file>.lock` for the life of the process, so that two servers never write to one file: SQLite's
 * own locks last only for a transaction. The lock goes with the process, however that ends.
 */
export function lockFile(file: string): Database.Database {
  const lock = new Database(`${file}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw faultOf(error, `${file} is in use by another process`, 'locked');
  }
}
