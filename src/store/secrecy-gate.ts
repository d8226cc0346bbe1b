import type { JsonObject } from '../model/json.js';
import { blockingMarks, isMarkedValue, marksOfPiece, newMarks } from '../rules/secrecy/brought.js';
import type { SecrecyMark } from '../rules/secrecy/marks.js';
import { textsIn } from '../rules/secrecy/texts.js';

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
  const marks = newMarks(before, after);
  if (marks.some(isStarred) || writesMarkAnew(before, after)) return 'refused';
  return marks.length > 0 ? 'held' : 'admitted';
}

/** Whether a starred mark takes the place of one that stood there: no more of them than before, but brought all the same. */
function writesMarkAnew(before: string, after: string): boolean {
  const { start, end } = changedPart(before, after);
  if (marksOfPiece(after.slice(start, end)).length === 0) return false;
  return blockingMarks(after).some((mark) => isStarred(mark) && mark.start < end && mark.end > start);
}

function isStarred({ form }: SecrecyMark): boolean {
  return form === 'star';
}

/** Whether a value that is written as a whole, and will not be typed on, may be written, whatever stood there before. */
export function admitsValue(value: unknown): boolean {
  return typeof value !== 'string' || !isMarkedValue(value);
}

/** Whether a list of names may be written: each by itself, and as they are shown, one below the other. */
export function admitsList(names: readonly unknown[]): boolean {
  return names.every(admitsValue) && !blockingMarks(names.join('\n')).some(isStarred);
}

/** The marks that keep `after` from taking the place of `before`, as they lie in `after`; empty when it is admitted. */
export function broughtMarks(before: string, after: string): readonly SecrecyMark[] {
  if (admit(before, after) === 'admitted') return [];
  const marks = blockingMarks(after);
  const { start, end } = changedPart(before, after);
  // A mark may also come about where something was taken away: 秘密工作 without its 工作.
  const touched = marks.filter((mark) => mark.start <= end && mark.end >= start);
  return touched.length > 0 ? touched : marks;
}

/** A text and a place in it. */
export interface TextAndCaret {
  readonly text: string;
  readonly caret: number;
}

/** `after` without the marks that it brings; all else stays, and the caret between the same characters. */
export function withoutBrought(before: string, after: string, caret: number): TextAndCaret {
  let left: TextAndCaret = { text: after, caret };
  // What closes up over a gap may be a mark again; each round shortens the text.
  for (let marks = broughtMarks(before, after); marks.length > 0; marks = broughtMarks(before, left.text)) {
    for (const { start, end } of [...marks].sort((a, b) => b.start - a.start)) left = cut(left, start, end);
  }
  return left;
}

/**
 * What stands before and behind all that `after` brings; of a mark that began in what stood there already, nothing is left. Where it
 * takes the place of something, nobody can tell what of its lines is whose: then they are brought from end to end.
 */
export function aroundBrought(before: string, after: string): { readonly head: string; readonly tail: string } {
  const { start, end } = changedPart(before, after);
  const marks = broughtMarks(before, after);
  let from = Math.min(start, ...marks.map((mark) => mark.start));
  let to = Math.max(end, ...marks.map((mark) => mark.end));
  if (end - start > after.length - before.length) {
    from = after.lastIndexOf('\n', from - 1) + 1;
    to = (after + '\n').indexOf('\n', to);
  }
  return { head: after.slice(0, from), tail: after.slice(to) };
}

function cut({ text, caret }: TextAndCaret, start: number, end: number): TextAndCaret {
  const moved = caret <= start ? caret : Math.max(start, caret - (end - start));
  return { text: text.slice(0, start) + text.slice(end), caret: moved };
}

/** The part of `after` that `before` has not; empty where only something was taken away. */
function changedPart(before: string, after: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: after.length - tail };
}

/** What is wrong with the texts of a command's payload, as the server would say it; nothing of the texts is repeated. */
export function findingsIn(payload: JsonObject): JsonObject[] {
  return textsIn(payload).flatMap(({ text }) => markFindings(text));
}

export function markFindings(text: string): JsonObject[] {
  return blockingMarks(text).map(({ level, form, start, end }) => ({ rule: 'secrecy_mark', level, form, start, end }));
}
