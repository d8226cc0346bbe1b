import type { Parsed } from './parsed.js';

/** A day as people name it, `YYYY-MM-DD`, without zone. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** A time of day in seconds after midnight. */
export type SecondsOfDay = number;

const MINUTE = 60_000;
const DAY = 86_400_000;

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:([Zz])|([+-])(\d{2}):(\d{2}))?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_OF_DAY = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
/** Before this nothing in an office's files is a real date; it is where programs put "no date". */
const FIRST_YEAR = 1900;

/**
 * Milliseconds since the epoch of an RFC 3339 time. Seconds may be left out, the offset may not:
 * a time without it means another moment on every machine.
 */
export function parseInstant(text: string): Parsed<number, 'not-an-instant' | 'no-offset'> {
  const match = INSTANT.exec(text);
  if (!match) return { ok: false, problem: 'not-an-instant' };
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zulu, sign, offsetHours, offsetMinutes] =
    match;
  const midnight = midnightUtc(Number(year), Number(month), Number(day));
  const seconds = secondsOfDay(Number(hour), Number(minute), Number(second));
  if (midnight === undefined || seconds === undefined) return { ok: false, problem: 'not-an-instant' };
  if (zulu === undefined && sign === undefined) return { ok: false, problem: 'no-offset' };
  const offset = Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0);
  if (Number(offsetHours ?? 0) > 23 || Number(offsetMinutes ?? 0) > 59) return { ok: false, problem: 'not-an-instant' };
  const local = midnight + seconds * 1000 + Number(fraction) * 1000;
  return { ok: true, value: local - (sign === '-' ? -offset : offset) * MINUTE };
}

/** Milliseconds since the epoch of a time that has been parsed before. Throws on anything else: our own bug. */
export function instantOf(text: string): number {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new TypeError(`not a parsed instant: ${parsed.problem}`);
  return parsed.value;
}

export function parseDate(text: string): LocalDate | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const midnight = midnightUtc(Number(match[1]), Number(match[2]), Number(match[3]));
  return midnight === undefined ? undefined : (text as LocalDate);
}

/** Reads `H:mm`, `HH:mm` or `HH:mm:ss`. */
export function parseTimeOfDay(text: string): SecondsOfDay | undefined {
  const match = TIME_OF_DAY.exec(text);
  return match ? secondsOfDay(Number(match[1]), Number(match[2]), Number(match[3] ?? 0)) : undefined;
}

function midnightUtc(year: number, month: number, day: number): number | undefined {
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  return new Date(midnight).getUTCDate() === day ? midnight : undefined;
}

function secondsOfDay(hour: number, minute: number, second: number): SecondsOfDay | undefined {
  return hour > 23 || minute > 59 || second > 59 ? undefined : hour * 3600 + minute * 60 + second;
}

/** Days since the epoch; the next day has the next number. */
export function dayNumber(date: LocalDate): number {
  const [, year, month, day] = DATE.exec(date)!;
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY;
}

export function dateOfDayNumber(number: number): LocalDate {
  return new Date(number * DAY).toISOString().slice(0, 10) as LocalDate;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(dayNumber(date) * DAY).getUTCDay();
}

/** Whether `Intl` knows the name. */
export function isTimezone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Kept, because making one costs a hundred times what using it does. */
function formatterOf(timezone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timezone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timezone, formatter);
  }
  return formatter;
}

/** Milliseconds by which local time is ahead of UTC at that moment. */
function offsetAt(instant: number, timezone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const parts: Record<string, number> = {};
  for (const part of formatterOf(timezone).formatToParts(whole)) parts[part.type] = Number(part.value);
  // Some engines write midnight as 24 in spite of the hour cycle.
  const local = Date.UTC(
    parts['year']!,
    parts['month']! - 1,
    parts['day'],
    parts['hour']! % 24,
    parts['minute'],
    parts['second'],
  );
  return local - whole;
}

/** The day that people in the zone call it at that moment. */
export function dateIn(timezone: string, instant: number): LocalDate {
  return new Date(instant + offsetAt(instant, timezone)).toISOString().slice(0, 10) as LocalDate;
}

/**
 * The moment at which clocks in the zone show that date and time. Where clocks are put forward over
 * it, the moment they would have shown it; where they are put back, the first of the two.
 */
export function instantIn(timezone: string, date: LocalDate, time: SecondsOfDay): number {
  const asUtc = dayNumber(date) * DAY + time * 1000;
  const before = asUtc - offsetAt(asUtc - DAY, timezone);
  const after = asUtc - offsetAt(asUtc + DAY, timezone);
  return offsetAt(before, timezone) === asUtc - before || offsetAt(after, timezone) !== asUtc - after ? before : after;
}

/** RFC 3339 with the zone's own offset: `2024-04-11T17:00:00+08:00`. Parts of a second are dropped. */
export function formatInstant(timezone: string, instant: number): string {
  const offset = offsetAt(instant, timezone);
  const local = new Date(instant + offset).toISOString().slice(0, 19);
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`;
}
