import assert from 'node:assert/strict';
import test from 'node:test';
import { changedWindow } from '../../src/server/admission/changed-window.js';
import { Budget, timesAsMuch, UserBudgets } from '../../src/server/budget.js';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { parseOrigin } from '../../src/server/origins.js';
import { Rate } from '../../src/server/rate.js';
import { RefusalMeter } from '../../src/server/rooms/refusal-meter.js';
import { matchSocketTarget } from '../../src/server/socket/request-target.js';

test('a rate gives its burst at once and then so many a second', () => {
  const rate = new Rate(2, 3, 0);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => rate.take(1, 0)),
    [true, true, true, false],
  );
  assert.equal(rate.take(1, 400), false);
  assert.equal(rate.take(1, 500), true);
  assert.equal(rate.isFull(1000), false);
  assert.equal(rate.isFull(2500), true);
  assert.equal(rate.take(4, 100_000), false, 'never more than the burst');
});

test('the connections of one person share a budget of ten times one connection, and full ones are forgotten', () => {
  const budgets = new UserBudgets(timesAsMuch(DEFAULT_LIMITS, 10));
  const shared = budgets.of('u1', 0);
  assert.equal(budgets.of('u1', 0), shared);
  for (let message = 0; message < 2000; message++) assert.ok(shared.takeMessage(1, 0));
  assert.equal(shared.takeMessage(1, 0), false);
  budgets.forgetFull(1000);
  assert.equal(budgets.of('u1', 1000), shared);
  budgets.forgetFull(60_000);
  assert.notEqual(budgets.of('u1', 60_000), shared);
});

test('a long paste and a day offline fit into the budget of one connection', () => {
  const budget = new Budget(DEFAULT_LIMITS, 0);
  assert.ok(budget.takeMessage(4 * 1024 * 1024, 0));
  assert.equal(budget.takeMessage(1024 * 1024, 500), false);
  assert.ok(budget.takeMessage(1024 * 1024, 2000));
});

test('more than five spoilt documents in a minute are too many, and a minute later they are forgotten', () => {
  const meter = new RefusalMeter(5);
  for (let time = 0; time < 6; time++) meter.note('u1', time * 1000);
  assert.equal(meter.isOver('u1', 6000), true);
  assert.equal(meter.isOver('u2', 6000), false);
  assert.equal(meter.isOver('u1', 60_001), false);
});

test('of a long text only the surroundings of a change are looked at', () => {
  const long = `${'甲'.repeat(10_000)}\n${'乙'.repeat(10_000)}`;
  const typed = `${long}丙`;
  const window = changedWindow(long, typed).after;
  assert.ok(window.endsWith('丙') && window.startsWith('x乙') && window.length < 5000);
  assert.equal(changedWindow('', '机密★').after, '机密★');
  assert.deepEqual(changedWindow('机密甲★', '机密★'), { before: '机密甲★', after: '机密★' });
  const middle = changedWindow(long, `${long.slice(0, 10_001)}机密★${long.slice(10_001)}`).after;
  assert.ok(middle.includes('\n机密★乙') && middle.startsWith('x甲') && middle.endsWith('乙x'));
  assert.equal(changedWindow('aaa', 'aa').after, 'aa');
});

test('what nobody sees does not count towards how far a mark may reach', () => {
  const gap = '\u200b \n—\u{e0100}'.repeat(2000);
  const long = `${'甲'.repeat(5000)}机密${gap}`;
  assert.ok(changedWindow(long, `${long}★`).after.includes(`机密${gap}★`));
  const after = `${gap}★${'乙'.repeat(5000)}`;
  assert.ok(changedWindow(after, `机密${after}`).after.startsWith(`机密${gap}★`));
});

test('an origin is written as browsers write it', () => {
  assert.equal(parseOrigin('http://portal.example:8080'), 'http://portal.example:8080');
  for (const text of [
    'http://portal.example/',
    'portal.example',
    'http://portal.example:80',
    'file://x',
    'null',
    '*',
  ]) {
    assert.equal(parseOrigin(text), undefined, text);
  }
});

test('a socket target is matched raw and whole', () => {
  assert.deepEqual(matchSocketTarget('/ws/agenda/m1/record', false), {
    room: 'agenda/m1',
    part: 'record',
    queryToken: undefined,
  });
  assert.equal(matchSocketTarget('/ws/agenda/m1/content?token=a.b-c', true)?.queryToken, 'a.b-c');
  assert.equal(matchSocketTarget('/ws/agenda/m1/content?token=a.b-c', false), undefined);
  for (const target of ['/ws/agenda/m1/content\n', '/ws/agenda/m1/content?token=a&x=1', '//ws/agenda/m1/content', '']) {
    assert.equal(matchSocketTarget(target, true), undefined, target);
  }
});
