import type { Condensed } from './condense.js';

/** Levels of a state secret, strictest first (保密法 第十四条). */
export const SECRECY_LEVELS = ['绝密', '机密', '秘密'] as const;
export type SecrecyLevel = (typeof SECRECY_LEVELS)[number];

/** One place of a text that carries, or looks like, a secrecy mark. */
export interface SecrecyMark {
  /** Null for what names no level: a cipher telegram's heading, 内部资料 and the like. */
  readonly level: SecrecyLevel | null;
  /** Period or condition as written, without blanks: `1年`, `长期`, `会议开始前`. Null when there is none. */
  readonly period: string | null;
  /** `block`: must not get in. `warn`: for people inside only; a person decides. */
  readonly verdict: 'block' | 'warn';
  /** A level with a star; a level alone on its line; a level alone in brackets; words that ask for discretion. */
  readonly form: 'star' | 'line' | 'bracket' | 'word';
  /** UTF-16 units of the text as given, end exclusive; covers level, star and period, brackets included. */
  readonly start: number;
  readonly end: number;
}

/** More of one form than this are not listed: the verdict stands, and a hostile text must not fill the memory. */
export const MOST = 1000;

export function levelOf(first: string): SecrecyLevel {
  return `${first}密` as SecrecyLevel;
}

/** `from` and `to` are places in the condensed text; the mark says where that is in the original. */
export function markAt(
  condensed: Condensed,
  from: number,
  to: number,
  what: Omit<SecrecyMark, 'start' | 'end'>,
): SecrecyMark {
  return { ...what, start: condensed.at[from]!, end: condensed.end[to - 1]! };
}

export function firstMatches(
  text: string,
  pattern: RegExp,
  isWanted: (match: RegExpExecArray) => boolean = () => true,
): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    if (matches.length === MOST) break;
    if (isWanted(match)) matches.push(match);
  }
  return matches;
}
