/** How far beyond a change a mark can reach: level, star and period are short, but lines and blanks lie between. */
const REACH = 4096;

/**
 * The part of a text that a change can have turned into a mark, so that typing at the end of a long text does not cost
 * a search of all of it. `before` was searched already. A cut through a line begins with a letter, so that
 * nothing looks as if it had its line to itself.
 */
export function changedWindow(before: string, after: string): string {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const most = shorter - start;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++;
  const from = Math.max(0, start - REACH);
  const to = Math.min(after.length, after.length - tail + REACH);
  const left = from === 0 || after[from - 1] === '\n' ? '' : 'x';
  const right = to === after.length || after[to] === '\n' ? '' : 'x';
  return left + after.slice(from, to) + right;
}
