import { PROCEDURE, type ProcedureStep } from '../../model/agenda/topic-state.js';
import type { MeetingInput, TopicInput } from '../../model/agenda/meeting-input.js';
import { defineRule, type Noticed } from '../rule.js';
import { stepsTaken, type StepsTaken } from './steps.js';
import { topicsOf } from './subject.js';

/**
 * A step is missing although a later one has been taken, or two steps were taken in the wrong order.
 * Equal times are in order.
 *
 * Params: `missing`, steps in canonical order; `reversed`, pairs `[step, the step that should have come after it]`.
 */
export const outOfProcedure = defineRule({
  id: 'OUT_OF_PROCEDURE',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: '提请, 审签, 审核, 审定, 列会 in this order' },
  defaults: {},
  notice: (meeting: MeetingInput) => topicsOf(meeting).flatMap(deviations),
});

function deviations(topic: TopicInput): Noticed[] {
  const taken = stepsTaken(topic);
  if (taken === undefined) return [];
  const missing = missingSteps(taken);
  const reversed = reversedSteps(taken);
  return missing.length + reversed.length === 0 ? [] : [{ subject: topic.id, params: { missing, reversed } }];
}

function missingSteps(taken: StepsTaken): ProcedureStep[] {
  const last = PROCEDURE.reduce((found, step, index) => (taken.has(step) ? index : found), -1);
  return PROCEDURE.slice(0, last + 1).filter((step) => !taken.has(step));
}

/** Each step against the latest of those before it, so that one step out of place is told once. */
function reversedSteps(taken: StepsTaken): [ProcedureStep, ProcedureStep][] {
  const reversed: [ProcedureStep, ProcedureStep][] = [];
  let latest: { step: ProcedureStep; at: number } | undefined;
  for (const step of PROCEDURE) {
    const at = taken.get(step);
    if (at === undefined) continue;
    if (latest && at < latest.at) reversed.push([latest.step, step]);
    else latest = { step, at };
  }
  return reversed;
}
