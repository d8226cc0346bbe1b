import { deleteDatabase } from './idb.js';
import { contentDatabase, type CacheKey } from './page-rows.js';
import type { PageStore } from './page-store.js';

/** Deletes a cached document and takes it out of the catalogue. @throws when something cannot be deleted; then the catalogue still has it. */
export async function dropCache(store: PageStore, factory: IDBFactory, key: CacheKey): Promise<void> {
  const name = contentDatabase(key);
  await deleteDatabase(factory, name);
  await store.deleteCache(key);
  // A page that has it open makes it anew as long as the catalogue names it, and gives it up now.
  await deleteDatabase(factory, name);
}
