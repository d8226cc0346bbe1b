import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { ServerConnection } from '../../src/sync/server-connection.js';
import { TokenError, tokenFromUrl, type TokenProvider } from '../../src/sync/token.js';
import { testEnvironment, until } from './test-environment.js';

const NOWHERE = 'http://127.0.0.1:9';

function connect(provider: TokenProvider, server = NOWHERE): ServerConnection {
  return new ServerConnection({ server, provider, environment: testEnvironment() });
}

test('a portal whose token address gives no answer is not taken for a room that was never opened', async () => {
  const connection = connect(tokenFromUrl(`${NOWHERE}/token`, fetch));
  void connection.openAgenda('agenda/m1');
  await until(connection, () => connection.opening.status === 'offline');
  assert.equal(connection.opening.reason, 'sign-in-unreachable');
  connection.close();
});

test('the same while the sync server answers, and when the portal answers again the page goes on', async () => {
  let asked = 0;
  const server = createServer((_request, response) => void response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connection = connect(
    () => Promise.reject(new TokenError('unreachable', String(++asked))),
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  void connection.openAgenda('agenda/m1');
  await until(connection, () => connection.opening.status === 'offline');
  assert.equal(connection.opening.reason, 'sign-in-unreachable');
  const before = asked;
  await until(connection, () => asked > before);
  connection.close();
  server.close();
});

test('a portal that takes the question and never answers is said after a while, and is still waited for', async () => {
  let answer: (token: string) => void = () => undefined;
  const connection = connect(() => new Promise((resolve) => (answer = resolve)));
  void connection.openAgenda('agenda/m1');
  await until(connection, () => connection.opening.status === 'offline');
  assert.equal(connection.opening.reason, 'sign-in-unreachable');
  answer('no token at all');
  await until(connection, () => connection.opening.status === 'refused');
  assert.equal(connection.opening.reason, 'token');
  connection.close();
});
