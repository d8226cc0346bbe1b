import type { TextChange, TextEdit } from '../store/shared-text.js';

/** A stretch of a field's value and of the shared text behind it. */
interface Piece {
  /** `both`: stands in field and text. `held`: in the text only, not shown yet. `gone`: in the field only, deleted elsewhere. */
  readonly kind: 'both' | 'held' | 'gone';
  /** UTF-16 units. */
  readonly length: number;
}

/**
 * How the value of a field lies against the shared text while the two differ: during a composition the
 * field must not be touched, and others go on typing. Every local edit is placed by it to the very characters that
 * the person saw, and takes nothing away that they did not see.
 */
export class TextAlignment {
  #pieces: Piece[];

  private constructor(pieces: Piece[]) {
    this.#pieces = pieces;
  }

  /**
   * The alignment of a field that was just given the text as its value. An `<input>` leaves line breaks out and a
   * `<textarea>` shows `\r\n` as one: such characters stay in the text, unseen.
   */
  static of(fieldValue: string, text: string): TextAlignment {
    const pieces: Piece[] = [];
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      const shown = fieldValue[at];
      const lineBreak = text[i] === '\r' && shown === '\n' && text[i + 1] !== '\n';
      const same = shown === text[i] || lineBreak;
      pieces.push({ kind: same ? 'both' : 'held', length: 1 });
      if (same) at++;
    }
    if (at < fieldValue.length) pieces.push({ kind: 'gone', length: fieldValue.length - at });
    return new TextAlignment(join(pieces));
  }

  /**
   * The alignment of a field with a text of which it showed an earlier state: what both have at the start and at the end is the
   * same, and what is between has gone in one and come in the other.
   */
  static between(shown: string, text: string): TextAlignment {
    const edit = diffAtCaret(shown, text, text.length);
    if (!edit) return new TextAlignment(join([{ kind: 'both', length: shown.length }]));
    return new TextAlignment(
      join([
        { kind: 'both', length: edit.index },
        { kind: 'gone', length: edit.deleteCount },
        { kind: 'held', length: edit.insert.length },
        { kind: 'both', length: shown.length - edit.index - edit.deleteCount },
      ]),
    );
  }

  /** The same alignment, for trying what an edit would come to. */
  copy(): TextAlignment {
    return new TextAlignment([...this.#pieces]);
  }

  /** Takes in what somebody else did to the text; the field stays as it is. */
  applyToText(delta: readonly TextChange[]): void {
    const after: Piece[] = [];
    const rest = [...this.#pieces];
    for (const change of delta) {
      if ('insert' in change) after.push({ kind: 'held', length: change.insert.length });
      else if ('retain' in change) after.push(...takeText(rest, change.retain));
      else
        for (const piece of takeText(rest, change.delete))
          if (piece.kind !== 'held') after.push({ ...piece, kind: 'gone' });
    }
    this.#pieces = join([...after, ...rest]);
  }

  /**
   * Takes in what the person did to the field, and says what that is in the text: replacements to be made one
   * after the other, last place first.
   */
  applyToField({ index, deleteCount, insert }: TextEdit): TextEdit[] {
    const rest = [...this.#pieces];
    const before = takeField(rest, index);
    const start = textLength(before);
    const deletions: { index: number; deleteCount: number }[] = [];
    const kept: Piece[] = [];
    let offset = start;
    for (const piece of takeField(rest, deleteCount)) {
      if (piece.kind === 'both') deletions.push({ index: offset, deleteCount: piece.length });
      else if (piece.kind === 'held') kept.push(piece);
      if (piece.kind !== 'gone') offset += piece.length;
    }
    this.#pieces = join([...before, { kind: 'both', length: insert.length }, ...kept, ...rest]);
    const edits = deletions.reverse().map((deletion) => ({ ...deletion, insert: '' }));
    if (insert === '') return edits;
    const first = edits[edits.length - 1];
    if (first?.index === start) return [...edits.slice(0, -1), { ...first, insert }];
    return [...edits, { index: start, deleteCount: 0, insert }];
  }

  /** Where a place in the field lies in the text. Of what others inserted just there, it is before. */
  toText(fieldIndex: number): number {
    return textLength(takeField([...this.#pieces], fieldIndex));
  }

  /** Where a place in the text lies in the field. */
  toField(textIndex: number): number {
    return takeText([...this.#pieces], textIndex).reduce((sum, piece) => sum + inField(piece), 0);
  }
}

const inText = (piece: Piece): number => (piece.kind === 'gone' ? 0 : piece.length);
const inField = (piece: Piece): number => (piece.kind === 'held' ? 0 : piece.length);

function textLength(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + inText(piece), 0);
}

/** Removes and returns the first pieces that make up `count` units of the text. */
function takeText(pieces: Piece[], count: number): Piece[] {
  return take(pieces, count, inText);
}

function takeField(pieces: Piece[], count: number): Piece[] {
  return take(pieces, count, inField);
}

/** Removes pieces from the front until `count` units are taken, by the measure given; splits the last one. */
function take(pieces: Piece[], count: number, measure: (piece: Piece) => number): Piece[] {
  const taken: Piece[] = [];
  let left = count;
  while (left > 0 && pieces.length > 0) {
    const piece = pieces.shift()!;
    const size = measure(piece);
    if (size <= left) {
      taken.push(piece);
      left -= size;
    } else {
      taken.push({ kind: piece.kind, length: left });
      pieces.unshift({ kind: piece.kind, length: size - left });
      left = 0;
    }
  }
  return taken;
}

/** Puts neighbours of one kind together and drops empty ones. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.length - 1;
    if (piece.length === 0) continue;
    if (joined[last]?.kind === piece.kind)
      joined[last] = { kind: piece.kind, length: joined[last].length + piece.length };
    else joined.push(piece);
  }
  return joined;
}

/**
 * The smallest edit that turns `before` into `after`. Where several would do (one more letter in a run of
 * the same), it is the one that ends at `caret`, the place in `after` where the person is typing. Halves of a surrogate
 * pair are never told apart.
 */
export function diffAtCaret(before: string, after: string, caret: number): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  // What stands after the caret was not typed: it counts as unchanged first, the rest of the end after the start.
  const tail = Math.min(after.length - caret, shorter);
  let end = 0;
  while (end < tail && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  let start = 0;
  while (start < shorter - end && before[start] === after[start]) start++;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (start > 0 && isHighSurrogate(before, start - 1)) start--;
  if (end > 0 && isLowSurrogate(before, before.length - end)) end--;
  return { index: start, deleteCount: before.length - end - start, insert: after.slice(start, after.length - end) };
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}
