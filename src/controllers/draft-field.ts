import { nothing } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import type { TextField } from './text-field-binding.js';

/** What somebody has typed into a field and what is not written yet. */
export interface Draft {
  /** What stood there, as the person saw it when they began. */
  readonly base: string;
  readonly text: string;
  /** It was not written because of a secrecy mark: it stays on this page until the person has taken it out. */
  readonly held: boolean;
}

/** A field whose value goes out as a whole when it is left, and which others may write meanwhile. */
export interface DraftField {
  readonly key: string;
  /** Where what is typed is kept: it outlives the field, so that a closed panel takes nothing away. */
  readonly drafts: Map<string, Draft>;
  /** What stands in the shared content now. */
  read(): string;
  /** Writes it; false when the gate held it back. `base` is what the person saw when they began. */
  write(text: string, base: string): boolean;
  /** `write` keeps what others did since `base`, so that there is nothing to choose between. */
  readonly merges?: boolean;
  /** Called when a draft came, changed or went. */
  changed(): void;
}

/** Whether somebody else wrote the field while it was typed in: then the person chooses, and nothing is written unseen. */
export function isClash(field: DraftField): boolean {
  const draft = field.drafts.get(field.key);
  if (!draft || field.merges) return false;
  const now = field.read();
  return now !== draft.base && now !== draft.text;
}

/** Writes the draft unless it clashes. */
export function settleDraft(field: DraftField): void {
  const { drafts, key } = field;
  const draft = drafts.get(key);
  if (!draft || isClash(field)) return;
  const isWritten = draft.text === draft.base || draft.text === field.read() || field.write(draft.text, draft.base);
  if (isWritten) drafts.delete(key);
  else drafts.set(key, { ...draft, held: true });
  field.changed();
}

/** Ends a clash: with the person's own text, or with what the other wrote. */
export function takeSide(field: DraftField, side: 'mine' | 'theirs'): void {
  const { drafts, key } = field;
  const draft = drafts.get(key);
  if (!draft) return;
  if (side === 'theirs') drafts.delete(key);
  else {
    drafts.set(key, { ...draft, base: field.read() });
    settleDraft(field);
  }
  field.changed();
}

/**
 * `${draftField(field)}` inside the tag of an `<input>` or `<textarea>` without a value of its own. What is typed is a
 * draft until the field is left; a field with a draft, and one in which an input method composes, is never written into.
 */
class DraftFieldDirective extends AsyncDirective {
  readonly #element: TextField;
  #field: DraftField | undefined;
  /** What the field was given last: what the person saw when they began to type. */
  #shown = '';
  #composing = false;
  #listening = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new Error('draftField belongs inside the tag of an <input> or <textarea>');
    this.#element = (part as unknown as { readonly element: TextField }).element;
  }

  override render(_field: DraftField): typeof nothing {
    return nothing;
  }

  override update(_part: ElementPart, [field]: [DraftField]): typeof nothing {
    this.#field = field;
    if (this.isConnected) this.#listen();
    this.#show();
    return nothing;
  }

  override disconnected(): void {
    for (const [type, listener] of this.#listeners) this.#element.removeEventListener(type, listener);
    this.#listening = false;
    this.#composing = false;
    // A field that goes takes nothing with it: what stands in it is a change that its author has made.
    if (this.#field) settleDraft(this.#field);
  }

  override reconnected(): void {
    this.#listen();
    this.#show();
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    for (const [type, listener] of this.#listeners) this.#element.addEventListener(type, listener);
  }

  readonly #listeners: readonly (readonly [string, () => void])[] = [
    ['input', () => this.#note()],
    ['compositionstart', () => this.#onComposition(true)],
    ['compositionend', () => this.#onComposition(false)],
    ['change', () => this.#onLeave()],
    ['blur', () => this.#onLeave()],
  ];

  #onComposition(begins: boolean): void {
    this.#composing = begins;
    this.#note();
  }

  /** Keeps what stands in the field now. */
  #note(): void {
    const { value } = this.#element;
    const field = this.#field;
    if (!field) return;
    const draft = field.drafts.get(field.key);
    if (!draft && value === this.#shown && !this.#composing) return;
    if (draft?.text === value) return;
    field.drafts.set(field.key, { base: draft?.base ?? this.#shown, text: value, held: false });
    field.changed();
  }

  #onLeave(): void {
    const field = this.#field;
    if (!field) return;
    // Not every input method says that it has ended when the person clicks elsewhere.
    this.#composing = false;
    this.#note();
    // What the browser itself cannot read (letters in a number) is no value: what stood there comes back.
    if (this.#element.validity.badInput) {
      field.drafts.delete(field.key);
      this.#element.value = '';
    }
    settleDraft(field);
    this.#show();
  }

  #show(): void {
    const field = this.#field;
    if (!field || this.#composing) return;
    const element = this.#element;
    const draft = field.drafts.get(field.key);
    const wanted = draft ? draft.text : field.read();
    if (!draft) this.#shown = wanted;
    if (element.value === wanted) return;
    const focused = (element.getRootNode() as Document | ShadowRoot).activeElement === element;
    if (focused && element.validity.badInput) return;
    const caret = focused ? element.selectionEnd : null;
    element.value = wanted;
    // Null where the field has no caret to speak of, as for numbers and dates.
    if (caret !== null) element.setSelectionRange(Math.min(caret, wanted.length), Math.min(caret, wanted.length));
  }
}

export const draftField = directive(DraftFieldDirective);
