import assert from 'node:assert/strict';
import test from 'node:test';
import { AGENDA_COMMANDS, AGENDA_COMMAND_TABLE } from '../../src/model/agenda/commands.js';
import { checkPayload, isUtcTime, parseCommand } from '../../src/model/command.js';
import { randomId, randomSalt } from '../../src/model/ids.js';
import { findUnsealable, sameJson, type Json, type JsonObject } from '../../src/model/json.js';

const COMMAND = {
  id: 'AbCdEf0123456789-_',
  type: 'topic.submit',
  subject: 't1',
  payload: { note: '请审' },
  basis: 'an-entry',
  seen: '0'.repeat(64),
  authoredAt: '2024-04-12T09:52:00.000Z',
  offline: false,
  witness: { seq: 3, hash: 'a'.repeat(64), epoch: 'epoch-1' },
};

function problemOf(change: object): string {
  const parsed = parseCommand({ ...COMMAND, ...change });
  return parsed.ok ? 'ok' : parsed.problem.path;
}

test('a command is read as it stands, and its payload is the very object that came', () => {
  const parsed = parseCommand(COMMAND);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value, COMMAND);
  assert.equal(parsed.value.payload, COMMAND.payload);
});

test('basis, seen and witness may be null; a witness may be left out, nothing else may', () => {
  assert.equal(problemOf({ basis: null, seen: null, witness: null }), 'ok');
  const without = Object.fromEntries(Object.entries(COMMAND).filter(([name]) => name !== 'witness'));
  const parsed = parseCommand(without);
  assert.ok(parsed.ok && parsed.value.witness === null);
  for (const key of Object.keys(without)) {
    const rest = Object.fromEntries(Object.entries(COMMAND).filter(([name]) => name !== key));
    const missing = parseCommand(rest);
    assert.deepEqual(missing, { ok: false, problem: { path: key, message: 'is missing' } });
  }
});

test('whatever is wrong in a body, the problem names where', () => {
  const cases: [object, string][] = [
    [{ id: 'too-short' }, 'id'],
    [{ id: 'x'.repeat(65) }, 'id'],
    [{ id: 'with spaces in the id' }, 'id'],
    [{ id: 7 }, 'id'],
    [{ type: '' }, 'type'],
    [{ type: 'topic submit' }, 'type'],
    [{ subject: '' }, 'subject'],
    [{ subject: 'a/b' }, 'subject'],
    [{ payload: null }, 'payload'],
    [{ payload: [] }, 'payload'],
    [{ payload: 'text' }, 'payload'],
    [{ payload: { a: [{ b: 0.5 }] } }, 'payload.a[0].b'],
    [{ payload: { a: '\ud800' } }, 'payload.a'],
    [{ payload: { note: '同意\0' } }, 'payload.note'],
    [{ payload: { list: ['x', { 'a\0b': 1 }] } }, 'payload.list[1].a\0b'],
    [{ witness: { ...COMMAND.witness, epoch: '\0' } }, 'witness.epoch'],
    [{ witness: { ...COMMAND.witness, epoch: 'e\udc00' } }, 'witness.epoch'],
    [{ payload: JSON.parse('{"__proto__":{"reason":"x"}}') }, 'payload.__proto__'],
    [{ basis: '' }, 'basis'],
    [{ basis: 7 }, 'basis'],
    [{ seen: 'ABC' }, 'seen'],
    [{ seen: 'A'.repeat(64) }, 'seen'],
    [{ authoredAt: '2024-04-12T17:52:00+08:00' }, 'authoredAt'],
    [{ authoredAt: '2024-02-30T09:52:00.000Z' }, 'authoredAt'],
    [{ authoredAt: '2024-04-12T09:52:00Z' }, 'authoredAt'],
    [{ offline: 'no' }, 'offline'],
    [{ witness: { seq: -1, hash: 'a'.repeat(64), epoch: 'e' } }, 'witness.seq'],
    [{ witness: { seq: 1, hash: 'a', epoch: 'e' } }, 'witness.hash'],
    [{ witness: { seq: 1, hash: 'a'.repeat(64) } }, 'witness.epoch'],
    [{ witness: { ...COMMAND.witness, more: 1 } }, 'witness.more'],
    [{ by: { id: 'somebody else' } }, 'by'],
    [{ toString: 'x' }, 'toString'],
  ];
  for (const [change, path] of cases) assert.equal(problemOf(change), path, JSON.stringify(change));
});

test('a body that is no object, or is deeper than anybody needs, is refused without falling over', () => {
  let deep: unknown = {};
  for (let level = 0; level < 50_000; level += 1) deep = { deep };
  for (const body of [null, undefined, 7, 'text', [], true, deep, { ...COMMAND, payload: deep }]) {
    assert.equal(parseCommand(body).ok, false);
  }
});

test('the table has a row for each type, in the order in which it is documented', () => {
  assert.deepEqual(
    AGENDA_COMMAND_TABLE.map(({ type }) => type),
    AGENDA_COMMANDS,
  );
});

test('no payload takes a key that it does not know, and each says so by path', () => {
  for (const { type, payload } of AGENDA_COMMAND_TABLE) {
    const everything = {
      reason: 'x',
      approver: 'x',
      rule: 'LATE',
      material: 'x',
      choose: 'x',
      note: 'x',
      unheard: 1,
      field: 'title',
      level: 'none',
      tasks: [{ text: 'x', unit: 'x', person: 'x', due: '2024-04-30' }],
      file: 'x',
      bytes: 1,
      digest: 'a'.repeat(64),
      version: null,
      prerequisite: 'x',
      name: 'x',
      proof: 'x',
      text: 'x',
      unit: 'x',
    };
    const problem = checkPayload(payload, everything);
    assert.match(problem!.path, /^payload\.\w+$/, type);
    assert.equal(problem!.message, 'is not known here; leave it out', type);
  }
});

test('words of a payload have an end, so that an entry stays far below its limit', () => {
  const long = 'x'.repeat(4001);
  const payloads: { readonly [type: string]: object } = {
    'topic.adHoc': { approver: 'x', reason: long },
    'topic.return': { reason: long },
    'topic.defer': { reason: long },
    'material.receive': { material: long },
    'finding.waive': { rule: 'LATE', approver: long, reason: 'x' },
    'conflict.settle': { choose: 'x', reason: long },
    'marking.dismiss': { field: 'title', level: 'secret', reason: long },
    'topic.track': { none: long },
    'material.submit': { material: '汇报材料', file: long, bytes: 1, digest: 'a'.repeat(64) },
    'material.read': { material: long, version: null },
    'prerequisite.confirm': { prerequisite: 'p1', name: '合法性审查', proof: long },
    'opinion.give': { text: long },
    'session.summon': { unit: long },
  };
  for (const { type, payload } of AGENDA_COMMAND_TABLE) {
    assert.match(
      checkPayload(payload, (payloads[type] ?? { note: long }) as JsonObject)!.message,
      /^must not be longer/,
      type,
    );
  }
});

test('only a time in UTC to the millisecond, of a day that exists, is one', () => {
  for (const good of ['2024-02-29T23:59:59.999Z', '1999-12-31T00:00:00.000Z']) assert.ok(isUtcTime(good), good);
  const bad = [
    '2023-02-29T00:00:00.000Z',
    '2024-04-12T24:00:00.000Z',
    '2024-04-12 09:52:00.000Z',
    '2024-4-2T09:52:00.000Z',
    '',
  ];
  for (const text of bad) assert.equal(isUtcTime(text), false, text);
});

test('ids and salts have the form that entries ask for, from nothing but the bytes given', () => {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 37) % 256);
  assert.match(randomId(bytes), /^[A-Za-z0-9_-]{22}$/);
  assert.equal(randomId(bytes), randomId(bytes));
  assert.match(randomSalt(bytes), /^[0-9a-f]{32}$/);
  assert.equal(
    randomSalt(() => new Uint8Array(16)),
    '0'.repeat(32),
  );
  assert.equal(
    new Set(Array.from({ length: 256 }, (_, byte) => randomId((length) => new Uint8Array(length).fill(byte)))).size,
    64,
  );
});

test('what means the same is the same, whatever the order of keys', () => {
  const same: [Json, Json][] = [
    [
      { a: 1, b: [1, null] },
      { b: [1, null], a: 1 },
    ],
    ['x', 'x'],
    [[], []],
  ];
  const different: [Json, Json][] = [
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, {}],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [null, {}],
    [1, '1'],
  ];
  for (const [a, b] of same) assert.ok(sameJson(a, b) && sameJson(b, a));
  for (const [a, b] of different) assert.ok(!sameJson(a, b) && !sameJson(b, a), JSON.stringify([a, b]));
});

test('what can be sealed is not found fault with', () => {
  assert.equal(findUnsealable({ a: [1, -1, 0, true, null, '😀', { b: {} }], c: Number.MAX_SAFE_INTEGER }), undefined);
});
