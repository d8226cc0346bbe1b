import assert from 'node:assert/strict';
import test from 'node:test';
import { ServerClock } from '../../src/sync/server-clock.js';

test('the clock runs on the monotonic one from the middle of question and answer', async () => {
  let monotonic = 1_000;
  const clock = new ServerClock(
    () => {
      monotonic += 40;
      return Promise.resolve(5_000_000);
    },
    () => monotonic,
  );
  assert.throws(() => clock.now(), /adjust/);
  await clock.adjust();
  assert.equal(clock.now(), 5_000_020);
  monotonic += 500;
  assert.equal(clock.now(), 5_000_520);
});

test('a failed question leaves the time as it was', async () => {
  let fail = false;
  const clock = new ServerClock(
    () => (fail ? Promise.reject(new Error('away')) : Promise.resolve(7)),
    () => 0,
  );
  await clock.adjust();
  fail = true;
  await assert.rejects(clock.adjust());
  assert.equal(clock.now(), 7);
});
