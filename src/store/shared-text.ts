import * as Y from 'yjs';
import { admit, type Admission } from './secrecy-gate.js';

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
    const text = this.#text;
    const start = Math.min(index, text.length);
    const count = Math.min(deleteCount, text.length - start);
    if (insert !== '' && this.admits(spliced(this.value, start, count, insert)) !== 'admitted') {
      this.tellHeld();
      return;
    }
    this.#keeper.write(text, () => {
      if (count > 0) text.delete(start, count);
      if (insert !== '') text.insert(start, insert);
    });
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

function spliced(text: string, start: number, count: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(start + count);
}

function plainDelta(delta: Y.YTextEvent['delta']): TextChange[] {
  return delta.map((part) => {
    if (part.insert !== undefined) return { insert: plainInsert(part.insert) };
    if (part.delete !== undefined) return { delete: part.delete };
    return { retain: part.retain ?? 0 };
  });
}
