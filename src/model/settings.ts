import { InputError, type InputProblem } from './input-problem.js';
import { listAt, numberAt, objectAt, textAt, type JsonRecord } from './input-reader.js';
import type { JsonObject } from './json.js';
import { isOffice, isRole, type Office, type Role } from './offices.js';
import type { Parsed } from './parsed.js';
import { isTimezone, parseDate, parseTimeOfDay, type LocalDate } from './time.js';

/** Who approves at the end of a chain. */
export interface Approver {
  readonly role: Role;
  readonly office: Office;
}

export const RULE_SETTINGS = ['info', 'warn', 'block', 'off'] as const;
export type RuleSetting = (typeof RULE_SETTINGS)[number];

/** Everything that a county decides for itself. The shape is that of the configuration file (architecture §7). */
export interface Settings {
  /** IANA name; all local times are read in it. */
  readonly timezone: string;
  readonly topicDeadline: {
    /** How many working days before the day of the meeting: 0 to 366. */
    readonly workdaysBefore: number;
    /** `HH:mm` or `HH:mm:ss`, local time. */
    readonly time: string;
    /** Whether the very moment still counts as on time. */
    readonly inclusive: boolean;
  };
  readonly workCalendar: WorkCalendarSettings;
  /** Spans of a working day, `HH:mm` to `HH:mm`, in order and apart. */
  readonly workingHours: readonly (readonly [string, string])[];
  /** Measures of one topic. */
  readonly topicLimits: TopicLimits;
  /** Final approver by kind of meeting; default is the leader of the host office. */
  readonly approvers: Readonly<Record<string, Approver>>;
  /** Severity of a rule, or `off`, by rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** What the file says for rules that this release does not have (`signLimitMinutes`, `incident` …), as it stands there. */
  readonly other?: JsonObject;
}

export interface TopicLimits {
  /** Working hours that leaders have for reading at least: 0 to 1000. */
  readonly readingHours: number;
  /** Longest planned time, 1 to 1440. */
  readonly minutes: number;
  /** Longest report, in characters, 1 to 1,000,000. */
  readonly reportCharacters: number;
}

/** Examples from published rules of counties; each is a local matter. */
export const TOPIC_LIMITS: TopicLimits = { readingHours: 16, minutes: 15, reportCharacters: 3000 };

export interface WorkCalendarSettings {
  /** `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  readonly makeupWorkdays: readonly string[];
}

/** What holds where a configuration file says nothing. */
export const DEFAULT_SETTINGS: Settings = {
  timezone: 'Asia/Shanghai',
  topicDeadline: { workdaysBefore: 3, time: '17:00', inclusive: true },
  workCalendar: { holidays: [], makeupWorkdays: [] },
  workingHours: [
    ['8:30', '12:00'],
    ['14:30', '18:00'],
  ],
  topicLimits: TOPIC_LIMITS,
  approvers: {},
  rules: {},
};

/** Words for people, and the moment at which a file was checked: nothing is judged by them. */
const NOT_EFFECTIVE = ['note', 'asOf'] as const;
const KNOWN = [
  ...(['timezone', 'topicDeadline', 'workCalendar', 'workingHours', 'topicLimits', 'approvers', 'rules'] as const),
];

/** Reads a configuration file, or `effectiveSettings` as a server sent them. A key that is absent or null takes its default. */
export function parseSettings(json: unknown): Parsed<Settings, InputProblem> {
  try {
    return { ok: true, value: readSettings(objectAt('', json)) };
  } catch (error) {
    if (error instanceof InputError) return { ok: false, problem: error.found };
    throw error;
  }
}

/**
 * The settings as one canonical object: what is hashed into entries, stored under that hash, and
 * answered by `GET /api/config`. In what order a file lists its dates makes no difference.
 */
export function effectiveSettings(settings: Settings): JsonObject {
  return {
    ...settings.other,
    timezone: settings.timezone,
    topicDeadline: { ...settings.topicDeadline },
    workCalendar: {
      holidays: [...new Set(settings.workCalendar.holidays)].sort(),
      makeupWorkdays: [...new Set(settings.workCalendar.makeupWorkdays)].sort(),
    },
    workingHours: settings.workingHours.map(([start, end]) => [start, end]),
    topicLimits: { ...settings.topicLimits },
    approvers: settings.approvers as unknown as JsonObject,
    rules: settings.rules,
  };
}

function readSettings(json: JsonRecord): Settings {
  const other = Object.entries(json).filter(([key]) => ![...KNOWN, ...NOT_EFFECTIVE].includes(key as 'note'));
  return {
    timezone: optional(json, '', 'timezone', readTimezone) ?? DEFAULT_SETTINGS.timezone,
    topicDeadline: optional(json, '', 'topicDeadline', readDeadline) ?? DEFAULT_SETTINGS.topicDeadline,
    workCalendar: optional(json, '', 'workCalendar', readCalendar) ?? DEFAULT_SETTINGS.workCalendar,
    workingHours: optional(json, '', 'workingHours', readHours) ?? DEFAULT_SETTINGS.workingHours,
    topicLimits: optional(json, '', 'topicLimits', readLimits) ?? DEFAULT_SETTINGS.topicLimits,
    approvers: optional(json, '', 'approvers', readApprovers) ?? DEFAULT_SETTINGS.approvers,
    rules: optional(json, '', 'rules', readRules) ?? DEFAULT_SETTINGS.rules,
    ...(other.length > 0 && { other: Object.fromEntries(other) as JsonObject }),
  };
}

/** The value of a key, or undefined when the key is absent or null. */
function optional<T>(
  json: JsonRecord,
  parent: string,
  key: string,
  read: (path: string, value: unknown) => T,
): T | undefined {
  const value = json[key];
  return value === undefined || value === null ? undefined : read(parent === '' ? key : `${parent}.${key}`, value);
}

function readTimezone(path: string, value: unknown): string {
  const name = textAt(path, value);
  if (!isTimezone(name)) throw new InputError(path, 'not-a-timezone');
  return name;
}

function readDeadline(path: string, value: unknown): Settings['topicDeadline'] {
  const json = objectAt(path, value);
  return {
    workdaysBefore:
      optional(json, path, 'workdaysBefore', readWorkdays) ?? DEFAULT_SETTINGS.topicDeadline.workdaysBefore,
    time: optional(json, path, 'time', readTimeOfDay) ?? DEFAULT_SETTINGS.topicDeadline.time,
    inclusive: optional(json, path, 'inclusive', readBoolean) ?? DEFAULT_SETTINGS.topicDeadline.inclusive,
  };
}

function readWorkdays(path: string, value: unknown): number {
  const days = numberAt(path, value);
  if (!Number.isInteger(days)) throw new InputError(path, 'not-a-whole-number');
  if (days < 0 || days > 366) throw new InputError(path, 'out-of-range');
  return days;
}

const LARGEST: TopicLimits = { readingHours: 1000, minutes: 1440, reportCharacters: 1_000_000 };

function readLimits(path: string, value: unknown): TopicLimits {
  const json = objectAt(path, value);
  const limits = Object.keys(TOPIC_LIMITS).map((key): [string, number] => {
    const name = key as keyof TopicLimits;
    const read = (at: string, given: unknown): number => {
      const limit = numberAt(at, given);
      if (!Number.isInteger(limit)) throw new InputError(at, 'not-a-whole-number');
      if (limit < (name === 'readingHours' ? 0 : 1) || limit > LARGEST[name]) throw new InputError(at, 'out-of-range');
      return limit;
    };
    return [name, optional(json, path, name, read) ?? TOPIC_LIMITS[name]];
  });
  return Object.fromEntries(limits) as unknown as TopicLimits;
}

function readTimeOfDay(path: string, value: unknown): string {
  const time = textAt(path, value);
  if (parseTimeOfDay(time) === undefined) throw new InputError(path, 'not-a-time-of-day');
  return time;
}

function readBoolean(path: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new InputError(path, 'not-a-boolean');
  return value;
}

function readCalendar(path: string, value: unknown): WorkCalendarSettings {
  const json = objectAt(path, value);
  return {
    holidays: optional(json, path, 'holidays', readDates) ?? [],
    makeupWorkdays: optional(json, path, 'makeupWorkdays', readDates) ?? [],
  };
}

function readDates(path: string, value: unknown): LocalDate[] {
  return listAt(path, value).map((item, index) => {
    const date = parseDate(textAt(`${path}[${index}]`, item));
    if (date === undefined) throw new InputError(`${path}[${index}]`, 'not-a-date');
    return date;
  });
}

function readHours(path: string, value: unknown): [string, string][] {
  let previousEnd = -1;
  return listAt(path, value).map((item, index) => {
    const at = `${path}[${index}]`;
    const span = listAt(at, item);
    if (span.length !== 2) throw new InputError(at, 'not-a-span');
    const [start, end] = span.map((time, side) => readTimeOfDay(`${at}[${side}]`, time)) as [string, string];
    if (parseTimeOfDay(start)! < previousEnd || parseTimeOfDay(end)! <= parseTimeOfDay(start)!) {
      throw new InputError(at, 'not-a-span');
    }
    previousEnd = parseTimeOfDay(end)!;
    return [start, end];
  });
}

function readApprovers(path: string, value: unknown): Record<string, Approver> {
  const approvers = Object.entries(objectAt(path, value)).map(([kind, item]): [string, Approver] => {
    const at = `${path}.${kind}`;
    const { role, office } = objectAt(at, item);
    if (!isRole(role)) throw new InputError(`${at}.role`, role === undefined ? 'missing' : 'unknown-value');
    if (!isOffice(office)) throw new InputError(`${at}.office`, office === undefined ? 'missing' : 'unknown-value');
    return [kind, { role, office }];
  });
  return Object.fromEntries(approvers);
}

function readRules(path: string, value: unknown): Record<string, RuleSetting> {
  const rules = Object.entries(objectAt(path, value)).map(([id, setting]): [string, RuleSetting] => {
    if (!RULE_SETTINGS.includes(setting as RuleSetting)) throw new InputError(`${path}.${id}`, 'unknown-value');
    return [id, setting as RuleSetting];
  });
  return Object.fromEntries(rules);
}
