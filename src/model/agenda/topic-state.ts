import type { EntryAuthor, SealedEntry } from '../entry.js';
import { sameJson, type JsonObject } from '../json.js';
import type { Conflict } from '../lane.js';
import type { ImportedTopic } from './imported-topic.js';
import type { MeetingState } from './meeting-state.js';
import type { Decision } from './payloads.js';

export type { Conflict } from '../lane.js';

/** Steps of a topic in their order (brief §2.1): 提请, 审签, 审核, 审定, 列会. */
export const PROCEDURE = ['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'scheduled'] as const;
export type ProcedureStep = (typeof PROCEDURE)[number];

/** Where a topic stands. Never stored: computed from the record. */
export type TopicStatus =
  'new' | ProcedureStep | 'locked' | 'decided' | 'tracked' | 'returned' | 'deferred' | 'withdrawn' | 'moved';

/** One step that was taken, by sealed command or as an imported file states it. */
export interface TopicStep {
  /**
   * A step of `PROCEDURE`, or `returned`, `deferred`, `withdrawn`, `locked`, `decided`, `tracked`, `moved`, or `reapproved` for 重新审定,
   * which is a word of its own so that the order of the procedure is not judged by it.
   */
  readonly step: string;
  /** A name for people to read. */
  readonly by: string;
  /** RFC 3339; empty for an imported step without a time. */
  readonly at: string;
  readonly entryId: string;
  /** The time is the file's, not witnessed here. */
  readonly imported: boolean;
}

export interface MaterialReceipt {
  readonly material: string;
  /** RFC 3339; empty when an imported file names the material but no time. */
  readonly at: string;
  readonly by: string;
  readonly entryId: string;
  readonly imported: boolean;
}

export interface Waiver {
  readonly rule: string;
  readonly approver: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
}

export interface AdHocMotion {
  /** Empty for an imported mark, whose file names none. */
  readonly approver: string;
  readonly reason: string;
  readonly at: string;
  readonly entryId: string;
}

/** What the last approval covered. */
export interface Approval {
  readonly entryId: string;
  readonly by: string;
  readonly at: string;
  readonly digest: string;
  readonly snapshot: JsonObject | null;
  /** An earlier approval was overtaken by a change, and given anew: the mark stays, in grey. */
  readonly renewed: boolean;
}

/** One version of one paper (材料版本). */
export interface MaterialVersion {
  readonly material: string;
  /** 1, 2, 3 … within the paper. */
  readonly number: number;
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
  /** It came after the papers were locked: whoever had read an earlier one has not read this one. */
  readonly afterLock: boolean;
}

/** Somebody has read a paper (阅件). */
export interface MaterialRead {
  readonly material: string;
  /** Entry of the version that was read; null for a paper without one. */
  readonly version: string | null;
  readonly by: EntryAuthor;
  readonly at: string;
  readonly entryId: string;
}

/** A prerequisite is fulfilled. */
export interface PrerequisiteProof {
  /** Id of its row in the content. */
  readonly prerequisite: string;
  readonly name: string;
  readonly proof: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
}

/** 书面意见: counts as no vote. */
export interface WrittenOpinion {
  readonly text: string;
  readonly by: EntryAuthor;
  readonly at: string;
  readonly entryId: string;
}

/** What the meeting decided. */
export interface TopicDecision {
  /** Null where the one who sealed it did not say. */
  readonly decision: Decision | null;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
}

/** One decided matter that somebody has to see to. */
export interface FollowUpTask {
  readonly text: string;
  readonly unit: string;
  readonly person: string;
  /** `YYYY-MM-DD`. */
  readonly due: string;
}

/** What follows from the decision, or why nothing does. */
export interface FollowUp {
  readonly tasks: readonly FollowUpTask[];
  /** Empty where there are tasks. */
  readonly none: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
}

/** Where a topic went, or came from. */
export interface TopicPassage {
  /** The other room. */
  readonly room: string;
  /** Id of the topic in the room that it came from; empty for one that left. */
  readonly topic: string;
  readonly reason: string;
  /** The rule by which the server moved it by itself; empty where a person did. */
  readonly rule: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
}

/** All that the record says of one topic. */
export interface TopicState {
  readonly status: TopicStatus;
  readonly steps: readonly TopicStep[];
  readonly receipts: readonly MaterialReceipt[];
  readonly adHoc: AdHocMotion | null;
  readonly waivers: readonly Waiver[];
  readonly conflicts: readonly Conflict[];
  /** The last standing topApprove, else leaderSign; a live digest that differs shows as 定后有改动. */
  readonly approval: Approval | null;
  /** Office of whoever submitted it; null while nobody has, or when a file did. */
  readonly submittedBy: string | null;
  readonly decision: TopicDecision | null;
  readonly followUp: FollowUp | null;
  /** UTC; null while the papers are not locked. */
  readonly lockedAt: string | null;
  readonly versions: readonly MaterialVersion[];
  /** Those of versions that are not the newest are there too: see `hasRead`. */
  readonly reads: readonly MaterialRead[];
  readonly proofs: readonly PrerequisiteProof[];
  readonly opinions: readonly WrittenOpinion[];
  /** Where it went; null for a topic that is here. */
  readonly movedTo: TopicPassage | null;
  /** Where it came from; null for one that was entered here or came in a file. */
  readonly arrivedFrom: TopicPassage | null;
  /** The history that a file stated, exactly as it stated it; null for a topic that was entered here. */
  readonly imported: ImportedTopic | null;
  /** Id of the newest entry of each lane: the `basis` of the next command in it. */
  readonly newest: ReadonlyMap<string, string>;
  /** Every entry about this topic, in order. */
  readonly entries: readonly SealedEntry[];
}

/** What the record says of the meeting itself. */
export interface AgendaRecord {
  /** Host office and kind as sealed at creation: rights rest on these, never on editable content. */
  readonly office: string;
  readonly kind: string;
  /** Title as sealed at creation; the live one is in the content. */
  readonly title: string;
  /** Waived findings of the meeting itself. */
  readonly waivers: readonly Waiver[];
  /** Entries about the room itself, in order. */
  readonly entries: readonly SealedEntry[];
  readonly topics: ReadonlyMap<string, TopicState>;
  /** The course of the meeting. */
  readonly meeting: MeetingState;
}

/** Subject of entries about the room itself, and of findings about the meeting. */
export const MEETING_SUBJECT = 'room';

/** The steps that count: a return makes everything before it void (brief §2.1). */
export function stepsThatCount<S extends { readonly step?: string | null }>(steps: readonly S[]): readonly S[] {
  let start = steps.length;
  while (start > 0 && steps[start - 1]!.step !== 'returned') start -= 1;
  return steps.slice(start);
}

/** Index in `PROCEDURE` of the furthest step that counts, or -1. */
export function furthestStep(steps: readonly TopicStep[]): number {
  return Math.max(-1, ...stepsThatCount(steps).map((taken) => PROCEDURE.indexOf(taken.step as ProcedureStep)));
}

/**
 * 定后有改动: whether what an approval covers reads otherwise now. `content` is `approvedContent` of the live topic.
 * Where the text of what was approved is gone its digest still tells, for whoever gives `digestOf` (`contentDigest`
 * of the record). False when nothing was approved.
 */
export function isChangedSince(
  approval: Approval | null,
  content: JsonObject,
  digestOf?: (content: JsonObject) => string,
): boolean {
  if (approval === null) return false;
  if (approval.snapshot !== null) return !sameJson(approval.snapshot, content);
  return digestOf !== undefined && approval.digest !== '' && digestOf(content) !== approval.digest;
}

/** The newest version of a paper; undefined where none was submitted. */
export function newestVersion(
  { versions }: Pick<TopicState, 'versions'>,
  material: string,
): MaterialVersion | undefined {
  return [...versions].reverse().find((version) => version.material === material);
}

/** Who has read the paper as it stands: a new version after the lock makes earlier readings void. */
export function readersOf(topic: Pick<TopicState, 'versions' | 'reads'>, material: string): readonly MaterialRead[] {
  const ofPaper = topic.versions.filter((version) => version.material === material);
  const resetBy = [...ofPaper].reverse().find(({ afterLock }) => afterLock);
  const valid = new Set(resetBy ? ofPaper.filter(({ number }) => number >= resetBy.number).map((v) => v.entryId) : []);
  const first = new Map<string, MaterialRead>();
  for (const read of topic.reads) {
    if (read.material !== material || (resetBy && !(read.version !== null && valid.has(read.version)))) continue;
    if (!first.has(read.by.id)) first.set(read.by.id, read);
  }
  return [...first.values()];
}
