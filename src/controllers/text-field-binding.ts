import type { SharedText } from '../store/shared-text.js';
import { diffAtCaret, TextAlignment } from './text-alignment.js';

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** How long somebody must have stopped typing before they are asked about what looks like a mark, in milliseconds. */
const STILLNESS = 2_000;

export interface TextFieldOptions {
  /** Own undo of the store: the field's own would take back what colleagues typed. */
  readonly undo?: () => void;
  readonly redo?: () => void;
  /** Called when what stands in the field begins or ceases to be held back because of a secrecy mark. */
  readonly marked?: (isMarked: boolean) => void;
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
  /** What stands in the field carries a secrecy mark: it stays here until the person has taken it out. */
  #marked = false;
  #stillness: ReturnType<typeof setTimeout> | undefined;
  /** The person has been told of the mark: the field shows it until it is gone. */
  #told = false;

  constructor(field: TextField, text: SharedText, options: TextFieldOptions = {}) {
    this.field = field;
    this.text = text;
    this.options = options;
    field.value = text.value;
    this.#shown = field.value;
    this.#alignment = TextAlignment.of(this.#shown, text.value);
    this.#unsubscribe = text.subscribe((delta) => {
      if (this.#writing) return;
      this.#alignment.applyToText(delta);
      if (!this.#isHeld) this.#settle();
    });
    for (const [type, listener] of this.#listeners) field.addEventListener(type, listener);
  }

  /** Sends out what stands in the field, composed or not. */
  flush(): void {
    this.#push();
  }

  /** Sends out what stands in the field and lets go of both. */
  detach(): void {
    if (this.#settling !== undefined) clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#push();
    this.#stopStillness();
    this.#show(false);
    this.#unsubscribe();
    for (const [type, listener] of this.#listeners) this.field.removeEventListener(type, listener);
  }

  get #isHeld(): boolean {
    return this.#composing || this.#settling !== undefined || this.#marked;
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
    if (this.#marked) this.#tell();
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
    if (event.key === 'Enter' && this.#marked) this.#tell();
    const way = undoKey(event);
    const step = way && this.options[way];
    if (!step) return;
    event.preventDefault();
    step();
  }

  #onBeforeInput(event: InputEvent): void {
    const step =
      event.inputType === 'historyUndo'
        ? this.options.undo
        : event.inputType === 'historyRedo'
          ? this.options.redo
          : undefined;
    if (!step) return;
    event.preventDefault();
    step();
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
    if (!this.#marked) this.#pull();
  }

  /** From the field to the text, unless the gate holds it back. */
  #push(): void {
    const value = this.field.value;
    const edit = diffAtCaret(this.#shown, value, this.field.selectionEnd ?? value.length);
    this.#marked = edit !== undefined && this.#isHeldByGate(value);
    if (!this.#marked) this.#show(false);
    if (!edit || this.#marked) return;
    this.#shown = value;
    this.#writing = true;
    try {
      for (const { index, deleteCount, insert } of this.#alignment.applyToField(edit)) {
        this.text.replace(index, deleteCount, insert);
      }
    } finally {
      this.#writing = false;
    }
  }

  /** A starred mark is told at once; a level alone on its line only when the person seems to be done with it. */
  #isHeldByGate(value: string): boolean {
    this.#stopStillness();
    const admission = this.text.admits(value);
    if (admission === 'admitted') return false;
    if (admission === 'refused') this.#tell();
    else this.#stillness = setTimeout(() => this.#tell(), STILLNESS);
    return true;
  }

  #tell(): void {
    this.text.tellHeld();
    this.#show(true);
  }

  #show(isMarked: boolean): void {
    if (isMarked === this.#told) return;
    this.#told = isMarked;
    if (isMarked) this.field.setAttribute('aria-invalid', 'true');
    else this.field.removeAttribute('aria-invalid');
    this.options.marked?.(isMarked);
  }

  #stopStillness(): void {
    if (this.#stillness !== undefined) clearTimeout(this.#stillness);
    this.#stillness = undefined;
  }

  /** From the text to the field. */
  #pull(): void {
    const { field } = this;
    const value = this.text.value;
    if (value === this.#shown) {
      this.#alignment = TextAlignment.of(this.#shown, value);
      return;
    }
    const focused = (field.getRootNode() as Document | ShadowRoot).activeElement === field;
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

/** Ctrl or ⌘ with Z, with Shift+Z, or with Y. */
function undoKey(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && event.ctrlKey ? 'redo' : undefined;
}
