import type { Parsed } from '../parsed.js';
import { isRank } from './rank.js';

/*
 * Rows inside a topic or the meeting: what several offices add to at once. They lie under flat keys
 * `<list>:<random id>`, so that two people who add one each add two.
 */

/** Something that has to be done before the topic may be heard (前置条件): who sees to it, and by when. That it is done, the record says. */
export interface Prerequisite {
  readonly id: string;
  readonly name: string;
  /** What is needed, in words. */
  readonly need: string;
  /** Unit or person who sees to it. */
  readonly owner: string;
  readonly rank: string;
  readonly removed: boolean;
}

/** One matter that the meeting decides (议定事项), written down while people talk; what is sealed says `topic.track`. */
export interface Resolution {
  readonly id: string;
  readonly text: string;
  /** Unit that sees to it. */
  readonly unit: string;
  /** One named person. */
  readonly person: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly due: string;
  readonly rank: string;
  readonly removed: boolean;
}

/** How somebody takes part: as a member, or 列席 without a vote. */
export const MEMBER_ROLES = ['member', 'observer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** 签到. A leave is a row of its own: see `LeaveRow`. */
export const ATTENDANCE = ['', 'confirmed', 'present', 'absent'] as const;
export type Attendance = (typeof ATTENDANCE)[number];

/** Somebody who takes part in the meeting. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** 职务. */
  readonly post: string;
  /** 单位. */
  readonly unit: string;
  readonly role: MemberRole;
  readonly attendance: Attendance;
  readonly rank: string;
  readonly removed: boolean;
}

export type PrerequisiteFields = Pick<Prerequisite, 'name' | 'need' | 'owner'>;
export type ResolutionFields = Pick<Resolution, 'text' | 'unit' | 'person' | 'due'>;
export type MemberFields = Pick<Member, 'name' | 'post' | 'unit' | 'role' | 'attendance'>;

export const EMPTY_PREREQUISITE: PrerequisiteFields = { name: '', need: '', owner: '' };
export const EMPTY_RESOLUTION: ResolutionFields = { text: '', unit: '', person: '', due: '' };
export const EMPTY_MEMBER: MemberFields = { name: '', post: '', unit: '', role: 'member', attendance: '' };

/** The lists that there are: key prefix, fields with what an absent one counts as, and those that several people may type in at once. */
export const ROW_LISTS = {
  prerequisite: { empty: EMPTY_PREREQUISITE, typed: [] },
  resolution: { empty: EMPTY_RESOLUTION, typed: ['text'] },
  member: { empty: EMPTY_MEMBER, typed: [] },
} as const;

export type RowListName = keyof typeof ROW_LISTS;

/** What a row of a list holds, by the list's name. */
export interface RowFields {
  readonly prerequisite: PrerequisiteFields;
  readonly resolution: ResolutionFields;
  readonly member: MemberFields;
}

export interface Rows {
  readonly prerequisite: Prerequisite;
  readonly resolution: Resolution;
  readonly member: Member;
}

export type RowProblem = 'not-a-map' | `${string}-invalid`;

/** Reads a row that any client may have written. */
export function parseRow<L extends RowListName>(
  list: L,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Parsed<Rows[L], RowProblem> {
  const { rank, removed = false } = fields;
  if (!isRank(rank)) return { ok: false, problem: 'rank-invalid' };
  if (typeof removed !== 'boolean') return { ok: false, problem: 'removed-invalid' };
  const row: Record<string, unknown> = { id, rank, removed };
  for (const [name, empty] of Object.entries(ROW_LISTS[list].empty)) {
    const value = fields[name] ?? empty;
    if (typeof value !== 'string' || !isAllowed(list, name, value)) return { ok: false, problem: `${name}-invalid` };
    row[name] = value;
  }
  return { ok: true, value: row as unknown as Rows[L] };
}

function isAllowed(list: RowListName, name: string, value: string): boolean {
  if (list !== 'member') return true;
  if (name === 'role') return (MEMBER_ROLES as readonly string[]).includes(value);
  return name !== 'attendance' || (ATTENDANCE as readonly string[]).includes(value);
}
