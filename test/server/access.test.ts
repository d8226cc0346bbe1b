import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import test from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Right } from '../../src/model/room.js';
import { TokenError } from '../../src/server/auth/authenticate.js';
import { createTokenVerifier } from '../../src/server/auth/token-verifier.js';
import { settle, until } from './page.js';
import { LU, ORIGIN, SECRET, SHEN, startServer, tokenFor, type ServerKit, type TokenOptions } from './server-kit.js';

const kit = startServer({ limits: { handshakesPerUser: 10_000 } });
test.before(async () => (await kit).createRoom('agenda/m1'));

/** The close code that an attempt to join ends with; 0 when it was served. */
async function attempt(options: TokenOptions & { token?: string; protocol?: string }, document = 'agenda/m1/content') {
  const page = await (await kit).page(LU, document, options);
  const code = page.synced ? 0 : page.closed!.code;
  page.close();
  return code;
}

test('a token is needed, and it has to be whole, in date, and meant for us', async () => {
  assert.equal(await attempt({}), 0);
  const good = (await tokenFor(LU)).split('.');
  const payload = Buffer.from(JSON.stringify({ sub: 'intruder' })).toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const refused: Record<string, TokenOptions & { token?: string }> = {
    empty: { token: '' },
    garbage: { token: 'abc' },
    unsigned: { token: `${none}.${good[1]!}.` },
    altered: { token: `${good[0]!}.${payload}.${good[2]!}` },
    'another key': { secret: new TextEncoder().encode('another secret, also of more than 32 bytes') },
    'another algorithm': { alg: 'HS512', secret: Buffer.alloc(64, 1) },
    expired: { expiresIn: -60 },
    'not yet': { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } },
    'another issuer': { claims: { iss: 'somebody' } },
    'another audience': { claims: { aud: 'somebody' } },
    'no expiry': { claims: { exp: undefined } },
    'no subject': { claims: { sub: undefined } },
    'half a character in the subject': { claims: { sub: 'u\ud800' } },
    'half a character in the name': { claims: { name: '\udc00' } },
    'a NUL in the name': { claims: { name: 'a\0b' } },
    'unknown office': { claims: { office: 'mayor' } },
    'too long': { claims: { padding: 'x'.repeat(9000) } },
  };
  for (const [what, options] of Object.entries(refused)) assert.equal(await attempt(options), 4401, what);
});

test('without a matching access a room is closed, whether or not it exists', async () => {
  assert.equal(await attempt({ access: { 'agenda/other': 'write' } }), 4403);
  assert.equal(await attempt({ access: { 'agenda/other': 'write' } }, 'agenda/none/content'), 4403);
  assert.equal(await attempt({ access: { '*': 'write', 'age*': 'write', 'agenda/m1': 'own' } }), 4403);
  assert.equal(await attempt({}, 'agenda/none/content'), 4404);
  assert.equal((await (await kit).storage.rooms()).length, 1, 'connecting makes no room');
});

test('the highest right of all matching lines counts', async () => {
  const page = await (
    await kit
  ).page(LU, 'agenda/m1/content', { access: { 'agenda/*': 'read', 'agenda/m*': 'write' } });
  assert.equal(page.hello?.right, 'write');
});

test('only the origins on the list may connect, to the letter', async () => {
  const server = await kit;
  const token = await tokenFor(LU);
  const foreign = ['null', `${ORIGIN}.evil.example`, `${ORIGIN}/`, ORIGIN.replace('http:', 'https:')];
  for (const other of [undefined, ...foreign]) {
    const page = await server.page(LU, 'agenda/m1/content', { token, origin: other });
    assert.equal(page.status, 403, String(other));
  }
});

test('a path that is not written exactly like a room does not exist', async () => {
  const server = await kit;
  const paths = [
    'agenda/m1',
    'agenda/m1/content/',
    'agenda/m1/content?x=1',
    'agenda/m1/content?token=abc',
    'agenda/M1/content',
    'agenda/m%31/content',
    'agenda/..%2fm1/content',
    'agenda/-m1/content',
    `agenda/${'m'.repeat(65)}/content`,
    'agenda/__proto__/content',
    'constructor/m1/content',
    'agenda/m1/meta',
  ];
  for (const path of paths) assert.equal((await server.page(LU, path)).status, 404, path);
});

test('a token in the query is accepted only where that is switched on', async () => {
  const server = await startServer({ allowsQueryToken: true });
  await server.createRoom('agenda/m1');
  const path = `agenda/m1/content?token=${await tokenFor(LU)}`;
  const page = await server.page(LU, path, { protocol: '' });
  assert.ok(page.synced);
  page.topics.set('a', 1);
  await until(() => page.received.filter((type) => type === '0.2').length === 1, 'the echo after the commit');
  assert.ok(
    server.logged.every((line) => !JSON.stringify(line).includes('eyJ')),
    'no token in any log',
  );
});

test('at its end a token closes the connection, and nothing is taken any more', async () => {
  const server = await kit;
  const page = await server.page(LU, 'agenda/m1/content', { expiresIn: 1 });
  assert.ok(page.synced);
  await page.closesWith(4401);
});

test('a new token on the live connection carries it on; another person or another right does not', async () => {
  const server = await kit;
  const page = await server.page(LU, 'agenda/m1/content', { expiresIn: 1 });
  page.renew(await tokenFor(LU));
  await settle(2200);
  page.topics.set('after the first token', 1);
  await until(() => page.acks.length === 2);

  page.renew(await tokenFor(SHEN));
  await page.closesWith(4401);
  const demoted = await server.page(LU, 'agenda/m1/content');
  demoted.renew(await tokenFor(LU, { access: { 'agenda/*': 'read' } }));
  await demoted.closesWith(4503);
  const expelled = await server.page(LU, 'agenda/m1/content');
  expelled.renew(await tokenFor(LU, { access: {} }));
  await expelled.closesWith(4403);
});

test('where the host wants to be asked, a right that it takes back ends the connection', async () => {
  let right: Right | undefined | Error = 'write';
  const authorize = () => (right instanceof Error ? Promise.reject(right) : Promise.resolve(right));
  const server = await startServer({ authorize, limits: { authorizeMs: 300 } });
  await server.createRoom('agenda/m1');
  const codes: number[] = [];
  for (const next of ['read', undefined, new Error('the host is down')] as const) {
    right = 'write';
    const page = await server.page(LU, 'agenda/m1/content');
    assert.equal(page.hello?.right, 'write');
    right = next;
    codes.push((await until(() => page.closed)).code);
  }
  assert.deepEqual(codes, [4503, 4403, 1013]);
  assert.equal((await server.page(LU, 'agenda/m1/content')).closed?.code, 1013);
});

test('a host that takes its time loses nobody a message, and one that never answers holds nobody up', async () => {
  let answers = true;
  const authorize = () =>
    new Promise<Right>((resolve) => {
      if (answers) setTimeout(() => resolve('write'), 250);
    });
  const server = await startServer({ authorize, limits: { authorizeWaitMs: 600 } });
  await server.createRoom('agenda/m1');
  // A page sends its first message as soon as the socket is open, and never again.
  const page = await server.page(LU, 'agenda/m1/content', { protocol: 'siban.plain' });
  assert.ok(page.synced);
  answers = false;
  assert.equal((await server.page(SHEN, 'agenda/m1/content')).closed?.code, 1013);
  const token = await tokenFor(SHEN);
  const record = await server.http('/api/rooms/agenda/m1/record', { token });
  assert.deepEqual(
    [record.status, ((await record.json()) as { type: string }).type],
    [503, 'urn:siban:problem:rights-unknown'],
  );
});

test('requests ask the host as well, at most once in its interval', async () => {
  const rights = new Map<string, Right>([['agenda/m1', 'read']]);
  let asked = 0;
  const authorize = (_: string, room: string) => {
    asked++;
    return Promise.resolve(rights.get(room));
  };
  const server = await startServer({ authorize, limits: { authorizeMs: 500 } });
  for (const room of ['agenda/m1', 'agenda/m2'] as const) await server.createRoom(room);
  const token = await tokenFor(LU);
  const status = async (path: string, body?: unknown) =>
    (await server.http(path, { token, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) })).status;
  for (let time = 0; time < 5; time++) assert.equal(await status('/api/rooms/agenda/m1/record'), 200);
  assert.equal(asked, 1);
  assert.equal(await status('/api/rooms/agenda/m2/record'), 403);
  assert.equal(await status('/api/rooms/agenda/m2/commands', {}), 403);
  const { rooms } = (await (await server.http('/api/rooms', { token })).json()) as { rooms: unknown[] };
  assert.deepEqual(rooms, [
    { room: 'agenda/m1', title: '第7次会议', office: 'cpc', kind: '县委常委会会议', right: 'read' },
  ]);
  const made = { room: 'agenda/m3', title: 't', office: 'cpc' };
  assert.equal(await status('/api/rooms', made), 403);
  rights.delete('agenda/m1');
  rights.set('agenda/m3', 'write');
  await settle(700);
  assert.equal(await status('/api/rooms/agenda/m1/record'), 403);
  assert.equal(await status('/api/rooms', made), 201);
});

test('keys come from a file or from the host, and a symmetric signature by a public key is none', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] };
  const host = createServer((_, response) => response.end(JSON.stringify(jwks))).listen(0, '127.0.0.1');
  await until(() => host.address());
  const options = { issuer: 'siban-host', audience: 'siban', maxBytes: 8192, now: Date.now };
  const url = new URL(`http://127.0.0.1:${(host.address() as AddressInfo).port}/jwks`);
  const claims = { sub: 'u1', name: '甲', office: 'cpc', iss: 'siban-host', aud: 'siban', exp: Date.now() / 1000 + 60 };
  const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(privateKey);
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .sign(Buffer.from(JSON.stringify(jwks)));
  for (const keys of [{ jwks }, { jwksUrl: url }]) {
    const authenticate = createTokenVerifier({ ...options, keys });
    assert.equal((await authenticate(token)).identity.id, 'u1');
    await assert.rejects(authenticate(forged), TokenError);
  }
  host.close();
  assert.throws(() => createTokenVerifier({ ...options, keys: { secret: SECRET.subarray(0, 31) } }), /32 bytes/);
});

test('limits on connections and handshakes turn away with a code after which pages try again', async () => {
  const server = await startServer({
    limits: { connectionsPerUser: 2, handshakesPerUser: 4, handshakeWindowMs: 60_000 },
  });
  await server.createRoom('agenda/m1');
  const codes = [];
  for (let n = 0; n < 5; n++) codes.push((await server.page(LU, 'agenda/m1/content')).closed?.code ?? 0);
  assert.deepEqual(codes, [0, 0, 4529, 4529, 4529]);
  assert.ok((await server.page(SHEN, 'agenda/m1/content')).synced, 'others are not concerned');
});

test('a flood of messages, or of requests for the state, ends the connection', async () => {
  const server = await kit;
  const flood = await server.page(LU, 'agenda/m1/content');
  for (let n = 0; n < 300; n++) flood.update(new Uint8Array([0, 0]));
  await flood.closesWith(4529);
  const storm = await server.page(LU, 'agenda/m1/content');
  for (let n = 0; n < 12; n++) storm.send(new Uint8Array([0, 0, 1, 0]));
  await storm.closesWith(4529);
  const text = await server.page(LU, 'agenda/m1/content');
  text.socket.send('text');
  await text.closesWith(4400);
});

test('a frame that declares a gigabyte closes its connection and nothing else', async () => {
  const server = await kit;
  const page = await server.page(LU, 'agenda/m1/content');
  const raw = (page.socket as unknown as { _socket: NodeJS.WritableStream })._socket;
  raw.write(Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]));
  await page.closesWith(1009);
  assert.equal(await attempt({}), 0);
});

test('requests whose headers never end are cut off, and broken ones answered', async () => {
  const server = await startServer({ limits: { headersMs: 500 } });
  const slow = connect(server.port, '127.0.0.1');
  slow.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX: ');
  slow.on('error', () => undefined).resume(); // cut off, as it should be
  await until(() => slow.destroyed || slow.readableEnded, 'still open');
  const broken = connect(server.port, '127.0.0.1');
  let answer = '';
  broken.on('data', (chunk) => (answer += String(chunk)));
  broken.write('\u0016\u0003 not http\r\n\r\n');
  await until(() => answer.startsWith('HTTP/1.1 400'));
});

async function untilSockets(server: ServerKit, count: number): Promise<void> {
  const open = async () => (await server.metrics.sockets.get()).values[0]!.value;
  for (let wait = 0; wait < 160 && (await open()) !== count; wait++) await settle(50);
  assert.equal(await open(), count);
}

test('sockets that say nothing, or half of something, are let go even when their peer reads nothing', async () => {
  const server = await startServer({ limits: { headersMs: 500 } });
  const sockets = Array.from({ length: 20 }, (_, index) => {
    // Without a listener for data the socket is never read, and never hears that the other side has ended.
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    if (index % 2 === 0) socket.write('GET /ws/agenda/x/content HTTP/1.1\r\nHost: a\r\n');
    return socket;
  });
  await untilSockets(server, 20);
  await untilSockets(server, 0);
  for (const socket of sockets) socket.destroy();
});

test('one address holds only so many sockets, and asks only so often, before anybody knows who it is', async () => {
  const limits = { plainPerAddress: 5, addressRequestsPerSecond: 1, addressRequestBurst: 10 };
  const server = await startServer({ limits });
  await server.createRoom('agenda/m1');
  const sockets = Array.from({ length: 12 }, () => connect(server.port, '127.0.0.1').on('error', () => undefined));
  for (const socket of sockets) socket.resume();
  await until(() => sockets.filter((socket) => socket.destroyed || socket.readableEnded).length === 7);
  for (const socket of sockets) socket.destroy();
  await untilSockets(server, 0);
  for (let page = 0; page < 7; page++) assert.ok((await server.page(LU, 'agenda/m1/content')).synced, 'joined: no cap');

  const statuses: number[] = [];
  for (let time = 0; time < 12; time++) {
    const answer = await server.http('/api/config', { token: 'forged' });
    statuses.push(answer.status);
    if (answer.status === 429) assert.equal(answer.headers.get('retry-after'), '1');
    await answer.text();
  }
  assert.deepEqual([statuses[0], statuses[9], statuses[11]], [401, 401, 429]);
});
