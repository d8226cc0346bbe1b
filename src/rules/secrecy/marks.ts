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

const LEVEL = '([绝机秘])密级?';
const DURATION = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3})(?:年|个月|月|天|日|小时)';
/** What stands for the star where a converter lost it. */
const LOST_STAR = '[·•●◆▲■◇○△□?.,，—–-]?';
const PERIOD = `(?:至|自)?(?:\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?(?:前|后|止|解密)?|${DURATION}|长期|永久)`;

/** A break may stand before the star, and before 密 where a narrow table cell broke the word. */
const WITH_STAR = /([绝机秘])\n{0,2}密级?(\n*)([★*]+)/g;
/** What a level may share its line with: copy number, 密级 as label, rules around it, urgency (版头, GB/T 9704 7.2). */
const ON_OWN_LINE = new RegExp(
  `^(?:\\d{5,8})?[★*—–\\-=_~]*(?:密级:?)?${LEVEL}(?:${LOST_STAR}\\(?(${PERIOD})\\)?)?[—–\\-=_~]*(?:特提|特急|加急|平急)?$`,
  'gm',
);
const IN_BRACKETS = new RegExp(`[(\\[{【〔〖](?:密级:?)?${LEVEL}(?:${LOST_STAR}(${PERIOD}))?[)\\]}】〕〗]`, 'g');
const AFTER_LABEL = new RegExp(
  `密级:${LEVEL}(${PERIOD})?(?=$|[\\n,，。;)\\]】〕]|紧急|缓急|份号|编号|期限|保密期限)`,
  'g',
);
const CIPHER_HEADING = /^(?:密码电报|密电报?)$/gm;

const DISCRETION =
  '(?:内部(?:资料|文件|材料|刊物|参考|使用)|注意保[存密]|此件不(?:予)?公开|此件依申请公开|不得外传|工作秘密)';
const DISCRETION_RUN = `${DISCRETION}(?:[,，;、。·]?${DISCRETION})*[。!]?`;
const DISCRETION_LINE = new RegExp(`^${DISCRETION_RUN}$`, 'gm');
const DISCRETION_BRACKETS = new RegExp(`[(\\[{【〔〖]${DISCRETION_RUN}[)\\]}】〕〗]`, 'g');

const PERIOD_AFTER_STAR = new RegExp(PERIOD, 'y');
/** 机密★会议开始前: a condition ends in one of these words, within a few characters. */
const CONDITION_AFTER_STAR =
  /[^\n,，。;:；、()[\]【】〔〕《》“”★*]{1,24}?(?:前|后|为止|止|期满|公开|公布|解密)(?:解密)?/y;

/**
 * Characters before an asterisk form that make it emphasis in plain text (**保守国家秘密**) rather than a
 * mark: no star stands there, no period follows, and the level is part of a longer word.
 */
const LONGER_WORD = /(?:国家|商业|工作|技术|企业|个人|军事|保守|严守|的)$/;

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
  if (!/[密宻内此注不工]/.test(text)) return [];
  const condensed = condense(text);
  const marks = [
    ...starMarks(condensed),
    ...levelMarks(condensed, ON_OWN_LINE, 'line'),
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

function levelOf(first: string): SecrecyLevel {
  return `${first}密` as SecrecyLevel;
}

function starMarks(condensed: Condensed): SecrecyMark[] {
  const marks: SecrecyMark[] = [];
  for (const match of condensed.text.matchAll(WITH_STAR)) {
    if (marks.length === MOST) break;
    const [whole, first, breaks, stars] = match as unknown as [string, string, string, string];
    // Over a line break only a level that has its line to itself: the next line may be a list with bullets.
    if (breaks !== '' && !isAtLineStart(condensed.text, match.index)) continue;
    const afterStars = match.index + whole.length;
    const period = periodAt(condensed.text, afterStars);
    if (!stars.includes('★') && period === '') {
      if (breaks !== '' || LONGER_WORD.test(condensed.text.slice(Math.max(0, match.index - 2), match.index))) continue;
    }
    marks.push(
      markAt(condensed, match.index, afterStars + period.length, {
        level: levelOf(first),
        period: period === '' ? null : period,
        verdict: 'block',
        form: 'star',
      }),
    );
  }
  return marks;
}

function isAtLineStart(text: string, index: number): boolean {
  return index === 0 || text[index - 1] === '\n';
}

function periodAt(text: string, index: number): string {
  for (const pattern of [PERIOD_AFTER_STAR, CONDITION_AFTER_STAR]) {
    pattern.lastIndex = index;
    const found = pattern.exec(text);
    if (found) return found[0];
  }
  return '';
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
  return { ...what, start: condensed.at[from]!, end: condensed.at[to - 1]! + 1 };
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
