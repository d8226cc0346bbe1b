/**
 * A list that only grows at its end and shares its beginning with every list it came from: keeping one for each of
 * ten thousand entries costs ten thousand links, not fifty million. Null is the empty one.
 */
export interface Chain<T> {
  readonly item: T;
  readonly before: Chain<T> | null;
  readonly length: number;
}

export function chained<T>(before: Chain<T> | null, item: T): Chain<T> {
  return { item, before, length: (before?.length ?? 0) + 1 };
}

/** The items in order. */
export function itemsOf<T>(chain: Chain<T> | null): T[] {
  const items = new Array<T>(chain?.length ?? 0);
  for (let link = chain; link !== null; link = link.before) items[link.length - 1] = link.item;
  return items;
}

/** The first item of `chain` that is not in its common beginning with `other`; undefined when `other` begins with all of it. */
export function firstApart<T>(chain: Chain<T> | null, other: Chain<T> | null): T | undefined {
  let first: T | undefined;
  let theirs = other;
  for (let ours = chain; ours !== null; ours = ours.before) {
    while (theirs !== null && theirs.length > ours.length) theirs = theirs.before;
    if (ours === theirs) break;
    first = ours.item;
  }
  return first;
}
