import { PROCEDURE, type ProcedureStep } from '../../model/agenda/topic-state.js';
import type { StepInput, TopicInput } from '../../model/agenda/meeting-input.js';
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
  // A step with an empty date is a line that nobody has filled in yet.
  const filled = (topic.steps ?? []).filter(({ at }) => at !== null);
  for (const { step, at } of sinceLastReturn(filled)) {
    if (isProcedureStep(step)) taken.set(step, instantAt(at) ?? taken.get(step));
  }
  return taken;
}

function sinceLastReturn(steps: readonly StepInput[]): readonly StepInput[] {
  const ordered = inOrderOfTime(steps);
  for (let index = ordered.length - 1; index >= 0; index--) {
    if (ordered[index]!.step === 'returned') return ordered.slice(index + 1);
  }
  return ordered;
}

/** Steps without a time come last: nothing says that a return undid them. Equal times keep their places. */
function inOrderOfTime(steps: readonly StepInput[]): readonly StepInput[] {
  const timed = steps.map((step) => ({ step, at: instantAt(step.at) ?? Infinity }));
  return timed.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)).map(({ step }) => step);
}

function isProcedureStep(step: string | null | undefined): step is ProcedureStep {
  return PROCEDURE.includes(step as ProcedureStep);
}
