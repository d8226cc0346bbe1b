import assert from 'node:assert/strict';
import test from 'node:test';
import type { Command } from '../../src/model/command.js';
import type { CommandResult } from '../../src/sync/room-session.js';
import { PEOPLE } from '../record/sealed-room.js';
import { pick, seededRandom, seeds } from '../record/seeded.js';
import { TestBrowser, TestPage, TestServer, turns, type Way } from './queue-pages.js';

const ROOMS = ['agenda/a', 'agenda/b', 'agenda/c'];
const TOPICS = ['t1', 't2', 't3'];
const REASON = { reason: '材料不齐' };
const TYPES: readonly (readonly [string, object])[] = [
  ['topic.submit', {}],
  ['topic.return', REASON],
  ['topic.defer', REASON],
  ['topic.adHoc', { approver: '县委书记', ...REASON }],
  ['material.receive', { material: '汇报材料' }],
];
const MISHAPS: readonly Way[] = [
  ...(['lost on the way', 'lost on the way back', 'lost on the way back'] as const),
  ...(['storage-unavailable', 'rate-limited', 'unauthenticated'] as const),
];

interface Given {
  readonly room: string;
  readonly command: Command;
  readonly page: TestPage;
  /** Those that were given before it: on the same page, or with their answer, if any, known. */
  readonly after: ReadonlySet<string>;
  result?: CommandResult;
}

for (const seed of seeds(12)) {
  test(`storm ${seed}: every command is sealed once, or refused and shown; the order of giving is kept`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.parse('2024-04-12T09:52:00.000Z') });
    const random = seededRandom(seed);
    const server = new TestServer(PEOPLE.director, ...ROOMS);
    const browser = new TestBrowser(() => Date.now());
    let isRough = true;
    server.way = () => (isRough && random() < 0.35 ? pick(random, MISHAPS) : 'answered');
    server.turns = () => Math.floor(random() * 6);
    const pages: TestPage[] = [];
    /** Whatever was refused or held once has lost its place. */
    const stopped = new Set<string>();
    const open = (): void => {
      const page = new TestPage(browser, server, ROOMS);
      page.queue.subscribe(() => {
        for (const [id, state] of ROOMS.flatMap((room) => page.states(room))) {
          if (state === 'refused' || state === 'held') stopped.add(id);
        }
      });
      pages.push(page);
    };
    open();
    open();
    const given: Given[] = [];
    const dropped = new Set<string>();

    const give = (): void => {
      const here = pick(random, pages);
      const room = pick(random, ROOMS);
      const subject = pick(random, TOPICS);
      const [type, payload] = pick(random, TYPES);
      // Built on what this page knows of: its own and others' waiting commands, else what is sealed.
      const lane = type === 'material.receive' ? [] : here.queue.pending(room);
      const mine = lane.filter((one) => one.subject === subject && one.type !== 'material.receive');
      const basis = mine[mine.length - 1]?.id ?? server.rooms.get(room)!.newest(subject);
      const id = `given-${String(given.length).padStart(10, '0')}`;
      const offline = here.standing === 'away';
      const command = server.rooms
        .get(room)!
        .command(type, subject, payload as Command['payload'], { id, basis, offline });
      const done = given.filter((one) => one.result !== undefined || one.page === here);
      const one: Given = { room, command, page: here, after: new Set(done.map(({ command: { id } }) => id)) };
      given.push(one);
      void here.give(room, command).then((result) => (one.result = result));
    };

    const act = (): void => {
      const dice = random();
      if (dice < 0.45) give();
      else if (dice < 0.65) pick(random, pages).standing = pick(random, ['ready', 'saving', 'away']);
      else if (dice < 0.7)
        server.rooms.get(pick(random, ROOMS))!.edit(pick(random, TOPICS), { title: `改${random()}` });
      else if (dice < 0.76 && pages.length > 1) {
        pages.splice(Math.floor(random() * pages.length), 1)[0]!.crash();
      } else if (dice < 0.82 && pages.length < 3) open();
      else if (dice < 0.86) pick(random, pages).queue.wake();
      else if (dice < 0.9) pick(random, pages).readRecords();
      else {
        const page = pick(random, pages);
        const queued = page.queue.of(pick(random, ROOMS));
        if (queued.length === 0) return;
        const { command, state } = pick(random, queued);
        if (random() < 0.3) {
          dropped.add(command.id);
          page.queue.drop(command.id);
        } else if (state === 'refused' || state === 'held') page.queue.retry(command.id);
      }
    };

    for (let turn = 0; turn < 150; turn += 1) {
      act();
      await turns(Math.floor(random() * 8));
      if (random() < 0.4) t.mock.timers.tick(Math.floor(random() * 3000));
    }
    isRough = false;
    for (const page of pages) {
      page.standing = 'ready';
      page.queue.wake();
    }
    for (let turn = 0; turn < 120; turn += 1) {
      for (const page of pages) page.readRecords();
      await turns(40);
      t.mock.timers.tick(1000);
    }
    await turns(100);

    const [page] = pages;
    for (const other of pages) {
      await other.queue.refresh();
      for (const room of ROOMS) assert.deepEqual(other.states(room), page!.states(room), 'all pages show the same');
    }
    for (const room of ROOMS) {
      const sealed = server.sealed(room);
      const shown = new Map(page!.states(room));
      assert.equal(new Set(sealed).size, sealed.length, 'nothing is sealed twice');
      const ofRoom = given.filter((one) => one.room === room);
      for (const { command, result } of ofRoom) {
        const ends = [
          sealed.includes(command.id) ? 'sealed' : '',
          shown.get(command.id) ?? '',
          result && !result.ok && result.problem ? 'answered' : '',
        ].filter((end) => end !== '');
        if (dropped.has(command.id) && ends.length === 0) continue;
        assert.equal(ends.length, 1, `${command.id} ended as ${ends.join(' and ')}`);
        assert.ok(ends[0] !== 'waiting' && ends[0] !== 'sending', `${command.id} still waits`);
        assert.equal(server.rooms.get(room)!.state.byId.get(command.id)?.late ?? command.offline, command.offline);
      }
      const places = new Map(sealed.map((id, index) => [id, index]));
      for (const later of ofRoom) {
        for (const id of later.after) {
          const [before, after] = [places.get(id), places.get(later.command.id)];
          if (before === undefined || after === undefined || stopped.has(id)) continue;
          assert.ok(before < after, `${id} was given before ${later.command.id}`);
        }
      }
    }
  });
}
