import assert from 'node:assert/strict';
import test, { after, before, type TestContext } from 'node:test';
import type * as Y from 'yjs';
import type { Person } from '../../src/model/person.js';
import type { TextStorage } from '../../src/sync/environment.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { RoomDocument } from '../../src/sync/room-document.js';
import { ServerConnection } from '../../src/sync/server-connection.js';
import { TokenKeeper } from '../../src/sync/token.js';
import { collectedState, takeOutMarks } from '../../src/store/take-out-marks.js';
import { takeOutUnsent } from '../../src/store/take-out-unsent.js';
import { clerk, director, govClerk, secondDirector } from './people.js';
import { SibanServer, type TokenOptions } from './siban-server.js';
import { testEnvironment, textStorage, until } from './test-environment.js';

const server = new SibanServer();
before(() => server.start());
after(() => server.remove());

interface PageOptions extends TokenOptions {
  readonly storage?: TextStorage;
}

/** A page of somebody: one connection, open as long as the test runs. */
function page(t: TestContext, person: Person | (() => Person), options: PageOptions = {}): ServerConnection {
  const connection = new ServerConnection({
    server: server.url,
    provider: () => server.token(typeof person === 'function' ? person() : person, options),
    environment: testEnvironment(options.storage ? { storage: options.storage } : {}),
  });
  t.after(() => connection.close());
  return connection;
}

async function open(t: TestContext, person: Person, room: string, options?: PageOptions): Promise<AgendaSession> {
  return (await page(t, person, options).openAgenda(room))!;
}

const status = (session: AgendaSession, wanted: string): Promise<void> =>
  until(session, () => session.sync.status === wanted);
const saved = (session: AgendaSession): Promise<void> => until(session, () => session.sync.unsaved === 0);
const shows = (session: AgendaSession, condition: () => boolean): Promise<void> => until(session.content, condition);
const sealed = (session: AgendaSession, count: number): Promise<void> =>
  until(session, () => session.record.entries.length >= count);

let rooms = 0;
async function newRoom(kind?: string): Promise<string> {
  const room = `agenda/n${++rooms}`;
  await server.createRoom(clerk, room, kind);
  return room;
}

test('two pages edit one agenda at once, and each knows when its own edits are on disk', async (t) => {
  const room = await newRoom();
  const [a, b] = [await open(t, clerk, room), await open(t, govClerk, room)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  const first = a.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  const second = b.content.addTopic({ title: '关于引导资金的请示' });
  assert.ok(a.sync.unsaved > 0);
  await Promise.all([saved(a), saved(b)]);
  await shows(a, () => a.content.topics.length === 2);
  await shows(b, () => b.content.topics.length === 2);
  a.content.titleOf(second)!.replace(0, 0, '县委办：');
  b.content.titleOf(second)!.replace(0, 0, '政府办：');
  b.content.setTopic(first, { proposer: '县水利局' });
  await Promise.all([saved(a), saved(b)]);
  await shows(a, () => a.content.topic(first)?.proposer === '县水利局');
  await shows(a, () => a.content.topic(second)!.title === b.content.topic(second)!.title);
  assert.ok(a.content.topic(second)!.title.includes('县委办：') && a.content.topic(second)!.title.includes('政府办：'));
});

test('pages go on while the server is killed and started again, and lose nothing', async (t) => {
  const room = await newRoom();
  const [a, b] = [await open(t, clerk, room), await open(t, govClerk, room)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  const id = a.content.addTopic({ title: '' });
  await saved(a);
  await shows(b, () => b.content.topics.length === 1);
  for (let i = 0; i < 20; i++) a.content.titleOf(id)!.replace(0, 0, '甲');
  await server.kill();
  await Promise.all([status(a, 'offline'), status(b, 'offline')]);
  for (let i = 0; i < 5; i++) a.content.titleOf(id)!.replace(0, 0, '乙');
  b.content.titleOf(id)!.replace(0, 0, '丙');
  b.content.addTopic({ title: '离线新增' });
  assert.ok(a.sync.unsaved >= 5);
  assert.ok(b.sync.unsaved >= 2);
  await server.start();
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  await Promise.all([saved(a), saved(b)]);
  await shows(a, () => a.content.topics.length === 2);
  await shows(b, () => b.content.topic(id)!.title.length === 26);
  await shows(a, () => a.content.topic(id)!.title.length === 26);
  assert.equal(a.content.topic(id)!.title, b.content.topic(id)!.title);
  assert.equal(a.content.topic(id)!.title.replace(/[^甲]/g, '').length, 20);
});

test('a page that types while it reconnects is not shut out', async (t) => {
  const room = await newRoom();
  const a = await open(t, clerk, room);
  await status(a, 'live');
  const id = a.content.addTopic({ title: '' });
  await saved(a);
  await server.kill();
  await status(a, 'offline');
  a.content.titleOf(id)!.replace(0, 0, '先');
  const typing = setInterval(() => a.content.titleOf(id)!.replace(0, 0, '打'), 5);
  await server.start();
  await status(a, 'live');
  clearInterval(typing);
  await saved(a);
  const late = await open(t, govClerk, room);
  await shows(late, () => late.content.topic(id)?.title === a.content.topic(id)!.title);
});

test('a command is sealed after the own edits are saved, and both pages verify it', async (t) => {
  const room = await newRoom();
  const [a, b] = [await open(t, clerk, room), await open(t, govClerk, room)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  const id = a.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  a.content.titleOf(id)!.replace(0, 0, '（修订）');
  const result = await a.send({ type: 'topic.submit', subject: id, payload: {} });
  assert.ok(result.ok);
  assert.equal(result.entry.snapshot?.['title'], '（修订）关于防汛的汇报');
  assert.equal(a.record.state.topics.get(id)?.status, 'submitted', 'the next command can build on it at once');
  await sealed(b, 2);
  assert.deepEqual(b.record.entries, a.record.entries);
  assert.equal(b.record.alarm, null);
  assert.equal(b.record.head?.seq, 2);
});

test('a command about content that changed meanwhile is refused with the content of now', async (t) => {
  const room = await newRoom();
  const a = await open(t, clerk, room);
  await status(a, 'live');
  const id = a.content.addTopic({ title: '原题', proposer: '县水利局' });
  await saved(a);
  const seen = { title: '原题', proposer: '县水利局', sponsor: '', reporter: '', kind: '', requiredMaterials: [] };
  a.content.titleOf(id)!.replace(0, 2, '新题');
  const result = await a.send({ type: 'topic.submit', subject: id, payload: {}, seen });
  assert.equal(!result.ok && result.problem?.type, 'content-changed');
  assert.equal(!result.ok && result.problem?.current?.content['title'], '新题');
});

test('two commands at once: the first stands, the second is contested on both pages', async (t) => {
  const room = await newRoom();
  const [a, b] = [await open(t, director, room), await open(t, secondDirector, room)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  const id = a.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await a.send({ type: 'topic.submit', subject: id, payload: {} });
  await sealed(b, 2);
  await shows(b, () => b.content.topics.length === 1);
  const results = await Promise.all([
    a.send({ type: 'topic.return', subject: id, payload: { reason: '材料不全' } }),
    b.send({ type: 'topic.defer', subject: id, payload: { reason: '下次再议' } }),
  ]);
  assert.deepEqual(
    results.map(({ ok }) => ok),
    [true, true],
  );
  await Promise.all([sealed(a, 4), sealed(b, 4)]);
  for (const { record } of [a, b]) {
    const topic = record.state.topics.get(id)!;
    const [conflict] = topic.conflicts;
    assert.equal(conflict?.contested.length, 1);
    assert.equal(topic.status, conflict.standing.type === 'topic.return' ? 'returned' : 'deferred');
    assert.notEqual(conflict.standing.by.id, conflict.contested[0]?.by.id);
  }
});

test('a command without an answer waits, and is sealed late when the server is back', async (t) => {
  const room = await newRoom();
  const a = await open(t, clerk, room);
  await status(a, 'live');
  const id = a.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await saved(a);
  await server.kill();
  await status(a, 'offline');
  a.content.titleOf(id)!.replace(0, 0, '（急）');
  const result = await a.send({ type: 'topic.submit', subject: id, payload: {} });
  assert.equal(!result.ok && result.problem, null);
  assert.equal(a.queue[0]?.state, 'waiting');
  assert.equal(a.outlook.topics.get(id)?.status, 'submitted');
  await server.start();
  await until(a, () => a.queue.length === 0);
  const entry = a.record.entries[1];
  assert.deepEqual(
    [entry?.type, entry?.late, entry?.snapshot?.['title']],
    ['topic.submit', true, '（急）关于防汛的汇报'],
  );
});

test('a record that was put back behind everybody’s back raises the alarm on open and on reloaded pages', async (t) => {
  const room = await newRoom();
  const storage = textStorage();
  const a = await open(t, clerk, room, { storage });
  await status(a, 'live');
  const id = a.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await saved(a);
  await server.stop();
  server.keepDatabase();
  await server.start();
  await status(a, 'live');
  const submitted = await a.send({ type: 'topic.submit', subject: id, payload: {} });
  assert.ok(submitted.ok);
  assert.equal(a.record.alarm, null);
  await server.stop();
  server.putDatabaseBack();
  await server.start();
  await until(a, () => a.record.alarm !== null);
  assert.equal((a.record.alarm as { kind: string } | null)?.kind, 'head-regressed');
  assert.equal(a.record.entries.length, 2, 'what was verified stays on the page');
  // Another page of the same person and browser knows it, too; one of somebody else cannot.
  const again = await open(t, clerk, room, { storage });
  await until(again, () => again.record.alarm !== null);
  assert.deepEqual(again.record.alarm, { kind: 'head-regressed', seq: 2 });
  await shows(again, () => again.content.topics.length === 1);
  const refused = await again.send({ type: 'topic.submit', subject: id, payload: {} });
  assert.equal(!refused.ok && refused.problem?.type, 'witness');
  const stranger = await open(t, govClerk, room);
  await status(stranger, 'live');
  assert.equal(stranger.record.alarm, null);
});

test('a token is renewed on the live connection long before the person notices', async (t) => {
  const room = await newRoom();
  let tokens = 0;
  const connection = new ServerConnection({
    server: server.url,
    provider: () => {
      tokens++;
      return server.token(clerk, { seconds: 6 });
    },
    environment: testEnvironment(),
  });
  t.after(() => connection.close());
  const session = (await connection.openAgenda(room))!;
  await status(session, 'live');
  const seen = new Set<string>();
  session.subscribe(() => seen.add(session.sync.status));
  // With the third token the first one has run out.
  await new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      session.content.addTopic({ title: String(tokens) });
      if (tokens < 3) return;
      clearInterval(watch);
      resolve();
    }, 100);
  });
  await saved(session);
  assert.deepEqual([...seen], ['live']);
});

test('whoever may only read reads along, and a command is still theirs to give', async (t) => {
  const room = await newRoom();
  const a = await open(t, clerk, room);
  const reader = await open(t, director, room, { right: 'read' });
  await Promise.all([status(a, 'live'), status(reader, 'read-only')]);
  const id = a.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await saved(a);
  await shows(reader, () => reader.content.topics.length === 1);
  assert.ok((await reader.send({ type: 'topic.submit', subject: id, payload: {} })).ok);
});

test('a room that is not there, and one without the right to it, are told apart for whoever may know', async (t) => {
  const absent = await open(t, clerk, 'agenda/nowhere');
  await status(absent, 'refused');
  assert.equal(absent.sync.reason, 'no-such-room');
  const room = await newRoom();
  for (const name of [room, 'agenda/nowhere']) {
    const forbidden = await open(t, govClerk, name, { room: 'agenda/other-*' });
    await status(forbidden, 'refused');
    assert.equal(forbidden.sync.reason, 'forbidden');
  }
});

test('people in a room see each other by the names of their tokens', async (t) => {
  const room = await newRoom();
  const [a, b] = [await open(t, clerk, room), await open(t, govClerk, room)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  b.setPresence('t1', true);
  await until(a, () => a.presence[0]?.topic === 't1');
  assert.deepEqual(a.presence[0]?.person, { id: govClerk.id, name: govClerk.name, office: 'gov' });
  // What the connection takes with it when it breaks says nothing of who has left.
  await server.kill();
  await status(a, 'offline');
  assert.deepEqual(
    a.presence.map(({ person }) => person.name),
    [govClerk.name],
  );
  await server.start();
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  await until(a, () => a.presence[0]?.topic === 't1');
  b.close();
  await until(a, () => a.presence.length === 0);
});

test('the writer of a value is known from what the server publishes', async (t) => {
  const room = await newRoom();
  const [a, b] = [await open(t, clerk, room), await open(t, govClerk, room)];
  await Promise.all([status(a, 'live'), status(b, 'live')]);
  a.content.setRegister('place', '县委三楼会议室');
  await shows(b, () => b.content.meeting.place.values.length === 1);
  const { client } = b.content.meeting.place.values[0]!;
  await until(b, () => b.record.authorOf(client) !== undefined);
  assert.equal(b.record.authorOf(client)?.name, clerk.name);
});

test('a room is opened once a page and closed when the last user is done', async (t) => {
  const room = await newRoom();
  const connection = page(t, clerk);
  const [a, b] = [(await connection.openAgenda(room))!, (await connection.openAgenda(room))!];
  assert.equal(a, b);
  await status(a, 'live');
  a.close();
  const moved = await connection.openAgenda(room);
  assert.equal(moved, a, 'whoever lets go and takes hold again has the same room');
  a.content.addTopic({ title: '最后一笔' });
  b.close();
  moved.close();
  const other = await open(t, govClerk, room);
  await shows(other, () => other.content.topics.length === 1);
  const fresh = await connection.openAgenda(room);
  assert.notEqual(fresh, a);
});

test('when the host signs in somebody else, everything of the former person is torn down', async (t) => {
  const room = await newRoom();
  let person = clerk;
  const connection = page(t, () => person, { seconds: 2 });
  const former = (await connection.openAgenda(room))!;
  await status(former, 'live');
  person = govClerk;
  await until(connection, () => !connection.holds(former));
  const session = (await connection.openAgenda(room))!;
  assert.equal(session.person.id, govClerk.id);
  await status(session, 'live');
});

test('a page that opens while the server is away waits for it', async (t) => {
  const room = await newRoom();
  await server.stop();
  const connection = page(t, clerk);
  const opening = connection.openAgenda(room);
  await until(connection, () => connection.opening.status === 'offline');
  await server.start();
  const session = (await opening)!;
  await status(session, 'live');
});

test('a mark that got past the page’s gate is refused by the server and taken out, and the rest is saved', async (t) => {
  const room = await newRoom();
  const environment = testEnvironment();
  const tokens = new TokenKeeper(() => server.token(clerk), environment.monotonic);
  const url = `${server.url.replace('http', 'ws')}/ws`;
  const document = new RoomDocument({ url, room, part: 'content', tokens, environment });
  t.after(() => {
    document.close();
    tokens.close();
  });
  document.clean = () => {
    takeOutMarks(document.doc, ['meeting', 'topics']);
    return collectedState(document.doc);
  };
  document.source.connect();
  await until(document, () => document.source.status === 'live');
  const former = document.doc;
  const title = former.getMap<Y.Text>('meeting').get('title')!;
  title.insert(0, '机密★10年');
  title.insert(0, '（修订）');
  await until(document, () => document.doc !== former);
  await until(document, () => document.source.status === 'live' && document.source.unsaved === 0);
  const other = await open(t, govClerk, room);
  await shows(other, () => other.content.meeting.title.includes('（修订）'));
  assert.equal(other.content.meeting.title.includes('机密'), false);
});

/** A page's content document, with whatever it does about a refusal. */
async function bareDocument(t: TestContext, room: string): Promise<RoomDocument> {
  const environment = testEnvironment();
  const tokens = new TokenKeeper(() => server.token(clerk), environment.monotonic);
  const url = `${server.url.replace('http', 'ws')}/ws`;
  const document = new RoomDocument({ url, room, part: 'content', tokens, environment });
  t.after(() => {
    document.close();
    tokens.close();
  });
  document.source.connect();
  await until(document, () => document.source.status === 'live');
  return document;
}

const meetingTitle = (document: RoomDocument): Y.Text => document.doc.getMap<Y.Text>('meeting').get('title')!;

test('where nobody can tell what the server refused, the words that it has not taken go, and all else is saved', async (t) => {
  const room = await newRoom();
  const document = await bareDocument(t, room);
  meetingTitle(document).insert(0, '（已存）');
  await until(document, () => document.source.unsaved === 0);
  document.clean = () => {
    takeOutUnsent(document.doc, ['meeting', 'topics'], document.source.known!);
    return collectedState(document.doc);
  };
  const former = document.doc;
  document.doc.getMap('meeting').set('number', '第7次');
  meetingTitle(document).insert(4, '机密★10年');
  await until(document, () => document.doc !== former);
  await until(document, () => document.source.status === 'live' && document.source.unsaved === 0);
  const other = await open(t, govClerk, room);
  await shows(other, () => other.content.meeting.number === '第7次');
  assert.ok(other.content.meeting.title.startsWith('（已存）'));
  assert.equal(other.content.meeting.title.includes('机密'), false);
});

test('a room in which nothing can be found to take out is never shut: it goes on as the server has it', async (t) => {
  const room = await newRoom();
  const document = await bareDocument(t, room);
  document.clean = () => undefined;
  document.unsavedTexts = () => [{ path: ['meeting', 'title'], text: '还没有存的文字' }];
  const former = document.doc;
  meetingTitle(document).insert(0, '机密★10年');
  await until(document, () => document.doc !== former);
  await until(document, () => document.source.status === 'live');
  assert.equal(meetingTitle(document).toJSON().includes('机密'), false);
  assert.deepEqual(
    document.leftovers.map(({ text }) => text),
    ['还没有存的文字'],
    'what may be of use stays on the page',
  );
  meetingTitle(document).insert(0, '（修订）');
  await until(document, () => document.source.unsaved === 0);
  const other = await open(t, govClerk, room);
  await shows(other, () => other.content.meeting.title.startsWith('（修订）'));
});

test('harmless words that would be refused as one string are saved like any others', async (t) => {
  const room = await newRoom();
  const session = await open(t, clerk, room);
  await status(session, 'live');
  const id = session.content.addTopic({ title: '（上午辛苦写的）' });
  await saved(session);
  session.content.titleOf(id)!.replace(0, 0, '会上：');
  session.content.notesOf(id)!.replace(0, 0, '严守**国家');
  await saved(session);
  session.content.notesOf(id)!.replace(6, 0, '秘密**，人人有责');
  await saved(session);
  assert.equal(session.sync.status, 'live');
  assert.deepEqual(session.markedTexts, []);
  const other = await open(t, govClerk, room);
  await shows(other, () => other.content.topic(id)?.notes === '严守**国家秘密**，人人有责');
});

test('time is the server’s, whatever the page’s own clock says', async (t) => {
  const room = await newRoom();
  await server.stop();
  await server.start('--clock', '2030-04-12T17:52:00+08:00');
  const session = await open(t, clerk, room);
  assert.equal(new Date(session.now()).toISOString().slice(0, 15), '2030-04-12T09:5');
});
