import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import type { Office } from '../../src/model/offices.js';
import { BEARER_PREFIX, SUBPROTOCOL } from '../../src/protocol/messages.js';
import { ChildServer } from './child-server.js';
import type { Seat } from './light-client.js';
import { ORIGIN } from './light-socket.js';
import type { RunPlace, Target } from './target.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const BUILD_DIR = join(PROJECT, 'test-results/bench-build');
/** As many people as a round may seat; each has a token of their own, made before anything is measured. */
const PEOPLE = 1000;
const OFFICES: readonly Office[] = ['cpc', 'npc', 'gov', 'cppcc'];

/**
 * Compiles the server, so that no loader runs inside what is measured. Type errors are the linter's business: the
 * compiler writes its output all the same.
 */
export function buildSiban(): void {
  console.error('Compiling siban …');
  const compiler = join(PROJECT, 'node_modules/typescript/bin/tsc');
  const options = ['-p', 'tsconfig.server.json', '--outDir', BUILD_DIR, '--declaration', 'false', '--noCheck'];
  execFileSync(process.execPath, [compiler, ...options], { cwd: PROJECT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!existsSync(join(BUILD_DIR, 'cli/main.js'))) throw new Error('src/cli/main.ts is missing: nothing to measure');
}

/**
 * `siban serve` as an operator runs it: SQLite file with synchronous=FULL, tokens, rights, all limits at their
 * defaults. Its people speak siban.v1 and get an acknowledgement for each edit.
 */
export async function startSiban(place: RunPlace): Promise<Target> {
  const secret = randomBytes(32).toString('hex');
  const secretFile = join(place.dataDir, 'secret');
  writeFileSync(secretFile, secret, { mode: 0o600 });
  const profiling = place.profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${place.profileDir}`];
  const serve = ['--data', join(place.dataDir, 'siban.db'), '--secret-file', secretFile, '--origin', ORIGIN];
  const server = await ChildServer.start('siban', (port) => [
    ...profiling,
    join(BUILD_DIR, 'cli/main.js'),
    'serve',
    '--port',
    String(port),
    ...serve,
  ]);
  const tokens = await Promise.all(Array.from({ length: PEOPLE }, (_, person) => tokenFor(person, secret)));
  return {
    name: 'siban',
    pid: server.pid,
    keepsContent: true,
    openRooms: (count) => Promise.all(Array.from({ length: count }, () => createRoom(server.port, tokens[0]!))),
    seat: (room, person): Seat => ({
      port: server.port,
      path: `/ws/${room}/content`,
      protocols: [SUBPROTOCOL.extended, BEARER_PREFIX + tokens[person]!],
      room,
      dialect: 'y-websocket',
    }),
    stop: () => server.stop(),
  };
}

function tokenFor(person: number, secret: string): Promise<string> {
  return new SignJWT({
    name: `科员${person}`,
    office: OFFICES[person % OFFICES.length]!,
    roles: ['clerk'],
    access: [{ room: 'agenda/*', right: 'write' }],
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`bench-${person}`)
    .setIssuer('siban-host')
    .setAudience('siban')
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(secret));
}

/** Rooms are made by command alone; connecting to an unknown one is refused. */
async function createRoom(port: number, token: string): Promise<string> {
  const room = `agenda/bench-${randomBytes(6).toString('hex')}`;
  const response = await fetch(`http://127.0.0.1:${port}/api/rooms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ room, title: '测量用会议', office: OFFICES[0], kind: '' }),
  });
  if (!response.ok) throw new Error(`siban did not make ${room}: ${response.status} ${await response.text()}`);
  return room;
}
