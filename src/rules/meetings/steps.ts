import type { TopicInput } from '../../model/agenda/meeting-input.js';
import { takenSteps } from '../../model/agenda/taken-steps.js';
import { PROCEDURE, stepsThatCount, type ProcedureStep } from '../../model/agenda/topic-state.js';
import { instantAt } from './subject.js';

/**
 * The steps of the procedure that count, with their times; a step whose time the input does not carry has
 * undefined. Of a step taken several times the last counts, and what was taken before
 * the last return has to be taken again (architecture §7). Order is by time, not by place in the list.
 */
export type StepsTaken = ReadonlyMap<ProcedureStep, number | undefined>;

/** Undefined when the input says nothing of steps at all. */
export function stepsTaken(topic: TopicInput): StepsTaken | undefined {
  if (topic.steps === undefined) return undefined;
  const taken = new Map<ProcedureStep, number | undefined>();
  for (const { step, at } of stepsThatCount(takenSteps(topic.steps ?? []))) {
    if (isProcedureStep(step)) taken.set(step, instantAt(at) ?? taken.get(step));
  }
  return taken;
}

function isProcedureStep(step: string | null | undefined): step is ProcedureStep {
  return PROCEDURE.includes(step as ProcedureStep);
}
