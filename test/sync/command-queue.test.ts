import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Command } from '../../src/model/command.js';
import type { CommandResult } from '../../src/sync/room-session.js';
import { PEOPLE, type Asked } from '../record/sealed-room.js';
import { TestBrowser, TestPage, TestServer, turns } from './queue-pages.js';

const A = 'agenda/a';
const B = 'agenda/b';
const REASON = { reason: '材料不齐' };

/** The Party director with a browser, on a clock that goes on when the test says so. */
function setting(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.parse('2024-04-12T09:52:00.000Z') });
  const server = new TestServer(PEOPLE.director, A, B);
  const browser = new TestBrowser(() => Date.now());
  const page = (more: ConstructorParameters<typeof TestPage>[3] = {}) => new TestPage(browser, server, [A, B], more);
  /** Lets time pass in steps, and everything happen that follows from it. */
  const pass = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds; left >= 0; left -= 500) {
      await turns(10);
      if (left > 0) t.mock.timers.tick(Math.min(500, left));
    }
    await turns(30);
  };
  let ids = 0;
  const command = (type: string, subject: string, asked: Asked & { room?: string } = {}): Command => {
    const { room = A, ...rest } = asked;
    const id = `given-${String(++ids).padStart(10, '0')}`;
    return server.rooms.get(room)!.command(type, subject, type === 'topic.submit' ? {} : REASON, { id, ...rest });
  };
  return { server, browser, page, pass, command };
}

const isLost = (result: CommandResult): boolean => !result.ok && result.problem === null;

test('a command is kept before it is sent, and gone when it is sealed', async (t) => {
  const { server, browser, page, command } = setting(t);
  const here = page();
  const kept: number[] = [];
  server.way = () => {
    void browser.memory
      .open()
      .read()
      .then((rows) => kept.push(rows.length));
    return 'answered';
  };
  const result = await here.give(A, command('topic.submit', 't1'));
  assert.ok(result.ok);
  assert.deepEqual(kept, [1]);
  assert.deepEqual(await here.store.read(), []);
  assert.deepEqual(here.states(A), []);
});

test('whoever waits for the answer sees the refusal at once, and nothing of it stays', async (t) => {
  const { page, command } = setting(t);
  const here = page();
  const refused = await here.give(A, command('topic.return', 't1'));
  assert.equal(!refused.ok && refused.problem?.type, 'not-possible');
  assert.deepEqual(await here.store.read(), []);
});

test('what was given without a connection goes out in its order, room by room, once the edits are saved', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  here.standing = 'away';
  const first = command('topic.submit', 't1', { offline: true });
  const second = command('topic.return', 't1', { offline: true, basis: first.id });
  const elsewhere = command('topic.submit', 't2', { offline: true, room: B });
  for (const [room, given] of [
    [A, first],
    [B, elsewhere],
    [A, second],
  ] as const) {
    assert.ok(isLost(await here.give(room, given)));
  }
  here.standing = 'saving';
  await pass(5000);
  assert.deepEqual(server.arrived, []);
  assert.equal(here.states(A).length, 2);
  here.standing = 'ready';
  await pass(0);
  assert.deepEqual(server.sealed(A).slice(1), [first.id, second.id]);
  assert.deepEqual(server.sealed(B).slice(1), [elsewhere.id]);
  assert.ok(server.rooms.get(A)!.entries[2]!.late);
  assert.deepEqual(await here.store.read(), []);
});

test('a command whose answer was lost after sealing is sealed once, and not late', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  let losses = 2;
  server.way = () => (losses-- > 0 ? 'lost on the way back' : 'answered');
  const given = command('topic.submit', 't1');
  assert.ok(isLost(await here.give(A, given)));
  assert.deepEqual(here.states(A), [[given.id, 'waiting']]);
  await pass(10_000);
  assert.deepEqual(server.sealed(A).slice(1), [given.id]);
  assert.equal(server.rooms.get(A)!.entries[1]!.late, false);
  assert.deepEqual(
    server.arrived.map(({ id }) => id),
    [given.id, given.id, given.id],
  );
  assert.deepEqual(here.states(A), []);
});

for (const way of ['storage-unavailable', 'rate-limited', 'restarting', 'rights-unknown', 'lost on the way'] as const) {
  test(`"${way}" is no answer: the command is tried again, at longer and longer intervals`, async (t) => {
    const { server, page, pass, command } = setting(t);
    const here = page();
    const times: number[] = [];
    server.way = () => (times.push(Date.now()), way);
    assert.ok(isLost(await here.give(A, command('topic.submit', 't1'))));
    await pass(60_000);
    const waits = times.slice(1).map((time, index) => time - times[index]!);
    assert.ok(waits.length >= 4, String(waits));
    assert.ok(
      waits.every((wait, index) => index === 0 || wait >= waits[index - 1]!),
      String(waits),
    );
    server.way = () => 'answered';
    here.queue.wake();
    await pass(0);
    assert.deepEqual(here.states(A), []);
    assert.equal(server.sealed(A).length, 2);
  });
}

test('without a token nothing is tried until somebody has signed in', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  let asked = 0;
  server.way = () => (asked++, 'unauthenticated');
  const given = command('topic.submit', 't1');
  assert.ok(isLost(await here.give(A, given)));
  await pass(120_000);
  assert.equal(asked, 1);
  assert.deepEqual(here.states(A), [[given.id, 'waiting']]);
  server.way = () => 'answered';
  here.queue.wake();
  await pass(0);
  assert.deepEqual(here.states(A), []);
});

test('after a refusal what was given for the same topic before is held, what is given after it is not, and the rest goes on', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  here.standing = 'away';
  const no = command('topic.submit', 't1', { offline: true });
  const onIt = command('topic.return', 't1', { offline: true, basis: no.id });
  const receipt = server.rooms
    .get(A)!
    .command('finding.waive', 't1', { rule: 'LATE', approver: '县委书记', ...REASON });
  const other = command('topic.submit', 't2', { offline: true });
  for (const given of [no, onIt, receipt, other]) await here.give(A, given);
  server.rooms.get(A)!.edit('t1', { title: '关于另一件事的汇报' });
  here.standing = 'ready';
  await pass(0);
  assert.deepEqual(here.states(A), [
    [no.id, 'refused'],
    [onIt.id, 'held'],
    [receipt.id, 'held'],
  ]);
  assert.deepEqual(server.sealed(A).slice(1), [other.id]);
  assert.equal(here.queue.of(A)[0]!.problem?.current?.content['title'], '关于另一件事的汇报');
  assert.equal(here.queue.of(A)[0]!.seen?.['title'], '关于t1的汇报');
  assert.deepEqual(here.queue.pending(A), []);
  // The person has seen the refusal, and decides anew: this is an answer of its own.
  const anew = await here.give(A, command('topic.submit', 't1'));
  assert.ok(anew.ok);
  // Dropped: what was built on it stays, the rest goes on by itself and gets its own answer.
  here.queue.drop(no.id);
  await pass(0);
  assert.deepEqual(here.states(A), [
    [onIt.id, 'held'],
    [receipt.id, 'refused'],
  ]);
  // Sent as it is it cannot be sealed: nobody puts another basis under it than the one the person saw.
  here.queue.retry(onIt.id);
  await pass(0);
  assert.equal(here.queue.of(A)[0]!.problem?.type, 'unknown-basis');
  for (const { command: left } of here.queue.of(A)) here.queue.drop(left.id);
  await pass(0);
  assert.deepEqual(await here.store.read(), []);
});

test('a refused command that is tried again takes what was held on its account with it', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  here.standing = 'away';
  const first = command('topic.submit', 't1', { offline: true });
  const second = command('topic.return', 't1', { offline: true, basis: first.id });
  await here.give(A, first);
  await here.give(A, second);
  server.rooms.get(A)!.edit('t1', { proposer: '' });
  here.standing = 'ready';
  await pass(0);
  assert.deepEqual(here.states(A), [
    [first.id, 'refused'],
    [second.id, 'held'],
  ]);
  server.rooms.get(A)!.edit('t1', { proposer: '县水利局' });
  here.queue.retry(first.id);
  await pass(0);
  assert.deepEqual(server.sealed(A).slice(1), [first.id, second.id]);
  assert.deepEqual(here.states(A), []);
});

test('what is built on a waiting command that is dropped is held, link by link, and the rest is not', async (t) => {
  const { page, pass, command } = setting(t);
  const here = page();
  here.standing = 'away';
  const first = command('topic.submit', 't1', { offline: true });
  const second = command('topic.return', 't1', { offline: true, basis: first.id });
  const third = command('topic.submit', 't1', { offline: true, basis: second.id });
  const fresh = command('topic.submit', 't1', { offline: true, basis: null });
  for (const given of [first, second, third]) await here.give(A, given);
  here.queue.drop(first.id);
  await pass(0);
  await here.give(A, fresh);
  assert.deepEqual(here.states(A), [
    [second.id, 'held'],
    [third.id, 'held'],
    [fresh.id, 'waiting'],
  ]);
});

test('a command that the record turns out to hold is done, whatever was answered, and so is waiting for it', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  here.standing = 'away';
  const first = command('topic.submit', 't1', { offline: true });
  const second = command('topic.return', 't1', { offline: true, basis: first.id });
  await here.give(A, first);
  await here.give(A, second);
  server.way = () => 'conflict-open';
  here.standing = 'ready';
  await pass(0);
  assert.equal(here.states(A)[0]![1], 'refused');
  // Another page has sent it meanwhile.
  server.way = () => 'answered';
  server.rooms.get(A)!.submit(PEOPLE.director, first);
  here.queue.recorded(A, ({ id }) => server.sealed(A).includes(id));
  await pass(0);
  assert.deepEqual(server.sealed(A).slice(1), [first.id, second.id]);
  assert.deepEqual(here.states(A), []);
});

test('what a person waits for never overtakes what waits already', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  server.way = ({ id }) => (id === first.id && server.arrived.length === 0 ? 'lost on the way' : 'answered');
  server.turns = () => 5;
  const first = command('topic.submit', 't1');
  const second = command('topic.return', 't1', { basis: first.id });
  const third = command('topic.submit', 't2');
  const results = await Promise.all([here.give(A, first), here.give(A, second)]);
  assert.deepEqual(results.map(isLost), [true, true]);
  assert.ok(isLost(await here.give(A, third)), 'it has to wait, too');
  server.way = () => 'answered';
  await pass(2000);
  assert.deepEqual(server.sealed(A).slice(1), [first.id, second.id, third.id]);
});

test('what waits does not overtake what a person still waits for', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  const first = command('topic.submit', 't1');
  const second = command('topic.submit', 't2', { offline: true });
  server.turns = () => 40;
  const asking = here.give(A, first);
  await turns(5);
  here.standing = 'away';
  await here.give(A, second);
  server.turns = () => 1;
  here.standing = 'ready';
  assert.ok((await asking).ok);
  await pass(1000);
  assert.deepEqual(server.sealed(A).slice(1), [first.id, second.id]);
});

test('a page that was not told of it finds out in time that another one has dropped a command', async (t) => {
  const { server, browser, page, pass, command } = setting(t);
  const store = browser.memory.open();
  const here = page({ store: { ...store, subscribe: () => () => undefined } });
  here.standing = 'away';
  const given = command('topic.submit', 't1', { offline: true });
  await here.give(A, given);
  const there = page();
  there.standing = 'away';
  await turns(5);
  there.queue.drop(given.id);
  await turns(5);
  assert.deepEqual(here.states(A), [[given.id, 'waiting']]);
  here.standing = 'ready';
  await pass(1000);
  assert.deepEqual(server.arrived, []);
  assert.deepEqual(here.states(A), []);
});

test('a command waits until other pages have saved what they hold of its room, but not for ever for one that is gone', async (t) => {
  const { server, page, pass, command } = setting(t);
  const unsaved = new Set([A]);
  const here = page({ isSaved: (room) => Promise.resolve(!unsaved.has(room)) });
  here.standing = 'away';
  const first = command('topic.submit', 't1', { offline: true });
  const elsewhere = command('topic.submit', 't1', { offline: true, room: B });
  await here.give(A, first);
  await here.give(B, elsewhere);
  here.standing = 'ready';
  await pass(5000);
  assert.deepEqual(
    server.arrived.map(({ id }) => id),
    [elsewhere.id],
  );
  unsaved.clear();
  await pass(1000);
  assert.deepEqual(server.sealed(A).slice(1), [first.id]);
  unsaved.add(A);
  const [second, third] = ['t2', 't3'].map((topic) => command('topic.submit', topic, { offline: true }));
  here.standing = 'away';
  for (const given of [second!, third!]) await here.give(A, given);
  here.standing = 'ready';
  await pass(20_000);
  assert.equal(server.sealed(A).length, 2);
  await pass(15_000);
  assert.deepEqual(server.sealed(A).slice(1), [first.id, second!.id, third!.id]);
});

test('when the first of two that are on their way is refused, the one built on it is held', async (t) => {
  const { server, page, command } = setting(t);
  const here = page();
  server.way = ({ id }) => (id === first.id ? 'rule-blocked' : 'answered');
  const first = command('topic.submit', 't1');
  const second = command('topic.return', 't1', { basis: first.id });
  const [a, b] = await Promise.all([here.give(A, first), here.give(A, second)]);
  assert.equal(!a.ok && a.problem?.type, 'rule-blocked');
  assert.ok(isLost(b));
  assert.deepEqual(here.states(A), [[second.id, 'held']]);
});

test('nobody is kept waiting for ever: after a while the command counts as waiting, and a late answer still ends it', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  let isSlow = true;
  server.turns = () => (isSlow ? 200 : 1);
  const given = command('topic.submit', 't1');
  const asking = here.give(A, given);
  await turns(5);
  assert.deepEqual(here.states(A), [], 'somebody looks after it');
  t.mock.timers.tick(20_000);
  assert.ok(isLost(await asking));
  isSlow = false;
  await pass(1000);
  await turns(400);
  assert.deepEqual(server.sealed(A).slice(1), [given.id]);
  assert.deepEqual(here.states(A), []);
});

test('of two pages one sends, both show the same, and when the one is closed in the middle the other goes on', async (t) => {
  const { server, browser, page, pass, command } = setting(t);
  const [here, there] = [page(), page()];
  here.standing = 'away';
  there.standing = 'away';
  const given = ['t1', 't2', 't3'].map((topic) => command('topic.submit', topic, { offline: true }));
  await here.give(A, given[0]!);
  await there.give(A, given[1]!);
  await here.give(A, given[2]!);
  await turns(20);
  assert.deepEqual(here.states(A), there.states(A));
  assert.equal(here.states(A).length, 3);
  server.turns = () => 20;
  here.standing = 'ready';
  there.standing = 'ready';
  await turns(30);
  assert.equal(browser.leaseHolder, '1');
  assert.equal(server.arrived.length, 1, 'the second is on its way, the first was not sent twice');
  here.crash();
  await pass(20_000);
  await turns(200);
  assert.deepEqual(
    server.sealed(A).slice(1),
    given.map(({ id }) => id),
  );
  assert.deepEqual(there.states(A), []);
});

test('a command that cannot be stored is sent all the same, and stored as soon as it can be', async (t) => {
  const { server, browser, page, pass, command } = setting(t);
  const store = browser.memory.open();
  let isFull = true;
  const told: string[] = [];
  const here = page({
    store: { ...store, change: (edit) => (isFull ? Promise.reject(new Error('quota')) : store.change(edit)) },
    keeping: { failed: () => void told.push('full'), worked: () => void told.push('kept') },
  });
  here.standing = 'away';
  const [first, second, third] = ['t1', 't2', 't3'].map((topic) => command('topic.submit', topic, { offline: true }));
  await here.give(A, first!);
  assert.equal(told[told.length - 1], 'full');
  assert.deepEqual(here.states(A), [[first!.id, 'waiting']]);
  // Another page has the lease, and knows nothing of it.
  const there = page();
  there.standing = 'away';
  await there.queue.refresh();
  assert.deepEqual(there.states(A), []);
  isFull = false;
  await here.give(A, second!);
  assert.equal(told[told.length - 1], 'kept');
  await turns(5);
  assert.deepEqual(
    there.states(A).map(([id]) => id),
    [first!.id, second!.id],
  );
  isFull = true;
  await here.give(A, third!);
  here.standing = 'ready';
  await pass(0);
  assert.deepEqual(server.sealed(A).slice(1), [first!.id, second!.id, third!.id]);
  assert.deepEqual(here.states(A), []);
});

test('a page that opens finds what an earlier one left waiting, refused and held', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  here.standing = 'away';
  const first = command('topic.submit', 't1', { offline: true });
  const second = command('topic.return', 't1', { offline: true, basis: first.id });
  const third = command('topic.submit', 't2', { offline: true });
  for (const given of [first, second]) await here.give(A, given);
  server.rooms.get(A)!.edit('t1', { title: '另一个题目' });
  here.standing = 'ready';
  await pass(0);
  here.standing = 'away';
  await here.give(A, third);
  here.crash();
  server.way = () => 'lost on the way';
  const next = page();
  await turns(5);
  assert.deepEqual(next.states(A), [
    [first.id, 'refused'],
    [second.id, 'held'],
    [third.id, next.states(A)[2]![1]],
  ]);
  assert.equal(next.queue.of(A)[0]!.problem?.type, 'content-changed');
  server.way = () => 'answered';
  await pass(5000);
  assert.deepEqual(server.sealed(A).slice(1), [third.id]);
});

test('a command that was live when its page crashed goes out from the next one', async (t) => {
  const { server, page, pass, command } = setting(t);
  const here = page();
  server.turns = () => 50;
  const given = command('topic.submit', 't1');
  void here.give(A, given);
  await turns(3);
  here.crash();
  server.turns = () => 1;
  const next = page();
  await pass(25_000);
  assert.deepEqual(server.sealed(A).slice(1), [given.id]);
  assert.equal(server.rooms.get(A)!.entries[1]!.late, false);
  assert.deepEqual(next.states(A), []);
});

test('the list that is shown stays the same object until something in it changes', async (t) => {
  const { page, command } = setting(t);
  const here = page();
  here.standing = 'away';
  await here.give(A, command('topic.submit', 't1', { offline: true }));
  const shown = here.queue.of(A);
  await here.give(B, command('topic.submit', 't1', { offline: true, room: B }));
  await here.queue.refresh();
  assert.equal(here.queue.of(A), shown);
});
