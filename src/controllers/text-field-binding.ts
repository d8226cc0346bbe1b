// Over 300 lines because it is one thing: what a field, an input method, the gate and other people do to one value, in turn.
import { withEdits, type SharedText } from '../store/shared-text.js';
import type { HeldPlace } from './held-field.js';
import { HeldText, placeBeside } from './held-text.js';
import { diffAtCaret, TextAlignment } from './text-alignment.js';
import { undoKey } from './undo-key.js';

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** How long somebody must have stopped typing before they are asked about what looks like a mark, in milliseconds. */
const STILLNESS = 2_000;

export interface TextFieldOptions {
  /** Own undo of the store: the field's own would take back what colleagues typed. */
  readonly undo?: () => void;
  readonly redo?: () => void;
  /** Where words lie that the secrecy gate holds back; by default beside the text, for the next field that shows it. */
  readonly held?: HeldPlace;
  /** The text of now, where it can become another object while the field is away. */
  readonly read?: () => SharedText | undefined;
}

/**
 * One field on one shared text. What the person types goes out as the smallest edit; what others type comes in
 * at once and leaves the caret between the same characters. While an input method composes, the field is not
 * touched and nothing half-composed goes out; both are made up for when it ends.
 */
export class TextFieldBinding {
  readonly field: TextField;
  readonly text: SharedText;
  options: TextFieldOptions;
  readonly #unsubscribe: () => void;
  /** The value of the field that the alignment speaks of. */
  #shown = '';
  #alignment: TextAlignment;
  #composing = false;
  /** Runs between the end of a composition and the moment when the browser is done with it. */
  #settling: ReturnType<typeof setTimeout> | undefined;
  #writing = false;
  /** What stands in the field carries a secrecy mark: it stays on this page until the person has taken it out. */
  #held: HeldText | undefined;
  /** What undo took out of the field while it was held, for redo to bring back. */
  #takenBack: string | undefined;
  #stillness: ReturnType<typeof setTimeout> | undefined;

  constructor(field: TextField, text: SharedText, options: TextFieldOptions = {}) {
    this.field = field;
    this.text = text;
    this.options = options;
    field.value = text.value;
    this.#shown = field.value;
    this.#alignment = TextAlignment.of(this.#shown, text.value);
    this.#takeUpHeld();
    this.#unsubscribe = text.subscribe((delta) => {
      if (this.#writing) return;
      this.#alignment.applyToText(delta);
      if (!this.#isUntouchable) this.#settle();
    });
    for (const [type, listener] of this.#listeners) field.addEventListener(type, listener);
  }

  /** Sends out what stands in the field, composed or not. */
  flush(): void {
    this.#push();
  }

  /** Sends out what stands in the field and lets go of both. What is held back stays where it lies, for the next field. */
  detach(): void {
    if (this.#settling !== undefined) clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#push();
    this.#stopStillness();
    if (this.#held) {
      this.#tell();
      this.#held.shower = undefined;
    }
    this.field.removeAttribute('aria-invalid');
    this.#unsubscribe();
    for (const [type, listener] of this.#listeners) this.field.removeEventListener(type, listener);
  }

  get #isUntouchable(): boolean {
    return this.#composing || this.#settling !== undefined || this.#held !== undefined;
  }

  get #place(): HeldPlace {
    return this.options.held ?? placeBeside(this.text);
  }

  /** Words that were held when the field went away stand in it again. */
  #takeUpHeld(): void {
    const held = this.#place.fields.get(this.#place.key);
    if (!(held instanceof HeldText)) return;
    this.#alignment = TextAlignment.between(held.base, this.text.value);
    this.#shown = held.base;
    this.#hold(held);
    this.field.value = held.value;
    this.#showTold();
  }

  #hold(held: HeldText): void {
    this.#held = held;
    held.shower = {
      alignment: () => this.#alignment.copy(),
      caret: () => this.field.selectionEnd ?? this.field.value.length,
      release: (write, caret) => this.#release(write, caret),
    };
  }

  readonly #listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ['input', () => this.#onInput()],
    ['compositionstart', () => this.#onCompositionStart()],
    ['compositionend', () => this.#onCompositionEnd()],
    ['blur', () => this.#onBlur()],
    ['keydown', (event) => this.#onKeyDown(event as KeyboardEvent)],
    ['beforeinput', (event) => this.#onBeforeInput(event as InputEvent)],
  ];

  #onInput(): void {
    if (!this.#composing) this.#settle();
  }

  #onCompositionStart(): void {
    // One composition may follow the other without a pause: what the first one left goes out, but the field
    // belongs to the input method again.
    this.#stopSettling();
    this.#push();
    this.#composing = true;
  }

  #onCompositionEnd(): void {
    this.#composing = false;
    this.#settleSoon();
  }

  #onBlur(): void {
    if (this.#held) this.#tell();
    if (!this.#composing) return;
    // Not every input method says that it has ended when the person clicks elsewhere.
    this.#composing = false;
    this.#push();
    this.#settleSoon();
  }

  #onKeyDown(event: KeyboardEvent): void {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Safari marks the key that ends a composition by 229 alone.
    if (event.isComposing || event.keyCode === 229) return;
    // A key that no input method takes: whatever it composed has ended, said or not.
    if (this.#composing) {
      this.#composing = false;
      this.#settle();
    }
    if (event.key === 'Enter' && this.#held) this.#tell();
    this.#step(undoKey(event), event);
  }

  #onBeforeInput(event: InputEvent): void {
    const ways: Readonly<Record<string, 'undo' | 'redo'>> = { historyUndo: 'undo', historyRedo: 'redo' };
    this.#step(ways[event.inputType], event);
  }

  /** What is held back is no step of the text's own undo yet: it goes out of the field first, and comes back first. */
  #step(way: 'undo' | 'redo' | undefined, event: Event): void {
    const step = way && this.options[way];
    if (!step) return;
    event.preventDefault();
    const held = this.#held;
    const back = way === 'undo' ? held && this.#shown : this.#takenBack;
    if (back === undefined) {
      step();
      return;
    }
    this.field.value = back;
    this.#settle();
    if (way === 'undo') this.#takenBack = held?.value;
  }

  /**
   * Browsers differ in whether the last change of a composition comes before its end or after, with an input event
   * or without: the field is read, and only then written, when the browser has done all of it.
   */
  #settleSoon(): void {
    this.#stopSettling();
    this.#settling = setTimeout(() => {
      this.#settling = undefined;
      this.#settle();
    });
  }

  #stopSettling(): void {
    if (this.#settling !== undefined) clearTimeout(this.#settling);
    this.#settling = undefined;
  }

  #settle(): void {
    this.#stopSettling();
    this.#push();
    if (!this.#held) this.#pull();
  }

  /** From the field to the text, unless the gate holds it back. */
  #push(): void {
    const value = this.field.value;
    this.#stopStillness();
    const edit = diffAtCaret(this.#shown, value, this.field.selectionEnd ?? value.length);
    if (!edit) {
      this.#letGo();
      return;
    }
    this.#takenBack = undefined;
    const next = this.#alignment.copy();
    const edits = next.applyToField(edit);
    // With what others wrote meanwhile and the field does not show yet: that is what would stand in the document.
    const admission = this.text.admits(withEdits(this.text.value, edits));
    if (admission !== 'admitted') {
      this.#holdBack(value, admission === 'refused');
      return;
    }
    this.#letGo();
    this.#shown = value;
    this.#alignment = next;
    this.#write(() => this.text.edit(edits));
  }

  #write(write: () => void): void {
    this.#writing = true;
    try {
      write();
    } finally {
      this.#writing = false;
    }
  }

  /** A starred mark is told at once; a level alone on its line only when the person seems to be done with it. */
  #holdBack(value: string, isStarred: boolean): void {
    const held = this.#held ?? new HeldText(this.#place, () => this.#now(), this.#shown, value);
    held.value = value;
    if (!this.#held) this.#hold(held);
    held.keep();
    if (held.told) return;
    if (isStarred) this.#tell();
    else this.#stillness = setTimeout(() => this.#tell(), STILLNESS);
  }

  #now(): SharedText | undefined {
    return this.options.read ? this.options.read() : this.text;
  }

  #letGo(): void {
    const held = this.#held;
    this.#held = undefined;
    if (!held) return;
    held.shower = undefined;
    held.drop();
    this.#showTold();
  }

  /** The held words are written or taken out, by whoever asked the person. */
  #release(write: () => void, caret: number): void {
    this.#stopStillness();
    this.#letGo();
    this.#write(write);
    this.field.value = this.text.value;
    this.#shown = this.field.value;
    this.#alignment = TextAlignment.of(this.#shown, this.text.value);
    const place = this.#alignment.toField(caret);
    if (this.#isFocused) this.field.setSelectionRange(place, place);
  }

  #tell(): void {
    const held = this.#held;
    if (!held) return;
    const isNews = !held.told;
    held.told = true;
    this.#showTold();
    this.text.tellHeld();
    if (isNews) held.keep();
  }

  #showTold(): void {
    if (this.#held?.told) this.field.setAttribute('aria-invalid', 'true');
    else this.field.removeAttribute('aria-invalid');
  }

  #stopStillness(): void {
    if (this.#stillness !== undefined) clearTimeout(this.#stillness);
    this.#stillness = undefined;
  }

  get #isFocused(): boolean {
    return (this.field.getRootNode() as Document | ShadowRoot).activeElement === this.field;
  }

  /** From the text to the field. */
  #pull(): void {
    const { field } = this;
    const value = this.text.value;
    if (value === this.#shown) {
      this.#alignment = TextAlignment.of(this.#shown, value);
      return;
    }
    const focused = this.#isFocused;
    const start = this.#alignment.toText(field.selectionStart ?? 0);
    const end = this.#alignment.toText(field.selectionEnd ?? 0);
    const { selectionDirection, scrollTop, scrollLeft } = field;
    field.value = value;
    const changed = field.value !== this.#shown;
    this.#shown = field.value;
    this.#alignment = TextAlignment.of(this.#shown, value);
    // Elsewhere the caret is nobody's, and some browsers move the focus with it.
    if (changed && focused) {
      field.setSelectionRange(
        this.#alignment.toField(start),
        this.#alignment.toField(end),
        selectionDirection ?? 'none',
      );
    }
    field.scrollTop = scrollTop;
    field.scrollLeft = scrollLeft;
  }
}
