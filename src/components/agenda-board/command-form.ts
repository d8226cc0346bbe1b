import { agendaCommand } from '../../model/agenda/commands.js';
import { approvedContent } from '../../model/agenda/topic.js';
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

/** The first thing that is still asked for, in words; null when all is there. */
export function missingField(form: CommandForm, words: AgendaWords): string | null {
  for (const field of formFields(form.type)) {
    if (field === 'note' || (form.fields[field] ?? '').trim() !== '') continue;
    if (field === 'reason') return words.form.needReason;
    return field === 'approver' ? words.form.needApprover : words.form.needDecision;
  }
  return null;
}
