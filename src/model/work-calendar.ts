import type { Settings } from './settings.js';
import {
  dateIn,
  dateOfDayNumber,
  dayNumber,
  instantIn,
  parseTimeOfDay,
  weekdayOf,
  type LocalDate,
  type SecondsOfDay,
} from './time.js';

/** Working days and hours of one county: weekends, holidays and the days worked in exchange (调休). */
export interface WorkCalendar {
  readonly timezone: string;
  isWorkday(date: LocalDate): boolean;
  /** The nth working day before a day, which itself never counts; 0 is the day itself. */
  workdayBefore(date: LocalDate, count: number): LocalDate;
  /** Whole working days from one day to another, the first excluded, the last included; 0 when it is not later. */
  workdaysBetween(from: LocalDate, to: LocalDate): number;
  /** Working minutes between two moments, by the settings' hours; 0 when the second is not later (领导审阅余量). */
  workingMinutesBetween(from: number, to: number): number;
  /**
   * Whether the calendar names any day of that year. When it does not, Monday to Friday are assumed and
   * the reader must be told (缺少该年节假日安排).
   */
  coversYear(year: number): boolean;
}

/** A make-up day is a working day also when the same date stands among the holidays: it is the more exact statement. */
export function createWorkCalendar(
  settings: Pick<Settings, 'timezone' | 'workCalendar' | 'workingHours'>,
): WorkCalendar {
  const { timezone } = settings;
  const holidays = new Set(settings.workCalendar.holidays);
  const makeupDays = new Set(settings.workCalendar.makeupWorkdays);
  const years = new Set([...holidays, ...makeupDays].map((date) => Number(date.slice(0, 4))));
  const hours = settings.workingHours.map(([start, end]) => [parseTimeOfDay(start)!, parseTimeOfDay(end)!] as const);

  function isWorkday(date: LocalDate): boolean {
    if (makeupDays.has(date)) return true;
    if (holidays.has(date)) return false;
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6;
  }

  function workdayBefore(date: LocalDate, count: number): LocalDate {
    let day = dayNumber(date);
    for (let left = count; left > 0;) if (isWorkday(dateOfDayNumber(--day))) left--;
    return dateOfDayNumber(day);
  }

  function workdaysBetween(from: LocalDate, to: LocalDate): number {
    let workdays = 0;
    for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) if (isWorkday(dateOfDayNumber(day))) workdays++;
    return workdays;
  }

  function workingMinutesBetween(from: number, to: number): number {
    if (to <= from) return 0;
    let milliseconds = 0;
    for (let day = dayNumber(dateIn(timezone, from)); day <= dayNumber(dateIn(timezone, to)); day++) {
      const date = dateOfDayNumber(day);
      if (!isWorkday(date)) continue;
      for (const [start, end] of hours) milliseconds += overlap(date, start, end, from, to);
    }
    return Math.floor(milliseconds / 60_000);
  }

  function overlap(date: LocalDate, start: SecondsOfDay, end: SecondsOfDay, from: number, to: number): number {
    const opens = Math.max(from, instantIn(timezone, date, start));
    const closes = Math.min(to, instantIn(timezone, date, end));
    return Math.max(0, closes - opens);
  }

  return {
    timezone,
    isWorkday,
    workdayBefore,
    workdaysBetween,
    workingMinutesBetween,
    coversYear: (year) => years.has(year),
  };
}

/** Whether something at `at` comes after the cut-off; the very moment counts as on time where the settings say so. */
export function isPastCutOff(
  at: number,
  cutOff: number,
  { inclusive }: Pick<Settings['topicDeadline'], 'inclusive'>,
): boolean {
  return inclusive ? at > cutOff : at >= cutOff;
}

/**
 * The last moment for a topic's papers: by default 17:00 on the third working day before the day of the
 * meeting (brief §2.1). `startAt` and the answer are milliseconds since the epoch; the day of the meeting
 * is the day by the clocks of the county.
 */
export function cutOffOf(startAt: number, calendar: WorkCalendar, deadline: Settings['topicDeadline']): number {
  const day = calendar.workdayBefore(dateIn(calendar.timezone, startAt), deadline.workdaysBefore);
  return instantIn(calendar.timezone, day, parseTimeOfDay(deadline.time)!);
}
