import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import Database from 'libsql';
import { bind } from '../../src/server/storage/bind.js';
import { SqliteStorage } from '../../src/server/storage/sqlite-storage.js';
import { StorageError } from '../../src/server/storage/storage.js';
import { faultyStorage } from './faulty-storage.js';
import { entry, storageConformance, update } from './storage-conformance.js';

const folder = mkdtempSync(join(tmpdir(), 'siban-storage-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(folder, `${++files}.db`);

function opener() {
  let file = newFile();
  return ({ fresh }: { fresh: boolean }) => {
    if (fresh) file = newFile();
    return SqliteStorage.open(file, 'epoch-1');
  };
}

storageConformance('sqlite', opener());
const openSqlite = opener();
storageConformance('a wrapper that lets everything through', async (options) =>
  faultyStorage(await openSqlite(options)),
);

const CREATED = {
  room: 'agenda/m1' as const,
  title: 't',
  office: 'cpc' as const,
  kind: '',
  createdAt: '2024-04-12T09:52:00.000Z',
  generation: 1,
};

test('a commit that fails leaves nothing behind, and the next one is stored', async () => {
  const storage = faultyStorage(await SqliteStorage.open(newFile(), 'e'));
  await storage.commit({ room: 'agenda/m1', created: CREATED });
  storage.failCommit(1, 'full');
  await assert.rejects(
    storage.commit({ room: 'agenda/m1', updates: [update(1, new Uint8Array([1]))] }),
    (error) => error instanceof StorageError && error.fault === 'full',
  );
  assert.deepEqual((await storage.document('agenda/m1/content')).updates, []);
  await storage.commit({ room: 'agenda/m1', updates: [update(1, new Uint8Array([2]))] });
  assert.equal((await storage.document('agenda/m1/content')).updates.length, 1);
  await storage.close();
});

test('a second writer of the same file is turned away, in this process and in another', async () => {
  const file = newFile();
  const storage = await SqliteStorage.open(file, 'e');
  await assert.rejects(
    SqliteStorage.open(file, 'e'),
    (error) => error instanceof StorageError && error.fault === 'locked' && error.message.includes('in use'),
  );
  const other = spawnSync(process.execPath, [
    '--input-type=module',
    '-e',
    `import Database from 'libsql'; const lock = new Database(${JSON.stringify(`${file}.lock`)}); lock.exec('BEGIN EXCLUSIVE');`,
  ]);
  assert.notEqual(other.status, 0);
  assert.match(String(other.stderr), /SQLITE_BUSY/);
  await storage.close();
  await (await SqliteStorage.open(file, 'e')).close();
});

test('a file that is no database is refused with a sentence', async () => {
  const file = newFile();
  writeFileSync(file, 'not a database at all, '.repeat(100));
  await assert.rejects(
    SqliteStorage.open(file, 'e'),
    (error) => error instanceof StorageError && error.fault === 'unusable',
  );
});

test('a file of a newer release is refused', async () => {
  const file = newFile();
  await (await SqliteStorage.open(file, 'e')).close();
  const database = new Database(file);
  database.exec(`UPDATE setup SET value = '2' WHERE name = 'schema'`);
  database.close();
  await assert.rejects(SqliteStorage.open(file, 'e'), /newer release/);
});

test('the file is in WAL mode, and refuses to change or delete a sealed entry', async () => {
  const file = newFile();
  const storage = await SqliteStorage.open(file, 'e');
  await storage.commit({ room: 'agenda/m1', created: CREATED, entries: [entry(1)] });
  await storage.close();
  const database = new Database(file);
  assert.deepEqual(database.pragma('journal_mode'), [{ journal_mode: 'wal' }]);
  assert.throws(() => database.exec(`UPDATE record SET hash = 'x'`), /never changed/);
  assert.throws(() => database.exec(`DELETE FROM record`), /never deleted/);
  database.close();
});

test('nothing but strings, safe integers, bytes and null reaches a statement', () => {
  assert.deepEqual(bind(['a', 1, null], 3), ['a', 1, null]);
  for (const value of [true, 1.5, Number.NaN, 2 ** 60, 'a\0b', undefined, {}, [1], 1n]) {
    assert.throws(() => bind([value], 1), TypeError);
  }
  assert.throws(() => bind(['a'], 2), TypeError);
});
