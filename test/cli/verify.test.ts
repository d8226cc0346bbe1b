import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import * as Y from 'yjs';
import { verify } from '../../src/cli/verify.js';
import type { Entry, SealedEntry } from '../../src/model/entry.js';
import { canonicalJson, canonicalSettingsJson } from '../../src/record/canonical.js';
import { hashEntry, headOf } from '../../src/record/seal.js';
import { SqliteStorage } from '../../src/server/storage/sqlite-storage.js';
import { publishEntries } from '../../src/store/record-document.js';
import { CONFIG, EFFECTIVE, PEOPLE, SealedRoom } from '../record/sealed-room.js';
import { runCommand, temporaryFolder } from './command-line.js';

const ROOM = 'agenda/m1';
const folder = temporaryFolder();
let files = 0;

function sealedRoom(): SealedRoom {
  const room = new SealedRoom().bring('office_reviewed');
  room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' });
  room.seal(PEOPLE.secretary, 'topic.topApprove', { note: '同意' });
  return room;
}

interface Stored {
  /** Whether the record document is stored with the entries, as the server does, or up to which one. */
  readonly published?: boolean | number;
  /** Up to which entry an office has verified, if any has. */
  readonly witnessed?: number;
  readonly epoch?: string;
}

/** A database as the server leaves it. */
async function stored({ published = true, witnessed, epoch }: Stored = {}): Promise<string> {
  const file = join(folder.path, `record 会议#${(files += 1)}.db`);
  const storage = await SqliteStorage.open(file, 'epoch-1');
  const { entries } = sealedRoom();
  const sent = typeof published === 'number' ? entries.slice(0, published) : entries;
  const last = sent[sent.length - 1]!;
  const bytes = publishEntries(new Y.Doc(), sent, { ...headOf(last), epoch: 'epoch-1', generation: 1 });
  const at = last.at;
  await storage.saveSettings(CONFIG, canonicalSettingsJson(EFFECTIVE), at);
  await storage.commit({
    room: ROOM,
    created: {
      room: ROOM,
      title: '县委常委会第7次会议',
      office: 'cpc',
      kind: '县委常委会会议',
      createdAt: at,
      generation: 1,
    },
    entries,
    updates: published ? [{ document: `${ROOM}/record`, seq: 1, user: 'siban', connection: '', at, bytes }] : [],
  });
  if (witnessed !== undefined) {
    const { seq, hash } = entries[witnessed - 1]!;
    const witness = { room: ROOM, office: 'gov', seq, hash, epoch: epoch ?? 'epoch-1', user: 'u', at } as const;
    await storage.commit({ room: ROOM, witnesses: [witness] });
  }
  await storage.close();
  return file;
}

/** What an administrator could do to the file: the triggers are no obstacle to him. */
function tamper(file: string, ...statements: string[]): void {
  const database = new Database(file);
  const triggers = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).all() as {
    name: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.pragma('foreign_keys = OFF');
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function verdict(file: string): Promise<string> {
  const { code, out, err } = await runCommand(verify, [file, '--format', 'json']);
  if (code === 2) return `2 ${err}`;
  const { rooms } = JSON.parse(out) as {
    rooms: { ok: boolean; bad: { seq: number; fault: string } | null; faults: string[] }[];
  };
  const [room] = rooms;
  assert.equal(code, rooms.every(({ ok }) => ok) ? 0 : 1);
  if (room!.bad) return `${room!.bad.seq} ${room!.bad.fault}`;
  return room!.faults.length > 0 ? room!.faults.join(' ') : 'intact';
}

test('a database as the server left it is intact, and says with which entry each room ends', async () => {
  const { code, out } = await runCommand(verify, [await stored({ witnessed: 3 })]);
  assert.equal(code, 0);
  const { entries } = sealedRoom();
  const last = entries[entries.length - 1]!;
  assert.equal(
    out,
    `${ROOM}: ${last.seq} entries, intact, last ${last.hash}\n1 rooms with ${last.seq} entries, all intact.\n`,
  );
});

test('a changed, dropped, inserted, reordered or shortened record is named by its first wrong number', async () => {
  const cases: [string, string[]][] = [
    ['3 changed', [`UPDATE record SET entry = json_set(entry, '$.by.name', '别人') WHERE seq = 3`]],
    ['4 changed', [`UPDATE record SET entry = json_set(entry, '$.at', '2024-04-12T09:52:03.001Z') WHERE seq = 4`]],
    ['5 changed', [`UPDATE record SET at = '2024-01-01T00:00:00.000Z' WHERE seq = 5`]],
    ['6 payload-changed', [`UPDATE record_payload SET payload = '{"note":"不同意"}' WHERE seq = 6`]],
    ['6 payload-changed', [`UPDATE record_payload SET salt = replace(salt, '0', '1') WHERE seq = 6`]],
    [
      '2 snapshot-changed',
      [`UPDATE record_payload SET snapshot = json_set(snapshot, '$.title', '另一题目') WHERE seq = 2`],
    ],
    ['2 malformed', [`UPDATE record SET entry = substr(entry, 2) WHERE seq = 2`]],
    ['3 malformed', [`UPDATE record_payload SET payload = '{' WHERE seq = 3`]],
    ['4 missing', [`DELETE FROM record WHERE seq = 4`]],
    [
      '4 changed',
      [
        `DELETE FROM record WHERE seq = 4`,
        ...[5, 6].map(
          (n) => `UPDATE record SET seq = ${n - 1}, entry = json_set(entry, '$.seq', ${n - 1}) WHERE seq = ${n}`,
        ),
      ],
    ],
    ['2 missing', [`UPDATE record SET seq = 99 WHERE seq = 2`]],
    [
      '3 missing',
      [
        `UPDATE record SET seq = 98 WHERE seq = 3`,
        `UPDATE record SET seq = 3 WHERE seq = 4`,
        `UPDATE record SET seq = 4 WHERE seq = 98`,
      ],
    ],
    ['6 truncated', [`DELETE FROM record WHERE seq = 6`]],
    ['1 missing', [`DELETE FROM record WHERE seq = 1`]],
    ['1 truncated', [`DELETE FROM record`]],
  ];
  for (const [expected, statements] of cases) {
    const file = await stored();
    tamper(file, ...statements);
    assert.equal(await verdict(file), expected, statements.join('; '));
  }
});

test('taking the room off the list does not take its record out of sight', async () => {
  const file = await stored();
  tamper(file, `DELETE FROM room`, `DELETE FROM record WHERE seq = 5`);
  assert.equal(await verdict(file), '5 missing');
});

/** The fields that a row of the table `record` holds. */
function covered(entry: SealedEntry): Entry {
  const beside = ['payload', 'salt', 'snapshot'];
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !beside.includes(key))) as unknown as Entry;
}

/** Replaces an entry and seals all later ones anew, as whoever owns the file can. */
function forgeFrom(file: string, seq: number): void {
  let prev = '';
  const statements = sealedRoom().entries.map((entry) => {
    const forger = entry.seq === seq && { by: { ...entry.by, name: '别人' } };
    const forged = { ...covered(entry), ...forger, ...(prev && { prev }) };
    const hash = entry.seq >= seq ? hashEntry(forged) : entry.hash;
    if (entry.seq >= seq) prev = hash;
    const text = JSON.stringify({ ...forged, hash }).replaceAll("'", "''");
    return `UPDATE record SET entry = '${text}', hash = '${hash}', prev = '${forged.prev}' WHERE seq = ${entry.seq}`;
  });
  tamper(file, ...statements);
}

test('a record forged from one entry on, every hash made anew, is told by what was published or witnessed', async () => {
  const published = await stored();
  forgeFrom(published, 4);
  assert.equal(await verdict(published), '4 head-changed');
  const witnessed = await stored({ published: false, witnessed: 5 });
  forgeFrom(witnessed, 4);
  assert.equal(await verdict(witnessed), '5 head-changed');
  const shortened = await stored({ published: false, witnessed: 6 });
  tamper(shortened, `DELETE FROM record WHERE seq > 4`);
  assert.equal(await verdict(shortened), '5 truncated');
});

test('what was witnessed before a restore says nothing about the file after it', async () => {
  const file = await stored({ published: 4, witnessed: 6, epoch: 'epoch-0' });
  tamper(file, `DELETE FROM record WHERE seq > 4`);
  assert.equal(await verdict(file), 'intact');
});

test('an entry added behind the server’s back, sealed as it should be, was never published', async () => {
  const file = await stored();
  const room = sealedRoom();
  const added = room.seal(PEOPLE.director, 'topic.schedule');
  const { payload, salt } = added;
  const entry = covered(added);
  tamper(
    file,
    `INSERT INTO record (room, seq, id, prev, hash, at, entry)
     VALUES ('${ROOM}', ${entry.seq}, '${entry.id}', '${entry.prev}', '${entry.hash}', '${entry.at}', '${JSON.stringify(entry)}')`,
    `INSERT INTO record_payload VALUES ('${ROOM}', ${entry.seq}, '${JSON.stringify(payload)}', '${salt}', NULL)`,
  );
  assert.equal(await verdict(file), `${entry.seq} unpublished`);
});

test('what is gone beside an entry is named by its number, since nothing can purge', async () => {
  const cases: [string, string][] = [
    [`DELETE FROM record_payload WHERE seq IN (2, 6)`, '2, 6'],
    [`DELETE FROM record_payload WHERE seq = 1`, '1'],
    [`UPDATE record_payload SET snapshot = NULL WHERE seq = 2`, '2'],
  ];
  for (const [statement, numbers] of cases) {
    const file = await stored();
    tamper(file, statement);
    const { code, out } = await runCommand(verify, [file]);
    assert.equal(code, 1, statement);
    assert.ok(out.includes(`kept with entries ${numbers} is gone. This release has no purge`), out);
    assert.doesNotMatch(out, /all intact/);
    assert.equal(await verdict(file), 'erased');
    const zh = await runCommand(verify, [file], { language: 'zh-CN' });
    assert.match(zh.out, new RegExp(`第 ${numbers.replace(', ', '、')} 条的内容或快照已不在`));
  }
});

test('what lies around the chain is held against it: record document, row of the room, settings', async () => {
  const cases: [string, string][] = [
    ['unreadable-document', `UPDATE document_update SET bytes = x'ffffff'`],
    ['unpublished-record', `DELETE FROM document_update`],
    ['room-missing', `DELETE FROM room`],
    ['room-differs', `UPDATE room SET office = 'npc'`],
    ['room-differs', `UPDATE room SET kind = '四办联席会议'`],
    ['room-differs', `UPDATE room SET title = '另一会议'`],
    ['settings-missing', `DELETE FROM settings`],
    ['settings-missing', `UPDATE settings SET json = json_set(json, '$.timezone', 'Asia/Tokyo')`],
  ];
  for (const [expected, statement] of cases) {
    const file = await stored();
    tamper(file, statement);
    assert.equal(await verdict(file), expected, statement);
    const { out } = await runCommand(verify, [file]);
    assert.match(out, /: warning: /);
  }
});

test('one room’s damage keeps nobody from the verdict on the others', async () => {
  const file = await stored();
  const storage = await SqliteStorage.open(file, 'x');
  const { entries } = sealedRoom();
  const at = entries[0]!.at;
  const room = { title: 'x', office: 'cpc', kind: '', createdAt: at, generation: 1 } as const;
  const bytes = new Uint8Array([255, 255, 255]);
  await storage.commit({
    room: 'agenda/m0',
    created: { room: 'agenda/m0', ...room },
    updates: [{ document: 'agenda/m0/record', seq: 1, user: 'siban', connection: '', at, bytes }],
  });
  await storage.close();
  const { code, out } = await runCommand(verify, [file]);
  assert.equal(code, 1);
  assert.match(out, /agenda\/m0: warning: the record document that pages read is damaged/);
  assert.match(out, /agenda\/m1: 6 entries, intact/);
  assert.match(out, /1 of 2 rooms are not intact/);
});

test('a database is verified while a server writes to it, and not a byte beside it or in it changes', async () => {
  const file = await stored();
  const before = [statSync(file).mtimeMs, readdirSync(folder.path).length, readFileSync(file)] as const;
  assert.equal(await verdict(file), 'intact');
  assert.deepEqual([statSync(file).mtimeMs, readdirSync(folder.path).length, readFileSync(file)], before);
  const storage = await SqliteStorage.open(file, 'x');
  const room = sealedRoom();
  const entry = room.seal(PEOPLE.director, 'topic.schedule');
  await storage.commit({ room: ROOM, entries: [entry] });
  assert.ok(existsSync(`${file}-wal`));
  assert.equal(await verdict(file), `${entry.seq} unpublished`, 'what is only in the write-ahead log is seen');
  await storage.close();
});

test('a copy of the file alone is verified, and nothing is put beside it', async () => {
  const alone = join(folder.path, 'alone');
  mkdirSync(alone);
  copyFileSync(await stored(), join(alone, 'copy.db'));
  assert.equal(await verdict(join(alone, 'copy.db')), 'intact');
  assert.deepEqual(readdirSync(alone), ['copy.db']);
});

const exported = (change: (entries: SealedEntry[]) => unknown = (entries) => entries): string => {
  const { entries, head } = sealedRoom();
  return folder.write(`export-${(files += 1)}.json`, { entries: change([...entries]), head });
};

test('an exported record is verified like a database, from a file and from standard input', async () => {
  assert.equal(await verdict(exported()), 'intact');
  assert.equal(
    await verdict(exported(([first, second, ...rest]) => [first, { ...second, late: true }, ...rest])),
    '2 changed',
  );
  assert.equal(await verdict(exported((entries) => entries.slice(0, 4))), '5 truncated');
  assert.equal(
    await verdict(exported(([first, second, third, ...rest]) => [first, third, second, ...rest])),
    '2 missing',
  );
  assert.equal(await verdict(exported((entries) => entries.filter(({ seq }) => seq !== 3))), '3 missing');
  const list = JSON.stringify(sealedRoom().entries);
  const { code, out } = await runCommand(verify, ['-'], { stdin: list });
  assert.deepEqual([code, out.split('\n')[1]], [0, '1 rooms with 6 entries, all intact.']);
});

test('a part of a record is verified as a part, and what is wrong in it is found all the same', async () => {
  const { entries, head } = sealedRoom();
  const part = (from: number, to: number, change = (list: SealedEntry[]): SealedEntry[] => list): string =>
    folder.write(`part-${(files += 1)}.json`, {
      room: ROOM,
      from,
      to,
      entries: change(entries.slice(from - 1, to)),
      head,
    });
  for (const [from, to] of [
    [1, 4],
    [3, 6],
    [2, 5],
    [6, 6],
  ] as const) {
    const { code, out } = await runCommand(verify, [part(from, to)]);
    assert.equal(code, 0, out);
    assert.ok(out.startsWith(`${ROOM}: entries ${from} to ${to} alone, unchanged and in order`), out);
    assert.doesNotMatch(out, /all intact/);
  }
  assert.equal(
    await verdict(part(3, 6, ([first, second, ...rest]) => [first!, { ...second!, late: true }, ...rest])),
    '4 changed',
  );
  assert.equal(await verdict(part(3, 6, (list) => list.slice(1))), '3 missing');
  assert.equal(await verdict(part(3, 6, (list) => list.slice(0, -1))), '6 truncated');
  assert.equal(await verdict(part(3, 5, () => [])), '3 truncated');
  const forged = folder.write('forged.json', {
    from: 3,
    to: 6,
    entries: entries.slice(2),
    head: { seq: 6, hash: 'f'.repeat(64) },
  });
  assert.equal(await verdict(forged), '6 head-changed');
  const whole = folder.write('whole.json', { room: ROOM, from: 1, to: 6, entries, head });
  assert.equal(await verdict(whole), 'intact');
});

test('the frozen entries of the first release are intact', async () => {
  const lines = readFileSync(new URL('../fixtures/v1/record/entries.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  assert.equal(await verdict(folder.write('frozen.json', `[${lines.join(',')}]`)), 'intact');
});

test('a broken record is said in words, in both languages', async () => {
  const file = exported((entries) => entries.filter(({ seq }) => seq !== 3));
  const zh = await runCommand(verify, [file], { language: 'zh-CN' });
  assert.equal(
    zh.out,
    `${ROOM}：共 5 条，自第 3 条起不可信：该条缺失，或顺序被调换\n1 个房间中有 1 个不完整。请保留文件原样，并报告审计人员。\n`,
  );
  const en = await runCommand(verify, [file]);
  assert.match(en.out, /^agenda\/m1: 5 entries, not to be trusted from entry 3 on: it is missing/);
});

test('what holds no record is unusable, with a sentence that says what to give instead', async () => {
  const other = join(folder.path, 'other.db');
  const database = new Database(other);
  database.exec('CREATE TABLE something (x INTEGER)');
  database.close();
  const newer = await stored();
  tamper(newer, `UPDATE setup SET value = '99' WHERE name = 'schema'`);
  const damaged = folder.write('damaged.db', `SQLite format 3\0${'x'.repeat(500)}`);
  const cases: [string[], RegExp][] = [
    [[join(folder.path, 'none.db')], /none\.db/],
    [[other], /other\.db cannot be used/],
    [[newer], /newer release \(tables of version 99\)/],
    [[damaged], /damaged\.db cannot be used/],
    [[folder.write('empty.json', {})], /There is no record in/],
    [[folder.write('text.json', 'nothing')], /text\.json/],
    [[folder.write('list.json', [])], /There is no record in/],
    [[folder.path], /is a folder/],
    [[exported(), '--format', 'xml'], /no format "xml"/],
    [[], /FILE/],
    [['--frob'], /frob/],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = await runCommand(verify, args);
    assert.equal(code, 2, args.join(' '));
    assert.match(err, message, args.join(' '));
    assert.equal(out, '', args.join(' '));
  }
});

test('entries of an export are verified byte for byte as they were sealed', async () => {
  const entries = sealedRoom().entries.map((entry) => JSON.parse(canonicalJson(entry)) as SealedEntry);
  assert.equal(await verdict(folder.write('canonical.json', { entries })), 'intact');
});
