import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { encodePresence, encodeSync, MESSAGE, SYNC } from '../../src/protocol/messages.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { collectedState, takeOutMarks } from '../../src/store/take-out-marks.js';
import { RoomDocument } from '../../src/sync/room-document.js';
import { TokenError, TokenKeeper } from '../../src/sync/token.js';
import { content } from '../store/peers.js';
import { isHello, isStep2, isUpdate, ScriptedServer, store, welcome, type Received } from './scripted-server.js';
import { testEnvironment, tokenOf, until } from './test-environment.js';

interface Setup {
  readonly server: ScriptedServer;
  readonly page: RoomDocument;
  readonly tokens: string[];
  /** What the server holds. */
  readonly state: Y.Doc;
}

async function setup(t: TestContext, provider?: () => Promise<string>, seconds = 3600): Promise<Setup> {
  const server = await ScriptedServer.start();
  const tokens: string[] = [];
  const give = (): Promise<string> => {
    tokens.push(tokenOf(`u${tokens.length}`, seconds));
    return Promise.resolve(tokens.at(-1)!);
  };
  const environment = testEnvironment();
  const keeper = new TokenKeeper(provider ?? give, environment.monotonic);
  const page = new RoomDocument({ url: server.url, room: 'agenda/m1', part: 'content', tokens: keeper, environment });
  const state = new Y.Doc();
  Y.applyUpdate(state, content());
  t.after(() => {
    page.close();
    keeper.close();
    server.stop();
  });
  page.source.connect();
  return { server, page, tokens, state };
}

const edit = (page: RoomDocument, text = 'x'): void => page.doc.getMap<Y.Text>('meeting').get('title')!.insert(0, text);
const live = (page: RoomDocument): Promise<void> => until(page, () => page.source.status === 'live');

test('a page says who it is and what it knows before it asks for anything', async (t) => {
  const { server, page, tokens, state } = await setup(t);
  const peer = await server.connection();
  assert.equal(peer.token, tokens[0]);
  await peer.frame(isHello);
  assert.equal(peer.received[0]?.type, MESSAGE.clientHello);
  const nothing = { epoch: null, generation: null, contentSeq: null, witness: null, schema: 1 };
  assert.deepEqual(JSON.parse(peer.received[0].text!), nothing);
  welcome(peer, state);
  await live(page);
  assert.equal(page.source.hello?.epoch, 'epoch-1');
  store(peer, 7);
  await until(page, () => page.source.contentSeq === 7);
  peer.close(1012);
  const again = await server.connection();
  const hello = JSON.parse((await again.frame(isHello)).text!) as object;
  assert.deepEqual(hello, { epoch: 'epoch-1', generation: 1, contentSeq: 7, witness: null, schema: 1 });
});

test('edits are unsaved until each one is acknowledged, over a broken connection too', async (t) => {
  const { server, page, state } = await setup(t);
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  await peer.frame(isStep2);
  store(peer, 2);
  edit(page, '甲');
  edit(page, '乙');
  assert.equal(page.source.unsaved, 2);
  await peer.frame(isUpdate);
  store(peer, 3);
  await until(page, () => page.source.unsaved === 1);
  // The second was sent, and nobody knows whether it arrived.
  peer.socket.terminate();
  await until(page, () => page.source.status === 'offline');
  edit(page, '丙');
  assert.equal(page.source.unsaved, 2);
  const again = await server.connection();
  welcome(again, state);
  Y.applyUpdate(state, (await again.frame(isStep2)).bytes);
  assert.equal(page.source.unsaved, 2);
  store(again, 4);
  await until(page, () => page.source.unsaved === 0);
  assert.equal(state.getMap<Y.Text>('meeting').get('title')!.toJSON().startsWith('丙乙甲'), true);
});

test('presence of others is taken in and not sent on', async (t) => {
  const { server, page, state } = await setup(t);
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  await peer.frame(({ type }) => type === MESSAGE.awareness);
  const before = peer.received.filter(({ type }) => type === MESSAGE.awareness).length;
  peer.send(encodePresence([{ client: 4711, clock: 1, state: '{"user":{"id":"u9","name":"温如许","office":"gov"}}' }]));
  const heard = new Promise<void>((resolve) => page.source.awareness.on('change', () => resolve()));
  await heard;
  page.source.awareness.setLocalState({ topic: 't1', editing: true });
  await peer.frame(({ type, bytes }) => type === MESSAGE.awareness && bytes.length > 12);
  const sent = peer.received.filter(({ type }) => type === MESSAGE.awareness).slice(before);
  assert.equal(sent.length, 1, 'only the own change went out');
});

test('presence is told anew after a broken connection, so that nobody takes it for what was there before', async (t) => {
  const { server, page, state } = await setup(t);
  const isPresence = ({ type }: Received): boolean => type === MESSAGE.awareness;
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  page.source.awareness.setLocalState({ topic: 't1', editing: false });
  await peer.frame(
    (received) =>
      isPresence(received) && clockIn(received) === page.source.awareness.meta.get(page.doc.clientID)?.clock,
  );
  const before = page.source.awareness.meta.get(page.doc.clientID)!.clock;
  peer.close(1012);
  // A page that has gone is removed under its last clock; only a later one brings it back.
  assert.ok(clockIn(await (await server.connection()).frame(isPresence)) > before);
});

/** Clock of the only state in a presence message. */
function clockIn({ bytes }: Received): number {
  const decoder = decoding.createDecoder(bytes);
  decoding.readVarUint(decoder);
  const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  assert.equal(decoding.readVarUint(states), 1);
  decoding.readVarUint(states);
  return decoding.readVarUint(states);
}

test('a refused token is replaced once; the second refusal asks the person to sign in', async (t) => {
  const { server, page, tokens } = await setup(t);
  (await server.connection()).close(4401);
  const second = await server.connection();
  assert.equal(second.token, tokens[1]);
  second.close(4401);
  await until(page, () => page.source.status === 'stopped');
  assert.deepEqual(page.source.stop, { kind: 'expired', reason: 'unauthenticated' });
  page.source.connect();
  const third = await server.connection();
  welcome(third, new Y.Doc());
  await live(page);
});

test('a host that knows nobody asks the person to sign in', async (t) => {
  const { page } = await setup(t, () => Promise.reject(new TokenError('sign-in', 'nobody')));
  await until(page, () => page.source.stop?.kind === 'expired');
});

test('a token is renewed on the live connection', async (t) => {
  const { server, tokens, state } = await setup(t, undefined, 0.5);
  const peer = await server.connection();
  welcome(peer, state);
  const renewal = await peer.frame(({ type }) => type === MESSAGE.renewToken);
  assert.equal(renewal.text, tokens[1]);
});

test('a refusal stops with its reason and keeps what was typed', async (t) => {
  const { server, page, state } = await setup(t);
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  edit(page, '未保存');
  peer.close(4403);
  await until(page, () => page.source.status === 'stopped');
  assert.deepEqual(page.source.stop, { kind: 'refused', reason: 'forbidden' });
  assert.equal(page.source.unsaved, 1);
  assert.equal(page.doc.getMap<Y.Text>('meeting').get('title')!.toJSON().startsWith('未保存'), true);
});

test('a full document is read on without a word from this page', async (t) => {
  const { server, page, state } = await setup(t);
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  edit(page, '太多');
  peer.close(4413);
  const again = await server.connection();
  welcome(again, state);
  await until(page, () => page.source.isFull && page.source.status === 'live');
  assert.deepEqual((await again.frame(isStep2)).bytes, new Uint8Array([0, 0]));
  edit(page, '更多');
  assert.equal(page.source.unsaved, 2);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(state));
  other.getMap<Y.Text>('meeting').get('title')!.insert(0, '别人');
  again.send(encodeSync(SYNC.update, Y.encodeStateAsUpdate(other)));
  await new Promise<void>((resolve) => page.doc.once('update', () => resolve()));
  assert.equal(again.received.some(isUpdate), false);
  assert.ok(page.doc.getMap<Y.Text>('meeting').get('title')!.toJSON().includes('别人'));
});

test('a retired document is thrown away and another one opened', async (t) => {
  const { server, page, state } = await setup(t);
  const former = page.doc;
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  edit(page, '旧');
  const clean = new Y.Doc();
  Y.applyUpdate(clean, content());
  peer.close(4410);
  await until(page, () => page.doc !== former);
  const again = await server.connection();
  welcome(again, clean, { generation: 2 });
  await live(page);
  assert.equal(page.source.unsaved, 0);
  assert.equal(page.doc.getMap<Y.Text>('meeting').get('title')!.toJSON(), '县委常委会第7次会议');
});

test('another generation at a reconnect is another document', async (t) => {
  const { server, page, state } = await setup(t);
  const former = page.doc;
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  peer.close(1012);
  const second = await server.connection();
  welcome(second, state, { generation: 2 });
  await until(page, () => page.doc !== former);
  welcome(await server.connection(), state, { generation: 2 });
  await live(page);
});

test('a text with a secrecy mark is taken out, and the page goes on with a document that never held it', async (t) => {
  const { server, page, state } = await setup(t);
  const peer = await server.connection();
  welcome(peer, state);
  await live(page);
  let store = new AgendaStore(page.doc, { randomId: () => 'id' });
  const taken: string[] = [];
  page.clean = () => {
    store.clearUndo();
    taken.push(...takeOutMarks(page.doc, ['meeting', 'topics']).map(({ text }) => text));
    return collectedState(page.doc);
  };
  const former = page.doc;
  // Past the gate, as an earlier release or a mark that this one does not know would get in.
  edit(page, '机密★10年');
  store.meetingTitle!.replace(0, 0, '可以留下，');
  peer.close(4451);
  await until(page, () => page.doc !== former);
  assert.deepEqual(taken, ['可以留下，机密★10年县委常委会第7次会议']);
  store = new AgendaStore(page.doc, { randomId: () => 'id' });
  assert.equal(store.meeting.title, '可以留下，县委常委会第7次会议');
  const again = await server.connection();
  welcome(again, state);
  const { bytes } = await again.frame(isStep2);
  assert.equal(Buffer.from(bytes).includes(Buffer.from('机密')), false, 'not one byte of it goes out');
  Y.applyUpdate(state, bytes);
  assert.equal(state.getMap<Y.Text>('meeting').get('title')!.toJSON(), '可以留下，县委常委会第7次会议');
  assert.ok(page.source.unsaved > 0);
});

test('a refusal that nothing can mend stays one', async (t) => {
  const { server, page } = await setup(t);
  (await server.connection()).close(4451);
  await until(page, () => page.source.status === 'stopped');
  assert.deepEqual(page.source.stop, { kind: 'refused', reason: 'secrecy-mark' });
});

test('a server that speaks gibberish stops the page instead of breaking it', async (t) => {
  const { server, page } = await setup(t);
  const peer = await server.connection();
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.serverHello);
  encoding.writeVarString(encoder, 'no json');
  peer.send(encoding.toUint8Array(encoder));
  await until(page, () => page.source.status === 'stopped');
  assert.equal(page.source.stop?.reason, 'malformed');
});
