/** A run of characters that stayed, went, or came. */
export interface TextRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Above this many pairs to compare, the middle is shown as one removed and one added run: still true, only coarser. */
const MOST_PAIRS = 250_000;

/** What changed from one text to another, character by character, runs as long as they can be. */
export function textDiff(was: string, now: string): readonly TextRun[] {
  const before = Array.from(was);
  const after = Array.from(now);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const runs: TextRun[] = [];
  push(runs, 'same', before.slice(0, head));
  middle(runs, before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  push(runs, 'same', before.slice(before.length - tail));
  return runs;
}

function middle(runs: TextRun[], before: readonly string[], after: readonly string[]): void {
  if (before.length * after.length > MOST_PAIRS) {
    push(runs, 'removed', before);
    push(runs, 'added', after);
    return;
  }
  const lengths = commonLengths(before, after);
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      push(runs, 'same', [before[i]!]);
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      push(runs, 'removed', [before[i]!]);
      i += 1;
    } else {
      push(runs, 'added', [after[j]!]);
      j += 1;
    }
  }
}

/** `[i][j]` is the length of the longest common subsequence of what follows `i` and `j`. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] =
        before[i] === after[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function push(runs: TextRun[], kind: TextRun['kind'], characters: readonly string[]): void {
  if (characters.length === 0) return;
  const text = characters.join('');
  const last = runs[runs.length - 1];
  if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
  else runs.push({ kind, text });
}
