import type { Condensed } from './condense.js';
import { firstMatches, levelOf, markAt, MOST, type SecrecyMark } from './mark.js';
import { CONDITION, LOST_STAR, PERIOD } from './periods.js';

/** Signs that may part the characters of a mark in writing, and those that end a clause. */
const SIGN = '·•・‧.\\-–—―_~/\\\\|:=+\'"“”‘’「」『』《》〈〉<>()\\[\\]{}【】〔〕〖〗#^@';
const STOP = ',，、。;!?…';
/** At the start of a line of a list. */
export const ITEM =
  '(?:\\d{1,3}[.)、:]|[a-z][.)]|[一二三四五六七八九十]{1,2}[、.]|\\([一二三四五六七八九十\\d]{1,2}\\))';
const GAP = `(?:\\n${ITEM}?|[${SIGN}${STOP}]){0,8}`;

const WITH_STAR = new RegExp(`([绝机秘])(${GAP})密级?件?(${GAP})([★*${LOST_STAR}]+)`, 'gi');
/** 机★密, 机★密★1年 */
const STAR_INSIDE = new RegExp(
  `([绝机秘])(${GAP})([★*${LOST_STAR}]+)(${GAP})密级?件?(?:${GAP}[★*${LOST_STAR}]+)?`,
  'gi',
);
/** Where the writing is turned round by a character that nobody sees. */
const TURNED = /★+密[绝机秘]/g;
const TURNING = /[\u202b\u202e\u2067]/;

const CLAUSE_END = new RegExp(`[${STOP}]`);
const LINE_OPENING = new RegExp(`^(?:${ITEM})?[★*${SIGN}]*$`);

const PERIOD_AFTER_STAR = afterStar(PERIOD);
/** 机密★会议开始前: a condition ends in one of these words, within a few characters. */
const CONDITION_AFTER_STAR = afterStar(CONDITION);

/** Also in brackets of its own. */
function afterStar(period: string): RegExp {
  return new RegExp(`[(\\[【〔](${period})[)\\]】〕]|:?(${period})`, 'y');
}

/**
 * Characters before an asterisk form that make it emphasis in plain text (**保守国家秘密**) rather than a
 * mark: no star stands there, no period follows, and the level is part of a longer word.
 */
const LONGER_WORD = /(?:国家|商业|工作|技术|企业|个人|军事|保守|严守|的)$/;

/** One writing of level and star, and what stands between their characters. */
interface StarForm {
  readonly index: number;
  readonly inLevel: string;
  readonly beforeStar: string;
  readonly stars: string;
  readonly afterStars: number;
  readonly period: Period;
}

/** The marks with a star, or with what stands for one. */
export function starMarks(condensed: Condensed, isTurned: boolean): SecrecyMark[] {
  return [...marksBeforeStar(condensed), ...marksAroundStar(condensed), ...(isTurned ? turnedMarks(condensed) : [])];
}

/** Whether somewhere in a text a character that nobody sees turns the writing round. */
export function hasTurning(text: string): boolean {
  return TURNING.test(text);
}

function marksBeforeStar(condensed: Condensed): SecrecyMark[] {
  const { text } = condensed;
  const marks: SecrecyMark[] = [];
  for (const match of text.matchAll(WITH_STAR)) {
    if (marks.length === MOST) break;
    const [whole, first, inLevel, beforeStar, stars] = match as unknown as [string, string, string, string, string];
    const { index } = match;
    const opens = /[([{【〔〖「『《〈<“‘]/.test(beforeStar);
    const afterStars = index + whole.length;
    const inBrackets = opens && isClosing(text, afterStars) ? 1 : 0;
    const isSpread = /[\n|]/.test(inLevel + beforeStar);
    const period = periodAt(text, afterStars + inBrackets, isSpread);
    if (!isStarMark(text, { index, inLevel, beforeStar, stars, afterStars, period })) continue;
    const what = { level: levelOf(first), period: period.text, verdict: 'block', form: 'star' } as const;
    // With the brackets that stand around a part of it, so that none is left behind alone.
    const from = isClosing(beforeStar, 0) && isOpening(text, index - 1) ? index - 1 : index;
    const to = opens && inBrackets === 0 && isClosing(text, period.end) ? period.end + 1 : period.end;
    marks.push(markAt(condensed, from, to, what));
  }
  return marks;
}

/** 机★密: not 随机★密集, which begins and ends inside of words. */
function marksAroundStar(condensed: Condensed): SecrecyMark[] {
  const { text } = condensed;
  const marks: SecrecyMark[] = [];
  for (const match of text.matchAll(STAR_INSIDE)) {
    if (marks.length === MOST) break;
    const [whole, first, before, stars, after] = match as unknown as [string, string, string, string, string];
    const between = before + after;
    const end = match.index + whole.length;
    const period = periodAt(text, end, /[\n|]/.test(between));
    const begins = isApart(text, match.index);
    const ends = period.isSure || !isPartOfWord(text[period.end]);
    const isPlain = stars.includes('★') && !/\n/.test(between) && !CLAUSE_END.test(between);
    if (isPlain ? !begins && !ends : !begins || !ends) continue;
    const what = { level: levelOf(first), period: period.text, verdict: 'block', form: 'star' } as const;
    marks.push(markAt(condensed, match.index, period.end, what));
  }
  return marks;
}

function isApart(text: string, index: number): boolean {
  return !isPartOfWord(text[index - 1]);
}

function isPartOfWord(character: string | undefined): boolean {
  return /[\p{L}\p{N}]/u.test(character ?? '');
}

function isOpening(text: string, index: number): boolean {
  return index >= 0 && '([{【〔〖「『《〈<“‘"\''.includes(text[index]!);
}

function isClosing(text: string, index: number): boolean {
  return index < text.length && ')]}】〕〗」』》〉>”’"\''.includes(text[index]!);
}

function turnedMarks(condensed: Condensed): SecrecyMark[] {
  return firstMatches(condensed.text, TURNED).map((match) => {
    const what = { level: levelOf(match[0].slice(-1)), period: null, verdict: 'block', form: 'star' } as const;
    return markAt(condensed, match.index, match.index + match[0].length, what);
  });
}

/** Whether it is a mark, and not a list with bullets, an emphasis, or a sentence before somebody's stars. */
function isStarMark(text: string, form: StarForm): boolean {
  const { index, inLevel, beforeStar, stars, afterStars, period } = form;
  if (beforeStar.includes('\n') && !inLevel.includes('\n') && !isAtLineStart(text, index))
    return isStarBelow(text, form);
  if (period.isSure) return true;
  const isJoined = inLevel === '' && beforeStar === '';
  const isLonger = LONGER_WORD.test(text.slice(Math.max(0, index - 2), index));
  if (!stars.includes('★')) {
    // What may have been a star has to say until when: bullets of lists look the same.
    if (!stars.includes('*')) return isJoined && period.text !== null && !isLonger;
    if (!isJoined) return isApart(text, index) && beforeStar === '' && isOneWord(inLevel);
    return period.text !== null || !isLonger;
  }
  if (CLAUSE_END.test(inLevel) && !isApart(text, index)) return false;
  if (isJoined && period.text === null && isPrivateSecret(text, index) && isPartOfWord(text[afterStars])) return false;
  if (isJoined || beforeStar === '' || inLevel.includes('\n')) return true;
  return isApart(text, index) && !CLAUSE_END.test(beforeStar);
}

/** 商业秘密★重点保护: what a firm or a person keeps to itself is no state secret. */
function isPrivateSecret(text: string, index: number): boolean {
  return /(?:商业|技术|企业|个人)秘$/.test(text.slice(Math.max(0, index - 2), index + 1));
}

function isOneWord(inLevel: string): boolean {
  return !CLAUSE_END.test(inLevel) && !inLevel.includes('\n');
}

/**
 * Whether the star belongs to a level at the end of the line above, and begins no item of a list: nothing but the period shares
 * its line, and the level is no part of a longer word.
 */
function isStarBelow(text: string, { index, stars, afterStars, period }: StarForm): boolean {
  if (LONGER_WORD.test(text.slice(Math.max(0, index - 2), index))) return false;
  const ends = /^[\n)\]】〕。.;!]?$/.test(text[period.end] ?? '');
  // The items of a list may be years.
  if (period.isSure && ends) return !/^\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?$/.test(period.text ?? '');
  if (!stars.includes('★')) return false;
  return (period.text !== null && ends) || (stars === '★' && text[afterStars] === '\n');
}

/** Whether a line begins there, but for what opens the line of a list. */
function isAtLineStart(text: string, index: number): boolean {
  const from = Math.max(0, index - 12);
  const head = text.slice(from, index);
  const line = head.slice(head.lastIndexOf('\n') + 1);
  return (line.length < head.length || from === 0) && LINE_OPENING.test(line);
}

/** What follows a star: until when, where the mark ends, and whether no other words read like it. */
interface Period {
  readonly text: string | null;
  readonly end: number;
  readonly isSure: boolean;
}

/** The period at a place of the text. Of a mark that is spread over lines or cells, the period may be so too. */
function periodAt(text: string, index: number, isSpread: boolean): Period {
  const rest = isSpread ? text.slice(index, index + 60).replace(/[\n|]/g, '') : text;
  const from = isSpread ? 0 : index;
  for (const pattern of [PERIOD_AFTER_STAR, CONDITION_AFTER_STAR]) {
    pattern.lastIndex = from;
    const found = pattern.exec(rest);
    if (!found) continue;
    const end = isSpread ? endOf(text, index, pattern.lastIndex) : pattern.lastIndex;
    return { text: found[1] ?? found[2]!, end, isSure: pattern === PERIOD_AFTER_STAR };
  }
  return { text: null, end: index, isSure: false };
}

/** Where `count` characters end that are no line breaks or lines of a table. */
function endOf(text: string, index: number, count: number): number {
  let end = index;
  for (let left = count; left > 0; end++) if (!'\n|'.includes(text[end]!)) left--;
  return end;
}
