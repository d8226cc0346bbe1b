import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_SETTINGS, effectiveSettings } from '../../src/model/settings.js';
import { settingsHash } from '../../src/record/seal.js';
import { systemClock } from '../../src/server/clock.js';
import { until } from './page.js';
import { LEADER, LU, ORIGIN, SHEN, startServer, tokenFor, type TestPerson } from './server-kit.js';

const kit = startServer({ clock: systemClock(Date.parse('2024-04-12T09:52:00.000Z')) });

async function post(person: TestPerson, body: unknown, options = {}): Promise<[number, string]> {
  const response = await (
    await kit
  ).http('/api/rooms', {
    method: 'POST',
    token: await tokenFor(person, options),
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { type?: string; room?: string };
  return [response.status, answer.room ?? answer.type?.replace('urn:siban:problem:', '') ?? ''];
}

test('liveness, readiness, time and metrics need no token', async () => {
  const server = await kit;
  assert.deepEqual(await (await server.http('/healthz')).json(), { status: 'alive' });
  assert.deepEqual(await (await server.http('/readyz')).json(), { status: 'ready' });
  const { now } = (await (await server.http('/api/time')).json()) as { now: string };
  assert.match(now, /^2024-04-12T09:5\d:\d\d\.\d{3}Z$/);
  const metrics = await (await server.http('/metrics')).text();
  for (const name of ['siban_connections', 'siban_refusals_total', 'siban_commit_seconds_bucket']) {
    assert.ok(metrics.includes(name), name);
  }
});

test('the settings in force are answered with the hash that entries name', async () => {
  const server = await kit;
  assert.equal((await server.http('/api/config')).status, 401);
  const answer = await server.http('/api/config', { token: await tokenFor(LU), headers: { origin: ORIGIN } });
  const settings = effectiveSettings(DEFAULT_SETTINGS);
  assert.deepEqual(await answer.json(), { settings, hash: settingsHash(settings) });
  assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
  assert.ok((await server.storage.settings(settingsHash(settings)))?.includes('Asia/Shanghai'));
});

test('a room is made by its own office, by somebody who prepares meetings, under a name that is free', async () => {
  const room = { room: 'agenda/new', title: '第8次常委会会议', office: 'cpc', kind: '县委常委会会议' };
  assert.deepEqual(await post(SHEN, room), [403, 'forbidden']);
  assert.deepEqual(await post(LEADER, room), [403, 'forbidden']);
  assert.deepEqual(await post(LU, room, { access: { 'agenda/*': 'read' } }), [403, 'forbidden']);
  assert.deepEqual(await post(LU, { ...room, title: '绝密★启用前' }), [422, 'secrecy-mark']);
  assert.deepEqual(await post(LU, { ...room, room: 'agenda/New' }), [400, 'malformed']);
  assert.deepEqual(await post(LU, { ...room, room: 'draft/new' }), [400, 'malformed']);
  assert.deepEqual(await post(LU, { ...room, office: 'unit' }), [400, 'malformed']);
  assert.deepEqual(await post(LU, { ...room, title: ' ' }), [400, 'malformed']);
  assert.deepEqual(await post(LU, { ...room, form: 'agenda/old' }), [400, 'malformed']);
  assert.deepEqual(await post(LU, { ...room, from: 'no room' }), [400, 'malformed']);
  assert.deepEqual(await post(LU, { ...room, from: 'agenda/old' }), [404, 'not-found']);
  for (const broken of ['a\0b', 'a\ud800']) {
    assert.deepEqual(await post(LU, { ...room, title: broken }), [400, 'malformed']);
    assert.deepEqual(await post(LU, { ...room, kind: broken }), [400, 'malformed']);
  }
  assert.deepEqual(await (await kit).storage.rooms(), []);

  assert.deepEqual(await post(LU, room), [201, 'agenda/new']);
  assert.deepEqual(await post(LU, room), [422, 'room-exists']);
  const [founding] = await (await kit).storage.entries('agenda/new');
  assert.deepEqual([founding!.by.id, founding!.type], ['u-lu', 'room.created']);
  assert.deepEqual(await post(LU, { ...room, room: 'agenda/next', from: 'agenda/new' }), [201, 'agenda/next']);
  assert.equal((await (await kit).storage.entries('agenda/next'))[0]!.payload!['from'], 'agenda/new');
  const page = await (await kit).page(LU, 'agenda/new/content');
  assert.equal(page.doc.getMap('meeting').get('hostOffice'), 'cpc');
});

test('a pool is made by the office that it is named after', async () => {
  const pool = { title: '议题库', office: 'cpc' };
  assert.deepEqual(await post(LU, { ...pool, room: 'agenda/pool-gov' }), [403, 'forbidden']);
  assert.deepEqual(await post(LU, { ...pool, room: 'agenda/pool-x' }), [403, 'forbidden']);
  assert.deepEqual(await post(SHEN, { ...pool, office: 'gov', room: 'agenda/pool-cpc' }), [403, 'forbidden']);
  assert.deepEqual(await post(LU, { ...pool, room: 'agenda/pool-cpc' }), [201, 'agenda/pool-cpc']);
});

test('the list of rooms holds what the token opens and nothing else', async () => {
  const server = await startServer();
  for (const room of ['agenda/a1', 'agenda/a2', 'agenda/b1'] as const) await server.createRoom(room);
  const list = async (access: Record<string, string>, query = '') => {
    const answer = await server.http(`/api/rooms${query}`, { token: await tokenFor(LU, { access }) });
    const { rooms } = (await answer.json()) as { rooms: { room: string; right: string }[] };
    return rooms.map(({ room, right }) => `${room} ${right}`);
  };
  assert.deepEqual(await list({ 'agenda/a*': 'read', 'agenda/a2': 'write' }), ['agenda/a1 read', 'agenda/a2 write']);
  assert.deepEqual(await list({ 'agenda/*': 'write' }, '?kind=draft'), []);
  assert.equal((await server.http('/api/rooms?kind=x', { token: await tokenFor(LU) })).status, 400);
});

test('entries are answered by range with the head, to those who may read the room', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const path = '/api/rooms/agenda/m1/record';
  const token = await tokenFor(LU, { access: { 'agenda/m1': 'read' } });
  const [founding] = await server.storage.entries('agenda/m1');
  const head = { seq: 1, hash: founding!.hash, epoch: 'epoch-of-tests', generation: 1 };
  const whole = { room: 'agenda/m1', from: 1, to: 1, entries: [founding], head };
  assert.deepEqual(await (await server.http(path, { token })).json(), whole);
  const none = { room: 'agenda/m1', from: 2, to: 1, entries: [], head };
  assert.deepEqual(await (await server.http(`${path}?from=2&to=9`, { token })).json(), none);
  assert.equal((await server.http(`${path}?from=-1`, { token })).status, 400);
  assert.equal((await server.http(path)).status, 401);
  assert.equal((await server.http('/api/rooms/agenda/m2/record', { token })).status, 403);
});

test('what is at no path of ours is not found, and too many requests of one person are turned away', async () => {
  const server = await startServer({ limits: { requestBurst: 3, requestsPerSecond: 1 } });
  for (const path of [
    '/',
    '/api/rooms/agenda/m1',
    '/api/rooms/agenda/m%31/record',
    '/api/time/',
    '/ws/agenda/m1/content',
  ]) {
    assert.equal((await server.http(path)).status, 404, path);
  }
  const token = await tokenFor(LU);
  const answers = await Promise.all(Array.from({ length: 5 }, () => server.http('/api/config', { token })));
  const late = answers.find(({ status }) => status === 429)!;
  assert.equal(late.headers.get('retry-after'), '1');
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
});

test('what goes wrong under /api can be read by a page, and a HEAD is answered like a GET without a body', async () => {
  const server = await kit;
  const headers = { origin: ORIGIN };
  const missing = await server.http('/api/none', { headers });
  assert.deepEqual([missing.status, missing.headers.get('access-control-allow-origin')], [404, ORIGIN]);
  assert.equal((await server.http('/api/none', { headers: { origin: 'http://evil.example' } })).status, 403);
  const head = await server.http('/healthz', { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '18', '']);
});

test('counters tell refusals apart by reason, and logs carry ids only', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const page = await server.page(LU, 'agenda/m1/content');
  page.topics.set('公开的标题', '绝密★启用前');
  await page.closesWith(4451);
  await until(() => server.logged.some((line) => line['reason'] === 'secrecy-mark'));
  const text = await (await server.http('/metrics')).text();
  assert.match(text, /siban_refusals_total\{reason="secrecy-mark"\} 1/);
  assert.match(text, /siban_closes_total\{code="4451"\} 1/);
  const log = JSON.stringify(server.logged);
  for (const secret of ['绝密', '标题', '陆知行', 'eyJ']) assert.ok(!log.includes(secret), secret);
});
