import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import { formatInstant, instantOf, type LocalDate } from '../../src/model/time.js';
import { createWorkCalendar, cutOffOf } from '../../src/model/work-calendar.js';

/** Spring 2024 as in the sample, and National Day 2025. */
const workCalendar = {
  holidays: [
    ...['2024-04-04', '2024-04-05', '2024-04-06', '2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04', '2024-05-05'],
    ...['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-04', '2025-10-05', '2025-10-06', '2025-10-07', '2025-10-08'],
  ],
  makeupWorkdays: ['2024-04-07', '2024-04-28', '2024-05-11', '2025-09-28', '2025-10-11'],
};
const calendar = createWorkCalendar({ ...DEFAULT_SETTINGS, workCalendar });

const isWorkday = (date: string) => calendar.isWorkday(date as LocalDate);

function cutOff(startAt: string, deadline: Partial<typeof DEFAULT_SETTINGS.topicDeadline> = {}): string {
  const at = cutOffOf(instantOf(startAt), calendar, { ...DEFAULT_SETTINGS.topicDeadline, ...deadline });
  return formatInstant('Asia/Shanghai', at);
}

describe('a working day', () => {
  test('is Monday to Friday but for holidays, and a make-up day whatever its weekday', () => {
    assert.equal(isWorkday('2024-04-03'), true);
    assert.equal(isWorkday('2024-04-04'), false, 'a Thursday, but a holiday');
    assert.equal(isWorkday('2024-04-07'), true, 'a Sunday, but made up for');
    assert.equal(isWorkday('2024-04-13'), false, 'a Saturday');
  });

  test('that is listed as holiday and as make-up day is worked', () => {
    const both = createWorkCalendar({
      ...DEFAULT_SETTINGS,
      workCalendar: { holidays: ['2024-04-07'], makeupWorkdays: ['2024-04-07'] },
    });
    assert.equal(both.isWorkday('2024-04-07' as LocalDate), true);
  });

  test('is counted between two days, the first excluded', () => {
    assert.equal(calendar.workdaysBetween('2024-04-03' as LocalDate, '2024-04-08' as LocalDate), 2);
    assert.equal(calendar.workdaysBetween('2024-04-08' as LocalDate, '2024-04-03' as LocalDate), 0);
  });

  test('is a guess in a year that the calendar does not name', () => {
    assert.equal(calendar.coversYear(2024), true);
    assert.equal(calendar.coversYear(2026), false);
  });
});

describe('the cut-off of a meeting', () => {
  for (const [startAt, expected] of [
    ['2024-04-16T09:00:00+08:00', '2024-04-11T17:00:00+08:00'],
    ['2024-04-26T15:00:00+08:00', '2024-04-23T17:00:00+08:00'],
    ['2024-04-08T09:00:00+08:00', '2024-04-02T17:00:00+08:00'],
    ['2024-05-06T09:00:00+08:00', '2024-04-28T17:00:00+08:00'],
    ['2025-10-09T09:00:00+08:00', '2025-09-28T17:00:00+08:00'],
    ['2027-01-04T09:00:00+08:00', '2026-12-30T17:00:00+08:00'],
    ['2024-04-14T09:00:00+08:00', '2024-04-10T17:00:00+08:00'],
  ] as const) {
    test(`for ${startAt} is ${expected}`, () => assert.equal(cutOff(startAt), expected));
  }

  test('goes by the day in the county, whatever offset the meeting is written in', () => {
    assert.equal(cutOff('2024-04-15T23:30:00Z'), '2024-04-11T17:00:00+08:00');
    assert.equal(cutOff('2024-04-16T02:00:00+14:00'), '2024-04-10T17:00:00+08:00');
  });

  test('takes number of days and time of day from the settings', () => {
    const startAt = '2024-04-16T09:00:00+08:00';
    assert.equal(cutOff(startAt, { workdaysBefore: 1, time: '9:30' }), '2024-04-15T09:30:00+08:00');
    assert.equal(cutOff(startAt, { workdaysBefore: 0, time: '08:00:30' }), '2024-04-16T08:00:30+08:00');
    assert.equal(cutOff(startAt, { workdaysBefore: 7 }), '2024-04-07T17:00:00+08:00');
  });
});

describe('working minutes', () => {
  const between = (from: string, to: string) => calendar.workingMinutesBetween(instantOf(from), instantOf(to));

  test('leave out noon, nights, weekends and holidays', () => {
    assert.equal(between('2024-04-12T08:30:00+08:00', '2024-04-12T18:00:00+08:00'), 420);
    assert.equal(between('2024-04-12T11:00:00+08:00', '2024-04-12T15:00:00+08:00'), 90);
    assert.equal(between('2024-04-12T17:00:00+08:00', '2024-04-15T09:00:00+08:00'), 90);
    assert.equal(between('2024-04-30T18:00:00+08:00', '2024-05-06T08:30:00+08:00'), 0);
  });

  test('count a make-up day', () => {
    assert.equal(between('2024-04-06T00:00:00+08:00', '2024-04-08T00:00:00+08:00'), 420);
  });

  test('are none when the second moment is not later', () => {
    assert.equal(between('2024-04-12T15:00:00+08:00', '2024-04-12T15:00:00+08:00'), 0);
    assert.equal(between('2024-04-12T16:00:00+08:00', '2024-04-12T15:00:00+08:00'), 0);
  });
});
