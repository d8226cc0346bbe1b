import { dropCache } from '../../src/sync/drop-cache.js';
import type { CacheRow, UnsavedRow } from '../../src/sync/page-rows.js';
import { PageStore } from '../../src/sync/page-store.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, test } from '../controllers/bdd.js';
import { FullableDisk } from './full-disk.js';
import { ownDatabases } from './own-databases.js';
import {
  clerk,
  eventually,
  killServer,
  newRoom,
  restartFor,
  rowsOf as rowsIn,
  saved,
  startServer,
  status,
  TestPage,
} from './pages.js';

await startServer();

const PREFIX = 'dropped ';
const factory = ownDatabases(indexedDB, PREFIX);
const countsOf = async (room: string): Promise<readonly UnsavedRow[]> =>
  (await rowsIn<UnsavedRow>('unsaved', `${PREFIX}siban`)).filter((row) => row.room === room);
const cachesOf = async (room: string): Promise<readonly CacheRow[]> =>
  (await rowsIn<CacheRow>('caches', `${PREFIX}siban`)).filter((row) => row.room === room);
const databasesOf = async (room: string): Promise<number> =>
  (await factory.databases()).filter(({ name }) => name!.includes(room)).length;

/** Offline, with a topic that is only here. */
async function offline(): Promise<{ page: TestPage; room: string; session: AgendaSession }> {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk, { environment: { indexedDB: ownDatabases(page.indexedDB, PREFIX) } });
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '清除之前' });
  await eventually(async () => (await countsOf(room)).length === 1);
  return { page, room, session };
}

/** As another page of the person does it that hears from the server that the document is another one now. */
async function dropped(room: string): Promise<void> {
  const store = new PageStore(factory);
  for (const row of await cachesOf(room)) await dropCache(store, factory, row);
  store.close();
}

test('a cache that another page has dropped is not made anew, and nothing is counted that no cache holds', async () => {
  const { room, session } = await offline();
  await dropped(room);
  session.content.addTopic({ title: '清除之后' });
  // Written after whatever the edit has written.
  session.notes.set('draft a', { base: '', text: '没写完' });
  await eventually(() => session.notes.isStored('draft a'));
  await eventually(async () => (await countsOf(room)).length === 0);
  equal(await databasesOf(room), 0);
  equal(await cachesOf(room), []);
  await restartFor(session);
  await saved(session);
  equal(session.content.topics.length, 2);
});

test('a count whose cache is gone holds up no command, and is cleared away', async () => {
  const { room, page, session } = await offline();
  const [count] = await countsOf(room);
  await restartFor(session);
  await saved(session);
  page.close();
  await dropped(room);
  const store = new PageStore(factory);
  await store.putUnsaved(count!);
  equal(await store.unsavedIn(count!), []);
  await store.expire(0, 0);
  equal(await countsOf(room), []);
  store.close();
});

test('that it cannot be read what other pages have left is told, for as long as it is so', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const disk = new FullableDisk(ownDatabases(page.indexedDB, PREFIX));
  const session = await page.session(room, clerk, { environment: { indexedDB: disk.factory } });
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  disk.unreadable = 'unsaved';
  await eventually(() => session.sync.keeping === 'full');
  disk.unreadable = '';
  await killServer();
  await status(session, 'offline');
  await restartFor(session);
  await eventually(() => session.sync.keeping === 'kept');
});
