import { randomId, type RandomBytes } from '../model/ids.js';
import { SqliteStorage } from '../server/storage/sqlite-storage.js';
import { StorageError } from '../server/storage/storage.js';
import { UnusableError } from './command.js';
import { SERVE_WORDS } from './serve-strings.js';
import type { Language } from './strings.js';

/** Opens a database as its only writer, and makes it when it is not there. @throws UnusableError */
export async function openDatabase(file: string, random: RandomBytes, language: Language): Promise<SqliteStorage> {
  try {
    return await SqliteStorage.open(file, randomId(random));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const words = SERVE_WORDS[language];
    throw new UnusableError(error.fault === 'locked' ? words.inUse(file) : words.unusable(file, error.message));
  }
}
