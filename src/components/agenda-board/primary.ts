import { lacking } from '../../model/agenda/commands.js';
import { ahead, contextOf, offeredChoices } from './ahead.js';
import { mayIssue } from './command-choices.js';
import { openFindings } from './meeting-view.js';
import type { BoardScope } from './scope.js';
import type { BoardFinding, TopicFacts } from './topic-view.js';

/** A secrecy mark is nobody's to allow; an ad hoc motion carries its approver with it. */
const NOT_WAIVED_HERE: readonly string[] = ['CLASSIFIED_MARK', 'AD_HOC'];

/** The button of the panel that is drawn as the primary one; every other is a plain one beside it. */
export type Primary =
  | { readonly kind: 'form' | 'conflict' | 'none' }
  | { readonly kind: 'command'; readonly type: string }
  | { readonly kind: 'waive'; readonly rule: string };

const NONE: Primary = { kind: 'none' };

/** An open form asks first, then a conflict, the decision of a meeting that has begun, what is wrong, and the next step. */
export function primaryOf(facts: TopicFacts, scope: BoardScope): Primary {
  const { ui, commanding, view, now } = scope;
  if (!commanding) return NONE;
  if (ui.form?.subject === facts.topic.id && ui.form.type !== 'material.receive') return { kind: 'form' };
  const next = ahead(facts, scope);
  if (next.openConflicts.length > 0) return { kind: 'conflict' };
  const choices = offeredChoices(next, scope);
  const onward = choices.find(({ row, way }) => way !== 'aside' && lacking(row, facts.topic).length === 0)?.row.type;
  const begun = view.startAt !== null && now >= view.startAt;
  if (onward === 'topic.decide' && begun) return { kind: 'command', type: onward };
  const waivable = openFindings(facts).find((finding) => mayWaive(finding, facts, scope));
  if (waivable) return { kind: 'waive', rule: waivable.rule };
  // Days before the meeting nothing has been decided: the button is there, but is not the next step.
  return onward === undefined || onward === 'topic.decide' ? NONE : { kind: 'command', type: onward };
}

/** Whether this person may record on this page that somebody allowed it. */
export function mayWaive(finding: BoardFinding, facts: TopicFacts, scope: BoardScope): boolean {
  const { commanding, session } = scope;
  if (!commanding || !facts.counts || NOT_WAIVED_HERE.includes(finding.rule)) return false;
  const next = ahead(facts, scope);
  // Said already, and on its way to be sealed.
  if (next.state.waivers.some((waiver) => waiver.rule === finding.rule)) return false;
  return mayIssue('finding.waive', session.person, next, contextOf(next, session));
}
