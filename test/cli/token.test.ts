import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeJwt } from 'jose';
import { token } from '../../src/cli/token.js';
import { readClaims } from '../../src/server/auth/read-claims.js';
import { runCommand, temporaryFolder } from './command-line.js';

const folder = temporaryFolder();
const secret = folder.write('secret', 'a secret of more than thirty-two bytes');

function issue(...args: string[]) {
  const who = { '--sub': 'u1', '--name': '陆知行', '--office': 'cpc', '--role': 'clerk' };
  const given = Object.entries(who).filter(([option]) => !args.includes(option));
  return runCommand(token, ['--secret-file', secret, ...given.flat(), ...args]);
}

test('every rule of a token that is printed can match a room', async () => {
  const rules = ['agenda/*:write', 'agenda/m1:read', 'agenda/probe*:suggest', 'draft/x_1*:read'];
  const { code, out } = await issue(...rules.flatMap((rule) => ['--access', rule]));
  assert.equal(code, 0);
  const { access } = readClaims(decodeJwt(out.trim()));
  assert.deepEqual(
    access.map(({ room, right }) => `${room}:${right}`),
    rules,
  );
});

test('a rule that would open nothing is refused', async () => {
  const useless = [
    'agendas/*:write',
    'agenda:write',
    '*:write',
    'agenda/:write',
    'agenda/M1:write',
    'agenda/-x:write',
    'agenda/m*1:write',
    `agenda/${'m'.repeat(65)}:write`,
    'agenda/*:own',
    'agenda/*',
    'agenda/*:write:read',
  ];
  for (const rule of useless) {
    const { code, out, err } = await issue('--access', rule);
    assert.deepEqual([code, out], [2, ''], rule);
    assert.match(err, /matches no room/);
  }
});

test('a person whom no server would accept gets no token', async () => {
  for (const option of ['--sub', '--name']) {
    assert.equal((await issue(option, '字'.repeat(200))).code, 0);
    const { code, err } = await issue(option, 'x'.repeat(201));
    assert.equal(code, 2);
    assert.match(err, new RegExp(`${option} is too long`));
    assert.equal((await issue(option, 'a\ud800')).code, 2);
  }
});
