import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import { approvedContent, type TopicId } from '../../src/model/agenda/topic.js';
import type { Command } from '../../src/model/command.js';
import type { SealedEntry } from '../../src/model/entry.js';
import type { JsonObject } from '../../src/model/json.js';
import { contentDigest } from '../../src/record/seal.js';
import { verifyChain } from '../../src/record/verify.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { readHead, readTail, readAuthor, recordRoots } from '../../src/store/record-document.js';
import { readTopic } from '../../src/store/topic-map.js';
import { faultyStorage, type FaultyStorage } from './faulty-storage.js';
import { settle, until, type Page } from './page.js';
import {
  DIRECTOR,
  LEADER,
  LU,
  ORIGIN,
  SHEN,
  startServer,
  tokenFor,
  type ServerKit,
  type TestPerson,
} from './server-kit.js';

let ids = 0;
const randomId = (): string => `id-${String(++ids).padStart(16, '0')}`;

interface Answer {
  readonly status: number;
  readonly body: SealedEntry & { readonly type: string; readonly [key: string]: unknown };
}

/** A room with one topic in it, and the storage behind made to fail on demand. */
async function roomWithTopic() {
  let storage: FaultyStorage | undefined;
  const server = await startServer({ wrap: (inner) => (storage = faultyStorage(inner)) });
  await server.createRoom('agenda/m1');
  const page = await server.page(LU, 'agenda/m1/content');
  const store = new AgendaStore(page.doc, { randomId });
  const topic = store.addTopic({ title: '关于乡村道路的议题', proposer: '交通局', sponsor: '高远' });
  const expected = page.acks.length + 1;
  await until(() => page.acks.length >= expected && page.acks.length >= 2);
  await settle(30);
  return { server, storage: storage!, page, store, topic };
}

function command(page: Page, topic: TopicId, more: Partial<Command> = {}): Command {
  const content = readTopic(page.doc, topic);
  return {
    id: randomId(),
    type: 'topic.submit',
    subject: topic,
    payload: {},
    basis: null,
    seen: content ? contentDigest(approvedContent(content)) : null,
    authoredAt: '2024-04-12T09:52:00.000Z',
    offline: false,
    witness: null,
    ...more,
  };
}

async function send(server: ServerKit, person: TestPerson, body: unknown, room = 'agenda/m1'): Promise<Answer> {
  const response = await server.http(`/api/rooms/${room}/commands`, {
    method: 'POST',
    token: await tokenFor(person),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

test('a room begins with its sealed founding, published as it is stored', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1', 'gov', '县政府常务会议');
  const [founding, ...more] = await server.storage.entries('agenda/m1');
  assert.deepEqual(more, []);
  assert.equal(founding!.type, 'room.created');
  assert.deepEqual(
    [founding!.payload!['office'], founding!.payload!['kind'], founding!.subject],
    ['gov', '县政府常务会议', 'room'],
  );
  const { doc } = await server.page(SHEN, 'agenda/m1/record');
  assert.deepEqual(
    readTail(doc).map((text) => JSON.parse(text) as unknown),
    [founding],
  );
  assert.deepEqual(readHead(doc), { seq: 1, hash: founding!.hash, epoch: 'epoch-of-tests', generation: 1 });
});

test('a command is sealed, stored and told to every page', async () => {
  const { server, page, topic } = await roomWithTopic();
  const record = await server.page(SHEN, 'agenda/m1/record');
  const { status, body } = await send(server, LU, command(page, topic));
  assert.equal(status, 201, JSON.stringify(body));
  assert.deepEqual([body.seq, body.by.name, body.outcome], [2, '陆知行', 'stands']);
  assert.equal(body.snapshot!['title'], '关于乡村道路的议题');
  await until(() => readHead(record.doc)?.seq === 2);
  assert.deepEqual(JSON.parse(readTail(record.doc)[1]!), body);
  const entries = await server.storage.entries('agenda/m1');
  assert.ok(verifyChain(entries, 'agenda/m1').ok);
  assert.deepEqual(entries[1], body);
});

test('a command given offline is sealed as late, with the time of its giving beside the server’s own', async () => {
  const { server, page, topic } = await roomWithTopic();
  const authoredAt = '2024-04-11T01:02:03.004Z';
  const given = command(page, topic, { offline: true, authoredAt });
  const { status, body } = await send(server, LU, given);
  assert.equal(status, 201);
  assert.deepEqual([body.late, body.authoredAt], [true, authoredAt]);
  assert.ok(body.at > authoredAt);
  const [, stored] = await server.storage.entries('agenda/m1');
  assert.deepEqual([stored!.late, stored!.authoredAt, stored!.at], [true, authoredAt, body.at]);
  assert.equal((await send(server, LU, given)).status, 200);
  assert.equal((await send(server, LU, { ...given, offline: false })).body.type, 'urn:siban:problem:id-reused');
});

test('that a mark is none is sealed with its reason; a reason that carries one is refused', async () => {
  const { server, page, topic } = await roomWithTopic();
  const payload = { field: 'title', level: 'secret', reason: '是单位名称中的字，不是密级' };
  const dismissal = { type: 'marking.dismiss', payload, seen: null };
  const { status, body } = await send(server, SHEN, command(page, topic, dismissal));
  assert.deepEqual([status, body.type, body.payload], [201, 'marking.dismiss', payload]);
  assert.equal((await send(server, SHEN, command(page, topic, { ...dismissal, subject: 'room' }))).status, 201);
  const marked = command(page, topic, { ...dismissal, payload: { ...payload, reason: '（机密）' } });
  assert.equal((await send(server, SHEN, marked)).body.type, 'urn:siban:problem:secrecy-mark');
  const bare = command(page, topic, { ...dismissal, payload: { ...payload, level: '机密' } });
  assert.equal((await send(server, SHEN, bare)).status, 400);
  const guest = { ...SHEN, roles: ['guest'] as const };
  assert.equal((await send(server, guest, command(page, topic, dismissal))).status, 403);
});

test('the same command again is answered with the same entry; its id with another body is refused', async () => {
  const { server, page, topic } = await roomWithTopic();
  const sent = command(page, topic);
  const first = await send(server, LU, sent);
  const again = await send(server, LU, sent);
  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.deepEqual(again.body, first.body);
  const other = await send(server, LU, { ...sent, authoredAt: '2024-04-12T09:53:00.000Z' });
  assert.deepEqual([other.status, other.body.type], [422, 'urn:siban:problem:id-reused']);
  assert.equal((await server.storage.entries('agenda/m1')).length, 2);
});

test('an approval of a text that changed meanwhile is refused with the text as it is', async () => {
  const { server, page, store, topic } = await roomWithTopic();
  const sent = command(page, topic);
  store.titleOf(topic)!.replace(0, 2, '有关');
  await until(() => page.acks.length >= 3);
  await settle(30);
  const { status, body } = await send(server, LU, sent);
  assert.deepEqual([status, body.type], [409, 'urn:siban:problem:content-changed']);
  const current = body['current'] as { content: JsonObject; digest: string };
  assert.equal(current.content['title'], '有关乡村道路的议题');
  assert.equal((await send(server, LU, { ...sent, seen: current.digest })).status, 201);
});

test('of two commands that did not see each other the first stands, the second is sealed as contested', async () => {
  const { server, page, topic } = await roomWithTopic();
  await send(server, LU, command(page, topic));
  const basis = (await server.storage.entries('agenda/m1'))[1]!.id;
  const answers = await Promise.all([
    send(server, LEADER, command(page, topic, { type: 'topic.leaderSign', basis })),
    send(server, DIRECTOR, command(page, topic, { type: 'topic.return', basis, payload: { reason: '材料不全' } })),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201],
    JSON.stringify(answers),
  );
  assert.deepEqual(answers.map(({ body }) => body.outcome).sort(), ['contested', 'stands']);
  const newest = answers.find(({ body }) => body.outcome === 'contested')!.body;
  const next = command(page, topic, { type: 'topic.review', basis: newest.id });
  const refused = await send(server, DIRECTOR, next);
  assert.deepEqual([refused.status, refused.body.type], [409, 'urn:siban:problem:conflict-open']);
});

test('a command whose commit fails is answered 503, seals nothing, and may be sent again', async () => {
  const { server, storage, page, topic } = await roomWithTopic();
  const record = await server.page(SHEN, 'agenda/m1/record');
  const sent = command(page, topic);
  storage.failCommit(1);
  assert.equal((await send(server, LU, sent)).status, 503);
  assert.equal(readHead(record.doc)?.seq, 1);
  const again = await send(server, LU, sent);
  assert.deepEqual([again.status, again.body.seq], [201, 2]);
  await until(() => readHead(record.doc)?.seq === 2);
  assert.equal(readTail(record.doc).length, 2);
});

test('who wrote a character is published with the character', async () => {
  const { server, page } = await roomWithTopic();
  const record = await server.page(SHEN, 'agenda/m1/record');
  const author = (client: number) => readAuthor(recordRoots(record.doc).authors.get(String(client)));
  assert.deepEqual(author(page.doc.clientID), { id: 'u-lu', name: '陆知行', office: 'cpc' });
  const shen = await server.page(SHEN, 'agenda/m1/content');
  assert.equal(author(shen.doc.clientID), undefined);
  shen.topics.set('x', 1);
  await until(() => author(shen.doc.clientID)?.id === 'u-shen');
});

test('over a restart the record document is the same byte for byte, and pages that stayed open go on', async () => {
  const { server, page, topic } = await roomWithTopic();
  await send(server, LU, command(page, topic));
  const open = await server.page(SHEN, 'agenda/m1/record');
  const before = Y.encodeStateAsUpdate(open.doc);
  await server.close();

  const again = await startServer({ file: server.file });
  const fresh = await again.page(SHEN, 'agenda/m1/record');
  assert.deepEqual(Y.encodeStateAsUpdate(fresh.doc), before);
  const back = await again.page(SHEN, 'agenda/m1/record', { doc: open.doc });
  const basis = (await again.storage.entries('agenda/m1'))[1]!.id;
  const signed = await send(again, LEADER, command(page, topic, { type: 'topic.leaderSign', basis }));
  assert.equal(signed.status, 201, JSON.stringify(signed.body));
  await until(() => readHead(back.doc)?.seq === 3);
  assert.equal(readTail(back.doc).length, 3, 'every entry once');
});

test('a long record document gets a checkpoint, and is the same from it byte for byte', async () => {
  const server = await startServer({ limits: { checkpointRows: 10 } });
  await server.createRoom('agenda/m1');
  const page = await server.page(LU, 'agenda/m1/content');
  const store = new AgendaStore(page.doc, { randomId });
  const topic = store.addTopic({ title: '甲' });
  await until(() => page.acks.length >= 2);
  const open = await server.page(SHEN, 'agenda/m1/record');
  for (let count = 0; count < 25; count++) {
    const sent = command(page, topic, { type: 'material.receive', payload: { material: `${count}` }, seen: null });
    assert.equal((await send(server, LU, sent)).status, 201);
  }
  await until(() => readHead(open.doc)?.seq === 26);
  const before = Y.encodeStateAsUpdate(open.doc);
  await server.close();

  const again = await startServer({ file: server.file, limits: { checkpointRows: 10 } });
  const { checkpoint, updates } = await again.storage.document('agenda/m1/record');
  assert.ok(checkpoint !== null && updates.length <= 11, `${updates.length} rows after the checkpoint`);
  const fresh = await again.page(SHEN, 'agenda/m1/record');
  assert.deepEqual(Y.encodeStateAsUpdate(fresh.doc), before);
  const back = await again.page(SHEN, 'agenda/m1/record', { doc: open.doc });
  const more = command(page, topic, { type: 'material.receive', payload: { material: 'more' }, seen: null });
  assert.equal((await send(again, LU, more)).status, 201);
  await until(() => readHead(back.doc)?.seq === 27);
  assert.equal(readTail(back.doc).length, 27, 'every entry once');
});

test('a page that has seen more than the record holds is answered 409, and it is logged', async () => {
  const { server, page, topic } = await roomWithTopic();
  const witness = { seq: 9, hash: 'a'.repeat(64), epoch: 'epoch-of-tests' };
  const { status, body } = await send(server, LU, command(page, topic, { witness }));
  assert.deepEqual([status, body.type], [409, 'urn:siban:problem:witness']);
  page.sendHello({ witness });
  await until(() => server.logged.some((line) => line['verdict'] === 'shortened' && line['audit'] === true));
});

test('the highest head that each office has verified is kept', async () => {
  const { server, page, topic } = await roomWithTopic();
  const [founding] = await server.storage.entries('agenda/m1');
  const witness = { seq: 1, hash: founding!.hash, epoch: 'epoch-of-tests' };
  await send(server, LU, command(page, topic, { witness }));
  const kept = await server.storage.witnesses('agenda/m1');
  assert.deepEqual(
    kept.map(({ office, seq, hash, user }) => [office, seq, hash, user]),
    [['cpc', 1, founding!.hash, 'u-lu']],
  );
});

test('a head of another database, or one that this record never had, is not kept as a witness', async () => {
  const { server, page, topic } = await roomWithTopic();
  const [founding] = await server.storage.entries('agenda/m1');
  const invented = { seq: Number.MAX_SAFE_INTEGER, hash: 'a'.repeat(64), epoch: 'nowhere' };
  const receive = (material: string, witness: Command['witness']) =>
    send(server, LU, command(page, topic, { type: 'material.receive', payload: { material }, seen: null, witness }));
  assert.equal((await receive('a', invented)).status, 201);
  assert.equal((await receive('b', { seq: 1, hash: founding!.hash, epoch: 'nowhere' })).status, 201);
  assert.deepEqual(await server.storage.witnesses('agenda/m1'), []);
  assert.equal((await receive('c', { seq: 1, hash: founding!.hash, epoch: 'epoch-of-tests' })).status, 201);
  const kept = await server.storage.witnesses('agenda/m1');
  assert.deepEqual(
    kept.map(({ seq, hash, epoch }) => [seq, hash, epoch]),
    [[1, founding!.hash, 'epoch-of-tests']],
  );
});

test('a record that was tampered with makes its room read-only, and says so', async () => {
  const { server, page, topic } = await roomWithTopic();
  await send(server, LU, command(page, topic));
  await server.close();
  const { default: Database } = await import('libsql');
  const database = new Database(server.file);
  database.exec(
    `DROP TRIGGER record_is_not_changed; UPDATE record SET entry = replace(entry, '陆知行', '别人') WHERE seq = 2`,
  );
  database.close();

  const again = await startServer({ file: server.file });
  const writer = await again.page(LU, 'agenda/m1/content');
  assert.equal(writer.hello?.right, 'read');
  const answer = await send(again, LU, command(page, topic));
  assert.deepEqual([answer.status, answer.body.type], [409, 'urn:siban:problem:record-broken']);
  assert.ok(again.logged.some((line) => line['seq'] === 2 && line['audit'] === true));
});

test('when a room that is in use turns out to have a broken record, whoever writes there is sent away to read', async () => {
  const { server, storage, page, topic } = await roomWithTopic();
  await send(server, LU, command(page, topic));
  const shen = await server.page(SHEN, 'agenda/m1/content');
  const reader = await server.page(SHEN, 'agenda/m1/content', { access: { 'agenda/*': 'read' } });
  const { default: Database } = await import('libsql');
  const database = new Database(server.file);
  database.exec(
    `DROP TRIGGER record_is_not_changed; UPDATE record SET entry = replace(entry, '陆知行', '别人') WHERE seq = 2`,
  );
  database.close();
  const release = storage.holdCommits();
  storage.failCommit(1);
  page.topics.set('lost', 1);
  await settle();
  shen.topics.set('during', 1);
  release();
  await page.closesWith(4513);
  await shen.closesWith(4503);
  assert.equal(reader.closed, undefined);
  const back = await server.page(SHEN, 'agenda/m1/content');
  assert.deepEqual([back.hello?.right, back.topics.has('during')], ['read', false]);
  assert.ok(server.logged.some((line) => line['fault'] !== undefined && line['audit'] === true));
});

test('bodies that are no command are refused with what is wrong, and large ones unread', async () => {
  const { server, page, topic } = await roomWithTopic();
  const sent = command(page, topic);
  const cases: [unknown, number, string][] = [
    ['not json', 400, 'malformed'],
    [[], 400, 'malformed'],
    [{ ...sent, id: 'short' }, 400, 'malformed'],
    [{ ...sent, payload: { a: 0.5 } }, 400, 'malformed'],
    [{ ...sent, type: 'topic.unheard' }, 422, 'unknown-type'],
    [{ ...sent, subject: 'nothing' }, 422, 'unknown-subject'],
    [{ ...sent, payload: { note: 'x'.repeat(70_000) } }, 413, 'too-large'],
  ];
  for (const [body, status, type] of cases) {
    const answer = await send(server, LU, body);
    assert.deepEqual([answer.status, answer.body.type], [status, `urn:siban:problem:${type}`]);
    assert.ok(typeof answer.body['title'] === 'string');
  }
  const marked = command(page, topic, { type: 'topic.return', payload: { reason: '涉及机密★10年的内容' } });
  assert.equal((await send(server, DIRECTOR, marked)).body.type, 'urn:siban:problem:secrecy-mark');
  assert.equal((await server.storage.entries('agenda/m1')).length, 1);
});

test('commands need a token with access, and say nothing of rooms to those without', async () => {
  const { server, page, topic } = await roomWithTopic();
  const path = '/api/rooms/agenda/m1/commands';
  const body = JSON.stringify(command(page, topic));
  assert.equal((await server.http(path, { method: 'POST', body })).status, 401);
  for (const room of ['m1', 'none']) {
    const token = await tokenFor(LU, { access: { 'agenda/other': 'write' } });
    const answer = await server.http(`/api/rooms/agenda/${room}/commands`, { method: 'POST', body, token });
    assert.equal(answer.status, 403);
  }
  const unknown = await server.http('/api/rooms/agenda/none/commands', {
    method: 'POST',
    body,
    token: await tokenFor(LU),
  });
  assert.equal(unknown.status, 404);
  const foreign = { origin: 'http://evil.example' };
  assert.equal(
    (await server.http(path, { method: 'POST', body, token: await tokenFor(LU), headers: foreign })).status,
    403,
  );
  const preflight = await server.http(path, { method: 'OPTIONS', headers: { origin: ORIGIN } });
  assert.deepEqual(
    [preflight.status, preflight.headers.get('access-control-allow-origin'), preflight.headers.get('vary')],
    [204, ORIGIN, 'Origin'],
  );
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
});
