import assert from 'node:assert/strict';
import test from 'node:test';
import { RecordWitness } from '../../src/sync/record-witness.js';
import { textStorage } from './test-environment.js';

test('a witness is kept for one server, one person and one room', () => {
  const storage = textStorage();
  const head = { seq: 3, hash: 'abc', epoch: 'e' };
  new RecordWitness(storage, 'http://s', 'u1', 'agenda/m1').write(head);
  assert.deepEqual(new RecordWitness(storage, 'http://s', 'u1', 'agenda/m1').read(), head);
  assert.equal(new RecordWitness(storage, 'http://s', 'u2', 'agenda/m1').read(), null);
  assert.equal(new RecordWitness(storage, 'http://s', 'u1', 'agenda/m2').read(), null);
  assert.equal(new RecordWitness(storage, 'http://t', 'u1', 'agenda/m1').read(), null);
});

test('what cannot be read is no witness, and a full storage is no error', () => {
  const storage = textStorage();
  const witness = new RecordWitness(storage, 's', 'u', 'r');
  witness.write({ seq: 1, hash: 'h', epoch: 'e' });
  for (const text of ['', 'null', '{"seq":"1"}', '{"seq":1.5,"hash":"h","epoch":"e"}']) {
    for (const key of storage.texts.keys()) storage.texts.set(key, text);
    assert.equal(witness.read(), null);
  }
  const full = new RecordWitness(
    {
      getItem: () => null,
      setItem: () => {
        throw new Error('quota');
      },
    },
    's',
    'u',
    'r',
  );
  full.write({ seq: 1, hash: 'h', epoch: 'e' });
});
