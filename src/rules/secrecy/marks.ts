import { condense, type Condensed } from './condense.js';

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

/** A level, also with its two hanzi one below the other. */
const LEVEL = '([绝机秘])\\n?密\\n?级?件?';
const NUMERAL = '[〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾两半]';
const DURATION = `(?:\\d{1,3}|${NUMERAL}{1,4})(?:年半?|个月|月|天|日|小时)`;
/** What stands for the star where a converter lost it. */
const LOST_STAR = '[·•●◆▲■◇○△□※#@:?.,，—–-]?';
const PERIOD = `(?:至|自)?(?:\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?(?:前|后|止|解密)?|${DURATION}|长期|永久)`;

/** Signs that may part the characters of a mark in writing, and those that end a clause. */
const SIGN = '·•・‧.\\-–—―_~/\\\\|:=+\'"“”‘’「」『』《》〈〉<>()\\[\\]{}【】〔〕〖〗#^@';
const STOP = ',，、。;!?…';
/** At the start of a line of a list. */
const ITEM = '(?:\\d{1,3}[.)、:]|[a-z][.)]|[一二三四五六七八九十]{1,2}[、.]|\\([一二三四五六七八九十\\d]{1,2}\\))';
const GAP = `(?:\\n${ITEM}?|[${SIGN}${STOP}]){0,8}`;

const WITH_STAR = new RegExp(`([绝机秘])(${GAP})密级?件?(${GAP})([★*]+)`, 'gi');
/** Where the writing is turned round by a character that nobody sees. */
const TURNED = /★+密[绝机秘]/g;
const TURNING = /[\u202b\u202e\u2067]/;

const CLAUSE_END = new RegExp(`[${STOP}]`);
const LINE_OPENING = new RegExp(`^(?:${ITEM})?[★*${SIGN}]*$`);

const LABEL = '(?:密级|保密等级|保密级别|涉密等级|涉密级别|秘密等级|定密等级)';
const URGENCY = '(?:特提|特急|加急|平急)';
const COPY_NUMBER = '(?:(?:份号|编号|№|no\\.?|第):?\\d{1,8}(?:号|份)?|\\d{5,8})';
const RULED = '—–\\-=_~•●○■□◆▪·#>|"\'“”‘’「」『』《》〈〉<';
/** What a level may share its line with: copy number, 密级 as label, rules around it, urgency (版头, GB/T 9704 7.2). */
const ON_OWN_LINE = new RegExp(
  `^${COPY_NUMBER}?[★*${RULED}]*${URGENCY}?(?:${LABEL}:?)?${LEVEL}(?:${LOST_STAR}\\(?(${PERIOD})\\)?)?[.。!${RULED}]*${URGENCY}?${COPY_NUMBER}?$`,
  'gim',
);
const IN_BRACKETS = new RegExp(
  `[(\\[{【〔〖<](?:${LABEL}:?)?${LEVEL}(?:${LOST_STAR}(${PERIOD}))?(?:[,、;·]?${URGENCY})?[)\\]}】〕〗>]`,
  'g',
);
const AFTER_LABEL = new RegExp(
  `${LABEL}:${LEVEL}(${PERIOD})?(?=$|[\\n,，。;)\\]】〕]|紧急|缓急|份号|编号|期限|保密期限)`,
  'g',
);
const CIPHER_HEADING = /^(?:密码电报|密电报?)$/gm;

const DISCRETION =
  '(?:内部(?:资料|文件|材料|刊物|参考|使用)|注意保[存密]|此件不(?:予)?公开|此件依申请公开|不得外传|工作秘密)';
const DISCRETION_RUN = `${DISCRETION}(?:[,，;、。·]?${DISCRETION})*[。!]?`;
const DISCRETION_LINE = new RegExp(`^${DISCRETION_RUN}$`, 'gm');
const DISCRETION_BRACKETS = new RegExp(`[(\\[{【〔〖]${DISCRETION_RUN}[)\\]}】〕〗]`, 'g');

const CONDITION = '[^\\n,，。;:；、()[\\]【】〔〕《》“”★*]{1,24}?(?:前|后|为止|止|期满|公开|公布|解密)(?:解密)?';
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

/** Without one of these, in whatever form, a text holds no mark; most texts of a page are ruled out by it. */
const MAY_HOLD_MARK = /[密宻内此注不工&\u3200-\u33ff\uf900-\ufaff\ud800-\udfff]/;

/** More of one form than this are not listed: the verdict stands, and a hostile text must not fill the memory. */
const MOST = 1000;

/**
 * The secrecy marks of a text, in order (brief §7; rule catalogue `secrecy_mark`, `cipher_telegram`,
 * `internal_mark`). Blanks, invisible characters and variant forms make no difference. Words such as
 * 保密意识, 商业秘密 or 国家秘密 in a sentence are none. Takes time proportional to the length; lists at
 * most a thousand marks of each form.
 *
 * That nothing is found never proves that a text is public.
 */
export function findSecrecyMarks(text: string): SecrecyMark[] {
  if (!MAY_HOLD_MARK.test(text)) return [];
  const condensed = condense(text);
  const marks = [
    ...starMarks(condensed),
    ...(TURNING.test(text) ? turnedMarks(condensed) : []),
    ...levelMarks(condensed, ON_OWN_LINE, 'line').filter((mark) => !isInVerticalText(text, mark)),
    ...levelMarks(condensed, IN_BRACKETS, 'bracket'),
    ...levelMarks(condensed, AFTER_LABEL, 'line'),
    ...wordMarks(condensed, CIPHER_HEADING, 'block'),
    ...wordMarks(condensed, DISCRETION_LINE, 'warn'),
    ...wordMarks(condensed, DISCRETION_BRACKETS, 'warn'),
  ];
  return withoutOverlaps(marks);
}

/**
 * The level that a field reserved for it names, or null. Stricter than `findSecrecyMarks`, because
 * such a field holds nothing else: 秘密件 and 机密（一年） count. 公开, 内部, 无 name none.
 */
export function secrecyLevelOf(field: string): SecrecyLevel | null {
  const { text } = condense(field);
  const [first, second] = text;
  if (second === '密' && first !== undefined && '绝机秘'.includes(first)) return levelOf(first);
  return strictest(findSecrecyMarks(field));
}

/** The strictest level among marks that block, or null when none of them names one. */
export function strictest(marks: readonly SecrecyMark[]): SecrecyLevel | null {
  return SECRECY_LEVELS.find((level) => marks.some((mark) => mark.verdict === 'block' && mark.level === level)) ?? null;
}

/** The pieces of a text, cut so that no level and no heading of a cipher telegram lies whole in one of them. */
export function cutInsideMarks(text: string): string[] {
  return text.split(/(?=[密宻码电電])/);
}

function levelOf(first: string): SecrecyLevel {
  return `${first}密` as SecrecyLevel;
}

/** One writing of level and star, and what stands between their characters. */
interface StarForm {
  readonly index: number;
  readonly inLevel: string;
  readonly beforeStar: string;
  readonly isStar: boolean;
  readonly period: Period;
}

function starMarks(condensed: Condensed): SecrecyMark[] {
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
    if (!isStarMark(text, { index, inLevel, beforeStar, isStar: stars.includes('★'), period })) continue;
    const what = { level: levelOf(first), period: period.text, verdict: 'block', form: 'star' } as const;
    // With the brackets that stand around a part of it, so that none is left behind alone.
    const from = isClosing(beforeStar, 0) && isOpening(text, index - 1) ? index - 1 : index;
    const to = opens && inBrackets === 0 && isClosing(text, period.end) ? period.end + 1 : period.end;
    marks.push(markAt(condensed, from, to, what));
  }
  return marks;
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
function isStarMark(text: string, { index, inLevel, beforeStar, isStar, period }: StarForm): boolean {
  const isApart = !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '');
  // Over a line break only a level that has its line to itself: the next line may be a list with bullets.
  if (beforeStar.includes('\n') && !inLevel.includes('\n') && !isAtLineStart(text, index)) return false;
  if (period.isSure) return true;
  const isJoined = inLevel === '' && beforeStar === '';
  if (!isStar) {
    if (!isJoined) return isApart && beforeStar === '' && !CLAUSE_END.test(inLevel) && !inLevel.includes('\n');
    return period.text !== null || !LONGER_WORD.test(text.slice(Math.max(0, index - 2), index));
  }
  if (CLAUSE_END.test(inLevel) && !isApart) return false;
  if (isJoined || beforeStar === '' || inLevel.includes('\n')) return true;
  return isApart && !CLAUSE_END.test(beforeStar);
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

function levelMarks(condensed: Condensed, pattern: RegExp, form: 'line' | 'bracket'): SecrecyMark[] {
  return firstMatches(condensed.text, pattern).map((match) =>
    markAt(condensed, match.index, match.index + match[0].length, {
      level: levelOf(match[1]!),
      period: match[2] ?? null,
      verdict: 'block',
      form,
    }),
  );
}

/** A word of a text that is written one character a line, 投票机密封, is no mark; a level so written by itself is. */
function isInVerticalText(text: string, { start, end }: SecrecyMark): boolean {
  const mark = text.slice(start, end);
  if (!/[绝機机祕秘]\s*[\n\r]/.test(mark)) return false;
  const before = text.slice(Math.max(0, start - 8), start);
  const after = text.slice(end, end + 8);
  return (
    /(?:^|[\n\r])[\u4e00-\u9fff][\n\r]+$/.test(before) ||
    /^[\n\r]+(?![特加平级])[\u4e00-\u9fff](?:[\n\r]|$)/.test(after)
  );
}

function wordMarks(condensed: Condensed, pattern: RegExp, verdict: 'block' | 'warn'): SecrecyMark[] {
  return firstMatches(condensed.text, pattern).map((match) =>
    markAt(condensed, match.index, match.index + match[0].length, {
      level: null,
      period: null,
      verdict,
      form: verdict === 'block' ? 'line' : 'word',
    }),
  );
}

function firstMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    if (matches.length === MOST) break;
    matches.push(match);
  }
  return matches;
}

/** `from` and `to` are places in the condensed text; the mark says where that is in the original. */
function markAt(condensed: Condensed, from: number, to: number, what: Omit<SecrecyMark, 'start' | 'end'>): SecrecyMark {
  return { ...what, start: condensed.at[from]!, end: condensed.end[to - 1]! };
}

/** In order; of marks that overlap, the one that starts first, a star before the other forms. */
function withoutOverlaps(marks: SecrecyMark[]): SecrecyMark[] {
  const stars = marks.filter((mark) => mark.form === 'star');
  const ordered = [...stars, ...marks.filter((mark) => mark.form !== 'star')].sort((a, b) => a.start - b.start);
  const kept: SecrecyMark[] = [];
  for (const mark of ordered) {
    const last = kept[kept.length - 1];
    if (last === undefined || mark.start >= last.end) kept.push(mark);
    else if (mark.form === 'star' && last.form !== 'star') kept[kept.length - 1] = mark;
  }
  return kept;
}
