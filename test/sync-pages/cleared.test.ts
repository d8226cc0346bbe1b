import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { FullableDisk } from './full-disk.js';
import { ownDatabases } from './own-databases.js';
import {
  cachesOf,
  clerk,
  colleague,
  eventually,
  killServer,
  newRoom,
  placesOf,
  restartFor,
  rowsOf as rowsIn,
  saved,
  startServer,
  status,
  TestPage,
  titles,
} from './pages.js';

await startServer();

const PREFIX = 'cleared ';
const own = (page: TestPage): IDBFactory => ownDatabases(page.indexedDB, PREFIX);
const rowsOf = <Row>(store: string): Promise<readonly Row[]> => rowsIn<Row>(store, `${PREFIX}siban`);

/** The browser keeps that something is unsaved in so many topics of a room. */
const keptUnsaved = (room: string, topics: number): Promise<void> =>
  eventually(async () => {
    const rows = await rowsOf<{ room: string; topics: readonly string[] }>('unsaved');
    return new Set(rows.filter((row) => row.room === room).flatMap((row) => row.topics)).size === topics;
  });

/** As the person does it in the browser's settings: every database, of whatever page. */
async function clearIndexedDb(): Promise<void> {
  const factory = ownDatabases(indexedDB, PREFIX);
  for (const { name } of await factory.databases()) {
    await new Promise((resolve, reject) => {
      const request = factory.deleteDatabase(name!);
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error ?? new Error('no reason given'));
    });
  }
}

interface Offline {
  readonly page: TestPage;
  readonly room: string;
  readonly session: AgendaSession;
}

function visit(page: TestPage, room: string, databases = own): Promise<AgendaSession> {
  return page.session(room, clerk, { environment: { indexedDB: databases(page) } });
}

/** Offline, with a topic that is only here. */
async function offline(databases = own): Promise<Offline> {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await visit(page, room, databases);
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '清除之前' });
  await keptUnsaved(room, 1);
  return { page, room, session };
}

const listed = (room: string): Promise<void> =>
  eventually(async () => (await rowsOf<{ room: string }>('caches')).some((row) => row.room === room));

test('after the browser’s storage was cleared under an offline page, the whole is stored again, with what is typed then', async () => {
  const { page, room, session } = await offline();
  await session.send({ type: 'topic.submit', subject: session.content.topics[0]!.id, payload: {} });
  session.notes.set('draft a', { base: '', text: '没写完' });
  await eventually(() => session.notes.isStored('draft a'));
  await clearIndexedDb();
  session.content.addTopic({ title: '清除之后' });
  const { unsaved } = session.sync;
  await keptUnsaved(room, 2);
  await eventually(async () => (await placesOf('清除之后')).length > 0);
  await eventually(() => session.notes.isStored('draft a'));
  equal(session.sync.keeping, 'kept');

  await page.reload();
  const again = await visit(page, room);
  await status(again, 'offline');
  equal(titles(again), ['清除之前', '清除之后']);
  equal(again.sync.unsaved, unsaved);
  await eventually(() => again.queue.length === 1);
  equal(again.record.entries.length, session.record.entries.length);
  equal(again.notes.get('draft a'), { base: '', text: '没写完' });
  await restartFor(again);
  await saved(again);
});

test('the same without anything typed after it, by a page that had it from the one before', async () => {
  const { page, room } = await offline();
  await page.reload();
  const second = await visit(page, room);
  await status(second, 'offline');
  const { unsaved } = second.sync;
  ok(unsaved > 0, 'as the page before left it');
  await clearIndexedDb();
  await Promise.all([listed(room), keptUnsaved(room, 1)]);
  await eventually(async () => (await placesOf('清除之前')).length > 0);
  await page.reload();
  const third = await visit(page, room);
  equal(titles(third), ['清除之前']);
  equal(third.sync.unsaved, unsaved);
  await restartFor(third);
  await saved(third);
});

test('what cannot be stored again is not said to be kept, until it is', async () => {
  let disk: FullableDisk | undefined;
  const { room, session } = await offline((page) => {
    disk = new FullableDisk(own(page));
    return disk.factory;
  });
  disk!.isFull = true;
  await clearIndexedDb();
  await eventually(() => session.sync.keeping === 'full');
  disk!.isFull = false;
  session.content.addTopic({ title: '又有地方了' });
  await listed(room);
  await keptUnsaved(room, 2);
  await eventually(async () => (await placesOf('清除之前')).length > 0);
});

test('after forget() in another tab nothing is written any more, and this one says that it keeps nothing', async () => {
  const { room, session } = await offline();
  const other = await TestPage.open();
  const connection = other.connect(clerk, { environment: { indexedDB: own(other) } });
  const beside = (await connection.openAgenda(room))!;
  await status(beside, 'offline');
  await connection.forget();
  equal(beside.sync.keeping, 'off');
  await eventually(() => session.sync.keeping === 'off');
  ok(session.sync.unsaved > 0, 'it is still here');
  session.content.addTopic({ title: '忘记之后' });
  session.notes.set('draft a', { base: '', text: '忘记之后的' });
  await session.send({ type: 'topic.submit', subject: session.content.topics[0]!.id, payload: {} });
  // Another person's page: what was to be written before has been.
  await restartFor(session);
  await saved(session);
  const page = await TestPage.open();
  const last = await page.session(await newRoom(), colleague, { environment: { indexedDB: own(page) } });
  await status(last, 'live');
  await listed(last.room);
  equal((await cachesOf(room)).length, 0);
  for (const store of ['caches', 'visits', 'unsaved', 'commands', 'records', 'entries', 'notes', 'leftovers']) {
    equal(
      (await rowsOf<{ person: string; room?: string }>(store)).filter((row) => row.person === clerk.id),
      [],
      store,
    );
  }
  ok(titles(session).includes('忘记之后'), 'what is on the page is still saved');
});
