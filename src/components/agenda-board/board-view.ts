import type { AgendaRecord, TopicState } from '../../model/agenda/topic-state.js';
import { settled, type Meeting } from '../../model/agenda/meeting.js';
import type { Topic, TopicId } from '../../model/agenda/topic.js';
import type { Settings } from '../../model/settings.js';
import { dateIn, instantIn } from '../../model/time.js';
import { createWorkCalendar, cutOffOf, isPastCutOff, type WorkCalendar } from '../../model/work-calendar.js';
import type { AgendaRow, Judge } from './agenda-row.js';
import { AgendaRows } from './agenda-rows.js';
import { ListFilter } from './list-filter.js';
import { MaterialClocks } from './material-clocks.js';
import type { Duration, MaterialClock, TopicRow } from './meeting-view.js';
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
  /**
   * What stands in the list from top to bottom: ids of topics, and `ASIDE_HEAD` above those that are put aside. The same
   * array until something comes, goes or moves.
   */
  readonly lineup: readonly string[];
  /** Every row by its id, whether the filter shows it or not. */
  readonly byId: ReadonlyMap<TopicId, TopicRow>;
  /**
   * Every topic has been judged. Of many hundreds at once only those are that are drawn, and the rest follows a part at a
   * time: until then clock, counts and findings say nothing.
   */
  readonly complete: boolean;
  readonly removed: readonly TopicFacts[];
  readonly clock: MaterialClock | null;
  /** Working minutes left until the start; null while that is not settled. */
  readonly readingMinutes: number | null;
  readonly duration: Duration;
  /** Topics with something that wants someone. */
  readonly withFindings: number;
  readonly meetingFindings: readonly BoardFinding[];
  /** All findings, those of the meeting first, the others in no order; the same array until one comes, goes or changes. */
  readonly findings: readonly BoardFinding[];
  /** Topics with an open conflict; the same array until one opens, changes or closes. */
  readonly contested: readonly TopicFacts[];
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

/** Stands in the lineup for the heading above what is put off or taken back. */
export const ASIDE_HEAD = '';

/** What all topics are judged by: when it changes, all are judged anew. */
interface Ground {
  readonly settings: Settings;
  /** The start as it is written, contested or not. */
  readonly start: string;
  readonly startAt: number | null;
  readonly calendar: WorkCalendar;
  readonly deadline: number | null;
  readonly pastDeadline: boolean;
  readonly uncoveredYear: number | null;
  readonly judge: Judge;
}

/**
 * Computes the view and keeps what did not change: topics and their states are immutable and the same
 * objects until they change, so one remote edit among thousands of topics judges one topic anew.
 */
export class BoardViews {
  readonly #rows = new AgendaRows();
  readonly #clocks = new MaterialClocks();
  readonly #heard = new ListFilter();
  readonly #aside = new ListFilter();
  readonly #removed = new RemovedTopics();
  #ground: Ground | undefined;
  #input: BoardInput | undefined;
  #noticed: Noticed | undefined;
  #meetingFindings: readonly BoardFinding[] = [];
  #reading: { readonly at: number; readonly ground: Ground; readonly minutes: number } | undefined;
  #view: BoardView | undefined;

  view(input: BoardInput): BoardView {
    const before = this.#view;
    this.#notice(input);
    const was = this.#ground;
    const ground = this.#groundOf(input);
    const rows = this.#takeRows(input, ground);
    const anew = !before || was !== ground || before.complete !== rows.complete;
    const { change } = rows;
    const { startAt, deadline } = ground;
    const filter = { text: input.filter, onlyFindings: input.onlyFindings };
    const shown = this.#heard.apply(rows.heard, filter);
    const shownAside = this.#aside.apply(rows.aside, filter);
    const isWhole = shown === rows.heard && shownAside === rows.aside;
    const stays =
      before && isWhole && !change.lineup && before.shown === before.rows && before.shownAside === before.aside;
    this.#view = {
      meeting: input.meeting,
      startAt,
      deadline,
      rows: rows.heard,
      aside: rows.aside,
      shown,
      shownAside,
      lineup: stays ? before.lineup : lineupOf(shown, shownAside, before?.lineup),
      byId: rows.byId,
      complete: rows.complete,
      removed: this.#removed.facts(input, ground.judge),
      clock: this.#clockOf(input, ground, !anew && !change.lineup && !change.materials),
      readingMinutes: this.#readingMinutes(input.now, ground),
      duration: rows.duration,
      withFindings: rows.open,
      meetingFindings: this.#meetingFindings,
      findings:
        !rows.complete || (!anew && !change.findings && before.meetingFindings === this.#meetingFindings)
          ? (before?.findings ?? this.#meetingFindings)
          : [...this.#meetingFindings, ...rows.findings],
      contested: !rows.complete || (!anew && !change.conflicts) ? (before?.contested ?? []) : rows.contested,
      uncoveredYear: ground.uncoveredYear,
    };
    return this.#view;
  }

  /** Judges up to so many of the topics that are not judged yet. True when none is left. */
  judgeMore(most: number): boolean {
    this.#rows.readMore(most);
    return this.#rows.complete;
  }

  #takeRows(input: BoardInput, ground: Ground): AgendaRows {
    const rows = this.#rows;
    rows.take({
      topics: input.topics,
      states: input.record.topics,
      judge: ground.judge,
      startAt: ground.startAt,
      planned: input.meeting.plannedMinutes,
    });
    // Nobody can filter by what is not known yet.
    if (input.onlyFindings) rows.readMore(Infinity);
    if (rows.complete && this.#view?.complete === false) rows.sum();
    return rows;
  }

  #groundOf(input: BoardInput): Ground {
    const { settings, meeting, now } = input;
    const last = this.#ground;
    const start = JSON.stringify(meeting.startAt.values.map(({ value }) => value));
    const isSame = last?.settings === settings && last.start === start;
    if (isSame && last.pastDeadline === isPast(now, last.deadline, settings)) return last;
    const calendar = last?.settings === settings ? last.calendar : createWorkCalendar(settings);
    const startAt = timeOf(settled(meeting.startAt) ?? '');
    const deadline = startAt === null ? null : cutOffOf(startAt, calendar, settings.topicDeadline);
    const pastDeadline = isPast(now, deadline, settings);
    const judge: Judge = (topic, state, before) => {
      const findings = kept(before?.findings, this.#noticed!.ofTopic(topic, state));
      return topicFacts(topic, state ?? NEW_TOPIC, findings, { deadline, pastDeadline });
    };
    const uncoveredYear = startAt === null ? null : yearNotIn(calendar, startAt);
    this.#ground = { settings, start, startAt, calendar, deadline, pastDeadline, uncoveredYear, judge };
    return this.#ground;
  }

  #notice(input: BoardInput): void {
    const { meeting, record, settings } = input;
    const last = this.#input;
    this.#input = input;
    if (last && last.meeting === meeting && last.record === record && last.settings === settings) return;
    this.#noticed = input.notice(meeting, record, settings);
    this.#meetingFindings = kept(this.#meetingFindings, this.#noticed.ofMeeting());
  }

  #clockOf({ now }: BoardInput, { deadline, startAt, calendar }: Ground, isSame: boolean): MaterialClock | null {
    const { timezone } = calendar;
    return this.#clocks.clock(
      {
        rows: this.#rows.complete ? this.#rows.heard : [],
        deadline,
        startAt,
        now,
        dayStart: (at) => instantIn(timezone, dateIn(timezone, at), 0),
        isWorkday: (at) => calendar.isWorkday(dateIn(timezone, at)),
      },
      isSame,
    );
  }

  /** Counted once a minute: going through the days of the calendar costs more than all else of a view. */
  #readingMinutes(now: number, ground: Ground): number | null {
    if (ground.startAt === null) return null;
    // Hours begin on full minutes, so within one nothing is lost by counting from its end.
    const at = Math.ceil(now / MINUTE) * MINUTE;
    if (this.#reading?.at !== at || this.#reading.ground !== ground) {
      this.#reading = { at, ground, minutes: ground.calendar.workingMinutesBetween(at, ground.startAt) };
    }
    return this.#reading.minutes;
  }
}

const MINUTE = 60_000;

/** Removed topics with what is said of them; the same array until one of them is another. */
class RemovedTopics {
  #of: { readonly topics: readonly Topic[]; readonly record: AgendaRecord; readonly judge: Judge } | undefined;
  #rows = new Map<
    TopicId,
    { readonly topic: Topic; readonly state: TopicState | undefined; readonly facts: TopicFacts }
  >();
  #facts: readonly TopicFacts[] = [];

  facts({ removedTopics: topics, record }: BoardInput, judge: Judge): readonly TopicFacts[] {
    const last = this.#of;
    if (last && last.topics === topics && last.record === record && last.judge === judge) return this.#facts;
    this.#of = { topics, record, judge };
    const before = this.#rows;
    this.#rows = new Map();
    const facts = topics.map((topic) => {
      const state = record.topics.get(topic.id);
      const known = last?.judge === judge ? before.get(topic.id) : undefined;
      const row =
        known?.topic === topic && known.state === state
          ? known
          : { topic, state, facts: judge(topic, state, undefined) };
      this.#rows.set(topic.id, row);
      return row.facts;
    });
    const isSame = facts.length === this.#facts.length && facts.every((one, at) => one === this.#facts[at]);
    if (!isSame) this.#facts = facts;
    return this.#facts;
  }
}

/** Whether anything is on the agenda, or was put off from it. */
export function hasTopics({ rows, aside }: Pick<BoardView, 'rows' | 'aside'>): boolean {
  return rows.length + aside.length > 0;
}

/** A topic of the agenda, heard or not; undefined for a removed one. */
export function rowOf({ byId }: BoardView, id: string | null): TopicRow | undefined {
  return id === null ? undefined : byId.get(id as TopicId);
}

/** The findings of before when they say the same. */
function kept(before: readonly BoardFinding[] | undefined, now: readonly BoardFinding[]): readonly BoardFinding[] {
  if (!before || before.length !== now.length) return now;
  return now.length === 0 || JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

function isPast(now: number, deadline: number | null, { topicDeadline }: Settings): boolean {
  return deadline !== null && isPastCutOff(now, deadline, topicDeadline);
}

function lineupOf(
  shown: readonly AgendaRow[],
  aside: readonly AgendaRow[],
  before: readonly string[] | undefined,
): readonly string[] {
  const lineup: string[] = shown.map(({ topic }) => topic.id);
  if (aside.length > 0) lineup.push(ASIDE_HEAD, ...aside.map(({ topic }) => topic.id));
  const isSame = before?.length === lineup.length && lineup.every((id, at) => id === before[at]);
  return isSame ? before : lineup;
}

function yearNotIn(calendar: WorkCalendar, startAt: number): number | null {
  const year = Number(dateIn(calendar.timezone, startAt).slice(0, 4));
  return calendar.coversYear(year) ? null : year;
}
