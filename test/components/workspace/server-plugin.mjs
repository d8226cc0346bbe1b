import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SignJWT } from 'jose';

const SECRET = 'a secret for tests that is long enough';

/**
 * A real `siban serve` for browser tests: `executeServerCommand('siban', { start: location.origin })` gives its address,
 * `{ token: person, seconds }` a token, `{ room, person }` makes a room. It ends with the run.
 */
export function serverPlugin() {
  let folder;
  let child;
  let address;

  async function start(origin) {
    folder = mkdtempSync(join(tmpdir(), 'siban-page-'));
    writeFileSync(join(folder, 'secret'), SECRET);
    const main = new URL('../../../src/cli/main.ts', import.meta.url).pathname;
    const files = ['--data', join(folder, 'siban.db'), '--secret-file', join(folder, 'secret')];
    child = spawn(
      process.execPath,
      ['--import', 'tsx', main, 'serve', '--port', '0', '--origin', origin, '--origin', 'missing', ...files],
      { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' } },
    );
    process.once('exit', stop);
    for await (const line of createInterface(child.stdout)) {
      const found = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
      if (found) {
        child.stdout.resume();
        return found;
      }
    }
    throw new Error('the server did not start');
  }

  function stop() {
    child?.kill('SIGKILL');
    if (folder) rmSync(folder, { recursive: true, force: true });
  }

  function token(person, seconds = 600) {
    return new SignJWT({
      name: person.name,
      office: person.office,
      roles: person.roles,
      access: [{ room: 'agenda/*', right: 'write' }],
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(person.id)
      .setIssuer('siban-host')
      .setAudience('siban')
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(new TextEncoder().encode(SECRET));
  }

  async function makeRoom(room, person) {
    const response = await fetch(`${await address}/api/rooms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token(person)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ room, title: '县委常委会第7次会议', office: person.office, kind: '县委常委会会议' }),
    });
    if (response.status !== 201) throw new Error(`${room} was not made: ${response.status}`);
  }

  return {
    name: 'siban-server',
    async executeCommand({ command, payload }) {
      if (command !== 'siban') return undefined;
      if (payload.start) return (address ??= start(payload.start));
      if (payload.token) return token(payload.token, payload.seconds);
      await makeRoom(payload.room, payload.person);
      return true;
    },
    serverStop: stop,
  };
}
