import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { parseMeetingsFile } from '../../src/model/agenda/meetings-file.js';

/** Any JSON: these tests put into it what its type would forbid. */
type Loose = ReturnType<typeof JSON.parse>;

function sample(): Loose {
  return JSON.parse(readFileSync(new URL('../../demo/data/meetings.json', import.meta.url), 'utf8'));
}

function problemWith(change: (file: Loose) => void) {
  const file = sample();
  change(file);
  const parsed = parseMeetingsFile(file);
  return parsed.ok ? undefined : [parsed.problem.path, parsed.problem.problem];
}

describe('a meetings file is usable', () => {
  for (const [title, change] of [
    ['as it is', () => undefined],
    ['without meetings', (file) => (file.meetings = [])],
    ['with null for meetings', (file) => (file.meetings = null)],
    ['without topics', (file) => delete file.meetings[0].topics],
    ['with an unknown kind of meeting', (file) => (file.meetings[0].kind = '县委专题会议')],
    ['with an unknown step', (file) => (file.meetings[0].topics[0].steps[0].step = '公示')],
    ['with unknown keys of any shape', (file) => (file.meetings[0].topics[0].extra = { at: 'soon', list: [1, null] })],
    ['with null wherever something may be empty', nullEverywhere],
    ['with the same topic id in two meetings', (file) => (file.meetings[1].topics[0].id = 'M1-T1')],
    ['with other offsets', (file) => (file.meetings[0].startAt = '2024-04-16T01:00:00Z')],
  ] as readonly (readonly [string, (file: Loose) => unknown])[]) {
    test(title, () => assert.equal(problemWith(change), undefined));
  }
});

function nullEverywhere(file: Loose): void {
  for (const meeting of file.meetings) {
    for (const key of Object.keys(meeting)) if (key !== 'id' && key !== 'topics') meeting[key] = null;
    for (const topic of meeting.topics) for (const key of Object.keys(topic)) if (key !== 'id') topic[key] = null;
  }
}

describe('an unusable file names the place', () => {
  for (const [path, problem, change] of [
    ['meetings', 'missing', (file) => delete file.meetings],
    ['meetings', 'not-a-list', (file) => (file.meetings = {})],
    ['meetings[1]', 'not-an-object', (file) => (file.meetings[1] = 'M2')],
    ['meetings[0].id', 'missing', (file) => delete file.meetings[0].id],
    ['meetings[0].id', 'missing', (file) => (file.meetings[0].id = '')],
    ['meetings[0].id', 'not-text', (file) => (file.meetings[0].id = 1)],
    ['meetings[1].id', 'repeated-id', (file) => (file.meetings[1].id = 'M1')],
    ['meetings[0].startAt', 'not-an-instant', (file) => (file.meetings[0].startAt = '4月16日上午')],
    ['meetings[0].startAt', 'no-offset', (file) => (file.meetings[0].startAt = '2024-04-16T09:00:00')],
    ['meetings[0].startAt', 'not-text', (file) => (file.meetings[0].startAt = 1713229200000)],
    ['meetings[0].members', 'not-an-object', (file) => (file.meetings[0].members = 11)],
    ['meetings[0].members.total', 'not-a-number', (file) => (file.meetings[0].members.total = '11')],
    [
      'meetings[0].members.leave[0].approvedBy',
      'not-text',
      (file) => (file.meetings[0].members.leave[0].approvedBy = true),
    ],
    ['meetings[0].topics', 'not-a-list', (file) => (file.meetings[0].topics = {})],
    ['meetings[0].topics[2]', 'not-an-object', (file) => (file.meetings[0].topics[2] = null)],
    ['meetings[0].topics[2].id', 'missing', (file) => delete file.meetings[0].topics[2].id],
    ['meetings[0].topics[4].id', 'repeated-id', (file) => (file.meetings[0].topics[4].id = 'M1-T1')],
    ['meetings[1].topics[0].title', 'not-text', (file) => (file.meetings[1].topics[0].title = ['甲'])],
    ['meetings[1].topics[0].title', 'broken-text', (file) => (file.meetings[1].topics[0].title = '关于\ud800')],
    ['meetings[1].topics[0].title', 'nul-character', (file) => (file.meetings[1].topics[0].title = '关于\0')],
    ['meetings[0].id', 'nul-character', (file) => (file.meetings[0].id = 'M\0')],
    [
      'meetings[0].topics[1].providedMaterials[0]',
      'nul-character',
      (file) => (file.meetings[0].topics[1].providedMaterials[0] = 'a\0b'),
    ],
    ['meetings[1].topics[0].adHoc', 'not-a-boolean', (file) => (file.meetings[1].topics[0].adHoc = 'false')],
    ['meetings[1].topics[0].marking', 'not-text', (file) => (file.meetings[1].topics[0].marking = false)],
    [
      'meetings[1].topics[0].requiredMaterials[1]',
      'not-text',
      (file) => (file.meetings[1].topics[0].requiredMaterials[1] = 7),
    ],
    [
      'meetings[1].topics[0].providedMaterials',
      'not-a-list',
      (file) => (file.meetings[1].topics[0].providedMaterials = '送审稿'),
    ],
    [
      'meetings[1].topics[0].materialsReceivedAt',
      'not-an-instant',
      (file) => (file.meetings[1].topics[0].materialsReceivedAt = '2024-02-30T09:00:00+08:00'),
    ],
    ['meetings[1].topics[0].steps', 'not-a-list', (file) => (file.meetings[1].topics[0].steps = 'submitted')],
    [
      'meetings[1].topics[0].steps[2].at',
      'not-an-instant',
      (file) => (file.meetings[1].topics[0].steps[2].at = '昨天'),
    ],
    [
      'meetings[1].topics[0].steps[2].at',
      'no-offset',
      (file) => (file.meetings[1].topics[0].steps[2].at = '2024-04-22T09:00:00'),
    ],
    ['meetings[1].topics[0].steps[2].step', 'not-text', (file) => (file.meetings[1].topics[0].steps[2].step = 3)],
  ] as readonly (readonly [string, string, (file: Loose) => unknown])[]) {
    test(`${path} is ${problem}`, () => assert.deepEqual(problemWith(change), [path, problem]));
  }

  for (const json of [[], null, 'meetings', 3]) {
    test(`${JSON.stringify(json)} is no meetings file`, () => {
      assert.deepEqual(parseMeetingsFile(json), { ok: false, problem: { path: '', problem: 'not-an-object' } });
    });
  }
});
