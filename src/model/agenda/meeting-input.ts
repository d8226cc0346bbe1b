import type { JsonRecord } from '../input-reader.js';
import { settled, type Meeting } from './meeting.js';
import { MEETING_SUBJECT, type AgendaRecord, type TopicState } from './topic-state.js';
import type { Topic } from './topic.js';

/*
 * What the rules judge of a meeting: the shape of a meetings file. One key that is absent makes the rules
 * that need it silent; null is an empty list or date, or an unknown truth value (architecture §7).
 */

/** One step as a file or the record states it. */
export interface StepInput {
  /** A step of `PROCEDURE`, or `returned`; others are ignored. */
  readonly step?: string | null;
  readonly by?: string | null;
  /** RFC 3339; null while the step has not been taken. */
  readonly at?: string | null;
}

/** One paper that came in. */
export interface ReceiptInput {
  readonly material?: string | null;
  readonly at?: string | null;
  readonly by?: string | null;
}

/** One topic. Keys that are not listed here are kept: their texts are searched for secrecy marks. */
export interface TopicInput {
  readonly id: string;
  readonly title?: string | null;
  /** 提请单位. */
  readonly proposer?: string | null;
  /** 临时动议. */
  readonly adHoc?: boolean | null;
  /** Whether the units concerned have agreed. */
  readonly coordinated?: boolean | null;
  /** 密级 as the file states it. */
  readonly marking?: string | null;
  readonly requiredMaterials?: readonly string[] | null;
  readonly providedMaterials?: readonly string[] | null;
  /** RFC 3339: when the last of the papers came in. */
  readonly materialsReceivedAt?: string | null;
  /** Paper by paper; counts beside `materialsReceivedAt` and `providedMaterials`. */
  readonly receipts?: readonly ReceiptInput[] | null;
  readonly steps?: readonly StepInput[] | null;
  /** What has to be done before, and whether it is. */
  readonly prerequisites?: readonly { readonly name?: string | null; readonly done?: boolean | null }[] | null;
  /** RFC 3339; null while the papers are not locked. */
  readonly lockedAt?: string | null;
  /** Papers that were exchanged after the lock. */
  readonly changedAfterLock?: readonly string[] | null;
  readonly reporterIsHead?: boolean | null;
  /** Planned minutes. */
  readonly minutes?: number | null;
  readonly reportCharacters?: number | null;
  /** What the units that were asked do not agree on. */
  readonly dissent?: string | null;
  /** `passed`, `passed-in-principle` or `rejected`. */
  readonly decision?: string | null;
  /** Whether it is settled who sees to what was decided, or that nobody has to. */
  readonly followedUp?: boolean | null;
  readonly [other: string]: unknown;
}

/** One absence. */
export interface LeaveInput {
  readonly person?: string | null;
  readonly reason?: string | null;
  /** Absent, null or empty while nobody has approved it. */
  readonly approvedBy?: string | null;
  readonly at?: string | null;
}

export interface MeetingInput {
  readonly id: string;
  readonly kind?: string | null;
  readonly title?: string | null;
  readonly hostOffice?: string | null;
  /** RFC 3339. */
  readonly startAt?: string | null;
  readonly venue?: string | null;
  /** How far the meeting is: a `MeetingStatus`. */
  readonly course?: string | null;
  readonly members?: {
    readonly total?: number | null;
    readonly confirmed?: number | null;
    /** How many have signed in. */
    readonly present?: number | null;
    readonly leave?: readonly LeaveInput[] | null;
  } | null;
  readonly topics?: readonly TopicInput[] | null;
  readonly [other: string]: unknown;
}

/** A meetings file. `raw` is all of it as read, for whoever must look at every text. */
export interface MeetingsFile {
  readonly meetings: readonly MeetingInput[];
  readonly raw: JsonRecord;
}

/**
 * The live meeting in the shape that the rules judge, so that page, server and command line share one path.
 * Ids are those of the live topics; findings about the meeting have the subject `MEETING_SUBJECT`.
 * Removed topics are left out. A contested time is no time: nothing may be computed from it.
 */
export function meetingInputOf(meeting: Meeting, topics: readonly Topic[], record: AgendaRecord): MeetingInput {
  return {
    id: MEETING_SUBJECT,
    kind: meeting.kind,
    title: meeting.title,
    hostOffice: meeting.hostOffice,
    number: meeting.number,
    ...startOf(meeting),
    venue: settled(meeting.place) ?? null,
    // Contested and former values are shown as well, so their texts are looked at too.
    shown: [meeting.place, meeting.host]
      .flatMap(({ values, former }) => [...values, ...former])
      .map(({ value }) => value),
    course: record.meeting.status,
    members: {
      ...attendanceOf(meeting),
      confirmed: meeting.membersConfirmed,
      leave: meeting.leave
        .filter((row) => !row.removed)
        .map(({ person, reason, approvedBy }) => ({ person, reason, approvedBy })),
    },
    topics: topics.filter((topic) => !topic.removed).map((topic) => topicInputOf(topic, record.topics.get(topic.id))),
  };
}

/** By the list of members where there is one, else by the number that somebody wrote down; then nobody knows who has come. */
function attendanceOf({ members, membersTotal }: Meeting): {
  readonly total: number | null;
  readonly present?: number;
} {
  const voting = members.filter((member) => !member.removed && member.role === 'member');
  if (voting.length === 0) return { total: membersTotal };
  return { total: voting.length, present: voting.filter(({ attendance }) => attendance === 'present').length };
}

function startOf(meeting: Meeting): { readonly startAt?: string | null } {
  if (meeting.startAt.values.length > 1) return {};
  return { startAt: settled(meeting.startAt) ?? null };
}

/** One live topic, with what the record knows of it. */
export function topicInputOf(topic: Topic, state: TopicState | undefined): TopicInput {
  const { id, no, title, proposer, sponsor, reporter, kind, notes, coordinated, requiredMaterials, attendUnits } =
    topic;
  const { minutes, dissent, reporterIsHead, reportCharacters } = topic;
  const done = new Set(state?.proofs.map(({ prerequisite }) => prerequisite));
  return {
    id,
    no,
    title,
    proposer,
    sponsor,
    reporter,
    kind,
    notes,
    coordinated,
    requiredMaterials,
    attendUnits,
    minutes,
    dissent,
    reporterIsHead,
    reportCharacters,
    prerequisites: topic.prerequisites
      .filter(({ removed }) => !removed)
      .map((row) => ({ name: row.name, need: row.need, owner: row.owner, done: done.has(row.id) })),
    resolutions: topic.resolutions
      .filter(({ removed }) => !removed)
      .map(({ text, unit, person }) => ({ text, unit, person })),
    ...(state ? pastOf(state) : NOTHING_YET),
  };
}

/** What is known of a topic that was entered here, before anything is sealed about it. */
const NOTHING_YET = {
  steps: [],
  providedMaterials: [],
  materialsReceivedAt: null,
  receipts: [],
  adHoc: false,
  lockedAt: null,
  changedAfterLock: [],
  decision: null,
  followedUp: null,
} as const;

/**
 * What the record knows. A key that an imported file did not have stays away until something is sealed for it here.
 * A return that was sealed here makes all steps of the file void, whatever their dates.
 */
function pastOf(state: TopicState): Omit<TopicInput, 'id'> {
  const imported = state.imported ?? NOTHING_YET;
  const steps = state.steps.filter((step) => !step.imported);
  const receipts = state.receipts.filter((receipt) => !receipt.imported);
  const past = {
    steps: joined(
      steps.some(({ step }) => step === 'returned') ? imported.steps && [] : imported.steps,
      steps.map(({ step, by, at }) => ({ step, by, at })),
    ),
    providedMaterials: joined(
      imported.providedMaterials,
      receipts.map((receipt) => receipt.material),
    ),
    materialsReceivedAt: imported.materialsReceivedAt,
    receipts: joined(
      imported.receipts,
      receipts.map(({ material, at, by }) => ({ material, at, by })),
    ),
    adHoc: state.adHoc !== null ? true : imported.adHoc,
    lockedAt: state.lockedAt,
    changedAfterLock: [...new Set(state.versions.filter(({ afterLock }) => afterLock).map((one) => one.material))],
    decision: state.decision?.decision ?? null,
    followedUp: state.decision === null ? null : state.followUp !== null,
  };
  return Object.fromEntries(Object.entries(past).filter(([, value]) => value !== undefined));
}

/** What a file states, then what was sealed here; undefined while neither says anything. */
function joined<T>(stated: readonly T[] | null | undefined, sealed: readonly T[]): readonly T[] | null | undefined {
  return sealed.length === 0 ? stated : [...(stated ?? []), ...sealed];
}
