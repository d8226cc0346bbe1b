import assert from 'node:assert/strict';
import test from 'node:test';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { until } from './page.js';
import { LU, ORIGIN, SHEN, startServer, tokenFor, type ServerKit, type TestPerson } from './server-kit.js';

class BrowserSocket extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin: ORIGIN });
  }
}

const providers: WebsocketProvider[] = [];
test.after(() => {
  for (const provider of providers) {
    provider.destroy();
    provider.awareness.destroy();
    provider.doc.destroy();
  }
});

/** The provider that everybody uses, as it comes. */
async function provider(
  server: ServerKit,
  person: TestPerson,
  { doc = new Y.Doc(), access = 'write', protocol = 'siban.plain', connect = true } = {},
) {
  const token = await tokenFor(person, { access: { 'agenda/*': access } });
  const made = new WebsocketProvider(`ws://127.0.0.1:${server.port}/ws`, 'agenda/m1/content', doc, {
    WebSocketPolyfill: BrowserSocket as unknown as typeof globalThis.WebSocket,
    protocols: [protocol, `bearer.${token}`],
    disableBc: true,
    maxBackoffTime: 200,
    connect,
  });
  providers.push(made);
  return made;
}

const topics = (made: WebsocketProvider): Y.Map<unknown> => made.doc.getMap('topics');

test('two stock y-websocket pages share a room with a page of ours', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const lu = await provider(server, LU);
  const shen = await provider(server, SHEN);
  const ours = await server.page(LU, 'agenda/m1/content');
  await until(() => lu.synced && shen.synced);
  topics(lu).set('a', 1);
  await until(() => topics(shen).get('a') === 1 && ours.topics.get('a') === 1);
  ours.topics.set('b', 2);
  await until(() => topics(lu).get('b') === 2);
  assert.equal(topics(shen).get('b'), 2);
  lu.awareness.setLocalState({ user: { name: '冒名' } });
  const seen = await until(() => shen.awareness.getStates().get(lu.doc.clientID));
  assert.deepEqual(seen['user'], { id: 'u-lu', name: '陆知行', office: 'cpc' });
});

test('a stock page that types while it reconnects loses nothing and is never shut out', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const lu = await provider(server, LU);
  const shen = await provider(server, SHEN);
  await until(() => lu.synced && shen.synced);
  const closes: number[] = [];
  lu.on('connection-close', (event) => {
    if (event) closes.push((event as { code: number }).code);
  });
  let typed = 0;
  // Typing goes on through each cut: before the socket opens, when it opens, and before the server has asked.
  const typing = setInterval(() => topics(lu).set(`k${typed++}`, '字'), 3);
  lu.on('status', () => topics(lu).set(`s${typed++}`, '字'));
  for (let cut = 0; cut < 6; cut++) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    (lu.ws as unknown as WebSocket | null)?.terminate();
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  clearInterval(typing);
  await until(() => topics(shen).size === topics(lu).size && topics(lu).size > 50);
  assert.deepEqual(topics(shen).toJSON(), topics(lu).toJSON());
  assert.deepEqual([...new Set(closes)], [1006], 'closed by the cuts alone');
});

test('a stock page of a reader reads on, over its own reconnects', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const writer = await server.page(SHEN, 'agenda/m1/content');
  writer.topics.set('a', 1);
  writer.topics.delete('a');
  const reader = await provider(server, LU, { access: 'read' });
  await until(() => reader.synced);
  (reader.ws as unknown as WebSocket).terminate();
  await until(() => !reader.synced);
  await until(() => reader.synced);
  writer.topics.set('b', 1);
  await until(() => topics(reader).get('b') === 1);
});

test('a stock page goes on after the server was restarted, with what it typed meanwhile', async () => {
  const first = await startServer();
  await first.createRoom('agenda/m1');
  const lu = await provider(first, LU);
  await until(() => lu.synced);
  topics(lu).set('before', 1);
  await first.close();
  topics(lu).set('meanwhile', 1);
  const second = await startServer({ file: first.file });
  lu.serverUrl = `ws://127.0.0.1:${second.port}/ws`;
  await until(() => lu.synced);
  const fresh = await second.page(SHEN, 'agenda/m1/content');
  await until(() => fresh.topics.get('meanwhile') === 1);
  assert.equal(fresh.topics.get('before'), 1);
});
