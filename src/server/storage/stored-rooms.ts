import type { StoredRoom } from './storage.js';
import { readWithoutLock } from './read-without-lock.js';
import { Statement } from './statement.js';

/**
 * The rooms of a database in the order of their names, read beside a server that runs.
 * @throws StorageError `unusable`
 */
export function readStoredRooms(file: string): Pick<StoredRoom, 'room' | 'office' | 'kind' | 'title'>[] {
  return readWithoutLock(file, (database) =>
    new Statement(database, 'SELECT room, office, kind, title FROM room ORDER BY room').rows().map((row) => {
      const [room, office, kind, title] = row as [StoredRoom['room'], StoredRoom['office'], string, string];
      return { room, office, kind, title };
    }),
  );
}
