import { nothing } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import type { SecrecyMark } from '../rules/secrecy/marks.js';
import { admit, broughtMarks, withoutBrought } from '../store/secrecy-gate.js';
import type { HeldField, HeldPlace } from './held-field.js';
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
  /** Where it is said that the draft is held back because of a secrecy mark; its key is the field's. */
  readonly held?: HeldPlace['fields'];
  /** Tells the person that the words are held back. `write` tells it by itself. */
  tellHeld?(): void;
}

/** A draft that the gate holds back. What goes out as a whole is refused by every server, whatever the person says of it. */
class HeldDraft implements HeldField {
  readonly #field: DraftField;
  readonly told = true;
  readonly canAdmit = false;

  constructor(field: DraftField) {
    this.#field = field;
  }

  get key(): string {
    return this.#field.key;
  }

  get text(): string {
    return this.#field.drafts.get(this.key)?.text ?? '';
  }

  get marks(): readonly SecrecyMark[] {
    return broughtMarks('', this.text);
  }

  clear(): void {
    const { drafts, key } = this.#field;
    const draft = drafts.get(key);
    if (!draft) return;
    const now = this.#field.read();
    const { text } = withoutBrought('', draft.text, 0);
    // A list can say in several names what none of them says alone: then what stood there before comes back.
    drafts.set(key, { ...draft, text: text === draft.text ? now : text, held: false });
    settleDraft(this.#field);
  }

  admit(): boolean {
    return false;
  }
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
  noteHeld(field);
  field.changed();
}

/** Keeps the list of what is held in step with the draft. */
function noteHeld(field: DraftField): void {
  if (!field.drafts.get(field.key)?.held) field.held?.delete(field.key);
  else field.held?.set(field.key, new HeldDraft(field));
}

/** Ends a clash: with the person's own text, or with what the other wrote. */
export function takeSide(field: DraftField, side: 'mine' | 'theirs'): void {
  const { drafts, key } = field;
  const draft = drafts.get(key);
  if (!draft) return;
  if (side === 'theirs') {
    drafts.delete(key);
    noteHeld(field);
  } else {
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
    // A starred mark is told at once, before the field is left; a level alone may become another word yet.
    const held = !this.#composing && admit('', value) === 'refused';
    field.drafts.set(field.key, { base: draft?.base ?? this.#shown, text: value, held });
    noteHeld(field);
    if (held && !draft?.held) field.tellHeld?.();
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
      noteHeld(field);
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
