import * as Y from 'yjs';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { FullableDisk } from './full-disk.js';
import {
  answer,
  cachesOf,
  changeRows,
  clerk,
  colleague,
  eventually,
  everythingKept,
  keptUnsaved,
  killServer,
  newRoom,
  openRaw,
  placesOf,
  restartFor,
  retireRoom,
  rowsOf,
  saved,
  serverUrl,
  startServer,
  status,
  TestPage,
  titles,
  tokenOf,
} from './pages.js';

await startServer();

const DAY = 24 * 60 * 60_000;

test('a text with a secrecy mark that got past the gate lies nowhere in the browser after it was refused', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const document = await page.script.content(serverUrl(), clerk.id, room, () => tokenOf(clerk));
  document.source.connect();
  await eventually(async () => document.source.status === 'live' && (await cachesOf(room)).length === 1);
  const former = document.doc;
  const title = former.getMap<Y.Text>('meeting').get('title')!;
  await killServer();
  title.insert(0, '机密★10年');
  title.insert(0, '（修订）');
  // It must have been there, or its absence would prove nothing.
  await eventually(async () => (await placesOf('机密')).some((place) => place.includes(room)));
  await startServer();
  document.source.connect();
  await eventually(() => document.doc !== former && document.source.status === 'live' && document.source.unsaved === 0);
  await eventually(async () => (await placesOf('（修订）')).some((place) => place.includes(room)));
  equal(await placesOf('机密'), []);
  equal(await placesOf('★'), []);
  page.close();
  const again = await (await TestPage.open()).session(room, clerk);
  ok(again.content.meeting.title.startsWith('（修订）县委'), 'the rest is there');
});

test('after a purge the cache of the former document goes, and nothing of it is sent', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  const [former] = await cachesOf(room);
  await killServer();
  await status(session, 'offline');
  const id = session.content.addTopic({ title: '清除之前写的' });
  await keptUnsaved(room, 1);
  await eventually(async () => (await placesOf('清除之前写的')).length > 0);
  await retireRoom(room);
  await page.reload();
  const again = await page.session(room, clerk);
  equal(again.content.topic(id)?.title, '清除之前写的');
  await restartFor(again);
  await eventually(async () => again.sync.status === 'live' && (await cachesOf(room)).length === 1);
  ok((await cachesOf(room))[0] !== former, 'the cache is that of the new document');
  equal(await placesOf('清除之前写的'), [], 'also not among the texts that are kept for copying');
  equal(titles(again), []);
  equal(again.sync.unsaved, 0);
  equal(
    again.leftovers.map(({ text }) => text),
    ['清除之前写的'],
    'for copying, as long as the page is open',
  );
  equal(
    (await rowsOf<{ room: string }>('unsaved')).filter((row) => row.room === room),
    [],
  );
});

test('whoever has lost the right finds what they typed for copying, and nothing else is kept', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  await status(session, 'live');
  session.content.addTopic({ title: '大家的议题' });
  await saved(session);
  await eventually(async () => (await cachesOf(room)).length === 1);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '我离线写的' });
  await keptUnsaved(room, 1);
  await eventually(async () => (await placesOf('我离线写的')).length > 0);
  await page.reload();
  await startServer();
  // The portal has not heard of it yet, the server says it.
  const without = { rooms: 'agenda/other-*' };
  const connection = page.connect(clerk, without);
  const again = (await connection.openAgenda(room))!;
  await status(again, 'refused');
  equal(again.sync.reason, 'forbidden');
  equal(
    again.leftovers.map(({ text }) => text),
    ['我离线写的'],
  );
  await eventually(async () => (await cachesOf(room)).length === 0);
  equal(await placesOf('大家的议题'), []);
  await page.reload();
  const later = (await page.connect(clerk, without).openAgenda(room))!;
  equal(
    later.leftovers.map(({ text }) => text),
    ['我离线写的'],
    'it is there until they are done with it',
  );
  later.dropLeftovers();
  await eventually(async () => (await placesOf('我离线写的')).length === 0);
});

test('edits of somebody who may only read now are for copying, and do not look like what all others see', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '来不及上传' });
  await keptUnsaved(room, 1);
  await eventually(async () => (await placesOf('来不及上传')).length > 0);
  await page.reload();
  await startServer();
  const again = await page.session(room, clerk, { right: 'read' });
  await eventually(() => again.sync.status === 'read-only' && again.sync.unsaved === 0);
  equal(titles(again), []);
  equal(
    again.leftovers.map(({ text }) => text),
    ['来不及上传'],
  );
});

/** The agenda that the rows of a cache add up to. */
async function storedAgenda(name: string): Promise<AgendaStore> {
  const [kept] = await everythingKept((each) => each === name);
  const doc = new Y.Doc();
  for (const row of kept!.stores['updates']!) Y.applyUpdate(doc, row as Uint8Array);
  return new AgendaStore(doc, { randomId: () => '' });
}

test('two tabs of one person keep the edits of both, also when each merges what lies there', async () => {
  const room = await newRoom();
  const [one, two] = [await TestPage.open(), await TestPage.open()];
  const [a, b] = [await one.session(room, clerk), await two.session(room, clerk)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  const [first, second] = [a.content.addTopic({ title: '' }), b.content.addTopic({ title: '' })];
  await Promise.all([saved(a), saved(b)]);
  await eventually(() => titles(a).length === 2 && titles(b).length === 2);
  await killServer();
  await Promise.all([status(a, 'offline'), status(b, 'offline')]);
  // Enough for both to merge, in turns and at once.
  for (let i = 0; i < 700; i++) {
    a.content.titleOf(first)!.replace(0, 0, '甲');
    b.content.titleOf(second)!.replace(0, 0, '乙');
    if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  equal([a.content.topic(second)!.title, b.content.topic(first)!.title], ['', ''], 'neither has seen the other’s');
  await eventually(async () => {
    const rows = await rowsOf<{ room: string; count: number }>('unsaved');
    return rows.filter((row) => row.room === room).reduce((sum, { count }) => sum + count, 0) === 1400;
  });
  const [name] = await cachesOf(room);
  await eventually(async () => {
    const stored = await storedAgenda(name!);
    return stored.topic(first)?.title.length === 700 && stored.topic(second)?.title.length === 700;
  });
  one.close();
  two.close();
  const rows = (await everythingKept((each) => each === name))[0]!.stores['updates']!;
  ok(rows.length < 600, `${rows.length} rows: they were merged`);
  const again = await (await TestPage.open()).session(room, clerk);
  equal(again.content.topic(first)!.title, '甲'.repeat(700));
  equal(again.content.topic(second)!.title, '乙'.repeat(700));
  equal(again.sync.unsaved, 1400);
  await restartFor(again);
  await saved(again);
  const other = await (await TestPage.open()).session(room, colleague);
  await eventually(() => other.content.topic(first)?.title.length === 700);
  equal(other.content.topic(second)!.title.length, 700);
});

test('a full disk is said, nothing breaks, and all is kept again once there is room', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const disk = new FullableDisk(page.indexedDB);
  const session = await page.session(room, clerk, { environment: { indexedDB: disk.factory } });
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '磁盘未满' });
  await eventually(async () => (await placesOf('磁盘未满')).length > 0);
  equal(session.sync.keeping, 'kept');
  disk.isFull = true;
  session.content.addTopic({ title: '磁盘已满' });
  await eventually(() => session.sync.keeping === 'full');
  session.content.addTopic({ title: '还在写' });
  equal(await placesOf('磁盘已满'), []);
  ok(disk.refused > 0, 'writings were undone');
  disk.isFull = false;
  session.content.addTopic({ title: '又有空间' });
  await eventually(() => session.sync.keeping === 'kept');
  page.close();
  const again = await (await TestPage.open()).session(room, clerk);
  equal(titles(again), ['磁盘未满', '磁盘已满', '还在写', '又有空间'], 'with what could not be kept at first');
});

test('a cache that cannot be read is thrown away, and the room is opened from the server', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  await status(session, 'live');
  session.content.addTopic({ title: '服务器上有' });
  await saved(session);
  await eventually(async () => (await placesOf('服务器上有')).length > 0);
  page.close();
  const [name] = await cachesOf(room);
  const database = await openRaw(name!);
  const transaction = database.transaction('updates', 'readwrite');
  const store = transaction.objectStore('updates');
  await answer(store.clear());
  for (const bytes of [
    [7, 7, 7, 7, 7, 7],
    [255, 255, 255],
    [1, 9],
  ])
    store.add(new Uint8Array(bytes));
  store.add('no bytes at all');
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
  const other = await newRoom();
  const again = await TestPage.open();
  const connection = again.connect(clerk);
  const [opened, untouched] = [(await connection.openAgenda(room))!, (await connection.openAgenda(other))!];
  await Promise.all([status(opened, 'live'), status(untouched, 'live')]);
  equal(titles(opened), ['服务器上有']);
  await eventually(async () => (await placesOf('服务器上有')).length === 1);
  const kept = (await everythingKept((each) => each === name))[0]!.stores['updates']!;
  equal(
    kept.every((row) => row instanceof Uint8Array),
    true,
  );
  equal(opened.sync.keeping, 'kept');
});

test('one row that cannot be read costs nothing but itself', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  await status(session, 'live');
  await eventually(async () => (await cachesOf(room)).length === 1);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '离线写的' });
  await eventually(async () => (await placesOf('离线写的')).length > 0);
  page.close();
  const database = await openRaw((await cachesOf(room))[0]!);
  await answer(
    database
      .transaction('updates', 'readwrite')
      .objectStore('updates')
      .add(new Uint8Array([7, 7, 7])),
  );
  database.close();
  const again = await (await TestPage.open()).session(room, clerk);
  equal(titles(again), ['离线写的']);
});

test('forget() wipes all that is kept for this person and server, and nothing is kept afterwards', async () => {
  const room = await newRoom();
  const [page, others] = [await TestPage.open(), await TestPage.open()];
  const colleagues = await others.session(room, colleague);
  const connection = page.connect(clerk);
  const session = (await connection.openAgenda(room))!;
  await Promise.all([status(session, 'live'), status(colleagues, 'live')]);
  session.content.addTopic({ title: '忘记之前' });
  await saved(session);
  await eventually(async () => (await placesOf('忘记之前')).length >= 2);
  await connection.forget();
  equal(session.sync.keeping, 'off');
  const names = (await indexedDB.databases()).map(({ name }) => name!);
  equal(
    names.filter((name) => name.startsWith('siban-content') && name.includes(serverUrl()) && name.includes(clerk.id)),
    [],
  );
  for (const store of ['caches', 'visits', 'records', 'entries', 'unsaved', 'commands', 'leftovers', 'notes']) {
    // Another test file has a server of its own.
    const kept = await rowsOf<{ server: string; person: string }>(store);
    const rows = kept.filter(({ server, person }) => server === serverUrl() && person === clerk.id);
    equal(rows, [], store);
  }
  ok(
    Object.keys(localStorage).some((key) => key.startsWith('siban-witness') && key.includes(room)),
    'the witness stays',
  );
  ok(
    (await cachesOf(room)).some((name) => name.includes(colleague.id)),
    'what is somebody else’s stays',
  );
  session.content.addTopic({ title: '忘记之后' });
  await saved(session);
  equal(
    (await cachesOf(room)).some((name) => name.includes(clerk.id)),
    false,
  );
});

test('a workspace forgets by one call', async () => {
  await import('../../src/define.js');
  const space = document.createElement('siban-workspace');
  space.server = serverUrl();
  space.tokenProvider = () => tokenOf({ ...clerk, id: 'u-forgetful' });
  document.body.append(space);
  await space.forget();
  space.remove();
});

test('what nobody has opened for 30 days goes, but for what is unsaved in it, which stays 180 days', async () => {
  const page = await TestPage.open();
  const connection = page.connect(clerk);
  const [old, unsaved, fresh] = [await newRoom(), await newRoom(), await newRoom()];
  for (const room of [old, unsaved, fresh]) {
    const session = (await connection.openAgenda(room))!;
    await status(session, 'live');
    await eventually(async () => (await cachesOf(room)).length === 1);
  }
  await killServer();
  const session = (await connection.openAgenda(unsaved))!;
  session.content.addTopic({ title: '一直没上传' });
  await eventually(async () => (await rowsOf<{ room: string }>('unsaved')).some(({ room }) => room === unsaved));
  page.close();
  const age = (room: string, days: number): Promise<void> =>
    changeRows<{ room: string; lastUsed: number }>('caches', (row) =>
      row.room === room ? { ...row, lastUsed: Date.now() - days * DAY } : row,
    );
  await age(old, 31);
  await age(unsaved, 31);
  await age(fresh, 29);
  await startServer();
  // Whoever comes, and wherever to.
  const anybody = await (await TestPage.open()).session(await newRoom(), colleague);
  await status(anybody, 'live');
  await eventually(async () => (await cachesOf(old)).length === 0);
  equal([(await cachesOf(unsaved)).length, (await cachesOf(fresh)).length], [1, 1]);
  await age(unsaved, 181);
  const later = await (await TestPage.open()).session(await newRoom(), colleague);
  await status(later, 'live');
  await eventually(async () => (await cachesOf(unsaved)).length === 0);
  equal(
    (await rowsOf<{ room: string }>('unsaved')).some(({ room }) => room === unsaved),
    false,
  );
});
