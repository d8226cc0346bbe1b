import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Page, settle, until } from './page.js';
import { LU, ORIGIN, SECRET, tokenFor } from './server-kit.js';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'siban-process-'));
const secretFile = join(folder, 'secret');
writeFileSync(secretFile, Buffer.concat([SECRET, Buffer.from('\n')]));
const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: '', LANG: '' };
const running = new Set<ChildProcess>();
test.after(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function siban(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...args], { env, encoding: 'utf8' });
}

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exit: Promise<number | string>;
  readonly out: () => string;
}

/** `siban serve` as a process of its own; resolves when it says that it listens. */
async function serve(data: string, ...more: string[]): Promise<Started> {
  const args = ['--port', '0', '--data', data, '--secret-file', secretFile, '--origin', ORIGIN, ...more];
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'serve', ...args], { env });
  running.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const exit = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve(signal ?? code ?? 0);
    }),
  );
  const port = await until(() => /:(\d+)\n/.exec(out)?.[1], `not listening: ${err}`, 20_000);
  return { child, port: Number(port), exit, out: () => out };
}

async function openPage(port: number): Promise<Page> {
  return Page.open(`ws://127.0.0.1:${port}/ws/agenda/m1/content`, { origin: ORIGIN, token: await tokenFor(LU) });
}

let databases = 0;

/** A database of its own with one room in it. */
function newRoom(): string {
  const data = join(folder, `${++databases}.db`);
  const made = siban('room', 'create', 'agenda/m1', '--title', '第7次会议', '--office', 'cpc', '--data', data);
  assert.equal(made.status, 0, made.stderr);
  return data;
}

test('what was acknowledged or seen is there after kill -9, and the next start needs no help', async () => {
  const data = newRoom();
  const acked: string[] = [];
  for (let round = 0; round < 2; round++) {
    const { child, port, exit } = await serve(data);
    const writer = await openPage(port);
    const watcher = await openPage(port);
    await until(() => writer.acks.length === 1);
    const seen = new Set<string>();
    watcher.topics.observe((event) => event.keysChanged.forEach((key) => seen.add(key)));
    for (let edit = 0; edit < 60; edit++) {
      writer.topics.set(`${round}:${edit}`, '字');
      await settle(2);
    }
    child.kill('SIGKILL');
    assert.equal(await exit, 'SIGKILL');
    await until(() => writer.closed);
    assert.ok(writer.acks.length > 1, 'some edits were acknowledged before the kill');
    acked.push(...seen, ...writer.acks.slice(1).map((_, index) => `${round}:${index}`));
  }
  const { child, port, exit } = await serve(data);
  const { topics, doc } = await openPage(port);
  assert.deepEqual(
    acked.filter((key) => !topics.has(key)),
    [],
  );
  assert.equal(doc.store.pendingStructs, null);
  child.kill('SIGKILL');
  await exit;
});

test('told to stop, the server stores what has arrived, closes with 1012 and exits 0', async () => {
  const data = newRoom();
  const { child, port, exit } = await serve(data);
  const page = await openPage(port);
  for (let edit = 0; edit < 50; edit++) page.topics.set(`k${edit}`, edit);
  await settle(60);
  child.kill('SIGTERM');
  assert.equal(await exit, 0);
  assert.equal((await until(() => page.closed)).code, 1012);

  const again = await serve(data);
  assert.equal((await openPage(again.port)).topics.size, 50);
  again.child.kill('SIGINT');
  assert.equal(await again.exit, 0);
});

test('while it stops it says so to whoever asks, and takes no more requests', async () => {
  const { child, port, exit } = await serve(newRoom());
  const page = await openPage(port);
  const status = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
    return [answer.status, answer.headers.get('retry-after')];
  };
  assert.deepEqual(await status('/readyz'), [200, null]);
  child.kill('SIGTERM');
  await page.closesWith(1012);
  assert.deepEqual(await status('/readyz'), [503, null]);
  assert.deepEqual(await status('/api/time'), [503, '1']);
  assert.equal(await exit, 0);
});

test('a peer that answers nothing does not keep the server from stopping', async () => {
  const { child, port, exit } = await serve(newRoom());
  const page = await openPage(port);
  (page.socket as unknown as { _socket: Socket })._socket.pause();
  const silent = connect(port, '127.0.0.1').on('error', () => undefined);
  await settle();
  child.kill('SIGTERM');
  // 1 would mean that it had to be cut off.
  assert.equal(await exit, 0);
  silent.destroy();
  page.close();
});

test('it prints one line when it listens, and its clock starts where it is told to, never before what is sealed', async () => {
  const data = newRoom();
  const time = async (clock: string) => {
    const { child, port, exit, out } = await serve(data, '--clock', clock);
    const answer = await fetch(`http://127.0.0.1:${port}/api/time`);
    child.kill('SIGTERM');
    await exit;
    assert.equal(out(), `siban serves at http://127.0.0.1:${port}\n`);
    return ((await answer.json()) as { now: string }).now;
  };
  assert.match(await time('2099-04-12T17:52:00+08:00'), /^2099-04-12T09:5/);
  const year = new Date().getUTCFullYear();
  assert.ok((await time('2024-04-12T17:52:00+08:00')) >= `${year}`, 'the room was founded later than that');
});

test('a port or a database that is taken is said in a sentence, with exit code 2', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await until(() => taken.address());
  const { port } = taken.address() as AddressInfo;
  const data = newRoom();
  const common = ['serve', '--data', data, '--secret-file', secretFile];
  const portTaken = siban(...common, '--port', String(port));
  taken.close();
  assert.equal(portTaken.status, 2);
  assert.equal(portTaken.stderr, `Port ${port} is taken. Choose another, or stop the program that uses it.\n`);

  const { child, exit } = await serve(data);
  const dataTaken = siban(...common, '--port', '0');
  assert.equal(dataTaken.status, 2);
  assert.equal(dataTaken.stderr, `The database ${data} is in use by another program. Stop that first.\n`);
  const roomRefused = siban('room', 'create', 'agenda/m2', '--data', data);
  assert.equal(roomRefused.status, 2);
  child.kill('SIGTERM');
  await exit;
});

test('arguments that cannot be used are said in a sentence, with exit code 2 and no stack', () => {
  const data = join(folder, 'unused.db');
  const short = join(folder, 'short');
  writeFileSync(short, 'too short');
  const broken = join(folder, 'config.json');
  writeFileSync(broken, '{"timezone": "Mars"}');
  const cases: [string[], RegExp][] = [
    [['serve'], /--data is missing/],
    [['serve', '--data', data], /--secret-file or --jwks/],
    [['serve', '--data', data, '--secret-file', short], /32 bytes/],
    [['serve', '--data', data, '--secret-file', join(folder, 'none')], /There is no file/],
    [['serve', '--data', data, '--secret-file', secretFile, '--port', '99999'], /no port/],
    [['serve', '--data', data, '--secret-file', secretFile, '--origin', 'http://x/'], /no origin/],
    [['serve', '--data', data, '--secret-file', secretFile, '--clock', 'noon'], /not a time/],
    [['serve', '--data', data, '--secret-file', secretFile, '--config', broken], /timezone/],
    [['serve', '--data', data, '--jwks', broken], /JWKS/],
    [['room', 'create', 'agenda/M', '--title', 't', '--office', 'cpc', '--data', data], /no name of a room/],
    [['room', 'create', 'agenda/m', '--title', '机密★', '--office', 'cpc', '--data', data], /secrecy mark/],
    [['token', '--secret-file', secretFile, '--sub', 'u', '--name', 'n', '--office', 'moon'], /no known office/],
  ];
  for (const [args, sentence] of cases) {
    const { status, stderr } = siban(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, sentence);
    assert.ok(!/ {4}at /.test(stderr), stderr);
  }
});

test('a room is made, listed, and not made twice; a token of ours opens it', async () => {
  const data = newRoom();
  const list = siban('room', 'list', '--data', data);
  assert.equal(list.stdout, 'agenda/m1\tcpc\t\t第7次会议\n');
  const twice = siban('room', 'create', 'agenda/m1', '--title', 't', '--office', 'cpc', '--data', data);
  assert.deepEqual([twice.status, twice.stderr], [2, 'agenda/m1 exists already; choose another id.\n']);

  const who = ['--sub', 'u1', '--name', '陆知行', '--office', 'cpc', '--role', 'clerk', '--access', 'agenda/*:write'];
  const issued = siban('token', '--secret-file', secretFile, ...who, '--expires', '5m');
  assert.equal(issued.status, 0, issued.stderr);
  const { child, port, exit } = await serve(data);
  const url = `ws://127.0.0.1:${port}/ws/agenda/m1/content`;
  const page = await Page.open(url, { origin: ORIGIN, token: issued.stdout.trim() });
  assert.equal(page.hello?.right, 'write');
  child.kill('SIGTERM');
  assert.equal(await exit, 0);
});
