import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import {
  dateIn,
  formatInstant,
  instantIn,
  instantOf,
  isTimezone,
  parseDate,
  parseInstant,
  parseTimeOfDay,
  type LocalDate,
} from '../../src/model/time.js';

describe('an instant', () => {
  for (const [text, iso] of [
    ['2024-04-11T17:00:00+08:00', '2024-04-11T09:00:00.000Z'],
    ['2024-04-11T09:00:00Z', '2024-04-11T09:00:00.000Z'],
    ['2024-04-11t09:00:00z', '2024-04-11T09:00:00.000Z'],
    ['2024-04-11 17:00:00+08:00', '2024-04-11T09:00:00.000Z'],
    ['2024-04-11T17:00+08:00', '2024-04-11T09:00:00.000Z'],
    ['2024-04-11T04:30:00-04:30', '2024-04-11T09:00:00.000Z'],
    ['2024-02-29T00:00:00.5+05:45', '2024-02-28T18:15:00.500Z'],
  ] as const) {
    test(`${text} is ${iso}`, () => assert.equal(new Date(instantOf(text)).toISOString(), iso));
  }

  for (const text of [
    '2024-04-11',
    '2024-02-30T09:00:00+08:00',
    '2023-02-29T09:00:00+08:00',
    '2024-13-01T09:00:00+08:00',
    '2024-04-11T24:00:00+08:00',
    '2024-04-11T17:60:00+08:00',
    '2024-04-11T17:00:00+0800',
    '2024-04-11T17:00:00+24:00',
    '0001-01-01T00:00:00Z',
    '昨天下午',
    '',
  ]) {
    test(`${JSON.stringify(text)} is none`, () => {
      assert.deepEqual(parseInstant(text), { ok: false, problem: 'not-an-instant' });
    });
  }

  test('without an offset is told apart from nonsense', () => {
    assert.deepEqual(parseInstant('2024-04-11T17:00:00'), { ok: false, problem: 'no-offset' });
  });

  test('that was never parsed is our own bug', () => {
    assert.throws(() => instantOf('soon'), TypeError);
  });
});

describe('local time', () => {
  test('is written with the offset of the zone, not of the machine', () => {
    const instant = instantOf('2024-04-11T09:00:00Z');
    assert.equal(formatInstant('Asia/Shanghai', instant), '2024-04-11T17:00:00+08:00');
    assert.equal(formatInstant('Asia/Kathmandu', instant), '2024-04-11T14:45:00+05:45');
    assert.equal(formatInstant('America/New_York', instant), '2024-04-11T05:00:00-04:00');
    assert.equal(formatInstant('UTC', instant), '2024-04-11T09:00:00+00:00');
  });

  test('names the day that people there have', () => {
    assert.equal(dateIn('Asia/Shanghai', instantOf('2024-04-15T16:00:00Z')), '2024-04-16');
    assert.equal(dateIn('Asia/Shanghai', instantOf('2024-04-15T15:59:59.999Z')), '2024-04-15');
    assert.equal(dateIn('America/New_York', instantOf('2024-04-15T03:00:00Z')), '2024-04-14');
  });

  test('goes back to the instant it came from, in every zone and at midnight', () => {
    for (const zone of ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Kathmandu', 'America/New_York', 'UTC']) {
      for (const time of ['2024-01-01T00:00:00Z', '2024-07-01T16:00:00Z', '2030-12-31T23:59:59Z']) {
        const instant = instantOf(time);
        const written = formatInstant(zone, instant);
        assert.equal(instantOf(written), instant);
        assert.equal(instantIn(zone, dateIn(zone, instant), parseTimeOfDay(written.slice(11, 19))!), instant);
      }
    }
  });

  test('knows what to do where clocks change', () => {
    const at = (date: string, time: string) =>
      formatInstant('America/New_York', instantIn('America/New_York', date as LocalDate, parseTimeOfDay(time)!));
    assert.equal(at('2024-03-10', '02:30'), '2024-03-10T03:30:00-04:00', 'an hour that does not exist');
    assert.equal(at('2024-11-03', '01:30'), '2024-11-03T01:30:00-04:00', 'the first of an hour that comes twice');
    assert.equal(at('2024-11-03', '17:00'), '2024-11-03T17:00:00-05:00');
  });

  test('zones are known by name', () => {
    assert.equal(isTimezone('Asia/Shanghai'), true);
    assert.equal(isTimezone('Asia/Yunling'), false);
  });
});

describe('days and times of day', () => {
  test('a day must exist', () => {
    assert.equal(parseDate('2024-02-29'), '2024-02-29');
    for (const text of ['2023-02-29', '2024-2-9', '2024-00-10', '20240229', ''])
      assert.equal(parseDate(text), undefined);
  });

  test('a time of day may leave out the seconds', () => {
    assert.equal(parseTimeOfDay('8:30'), 30_600);
    assert.equal(parseTimeOfDay('17:00:01'), 61_201);
    for (const text of ['24:00', '17:60', '17', '17:0', '']) assert.equal(parseTimeOfDay(text), undefined);
  });
});
