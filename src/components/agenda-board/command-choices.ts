import {
  AGENDA_COMMAND_TABLE,
  agendaCommand,
  isPossible,
  maySettle,
  type AgendaCommand,
} from '../../model/agenda/commands.js';
import type { RightsContext } from '../../model/agenda/rights.js';
import type { AgendaRecord, Conflict, TopicState } from '../../model/agenda/topic-state.js';
import type { Person } from '../../model/person.js';
import type { Settings } from '../../model/settings.js';
import type { TopicFacts } from './topic-view.js';

/** A step that this person may take on a topic now. */
export interface CommandChoice {
  readonly row: AgendaCommand;
  /** `forward` takes the topic to its next step; `again` approves anew; `makeUp` takes a step that was left out. */
  readonly way: 'forward' | 'again' | 'makeUp' | 'aside';
}

export function rightsOf(record: AgendaRecord, settings: Settings, state: TopicState | null): RightsContext {
  return {
    office: record.office,
    kind: record.kind,
    approvers: settings.approvers,
    submittedBy: state?.submittedBy ?? null,
  };
}

/** Commands that have a place of their own beside what they are about, and are not offered at the foot of the panel. */
const ELSEWHERE: readonly string[] = [
  ...['material.receive', 'material.submit', 'material.read', 'prerequisite.confirm', 'opinion.give'],
  ...['finding.waive', 'marking.dismiss', 'conflict.settle', 'topic.track'],
];

/** What the person may do with the topic now, forward steps first. Empty while decisions conflict. */
export function commandChoices(person: Person, facts: TopicFacts, context: RightsContext): readonly CommandChoice[] {
  if (facts.openConflicts.length > 0 || facts.topic.removed) return [];
  const changed = facts.change !== null && facts.change.fields.length > 0;
  const choices = AGENDA_COMMAND_TABLE.filter(
    (row) =>
      !ELSEWHERE.includes(row.type) &&
      row.meeting === null &&
      row.who.may(person, context) &&
      isPossible(row, facts.state, changed) &&
      !isIdle(row, facts),
  ).map((row): CommandChoice => ({ row, way: wayOf(row, facts) }));
  return choices.sort((a, b) => rankOf(a) - rankOf(b));
}

/** What the table allows but would change nothing: to defer what is deferred, to mark as ad hoc what is so marked. */
function isIdle(row: AgendaCommand, { state, gate }: TopicFacts): boolean {
  // What is listed after every step has no need of a way past them.
  const through =
    (state.status === 'scheduled' || state.status === 'locked') && gate.every((pip) => pip.taken !== null);
  return row.type === 'topic.adHoc' ? through || state.adHoc !== null : row.step === null && row.to === state.status;
}

const WAYS: readonly CommandChoice['way'][] = ['again', 'forward', 'makeUp', 'aside'];

/** The rare way past the procedure comes last. */
function rankOf({ row, way }: CommandChoice): number {
  return row.type === 'topic.adHoc' ? WAYS.length : WAYS.indexOf(way);
}

function wayOf(row: AgendaCommand, facts: TopicFacts): CommandChoice['way'] {
  if (!row.from.includes(facts.state.status)) return row.reopens.includes(facts.state.status) ? 'again' : 'makeUp';
  const onward = row.step !== null || row.type === 'topic.lock' || row.type === 'topic.decide';
  return onward ? 'forward' : 'aside';
}

/** Whether the person may issue a command that has its own place: a receipt, or an approval of a finding. */
export function mayIssue(type: string, person: Person, facts: TopicFacts, context: RightsContext): boolean {
  const row = agendaCommand(type);
  return row !== undefined && row.who.may(person, context) && isPossible(row, facts.state, false);
}

/** How somebody stands to an open conflict. */
export interface ConflictRole {
  /** `judge` may choose; `party` wrote one and may only yield; `bystander` may do neither. */
  readonly kind: 'judge' | 'party' | 'bystander';
  /** Ids of the entries that this person may choose: a judge need not have the right to every side. */
  readonly choices: readonly string[];
  /** For a party: the entry that stands if it yields, or null when nobody else's is there. */
  readonly yieldTo: string | null;
}

export function conflictRole(person: Person, conflict: Conflict, context: RightsContext): ConflictRole {
  const sides = [conflict.standing, ...conflict.contested];
  const choices = sides.map((side) => side.id).filter((id) => maySettle(person, conflict, id, context));
  if (sides.some((side) => side.by.id === person.id)) return { kind: 'party', choices, yieldTo: choices[0] ?? null };
  return { kind: choices.length > 0 ? 'judge' : 'bystander', choices, yieldTo: null };
}
