import type { TopicId } from '../../model/agenda/topic.js';
import type { Light } from '../shared/lights.js';
import type { BoardFinding, TopicFacts } from './topic-view.js';

/** One line of the list: what is said of the topic, and what follows from its place. */
export interface TopicRow {
  readonly facts: TopicFacts;
  readonly id: TopicId;
  /** 1 for the first that is heard; 0 for one that is not heard at this meeting. */
  readonly order: number;
  /** Counted as a table counts its rows: 1 is that of the column heads, and the heading of what is put aside has one too. */
  readonly rowIndex: number;
  /** Planned minutes; 0 while unknown, and for one that is not heard. */
  readonly minutes: number;
  /** When it begins, if every earlier topic has its minutes and the start is settled. */
  readonly startsAt: number | null;
  /** The planned minutes run out inside this topic. */
  readonly planEndsHere: boolean;
  readonly outsidePlan: boolean;
}

export interface Duration {
  readonly total: number;
  readonly planned: number | null;
  /** Minutes over plan, 0 when within. */
  readonly over: number;
  /** Topics without minutes. */
  readonly unknown: number;
}

const MINUTE = 60_000;

/** A dot of the material clock: one topic. */
export interface ClockDot {
  /** Place on the line, 0 to 1. */
  readonly place: number;
  readonly light: Light;
  readonly order: number;
}

export interface ClockDay {
  readonly place: number;
  readonly width: number;
  readonly at: number;
  readonly workday: boolean;
}

export interface MaterialClock {
  readonly deadline: number;
  readonly startAt: number;
  /** Midnight with which the line begins. */
  readonly from: number;
  /** It begins with the present day, since nothing came in before: then it moves on with the time. */
  readonly beginsNow: boolean;
  /** Places on the line, 0 to 1. */
  readonly deadlinePlace: number;
  readonly nowPlace: number;
  readonly dots: readonly ClockDot[];
  readonly days: readonly ClockDay[];
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
}

export interface ClockInput {
  readonly rows: readonly TopicRow[];
  readonly deadline: number | null;
  readonly startAt: number | null;
  readonly now: number;
  /** Midnight, in the county's time zone, of the day that holds a moment. */
  dayStart(at: number): number;
  isWorkday(at: number): boolean;
}

const DAY = 24 * 60 * MINUTE;
/** A longer line would squeeze the days that matter into a few pixels; what came earlier lies on its first edge. */
const LONGEST_LINE = 14 * DAY;

/** The line from the first material to the meeting, or null while start or cut-off are not known. */
export function materialClock(input: ClockInput): MaterialClock | null {
  const { rows, deadline, startAt, now } = input;
  if (deadline === null || startAt === null) return null;
  let earliest = deadline - DAY;
  for (const { facts } of rows)
    if (facts.material.newestAt !== null) earliest = Math.min(earliest, facts.material.newestAt);
  const from = input.dayStart(Math.max(Math.min(earliest, now), startAt - LONGEST_LINE));
  const line = { from, startAt };
  return {
    deadline,
    startAt,
    from,
    beginsNow: now < earliest,
    deadlinePlace: placeOn(line, deadline),
    nowPlace: placeOn(line, now),
    dots: dotsOf(rows, (at) => placeOn(line, at)),
    days: daysOf(input, from, startAt),
    ...countMaterials(rows),
  };
}

/** Where a moment lies on the line, 0 to 1; what came earlier lies on its first edge. */
export function placeOn({ from, startAt }: Pick<MaterialClock, 'from' | 'startAt'>, at: number): number {
  return Math.min(1, Math.max(0, (at - from) / (startAt - from)));
}

function countMaterials(rows: readonly TopicRow[]): { onTime: number; late: number; missing: number } {
  const counted = { onTime: 0, late: 0, missing: 0 };
  for (const { facts } of rows) {
    if (!facts.counts) continue;
    if (facts.material.kind === 'late') counted.late += 1;
    else if (facts.material.kind === 'missing') counted.missing += 1;
    else if (facts.material.completeAt !== null) counted.onTime += 1;
  }
  return counted;
}

function dotsOf(rows: readonly TopicRow[], place: (at: number) => number): readonly ClockDot[] {
  return rows
    .filter(({ facts }) => facts.counts && facts.material.newestAt !== null)
    .map(({ facts, order }) => ({ place: place(facts.material.newestAt!), light: facts.material.light, order }))
    .sort((a, b) => a.place - b.place || a.order - b.order);
}

function daysOf(input: ClockInput, from: number, to: number): readonly ClockDay[] {
  const days: ClockDay[] = [];
  for (let at = from; at < to;) {
    // Half a day past the next midnight by plain arithmetic is inside the next day even when clocks change.
    const next = input.dayStart(at + DAY + DAY / 2);
    days.push({
      at,
      place: (at - from) / (to - from),
      width: (Math.min(next, to) - at) / (to - from),
      workday: input.isWorkday(at),
    });
    if (next <= at) break;
    at = next;
  }
  return days;
}

/** Something that still wants someone: a finding that nobody waived, a conflict, a change after approval. */
export function hasOpenFinding(facts: TopicFacts): boolean {
  if (facts.openConflicts.length > 0) return true;
  if (facts.change && !facts.change.renewed) return true;
  return openFindings(facts).length > 0;
}

/** What is wrong and nobody has allowed. */
export function openFindings({ findings, state }: TopicFacts): readonly BoardFinding[] {
  return findings.filter(
    (finding) => finding.severity !== 'info' && !state.waivers.some((waiver) => waiver.rule === finding.rule),
  );
}
