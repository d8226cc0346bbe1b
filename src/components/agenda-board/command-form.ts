import { agendaCommand } from '../../model/agenda/commands.js';
import { ownStepSince } from '../../model/agenda/own-step.js';
import { NAME_LIMIT, TEXT_LIMIT } from '../../model/agenda/payloads.js';
import { approvedContent } from '../../model/agenda/topic.js';
import type { SealedEntry } from '../../model/entry.js';
import type { JsonObject } from '../../model/json.js';
import type { CommandForm } from './board-ui.js';
import type { AgendaWords } from './strings.js';
import { changedFields, type ChangedField, type TopicFacts } from './topic-view.js';

/** What a command asks its author for. */
export type FormField = 'reason' | 'approver' | 'decision' | 'note';

/** Fields by command, in order; `note` alone may stay empty. The schemas of the commands say the same to the server. */
export function formFields(type: string): readonly FormField[] {
  switch (type) {
    case 'topic.adHoc':
    case 'finding.waive':
      return ['approver', 'reason'];
    case 'topic.return':
    case 'topic.defer':
    case 'conflict.settle':
      return ['reason'];
    case 'topic.decide':
      return ['decision', 'note'];
    default:
      return ['note'];
  }
}

/** What the topic says now against what the person had on screen when the form was opened, where the command covers it. */
export function changesSince(form: CommandForm, facts: TopicFacts): readonly ChangedField[] {
  if (form.seen === null || !agendaCommand(form.type)?.seen) return [];
  const current = form.refusal?.problem?.type === 'content-changed' ? form.refusal.problem.current?.content : undefined;
  const live = changedFields(form.seen, approvedContent(facts.topic));
  return live.length > 0 || !current ? live : changedFields(form.seen, current);
}

/**
 * What this person has done about the topic on another page since the form was opened, or waits to be sealed there; undefined when
 * nothing. `next` is the topic with all that waits.
 */
export function ownStepOf(form: CommandForm, next: TopicFacts, person: string): SealedEntry | undefined {
  // While it is on its way, what is found may be this very step.
  if (form.sending) return undefined;
  if (agendaCommand(form.type)?.lane !== 'commutative') return ownStepSince(next.state, form.basis, person);
  if (form.type !== 'finding.waive') return undefined;
  return next.state.entries.find(
    ({ type, payload, by }) => type === form.type && payload?.['rule'] === form.about && by.id === person,
  );
}

/** What of a form keeps it from being sealed, and what to say of it. */
export interface FormProblem {
  readonly field: FormField;
  readonly message: string;
}

/** The first thing that is still asked for or longer than what can be sealed; null when all is there. */
export function formProblem(form: Pick<CommandForm, 'type' | 'fields'>, words: AgendaWords): FormProblem | null {
  for (const field of formFields(form.type)) {
    const text = (form.fields[field] ?? '').trim();
    const most = field === 'approver' ? NAME_LIMIT : TEXT_LIMIT;
    if (text.length > most) return { field, message: words.exception.tooLong(words.form[field], most, text.length) };
    if (field !== 'note' && text === '') return { field, message: needWords(field, words) };
  }
  return null;
}

/** The same in words; null when all is there. */
export function missingField(form: CommandForm, words: AgendaWords): string | null {
  return formProblem(form, words)?.message ?? null;
}

function needWords(field: Exclude<FormField, 'note'>, { form }: AgendaWords): string {
  return { reason: form.needReason, approver: form.needApprover, decision: form.needDecision }[field];
}

/** The words of a payload, as its form has them. */
export function textsOf(payload: JsonObject): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(payload)) if (typeof value === 'string') texts[key] = value;
  return texts;
}

/** Empty notes stay out of what is sealed. */
export function payloadOf(form: CommandForm): JsonObject {
  const payload: Record<string, string> = {};
  if (form.type === 'finding.waive') payload['rule'] = form.about;
  for (const field of formFields(form.type)) {
    const value = (form.fields[field] ?? '').trim();
    if (value !== '') payload[field] = value;
  }
  return payload;
}
