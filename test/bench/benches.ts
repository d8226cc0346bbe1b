import type { Contest } from './contest.js';
import type { Load, RoundResult } from './editing-round.js';
import { lowest, sum, times, type Goal, type RoundView } from './goal.js';
import type { TargetName } from './target.js';

export interface Bench {
  readonly what: string;
  readonly contests: readonly BenchContest[];
  readonly goals: readonly Goal[];
}

/** A contest with the server whose figures the table divides by. */
export interface BenchContest extends Contest {
  readonly base: TargetName;
}

const LEAD_IN_SECONDS = 0.7;
const county = (editsPerSecond: number, seconds: number): Load => ({
  people: 200,
  rooms: 4,
  editsPerSecond,
  seconds,
  leadInSeconds: LEAD_IN_SECONDS,
});
const COUNTY_TARGETS: readonly TargetName[] = ['floor', 'floor-preframed', 'yws', 'hocuspocus', 'siban'];

const p50 = (round: RoundResult): number | null => round.latency.p50;
const p99 = (round: RoundResult): number | null => round.latency.p99;
const cpu = (round: RoundResult): number | null => round.cpuPerThousandDeliveries;

export const BENCHES: Readonly<Record<string, Bench>> = {
  latency: {
    what: 'milliseconds from one person’s edit to the others: two people (P1), and 200 people in 4 rooms (P2)',
    contests: [
      {
        name: 'pair',
        title: '2 people in 1 room, 20 edits/s each',
        load: { people: 2, rooms: 1, editsPerSecond: 20, seconds: 3, leadInSeconds: LEAD_IN_SECONDS },
        targets: ['floor', 'yws', 'hocuspocus', 'hocuspocus+sqlite', 'siban'],
        base: 'floor',
      },
      {
        name: 'county1',
        title: '200 people in 4 rooms, 1 edit/s each',
        load: county(1, 3),
        targets: COUNTY_TARGETS,
        base: 'floor-preframed',
      },
      {
        name: 'county4',
        title: '200 people in 4 rooms, 4 edits/s each',
        load: county(4, 3),
        targets: COUNTY_TARGETS,
        base: 'floor-preframed',
      },
    ],
    goals: [
      ...(['backToBack', 'atPace'] as const).map((way) => ({
        id: 'P1',
        contest: 'pair',
        text: `p50 at most 1.5 x floor + one fdatasync ${way === 'atPace' ? 'at the pace of the edits' : 'back to back'}`,
        figure: p50,
        bound: ({ of, sync }: RoundView) => sum(times(1.5, of('floor')), sync[way].p50),
      })),
      {
        id: 'P1',
        contest: 'pair',
        text: 'p50 below both hocuspocus',
        figure: p50,
        bound: ({ of }) => lowest(of('hocuspocus'), of('hocuspocus+sqlite')),
      },
      ...['county1', 'county4'].map((contest) => ({
        id: 'P2',
        contest,
        text: `p99 at most 1.3 x floor-preframed (${contest === 'county1' ? '1 edit/s' : '4 edits/s'})`,
        figure: p99,
        bound: ({ of }: RoundView) => times(1.3, of('floor-preframed')),
      })),
    ],
  },
  fanout: {
    what: 'server CPU per 1,000 deliveries: 200 people in 4 rooms, 4 edits/s each (P3)',
    contests: [
      {
        name: 'fanout',
        title: '200 people in 4 rooms, 4 edits/s each',
        load: county(4, 6),
        targets: COUNTY_TARGETS,
        base: 'floor',
      },
    ],
    goals: [
      {
        id: 'P3',
        contest: 'fanout',
        text: 'CPU at most 0.95 x the plain floor',
        figure: cpu,
        bound: ({ of }) => times(0.95, of('floor')),
      },
      {
        id: 'P3',
        contest: 'fanout',
        text: 'CPU at most 0.7 x the better stock server',
        figure: cpu,
        bound: ({ of }) => times(0.7, lowest(of('yws'), of('hocuspocus'))),
      },
    ],
  },
};
