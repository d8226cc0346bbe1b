import { checkMarking } from '../rules/secrecy/marking.js';
import type { CheckInput, CheckReport } from './check.js';
import { CHECK_WORDS } from './check-strings.js';
import { findingLine } from './finding-line.js';
import { decodeText, readBytes } from './read-input.js';

/** Looks for secrecy marks in a text file. The report quotes no more of the text than the mark itself. */
export async function checkMarkingFile({ file, settings, context }: CheckInput): Promise<CheckReport> {
  const text = decodeText(await readBytes(file, context), file, context, true);
  const { findings, verdict, level, period } = checkMarking(text, settings);
  const lines = findings.map((finding) => findingLine(finding, context.language));
  return {
    findings,
    json: { findings, verdict, level, period },
    text: [...lines, CHECK_WORDS[context.language].verdicts[verdict]].join('\n'),
    notes: [],
  };
}
