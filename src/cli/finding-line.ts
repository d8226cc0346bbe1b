import type { Finding } from '../rules/rule.js';
import { wordsFor } from '../rules/strings.js';
import { CHECK_WORDS } from './check-strings.js';
import type { Language } from './strings.js';

/** One finding in one line: severity, rule, and its sentence. */
export function findingLine(finding: Finding, language: Language): string {
  const words = wordsFor(finding, language);
  const said = words ? words.message(finding.params) : JSON.stringify(finding.params);
  return `[${CHECK_WORDS[language].severities[finding.severity]}] ${finding.rule} ${said}`;
}
