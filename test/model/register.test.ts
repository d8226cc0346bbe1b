import assert from 'node:assert/strict';
import test from 'node:test';
import {
  parseFormer,
  parseStamp,
  registerValues,
  replaced,
  settled,
  settling,
  type Register,
  type RegisterValue,
  type WriteStamp,
} from '../../src/model/agenda/register.js';

const AT = '2024-04-12T17:40:00.000Z';

function write(value: string, more: Partial<RegisterValue<string>> = {}): RegisterValue<string> {
  return { value, writeId: value, client: 1, stamp: null, also: [], ...more };
}

function stamp(at: string, settles: WriteStamp['settles'] = null): WriteStamp {
  return { at, offline: false, settles };
}

function register(values: RegisterValue<string>[], former: RegisterValue<string>[] = []): Register<string> {
  return { values, former };
}

test('one value is settled, none and several are not', () => {
  assert.equal(settled(register([write('三楼')])), '三楼');
  assert.equal(settled(register([])), undefined);
  assert.equal(settled(register([write('三楼'), write('二号')])), undefined);
});

test('values come in the order of their times, those without one first, and one value names all who wrote it', () => {
  const values = registerValues([
    { value: '二号', writeId: 'c', client: 3, stamp: stamp('2024-04-12T17:41:00+08:00') },
    { value: '三楼', writeId: 'b', client: 2, stamp: stamp('2024-04-12T09:40:00.000Z') },
    { value: '二号', writeId: 'a', client: 1, stamp: stamp('2024-04-12T17:42:00+08:00') },
    { value: '一楼', writeId: 'd', client: 9, stamp: null },
  ]);
  assert.deepEqual(
    values.map(({ value, client, also }) => [value, client, also.map((other) => other.client)]),
    [
      ['一楼', 9, []],
      ['三楼', 2, []],
      ['二号', 3, [1]],
    ],
  );
});

test('what can be brought back is what is not shown any more', () => {
  const shown = register([write('三楼')], [write('三楼', { writeId: 'x' }), write('二号')]);
  assert.deepEqual(
    replaced(shown).map(({ value }) => value),
    ['二号'],
  );
});

test('a write picks when several stand there, restores when it brings back the loser, and else does neither', () => {
  assert.equal(settling(register([write('三楼'), write('二号')]), '三楼'), 'picked');
  const picked = register([write('三楼', { stamp: stamp(AT, 'picked') })], [write('二号')]);
  assert.equal(settling(picked, '二号'), 'restored');
  assert.equal(settling(picked, '一楼'), null);
  const plain = register([write('三楼', { stamp: stamp(AT) })], [write('二号')]);
  assert.equal(settling(plain, '二号'), null);
  assert.equal(settling(register([]), '二号'), null);
});

test('a stamp is a time with its zone and a word about the connection; anything else is none', () => {
  assert.deepEqual(parseStamp({ at: AT, offline: true }), { at: AT, offline: true, settles: null });
  assert.deepEqual(parseStamp({ at: AT, offline: false, settles: 'picked' }), stamp(AT, 'picked'));
  assert.deepEqual(parseStamp({ at: AT, offline: false, settles: 'of a later release' }), stamp(AT));
  for (const bad of [
    null,
    'x',
    7,
    [],
    {},
    { at: AT },
    { at: '昨天', offline: true },
    { at: '2024-04-12T17:40:00', offline: true },
    { at: AT, offline: 'no' },
  ]) {
    assert.equal(parseStamp(bad), undefined, JSON.stringify(bad));
  }
});

test('a former value names its author and, where it is known, its moment; anything else is none', () => {
  assert.deepEqual(parseFormer('w', { value: '二号', client: 7, at: '', offline: false }), {
    value: '二号',
    writeId: 'w',
    client: 7,
    stamp: null,
  });
  assert.deepEqual(parseFormer('w', { value: '二号', client: 7, at: AT, offline: true })?.stamp, {
    at: AT,
    offline: true,
    settles: null,
  });
  for (const bad of [
    undefined,
    null,
    '二号',
    { value: 1, client: 7, at: '' },
    { value: '二号', client: -1, at: '' },
    { value: '二号', client: 1.5, at: '' },
    { value: '二号', client: 7 },
    { value: '二号', client: 7, at: 'x', offline: true },
  ]) {
    assert.equal(parseFormer('w', bad), undefined, JSON.stringify(bad));
  }
});
