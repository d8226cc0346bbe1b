import * as Y from 'yjs';
import type { FourOffice } from '../model/offices.js';
import {
  MEETING_REGISTERS,
  parseLeave,
  parseMeeting,
  type LeaveFields,
  type LeaveRow,
  type Meeting,
  type MeetingFields,
} from '../model/agenda/meeting.js';
import { readRegisters, registerKey } from './register-map.js';
import { readRows } from './row-map.js';
import { textOf } from './shared-text.js';

/** Root name of the meeting of an agenda. */
export const MEETING = 'meeting';

/** An item that could not be read, or a field that counts as empty because it could not. */
export interface Skipped {
  readonly id: string;
  readonly problem: string;
}

export function meetingOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(MEETING);
}

/** What a meeting starts with. */
export interface NewMeeting extends Partial<MeetingFields> {
  readonly kind: string;
  readonly hostOffice: FourOffice | '';
  readonly title: string;
  /** RFC 3339 with offset; absent or empty while unknown. */
  readonly startAt?: string;
  readonly place?: string;
  readonly host?: string;
  readonly leave?: readonly LeaveFields[];
}

/** Fills the empty root of a new document. Only the server calls this, once, at creation. */
export function fillMeeting(map: Y.Map<unknown>, meeting: NewMeeting, randomId: () => string): void {
  map.set('kind', meeting.kind);
  map.set('hostOffice', meeting.hostOffice);
  map.set('number', meeting.number ?? '');
  map.set('plannedMinutes', meeting.plannedMinutes ?? null);
  map.set('membersTotal', meeting.membersTotal ?? null);
  map.set('membersConfirmed', meeting.membersConfirmed ?? null);
  map.set('title', new Y.Text(meeting.title));
  for (const field of MEETING_REGISTERS) {
    const value = meeting[field];
    if (value) map.set(registerKey(field, randomId()), value);
  }
  map.set(
    'leave',
    new Y.Map((meeting.leave ?? []).map((row): [string, unknown] => [randomId(), createLeaveMap(row, false)])),
  );
}

export function createLeaveMap(fields: LeaveFields, removed: boolean): Y.Map<unknown> {
  const { person, reason, approvedBy, at } = fields;
  return new Y.Map<unknown>(Object.entries({ person, reason, approvedBy, at, removed }));
}

/** The meeting of a content document, with what in it could not be read. */
export function readMeeting(doc: Y.Doc): { readonly meeting: Meeting; readonly skipped: readonly Skipped[] } {
  const map = meetingOf(doc);
  const fields: Record<string, unknown> = {};
  for (const name of ['kind', 'hostOffice', 'number', 'plannedMinutes', 'membersTotal', 'membersConfirmed']) {
    fields[name] = map.get(name);
  }
  const title = map.get('title');
  fields['title'] = title instanceof Y.Text ? textOf(title) : title;
  const { rows, skipped } = readLeave(map);
  const { registers, problems: misread } = readRegisters(map);
  const members = readRows(map, 'member');
  const { meeting, problems } = parseMeeting(fields, registers, rows, members.rows);
  const named = [...problems, ...misread].map((problem) => ({ id: MEETING, problem }));
  return { meeting, skipped: [...named, ...skipped, ...members.skipped] };
}

function readLeave(map: Y.Map<unknown>): { rows: LeaveRow[]; skipped: Skipped[] } {
  const rows: LeaveRow[] = [];
  const skipped: Skipped[] = [];
  const leave = map.get('leave');
  if (!(leave instanceof Y.Map)) return { rows, skipped };
  (leave as Y.Map<unknown>).forEach((value, id) => {
    const parsed = value instanceof Y.Map ? parseLeaveMap(id, value as Y.Map<unknown>) : NOT_A_MAP;
    if (parsed.ok) rows.push(parsed.value);
    else skipped.push({ id, problem: parsed.problem });
  });
  // By time, then by id: people are listed as their leave came in, the same on every page.
  rows.sort((a, b) => (a.at !== b.at ? (a.at < b.at ? -1 : 1) : a.id < b.id ? -1 : 1));
  return { rows, skipped };
}

const NOT_A_MAP = { ok: false, problem: 'not-a-map' } as const;

function parseLeaveMap(id: string, map: Y.Map<unknown>): ReturnType<typeof parseLeave> {
  const fields: Record<string, unknown> = {};
  for (const name of ['person', 'reason', 'approvedBy', 'at', 'removed']) fields[name] = map.get(name);
  return parseLeave(id, fields);
}
