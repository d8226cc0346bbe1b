import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import {
  checkMarking,
  MARKING_RULES,
  MEETING_RULES,
  RULE_STRINGS,
  wordsFor,
  type RuleLanguage,
} from '../../src/rules/index.js';
import { checkMeeting } from '../../src/rules/meetings/index.js';
import { cleanTopic, meetingOf, sampleSettings } from './meetings/meeting-cases.js';

const RULES = [...MEETING_RULES, ...MARKING_RULES];

describe('the tables of rules', () => {
  test('have each id once, and words for it in both languages', () => {
    const ids = RULES.map((rule) => rule.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { rules } of Object.values(RULE_STRINGS)) assert.deepEqual(Object.keys(rules).sort(), [...ids].sort());
  });

  test('are what docs/rules.md says', () => {
    const tool = fileURLToPath(new URL('../../tools/rules-docs.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', tool, '--check'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  for (const rule of MEETING_RULES) {
    test(`${rule.id} is silent when it is switched off`, () => {
      // Some are judged while the meeting is on, some when it is over.
      const members = { total: 10, present: 5, leave: [{ person: '甲' }] };
      const bad = ['in_session', 'closed'].map((course) => meetingOf([everythingWrong()], { course, members }));
      const rulesOf = (settings: object): readonly string[] =>
        bad.flatMap((meeting) => checkMeeting(meeting, sampleSettings(settings))).map((finding) => finding.rule);
      const found = rulesOf({});
      assert.ok(found.includes(rule.id), 'the case has it');
      const rest = rulesOf({ rules: { [rule.id]: 'off' } });
      assert.deepEqual(
        rest,
        found.filter((id) => id !== rule.id),
      );
    });
  }

  test('a mark that a county only warns of gives the verdict warn', () => {
    assert.equal(checkMarking('机密★', { ...DEFAULT_SETTINGS, rules: { secrecy_mark: 'warn' } }).verdict, 'warn');
  });
});

function everythingWrong() {
  return cleanTopic({
    title: '机密★',
    adHoc: true,
    coordinated: false,
    providedMaterials: [],
    materialsReceivedAt: '2024-04-12T14:40:00+08:00',
    steps: [{ step: 'scheduled', by: '', at: '2024-04-12T16:00:00+08:00' }],
    prerequisites: [{ name: '合法性审查', done: false }],
    lockedAt: '2024-04-15T17:00:00+08:00',
    changedAfterLock: ['汇报材料'],
    reporterIsHead: false,
    minutes: 40,
    reportCharacters: 9000,
    dissent: '县财政局有保留',
    decision: 'passed',
    followedUp: false,
  });
}

describe('the words for a finding', () => {
  const late = (minutes: number, cause: string) => ({
    rule: 'LATE',
    params: { deadline: '2024-04-11T17:00:00+08:00', at: '2024-04-12T14:40:01+08:00', cause, minutes },
  });
  const say = (language: RuleLanguage, finding: { rule: string; params: Record<string, unknown> }) =>
    wordsFor(finding, language)!.message(
      finding.params as Parameters<NonNullable<ReturnType<typeof wordsFor>>['message']>[0],
    );

  test('give the delay in hours and minutes', () => {
    assert.match(
      say('zh-CN', late(1300, 'materials')),
      /材料送达时间为 2024-04-12 14:40:01，截止时间为 2024-04-11 17:00，迟 21 小时 40 分/,
    );
    assert.match(say('zh-CN', late(120, 'signature')), /分管领导审签时间为.*迟 2 小时。/);
    assert.match(say('zh-CN', late(1, 'materials')), /迟 1 分钟/);
    assert.match(say('en', late(1300, 'materials')), /21 h 40 min later/);
    assert.match(say('zh-CN', late(0, 'materials')), /截止时刻本身不计入按时/);
  });

  test('name missing steps and reversed ones', () => {
    const finding = {
      rule: 'OUT_OF_PROCEDURE',
      params: { missing: ['leader_signed'], reversed: [['submitted', 'scheduled']] },
    };
    assert.equal(say('zh-CN', finding), '缺分管领导审签环节；列入议程早于提请。请补办或核对办理时间，并说明情况。');
    assert.match(
      say('en', finding),
      /No signature of the leader in charge.*listing on the agenda is dated before the submission/,
    );
  });

  test('stand up to a rule of a newer release', () => {
    for (const rule of ['FUTURE_RULE', 'toString', '__proto__']) assert.equal(wordsFor({ rule }, 'zh-CN'), undefined);
  });
});
