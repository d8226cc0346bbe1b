import { existsSync, rmSync } from 'node:fs';
import Database from 'libsql';

/** When the samples are alive: the last topic of the first meeting waits for its final approval. */
const FIRST_MOMENT = Date.parse('2024-04-12T17:52:00+08:00');

/**
 * Where time in the demo starts: at the samples' moment, or at the newest thing that the file holds,
 * since what is sealed never lies in the future. From there it runs at real speed.
 */
export function startOfDemoTime(file) {
  return new Date(Math.max(FIRST_MOMENT, newestIn(file)));
}

function newestIn(file) {
  if (!existsSync(file)) return 0;
  const database = new Database(file);
  try {
    const [{ newest }] = database
      .prepare(
        'SELECT max(at) AS newest FROM (SELECT max(at) AS at FROM record UNION SELECT max(at) FROM document_update)',
      )
      .all();
    return newest ? Date.parse(newest) : 0;
  } finally {
    database.close();
  }
}

/** Whether another process, such as a second demo, has the file open for writing. */
export function isInUse(file) {
  if (!existsSync(`${file}.lock`)) return false;
  const lock = new Database(`${file}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    lock.exec('ROLLBACK');
    return false;
  } catch (error) {
    if (error.code === 'SQLITE_BUSY') return true;
    throw error;
  } finally {
    lock.close();
  }
}

/** Removes the file with everything that SQLite keeps beside it. */
export function emptyDatabase(file) {
  for (const end of ['', '-wal', '-shm', '.lock', '.lock-journal']) rmSync(file + end, { force: true });
}
