/** A tag or a character reference in a text that was copied out of the source of a page. */
export interface Markup {
  /** Where it ends, in UTF-16 units. */
  readonly end: number;
  /** The code point that it stands for; undefined for a tag that only formats. */
  readonly means: number | undefined;
}

const TAG = /<\/?([a-z][a-z0-9]*|!--)[^<>]{0,400}>/iy;
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,12}));/iy;
/** Tags that begin another line. */
const BLOCK = /^(?:p|div|br|li|ul|ol|tr|td|th|table|h[1-6]|hr|dd|dt|section|article|header|pre|blockquote)$/i;

const BREAK = 0x0a;
const BLANK = 0x20;
const NAMED: ReadonlyMap<string, number> = new Map([
  ...Object.entries({ star: 0x2606, starf: 0x2605, bigstar: 0x2605, ast: 0x2a, midast: 0x2a, newline: BREAK }),
  ...Object.entries({ lt: 0x3c, gt: 0x3e, amp: 0x26, quot: 0x22, apos: 0x27, middot: 0xb7, bull: 0x2022 }),
  ...Object.entries({ lpar: 0x28, rpar: 0x29, colon: 0x3a, mdash: 0x2014, ndash: 0x2013 }),
  ...['nbsp', 'ensp', 'emsp', 'thinsp', 'hairsp', 'zwnj', 'zwj', 'lrm', 'rlm', 'shy', 'tab'].map(
    (name): [string, number] => [name, BLANK],
  ),
]);

/** The markup that begins at `index`, or undefined. Takes bounded time. */
export function markupAt(text: string, index: number): Markup | undefined {
  const character = text[index];
  if (character === '<') {
    TAG.lastIndex = index;
    const tag = TAG.exec(text);
    return tag ? { end: TAG.lastIndex, means: BLOCK.test(tag[1]!) ? BREAK : undefined } : undefined;
  }
  if (character !== '&') return undefined;
  REFERENCE.lastIndex = index;
  const reference = REFERENCE.exec(text);
  const means = reference && meaningOf(reference);
  return means === undefined || means === null ? undefined : { end: REFERENCE.lastIndex, means };
}

function meaningOf([, hex, decimal, name]: RegExpExecArray): number | undefined {
  if (name !== undefined) return NAMED.get(name.toLowerCase());
  const codePoint = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return codePoint <= 0x10ffff ? codePoint : undefined;
}
