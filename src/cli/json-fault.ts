/** One token of JSON after blanks: punctuation, a string, or another plain value. */
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or close' | 'nothing';

/**
 * Where a text that `JSON.parse` refused stops being JSON, in UTF-16 units; its length when it was cut off. Node names
 * the place in some of its messages only.
 */
export function jsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let end = 0;
  for (;;) {
    TOKEN.lastIndex = end;
    const match = TOKEN.exec(text);
    const next: Expected | undefined = match ? after(match, expected, open) : undefined;
    if (next === undefined) return skipBlanks(text, end);
    expected = next;
    end = TOKEN.lastIndex;
  }
}

/** What may come after this token, or undefined when the token may not stand here. `open` is kept up to date. */
function after(match: RegExpExecArray, expected: Expected, open: string[]): Expected | undefined {
  const [, punctuation, string] = match;
  if (expected === 'nothing') return undefined;
  if (punctuation === undefined) {
    if (expected === 'key' || expected === 'key or }') return string === undefined ? undefined : ':';
    return expected === 'value' || expected === 'value or ]' ? afterValue(open) : undefined;
  }
  if (punctuation === ':') return expected === ':' ? 'value' : undefined;
  if (punctuation === ',') {
    if (expected !== ', or close') return undefined;
    return open[open.length - 1] === '{' ? 'key' : 'value';
  }
  return punctuation === '{' || punctuation === '['
    ? opened(punctuation, expected, open)
    : closed(punctuation, expected, open);
}

function opened(bracket: string, expected: Expected, open: string[]): Expected | undefined {
  if (expected !== 'value' && expected !== 'value or ]') return undefined;
  open.push(bracket);
  return bracket === '{' ? 'key or }' : 'value or ]';
}

function closed(bracket: string, expected: Expected, open: string[]): Expected | undefined {
  const isObject = bracket === '}';
  if (open[open.length - 1] !== (isObject ? '{' : '[')) return undefined;
  if (expected !== ', or close' && expected !== (isObject ? 'key or }' : 'value or ]')) return undefined;
  open.pop();
  return afterValue(open);
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : ', or close';
}

function skipBlanks(text: string, start: number): number {
  let index = start;
  while (' \t\n\r'.includes(text[index] ?? 'x')) index++;
  return index;
}
