import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import type { SealedEntry } from '../../src/model/entry.js';
import { canonicalJson } from '../../src/record/canonical.js';
import { headOf } from '../../src/record/seal.js';
import type { Witness } from '../../src/record/witness.js';
import {
  publishAuthor,
  publishEntries,
  readTail,
  recordRoots,
  TAIL_LENGTH,
  TAIL_SIZE,
} from '../../src/store/record-document.js';
import { RecordProjection } from '../../src/store/record-projection.js';
import { PEOPLE, SealedRoom } from '../record/sealed-room.js';

const EPOCH = 'epoch-1';
const ROOM = 'agenda/m1';

/** A server's record document and a page's copy of it, joined by updates. */
class Published {
  readonly server = new Y.Doc();
  readonly page = new Y.Doc();
  readonly asked: [number, number][] = [];
  stored: readonly SealedEntry[] = [];

  publish(entries: readonly SealedEntry[], change: Partial<{ seq: number; hash: string; epoch: string }> = {}): void {
    this.stored = [...this.stored, ...entries];
    const head = { ...headOf(entries[entries.length - 1]!), epoch: EPOCH, generation: 1, ...change };
    Y.applyUpdate(this.page, publishEntries(this.server, entries, head));
  }

  /** What only a server that lies could do. */
  tamper(change: (roots: ReturnType<typeof recordRoots>) => void): void {
    this.server.transact(() => change(recordRoots(this.server)));
    Y.applyUpdate(this.page, Y.encodeStateAsUpdate(this.server, Y.encodeStateVector(this.page)));
  }

  open(witness: Witness | null = null, range = (from: number, to: number) => this.stored.slice(from - 1, to)) {
    const fetchRange = (from: number, to: number): Promise<readonly SealedEntry[]> => {
      this.asked.push([from, to]);
      return Promise.resolve().then(() => range(from, to));
    };
    return new RecordProjection(this.page, { room: ROOM, fetchRange, witness });
  }
}

function entriesOf(room: SealedRoom, from = 1): readonly SealedEntry[] {
  return room.entries.slice(from - 1);
}

/** A record of `count` entries, most of them receipts. */
function longRoom(count: number): SealedRoom {
  const room = new SealedRoom().bring('submitted');
  while (room.entries.length < count) {
    room.seal(PEOPLE.clerk, 'material.receive', { material: `材料${room.entries.length}` });
  }
  return room;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('entries are read as they are published, and every change is told once', () => {
  const room = new SealedRoom().bring('submitted');
  const published = new Published();
  const projection = published.open();
  assert.deepEqual([projection.head, projection.verified, projection.entries.length], [null, null, 0]);
  let told = 0;
  const unsubscribe = projection.subscribe(() => (told += 1));
  published.publish(entriesOf(room));
  assert.equal(told, 1);
  assert.equal(projection.state.topics.get('t1')?.status, 'submitted');
  assert.deepEqual(projection.verified, { ...room.head, epoch: EPOCH });
  const before = projection.state;
  assert.equal(projection.state, before);
  published.publish([room.seal(PEOPLE.govLeader, 'topic.leaderSign')]);
  assert.equal(projection.state.topics.get('t1')?.status, 'leader_signed');
  assert.deepEqual(projection.entries, room.entries);
  assert.equal(projection.alarm, null);
  unsubscribe();
  published.publish([room.seal(PEOPLE.clerk, 'topic.review')]);
  assert.equal(told, 2);
});

test('the tail holds the newest entries, and older ones are fetched before anything is shown', async () => {
  const room = longRoom(TAIL_LENGTH + 30);
  const published = new Published();
  published.publish(entriesOf(room).slice(0, 100));
  published.publish(entriesOf(room).slice(100));
  assert.equal(recordRoots(published.page).tail.length, TAIL_LENGTH);
  const projection = published.open();
  assert.equal(projection.entries.length, 0);
  await settled();
  assert.deepEqual(published.asked, [[1, 30]]);
  assert.equal(projection.entries.length, room.entries.length);
  assert.equal(projection.alarm, null);
  published.publish([room.seal(PEOPLE.govLeader, 'topic.leaderSign')]);
  assert.equal(projection.state.topics.get('t1')?.status, 'leader_signed');
  assert.equal(published.asked.length, 1);
});

test('a tail of entries as large as they may be is cut short, whether they come at once or one by one', async () => {
  const room = new SealedRoom();
  room.edit('t1', {
    requiredMaterials: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(500, 'x')),
  });
  for (let round = 0; round < 60; round += 1) {
    room.seal(PEOPLE.unit, 'topic.submit');
    room.seal(PEOPLE.clerk, 'topic.return', { reason: '材料不齐' });
  }
  for (const step of [1, room.entries.length]) {
    const published = new Published();
    for (let from = 0; from < room.entries.length; from += step)
      published.publish(room.entries.slice(from, from + step));
    const tail = readTail(published.page);
    const size = tail.reduce((sum, text) => sum + text.length, 0);
    assert.ok(size <= TAIL_SIZE && size > TAIL_SIZE / 2, `${size}`);
    const joining = new Y.Doc();
    Y.applyUpdate(joining, Y.encodeStateAsUpdate(published.server));
    const projection = new RecordProjection(joining, {
      room: ROOM,
      fetchRange: (from, to) => Promise.resolve(room.entries.slice(from - 1, to)),
      witness: null,
    });
    await settled();
    assert.deepEqual([projection.entries.length, projection.alarm], [room.entries.length, null]);
  }
});

test('the newest entry is published whatever its size', () => {
  const room = new SealedRoom();
  room.entryBytes = 4 * TAIL_SIZE;
  room.edit('t1', { proposer: 'x'.repeat(TAIL_SIZE) });
  room.seal(PEOPLE.unit, 'topic.submit');
  const published = new Published();
  published.publish(room.entries);
  assert.deepEqual(
    readTail(published.page).map((text) => (JSON.parse(text) as SealedEntry).seq),
    [2],
  );
});

test('a server that gives older entries a few at a time is asked again, also when more arrive meanwhile', async () => {
  const room = longRoom(TAIL_LENGTH + 25);
  const published = new Published();
  published.publish(entriesOf(room));
  const projection = published.open(null, (from, to) => published.stored.slice(from - 1, Math.min(to, from + 9)));
  published.publish([room.seal(PEOPLE.govLeader, 'topic.leaderSign')]);
  await settled();
  assert.deepEqual(
    published.asked.map(([from]) => from),
    [1, 11, 21, 26],
  );
  assert.equal(projection.entries.length, room.entries.length);
});

test('older entries that cannot be had are asked for again, and nothing is shown on trust meanwhile', async () => {
  const room = longRoom(TAIL_LENGTH + 5);
  const published = new Published();
  published.publish(entriesOf(room));
  let answer: 'fails' | 'nothing' | 'all' = 'fails';
  const projection = published.open(null, (from, to) => {
    if (answer === 'fails') throw new Error('no connection');
    return answer === 'nothing' ? [] : published.stored.slice(from - 1, to);
  });
  await settled();
  assert.equal(projection.fetchProblem, 'no connection');
  answer = 'nothing';
  projection.retry();
  await settled();
  assert.match(projection.fetchProblem, /entries from 1 on are missing/);
  assert.deepEqual([projection.entries.length, projection.alarm], [0, null]);
  answer = 'all';
  projection.retry();
  await settled();
  assert.equal(projection.fetchProblem, null);
  assert.equal(projection.entries.length, room.entries.length);
});

test('an older entry that was forged raises the alarm', async () => {
  const room = longRoom(TAIL_LENGTH + 5);
  const published = new Published();
  published.publish(entriesOf(room));
  const projection = published.open(null, (from, to) =>
    published.stored
      .slice(from - 1, to)
      .map((entry) => (entry.seq === 3 ? { ...entry, by: { ...entry.by, name: '别人' } } : entry)),
  );
  await settled();
  assert.deepEqual([projection.alarm, projection.fault], [{ kind: 'chain-broken', seq: 3 }, 'changed']);
  assert.equal(projection.entries.length, 2);
});

test('what does not verify raises the alarm, is not shown, and what was verified stays', () => {
  const forgeries: [string, (entry: SealedEntry) => string][] = [
    ['no JSON', () => '{"seq":'],
    ['no entry', () => 'null'],
    ['another name', (entry) => canonicalJson({ ...entry, by: { ...entry.by, name: '别人' } })],
    ['a gap', (entry) => canonicalJson({ ...entry, seq: entry.seq + 1 })],
    ['another payload', (entry) => canonicalJson({ ...entry, payload: { note: '同意' } })],
  ];
  for (const [what, forge] of forgeries) {
    const room = new SealedRoom().bring('submitted');
    const published = new Published();
    const projection = published.open();
    published.publish(entriesOf(room));
    const good = projection.state;
    const next = room.seal(PEOPLE.govLeader, 'topic.leaderSign');
    published.tamper(({ tail, head }) => {
      tail.push([forge(next)]);
      head.set('seq', next.seq);
      head.set('hash', next.hash);
    });
    assert.deepEqual(projection.alarm, { kind: 'chain-broken', seq: next.seq }, what);
    assert.equal(projection.state, good, what);
    published.publish([room.seal(PEOPLE.clerk, 'topic.review')]);
    assert.deepEqual(projection.alarm, { kind: 'chain-broken', seq: next.seq }, `${what}: an alarm stays`);
  }
});

test('a head that does not belong to the entries, or runs ahead of them, raises the alarm', () => {
  const room = new SealedRoom().bring('submitted');
  for (const change of [{ hash: 'f'.repeat(64) }, { seq: 9 }]) {
    const published = new Published();
    const projection = published.open();
    published.publish(entriesOf(room), change);
    assert.equal(projection.alarm?.kind, 'chain-broken', JSON.stringify(change));
  }
});

test('a record that is shortened or rewritten in front of the page raises the alarm', () => {
  const cases: [string, number, (roots: ReturnType<typeof recordRoots>, entries: readonly SealedEntry[]) => void][] = [
    [
      'shortened',
      3,
      ({ tail, head }, entries) => {
        tail.delete(2, 1);
        head.set('seq', 2);
        head.set('hash', entries[1]!.hash);
      },
    ],
    [
      'rewritten',
      2,
      ({ tail }, entries) => {
        tail.delete(1, 1);
        tail.insert(1, [canonicalJson({ ...entries[1]!, hash: 'f'.repeat(64) })]);
      },
    ],
  ];
  for (const [what, seq, change] of cases) {
    const room = new SealedRoom().bring('leader_signed');
    const published = new Published();
    const projection = published.open();
    published.publish(entriesOf(room));
    published.tamper((roots) => change(roots, room.entries));
    assert.deepEqual(projection.alarm, { kind: 'head-regressed', seq }, what);
    assert.equal(projection.entries.length, 3, what);
    assert.equal(projection.verified?.seq, 3, 'the witness stays where it was');
  }
});

test('what an earlier page verified is held against the record, within its epoch', () => {
  const room = new SealedRoom().bring('leader_signed');
  const witness = { seq: 2, hash: room.entries[1]!.hash, epoch: EPOCH };
  const alarmOf = (changed: Partial<Witness>) => {
    const published = new Published();
    published.publish(entriesOf(room));
    return published.open({ ...witness, ...changed }).alarm;
  };
  assert.equal(alarmOf({}), null);
  assert.deepEqual(alarmOf({ hash: 'f'.repeat(64) }), { kind: 'head-regressed', seq: 2 });
  assert.deepEqual(alarmOf({ seq: 5 }), { kind: 'head-regressed', seq: 4 });
  assert.equal(alarmOf({ seq: 5, epoch: 'before-the-restore' }), null);
});

test('a witness is told before anything was read, and never goes back', () => {
  const room = new SealedRoom().bring('leader_signed');
  const published = new Published();
  const witness = { seq: 3, hash: room.head.hash, epoch: EPOCH };
  const projection = published.open(witness);
  assert.equal(projection.verified, witness);
  published.publish(entriesOf(room).slice(0, 2));
  assert.equal(projection.alarm?.kind, 'head-regressed');
  assert.equal(projection.verified, witness);
});

test('a clientID belongs to whom the server published, once and for all', () => {
  const published = new Published();
  const projection = published.open();
  assert.equal(projection.authorOf(7), undefined);
  const { id, name, office } = PEOPLE.clerk;
  Y.applyUpdate(published.page, publishAuthor(published.server, 7, PEOPLE.clerk)!);
  assert.deepEqual(projection.authorOf(7), { id, name, office });
  assert.equal(publishAuthor(published.server, 7, PEOPLE.clerk), null);
  published.tamper(({ authors }) => void authors.set('8', 'somebody'));
  assert.equal(projection.authorOf(8), undefined);
});

test('a projection that was let go of listens no more', async () => {
  const room = longRoom(TAIL_LENGTH + 5);
  const published = new Published();
  published.publish(entriesOf(room));
  const projection = published.open();
  let told = 0;
  projection.subscribe(() => (told += 1));
  projection.destroy();
  await settled();
  published.publish([room.seal(PEOPLE.govLeader, 'topic.leaderSign')]);
  assert.equal(told, 0);
});
