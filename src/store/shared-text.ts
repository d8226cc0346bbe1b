import * as Y from 'yjs';
import { cutInsideMarks } from '../rules/secrecy/marks.js';
import { admit, type Admission } from './secrecy-gate.js';
import { partMarkedPieces } from './text-pieces.js';

/** One replacement inside a text. Counts are UTF-16 units; never half of a surrogate pair. */
export interface TextEdit {
  readonly index: number;
  readonly deleteCount: number;
  readonly insert: string;
}

/** One part of a change, in order: skip, insert, or delete. Counts are UTF-16 units. */
export type TextChange = { readonly retain: number } | { readonly insert: string } | { readonly delete: number };

/** Text that several people type in at once, as a field sees it. */
export interface SharedText {
  readonly value: string;
  /**
   * Replaces `deleteCount` UTF-16 units at `index`, unless the secrecy gate does not admit what would stand there then.
   * Never call it with half of a surrogate pair.
   */
  replace(index: number, deleteCount: number, insert: string): void;
  /** The same for several replacements, made one after the other: what stands there after the last one counts. */
  edit(edits: readonly TextEdit[]): void;
  /**
   * Makes the replacements although the gate holds the outcome: the person has said, with a reason that is sealed, that it is no
   * mark. A starred mark stays out all the same. False when nothing was written.
   */
  admitHeld(edits: readonly TextEdit[]): boolean;
  /** `local` is false for what came from another page; own undo counts as local. Returns the way out. */
  subscribe(listener: (delta: readonly TextChange[], local: boolean) => void): () => void;
  /** What the secrecy gate says of `value` in place of this text. */
  admits(value: string): Admission;
  /** Tells the person that a text is held back because of a secrecy mark. */
  tellHeld(): void;
  /** A place in the text that stays between the same characters whatever others do. */
  mark(index: number): unknown;
  /** Where a mark is now; 0 when it is none of this text. */
  indexOf(mark: unknown): number;
}

/**
 * Stands for anything in a text that is not a character (another client may embed an object), so
 * that an index into the string is the same as an index into the document.
 */
const OBJECT = '\uFFFC';

/** The text as a string in which every index is an index of the document. */
export function textOf(text: Y.Text): string {
  const plain = text.toJSON();
  if (plain.length === text.length) return plain;
  return (text.toDelta() as { insert: unknown }[]).map((part) => plainInsert(part.insert)).join('');
}

function plainInsert(insert: unknown): string {
  return typeof insert === 'string' ? insert : OBJECT;
}

/** The store's part of a shared text. */
export interface TextKeeper {
  /** Writes with the store's origin and undo. */
  write(text: Y.Text, write: () => void): void;
  tellHeld(): void;
}

export class YSharedText implements SharedText {
  readonly #text: Y.Text;
  readonly #keeper: TextKeeper;

  constructor(text: Y.Text, keeper: TextKeeper) {
    this.#text = text;
    this.#keeper = keeper;
  }

  get value(): string {
    return textOf(this.#text);
  }

  replace(index: number, deleteCount: number, insert: string): void {
    this.edit([{ index, deleteCount, insert }]);
  }

  edit(edits: readonly TextEdit[]): void {
    if (this.admits(withEdits(this.value, edits)) !== 'admitted') this.tellHeld();
    else this.#keeper.write(this.#text, () => this.#apply(edits));
  }

  admitHeld(edits: readonly TextEdit[]): boolean {
    if (this.admits(withEdits(this.value, edits)) === 'refused') return false;
    this.#keeper.write(this.#text, () => this.#apply(edits.flatMap((edit) => this.#apart(edit))));
    return true;
  }

  #apply(edits: readonly TextEdit[]): void {
    const text = this.#text;
    for (const { index, deleteCount, insert } of edits) {
      const start = Math.min(index, text.length);
      const count = Math.min(deleteCount, text.length - start);
      if (count > 0) text.delete(start, count);
      if (insert !== '') text.insert(start, insert);
    }
    partMarkedPieces(text);
  }

  /**
   * The same edit in pieces, the last one first, and none of them with a level in one: pieces that were not made in their order
   * are never joined, so that no update carries a line with a level alone as one string, which a server takes for a paste and refuses.
   */
  #apart({ index, deleteCount, insert }: TextEdit): TextEdit[] {
    const pieces = cutInsideMarks(insert).reverse();
    const [last = '', ...others] = pieces;
    return [
      // A blank that comes and goes: what is typed in the order of the keys would be joined with what stood before it.
      { index, deleteCount, insert: ' ' },
      { index, deleteCount: 1, insert: '' },
      { index, deleteCount: 0, insert: last },
      ...others.map((piece) => ({ index, deleteCount: 0, insert: piece })),
    ];
  }

  admits(value: string): Admission {
    return admit(this.value, value);
  }

  tellHeld(): void {
    this.#keeper.tellHeld();
  }

  subscribe(listener: (delta: readonly TextChange[], local: boolean) => void): () => void {
    const observer = (event: Y.YTextEvent, transaction: Y.Transaction): void =>
      listener(plainDelta(event.delta), transaction.local);
    this.#text.observe(observer);
    return () => this.#text.unobserve(observer);
  }

  mark(index: number): unknown {
    // Sticks to the character on its left: what somebody else inserts at the caret comes after it.
    return Y.createRelativePositionFromTypeIndex(this.#text, index, -1);
  }

  indexOf(mark: unknown): number {
    const { doc } = this.#text;
    if (!doc || !(mark instanceof Y.RelativePosition)) return 0;
    const position = Y.createAbsolutePositionFromRelativePosition(mark, doc);
    return position?.type === this.#text ? position.index : 0;
  }
}

/** What a text says after replacements made one after the other. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce(
    (now, { index, deleteCount, insert }) => now.slice(0, index) + insert + now.slice(index + deleteCount),
    text,
  );
}

function plainDelta(delta: Y.YTextEvent['delta']): TextChange[] {
  return delta.map((part) => {
    if (part.insert !== undefined) return { insert: plainInsert(part.insert) };
    if (part.delete !== undefined) return { delete: part.delete };
    return { retain: part.retain ?? 0 };
  });
}
