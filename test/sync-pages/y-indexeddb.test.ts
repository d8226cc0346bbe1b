import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { ContentCache, type ContentCacheOptions } from '../../src/sync/content-cache.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { FullableDisk } from './full-disk.js';
import { answer, eventually, openRaw, placesOf, rejections, startServer, TestPage } from './pages.js';

await startServer();

let names = 0;
const newName = (): string => `y-indexeddb test ${Date.now()} ${names++}`;

function options(name: string, factory = indexedDB): ContentCacheOptions & { readonly stored: boolean[] } {
  const stored: boolean[] = [];
  return {
    name,
    factory,
    stored,
    onStored: (isStored) => stored.push(isStored),
    isWanted: () => Promise.resolve(true),
  };
}

async function rowCount(name: string): Promise<number> {
  const database = await openRaw(name);
  const count = await answer(database.transaction('updates').objectStore('updates').count());
  database.close();
  return count;
}

// Why src/sync/content-cache.ts is there: once this fails, it may go (docs/decisions/0008-content-cache.md).
test('y-indexeddb tells nobody that nothing was stored', async () => {
  const [name, page] = [newName(), await TestPage.open()];
  const disk = new FullableDisk(page.indexedDB);
  const persistence = page.script.yIndexeddb(name);
  await persistence.whenSynced;
  const before = await rowCount(name);
  let told = false;
  persistence.on('error', () => (told = true));
  // It opens the browser's own database; writing into it fails from here on.
  const open = persistence.db!;
  persistence.db = new Proxy(open, {
    get: (object, key) => (key === 'transaction' ? disk.transact(object) : Reflect.get(object, key)),
  });
  disk.isFull = true;
  persistence.doc.getText('t').insert(0, '没有存下');
  await eventually(() => rejections.length > 0);
  equal(rejections.splice(0).length, 1, 'a rejection that nobody can catch');
  equal(told, false);
  equal(await rowCount(name), before);
});

test('the same failure is told by our cache, and mended with the next edit', async () => {
  const [name, doc, disk] = [newName(), new Y.Doc(), new FullableDisk(indexedDB)];
  const given = options(name, disk.factory);
  const { cache, state } = await ContentCache.open(given);
  equal(state, null);
  cache.follow(doc, false);
  await cache.settled;
  disk.isFull = true;
  doc.getText('t').insert(0, '先没有存下');
  await cache.settled;
  equal(given.stored.slice(-1), [false]);
  disk.isFull = false;
  doc.getText('t').insert(0, '后存下，');
  await cache.settled;
  equal(given.stored.slice(-1), [true]);
  cache.close();
  await cache.settled;
  const again = await ContentCache.open(options(name));
  const later = new Y.Doc();
  Y.applyUpdate(later, again.state!);
  equal(later.getText('t').toJSON(), '后存下，先没有存下');
  again.cache.close();
});

test('what y-indexeddb has written our cache reads, and the other way round', async () => {
  const [name, doc] = [newName(), new Y.Doc()];
  const persistence = new IndexeddbPersistence(name, doc);
  await persistence.whenSynced;
  doc.getText('t').insert(0, '甲');
  await eventually(async () => (await rowCount(name)) > 1);
  await persistence.destroy();
  const { cache, state } = await ContentCache.open(options(name));
  const ours = new Y.Doc();
  Y.applyUpdate(ours, state!);
  cache.follow(ours, true);
  ours.getText('t').insert(1, '乙');
  await cache.settled;
  cache.close();
  await cache.settled;
  const theirs = new Y.Doc();
  const again = new IndexeddbPersistence(name, theirs);
  await again.whenSynced;
  equal(theirs.getText('t').toJSON(), '甲乙');
  await again.destroy();
});

test('hundreds of rows are merged into one, with those of another tab', async () => {
  const name = newName();
  const docs = [new Y.Doc(), new Y.Doc()];
  const caches = [];
  for (const doc of docs) {
    const { cache } = await ContentCache.open(options(name));
    cache.follow(doc, false);
    await cache.settled;
    caches.push(cache);
  }
  for (let i = 0; i < 1100; i++) {
    docs[i % 2]!.getText('t').insert(0, i % 2 === 0 ? '甲' : '乙');
    // Each its own row.
    await caches[i % 2]!.settled;
  }
  ok((await rowCount(name)) < 700, 'they were merged');
  for (const cache of caches) cache.close();
  const { cache, state } = await ContentCache.open(options(name));
  const all = new Y.Doc();
  Y.applyUpdate(all, state!);
  equal(all.getText('t').toJSON().length, 1100);
  cache.close();
});

test('a deleted cache leaves no database behind, although another tab holds it open', async () => {
  const [name, doc] = [newName(), new Y.Doc()];
  const one = await ContentCache.open(options(name));
  const other = await ContentCache.open({ ...options(name), isWanted: () => Promise.resolve(false) });
  one.cache.follow(doc, false);
  other.cache.follow(new Y.Doc(), false);
  await Promise.all([one.cache.settled, other.cache.settled]);
  await one.cache.delete();
  doc.getText('t').insert(0, '之后');
  await one.cache.settled;
  const left = (await indexedDB.databases()).some((database) => database.name === name);
  equal(left, false);
});

test('a document that takes the place of another leaves nothing of it behind', async () => {
  const [name, former, next] = [newName(), new Y.Doc(), new Y.Doc()];
  const { cache } = await ContentCache.open(options(name));
  cache.follow(former, false);
  former.getText('t').insert(0, '从前的');
  await cache.settled;
  equal((await placesOf('从前的')).length, 1);
  next.getText('t').insert(0, '现在的');
  cache.replaceBy(next);
  former.getText('t').insert(0, '还在写从前的');
  next.getText('t').insert(0, '继续写');
  await cache.settled;
  equal(await placesOf('从前的'), []);
  cache.close();
  const again = await ContentCache.open(options(name));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, again.state!);
  equal(doc.getText('t').toJSON(), '继续写现在的');
  again.cache.close();
});
