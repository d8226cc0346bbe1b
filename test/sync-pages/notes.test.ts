import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { FullableDisk } from './full-disk.js';
import { ownDatabases } from './own-databases.js';
import {
  answer,
  changeRows,
  clerk,
  colleague,
  eventually,
  killServer,
  newRoom,
  placesOf,
  rowsOf,
  startServer,
  status,
  TestPage,
} from './pages.js';

await startServer();

const DAY = 24 * 60 * 60_000;

interface Kept {
  readonly person: string;
  readonly room: string;
  readonly key: string;
}
const notesIn = async (room: string): Promise<readonly string[]> =>
  (await rowsOf<Kept>('notes')).filter((row) => row.room === room).map(({ person, key }) => `${person} ${key}`);
const texts = (session: AgendaSession): readonly string[] =>
  [...session.notes.all].map(([key, note]) => `${key}: ${note['text']}`).sort();
const stored = (session: AgendaSession, key: string): Promise<void> => eventually(() => session.notes.isStored(key));

test('half-typed words outlive the page, with and without the server, and go once they are done with', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  session.notes.set('draft t1 proposer', { base: '', text: '县水利' });
  ok(!session.notes.isStored('draft t1 proposer'), 'not before it is');
  await stored(session, 'draft t1 proposer');
  session.notes.set('draft t1 proposer', { base: '', text: '县水利局' });
  ok(!session.notes.isStored('draft t1 proposer'), 'it is another text now');
  await stored(session, 'draft t1 proposer');

  await killServer();
  await page.reload();
  const again = await page.session(room, clerk);
  equal(again.notes.get('draft t1 proposer'), { base: '', text: '县水利局' });
  ok(again.notes.isStored('draft t1 proposer'), 'it lies there still');
  again.notes.set('draft t1 proposer', null);
  await eventually(async () => (await notesIn(room)).length === 0);
});

test('what was typed in the very moment in which the page goes is there all the same', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  await status(session, 'live');
  session.notes.set('form topic.return t1', { text: '材料不' });
  await page.reload();
  equal(texts(await page.session(room, clerk)), ['form topic.return t1: 材料不']);
});

test('a text with a secrecy mark is stored nowhere, and takes what was stored under its key with it', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  session.notes.set('a', { base: '', text: '汛情通报' });
  session.notes.set('b', { base: '', text: '其余文字' });
  await Promise.all([stored(session, 'a'), stored(session, 'b')]);
  session.notes.set('a', { base: '', text: '汛情通报\n机密★1年' });
  ok(!session.notes.isStored('a'), 'who leaves now is asked');
  await eventually(async () => (await notesIn(room)).length === 1);
  equal(await placesOf('机密'), []);
  equal(await placesOf('汛情通报'), []);
  session.notes.set('c', { text: '秘密' });
  session.notes.set('b', { base: '', text: '其余文字，改过' });
  await stored(session, 'b');
  equal(await notesIn(room), [`${clerk.id} b`], 'a level alone on its line neither');
  ok(!session.notes.isStored('c'), 'and it does not pass for stored');
  session.notes.set('a', { base: '', text: '汛情通报（修订）' });
  await stored(session, 'a');
});

test('nobody else in this browser gets them, and in another room they are not', async () => {
  const [page, room, other] = [await TestPage.open(), await newRoom(), await newRoom()];
  const session = await page.session(room, clerk);
  session.notes.set('a', { text: '只有本人看' });
  await stored(session, 'a');
  page.close();
  const next = await TestPage.open();
  equal(texts(await next.session(room, colleague)), []);
  equal(texts(await next.session(other, clerk)), []);
  equal(texts(await next.session(room, clerk)), ['a: 只有本人看']);
});

test('another page that is still there keeps its words to itself; when it is gone they come over', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  session.notes.set('a', { text: '这一页正在写' });
  await stored(session, 'a');
  const second = await TestPage.open();
  const beside = await second.session(room, clerk);
  equal(texts(beside), []);
  beside.notes.set('a', { text: '那一页写的' });
  await stored(beside, 'a');
  ok(session.notes.isStored('a'), 'neither takes the place of the other');
  page.close();
  second.close();
  const next = await TestPage.open();
  equal(texts(await next.session(room, clerk)), ['a: 那一页写的'], 'the newer of the two');
  equal((await notesIn(room)).length, 1);
});

test('with cache="none" nothing is stored, and whoever leaves is asked', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk, { cache: 'none' });
  session.notes.set('a', { text: '一字不留' });
  equal(session.notes.get('a'), { text: '一字不留' });
  ok(!session.notes.isStored('a'), 'it is on this page alone');
  const other = await (await TestPage.open()).session(await newRoom(), clerk);
  other.notes.set('b', { text: '留下的' });
  await stored(other, 'b');
  equal(await placesOf('一字不留'), []);
});

test('a full disk is said, and the words are stored once there is room', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const disk = new FullableDisk(page.indexedDB);
  const session = await page.session(room, clerk, { environment: { indexedDB: disk.factory } });
  await status(session, 'live');
  disk.isFull = true;
  session.notes.set('a', { text: '存不下' });
  await eventually(() => session.sync.keeping === 'full');
  ok(!session.notes.isStored('a'), 'it is on this page alone');
  disk.isFull = false;
  session.notes.set('b', { text: '又能存了' });
  await Promise.all([stored(session, 'a'), stored(session, 'b')]);
  equal((await notesIn(room)).length, 2);
});

test('forget() wipes them, and nothing is stored afterwards', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const connection = page.connect(clerk);
  const session = (await connection.openAgenda(room))!;
  session.notes.set('a', { text: '忘记之前写的' });
  await stored(session, 'a');
  session.notes.set('b', { text: '正要存的' });
  await connection.forget();
  ok(!session.notes.isStored('a'), 'no longer');
  session.notes.set('a', { text: '忘记之后写的' });
  const other = await (await TestPage.open()).session(await newRoom(), colleague);
  other.notes.set('c', { text: '别人的' });
  await stored(other, 'c');
  equal(
    (await rowsOf<Kept>('notes')).filter(({ person }) => person === clerk.id),
    [],
  );
});

test('after 30 days they go', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const session = await page.session(room, clerk);
  session.notes.set('a', { text: '一个月前' });
  session.notes.set('b', { text: '昨天' });
  await Promise.all([stored(session, 'a'), stored(session, 'b')]);
  page.close();
  await changeRows<{ key: string; at: number }>('notes', (row) =>
    row.key === 'a' ? { ...row, at: Date.now() - 31 * DAY } : row,
  );
  await (await TestPage.open()).session(await newRoom(), colleague);
  await eventually(async () => (await notesIn(room)).length === 1);
  equal(await notesIn(room), [`${clerk.id} b`]);
});

test('a browser that kept rooms before there were notes keeps them, and gets notes', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  const factory = ownDatabases(page.indexedDB, `${room} `);
  const request = factory.open('siban', 1);
  const keys = { visits: ['server', 'person'], commands: ['server', 'person', 'order'] };
  request.onupgradeneeded = () => {
    const all = ['caches', 'unsaved', 'records', 'entries', 'leases', 'leftovers'];
    for (const name of all) request.result.createObjectStore(name, { keyPath: ['server', 'person', 'room'] });
    for (const [name, keyPath] of Object.entries(keys)) request.result.createObjectStore(name, { keyPath });
  };
  const before = await answer(request);
  await answer(
    before.transaction('visits', 'readwrite').objectStore('visits').put({ server: 's', person: 'p', at: Date.now() }),
  );
  before.close();
  const session = await page.session(room, clerk, { environment: { indexedDB: factory } });
  session.notes.set('a', { text: '新的' });
  await stored(session, 'a');
  const visits = await rowsOf<{ person: string }>('visits', `${room} siban`);
  equal(visits.filter(({ person }) => person === 'p').length, 1);
});
