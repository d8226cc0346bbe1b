import type { JsonObject } from '../model/json.js';
import { problem, type Problem } from '../protocol/problems.js';

/** As the server would answer; but a marked text must not even be sent. */
export function markProblem(findings: readonly JsonObject[]): Problem {
  return problem('secrecy-mark', 'a text of the command carries a secrecy mark; it was not sent', { findings });
}
