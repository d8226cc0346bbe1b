import type { JsonObject } from '../model/json.js';
import { findSecrecyMarks } from '../rules/secrecy/marks.js';

/**
 * What the gate says of a text that is to take the place of another one.
 * `refused`: it brings a starred mark, which is none by accident. `held`: it brings what looks like a mark as it stands
 * (a level alone on its line), and may become something else with the next word: 秘密 on the way to 秘密工作.
 */
export type Admission = 'admitted' | 'held' | 'refused';

/**
 * Everything that enters a document or a command on this page passes here first (architecture §9): what the gate
 * does not admit is never written, not even to be deleted again, since a document remembers.
 */
export function admit(before: string, after: string): Admission {
  const brought = countMarks(after);
  if (brought.all === 0) return 'admitted';
  const there = countMarks(before);
  if (brought.starred > there.starred) return 'refused';
  return brought.all > there.all ? 'held' : 'admitted';
}

/** Whether a value that is written as a whole, and will not be typed on, may be written. */
export function admitsValue(before: unknown, after: unknown): boolean {
  if (typeof after !== 'string') return true;
  return admit(typeof before === 'string' ? before : '', after) === 'admitted';
}

/** What is wrong with the texts of a command's payload, as the server would say it; nothing of the texts is repeated. */
export function findingsIn(payload: JsonObject): JsonObject[] {
  return Object.values(payload).flatMap((value) => (typeof value === 'string' ? markFindings(value) : []));
}

export function markFindings(text: string): JsonObject[] {
  return blocking(text).map(({ level, form, start, end }) => ({ rule: 'secrecy_mark', level, form, start, end }));
}

function countMarks(text: string): { readonly all: number; readonly starred: number } {
  const marks = blocking(text);
  return { all: marks.length, starred: marks.filter(({ form }) => form === 'star').length };
}

function blocking(text: string): ReturnType<typeof findSecrecyMarks> {
  return findSecrecyMarks(text).filter(({ verdict }) => verdict === 'block');
}
