import type { Saying } from './sayings.js';

/** Chinese that stands in the English interface on purpose: what is printed on paper or kept in files under that name. */
const QUOTED = /^AGENDA_WORDS\.trail\.seal$/;
/** A sign beside a step, not the end of a sentence. */
const SIGN = /^AGENDA_WORDS\.gate\.missingMark$/;
/** Latin words that stand in Chinese sentences on purpose: names of keys, commands, files, formats and attributes. */
const LATIN =
  /(?<![A-Za-z])(?:--?)?[a-z][\w./:=<>"-]*|\b(?:JSON|NUL|Siban|Asia\/Shanghai|KiB|MiB|Origin|X-Forwarded-For|UTF-8|SQLite|JWT|JWKS|HTTP|RFC|URL|PEM|CPU|DIR|Esc|Enter|Home|End|Alt|Ctrl|Shift|Space|Tab|Delete|Node|[A-Z])\b|\.(?:db|json|txt)\b/g;

/** What is wrong with a Chinese text, one sentence each (visual design, words). */
export function faultsOfChinese({ path, text }: Saying): string[] {
  const faults: string[] = [];
  const fault = (what: string): void => void faults.push(`${path}: ${what}: ${text}`);
  // The line that shows how a command is called is set as it is typed.
  const prose = text.replace(/^.*\bsiban [a-z].*$/gm, '');
  if (/\p{Script=Han}[,;:?()]|[,;?(]\p{Script=Han}/u.test(prose)) fault('half-width sign beside hanzi');
  if (/[!！]/.test(text)) fault('exclamation mark');
  for (const word of ['您', '成功', '推诿', '失职', '尽快']) if (text.includes(word)) fault(word);
  for (const sentence of text.split(/[。；\n]/)) {
    const asks = sentence.match(/(?<![提申邀])请(?![假示])/g)?.length ?? 0;
    if (asks > 1) fault(`请 ${asks} times in a sentence`);
  }
  const english = text.replace(LATIN, '').match(/[A-Za-z]{2,}/);
  if (english) fault(`English word ${english[0]}`);
  return faults;
}

/** What is wrong with an English text. */
export function faultsOfEnglish({ path, text, typical }: Saying): string[] {
  const faults: string[] = [];
  const fault = (what: string): void => void faults.push(`${path}: ${what}: ${text}`);
  if (/\p{Script=Han}|[，。；：、（）《》！？]/u.test(text) && !QUOTED.test(path)) fault('Chinese');
  if (text.includes('!') && !SIGN.test(path)) fault('exclamation mark');
  if (/\bsuccessfully\b/i.test(text)) fault('successfully');
  // The help of a command is set in columns.
  if (typical && !text.includes('\n') && /\S {2,}\S/.test(text)) fault('blanks');
  return faults;
}

/** Where two tables differ in shape. */
export function missingIn(chinese: unknown, english: unknown, path: string): string[] {
  if (typeof chinese !== typeof english) return [`${path}: ${typeof chinese} in Chinese, ${typeof english} in English`];
  if (typeof chinese !== 'object' || chinese === null || english === null) return [];
  const there = chinese as Readonly<Record<string, unknown>>;
  const here = english as Readonly<Record<string, unknown>>;
  return [
    ...Object.keys(there).flatMap((key) =>
      key in here ? missingIn(there[key], here[key], `${path}.${key}`) : [`${path}.${key}: not in English`],
    ),
    ...Object.keys(here)
      .filter((key) => !(key in there))
      .map((key) => `${path}.${key}: not in Chinese`),
  ];
}
