import { mayRepeatInMark } from '../../rules/secrecy/condense.js';

/**
 * How far beyond a change a mark can reach, in characters that count: level, star and period are short, but any number
 * of line breaks, dashes and invisible characters may lie between.
 */
const REACH = 512;
/** Tags and references to characters: of the source of a page any amount is nothing to the eye. */
const MARKUP = /[<&]/;

/** Places in a text, UTF-16 units, end exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What of two states of a text has to be compared. */
export interface ChangedWindow {
  readonly before: string;
  readonly after: string;
}

/**
 * The part of a text that a change can have turned into a mark, before and after, so that typing at the end of a long
 * text does not cost a search of all of it. A cut through a line begins with a letter, so that nothing looks as if
 * it had its line to itself.
 */
export function changedWindow(before: string, after: string): ChangedWindow {
  if (MARKUP.test(after)) return { before, after };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const most = shorter - start;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++;
  // Up to the change and after it both texts are the same, so that both windows have the same edges.
  const span = { from: reachBack(after, start), to: reachOn(after, after.length - tail) };
  const shift = before.length - after.length;
  return { before: cut(before, { from: span.from, to: span.to + shift }), after: cut(after, span) };
}

function cut(text: string, { from, to }: Span): string {
  const left = from === 0 || text[from - 1] === '\n' ? '' : 'x';
  const right = to === text.length || text[to] === '\n' ? '' : 'x';
  return left + text.slice(from, to) + right;
}

function reachBack(text: string, index: number): number {
  let at = index;
  for (let left = REACH; at > 0 && left > 0;) {
    at--;
    if (!mayRepeatInMark(text.charCodeAt(at))) left--;
  }
  return at;
}

function reachOn(text: string, index: number): number {
  let at = index;
  for (let left = REACH; at < text.length && left > 0; at++) {
    if (!mayRepeatInMark(text.charCodeAt(at))) left--;
  }
  return at;
}
