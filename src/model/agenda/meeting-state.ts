/** How far a meeting is: 筹备, 已通知, 进行中, 已散会, 纪要已发, 已归档. Never stored: computed from the record. */
export type MeetingStatus = 'preparing' | 'notified' | 'in_session' | 'closed' | 'minuted' | 'archived';

/** Somebody did something about the meeting. */
export interface MeetingAct {
  readonly by: string;
  /** UTC, by the server. */
  readonly at: string;
  readonly entryId: string;
  readonly note: string;
}

/** One stretch of time in which a topic had the floor. */
export interface TopicRun {
  readonly topic: string;
  readonly from: string;
  /** Null while it runs. */
  readonly to: string | null;
}

/** 请候会: a unit was called to wait. */
export interface Summons {
  readonly topic: string;
  readonly unit: string;
  readonly by: string;
  readonly at: string;
  readonly entryId: string;
}

/** What the record says of the course of the meeting. */
export interface MeetingState {
  readonly status: MeetingStatus;
  readonly agendaApproval: MeetingAct | null;
  readonly notice: MeetingAct | null;
  readonly opened: MeetingAct | null;
  readonly closed: MeetingAct | null;
  readonly minutes: (MeetingAct & { readonly docNo: string }) | null;
  readonly archived: MeetingAct | null;
  /** Topic that has the floor, or had it last; null before the first. */
  readonly current: string | null;
  /** In order; at most the last one still runs. */
  readonly runs: readonly TopicRun[];
  readonly summons: readonly Summons[];
}

export const MEETING_AHEAD: MeetingState = {
  status: 'preparing',
  agendaApproval: null,
  notice: null,
  opened: null,
  closed: null,
  minutes: null,
  archived: null,
  current: null,
  runs: [],
  summons: [],
};

/** Milliseconds for which a topic has had the floor, up to `now` where its clock still runs. */
export function elapsedOf({ runs }: MeetingState, topic: string, now: number): number {
  return runs
    .filter((run) => run.topic === topic)
    .reduce((sum, { from, to }) => sum + Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from)), 0);
}
