import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { readToken, TokenError, tokenFromUrl, TokenKeeper } from '../../src/sync/token.js';
import { tokenOf, unsignedToken } from './test-environment.js';

const isFault =
  (fault: string) =>
  (error: unknown): boolean =>
    error instanceof TokenError && error.fault === fault;

test('a token says who somebody is, in any script', () => {
  const token = unsignedToken({
    sub: 'u1',
    name: '陆知行',
    office: 'cpc',
    roles: ['clerk', 'emperor'],
    access: [{ room: 'agenda/*', right: 'write' }, { room: 'agenda/*', right: 'own' }, 7],
    iat: 100,
    exp: 700,
  });
  assert.deepEqual(readToken(token), {
    identity: {
      id: 'u1',
      name: '陆知行',
      office: 'cpc',
      roles: ['clerk'],
      access: [{ room: 'agenda/*', right: 'write' }],
    },
    life: 600_000,
  });
});

test('what is no token, or names nobody, is said to be unreadable', () => {
  for (const wrong of [
    '',
    'abc',
    'a.b.c',
    unsignedToken({ office: 'cpc' }),
    unsignedToken({ sub: 'u', office: '县委办' }),
  ]) {
    assert.throws(() => readToken(wrong), isFault('unreadable'));
  }
});

test('a token without the time of its issue is not renewed by the clock', () => {
  assert.equal(readToken(unsignedToken({ sub: 'u', office: 'cpc', exp: 700 })).life, null);
});

test('token-src may answer with JSON or with the bare token, and every other answer has its meaning', async (t) => {
  const answers: Record<string, [number, string]> = {
    '/json': [200, '{"token":"abc"}'],
    '/text': [200, 'abc\n'],
    '/out': [401, ''],
    '/broken': [500, ''],
    '/empty': [200, '{}'],
  };
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url!]!;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  assert.equal(await tokenFromUrl(`${base}/json`, fetch)(), 'abc');
  assert.equal(await tokenFromUrl(`${base}/text`, fetch)(), 'abc');
  await assert.rejects(tokenFromUrl(`${base}/out`, fetch)(), isFault('sign-in'));
  await assert.rejects(tokenFromUrl(`${base}/broken`, fetch)(), isFault('unreachable'));
  await assert.rejects(tokenFromUrl(`${base}/empty`, fetch)(), isFault('unreadable'));
  await assert.rejects(tokenFromUrl('http://127.0.0.1:1/', fetch)(), isFault('unreachable'));
});

test('callers at once share one question, and a token is asked for again only when it has run out', async () => {
  let asked = 0;
  let now = 0;
  const keeper = new TokenKeeper(
    () => Promise.resolve(tokenOf(`u${asked++}`, 60)),
    () => now,
  );
  const [a, b] = await Promise.all([keeper.token(), keeper.token()]);
  assert.equal(a, b);
  now = 59_999;
  assert.equal(await keeper.token(), a);
  now = 60_000;
  assert.notEqual(await keeper.token(), a);
  assert.equal(asked, 2);
  assert.equal(keeper.identity?.id, 'u1');
  keeper.close();
});

test('a token is renewed before it runs out, and whoever holds it is told', async () => {
  const keeper = new TokenKeeper(
    () => Promise.resolve(tokenOf('u', 0.05)),
    () => performance.now(),
  );
  await keeper.token();
  await new Promise<void>((resolve) => keeper.onRenewed(resolve));
  keeper.close();
});

test('a provider that throws is a host out of reach', async () => {
  const keeper = new TokenKeeper(
    () => Promise.reject(new Error('no network')),
    () => 0,
  );
  await assert.rejects(keeper.token(), isFault('unreachable'));
  keeper.close();
});
