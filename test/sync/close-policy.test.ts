import assert from 'node:assert/strict';
import test from 'node:test';
import { ClosePolicy } from '../../src/sync/close-policy.js';

const policy = (random = 0): ClosePolicy => new ClosePolicy(() => random);

test('codes that no other attempt can cure stop, each with its own word', () => {
  assert.deepEqual(policy().after(4400, ''), { then: 'stop', reason: 'malformed' });
  assert.deepEqual(policy().after(4403, ''), { then: 'stop', reason: 'forbidden' });
  assert.deepEqual(policy().after(4404, ''), { then: 'stop', reason: 'no-such-room' });
  assert.deepEqual(policy().after(4444, 'of a later release'), { then: 'stop', reason: 'of a later release' });
  assert.deepEqual(policy().after(4445, ''), { then: 'stop', reason: '4445' });
});

test('a refused token is renewed once, and after that the person signs in', () => {
  const once = policy();
  assert.deepEqual(once.after(4401, ''), { then: 'renew' });
  assert.deepEqual(once.after(4401, ''), { then: 'expire' });
  const admitted = policy();
  admitted.after(4401, '');
  admitted.admitted();
  assert.deepEqual(admitted.after(4401, ''), { then: 'renew' });
});

test('a full document is read on, a retired one thrown away, a refused text taken out', () => {
  assert.deepEqual(policy().after(4413, ''), { then: 'only-read' });
  assert.deepEqual(policy().after(4410, ''), { then: 'start-anew' });
  assert.deepEqual(policy().after(4451, ''), { then: 'clean', reason: 'secrecy-mark' });
});

test('the third demand for a resync in a row is as a refusal, and one between two others is not', () => {
  const row = policy();
  assert.equal(row.after(4509, '').then, 'retry');
  assert.equal(row.after(4509, '').then, 'retry');
  assert.deepEqual(row.after(4509, ''), { then: 'clean', reason: 'resync' });
  const apart = policy();
  apart.after(4509, '');
  apart.after(4509, '');
  apart.accepted();
  assert.equal(apart.after(4509, '').then, 'retry');
  apart.after(4509, '');
  apart.after(1006, '');
  assert.equal(apart.after(4509, '').then, 'retry');
});

test('a frame that is too large is tried twice', () => {
  const large = policy();
  assert.equal(large.after(1009, '').then, 'retry');
  assert.deepEqual(large.after(1009, ''), { then: 'stop', reason: 'too-large' });
});

test('everything else is tried again, later each time, with a random part, and never later than half a minute', () => {
  const least = policy(0);
  const delays = [0, 1, 2, 3].map(() => least.after(1006, ''));
  assert.deepEqual(
    delays,
    [250, 500, 1000, 2000].map((delay) => ({ then: 'retry', delay })),
  );
  for (let attempt = 0; attempt < 20; attempt++) least.after(1012, '');
  assert.deepEqual(least.after(1006, ''), { then: 'retry', delay: 15_000 });
  assert.deepEqual(policy(0.5).after(1006, ''), { then: 'retry', delay: 375 });
  assert.deepEqual(policy(0).after(4529, ''), { then: 'retry', delay: 2000 });
  least.accepted();
  assert.deepEqual(least.after(4503, ''), { then: 'retry', delay: 250 });
});
