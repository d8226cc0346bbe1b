import { isFourOffice, type FourOffice } from '../offices.js';
import type { Parsed } from '../parsed.js';
import type { Member } from './content-rows.js';
import type { Register } from './register.js';
import { isCount } from './topic.js';

export { settled, type Register, type RegisterValue } from './register.js';

/** Kinds of meetings of the four bodies (brief §1); others are allowed and treated as the host office's own. */
export const MEETING_KINDS = [
  '县委常委会会议',
  '县人大常委会主任会议',
  '县政府常务会议',
  '县政协主席会议',
  '四办联席会议',
] as const;

/** The joint meeting, which all four offices host together. */
export const JOINT_MEETING = '四办联席会议';

/** Absence from a meeting, with who allowed it. */
export interface LeaveRow {
  readonly id: string;
  readonly person: string;
  readonly reason: string;
  /** Empty while nobody has approved it. */
  readonly approvedBy: string;
  /** RFC 3339, or empty. */
  readonly at: string;
  readonly removed: boolean;
}

/** One meeting as the content document holds it. Plain data: never a Yjs type. */
export interface Meeting {
  readonly kind: string;
  readonly hostOffice: FourOffice | '';
  readonly title: string;
  /** 会次, for example `第7次`. */
  readonly number: string;
  /** RFC 3339 with offset. */
  readonly startAt: Register<string>;
  readonly place: Register<string>;
  /** 主持人. */
  readonly host: Register<string>;
  /** Planned length in minutes; null while unknown. */
  readonly plannedMinutes: number | null;
  /** How many members there are, and how many have confirmed; null while unknown. */
  readonly membersTotal: number | null;
  readonly membersConfirmed: number | null;
  readonly leave: readonly LeaveRow[];
  /** Who takes part, in order, removed ones too. */
  readonly members: readonly Member[];
}

/** Fields of a meeting that are contested registers (architecture §4). */
export const MEETING_REGISTERS = ['startAt', 'place', 'host'] as const;
export type MeetingRegister = (typeof MEETING_REGISTERS)[number];

/** The meeting's fields that the last writer decides. */
export type MeetingFields = Pick<Meeting, 'kind' | 'number' | 'plannedMinutes' | 'membersTotal' | 'membersConfirmed'>;

export type LeaveFields = Pick<LeaveRow, 'person' | 'reason' | 'approvedBy' | 'at'>;

/** A field of the meeting has a value that it cannot have; it counts as empty. */
export type MeetingProblem =
  `${'kind' | 'hostOffice' | 'title' | 'number' | 'plannedMinutes' | 'membersTotal' | 'membersConfirmed'}-invalid`;
export type LeaveProblem = 'not-a-map' | `${Exclude<keyof LeaveRow, 'id'>}-invalid`;

/**
 * Reads the meeting that any client may have written. A board cannot do without its meeting, so a bad
 * field counts as empty and is named, instead of the whole being refused.
 */
export function parseMeeting(
  fields: Readonly<Record<string, unknown>>,
  registers: Readonly<Record<MeetingRegister, Register<string>>>,
  leave: readonly LeaveRow[],
  members: readonly Member[] = [],
): { readonly meeting: Meeting; readonly problems: readonly MeetingProblem[] } {
  const problems: MeetingProblem[] = [];
  const text = (name: 'kind' | 'title' | 'number'): string => {
    const value = fields[name] ?? '';
    if (typeof value === 'string') return value;
    problems.push(`${name}-invalid`);
    return '';
  };
  const count = (name: 'plannedMinutes' | 'membersTotal' | 'membersConfirmed'): number | null => {
    const value = fields[name] ?? null;
    if (isCount(value)) return value;
    problems.push(`${name}-invalid`);
    return null;
  };
  const office = fields['hostOffice'] ?? '';
  if (office !== '' && !isFourOffice(office)) problems.push('hostOffice-invalid');
  const meeting: Meeting = {
    kind: text('kind'),
    hostOffice: isFourOffice(office) ? office : '',
    title: text('title'),
    number: text('number'),
    ...registers,
    plannedMinutes: count('plannedMinutes'),
    membersTotal: count('membersTotal'),
    membersConfirmed: count('membersConfirmed'),
    leave,
    members,
  };
  return { meeting, problems };
}

export function parseLeave(id: string, fields: Readonly<Record<string, unknown>>): Parsed<LeaveRow, LeaveProblem> {
  const { person = '', reason = '', approvedBy = '', at = '', removed = false } = fields as Partial<LeaveRow>;
  const texts = { person, reason, approvedBy, at };
  for (const name of ['person', 'reason', 'approvedBy', 'at'] as const) {
    if (typeof texts[name] !== 'string') return { ok: false, problem: `${name}-invalid` };
  }
  if (typeof removed !== 'boolean') return { ok: false, problem: 'removed-invalid' };
  return { ok: true, value: { id, ...texts, removed } };
}
