import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { SignJWT } from 'jose';
import Database from 'libsql';
import { builtServer } from './built-server.mjs';

const SECRET = 'a secret for tests that is long enough';
/** How long a page is kept waiting for one answer, in milliseconds: the runner gives up after 20 s. */
const PATIENCE = 10_000;

/** One `siban serve` with its file, that can be killed and started again on its port. */
class OwnServer {
  #folder = mkdtempSync(join(tmpdir(), 'siban-kept-'));
  #process;
  #starting;
  #port = 0;

  constructor() {
    writeFileSync(join(this.#folder, 'secret'), SECRET);
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Its address, or null while it is on its way: whoever asks asks again. */
  async start(origin, more = []) {
    this.#starting ??= this.#start(origin, more).finally(() => (this.#starting = undefined));
    return Promise.race([this.#starting, setTimeout(PATIENCE, null, { ref: false })]);
  }

  async #start(origin, more) {
    if (this.#process?.exitCode === null) return this.url;
    const main = builtServer();
    const files = ['--data', join(this.#folder, 'siban.db'), '--secret-file', join(this.#folder, 'secret')];
    const origins = ['--origin', origin, '--origin', 'missing'];
    this.#process = spawn(
      process.execPath,
      [main, 'serve', '--port', String(this.#port), ...origins, ...files, ...more],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LC_ALL: 'C' } },
    );
    for await (const line of createInterface(this.#process.stdout)) {
      const port = /http:\/\/[\d.]+:(\d+)/.exec(line)?.[1];
      if (!port) continue;
      this.#port = Number(port);
      this.#process.stdout.resume();
      return this.url;
    }
    throw new Error('the server did not start');
  }

  /** As power is lost. */
  async kill() {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** As after a purge: the document of the room is another one now. Only while the server is down. */
  retire(room) {
    const database = new Database(join(this.#folder, 'siban.db'));
    database.prepare('UPDATE room SET generation = generation + 1 WHERE room = ?').run([room]);
    database.close();
  }

  remove() {
    this.#process?.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function token({ person, right = 'write', seconds = 600, rooms = 'agenda/*' }) {
  return new SignJWT({
    name: person.name,
    office: person.office,
    roles: person.roles,
    access: [{ room: rooms, right }],
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(person.id)
    .setIssuer('siban-host')
    .setAudience('siban')
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(SECRET));
}

async function makeRoom(url, room, person) {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token({ person })}`, 'content-type': 'application/json' },
    body: JSON.stringify({ room, title: '县委常委会第7次会议', office: person.office, kind: '县委常委会会议' }),
  });
  if (response.status !== 201) throw new Error(`${room} was not made: ${response.status} ${await response.text()}`);
}

/**
 * A real server for each test file that asks for one, which the file may kill and start again: `executeServerCommand('own-server', …)` with
 * `{ start: origin }` (null: ask again), `{ kill: true }`, `{ token: { person, right, seconds, rooms } }`, `{ room, person }`, `{ retire: room }`.
 */
export function ownServerPlugin() {
  const servers = new Map();
  const remove = () => {
    for (const server of servers.values()) server.remove();
  };
  process.once('exit', remove);
  return {
    name: 'own-server',
    async executeCommand({ command, payload, session }) {
      if (command !== 'own-server') return undefined;
      if (payload.token) return token(payload.token);
      let server = servers.get(session.testFile);
      if (!server) servers.set(session.testFile, (server = new OwnServer()));
      if (payload.start) return server.start(payload.start, payload.more);
      if (payload.kill) await server.kill();
      else if (payload.retire) server.retire(payload.retire);
      else await makeRoom(server.url, payload.room, payload.person);
      return true;
    },
    serverStop: remove,
  };
}
