import type { ContestResult } from './contest.js';
import type { SyncPrice } from './disk.js';
import type { RoundResult } from './editing-round.js';
import { median } from './statistics.js';
import { format } from './table.js';
import type { TargetName } from './target.js';

/** One comparison that a figure of siban is held against, round by round. */
export interface Goal {
  /** Number in the table of goals, for example P1. */
  readonly id: string;
  readonly contest: string;
  readonly text: string;
  readonly figure: (round: RoundResult) => number | null;
  /** What the figure must not exceed in this round; null when a server that it needs did not run. */
  readonly bound: (round: RoundView) => number | null;
}

/** The other servers' figures in one round. */
export interface RoundView {
  readonly of: (name: TargetName) => number | null;
  /** Price of one fdatasync in this round. */
  readonly sync: SyncPrice;
}

export interface Verdict {
  readonly id: string;
  readonly text: string;
  readonly siban: number | null;
  readonly bound: number | null;
  /** Median over the rounds of figure / bound: at most 1 is reached. */
  readonly used: number | null;
  /** `unsettled`: round by round it says one thing, the medians another; the machine was too restless to tell. */
  readonly reached: 'reached' | 'NOT reached' | 'unsettled' | 'not judged';
}

export function judgeGoal(goal: Goal, results: readonly ContestResult[]): Verdict | null {
  const result = results.find((candidate) => candidate.name === goal.contest);
  const own = result?.rounds.siban;
  if (!result || !own) return null;
  return verdictOf(
    goal,
    own.map(goal.figure),
    own.map((_, round) => goal.bound(viewOf(goal, result, round))),
  );
}

/** Whether a figure stays within what is allowed, both taken in the same rounds. */
export function verdictOf(
  { id, text }: Pick<Goal, 'id' | 'text'>,
  figures: readonly (number | null)[],
  bounds: readonly (number | null)[],
): Verdict {
  const used = median(
    figures.map((figure, round) => {
      const bound = bounds[round] ?? null;
      return figure === null || bound === null ? null : figure / bound;
    }),
  );
  const [siban, bound] = [median(figures), median(bounds)];
  return { id, text, siban, bound, used, reached: judge(used, siban, bound) };
}

/** A stall in one of the other server's rounds must not pass for a goal of ours. */
function judge(used: number | null, figure: number | null, bound: number | null): Verdict['reached'] {
  if (used === null || figure === null || bound === null) return 'not judged';
  if (used <= 1 !== figure <= bound) return 'unsettled';
  return used <= 1 ? 'reached' : 'NOT reached';
}

function viewOf(goal: Goal, result: ContestResult, round: number): RoundView {
  return {
    of: (name) => {
      const other = result.rounds[name]?.[round];
      return other ? goal.figure(other) : null;
    },
    sync: result.syncPrices[round]!,
  };
}

export function verdictLine(verdict: Verdict): string {
  const figures = `${format(verdict.siban, 2)} against at most ${format(verdict.bound, 2)}`;
  return `${verdict.id} ${verdict.text}: ${verdict.reached} (${figures}; ${format(verdict.used, 2)} of what is allowed)`;
}

/** `factor` times a figure, or null when there is none. */
export function times(factor: number, figure: number | null): number | null {
  return figure === null ? null : factor * figure;
}

/** The sum of two figures, or null when one is missing. */
export function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

/** The smaller of the figures that exist. */
export function lowest(...figures: (number | null)[]): number | null {
  const present = figures.filter((figure) => figure !== null);
  return present.length > 0 ? Math.min(...present) : null;
}
