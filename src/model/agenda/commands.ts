import type { Conflict } from '../lane.js';
import type { Person } from '../person.js';
import type { AgendaCommand } from './command-row.js';
import { MEETING_COMMANDS } from './meeting-commands.js';
import type { MeetingStatus } from './meeting-state.js';
import type { RightsContext } from './rights.js';
import { TOPIC_COMMANDS } from './topic-commands.js';
import type { Topic } from './topic.js';
import {
  furthestStep,
  PROCEDURE,
  stepsThatCount,
  type ProcedureStep,
  type TopicState,
  type TopicStatus,
} from './topic-state.js';

export { AGENDA_COMMANDS, NEVER_WAIVED, type AgendaCommand, type AgendaCommandType } from './command-row.js';

const TABLE: readonly AgendaCommand[] = [...TOPIC_COMMANDS, ...MEETING_COMMANDS];

const BY_TYPE: ReadonlyMap<string, AgendaCommand> = new Map(TABLE.map((row) => [row.type, row]));

/** All rows, in the order of the procedure. */
export const AGENDA_COMMAND_TABLE = TABLE;

export function agendaCommand(type: string): AgendaCommand | undefined {
  return BY_TYPE.get(type);
}

/**
 * Whether a command is possible for a topic that stands like this. `changed` says whether 定后有改动 holds.
 * Besides the states of its row: a step that was left out may be sealed afterwards until the topic is decided,
 * which moves nothing, and a final approval may be given anew while the topic differs from what was approved.
 */
export function isPossible(row: AgendaCommand, topic: Pick<TopicState, 'status' | 'steps'>, changed: boolean): boolean {
  if (row.from.includes(topic.status)) return true;
  if (changed && row.reopens.includes(topic.status)) return true;
  return row.step !== null && isMissingEarlierStep(row.step, topic);
}

/** Whether the meeting is as far as the command asks. */
export function isTimely(row: AgendaCommand, meeting: MeetingStatus): boolean {
  return row.meeting === null || row.meeting.includes(meeting);
}

/** What the topic still lacks before the command; empty when it may be taken. */
export function lacking(row: AgendaCommand, topic: Pick<Topic, 'title' | 'proposer'> | null): AgendaCommand['needs'] {
  return topic ? row.needs.filter((field) => topic[field].trim() === '') : [];
}

const CLOSED_TO_EARLIER_STEPS: readonly TopicStatus[] = ['withdrawn', 'decided', 'tracked', 'moved'];

function isMissingEarlierStep(step: ProcedureStep, topic: Pick<TopicState, 'status' | 'steps'>): boolean {
  if (CLOSED_TO_EARLIER_STEPS.includes(topic.status)) return false;
  if (PROCEDURE.indexOf(step) >= furthestStep(topic.steps)) return false;
  return !stepsThatCount(topic.steps).some((taken) => taken.step === step);
}

/**
 * Whether a person may end a conflict in favour of `chosen`: whoever may issue one of the contested commands and the
 * chosen one, and does not choose an entry of their own. Giving way needs no right: an author may always let the
 * one other side hold. What stands and is nobody's command here (a file's history, an earlier settlement) may be kept by
 * whoever may issue a contested one.
 */
export function maySettle(person: Person, conflict: Conflict, chosen: string, context: RightsContext): boolean {
  const sides = [conflict.standing, ...conflict.contested];
  const winner = sides.find((side) => side.id === chosen);
  if (!winner || winner.by.id === person.id) return false;
  if (sides.every((side) => side === winner || side.by.id === person.id)) return true;
  const may = (type: string): boolean | undefined => agendaCommand(type)?.who.may(person, context);
  return conflict.contested.some((side) => may(side.type) === true) && (may(winner.type) ?? true);
}
