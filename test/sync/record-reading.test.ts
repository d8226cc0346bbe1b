import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import * as Y from 'yjs';
import { SYSTEM_AUTHOR, type SealedEntry } from '../../src/model/entry.js';
import { emptyHead, headOf, seal } from '../../src/record/seal.js';
import { encodeSync, encodeServerHello, SYNC } from '../../src/protocol/messages.js';
import { publishEntries } from '../../src/store/record-document.js';
import { RecordReading } from '../../src/sync/record-reading.js';
import { RecordWitness } from '../../src/sync/record-witness.js';
import { RoomDocument } from '../../src/sync/room-document.js';
import { TokenKeeper } from '../../src/sync/token.js';
import { HELLO, ScriptedServer, type Peer } from './scripted-server.js';
import { testEnvironment, textStorage, tokenOf, until } from './test-environment.js';

const ROOM = 'agenda/m1';

/** `count` sealed entries; `word` makes them other ones than those of another word. */
function entries(count: number, word = ''): SealedEntry[] {
  const sealed: SealedEntry[] = [];
  let head = emptyHead(ROOM);
  for (let seq = 1; seq <= count; seq++) {
    const entry = seal(
      {
        room: ROOM,
        id: `entry-${word}${seq}`,
        type: seq === 1 ? 'room.created' : 'finding.waive',
        subject: 'room',
        payload: seq === 1 ? { office: 'cpc', kind: '' } : { rule: 'LATE', approver: word, reason: '' },
        by: SYSTEM_AUTHOR,
        at: `2024-04-12T09:52:00.${String(seq).padStart(3, '0')}Z`,
        authoredAt: null,
        basis: null,
        late: false,
        outcome: 'stands',
        content: null,
        config: '',
      },
      head,
      '0'.repeat(32),
    );
    sealed.push(entry);
    head = headOf(entry);
  }
  return sealed;
}

/** The record document as a server publishes it, under whatever clientID. */
function published(all: readonly SealedEntry[]): Y.Doc {
  const doc = new Y.Doc();
  publishEntries(doc, all, { ...headOf(all[all.length - 1]!), epoch: HELLO.epoch, generation: 1 });
  return doc;
}

function send(peer: Peer, doc: Y.Doc): void {
  peer.send(encodeServerHello({ ...HELLO, right: 'read' }));
  peer.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(doc)));
}

async function setup(
  t: TestContext,
): Promise<{ server: ScriptedServer; reading: RecordReading; asked: [number, number][] }> {
  const server = await ScriptedServer.start();
  const environment = testEnvironment();
  const tokens = new TokenKeeper(() => Promise.resolve(tokenOf('u1')), environment.monotonic);
  const document = new RoomDocument({ url: server.url, room: ROOM, part: 'record', tokens, environment });
  const asked: [number, number][] = [];
  const reading = new RecordReading({
    room: ROOM,
    document,
    witness: new RecordWitness(textStorage(), 's', 'u1', ROOM),
    fetchRange: (from, to) => {
      asked.push([from, to]);
      return Promise.resolve(entries(600).slice(from - 1, to));
    },
  });
  t.after(() => {
    reading.destroy();
    document.close();
    tokens.close();
    server.stop();
  });
  document.source.connect();
  return { server, reading, asked };
}

const holds = (reading: RecordReading, count: number): Promise<void> =>
  until(reading, () => reading.view.entries.length === count);

test('a record grows on the page over broken connections, without an alarm', async (t) => {
  const { server, reading } = await setup(t);
  const peer = await server.connection();
  send(peer, published(entries(2)));
  await holds(reading, 2);
  peer.close(1012);
  send(await server.connection(), published(entries(3)));
  await holds(reading, 3);
  assert.equal(reading.view.alarm, null);
  assert.equal(reading.verified?.seq, 3);
});

test('a forged entry is not shown and raises the alarm', async (t) => {
  const { server, reading } = await setup(t);
  const [first, second] = entries(2) as [SealedEntry, SealedEntry];
  send(await server.connection(), published([first, { ...second, by: { ...second.by, id: 'u-leader' } }]));
  await until(reading, () => reading.view.alarm !== null);
  assert.deepEqual(reading.view.alarm, { kind: 'chain-broken', seq: 2 });
  assert.equal(reading.view.entries.length, 1);
});

test('a record that is shorter after a reconnect raises the alarm, and what was verified stays', async (t) => {
  const { server, reading } = await setup(t);
  const peer = await server.connection();
  send(peer, published(entries(3)));
  await holds(reading, 3);
  peer.close(1012);
  send(await server.connection(), published(entries(2)));
  await until(reading, () => reading.view.alarm !== null);
  assert.deepEqual(reading.view.alarm, { kind: 'head-regressed', seq: 3 });
  assert.equal(reading.view.entries.length, 3);
  assert.equal(reading.verified?.seq, 3);
  const { remembered, served } = reading.view.heads;
  const [, second, third] = entries(3) as [SealedEntry, SealedEntry, SealedEntry];
  assert.deepEqual([remembered?.seq, remembered?.hash], [3, third.hash], 'what this page had verified');
  assert.deepEqual([served?.seq, served?.hash], [2, second.hash], 'and what the server shows now');
});

test('a record that was sealed anew, sound in itself, raises the alarm', async (t) => {
  const { server, reading } = await setup(t);
  const peer = await server.connection();
  send(peer, published(entries(3)));
  await holds(reading, 3);
  peer.close(1012);
  send(await server.connection(), published(entries(5, 'forged')));
  await until(reading, () => reading.view.alarm !== null);
  assert.equal(reading.view.alarm?.kind, 'head-regressed');
  assert.equal(reading.view.entries[1]?.payload?.['approver'], '');
});

test('a long record is fetched once, and not again after each break', async (t) => {
  const { server, reading, asked } = await setup(t);
  const all = entries(600);
  const peer = await server.connection();
  send(peer, published(all));
  await holds(reading, 600);
  assert.ok(asked.length > 0);
  const before = asked.length;
  peer.close(1012);
  send(await server.connection(), published(entries(601)));
  await holds(reading, 601);
  assert.equal(asked.length, before);
  assert.equal(reading.view.alarm, null);
});
