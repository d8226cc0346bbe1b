// Over 300 lines: one table, to be read as one.
import type { GenericSchema } from 'valibot';
import type { Conflict } from '../lane.js';
import type { Person } from '../person.js';
import * as payloads from './payloads.js';
import {
  anyOffice,
  AT_WORK,
  MAY_SETTLE,
  FINAL_APPROVER,
  host,
  SUBMITTING_OFFICE,
  type Entitlement,
  type RightsContext,
} from './rights.js';
import type { Topic } from './topic.js';
import { furthestStep, PROCEDURE, stepsThatCount, type ProcedureStep, type TopicState } from './topic-state.js';
import type { TopicStatus } from './topic-state.js';

export const AGENDA_COMMANDS = [
  'topic.submit',
  'topic.leaderSign',
  'topic.review',
  'topic.topApprove',
  'topic.schedule',
  'topic.adHoc',
  'topic.return',
  'topic.defer',
  'topic.withdraw',
  'topic.lock',
  'topic.decide',
  'material.receive',
  'finding.waive',
  'marking.dismiss',
  'conflict.settle',
] as const;
export type AgendaCommandType = (typeof AGENDA_COMMANDS)[number];

/** One row of the command table. Its type is the type of the sealed entry, whose meaning never changes. */
export interface AgendaCommand {
  readonly type: AgendaCommandType;
  /** What is sealed by it. */
  readonly summary: string;
  readonly payload: GenericSchema;
  readonly who: Entitlement;
  /** States from which it moves the topic on. */
  readonly from: readonly TopicStatus[];
  /** The resulting state; null where the command moves none. */
  readonly to: TopicStatus | null;
  /** The step of the procedure that it takes, if it takes one: as a missing earlier step it may be sealed later too. */
  readonly step: ProcedureStep | null;
  /** States in which it may be repeated while 定后有改动 holds (重新审定). */
  readonly reopens: readonly TopicStatus[];
  /** What it must see the newest entry of; `commutative` ones need not, `conflict` is the lane of the conflict it ends. */
  readonly lane: 'state' | 'commutative' | 'conflict';
  /** Whether `seen` is needed: the digest of `approvedContent`, which the entry then seals with a snapshot. */
  readonly seen: boolean;
  /** Fields of the topic that must be filled in: nobody is asked to sign an empty sheet. */
  readonly needs: readonly ('title' | 'proposer')[];
  /** Rules that hold it back when they are of severity block, unless waived. */
  readonly blockedBy: readonly string[];
  /** What its `subject` may be: a topic's id, or the meeting itself as `room`. */
  readonly subjects: 'topic' | 'topic or meeting';
}

const BEFORE_DECIDED: readonly TopicStatus[] = [
  'new',
  'submitted',
  'leader_signed',
  'office_reviewed',
  'top_approved',
  'scheduled',
  'locked',
  'returned',
  'deferred',
];
const ANY_STATE: readonly TopicStatus[] = [...BEFORE_DECIDED, 'decided', 'withdrawn'];

/** A marked text is dealt with outside the network: nothing carries such a topic forward. */
const MARKED = ['CLASSIFIED_MARK'] as const;

/** What a county may raise to block, so that listing waits for it or for a waiver. */
const READY = [...MARKED, 'LATE', 'MATERIAL_MISSING', 'UNCOORDINATED', 'OUT_OF_PROCEDURE'] as const;

/** Findings that hold a command back even when somebody waived them. */
export const NEVER_WAIVED: readonly string[] = MARKED;

const ROW = {
  to: null,
  step: null,
  reopens: [],
  lane: 'state',
  seen: false,
  needs: [],
  blockedBy: [],
  subjects: 'topic',
} as const;

const TABLE: readonly AgendaCommand[] = [
  {
    ...ROW,
    type: 'topic.submit',
    summary: '提请: the topic is put forward for the meeting.',
    payload: payloads.noted,
    who: anyOffice('clerk', 'director', 'unit'),
    from: ['new', 'returned'],
    to: 'submitted',
    step: 'submitted',
    seen: true,
    needs: ['title', 'proposer'],
    blockedBy: MARKED,
  },
  {
    ...ROW,
    type: 'topic.leaderSign',
    summary: '审签: the leader in charge signs.',
    payload: payloads.noted,
    who: anyOffice('leader'),
    from: ['submitted'],
    to: 'leader_signed',
    step: 'leader_signed',
    seen: true,
    blockedBy: MARKED,
  },
  {
    ...ROW,
    type: 'topic.review',
    summary: '审核: the host office has checked form and procedure.',
    payload: payloads.noted,
    who: host('clerk', 'director'),
    from: ['leader_signed'],
    to: 'office_reviewed',
    step: 'office_reviewed',
    seen: true,
    blockedBy: MARKED,
  },
  {
    ...ROW,
    type: 'topic.topApprove',
    summary: '审定: the final approval. 重新审定 when the topic changed after it: the state stays.',
    payload: payloads.noted,
    who: FINAL_APPROVER,
    from: ['office_reviewed'],
    to: 'top_approved',
    step: 'top_approved',
    reopens: ['top_approved', 'scheduled'],
    seen: true,
    blockedBy: MARKED,
  },
  {
    ...ROW,
    type: 'topic.schedule',
    summary: '列会: the topic is on the agenda.',
    payload: payloads.noted,
    who: host('director', 'coordinator'),
    from: ['top_approved', 'deferred'],
    to: 'scheduled',
    step: 'scheduled',
    blockedBy: READY,
  },
  {
    ...ROW,
    type: 'topic.adHoc',
    summary: '临时动议: on the agenda past the steps before; the mark stays for ever.',
    payload: payloads.adHoc,
    who: host('director', 'coordinator'),
    from: BEFORE_DECIDED,
    to: 'scheduled',
    seen: true,
    blockedBy: MARKED,
  },
  {
    ...ROW,
    type: 'topic.return',
    summary: '退回: the steps taken so far are void, the submitter starts again.',
    payload: payloads.reasoned,
    who: host('clerk', 'director', 'leader'),
    from: PROCEDURE,
    to: 'returned',
  },
  {
    ...ROW,
    type: 'topic.defer',
    summary: '暂缓: not at this meeting for now.',
    payload: payloads.reasoned,
    who: host('director', 'coordinator'),
    from: BEFORE_DECIDED,
    to: 'deferred',
  },
  {
    ...ROW,
    type: 'topic.withdraw',
    summary: '撤回: the submitter takes the topic back, from when it was submitted until it is listed.',
    payload: payloads.noted,
    who: SUBMITTING_OFFICE,
    from: ['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'returned', 'deferred'],
    to: 'withdrawn',
  },
  {
    ...ROW,
    type: 'topic.lock',
    summary: '锁定: materials are final.',
    payload: payloads.noted,
    who: host('director'),
    from: ['scheduled'],
    to: 'locked',
    blockedBy: READY,
  },
  {
    ...ROW,
    type: 'topic.decide',
    summary: '议定: the meeting has decided.',
    payload: payloads.decided,
    who: host('director', 'coordinator', 'leader'),
    from: ['scheduled', 'locked'],
    to: 'decided',
    seen: true,
    blockedBy: MARKED,
  },
  {
    ...ROW,
    type: 'material.receive',
    summary: '材料签收: one material has arrived. The first receipt of a material stands.',
    payload: payloads.received,
    who: host('clerk', 'director', 'coordinator'),
    from: BEFORE_DECIDED,
    lane: 'commutative',
  },
  {
    ...ROW,
    type: 'finding.waive',
    summary: '准予例外: who let a finding pass, and why. The flag stays visible.',
    payload: payloads.waived,
    who: host('director', 'coordinator'),
    from: ANY_STATE,
    lane: 'commutative',
    subjects: 'topic or meeting',
  },
  {
    ...ROW,
    type: 'marking.dismiss',
    summary: '误报: what looks like a secrecy mark in a field is none; who says so, and why. It moves nothing.',
    payload: payloads.dismissed,
    who: AT_WORK,
    from: ANY_STATE,
    lane: 'commutative',
    subjects: 'topic or meeting',
  },
  {
    ...ROW,
    type: 'conflict.settle',
    summary: '以此为准: which of the decisions taken without sight of each other shall hold.',
    payload: payloads.settled,
    who: MAY_SETTLE,
    from: ANY_STATE,
    lane: 'conflict',
  },
];

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

/** What the topic still lacks before the command; empty when it may be taken. */
export function lacking(row: AgendaCommand, topic: Pick<Topic, 'title' | 'proposer'> | null): AgendaCommand['needs'] {
  return topic ? row.needs.filter((field) => topic[field].trim() === '') : [];
}

const CLOSED_TO_EARLIER_STEPS: readonly TopicStatus[] = ['withdrawn', 'decided'];

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
