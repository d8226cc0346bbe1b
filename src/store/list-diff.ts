import type * as Y from 'yjs';

/**
 * Turns `list` into `wanted` with as few deletions and insertions as possible, so that two people who
 * change different names of one list both keep their change. Call it inside a transaction.
 */
export function writeList(list: Y.Array<string>, wanted: readonly string[]): void {
  const present = list.toArray();
  const common = commonLengths(present, wanted);
  let at = 0;
  let from = 0;
  let to = 0;
  while (from < present.length || to < wanted.length) {
    if (from < present.length && to < wanted.length && present[from] === wanted[to]) {
      at++;
      from++;
      to++;
    } else if (to >= wanted.length || (from < present.length && common[from + 1]![to]! >= common[from]![to + 1]!)) {
      list.delete(at, 1);
      from++;
    } else {
      list.insert(at, [wanted[to]!]);
      at++;
      to++;
    }
  }
}

/** `result[i][j]` is the length of the longest common subsequence of `a` from `i` and `b` from `j`. */
function commonLengths(a: readonly unknown[], b: readonly unknown[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}
