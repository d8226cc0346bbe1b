import type { AgendaRecord, TopicState } from '../../model/agenda/topic-state.js';
import { settled, type Meeting } from '../../model/agenda/meeting.js';
import type { Topic, TopicId } from '../../model/agenda/topic.js';
import type { Settings } from '../../model/settings.js';
import { dateIn, instantIn } from '../../model/time.js';
import { createWorkCalendar, cutOffOf, type WorkCalendar } from '../../model/work-calendar.js';
import {
  durationOf,
  filtered,
  hasOpenFinding,
  materialClock,
  rowsOf,
  type Duration,
  type MaterialClock,
  type TopicRow,
} from './meeting-view.js';
import { NEW_TOPIC, timeOf, topicFacts, type BoardFinding, type TopicFacts } from './topic-view.js';

/** Everything on the board that is computed, from what the session holds at one moment. */
export interface BoardView {
  readonly meeting: Meeting;
  /** The start when it is settled and readable, else null. */
  readonly startAt: number | null;
  readonly deadline: number | null;
  /** The topics that are heard, in order. */
  readonly rows: readonly TopicRow[];
  /** Topics that are put off or taken back: they have no number and no time. */
  readonly aside: readonly TopicRow[];
  /** The rows that pass the filter. */
  readonly shown: readonly TopicRow[];
  readonly shownAside: readonly TopicRow[];
  readonly removed: readonly TopicFacts[];
  readonly clock: MaterialClock | null;
  /** Working minutes left until the start; null while that is not settled. */
  readonly readingMinutes: number | null;
  readonly duration: Duration;
  /** Topics with something that wants someone. */
  readonly withFindings: number;
  readonly meetingFindings: readonly BoardFinding[];
  /** The year of the meeting, when the work calendar says nothing about it. */
  readonly uncoveredYear: number | null;
}

/** What the rules say of one topic, or of the meeting itself. */
export interface Noticed {
  ofTopic(topic: Topic, state: TopicState | undefined): readonly BoardFinding[];
  ofMeeting(): readonly BoardFinding[];
}

export interface BoardInput {
  readonly topics: readonly Topic[];
  readonly removedTopics: readonly Topic[];
  readonly meeting: Meeting;
  readonly record: AgendaRecord;
  readonly settings: Settings;
  readonly now: number;
  readonly filter: string;
  readonly onlyFindings: boolean;
  notice(meeting: Meeting, record: AgendaRecord, settings: Settings): Noticed;
}

interface Kept {
  readonly topic: Topic;
  readonly state: TopicState | undefined;
  readonly facts: TopicFacts;
}

/**
 * Computes the view and keeps what did not change: topics and their states are immutable and the same
 * objects until they change, so one remote edit among 500 topics judges one topic anew.
 */
export class BoardViews {
  #kept = new Map<TopicId, Kept>();
  #meeting: Meeting | undefined;
  #record: AgendaRecord | undefined;
  #settings: Settings | undefined;
  #calendar: WorkCalendar | undefined;
  #noticed: Noticed | undefined;
  #meetingFindings: readonly BoardFinding[] = [];
  #pastDeadline: boolean | undefined;

  view(input: BoardInput): BoardView {
    const calendar = this.#calendarFor(input.settings);
    const startAt = timeOf(settled(input.meeting.startAt) ?? '');
    const deadline = startAt === null ? null : cutOffOf(startAt, calendar, input.settings.topicDeadline);
    const pastDeadline = deadline !== null && input.now > deadline;
    this.#renewNotices(input, pastDeadline);
    const read = (topic: Topic): TopicFacts => this.#factsOf(topic, input.record, deadline, pastDeadline);
    const facts = input.topics.map(read);
    const removed = input.removedTopics.map(read);
    this.#forget(input);
    const planned = input.meeting.plannedMinutes;
    const all = rowsOf(facts, startAt, planned);
    const rows = all.filter(({ order }) => order > 0);
    const aside = all.filter(({ order }) => order === 0);
    return {
      meeting: input.meeting,
      startAt,
      deadline,
      rows,
      aside,
      shown: filtered(rows, input.filter, input.onlyFindings),
      shownAside: filtered(aside, input.filter, input.onlyFindings),
      removed,
      clock: clockOf(rows, deadline, startAt, input.now, calendar),
      readingMinutes: startAt === null ? null : calendar.workingMinutesBetween(input.now, startAt),
      duration: durationOf(facts, planned),
      withFindings: facts.filter(hasOpenFinding).length,
      meetingFindings: this.#meetingFindings,
      uncoveredYear: startAt === null ? null : uncoveredYear(startAt, calendar),
    };
  }

  #calendarFor(settings: Settings): WorkCalendar {
    if (!this.#calendar || settings !== this.#settings) {
      this.#calendar = createWorkCalendar(settings);
      this.#kept.clear();
    }
    return this.#calendar;
  }

  /** Meeting, settings and the side of the cut-off that we are on bear on every topic; a new record only on those whose state changed. */
  #renewNotices(input: BoardInput, pastDeadline: boolean): void {
    const everything =
      !this.#noticed ||
      input.meeting !== this.#meeting ||
      input.settings !== this.#settings ||
      pastDeadline !== this.#pastDeadline;
    if (everything) this.#kept.clear();
    if (everything || input.record !== this.#record) {
      this.#noticed = input.notice(input.meeting, input.record, input.settings);
      this.#meetingFindings = this.#noticed.ofMeeting();
    }
    this.#meeting = input.meeting;
    this.#record = input.record;
    this.#settings = input.settings;
    this.#pastDeadline = pastDeadline;
  }

  #factsOf(topic: Topic, record: AgendaRecord, deadline: number | null, pastDeadline: boolean): TopicFacts {
    const state = record.topics.get(topic.id);
    const kept = this.#kept.get(topic.id);
    if (kept && kept.topic === topic && kept.state === state) return kept.facts;
    const findings = this.#noticed!.ofTopic(topic, state);
    const facts = topicFacts(topic, state ?? NEW_TOPIC, findings, { deadline, pastDeadline });
    this.#kept.set(topic.id, { topic, state, facts });
    return facts;
  }

  #forget(input: BoardInput): void {
    if (this.#kept.size <= input.topics.length + input.removedTopics.length) return;
    const there = new Set([...input.topics, ...input.removedTopics].map((topic) => topic.id));
    for (const id of this.#kept.keys()) if (!there.has(id)) this.#kept.delete(id);
  }
}

/** A topic of the agenda, heard or not; undefined for a removed one. */
export function rowOf({ rows, aside }: BoardView, id: string | null): TopicRow | undefined {
  const isIt = (row: TopicRow): boolean => row.id === id;
  return rows.find(isIt) ?? aside.find(isIt);
}

function clockOf(
  rows: readonly TopicRow[],
  deadline: number | null,
  startAt: number | null,
  now: number,
  calendar: WorkCalendar,
): MaterialClock | null {
  const { timezone } = calendar;
  return materialClock({
    rows,
    deadline,
    startAt,
    now,
    dayStart: (at) => instantIn(timezone, dateIn(timezone, at), 0),
    isWorkday: (at) => calendar.isWorkday(dateIn(timezone, at)),
  });
}

function uncoveredYear(startAt: number, calendar: WorkCalendar): number | null {
  const year = Number(dateIn(calendar.timezone, startAt).slice(0, 4));
  return calendar.coversYear(year) ? null : year;
}
