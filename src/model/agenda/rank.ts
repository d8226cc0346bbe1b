import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Something that has its place by a sort key; ties break on the id. */
export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

/** Whether a rank can be sorted by and inserted next to: a hostile one would make every later move throw. */
export function isRank(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    generateKeyBetween(value, null);
    return true;
  } catch {
    // The library offers no other question than trying.
    return false;
  }
}

export function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The rank that puts an item at `index` of `others`, which are in order and do not hold the item itself.
 * Two offices inserting at once can leave neighbours with equal ranks; there is no room between
 * those, so the item goes after the last of them.
 */
export function rankAt(others: readonly Pick<Ranked, 'rank'>[], index: number): string {
  return ranksAt(others, index, 1)[0]!;
}

/** The same for several items that stand together, in order. */
export function ranksAt(others: readonly Pick<Ranked, 'rank'>[], index: number, count: number): readonly string[] {
  const before = others[index - 1]?.rank ?? null;
  const after = others.slice(index).find((other) => before === null || other.rank > before)?.rank ?? null;
  return generateNKeysBetween(before, after, count);
}

/** Ranks for a whole list that starts with `count` items, in order. */
export function firstRanks(count: number): readonly string[] {
  return generateNKeysBetween(null, null, count);
}
