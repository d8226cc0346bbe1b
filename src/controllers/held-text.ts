import type { SecrecyMark } from '../rules/secrecy/marks.js';
import { aroundBrought, broughtMarks, withoutBrought, type Admission } from '../store/secrecy-gate.js';
import { withEdits, type SharedText, type TextEdit } from '../store/shared-text.js';
import type { HeldField, HeldPlace } from './held-field.js';
import { diffAtCaret, TextAlignment } from './text-alignment.js';

/** The field that shows held words now. */
export interface HeldShower {
  /** How what it showed before the held words lies against the text of now. */
  alignment(): TextAlignment;
  caret(): number;
  /** The words are no longer held: runs `write`, then shows the text, with the caret at that place of it. */
  release(write: () => void, caret: number): void;
}

/** What the text would say with the held words in it. */
interface Outcome {
  readonly text: string;
  readonly edits: readonly TextEdit[];
  /** The caret of the field, as a place in `text`. */
  readonly caret: number;
}

/** Words that the gate holds back from a shared text. They stay while the field that they were typed into is away. */
export class HeldText implements HeldField {
  readonly #place: HeldPlace;
  readonly #read: () => SharedText | undefined;
  /** What the field showed before these words, and with them. */
  base: string;
  value: string;
  told = false;
  shower: HeldShower | undefined;

  constructor(place: HeldPlace, read: () => SharedText | undefined, base: string, value: string) {
    this.#place = place;
    this.#read = read;
    this.base = base;
    this.value = value;
  }

  get key(): string {
    return this.#place.key;
  }

  get text(): string {
    const shared = this.#read();
    return shared ? this.#outcome(shared).text : this.value;
  }

  get marks(): readonly SecrecyMark[] {
    const shared = this.#read();
    return shared ? broughtMarks(shared.value, this.#outcome(shared).text) : [];
  }

  /** What the gate says of the words as they stand now. */
  get admission(): Admission {
    const shared = this.#read();
    return shared ? shared.admits(this.#outcome(shared).text) : 'held';
  }

  get canAdmit(): boolean {
    return this.#read() !== undefined && this.admission !== 'refused';
  }

  clear(): void {
    const shared = this.#read();
    if (!shared) return;
    const outcome = this.#outcome(shared);
    const cleared = withoutBrought(shared.value, outcome.text, outcome.caret);
    const edit = diffAtCaret(shared.value, cleared.text, cleared.caret);
    this.#release(() => edit && shared.edit([edit]), cleared.caret);
  }

  admit(): boolean {
    const shared = this.#read();
    if (!shared || !this.canAdmit) return false;
    const { edits, caret } = this.#outcome(shared);
    this.#release(() => shared.admitHeld(edits), caret);
    return true;
  }

  replaceBy(say: (isAlone: boolean) => string): boolean {
    const shared = this.#read();
    if (!shared) return false;
    const { head, tail } = aroundBrought(shared.value, this.#outcome(shared).text);
    const said = say(head + tail === '');
    const text = head + said + tail;
    if (shared.admits(text) !== 'admitted') return false;
    const caret = head.length + said.length;
    const edit = diffAtCaret(shared.value, text, caret);
    this.#release(() => edit && shared.edit([edit]), caret);
    return true;
  }

  /** The words are where they lie: whoever asks for them finds them there. */
  keep(): void {
    this.#place.fields.set(this.key, this);
    this.#place.changed();
  }

  /** The words are gone, or have gone out. */
  drop(): void {
    if (this.#place.fields.get(this.key) !== this) return;
    this.#place.fields.delete(this.key);
    this.#place.changed();
  }

  #release(write: () => void, caret: number): void {
    const { shower } = this;
    this.drop();
    if (shower) shower.release(write, caret);
    else write();
  }

  #outcome(shared: SharedText): Outcome {
    const alignment = this.shower?.alignment() ?? TextAlignment.between(this.base, shared.value);
    const caret = this.shower?.caret() ?? this.value.length;
    const edit = diffAtCaret(this.base, this.value, caret);
    const edits = edit ? alignment.applyToField(edit) : [];
    return { text: withEdits(shared.value, edits), edits, caret: alignment.toText(caret) };
  }
}

/** What is held back from texts whose host has no place of its own for it. */
const HELD_BESIDE = new WeakMap<SharedText, HeldPlace>();

export function placeBeside(text: SharedText): HeldPlace {
  let place = HELD_BESIDE.get(text);
  if (!place) {
    place = { key: '', fields: new Map<string, HeldField>(), changed: () => undefined };
    HELD_BESIDE.set(text, place);
  }
  return place;
}

/** The marks of a text that goes out whole, for whoever shows what was stopped. */
export function marksIn(text: string): readonly SecrecyMark[] {
  return broughtMarks('', text);
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return withoutBrought('', text, 0).text;
}
