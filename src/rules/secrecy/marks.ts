import { condense, RULED, type Condensed } from './condense.js';
import { firstMatches, levelOf, markAt, SECRECY_LEVELS, type SecrecyLevel, type SecrecyMark } from './mark.js';
import { EVENT, LONGER_THING, LOST_STAR, PERIOD } from './periods.js';
import { hasTurning, ITEM, starMarks } from './star-marks.js';

export { SECRECY_LEVELS, type SecrecyLevel, type SecrecyMark } from './mark.js';

/** A level, also with its two hanzi one below the other. */
const LEVEL = '([绝机秘])\\n?密\\n?级?件?';
/** What may part a level from its period, or from the urgency, where no star does. */
const PARTING = `[${LOST_STAR}★·•●◆▲■◇○△□※#@:?.,，、—–\\-/\\\\|+&~_=^"'“”‘’]`;
/** Until when, of a level that no star follows. 机密文件公布后 is a longer word. */
const UNTIL = `(?:${PARTING}{0,3}\\(?(${PERIOD}|(?!${LONGER_THING})${EVENT})\\)?|${PARTING}{1,3}\\(?(${EVENT})\\)?)`;

const VERB = '(?:确定|核定|暂定|定|标注|标明|标|列|划)?(?:为|是|系)';
const LABEL = '(?:密级(?:标识|标志|标注|程度)?|密等|密别|(?:保密|涉密|秘密|定密)(?:等级|级别|程度))';
/** A label, and what leads on from it to the level. */
const LABELLED = `(?:${LABEL}(?:[:=|/·—–\\-]|${VERB}){1,2}|(?:定密|涉密|定级|保密|等级|级别)[:=|]|定密${VERB})`;
const URGENCY = '(?:特提|特急|加急|平急|急件|急)';
const COPY_NUMBER = '(?:(?:份号|编号|№|no\\.?|第):?\\d{1,8}(?:号|份)?|\\d{5,8})';
const BESIDE = '[/|\\\\、,，;:·+&\\-—]{0,2}';
/** What a level may share its line with: copy number, 密级 as label, rules around it, urgency (版头, GB/T 9704 7.2). */
const ON_OWN_LINE = new RegExp(
  `^(?:${COPY_NUMBER}|${ITEM})?[★*${RULED}]*(?:${URGENCY}${BESIDE})?(?:${LABELLED}|${LABEL})?${LEVEL}${UNTIL}?[.。!${RULED}]*(?:${BESIDE}${URGENCY})?${COPY_NUMBER}?$`,
  'gim',
);
const IN_BRACKETS = new RegExp(
  `[(\\[{【〔〖<](?:${LABELLED}|${LABEL})?${LEVEL}${UNTIL}?[${LOST_STAR}]*(?:${BESIDE}${URGENCY})?[)\\]}】〕〗>]`,
  'g',
);
const AFTER_LABEL = new RegExp(
  `${LABELLED}${LEVEL}${UNTIL}?(?=$|[\\n,，。;!)\\]】〕]|${BESIDE}${URGENCY}|紧急|缓急|份号|编号|期限|保密期限)`,
  'g',
);
/** 密级为机密 as a sentence has it that speaks of papers in general: 凡密级为机密，一律专人专柜. */
const BY_VERB = /[为是系][绝机秘]\n?密/;
const GENERAL = /[凡若如当对将把倘]|假设|一旦/;
const CIPHER_HEADING = /^(?:密码电报|密电报?)$/gm;

const DISCRETION =
  '(?:内部(?:资料|文件|材料|刊物|参考|使用)|注意保[存密]|此件不(?:予)?公开|此件依申请公开|不得外传|工作秘密)';
const DISCRETION_RUN = `${DISCRETION}(?:[,，;、。·]?${DISCRETION})*[。!]?`;
const DISCRETION_LINE = new RegExp(`^${DISCRETION_RUN}$`, 'gm');
const DISCRETION_BRACKETS = new RegExp(`[(\\[{【〔〖]${DISCRETION_RUN}[)\\]}】〕〗]`, 'g');

/** Without one of these, in whatever form, a text holds no mark; most texts of a page are ruled out by it. */
const MAY_HOLD_MARK = /[密宻内此注不工&\u3200-\u33ff\uf900-\ufaff\ud800-\udfff]/;

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
    ...starMarks(condensed, hasTurning(text)),
    ...levelMarks(condensed, ON_OWN_LINE, 'line').filter((mark) => !isInVerticalText(text, mark)),
    ...levelMarks(condensed, IN_BRACKETS, 'bracket'),
    ...levelMarks(condensed, AFTER_LABEL, 'line', isOfOneText),
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

function levelMarks(
  condensed: Condensed,
  pattern: RegExp,
  form: 'line' | 'bracket',
  isMark?: (match: RegExpExecArray) => boolean,
): SecrecyMark[] {
  return firstMatches(condensed.text, pattern, isMark).map((match) =>
    markAt(condensed, match.index, match.index + match[0].length, {
      level: levelOf(match[1]!),
      period: match[2] ?? match[3] ?? null,
      verdict: 'block',
      form,
    }),
  );
}

/** Whether a label with its level speaks of the text that it stands in. */
function isOfOneText({ 0: words, index, input }: RegExpExecArray): boolean {
  if (!BY_VERB.test(words)) return true;
  const clause = /[^\n,，。;:!?、()]*$/.exec(input.slice(Math.max(0, index - 24), index))![0];
  return !GENERAL.test(clause);
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
