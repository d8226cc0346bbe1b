import assert from 'node:assert/strict';
import test from 'node:test';
import { RoomCommands } from '../../src/sync/room-commands.js';
import type { RecordView } from '../../src/sync/room-session.js';
import { PEOPLE } from '../record/sealed-room.js';
import { TestBrowser, TestPage, TestServer } from './queue-pages.js';

const ROOM = 'agenda/a';
const REASON = { reason: '材料不齐' };

/** Two pages of the Party director in one browser, both offline, with the record as it is. */
function twoPages() {
  const server = new TestServer(PEOPLE.director, ROOM);
  const room = server.rooms.get(ROOM)!;
  const browser = new TestBrowser(() => room.now);
  const submitted = room.submit(PEOPLE.clerk, room.command('topic.submit', 't1', {}));
  assert.ok(submitted.ok);
  const record = (): RecordView => ({
    state: room.state.record,
    entries: room.entries,
    head: null,
    alarm: null,
    heads: { remembered: null, served: null },
    authorOf: () => undefined,
  });
  const page = (): RoomCommands =>
    new RoomCommands({
      queue: new TestPage(browser, server, []).queue,
      room: ROOM,
      person: PEOPLE.director,
      link: { standing: 'away', send: (command) => Promise.resolve({ ok: false, problem: null, command }) },
      record,
      onChange: () => undefined,
    });
  return { room, basis: submitted.sealed.id, pages: [page(), page()] as const };
}

test('a step that waits on one page keeps another page of the same person from giving one on the same ground', async () => {
  const { room, basis, pages } = twoPages();
  const [one, two] = pages;
  const first = room.command('topic.return', 't1', REASON, { offline: true, basis });
  const second = room.command('topic.return', 't1', REASON, { offline: true, basis });
  // At the same moment: the second page has not heard of the first one's step.
  const given = [one.give(first, null, false), two.give(second, null, false)] as const;
  const results = [await given[0], await given[1]] as const;
  assert.equal(!results[0].ok && results[0].problem, null, 'the first waits');
  assert.equal(!results[1].ok && results[1].problem?.type, 'unknown-basis');
  assert.deepEqual(
    two.queue.map(({ command }) => command.id),
    [first.id],
    'the second page knows of the step by now, and of no other one',
  );
});

test('what builds on the step that waits is taken on either page, and so is a step on another topic', async () => {
  const { room, basis, pages } = twoPages();
  const [one, two] = pages;
  const first = room.command('topic.return', 't1', REASON, { offline: true, basis });
  await one.give(first, null, false);
  const next = room.command('topic.submit', 't1', {}, { offline: true, basis: first.id });
  const elsewhere = room.command('topic.submit', 't2', {}, { offline: true, basis: null });
  for (const command of [next, elsewhere]) {
    const result = await two.give(command, null, false);
    assert.equal(!result.ok && result.problem, null);
  }
  assert.equal(two.queue.length, 3);
});

test('what has come of an earlier step of the same person is no hindrance once it is built on', async () => {
  const { room, basis, pages } = twoPages();
  const sealed = room.submit(PEOPLE.director, room.command('topic.return', 't1', REASON, { basis }));
  assert.ok(sealed.ok);
  const stale = room.command('topic.defer', 't1', REASON, { basis });
  const refused = await pages[0].give(stale, null, false);
  assert.equal(!refused.ok && refused.problem?.params?.['newest'], sealed.sealed.id);
  const fresh = room.command('topic.submit', 't1', {}, { basis: sealed.sealed.id });
  const result = await pages[0].give(fresh, null, false);
  assert.equal(!result.ok && result.problem, null);
});
