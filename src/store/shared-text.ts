import * as Y from 'yjs';

/** One part of a change, in order: skip, insert, or delete. Counts are UTF-16 units. */
export type TextChange = { readonly retain: number } | { readonly insert: string } | { readonly delete: number };

/** Text that several people type in at once, as a field sees it. */
export interface SharedText {
  readonly value: string;
  /** Replaces `deleteCount` UTF-16 units at `index`. Never call it with half of a surrogate pair. */
  replace(index: number, deleteCount: number, insert: string): void;
  /** `local` is false for what came from another page; own undo counts as local. Returns the way out. */
  subscribe(listener: (delta: readonly TextChange[], local: boolean) => void): () => void;
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

/** A `Y.Text` as a `SharedText`; `transact` is the store's way to write, with its origin and undo. */
export class YSharedText implements SharedText {
  readonly #text: Y.Text;
  readonly #transact: (text: Y.Text, write: () => void) => void;

  constructor(text: Y.Text, transact: (text: Y.Text, write: () => void) => void) {
    this.#text = text;
    this.#transact = transact;
  }

  get value(): string {
    return textOf(this.#text);
  }

  replace(index: number, deleteCount: number, insert: string): void {
    const text = this.#text;
    this.#transact(text, () => {
      const start = Math.min(index, text.length);
      const count = Math.min(deleteCount, text.length - start);
      if (count > 0) text.delete(start, count);
      if (insert !== '') text.insert(start, insert);
    });
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

function plainDelta(delta: Y.YTextEvent['delta']): TextChange[] {
  return delta.map((part) => {
    if (part.insert !== undefined) return { insert: plainInsert(part.insert) };
    if (part.delete !== undefined) return { delete: part.delete };
    return { retain: part.retain ?? 0 };
  });
}
