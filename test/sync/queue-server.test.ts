import assert from 'node:assert/strict';
import test, { after, before, type TestContext } from 'node:test';
import { createRecordState, STATE_LANE, type RecordState } from '../../src/model/agenda/record-state.js';
import { approvedContent, type TopicId } from '../../src/model/agenda/topic.js';
import type { Command } from '../../src/model/command.js';
import type { SealedEntry } from '../../src/model/entry.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Person } from '../../src/model/person.js';
import { contentDigest } from '../../src/record/seal.js';
import { verifyChain } from '../../src/record/verify.js';
import { CommandClient } from '../../src/sync/command-client.js';
import { CommandQueue } from '../../src/sync/command-queue.js';
import { HttpClient } from '../../src/sync/http-client.js';
import { ServerConnection } from '../../src/sync/server-connection.js';
import { TokenKeeper } from '../../src/sync/token.js';
import { pick, seededRandom, seeds } from '../record/seeded.js';
import { clerk } from './people.js';
import { TestBrowser } from './queue-pages.js';
import { SibanServer } from './siban-server.js';
import { testEnvironment, until } from './test-environment.js';

const server = new SibanServer();
before(() => server.start());
after(() => server.remove());

/** Somebody who may do nearly everything, so that chance is not spent on refusals. */
const director: Person = { ...clerk, id: 'u-all', roles: ['director', 'coordinator', 'clerk', 'leader'] };
const deputy: Person = { ...director, id: 'u-deputy', name: '沈书言' };
const REASON = { reason: '材料不全' };

interface Room {
  readonly name: string;
  readonly topics: ReadonlyMap<string, string>;
}

let made = 0;
async function newRoom(t: TestContext): Promise<Room> {
  const name = `agenda/q${++made}`;
  await server.createRoom(clerk, name);
  const connection = new ServerConnection({
    server: server.url,
    provider: () => server.token(clerk),
    environment: testEnvironment(),
  });
  t.after(() => connection.close());
  const session = (await connection.openAgenda(name))!;
  await until(session, () => session.sync.status === 'live');
  const ids = [1, 2].map((n) => session.content.addTopic({ title: `关于第${n}件事的汇报`, proposer: '县水利局' }));
  await until(session, () => session.sync.unsaved === 0);
  const digest = (id: TopicId): string => contentDigest(approvedContent(session.content.topic(id)!));
  return { name, topics: new Map(ids.map((id) => [id, digest(id)])) };
}

/** The record as it lies on the server. */
async function recordOf(room: string): Promise<RecordState> {
  const response = await fetch(`${server.url}/api/rooms/${room}/record?from=1&to=1000`, {
    headers: { authorization: `Bearer ${await server.token(clerk)}` },
  });
  const { entries } = (await response.json()) as { entries: SealedEntry[] };
  assert.ok(verifyChain(entries, room).ok);
  const state = createRecordState();
  for (const entry of entries) state.apply(entry);
  return state;
}

for (const seed of seeds(2)) {
  test(`storm ${seed}: the server is killed, answers are lost, two pages send at once; each command is sealed once or refused`, async (t) => {
    const random = seededRandom(seed);
    const rooms = [await newRoom(t), await newRoom(t), await newRoom(t)];
    const browser = new TestBrowser(() => Date.now());
    let isRough = true;
    let repeated = 0;
    const rough: typeof fetch = async (input, init) => {
      const dice = isRough ? random() : 1;
      if (dice < 0.15) throw new TypeError('lost on the way');
      const response = await fetch(input, init);
      if (response.status === 200) repeated++;
      if (dice < 0.35) throw new TypeError('lost on the way back');
      return response;
    };
    const standings: ('ready' | 'away')[] = ['ready', 'ready'];
    const queues = standings.map((_, index) => {
      const tokens = new TokenKeeper(
        () => server.token(director),
        () => performance.now(),
      );
      const http = new HttpClient(server.url, tokens, rough);
      // Neither waits for the other: what is never to happen, and must do no harm.
      const lease = { hold: () => Promise.resolve(true), release: () => Promise.resolve() };
      const queue = new CommandQueue({
        store: browser.memory.open(),
        lease,
        wallClock: () => Date.now(),
        random: () => 0,
      });
      for (const { name } of rooms) {
        const client = new CommandClient(http, name);
        queue.attach(name, {
          get standing() {
            return standings[index]!;
          },
          send: (command) => client.send(command),
        });
      }
      t.after(() => {
        queue.close();
        tokens.close();
      });
      return queue;
    });
    const given = new Map<string, { readonly room: string; readonly command: Command; problem: string | null }>();
    const known = new Map<string, RecordState>();

    const give = async (): Promise<void> => {
      const index = Math.floor(random() * 2);
      const room = pick(random, rooms);
      const [subject, seen] = pick(random, [...room.topics]);
      const [type, payload] = pick(random, [
        ['topic.submit', {}],
        ['topic.return', REASON],
        ['topic.defer', REASON],
        ['material.receive', { material: `材料${random()}` }],
      ] as [string, JsonObject][]);
      const lane = queues[index]!.pending(room.name).filter(
        (one) => one.subject === subject && one.type.startsWith('topic.'),
      );
      const command: Command = {
        id: `storm-${seed}-${String(given.size).padStart(8, '0')}`,
        type,
        subject,
        payload,
        basis: lane[lane.length - 1]?.id ?? known.get(room.name)?.topic(subject)?.newest.get(STATE_LANE) ?? null,
        seen: type === 'topic.submit' ? (random() < 0.85 ? seen : contentDigest({})) : null,
        authoredAt: new Date().toISOString(),
        offline: standings[index] === 'away',
        witness: null,
      };
      const one = { room: room.name, command, problem: null as string | null };
      given.set(command.id, one);
      const result = await queues[index]!.give({ room: room.name, command, seen: null }, standings[index] === 'ready');
      if (!result.ok && result.problem) one.problem = result.problem.type;
    };
    const turn = async (): Promise<void> => {
      const index = Math.floor(random() * 2);
      const dice = random();
      if (dice < 0.2) {
        standings[index] = standings[index] === 'ready' ? 'away' : 'ready';
        queues[index]!.linkChanged(standings[index] === 'ready');
      } else if (dice < 0.3) {
        const queued = queues[index]!.of(pick(random, rooms).name).filter(({ state }) => state === 'refused');
        if (queued.length > 0) queues[index]!.retry(pick(random, queued).command.id);
      } else if (dice < 0.4) {
        const { name } = pick(random, rooms);
        known.set(name, await recordOf(name));
      } else void give();
      await new Promise((resolve) => setTimeout(resolve, random() * 20));
    };

    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 25; n += 1) await turn();
      await server.kill();
      for (let n = 0; n < 6; n += 1) await give();
      await server.start();
      for (const queue of queues) queue.wake();
      // Somebody else decides meanwhile.
      const { name, topics } = pick(random, rooms);
      const subject = pick(random, [...topics.keys()]);
      const tokens = new TokenKeeper(
        () => server.token(deputy),
        () => performance.now(),
      );
      const other = new CommandClient(new HttpClient(server.url, tokens, fetch), name);
      const basis = (await recordOf(name)).topic(subject)?.newest.get(STATE_LANE) ?? null;
      await other.send({
        ...{ id: `deputy-${seed}-${String(round).padStart(8, '0')}`, type: 'topic.defer', subject, payload: REASON },
        ...{ basis, seen: null, authoredAt: new Date().toISOString(), offline: false, witness: null },
      });
      tokens.close();
    }

    isRough = false;
    standings.fill('ready');
    const waits = (queue: CommandQueue): boolean =>
      rooms.some(({ name }) => queue.of(name).some(({ state }) => state === 'waiting' || state === 'sending'));
    for (const queue of queues) {
      queue.linkChanged(true);
      while (waits(queue) || queue.waitingRooms.size > 0) {
        queue.wake();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    for (const { name } of rooms) {
      const record = await recordOf(name);
      for (const queue of queues) queue.recorded(name, ({ id }) => record.byId.has(id));
    }
    await Promise.all(queues.map((queue) => queue.refresh()));

    const ends = { sealed: 0, refused: 0, held: 0, answered: 0 };
    for (const { name } of rooms) {
      const record = await recordOf(name);
      const shown = new Map(queues[0]!.of(name).map(({ command, state }) => [command.id, state]));
      assert.deepEqual(
        queues[1]!.of(name).map(({ command, state }) => [command.id, state]),
        [...shown],
      );
      const orders: number[] = [];
      for (const { room, command, problem } of given.values()) {
        if (room !== name) continue;
        const entry = record.byId.get(command.id);
        const state = shown.get(command.id);
        const all = [entry && 'sealed', state, problem && 'answered'].filter(Boolean) as (keyof typeof ends)[];
        assert.equal(all.length, 1, `${command.id} ended as ${all.join(' and ')}`);
        ends[all[0]!]++;
        if (entry) {
          assert.deepEqual([entry.late, entry.authoredAt], [command.offline, command.authoredAt]);
          orders.push(entry.seq);
        }
      }
      assert.equal(new Set(orders).size, orders.length);
    }
    console.log(`storm ${seed}: ${given.size} given, ${JSON.stringify(ends)}, ${repeated} sent again after sealing`);
    assert.ok(ends.sealed > 0);
  });
}
