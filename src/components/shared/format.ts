import { formatInstant, instantIn, parseDate, parseTimeOfDay } from '../../model/time.js';
import type { Language } from './strings.js';

/** A moment as a wall clock in the county's time zone shows it. */
export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const ZH_WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Times in milliseconds since the epoch. */
const MINUTE = 60_000;
const MOST_KNOWN = 500;

/**
 * Dates, times and lengths in the words of one language and the county's time zone. The machine's own time
 * zone is never used: a page opened elsewhere must show the same cut-off.
 */
export class Formats {
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  readonly #parts: Intl.DateTimeFormat;
  /** What was asked for before, by second: the same few moments are shown with every render. */
  readonly #known = new Map<number, WallClock>();

  constructor(language: Language, timezone: string) {
    this.language = language;
    this.timezone = timezone;
    this.#parts = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hour12: false,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  wallClock(at: number): WallClock {
    const second = Math.floor(at / 1000);
    let clock = this.#known.get(second);
    if (!clock) {
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      clock = this.#read(at);
      this.#known.set(second, clock);
    }
    return clock;
  }

  #read(at: number): WallClock {
    const found: Record<string, string> = {};
    for (const { type, value } of this.#parts.formatToParts(at)) found[type] = value;
    return {
      year: Number(found['year']),
      month: Number(found['month']),
      day: Number(found['day']),
      weekday: WEEKDAYS.indexOf(found['weekday'] ?? ''),
      // Older engines write midnight as 24.
      hour: Number(found['hour']) % 24,
      minute: Number(found['minute']),
      second: Number(found['second']),
    };
  }

  /** `9:15` */
  clock(at: number): string {
    const { hour, minute } = this.wallClock(at);
    return `${hour}:${two(minute)}`;
  }

  /** `17:31:06` */
  clockWithSeconds(at: number): string {
    const { hour, minute, second } = this.wallClock(at);
    return `${hour}:${two(minute)}:${two(second)}`;
  }

  /** `4月9日 11:20`, `9 Apr 11:20`; with the year when it is not that of `now`. */
  moment(at: number, now: number): string {
    const { month, day, year } = this.wallClock(at);
    const other = year !== this.wallClock(now).year;
    if (this.language === 'en') return `${day} ${MONTHS[month - 1]}${other ? ` ${year}` : ''} ${this.clock(at)}`;
    return `${other ? `${year}年` : ''}${month}月${day}日 ${this.clock(at)}`;
  }

  /** With the year, whatever year it is, as on paper: `2024年4月9日 11:20`, `9 Apr 2024 11:20`. */
  fullMoment(at: number): string {
    const { month, day, year } = this.wallClock(at);
    if (this.language === 'en') return `${day} ${MONTHS[month - 1]} ${year} ${this.clock(at)}`;
    return `${year}年${month}月${day}日 ${this.clock(at)}`;
  }

  /** `12日 10:10`, `12th 10:10` within the month of `now`, else as `moment`. */
  shortMoment(at: number, now: number): string {
    const then = this.wallClock(at);
    const today = this.wallClock(now);
    if (then.year !== today.year || then.month !== today.month) return this.moment(at, now);
    return `${this.dayOfMonth(at)} ${this.clock(at)}`;
  }

  /** `8日`, `8th` */
  dayOfMonth(at: number): string {
    const { day } = this.wallClock(at);
    return this.language === 'en' ? `${day}${ordinalEnding(day)}` : `${day}日`;
  }

  /** `4月16日 周二 9:00`, `Tue 16 Apr, 9:00` */
  meetingTime(at: number, now: number): string {
    const { month, day, year, weekday } = this.wallClock(at);
    const other = year !== this.wallClock(now).year;
    if (this.language === 'en') {
      return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]}${other ? ` ${year}` : ''}, ${this.clock(at)}`;
    }
    return `${other ? `${year}年` : ''}${month}月${day}日 ${ZH_WEEKDAYS[weekday]} ${this.clock(at)}`;
  }

  /**
   * A length of time in the one or two units that matter: `2 天`, `1 天 5 小时`, `21 小时 40 分`, `35 秒`.
   * From two days on they stand alone.
   */
  length(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60) return this.#unit(seconds, '秒', 's');
    const minutes = Math.floor(milliseconds / MINUTE);
    const hours = Math.floor(minutes / 60);
    if (hours >= 24) return this.#days(Math.floor(hours / 24), hours % 24);
    const rest = minutes % 60;
    if (hours === 0) return this.#unit(minutes, '分', 'min');
    if (rest === 0) return this.#unit(hours, '小时', 'h');
    return `${this.#unit(hours, '小时', 'h')} ${this.#unit(rest, '分', 'min')}`;
  }

  #days(days: number, hours: number): string {
    const whole = this.#unit(days, '天', days === 1 ? 'day' : 'days');
    return days > 1 || hours === 0 ? whole : `${whole} ${this.#unit(hours, '小时', 'h')}`;
  }

  #unit(n: number, zh: string, en: string): string {
    return `${n} ${this.language === 'en' ? en : zh}`;
  }
}

/**
 * The value of an `<input type="datetime-local">` for a moment, in the formats' time zone: `2024-04-16T09:00`.
 */
export function toLocalInput(formats: Formats, at: number): string {
  const { year, month, day, hour, minute } = formats.wallClock(at);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** The same for a moment as RFC 3339; empty when the text is none. */
export function localInput(formats: Formats, text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? '' : toLocalInput(formats, at);
}

/**
 * Reads what an `<input type="datetime-local">` holds as a wall clock of the formats' time zone, and writes it as
 * RFC 3339 with that zone's offset. Undefined when the text is no date.
 */
export function fromLocalInput(formats: Formats, text: string): string | undefined {
  const date = parseDate(text.slice(0, 10));
  const time = parseTimeOfDay(text.slice(11));
  if (!date || time === undefined) return undefined;
  return formatInstant(formats.timezone, instantIn(formats.timezone, date, time));
}

/** A hash as it is read aloud over the phone: four and four with a middle dot. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)}·${hash.slice(4, 8)}`;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function ordinalEnding(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}
