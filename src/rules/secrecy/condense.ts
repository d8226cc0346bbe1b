import { markupAt } from './markup.js';
import { isIgnorable, sameAs } from './same-as.js';

/** A text without what the eye skips, and where each character that is left stood. */
export interface Condensed {
  /**
   * No blanks, no invisible characters, no markup; any number of line breaks is one `\n`; one form for each character that has
   * several.
   */
  readonly text: string;
  /** `at[i]` is where character `i` of `text` begins in the original, and `end[i]` where it ends, in UTF-16 units. */
  readonly at: Uint32Array;
  readonly end: Uint32Array;
}

const BREAK = 0x0a;

/** Takes blanks and invisible characters out and folds variants, so that a pattern need not think of them. */
export function condense(text: string): Condensed {
  const writer = new Writer(text.length);
  const hasMarkup = /<[^<>]*>|&#?\w+;/.test(text);
  for (let index = 0; index < text.length;) {
    const found = hasMarkup ? markupAt(text, index) : undefined;
    if (found) {
      if (found.means !== undefined) writer.take(found.means, index, found.end);
      index = found.end;
      continue;
    }
    const codePoint = text.codePointAt(index)!;
    const end = index + (codePoint > 0xffff ? 2 : 1);
    writer.take(codePoint, index, end);
    index = end;
  }
  return writer.condensed;
}

class Writer {
  readonly #codes: Uint16Array;
  readonly #at: Uint32Array;
  readonly #end: Uint32Array;
  #length = 0;

  constructor(size: number) {
    this.#codes = new Uint16Array(size);
    this.#at = new Uint32Array(size);
    this.#end = new Uint32Array(size);
  }

  get condensed(): Condensed {
    const text = decode(this.#codes.subarray(0, this.#length));
    return { text, at: this.#at.subarray(0, this.#length), end: this.#end.subarray(0, this.#length) };
  }

  take(codePoint: number, at: number, end: number): void {
    // Most of what is written here.
    if (isBreak(codePoint)) this.#break(at, end);
    else if (!isIgnorable(codePoint)) this.#put(sameAs(codePoint) ?? 0xfffd, at, end);
  }

  #break(at: number, end: number): void {
    if (this.#length > 0 && this.#codes[this.#length - 1] === BREAK) return;
    this.#put(BREAK, at, end);
  }

  #put(code: number, at: number, end: number): void {
    this.#codes[this.#length] = code;
    this.#at[this.#length] = at;
    this.#end[this.#length] = end;
    this.#length++;
  }
}

function isBreak(code: number): boolean {
  return (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/**
 * What may stand in any number inside a mark or beside it: what the eye skips, line breaks, stars, and rules drawn from signs. For one UTF-16
 * unit: half of a pair counts as such, since pairs that nobody sees exist.
 */
export function mayRepeatInMark(unit: number): boolean {
  if (unit >= 0xd800 && unit <= 0xdfff) return true;
  return isBreak(unit) || isIgnorable(unit) || REPEATING.has(sameAs(unit) ?? unit);
}

/** Rules and bullets that may stand around a level on its line, in any number. */
export const RULED = '—–\\-=_~•●○■□◆▪·#>|"\'“”‘’「」『』《》〈〉<\ue000\ufffd';

const REPEATING: ReadonlySet<number> = new Set(Array.from(`★*${RULED}`, (character) => character.charCodeAt(0)));

/** In pieces: an argument list has a limit, a text has none. */
function decode(codes: Uint16Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < codes.length; start += 8192) {
    pieces.push(String.fromCharCode(...codes.subarray(start, start + 8192)));
  }
  return pieces.join('');
}
