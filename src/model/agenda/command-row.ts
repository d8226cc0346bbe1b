import type { GenericSchema } from 'valibot';
import type { MeetingStatus } from './meeting-state.js';
import type { Entitlement } from './rights.js';
import type { ProcedureStep, TopicStatus } from './topic-state.js';

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
  'topic.track',
  'material.submit',
  'material.read',
  'prerequisite.confirm',
  'opinion.give',
  'meeting.approveAgenda',
  'meeting.notify',
  'meeting.open',
  'session.call',
  'session.pause',
  'session.summon',
  'meeting.close',
  'minutes.issue',
  'meeting.archive',
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
  readonly subjects: 'topic' | 'topic or meeting' | 'meeting';
  /** How far the meeting must be; null where it does not matter. */
  readonly meeting: readonly MeetingStatus[] | null;
}

export const BEFORE_DECIDED: readonly TopicStatus[] = [
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
export const ANY_STATE: readonly TopicStatus[] = [...BEFORE_DECIDED, 'decided', 'tracked', 'withdrawn', 'moved'];

/** A marked text is dealt with outside the network: nothing carries such a topic forward. */
export const MARKED = ['CLASSIFIED_MARK'] as const;

/** What a county may raise to block, so that listing waits for it or for a waiver. */
export const READY = [
  ...MARKED,
  'LATE',
  'MATERIAL_MISSING',
  'UNCOORDINATED',
  'OUT_OF_PROCEDURE',
  'DISSENT_OPEN',
] as const;

/** Findings that hold a command back even when somebody waived them. */
export const NEVER_WAIVED: readonly string[] = MARKED;

/** What most rows have in common. */
export const ROW = {
  to: null,
  step: null,
  reopens: [],
  lane: 'state',
  seen: false,
  needs: [],
  blockedBy: [],
  subjects: 'topic',
  meeting: null,
} as const;
