/** A text without what the eye skips, and where each character that is left stood. */
export interface Condensed {
  /** No blanks and no invisible characters; every line break is `\n`; one form for each character that has several. */
  readonly text: string;
  /** `at[i]` is where character `i` of `text` stands in the original, in UTF-16 units. */
  readonly at: Uint32Array;
}

const BREAK = 0x0a;
const STAR = '★'.charCodeAt(0);

/** Characters that mean the same in a secrecy mark: hollow and other stars, raised and full-width asterisks, unsimplified forms. */
const SAME_AS = new Map<number, number>([
  ...pairs('☆⭐⭑⭒✦✧✩✪✫✬✭✮✯✰⋆⚝', '★'),
  ...pairs('﹡∗⁎٭✱✲✳⚹', '*'),
  ...pairs('絕', '绝'),
  ...pairs('機', '机'),
  ...pairs('祕', '秘'),
  ...pairs('宻', '密'),
  ...pairs('級', '级'),
  ...pairs('長', '长'),
  ...pairs('﹙﹝', '('),
  ...pairs('﹚﹞', ')'),
]);

function pairs(from: string, to: string): [number, number][] {
  return Array.from(from).map((character) => [character.codePointAt(0)!, to.charCodeAt(0)]);
}

/** Takes blanks and invisible characters out and folds variants, so that a pattern need not think of them. */
export function condense(text: string): Condensed {
  const codes = new Uint16Array(text.length);
  const at = new Uint32Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isIgnorable(code)) continue;
    // Variation selectors beyond the first plane are two units: U+E0000 to U+E01FF.
    if (code === 0xdb40) {
      index++;
      continue;
    }
    codes[length] = isGlowingStar(text, index) || isGlowingStar(text, index - 1) ? STAR : folded(code);
    at[length] = index;
    length++;
  }
  return { text: decode(codes.subarray(0, length)), at: at.subarray(0, length) };
}

/** U+1F31F, two units; each counts as a star, so that a mark covers both. */
function isGlowingStar(text: string, index: number): boolean {
  return text.charCodeAt(index) === 0xd83c && text.charCodeAt(index + 1) === 0xdf1f;
}

function folded(code: number): number {
  if (code < 0x80) return code >= 0x0a && code <= 0x0d ? BREAK : code;
  if (code === 0x85 || code === 0x2028 || code === 0x2029) return BREAK;
  // Full-width ASCII: （ ） ： ＊ ０ and the like.
  if (code > 0xff00 && code < 0xff5f) return code - 0xfee0;
  return SAME_AS.get(code) ?? code;
}

/** What may stand in any number inside a mark: what the eye skips, line breaks, stars, and rules drawn from dashes. */
export function mayRepeatInMark(code: number): boolean {
  return isIgnorable(code) || REPEATING.has(folded(code));
}

const REPEATING: ReadonlySet<number> = new Set(Array.from('\n★*—–-=_~', (character) => character.charCodeAt(0)));

/** Blanks, controls, zero-width and formatting characters, and marks that combine with the character before. */
function isIgnorable(code: number): boolean {
  if (code < 0x80) return code === 0x20 || code === 0x7f || code < 0x0a || (code > 0x0d && code < 0x20);
  if (code < 0xa1) return code !== 0x85;
  if (code >= 0x4e00 && code <= 0x9fff) return false;
  return (
    code === 0xad ||
    (code >= 0x300 && code <= 0x36f) ||
    code === 0x61c ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x1680 ||
    code === 0x17b4 ||
    code === 0x17b5 ||
    (code >= 0x180b && code <= 0x180f) ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    code === 0x2800 ||
    code === 0x3000 ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfff9 && code <= 0xfffb)
  );
}

/** In pieces: an argument list has a limit, a text has none. */
function decode(codes: Uint16Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < codes.length; start += 8192) {
    pieces.push(String.fromCharCode(...codes.subarray(start, start + 8192)));
  }
  return pieces.join('');
}
