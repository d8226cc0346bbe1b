import { ahead, offeredChoices } from './ahead.js';
import type { CommandChoice } from './command-choices.js';
import type { BoardScope } from './scope.js';
import type { TopicFacts } from './topic-view.js';

export interface NextStep {
  readonly choice: CommandChoice;
  /** The topic as it stands before the step. */
  readonly facts: TopicFacts;
}

/** The step that takes the topic on, as this person may take it now; undefined when there is none. */
export function nextStepOf(facts: TopicFacts, scope: BoardScope): NextStep | undefined {
  if (!scope.commanding) return undefined;
  const before = ahead(facts, scope);
  const choices = offeredChoices(before, scope);
  const choice = choices.find(({ way }) => way !== 'aside');
  return choice && { choice, facts: before };
}
