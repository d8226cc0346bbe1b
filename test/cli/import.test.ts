import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import type { Command } from '../../src/cli/command.js';
import { importFile, importWith } from '../../src/cli/import.js';
import { roomNamesFor } from '../../src/cli/room-names.js';
import { settled } from '../../src/model/agenda/meeting.js';
import { parseSettings, effectiveSettings } from '../../src/model/settings.js';
import { settingsHash } from '../../src/record/seal.js';
import { checkMeeting } from '../../src/rules/meetings/index.js';
import { SqliteStorage } from '../../src/server/storage/sqlite-storage.js';
import { seededRandom } from '../record/seeded.js';
import { runCommand, sample, temporaryFolder } from './command-line.js';
import { readRooms } from './imported-room.js';

const folder = temporaryFolder();
const MEETINGS = sample('meetings.json');
const CONFIG = sample('config.json');
const CLOCK = '2024-04-12T17:52:00+08:00';

type Loose = ReturnType<typeof JSON.parse>;

let databases = 0;
const newDatabase = (): string => join(folder.path, `${++databases}.db`);

function settings() {
  const parsed = parseSettings(JSON.parse(readFileSync(CONFIG, 'utf8')));
  assert.ok(parsed.ok);
  return parsed.value;
}

function importInto(database: string, file: string, command: Command = importFile) {
  return runCommand(command, ['meetings', file, '--data', database, '--config', CONFIG, '--clock', CLOCK]);
}

function changedSample(name: string, change: (file: Loose) => unknown): string {
  const file = JSON.parse(readFileSync(MEETINGS, 'utf8'));
  change(file);
  return folder.write(name, file);
}

const seeded =
  (seed: number): Command =>
  (context) => {
    const next = seededRandom(seed);
    return importWith(context, (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)));
  };

describe('the sample meetings', () => {
  const database = newDatabase();

  test('become one room each', async () => {
    const { code, out, err } = await importInto(database, MEETINGS);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /agenda\/m1: imported M1 .*, 5 topics\.\nagenda\/m2: imported M2 .*, 3 topics\./);
    const rooms = await readRooms(database);
    assert.deepEqual([...rooms.keys()], ['agenda/m1', 'agenda/m2']);
    const { office, kind, title, createdAt } = rooms.get('agenda/m2')!.stored;
    assert.deepEqual(
      [office, kind, title, createdAt],
      ['cpc', '四办联席会议', '第二季度四办联席会议', '2024-04-12T09:52:00.000Z'],
    );
  });

  test('have a record that verifies, and is published as it was sealed', async () => {
    for (const [name, room] of await readRooms(database)) {
      assert.ok(room.verdict.ok, name);
      const last = room.entries.at(-1)!;
      assert.deepEqual([room.published.head?.seq, room.published.head?.hash], [last.seq, last.hash]);
      assert.equal(room.published.tail.length, room.entries.length);
      assert.ok(room.entries.every((entry) => entry.at === '2024-04-12T09:52:00.000Z' && entry.by.id === 'siban'));
      assert.ok(room.entries.every((entry) => entry.config === settingsHash(effectiveSettings(settings()))));
    }
  });

  test('are founded with office and kind, then have one entry a topic with what the file states', async () => {
    const { entries, topics } = (await readRooms(database)).get('agenda/m1')!;
    assert.deepEqual(
      entries.map((entry) => entry.type),
      ['room.created', ...Array<string>(5).fill('imported')],
    );
    assert.deepEqual(
      entries.slice(1).map((entry) => entry.subject),
      topics.map((topic) => topic.id),
    );
    const digest = createHash('sha256').update(readFileSync(MEETINGS)).digest('hex');
    const founded = entries[0]!.payload!['imported'] as { meetingDigest: string };
    assert.match(founded.meetingDigest, /^[0-9a-f]{64}$/);
    assert.deepEqual(entries[0]!.payload, {
      room: 'agenda/m1',
      title: '县委常委会第7次会议',
      office: 'cpc',
      kind: '县委常委会会议',
      imported: { file: 'meetings.json', digest, no: 'M1', meetingDigest: founded.meetingDigest },
    });
    const [first] = JSON.parse(readFileSync(MEETINGS, 'utf8')).meetings[0].topics;
    const { providedMaterials, materialsReceivedAt, adHoc, steps } = first;
    assert.deepEqual(entries[1]!.payload, {
      file: 'meetings.json',
      digest,
      no: 'M1-T1',
      providedMaterials,
      materialsReceivedAt,
      adHoc,
      steps,
    });
  });

  test('keep as content what people go on working with', async () => {
    const { meeting, topics } = (await readRooms(database)).get('agenda/m1')!;
    assert.equal(settled(meeting.startAt), '2024-04-16T09:00:00+08:00');
    assert.equal(settled(meeting.place), '县委三楼会议室');
    assert.deepEqual([meeting.membersTotal, meeting.membersConfirmed], [11, 10]);
    assert.deepEqual(
      meeting.leave.map(({ person, approvedBy }) => [person, approvedBy]),
      [['岑予安', '县委书记']],
    );
    assert.deepEqual(
      topics.map((topic) => topic.no),
      ['M1-T1', 'M1-T2', 'M1-T3', 'M1-T4', 'M1-T5'],
    );
    assert.deepEqual([topics[3]!.requiredMaterials.length, topics[3]!.proposer], [6, '县水利局']);
  });

  test('stand where their steps have brought them, and show the flags of the truth file', async () => {
    const rooms = await readRooms(database);
    for (const { state, topics } of rooms.values()) {
      for (const topic of topics) assert.equal(state.topic(topic.id)?.status, 'scheduled', topic.no);
    }
    const flags = Object.assign({}, ...[...rooms.values()].map((room) => room.flags(settings())));
    const truth = JSON.parse(readFileSync(sample('meetings.truth.json'), 'utf8'));
    assert.deepEqual(Object.keys(flags).sort(), truth.flags.map((one: { topic: string }) => one.topic).sort());
    for (const { topic, flags: expected } of truth.flags) assert.deepEqual(flags[topic].sort(), expected.sort());
  });

  test('bind the clientID of the skeleton to the server', async () => {
    const { bindings } = (await readRooms(database)).get('agenda/m1')!;
    assert.deepEqual(
      bindings.map(({ user, wrote }) => [user, wrote]),
      [['siban', true]],
    );
  });

  test('come in once: a second run says so and changes nothing', async () => {
    const before = await readRooms(database);
    const { code, out } = await importInto(database, MEETINGS);
    assert.equal(code, 0);
    assert.match(out, /agenda\/m1: M1 is already there; nothing was changed\.\nagenda\/m2: M2 is already there/);
    const after = await readRooms(database);
    assert.deepEqual([...after.keys()], [...before.keys()]);
    assert.deepEqual(after.get('agenda/m1')!.entries, before.get('agenda/m1')!.entries);
  });

  test('are known again in another file, and in one that has grown, as long as they themselves are the same', async () => {
    const other = changedSample('other.json', (file) => {
      file.meetings.pop();
      file.note = 'x';
    });
    const { code, out } = await importInto(database, other);
    assert.deepEqual([code, out], [0, 'agenda/m1: M1 is already there; nothing was changed.\n']);
  });

  test('that read otherwise, under whatever name the file goes, get a room of their own, and that is said', async () => {
    const later = changedSample('meetings.json', (file) => (file.meetings[0].topics[0].title = '关于另一事项的汇报'));
    const { code, out, err } = await importInto(database, later);
    assert.equal(code, 0);
    const hex = createHash('sha256').update('M1').digest('hex').slice(0, 8);
    assert.ok(out.startsWith(`agenda/m1-${hex}: imported M1`), out);
    assert.match(out, /agenda\/m2: M2 is already there/);
    assert.match(err, /agenda\/m1 already holds M1 as meetings\.json stated it/);
    const rooms = await readRooms(database);
    assert.equal(rooms.get(`agenda/m1-${hex}`)!.topics[0]!.title, '关于另一事项的汇报');
    assert.equal(rooms.get('agenda/m1')!.topics[0]!.title, '关于一季度经济运行情况的汇报');
    const again = await importInto(database, later);
    assert.match(again.out, new RegExp(`agenda/m1-${hex}: M1 is already there`));
    const third = changedSample('third.json', (file) => (file.meetings = [{ ...file.meetings[0], topics: [] }]));
    const refused = await importInto(database, third);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /M1 cannot be imported: the rooms agenda\/m1 and agenda\/m1-.* are taken/);
  });
});

test('an import that was broken off goes on where it stopped', async () => {
  const database = newDatabase();
  // Named alike: the same file at an earlier time, with its first meeting alone.
  const first = temporaryFolder().write('meetings.json', {
    meetings: [JSON.parse(readFileSync(MEETINGS, 'utf8')).meetings[0]],
  });
  await importInto(database, first);
  const { out } = await importInto(database, MEETINGS);
  assert.match(out, /agenda\/m1: M1 is already there[^\n]*\nagenda\/m2: imported M2/);
});

test('the same clock and chance give the same rooms, byte for byte', async () => {
  const databases = [newDatabase(), newDatabase()] as const;
  for (const database of databases) await importInto(database, MEETINGS, seeded(7));
  const [a, b] = await Promise.all(databases.map(readRooms));
  assert.deepEqual(a!.get('agenda/m2')!.entries, b!.get('agenda/m2')!.entries);
  const other = newDatabase();
  await importInto(other, MEETINGS, seeded(8));
  assert.notDeepEqual((await readRooms(other)).get('agenda/m2')!.entries, b!.get('agenda/m2')!.entries);
});

describe('a file with a secrecy mark is refused as a whole', () => {
  for (const [title, change, ids] of [
    ['in a title', (file) => (file.meetings[1].topics[0].title = '关于某工程（机 密 ☆ 1年）'), ['M2-T1']],
    ['in the field for the level', (file) => (file.meetings[0].topics[2].marking = '秘密'), ['M1-T3']],
    ['in the name of a paper', (file) => file.meetings[0].topics[1].providedMaterials.push('【绝密】附件'), ['M1-T2']],
    [
      'in a key that the program does not know',
      (file) => (file.meetings[0].topics[1].remark = { a: ['机密★'] }),
      ['M1-T2'],
    ],
    ['in the meeting', (file) => (file.meetings[0].venue = '秘密\n三楼'), ['M1']],
    ['outside of the meetings', (file) => (file.note = '机密★长期'), ['note']],
    ['in an id, which is not repeated then', (file) => (file.meetings[1].topics[0].id = '机密★1年'), ['meetings[1]']],
    [
      'in several places',
      (file) => {
        file.meetings[0].topics[0].title = '机密★';
        file.meetings[1].topics[2].notes = '绝密★';
      },
      ['M1-T1', 'M2-T3'],
    ],
  ] as readonly (readonly [string, (file: Loose) => unknown, string[]])[]) {
    test(title, async () => {
      const database = newDatabase();
      const { code, out, err } = await importInto(database, changedSample('marked.json', change));
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.ok(err.endsWith(`classified papers: ${ids.join(', ')}.\n`), err);
      assert.doesNotMatch(err, /密|工程|三楼/, 'nothing of the text is printed');
      assert.equal(existsSync(database), false, 'no database was touched');
    });
  }

  test('also where the county has switched the rule off', async () => {
    const config = folder.write('off.json', { rules: { CLASSIFIED_MARK: 'off' } });
    const file = changedSample('marked.json', (json) => (json.meetings[0].title = '机密★'));
    const { code } = await runCommand(importFile, ['meetings', file, '--data', newDatabase(), '--config', config]);
    assert.equal(code, 1);
  });
});

describe('what is noticed is the same before and after an import', () => {
  const variants: readonly (readonly [string, (topic: Loose, meeting: Loose) => unknown])[] = [
    ['as it is', () => undefined],
    ['without steps', (topic) => delete topic.steps],
    ['with null for steps', (topic) => (topic.steps = null)],
    ['with a step that has no date yet', (topic) => (topic.steps[1].at = null)],
    ['with a step that lacks the key for its date', (topic) => delete topic.steps[1].at],
    ['with a step that lacks its name', (topic) => delete topic.steps[1].step],
    ['with steps in reverse', (topic) => topic.steps.reverse()],
    ['with steps out of order', (topic) => (topic.steps[1].at = '2024-04-13T09:00:00+08:00')],
    ['with a return', (topic) => topic.steps.push({ step: 'returned', by: '', at: '2024-04-09T12:00:00+08:00' })],
    ['without received papers', (topic) => delete topic.materialsReceivedAt],
    ['with null for received papers', (topic) => (topic.materialsReceivedAt = null)],
    [
      'with late papers, and none named',
      (topic) => {
        topic.materialsReceivedAt = '2024-04-15T09:00:00+08:00';
        topic.providedMaterials = [];
      },
    ],
    ['without the list of papers', (topic) => delete topic.providedMaterials],
    ['with null for the list of papers', (topic) => (topic.providedMaterials = null)],
    [
      'with receipts of single papers',
      (topic) => {
        delete topic.materialsReceivedAt;
        topic.receipts = [{ material: '汇报材料', at: '2024-04-15T09:00:00+08:00' }];
      },
    ],
    [
      'with papers in time, and a receipt after the cut-off',
      (topic) => (topic.receipts = [{ material: '汇报材料', at: '2024-04-15T09:00:00+08:00' }]),
    ],
    [
      'with a late receipt of a paper that nobody asked for',
      (topic) => (topic.receipts = [{ material: '照片', at: '2024-04-15T09:00:00+08:00' }]),
    ],
    [
      'with receipts alone, of one paper of several',
      (topic) => {
        delete topic.materialsReceivedAt;
        delete topic.providedMaterials;
        topic.receipts = [{ material: '汇报材料', at: '2024-04-09T09:00:00+08:00' }];
      },
    ],
    [
      'with a receipt of what is not among the provided papers',
      (topic) => {
        topic.providedMaterials = topic.providedMaterials.slice(1);
        topic.receipts = [{ material: topic.requiredMaterials[0], at: '2024-04-09T09:00:00+08:00', by: '综合股' }];
      },
    ],
    ['with null for receipts', (topic) => (topic.receipts = null)],
    ['without required papers', (topic) => delete topic.requiredMaterials],
    ['ad hoc', (topic) => (topic.adHoc = true)],
    ['with null for ad hoc', (topic) => (topic.adHoc = null)],
    ['without agreement', (topic) => (topic.coordinated = false)],
    ['in a meeting without a time', (_, meeting) => (meeting.startAt = null)],
    ['in a meeting with an unapproved leave', (_, meeting) => (meeting.members.leave[0].approvedBy = null)],
    ['in a meeting of another kind', (_, meeting) => (meeting.kind = '县委专题会议')],
  ];

  for (const [title, change] of variants) {
    test(title, async () => {
      const file: Loose = JSON.parse(readFileSync(MEETINGS, 'utf8'));
      const [meeting] = file.meetings;
      meeting.topics.splice(1);
      change(meeting.topics[0], meeting);
      const before: Record<string, string[]> = {};
      for (const { subject, rule } of checkMeeting(meeting, settings())) {
        (before[subject === 'M1' ? 'room' : subject] ??= []).push(rule);
      }
      const database = newDatabase();
      const { code, err } = await importInto(database, folder.write('variant.json', { meetings: [meeting] }));
      assert.equal(code, 0, err);
      assert.deepEqual((await readRooms(database)).get('agenda/m1')!.flags(settings()), before);
    });
  }
});

test('what a room has no place for is named, and an empty value is no loss', async () => {
  const file = changedSample('more.json', (json) => {
    json.meetings[0].topics[2].marking = '内部';
    json.meetings[0].topics[3].marking = '内部';
    json.meetings[1].remark = { a: 1 };
    json.meetings[1].empty = null;
    json.meetings[1]['机密★1年'] = 1;
    json.meetings[1].topics[0].steps[1].seal = 'x';
  });
  const { code, err } = await importInto(newDatabase(), file);
  assert.equal(code, 0);
  assert.match(err, /Not taken over: marking \(meetings\[0\]\.topics\[2\] and 1 more\)/);
  assert.match(err, /; seal \(meetings\[1\]\.topics\[0\]\.steps\[1\]\)/);
  assert.match(err, /; remark \(meetings\[1\]\)/);
  assert.match(err, /; … \(meetings\[1\]\)/);
  assert.doesNotMatch(err, /empty|note|密/);
});

describe('what no room could hold is refused before anything is stored', () => {
  const refusals: readonly (readonly [string, (file: Loose) => unknown, RegExp])[] = [
    [
      'a topic whose title no entry holds',
      (file) => (file.meetings[1].topics[1].title = '关'.repeat(30_000)),
      /meetings\[1\]\.topics\[1\] holds more than one entry can/,
    ],
    [
      'a past that no entry holds',
      (file) =>
        (file.meetings[1].topics[2].steps = Array.from({ length: 2000 }, () => ({
          step: 'submitted',
          at: '2024-04-08T09:30:00+08:00',
        }))),
      /meetings\[1\]\.topics\[2\] holds more than one entry can/,
    ],
    [
      'notes that leave no room for a letter more',
      (file) => (file.meetings[0].topics[3].notes = '防汛'.repeat(1_600_000)),
      /meetings\[0\]\.topics\[3\]\.notes makes the meeting larger/,
    ],
    [
      'a title of a meeting that no room could be founded with',
      (file) => (file.meetings[1].title = '会'.repeat(501)),
      /meetings\[1\]\.title is longer than 500 characters/,
    ],
  ];
  for (const [title, change, message] of refusals) {
    test(title, async () => {
      const database = newDatabase();
      const { code, out, err } = await importInto(database, changedSample('large.json', change));
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
      assert.equal(existsSync(database), false, 'no database was touched');
    });
  }
});

describe('the name of a room', () => {
  for (const [id, plain] of [
    ['M1', 'm1'],
    ['2024-07 常委会', '2024-07----'],
    ['__x', 'x'],
    ['（一）a', 'a'],
  ] as const) {
    test(`of ${id} is ${plain}`, () => assert.equal(roomNamesFor(id)[0], `agenda/${plain}`));
  }

  for (const id of ['第七次会议', '——', 'pool-cpc', 'x'.repeat(65)]) {
    test(`of ${id.slice(0, 20)} ends in a digest at once, and is a room name`, () => {
      const names = roomNamesFor(id);
      assert.equal(names.length, 1);
      assert.match(names[0]!, /^agenda\/[a-z0-9][a-z0-9_-]{0,63}$/);
      assert.ok(names[0]!.endsWith(createHash('sha256').update(id).digest('hex').slice(0, 8)));
    });
  }

  test('of two ids that differ in case alone are two', async () => {
    const database = newDatabase();
    const file = changedSample('case.json', (json) => (json.meetings[1].id = 'm1'));
    const hex = createHash('sha256').update('m1').digest('hex').slice(0, 8);
    await importInto(database, file);
    assert.deepEqual([...(await readRooms(database)).keys()], ['agenda/m1', `agenda/m1-${hex}`]);
    const again = await importInto(database, file);
    assert.match(again.out, new RegExp(`agenda/m1: M1 is already there.*\\nagenda/m1-${hex}: m1 is already there`));
  });
});

describe('what cannot be imported ends with 2 and one sentence', () => {
  const data = newDatabase();
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'a meeting without a host office',
      ['meetings', changedSample('a.json', (file) => delete file.meetings[1].hostOffice), '--data', data],
      /meetings\[1\]\.hostOffice is missing/,
    ],
    [
      'an office that is none of the four',
      ['meetings', changedSample('b.json', (file) => (file.meetings[0].hostOffice = 'party')), '--data', data],
      /meetings\[0\]\.hostOffice is not one of/,
    ],
    [
      'a time that is none',
      [
        'meetings',
        changedSample('c.json', (file) => (file.meetings[0].topics[1].steps[0].at = 'soon')),
        '--data',
        data,
      ],
      /meetings\[0\]\.topics\[1\]\.steps\[0\]\.at is not a time/,
    ],
    [
      'a title with a NUL character',
      ['meetings', changedSample('nul.json', (file) => (file.meetings[0].topics[1].title = '关于\0')), '--data', data],
      /meetings\[0\]\.topics\[1\]\.title holds a NUL character/,
    ],
    ['no database named', ['meetings', MEETINGS], /--data/],
    [
      'a database in a folder that is not there',
      ['meetings', MEETINGS, '--data', join(folder.path, 'no', 'such.db')],
      /cannot be used|could not be written/,
    ],
    [
      'a database that is none',
      ['meetings', MEETINGS, '--data', folder.write('not.db', 'x'.repeat(5000))],
      /cannot be used/,
    ],
    ['a clock that is none', ['meetings', MEETINGS, '--data', data, '--clock', 'noon'], /"noon" is not a time/],
    [
      'a domain of a later release',
      ['handoffs', sample('handoffs.json'), '--data', data],
      /does not import handoffs yet/,
    ],
    ['a domain that does not exist', ['weather', MEETINGS, '--data', data], /"weather" cannot be imported/],
  ];
  for (const [title, args, message] of cases) {
    test(title, async () => {
      const { code, out, err } = await runCommand(importFile, args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, message);
    });
  }

  test('a database that a server holds', async () => {
    const database = newDatabase();
    const server = await SqliteStorage.open(database, 'epoch');
    try {
      const { code, err } = await importInto(database, MEETINGS);
      assert.equal(code, 2);
      assert.match(err, /Stop the sync server, then import/);
    } finally {
      await server.close();
    }
    assert.equal((await importInto(database, MEETINGS)).code, 0);
  });
});

test('a file without meetings imports nothing and says so', async () => {
  const { code, err } = await importInto(newDatabase(), folder.write('empty.json', { meetings: [] }));
  assert.equal(code, 0);
  assert.match(err, /no meetings in the file/);
});
