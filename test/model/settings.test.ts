import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { DEFAULT_SETTINGS, effectiveSettings, parseSettings } from '../../src/model/settings.js';

const sample = JSON.parse(readFileSync(new URL('../../demo/data/config.json', import.meta.url), 'utf8'));

function read(json: unknown) {
  const parsed = parseSettings(json);
  assert.ok(parsed.ok, `usable: ${JSON.stringify(parsed)}`);
  return parsed.value;
}

describe('a configuration file', () => {
  test('an empty one gives the defaults', () => assert.deepEqual(read({}), DEFAULT_SETTINGS));

  test('null takes the default, key by key', () => {
    assert.deepEqual(read({ timezone: null, topicDeadline: { time: '9:30', inclusive: null }, rules: null }), {
      ...DEFAULT_SETTINGS,
      topicDeadline: { workdaysBefore: 3, time: '9:30', inclusive: true },
    });
  });

  test('the sample is read, with what later rules will need', () => {
    const settings = read(sample);
    assert.equal(settings.workCalendar.makeupWorkdays.length, 3);
    assert.deepEqual(settings.other?.['signLimitMinutes'], sample.signLimitMinutes);
    assert.equal(settings.other?.['note'], undefined);
    assert.equal(settings.other?.['asOf'], undefined);
  });

  for (const [path, problem, json] of [
    ['', 'not-an-object', []],
    ['', 'not-an-object', null],
    ['timezone', 'not-text', { timezone: 8 }],
    ['timezone', 'not-a-timezone', { timezone: 'Asia/Yunling' }],
    ['topicDeadline', 'not-an-object', { topicDeadline: 3 }],
    ['topicDeadline.workdaysBefore', 'not-a-number', { topicDeadline: { workdaysBefore: '3' } }],
    ['topicDeadline.workdaysBefore', 'not-a-whole-number', { topicDeadline: { workdaysBefore: 2.5 } }],
    ['topicDeadline.workdaysBefore', 'out-of-range', { topicDeadline: { workdaysBefore: -1 } }],
    ['topicDeadline.time', 'not-a-time-of-day', { topicDeadline: { time: '25:00' } }],
    ['topicDeadline.inclusive', 'not-a-boolean', { topicDeadline: { inclusive: 'yes' } }],
    ['workCalendar.holidays', 'not-a-list', { workCalendar: { holidays: '2024-05-01' } }],
    ['workCalendar.holidays[1]', 'not-a-date', { workCalendar: { holidays: ['2024-05-01', '2024-02-30'] } }],
    ['workCalendar.makeupWorkdays[0]', 'not-text', { workCalendar: { makeupWorkdays: [20240428] } }],
    ['workingHours[0]', 'not-a-span', { workingHours: [['12:00', '8:30']] }],
    [
      'workingHours[1]',
      'not-a-span',
      {
        workingHours: [
          ['8:30', '12:00'],
          ['11:00', '18:00'],
        ],
      },
    ],
    ['workingHours[0][1]', 'not-a-time-of-day', { workingHours: [['8:30', 'noon']] }],
    [
      'approvers.四办联席会议.office',
      'unknown-value',
      { approvers: { 四办联席会议: { role: 'leader', office: 'x' } } },
    ],
    ['approvers.四办联席会议.role', 'missing', { approvers: { 四办联席会议: { office: 'cpc' } } }],
    ['rules.LATE', 'unknown-value', { rules: { LATE: 'loud' } }],
  ] as const) {
    test(`is refused at ${path || 'the top'} as ${problem}`, () => {
      assert.deepEqual(parseSettings(json), { ok: false, problem: { path, problem } });
    });
  }
});

test('limits of a topic are whole numbers within bounds, and each that is absent takes its default', () => {
  assert.deepEqual(read({ topicLimits: { minutes: 20 } }).topicLimits, {
    readingHours: 16,
    minutes: 20,
    reportCharacters: 3000,
  });
  assert.equal(read({ topicLimits: { readingHours: 0 } }).topicLimits.readingHours, 0);
  const wrong = [
    { minutes: 0 },
    { minutes: 1.5 },
    { readingHours: -1 },
    { reportCharacters: 1_000_001 },
    { minutes: '9' },
  ];
  for (const topicLimits of wrong) assert.equal(parseSettings({ topicLimits }).ok, false, JSON.stringify(topicLimits));
});

describe('the effective settings', () => {
  test('leave out the note and the moment of checking', () => {
    const { note, asOf, ...rest } = sample;
    assert.ok(note && asOf);
    assert.deepEqual(effectiveSettings(read(sample)), effectiveSettings(read(rest)));
  });

  test('do not depend on the order of dates', () => {
    const [a, b] = [
      ['2025-05-01', '2025-05-02', '2025-05-01'],
      ['2025-05-02', '2025-05-01'],
    ].map((holidays) => effectiveSettings(read({ workCalendar: { holidays } })));
    assert.deepEqual(a, b);
  });

  test('change with a threshold of a rule that this release does not have', () => {
    const changed = { ...sample, signLimitMinutes: { ...sample.signLimitMinutes, 特急: 20 } };
    assert.notDeepEqual(effectiveSettings(read(changed)), effectiveSettings(read(sample)));
  });

  test('read back as the settings they came from', () => {
    const settings = read(sample);
    assert.deepEqual(effectiveSettings(read(effectiveSettings(settings))), effectiveSettings(settings));
  });
});
