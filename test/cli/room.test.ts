import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { room } from '../../src/cli/room.js';
import { SqliteStorage } from '../../src/server/storage/sqlite-storage.js';
import { runCommand, temporaryFolder } from './command-line.js';

const folder = temporaryFolder();
let files = 0;
const newFile = (): string => join(folder.path, `${++files}.db`);

async function foundings(file: string) {
  const storage = await SqliteStorage.open(file, 'epoch');
  try {
    const rooms = await storage.rooms();
    return await Promise.all(rooms.map(async ({ room: name }) => (await storage.entries(name))[0]!.payload));
  } finally {
    await storage.close();
  }
}

test('a name and a database are enough: the title is the id, the office cpc, and both are said', async () => {
  const data = newFile();
  const made = await runCommand(room, ['create', 'agenda/probe', 'agenda/second', '--data', data]);
  assert.deepEqual([made.code, made.out], [0, 'created agenda/probe\ncreated agenda/second\n']);
  assert.match(made.err, /--title.*--office.*cpc/s);
  assert.deepEqual(await foundings(data), [
    { room: 'agenda/probe', title: 'probe', office: 'cpc', kind: '' },
    { room: 'agenda/second', title: 'second', office: 'cpc', kind: '' },
  ]);
});

test('what is given is taken, and then nothing has to be said', async () => {
  const data = newFile();
  const given = ['--title', '第7次会议', '--office', 'gov', '--kind', '县政府常务会议'];
  const made = await runCommand(room, ['create', 'agenda/m7', ...given, '--data', data]);
  assert.deepEqual([made.code, made.err], [0, '']);
  assert.deepEqual(await foundings(data), [
    { room: 'agenda/m7', title: '第7次会议', office: 'gov', kind: '县政府常务会议' },
  ]);
  const pool = await runCommand(room, ['create', 'agenda/pool-cpc', ...given, '--data', data]);
  assert.equal(pool.code, 2);
  assert.match(pool.err, /agenda\/pool-gov/);
});

test('names are looked at before anything is made', async () => {
  const data = newFile();
  for (const names of [['agenda/a', 'agenda/B'], ['agenda/a', 'draft/b'], []]) {
    const { code, out } = await runCommand(room, ['create', ...names, '--data', data]);
    assert.deepEqual([code, out], [2, '']);
  }
  assert.equal(existsSync(data), false);
});

test('a list reads beside a server that runs, and makes no file', async () => {
  const data = newFile();
  await runCommand(room, ['create', 'agenda/m1', '--title', 't', '--data', data]);
  const server = await SqliteStorage.open(data, 'epoch');
  const listed = await runCommand(room, ['list', '--data', data]);
  await server.close();
  assert.deepEqual([listed.code, listed.out], [0, 'agenda/m1\tcpc\t\tt\n']);

  const typo = newFile();
  const missing = await runCommand(room, ['list', '--data', typo]);
  assert.equal(missing.code, 2);
  assert.match(missing.err, /There is no file/);
  assert.deepEqual([existsSync(typo), existsSync(`${typo}.lock`)], [false, false]);
  writeFileSync(typo, 'no database');
  assert.equal((await runCommand(room, ['list', '--data', typo])).code, 2);
  assert.equal(readFileSync(typo, 'utf8'), 'no database');
});

test('what this release cannot do is said', async () => {
  const { code, err } = await runCommand(room, ['purge', 'agenda/m1', '--data', newFile()]);
  assert.equal(code, 2);
  assert.match(err, /not in this release/);
});
