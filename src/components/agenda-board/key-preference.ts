const NAME = 'siban.letterKeys';
const OFF = 'off';

/**
 * Whether single characters are keys, as the person at this browser wants it. Where the browser or the portal lets
 * nothing be stored, the choice holds for this page, and `isKept` says so.
 */
export class KeyPreference {
  readonly #storage: () => Storage | null;
  #letters: boolean;
  /** The last choice could not be stored. */
  #lost = false;

  /** `storage` may throw, as `window.localStorage` does in a sandboxed frame, or give null where nothing may be kept. */
  constructor(storage: () => Storage | null) {
    this.#storage = storage;
    this.#letters = this.#kept?.getItem(NAME) !== OFF;
  }

  get letters(): boolean {
    return this.#letters;
  }

  /** Whether the choice outlives this page. */
  get isKept(): boolean {
    return !this.#lost && this.#kept !== null;
  }

  setLetters(on: boolean): void {
    this.#letters = on;
    try {
      if (on) this.#kept?.removeItem(NAME);
      else this.#kept?.setItem(NAME, OFF);
      this.#lost = false;
    } catch {
      // Full: the help says that the choice holds for this page alone.
      this.#lost = true;
    }
  }

  get #kept(): Storage | null {
    try {
      return this.#storage();
    } catch {
      // Forbidden, which is for the browser to say; `isKept` tells the person.
      return null;
    }
  }
}
