import assert from 'node:assert/strict';
import test from 'node:test';
import type { SealedEntry } from '../../src/model/entry.js';
import type { Json } from '../../src/model/json.js';
import { hashEntry } from '../../src/record/seal.js';
import { chainStart, compareHead, verifyChain } from '../../src/record/verify.js';
import { compareWitness } from '../../src/record/witness.js';
import { PEOPLE, SealedRoom } from './sealed-room.js';
import { pick, seededRandom, seeds } from './seeded.js';

const ROOM = 'agenda/m1';

function chain(): readonly SealedEntry[] {
  const room = new SealedRoom().bring('office_reviewed');
  room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' });
  room.seal(PEOPLE.secretary, 'topic.return', { reason: '再议' });
  room.seal(PEOPLE.unit, 'topic.submit', { note: '已补正' });
  return room.entries;
}

function fault(entries: readonly unknown[], room = ROOM): string {
  const verdict = verifyChain(entries, room);
  return verdict.ok ? 'ok' : `${verdict.seq} ${verdict.fault}`;
}

const replaced = (entries: readonly SealedEntry[], index: number, change: object): unknown[] =>
  entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry));
const rehashed = (entry: SealedEntry, change: Partial<SealedEntry>): SealedEntry => {
  const changed = { ...entry, ...change };
  return { ...changed, hash: hashEntry(changed) };
};

/** Every leaf of an entry and, for each, values of the right kind that it does not have. */
function* tamperings(value: Json, path: readonly (string | number)[] = []): Generator<[string, (root: Json) => Json]> {
  const name = path.join('.');
  if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    const more = isList ? [...(value as Json[]), 'x'] : { ...(value as object), more: 'x' };
    yield [`${name} with one more`, (root) => put(root, path, more)];
    for (const [key, inner] of Object.entries<Json>(value)) yield* tamperings(inner, [...path, key]);
    return;
  }
  const others: Json[] =
    typeof value === 'string'
      ? [`${value}x`, value.slice(1), value.replace(/[0-9a-f]/, (digit) => (digit === 'a' ? 'b' : 'a')), '', null]
      : typeof value === 'number'
        ? [value + 1, value - 1, null]
        : value === null
          ? ['x', 'a'.repeat(64), {}, 1]
          : [!value, null];
  for (const other of others) {
    if (other !== value) yield [`${name} → ${JSON.stringify(other)}`, (root) => put(root, path, other)];
  }
}

function put(root: Json, [key, ...rest]: readonly (string | number)[], value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(root))
    return root.map((item: Json, index) => (String(index) === key ? put(item, rest, value) : item));
  const object = root as { readonly [key: string]: Json };
  return { ...object, [key]: put(object[key]!, rest, value) };
}

test('whatever is changed in an entry, the first wrong number is that of the entry', () => {
  const entries = chain();
  let count = 0;
  for (const [index, entry] of entries.entries()) {
    for (const [what, tamper] of tamperings(entry as unknown as Json)) {
      const forged = entries.map((one, at) => (at === index ? (tamper(one as unknown as Json) as unknown) : one));
      const verdict = verifyChain(forged, ROOM);
      count += 1;
      // A payload or snapshot that is gone as a whole is what a purge leaves; each is covered below.
      assert.ok(!verdict.ok, `entry ${entry.seq}, ${what}: not noticed`);
      // A number that was passed already is named by that number.
      const expected = what === `seq → ${entry.seq - 1}` ? entry.seq - 1 : entry.seq;
      assert.equal(verdict.seq, entry.seq === 1 && expected === 0 ? 1 : expected, `entry ${entry.seq}, ${what}`);
    }
  }
  assert.ok(count > 800, `${count} forgeries`);
});

test('a field that no hash covers is not smuggled in, and none is left out', () => {
  const entries = chain();
  assert.equal(fault(replaced(entries, 2, { note: 'x' })), '3 malformed');
  for (const key of Object.keys(entries[0]!)) {
    const rest = Object.fromEntries(Object.entries(entries[2]!).filter(([name]) => name !== key));
    assert.equal(fault(entries.map((entry, index) => (index === 2 ? rest : entry))), '3 malformed', key);
  }
});

test('an entry that was altered and hashed anew is named by the one that was sealed upon the original', () => {
  const entries = chain();
  for (let index = 0; index < entries.length - 1; index += 1) {
    const forged = rehashed(entries[index]!, { at: entries[index]!.at, config: 'f'.repeat(64) });
    assert.equal(fault(replaced(entries, index, forged)), `${index + 1} changed`);
  }
});

test('an entry slipped in or sealed upon another past is named itself', () => {
  const entries = chain();
  const stray = rehashed(entries[3]!, { prev: 'e'.repeat(64) });
  assert.equal(fault(replaced(entries, 3, stray)), '4 broken-link');
  const inserted = rehashed(entries[3]!, { id: 'slipped-in-entry' });
  assert.equal(fault([...entries.slice(0, 3), inserted, ...entries.slice(3)]), '4 repeated');
});

test('dropped, doubled, reordered and shifted entries are named by the first number that is wrong', () => {
  const entries = chain();
  const seq = (n: number) => entries[n - 1]!;
  const without = (n: number) => entries.filter((entry) => entry.seq !== n);
  assert.equal(fault(without(1)), '1 missing');
  assert.equal(fault(without(4)), '4 missing');
  assert.equal(fault([seq(1), seq(2), seq(2), seq(3)]), '2 repeated');
  assert.equal(fault([seq(1), seq(3), seq(2), seq(4)]), '2 missing');
  assert.equal(fault([seq(1), { ...seq(3), seq: 2 }, { ...seq(2), seq: 3 }, seq(4)]), '2 changed');
  assert.equal(fault(without(4).map((entry, index) => ({ ...entry, seq: index + 1 }))), '4 changed');
});

test('a chain cut at its end verifies by itself, and is named against a head that is known', () => {
  const entries = chain();
  const last = entries[entries.length - 1]!;
  const cut = entries.slice(0, 4);
  assert.equal(fault(cut), 'ok');
  assert.deepEqual(compareHead(cut, last), { seq: 5, fault: 'truncated' });
  assert.deepEqual(compareHead([], last), { seq: 1, fault: 'truncated' });
  assert.equal(compareHead(entries, last), undefined);
  assert.equal(compareHead(entries, { seq: 3, hash: entries[2]!.hash }), undefined);
  assert.equal(compareHead(entries, { seq: 0, hash: '' }), undefined);
  assert.deepEqual(compareHead(entries, { seq: 3, hash: 'f'.repeat(64) }), { seq: 3, fault: 'head-changed' });
});

test('another room, another time order, a second use of an id and an unknown hash function are told apart', () => {
  const entries = chain();
  assert.equal(fault(entries, 'agenda/m2'), '1 wrong-room');
  const last = entries[entries.length - 1]!;
  const before = entries.slice(0, -1);
  assert.equal(fault([...before, rehashed(last, { at: '2020-01-01T00:00:00.000Z' })]), `${last.seq} time-reversed`);
  assert.equal(fault([...before, rehashed(last, { id: entries[2]!.id })]), `${last.seq} repeated-id`);
  assert.equal(fault([...before, { ...last, alg: 'SM3' }]), `${last.seq} unknown-algorithm`);
  assert.equal(fault([...before, { ...last, alg: 'MD5' }]), `${last.seq} unknown-algorithm`);
});

test('a purged payload and snapshot verify, but only gone as a whole', () => {
  const entries = chain();
  assert.equal(fault(replaced(entries, 2, { payload: null, salt: null, snapshot: null })), 'ok');
  assert.equal(fault(replaced(entries, 2, { payload: null })), '3 payload-changed');
  assert.equal(fault(replaced(entries, 2, { salt: null })), '3 payload-changed');
  assert.equal(fault(replaced(entries, 0, { snapshot: {} })), '1 snapshot-changed');
});

test('what is no entry at all is named, whatever it is', () => {
  const entries = chain();
  for (const junk of [undefined, null, 7, 'entry', [], {}, { seq: 2 }, { ...entries[1], by: null }]) {
    assert.equal(fault([entries[0], junk, entries[2]]), '2 malformed');
  }
});

test('a chain can be followed in pieces of any size', () => {
  const entries = chain();
  for (const seed of seeds(10)) {
    const random = seededRandom(seed);
    let point = chainStart(ROOM);
    for (let from = 0; from < entries.length;) {
      const size = pick(random, [0, 1, 2, 3]);
      const verdict = verifyChain(entries.slice(from, from + size), ROOM, point);
      assert.ok(verdict.ok, `seed ${seed}`);
      point = verdict.point;
      from += size;
    }
    assert.equal(point.hash, entries[entries.length - 1]!.hash);
  }
});

test('what was verified in an earlier piece is not doubted: the new one is named', () => {
  const entries = chain();
  const first = verifyChain(entries.slice(0, 3), ROOM);
  const verdict = verifyChain([rehashed(entries[3]!, { prev: 'e'.repeat(64) })], ROOM, first.point);
  assert.ok(!verdict.ok);
  assert.deepEqual([verdict.seq, verdict.fault], [4, 'broken-link']);
});

test('a witness is covered, or tells what happened since it was taken', () => {
  const entries = chain();
  const { seq, hash } = entries[entries.length - 1]!;
  const hashAt = (n: number) => (n === 0 ? entries[0]!.prev : entries[n - 1]?.hash);
  const verdict = (witness: { seq: number; hash: string; epoch: string }) =>
    compareWitness(witness, { seq, hash, epoch: 'e1' }, hashAt);
  assert.equal(verdict({ seq, hash, epoch: 'e1' }), 'covered');
  assert.equal(verdict({ seq: 2, hash: entries[1]!.hash, epoch: 'e1' }), 'covered');
  assert.equal(verdict({ seq: 2, hash: entries[1]!.hash, epoch: 'e0' }), 'covered');
  assert.equal(verdict({ seq: 0, hash: entries[0]!.prev, epoch: 'e1' }), 'covered');
  assert.equal(verdict({ seq: seq + 1, hash, epoch: 'e1' }), 'shortened');
  assert.equal(verdict({ seq: 2, hash, epoch: 'e1' }), 'changed');
  assert.equal(verdict({ seq: seq + 1, hash, epoch: 'e0' }), 'restored');
  assert.equal(verdict({ seq: 2, hash, epoch: 'e0' }), 'restored');
});
