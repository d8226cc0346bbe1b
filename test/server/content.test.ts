import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import { encodeSync, SYNC } from '../../src/protocol/messages.js';
import { faultyStorage, type FaultyStorage } from './faulty-storage.js';
import { handMade, mapEntry } from './hand-made.js';
import { settle, until } from './page.js';
import { LU, SHEN, startServer } from './server-kit.js';

/** A server whose commits can be held up or made to fail. */
async function faultyServer() {
  let faulty: FaultyStorage | undefined;
  const kit = await startServer({ wrap: (storage) => (faulty = faultyStorage(storage)) });
  await kit.createRoom('agenda/m1');
  return { kit, storage: faulty! };
}

test('what one page writes reaches the other, and is acknowledged with its number', async () => {
  const kit = await startServer();
  await kit.createRoom('agenda/m1');
  const lu = await kit.page(LU, 'agenda/m1/content');
  const shen = await kit.page(SHEN, 'agenda/m1/content');
  assert.equal(lu.hello?.right, 'write');
  assert.equal(lu.hello.contentSeq, 1);
  await until(() => lu.acks.length === 1, 'the first step 2 is acknowledged');

  lu.topics.set('a', 1);
  await until(() => shen.topics.get('a') === 1);
  shen.topics.set('b', 2);
  await until(() => lu.topics.get('b') === 2);
  await until(() => lu.acks.length === 2 && shen.acks.length === 2);
  assert.deepEqual(
    [lu.acks, shen.acks],
    [
      [1, 2],
      [1, 3],
    ],
  );
});

test('a writer is asked for its state before anything else, a reader is asked for nothing', async () => {
  const kit = await startServer();
  await kit.createRoom('agenda/m1');
  const writer = await kit.page(LU, 'agenda/m1/content');
  const reader = await kit.page(SHEN, 'agenda/m1/content', { access: { 'agenda/*': 'read' } });
  assert.equal(writer.received[0], `0.${SYNC.step1}`);
  assert.ok(!reader.received.includes(`0.${SYNC.step1}`));
  assert.equal(reader.hello?.right, 'read');
  writer.topics.set('a', 1);
  await until(() => reader.topics.get('a') === 1);
});

test('nothing is shown, served or acknowledged before it is on disk', async () => {
  const { kit, storage } = await faultyServer();
  const lu = await kit.page(LU, 'agenda/m1/content');
  const shen = await kit.page(SHEN, 'agenda/m1/content');
  await until(() => lu.acks.length === 1);
  const release = storage.holdCommits();
  lu.topics.set('a', 1);
  const late = kit.page(SHEN, 'agenda/m1/content');
  await settle();
  assert.equal(shen.topics.get('a'), undefined);
  assert.equal(lu.acks.length, 1);

  release();
  await until(() => shen.topics.get('a') === 1 && lu.acks.length === 2);
  assert.equal((await late).topics.get('a'), 1);
});

test('of a commit that failed nobody saw anything, and nothing was acknowledged', async () => {
  const { kit, storage } = await faultyServer();
  const lu = await kit.page(LU, 'agenda/m1/content');
  const shen = await kit.page(SHEN, 'agenda/m1/content');
  lu.topics.set('kept', 1);
  await until(() => shen.topics.get('kept') === 1 && lu.acks.length === 2);

  storage.failCommit(1, 'full');
  lu.topics.set('lost', 1);
  await lu.closesWith(4513);
  await settle();
  assert.equal(shen.topics.get('lost'), undefined);
  assert.equal(shen.closed, undefined);
  assert.equal(lu.acks.length, 2);
  const fresh = await kit.page(LU, 'agenda/m1/content');
  assert.deepEqual(fresh.topics.toJSON(), { kept: 1 });

  fresh.topics.set('after', 1);
  await until(() => shen.topics.get('after') === 1);
  assert.equal((await kit.http('/readyz')).status, 200);
  const { updates } = await kit.storage.document('agenda/m1/content');
  assert.equal(updates.length, 3);
});

test('while nothing can be stored the server says so, and it finds out by itself when it can again', async () => {
  const { kit, storage } = await faultyServer();
  const lu = await kit.page(LU, 'agenda/m1/content');
  const readiness = async () => (await kit.http('/readyz')).json() as Promise<{ status: string; reason?: string }>;
  const works = storage.failProbes();
  storage.failCommit(1, 'full');
  lu.topics.set('lost', 1);
  await lu.closesWith(4513);
  assert.deepEqual(await readiness(), { status: 'not ready', reason: 'full' });
  await settle(1100);
  assert.equal((await readiness()).status, 'not ready');
  works();
  for (let wait = 0; wait < 50 && (await readiness()).status !== 'ready'; wait++) await settle(100);
  assert.deepEqual(await readiness(), { status: 'ready' });
});

test('a change that can never be stored does not count as a storage that is out of order', async () => {
  const { kit, storage } = await faultyServer();
  const lu = await kit.page(LU, 'agenda/m1/content');
  storage.failCommit(1, 'unstorable');
  lu.topics.set('lost', 1);
  await lu.closesWith(4513);
  assert.deepEqual(await (await kit.http('/readyz')).json(), { status: 'ready' });
});

test('of the commits of many edits the nth one fails, and what the pages hold is what the disk holds', async () => {
  const { kit, storage } = await faultyServer();
  for (const nth of [1, 2, 3]) {
    const lu = await kit.page(LU, 'agenda/m1/content');
    storage.failCommit(nth);
    for (let edit = 0; edit < 5 && !lu.closed; edit++) {
      lu.topics.set(`${nth}:${edit}`, edit);
      await settle(20);
    }
    await lu.closesWith(4513);
  }
  const seen = await kit.page(SHEN, 'agenda/m1/content');
  const onDisk = new Y.Doc();
  for (const { bytes } of (await kit.storage.document('agenda/m1/content')).updates) Y.applyUpdate(onDisk, bytes);
  assert.deepEqual(seen.topics.toJSON(), onDisk.getMap('topics').toJSON());
  const stored = seen.topics.toJSON();
  assert.ok(!('1:0' in stored) && '2:0' in stored && !('2:1' in stored) && '3:1' in stored && !('3:2' in stored));
});

test('what arrives during a commit is stored together with the next one', async () => {
  const { kit, storage } = await faultyServer();
  const lu = await kit.page(LU, 'agenda/m1/content');
  const shen = await kit.page(SHEN, 'agenda/m1/content');
  await until(() => lu.acks.length === 1 && shen.acks.length === 1);
  const before = storage.commits;
  const release = storage.holdCommits();
  for (let edit = 0; edit < 10; edit++) lu.topics.set(`e${edit}`, edit);
  await settle();
  release();
  await until(() => lu.acks.length === 11);
  assert.equal(storage.commits - before, 2);
  await until(() => shen.topics.size === 10);
});

test('a refused update takes nothing with it but what its own page sent after it', async () => {
  const { kit, storage } = await faultyServer();
  const lu = await kit.page(LU, 'agenda/m1/content', { sendsEdits: false });
  const shen = await kit.page(SHEN, 'agenda/m1/content');
  await until(() => lu.acks.length === 1 && shen.acks.length === 1);
  // All of it waits behind a commit, and is judged as one batch.
  const release = storage.holdCommits();
  shen.topics.set('first', 1);
  await settle(40);
  lu.update(handMade({ client: 1001, structs: [mapEntry('topics', 'before', 1)] }));
  lu.update(handMade({ client: 1002, structs: [mapEntry('meta', 'schema', 99)] }));
  lu.update(handMade({ client: 1003, structs: [mapEntry('topics', 'after', 1)] }));
  shen.topics.set('second', 1);
  await settle(40);
  release();
  await lu.closesWith(4403);
  await until(() => shen.acks.length === 3);
  assert.deepEqual((await kit.page(LU, 'agenda/m1/content')).topics.toJSON(), { first: 1, second: 1, before: 1 });
  assert.equal(shen.topics.get('before'), 1);
});

test('an update that says nothing new is acknowledged and not stored', async () => {
  const kit = await startServer();
  await kit.createRoom('agenda/m1');
  const lu = await kit.page(LU, 'agenda/m1/content');
  lu.topics.set('a', 1);
  lu.topics.delete('a');
  await until(() => lu.acks.length === 3);
  lu.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(lu.doc)));
  lu.update(Y.encodeStateAsUpdate(lu.doc));
  await until(() => lu.acks.length === 5);
  assert.deepEqual(lu.acks, [1, 2, 3, 3, 3]);
  assert.equal((await kit.storage.document('agenda/m1/content')).updates.length, 3);
});

test('without our extension an update comes back to whoever sent it, once it is on disk', async () => {
  const { kit, storage } = await faultyServer();
  const plain = await kit.page(LU, 'agenda/m1/content', { protocol: 'siban.plain' });
  assert.deepEqual([plain.hello, plain.acks], [undefined, []]);
  const updates = () => plain.received.filter((type) => type === `0.${SYNC.update}`).length;
  const release = storage.holdCommits();
  plain.topics.set('a', 1);
  await settle();
  assert.equal(updates(), 0);
  release();
  await until(() => updates() === 1);
});

test('a page that typed while it was away is asked for the rest, and loses nothing', async () => {
  const kit = await startServer();
  await kit.createRoom('agenda/m1');
  const doc = new Y.Doc();
  const before = await kit.page(LU, 'agenda/m1/content', { doc });
  before.topics.set('online', 1);
  await until(() => before.acks.length === 2);
  before.close();
  doc.getMap('topics').set('away', 1);

  // The socket opens, the page goes on typing, and only then hears the server's step 1.
  const back = await kit.page(LU, 'agenda/m1/content', { doc, sync: false, answersStep1: false });
  doc.getMap('topics').set('typing', 1);
  doc.getMap('topics').delete('online');
  await settle();
  assert.deepEqual(back.acks, []);
  assert.equal(back.closed, undefined);
  back.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(doc)));
  await until(() => back.acks.length === 3);
  const { topics } = await kit.page(SHEN, 'agenda/m1/content');
  assert.deepEqual(topics.toJSON(), { away: 1, typing: 1 });
});

test('what is held for a page that never says the rest is given up after a while', async () => {
  const kit = await startServer({ limits: { heldMs: 300 } });
  await kit.createRoom('agenda/m1');
  const page = await kit.page(LU, 'agenda/m1/content', { sync: false, answersStep1: false });
  page.update(handMade({ client: 5, clock: 7, structs: [mapEntry('topics', 'gap', 1)] }));
  await page.closesWith(4508);
});

test('what is held for a page is let go when the page is gone, also while a commit is under way', async () => {
  const { kit, storage } = await faultyServer();
  const heldBytes = async () => (await kit.metrics.heldBytes.get()).values[0]!.value;
  const gap = handMade({ client: 5, clock: 7, structs: [mapEntry('topics', 'gap', 1)] });
  const hold = () => kit.page(LU, 'agenda/m1/content', { sync: false, answersStep1: false });
  const page = await hold();
  page.update(gap);
  for (let wait = 0; wait < 60 && (await heldBytes()) === 0; wait++) await settle(50);
  assert.equal(await heldBytes(), gap.length);
  page.close();
  for (let wait = 0; wait < 60 && (await heldBytes()) > 0; wait++) await settle(50);
  assert.equal(await heldBytes(), 0);

  const writer = await kit.page(SHEN, 'agenda/m1/content');
  const late = await hold();
  const release = storage.holdCommits();
  writer.topics.set('a', 1);
  late.update(gap);
  await settle();
  late.close();
  await settle();
  release();
  await until(() => writer.acks.length >= 2);
  await settle(1100);
  assert.equal(await heldBytes(), 0);
});

test('once synced, an update that continues nothing is answered with resync', async () => {
  const kit = await startServer();
  await kit.createRoom('agenda/m1');
  const page = await kit.page(LU, 'agenda/m1/content');
  page.update(handMade({ client: 5, clock: 7, structs: [mapEntry('topics', 'gap', 1)] }));
  await page.closesWith(4509);
  const { doc } = await kit.page(SHEN, 'agenda/m1/content');
  assert.equal(doc.store.pendingStructs, null);
});

test('a long log gets a checkpoint, and loads the same from it', async () => {
  const file = await (async () => {
    const kit = await startServer({ limits: { checkpointRows: 20 } });
    await kit.createRoom('agenda/m1');
    const lu = await kit.page(LU, 'agenda/m1/content');
    for (let edit = 0; edit < 50; edit++) {
      lu.topics.set(`k${edit % 7}`, '字'.repeat(edit));
      if (edit % 10 === 0) await settle(20);
    }
    await until(() => lu.acks.length === 51);
    await kit.close();
    return kit.file;
  })();
  const kit = await startServer({ file });
  const { checkpoint, updates } = await kit.storage.document('agenda/m1/content');
  assert.ok(checkpoint !== null && updates.length <= 30, `${updates.length} rows after the checkpoint`);
  const { topics } = await kit.page(SHEN, 'agenda/m1/content');
  assert.deepEqual(topics.get('k0'), '字'.repeat(49));
  assert.equal(topics.size, 7);
});

test('rows of earlier days count towards a checkpoint as well', async () => {
  const limits = { checkpointRows: 20 };
  let kit = await startServer({ limits });
  await kit.createRoom('agenda/m1');
  for (let day = 0; day < 3; day++) {
    const lu = await kit.page(LU, 'agenda/m1/content');
    for (let edit = 0; edit < 9; edit++) lu.topics.set(`${day}:${edit}`, edit);
    await until(() => lu.acks.length === 10);
    await kit.close();
    kit = await startServer({ limits, file: kit.file });
  }
  assert.notEqual((await kit.storage.document('agenda/m1/content')).checkpoint, null);
});

test('before a document is full its size is told, once', async () => {
  const kit = await startServer({ limits: { documentWarnBytes: 2000 } });
  await kit.createRoom('agenda/m1');
  const lu = await kit.page(LU, 'agenda/m1/content');
  for (let edit = 0; edit < 4; edit++) lu.topics.set('same', 'x'.repeat(800));
  await until(() => lu.acks.length === 5);
  const warned = () => kit.logged.filter(({ message }) => message.includes('nearly full'));
  assert.deepEqual(warned(), [], 'much was written, little is left of it');
  for (let edit = 0; edit < 6; edit++) lu.topics.set(`k${edit}`, 'x'.repeat(800));
  await until(() => lu.acks.length === 11);
  assert.deepEqual(
    warned().map(({ room, bytes }) => [room, Number(bytes) > 2000]),
    [['agenda/m1', true]],
  );
});

test('an empty room is let go, and comes back as it was', async () => {
  const kit = await startServer({ limits: { idleRoomMs: 0 } });
  await kit.createRoom('agenda/m1');
  const lu = await kit.page(LU, 'agenda/m1/content');
  lu.topics.set('a', 1);
  await until(() => lu.acks.length === 2);
  lu.close();
  const rooms = async () => (await kit.metrics.rooms.get()).values[0]?.value;
  for (let wait = 0; wait < 60 && (await rooms()) !== 0; wait++) await settle(100);
  assert.equal(await rooms(), 0);
  const again = await kit.page(SHEN, 'agenda/m1/content');
  assert.deepEqual(again.topics.toJSON(), { a: 1 });
});
