import assert from 'node:assert/strict';
import test from 'node:test';
import type { Command } from '../../src/model/command.js';
import { CommandClient } from '../../src/sync/command-client.js';
import { HttpClient } from '../../src/sync/http-client.js';
import { TokenError, TokenKeeper } from '../../src/sync/token.js';
import { tokenOf } from './test-environment.js';

const COMMAND: Command = {
  ...{ id: 'command-00000001', type: 'topic.submit', subject: 't1', payload: {}, basis: null, seen: null },
  ...{ authoredAt: '2024-04-12T09:52:00.000Z', offline: false, witness: null },
};

function client(answer: () => Promise<Response>, token = () => Promise.resolve(tokenOf('u1'))): CommandClient {
  const tokens = new TokenKeeper(token, () => 0);
  const commands = new CommandClient(new HttpClient('http://localhost', tokens, answer), 'agenda/m1');
  tokens.close();
  return commands;
}

const kinds = async (commands: CommandClient): Promise<string> => {
  const result = await commands.send(COMMAND);
  if (result.ok) return 'sealed';
  return result.problem?.type ?? 'no answer';
};

test('whatever happens on the way is told apart: sealed, refused, nobody signed in, and no answer', async () => {
  const body = (status: number, value: object): Response => new Response(JSON.stringify(value), { status });
  const sealed = { id: COMMAND.id, seq: 2 };
  assert.equal(await kinds(client(() => Promise.resolve(body(201, sealed)))), 'sealed');
  assert.equal(await kinds(client(() => Promise.resolve(body(200, sealed)))), 'sealed');
  const refusal = { type: 'urn:siban:problem:not-possible', status: 422, title: 'no' };
  assert.equal(await kinds(client(() => Promise.resolve(body(422, refusal)))), 'not-possible');
  const nobody = () => Promise.reject(new TokenError('sign-in', 'nobody is signed in'));
  assert.equal(await kinds(client(() => Promise.resolve(body(201, sealed)), nobody)), 'unauthenticated');
  const away = () => Promise.reject(new TokenError('unreachable', 'the portal does not answer'));
  assert.equal(await kinds(client(() => Promise.resolve(body(201, sealed)), away)), 'no answer');
  assert.equal(await kinds(client(() => Promise.reject(new TypeError('cut off')))), 'no answer');
});

test('an answer that is not about the command, or not from the server, is none', async () => {
  const answers = [
    new Response(JSON.stringify({ id: 'another-command-01', seq: 2 }), { status: 201 }),
    new Response('<html>sign in to the guest network</html>', { status: 200 }),
    new Response('{"id": "comm', { status: 201 }),
    new Response('Bad gateway', { status: 502 }),
  ];
  for (const answer of answers) assert.equal(await kinds(client(() => Promise.resolve(answer))), 'no answer');
});
