import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.js';
import { defineRule, type Finding, type Noticed } from '../rule.js';
import { findSecrecyMarks, SECRECY_LEVELS, type SecrecyLevel, type SecrecyMark } from './marks.js';

/** Params of the three: `line`, counted from 1; `level` and `period`, null where the mark names none. */
export const secrecyMark = defineRule({
  id: 'secrecy_mark',
  domain: 'marking',
  severity: 'block',
  source: { level: 'law', clause: '保密法 第十四、二十二条' },
  defaults: {},
  notice: (text: string) => noticed(text, (mark) => mark.verdict === 'block' && mark.level !== null),
});

export const cipherTelegram = defineRule({
  id: 'cipher_telegram',
  domain: 'marking',
  severity: 'block',
  source: { level: 'regulation', clause: '党政机关公文处理工作条例 第二十六条' },
  defaults: {},
  notice: (text: string) => noticed(text, (mark) => mark.verdict === 'block' && mark.level === null),
});

export const internalMark = defineRule({
  id: 'internal_mark',
  domain: 'marking',
  severity: 'warn',
  source: { level: 'law', clause: '保密法 第六十四条' },
  defaults: {},
  notice: (text: string) => noticed(text, (mark) => mark.verdict === 'warn'),
});

/** Whether a text may be handled in a networked system, as far as its marks tell. */
export const MARKING_RULES = [secrecyMark, cipherTelegram, internalMark] as const;

export interface MarkingResult {
  readonly findings: readonly Finding[];
  /** The gravest finding; `pass` never proves that a text is public. */
  readonly verdict: 'block' | 'warn' | 'pass';
  /** The strictest level, and the period of its first mark. */
  readonly level: SecrecyLevel | null;
  readonly period: string | null;
}

export function checkMarking(text: string, settings: Settings = DEFAULT_SETTINGS): MarkingResult {
  const findings = MARKING_RULES.flatMap((rule) => rule.check(text, settings)).sort(
    (a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0),
  );
  const severities = findings.map((finding) => finding.severity);
  const verdict = severities.includes('block') ? 'block' : severities.includes('warn') ? 'warn' : 'pass';
  const level =
    SECRECY_LEVELS.find((candidate) => findings.some(({ params }) => params['level'] === candidate)) ?? null;
  const ofLevel = findings.find(
    ({ params }) => level !== null && params['level'] === level && params['period'] !== null,
  );
  const period = ofLevel?.params['period'];
  return { findings, verdict, level, period: typeof period === 'string' ? period : null };
}

function noticed(text: string, wanted: (mark: SecrecyMark) => boolean): Noticed[] {
  const marks = findSecrecyMarks(text).filter(wanted);
  const lines = lineStarts(text);
  return marks.map(({ start, end, level, period }) => ({
    subject: 'text',
    params: { line: lineAt(lines, start), level, period },
    span: { start, end, text: text.slice(start, end) },
  }));
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), (match) => match.index + match[0].length)];
}

function lineAt(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= index) low = middle;
    else high = middle;
  }
  return low + 1;
}
