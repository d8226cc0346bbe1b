import type { SealedEntry } from '../entry.js';
import { agendaCommand } from './commands.js';
import { isStateEntry } from './topic-core.js';
import type { TopicState } from './topic-state.js';

/**
 * The newest step that this person has taken on a topic after `basis`, which is what they had on screen; undefined when there is none.
 * Whoever has a topic open on two pages must not come into conflict with themselves by taking a step on both.
 *
 * Looks at what stands in the lane of states alone. Nothing can be said of a basis that the topic does not know.
 */
export function ownStepSince(
  topic: Pick<TopicState, 'entries'> | undefined,
  basis: string | null,
  person: string,
): SealedEntry | undefined {
  const entries = topic?.entries ?? [];
  const at = basis === null ? -1 : entries.findIndex(({ id }) => id === basis);
  if (basis !== null && at < 0) return undefined;
  return entries
    .slice(at + 1)
    .reverse()
    .find(({ type, by }) => by.id === person && isStep(type));
}

function isStep(type: string): boolean {
  return isStateEntry(type) || agendaCommand(type)?.lane === 'conflict';
}
