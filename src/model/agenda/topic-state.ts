import type { SealedEntry } from '../entry.js';
import type { JsonObject } from '../json.js';

/** Steps of a topic in their order (brief §2.1): 提请, 审签, 审核, 审定, 列会. */
export const PROCEDURE = ['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'scheduled'] as const;
export type ProcedureStep = (typeof PROCEDURE)[number];

/** Where a topic stands. Never stored: computed from the record. */
export type TopicStatus = 'new' | ProcedureStep | 'locked' | 'decided' | 'returned' | 'deferred' | 'withdrawn';

/** One step that was taken, by sealed command or as an imported file states it. */
export interface TopicStep {
  /** A step of `PROCEDURE`, or `returned`, `deferred`, `withdrawn`, `locked`, `decided`. */
  readonly step: string;
  /** A name for people to read. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  readonly entryId: string;
  /** The time is the file's, not witnessed here. */
  readonly imported: boolean;
}

export interface MaterialReceipt {
  readonly material: string;
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

/** Decisions of one lane that were taken without sight of each other (architecture §5). */
export interface Conflict {
  readonly lane: string;
  /** The entry that holds until somebody settles: the first one sealed after the common basis. */
  readonly standing: SealedEntry;
  /** Those that arrived later, in order of sealing. */
  readonly contested: readonly SealedEntry[];
  /** The `conflict.settle` entry, or null while open. */
  readonly settledBy: SealedEntry | null;
  /** Id of the entry that was chosen, or null while open. */
  readonly chosen: string | null;
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
  readonly topics: ReadonlyMap<string, TopicState>;
}
