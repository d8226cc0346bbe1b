import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SignJWT } from 'jose';
import type { Person } from '../../src/model/person.js';
import type { AccessRule, Right } from '../../src/model/room.js';

const SECRET = 'a secret for tests that is long enough';

/** `siban serve` as an operator starts it: its own process, one SQLite file, killed and started again at will. */
export class SibanServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'siban-sync-'));
  readonly #secret = join(this.#folder, 'secret');
  #process: ChildProcess | undefined;
  #port = 0;

  constructor() {
    writeFileSync(this.#secret, SECRET);
    // A run that is broken off must not leave a server behind.
    process.once('exit', () => this.#process?.kill('SIGKILL'));
    process.once('SIGTERM', () => process.exit(1));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get #data(): string {
    return join(this.#folder, 'siban.db');
  }

  /** On the port that it had before. */
  async start(...more: string[]): Promise<void> {
    const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
    const files = ['--data', this.#data, '--secret-file', this.#secret];
    const args = [
      '--import',
      'tsx',
      main,
      'serve',
      '--port',
      String(this.#port),
      '--origin',
      'missing',
      ...files,
      ...more,
    ];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    this.#process = child;
    const heard: string[] = [];
    child.stderr.on('data', (text: Buffer) => heard.push(text.toString()));
    for await (const line of createInterface(child.stdout)) {
      heard.push(line);
      const port = /http:\/\/[\d.]+:(\d+)/.exec(line)?.[1];
      if (port === undefined) continue;
      this.#port = Number(port);
      child.stdout.resume();
      return;
    }
    throw new Error(`the server did not start: ${heard.join('\n')}`);
  }

  /** As power is lost: nothing is finished, nothing is said. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Keeps the database as it is now, and later puts it back: what an administrator could do behind everybody's back. */
  keepDatabase(): void {
    copyFileSync(this.#data, join(this.#folder, 'kept.db'));
  }

  putDatabaseBack(): void {
    for (const end of ['-wal', '-shm']) rmSync(this.#data + end, { force: true });
    copyFileSync(join(this.#folder, 'kept.db'), this.#data);
  }

  token(person: Person, { right = 'write', seconds = 600, room = 'agenda/*' }: TokenOptions = {}): Promise<string> {
    const access: AccessRule[] = [{ room, right }];
    return new SignJWT({ name: person.name, office: person.office, roles: [...person.roles], access })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(person.id)
      .setIssuer('siban-host')
      .setAudience('siban')
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(new TextEncoder().encode(SECRET));
  }

  async createRoom(person: Person, room: string, kind = '县委常委会会议'): Promise<void> {
    const response = await fetch(`${this.url}/api/rooms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await this.token(person)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ room, title: '县委常委会第7次会议', office: person.office, kind }),
    });
    if (response.status !== 201) throw new Error(`${room} was not made: ${response.status} ${await response.text()}`);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

export interface TokenOptions {
  readonly right?: Right;
  readonly seconds?: number;
  /** Pattern of the token's one access rule. */
  readonly room?: string;
}
