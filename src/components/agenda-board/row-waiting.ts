import { html, nothing, type TemplateResult } from 'lit';
import type { AgendaSession, QueuedCommand } from '../../sync/room-session.js';
import { icon } from '../shared/icons.js';
import { chip } from '../shared/lights.js';
import type { BoardScope } from './scope.js';

/** What of a session is not with the server yet. */
export type Waits = Pick<AgendaSession, 'queue' | 'sync' | 'unsavedTopics'>;

const NONE: readonly QueuedCommand[] = [];
/** The session's queue is the same array until it changes: it is sorted by subject once, not once a row. */
const sorted = new WeakMap<readonly QueuedCommand[], ReadonlyMap<string, readonly QueuedCommand[]>>();

/** What waits to be sealed about one subject, in the order in which it was given. */
export function queuedFor(subject: string, { queue }: Pick<AgendaSession, 'queue'>): readonly QueuedCommand[] {
  let bySubject = sorted.get(queue);
  if (!bySubject) {
    const found = new Map<string, QueuedCommand[]>();
    for (const one of queue) found.set(one.command.subject, [...(found.get(one.command.subject) ?? []), one]);
    bySubject = found;
    sorted.set(queue, bySubject);
  }
  return bySubject.get(subject) ?? NONE;
}

/**
 * Whether the page says of a topic that its edits are not uploaded. While the connection is there they are on their way
 * with every key, and a mark that came and went as fast would say nothing.
 */
export function isUnsaved(topic: string, { sync, unsavedTopics }: Waits): boolean {
  return sync.status !== 'live' && unsavedTopics.has(topic);
}

/** Another text whenever a row would show something else of what waits. `waits`: asked of the session once for all rows. */
export function waitingKey(topic: string, waits: Waits): string {
  if (waits.queue.length === 0 && waits.unsavedTopics.size === 0) return '';
  const steps = queuedFor(topic, waits).map(({ command, state }) => `${command.type} ${state}`);
  return [isUnsaved(topic, waits) ? 'unsaved' : '', ...steps].join();
}

/** What of a topic waits on this page: edits that are not uploaded, steps that are not sealed, and those that were refused. */
export function waitingChips(topic: string, scope: BoardScope): TemplateResult | typeof nothing {
  const { session, words } = scope;
  const steps = queuedFor(topic, session);
  const unsaved = isUnsaved(topic, session);
  if (!unsaved && steps.length === 0) return nothing;
  return html`<span class="waiting"
    >${unsaved ? chip('plain', words.waiting.unsavedChip) : nothing}${stepsChip(steps, scope)}</span
  >`;
}

/** One chip for all of them: a refused one first, since it alone wants somebody. */
function stepsChip(steps: readonly QueuedCommand[], scope: BoardScope): TemplateResult | typeof nothing {
  const { waiting } = scope.words;
  const refused = steps.find(({ state }) => state === 'refused');
  if (refused) return chip('warn', waiting.refusedStep(verbOf(refused, scope)));
  const [first] = steps;
  if (!first) return nothing;
  const word = steps.length > 1 ? waiting.pendingSteps(steps.length) : waiting.pendingStep(verbOf(first, scope));
  return html`<span class="chip plain queued">${icon('hourglass')}<span>${word}</span></span>`;
}

/** As on the button with which it was given. */
export function verbOf({ command }: Pick<QueuedCommand, 'command'>, { words }: BoardScope): string {
  return words.commands[command.type]?.verb ?? words.trail.acts[command.type] ?? command.type;
}
