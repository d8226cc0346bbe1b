const NAME = 'siban.letterKeys';
const OFF = 'off';

/**
 * Whether single characters are keys, as the person at this browser wants it. Where the browser or the portal lets
 * nothing be stored, the choice holds for this page, and `isKept` says so.
 */
export class KeyPreference {
  readonly #storage: () => Storage | null;
  #letters: boolean;
  #kept = true;

  /** `storage` may throw, as `window.localStorage` does in a sandboxed frame, or give null where nothing may be kept. */
  constructor(storage: () => Storage | null) {
    this.#storage = storage;
    this.#letters = this.#ask((kept) => kept.getItem(NAME)) !== OFF;
  }

  get letters(): boolean {
    return this.#letters;
  }

  /** Whether the choice outlives this page. */
  get isKept(): boolean {
    return this.#kept;
  }

  setLetters(on: boolean): void {
    this.#letters = on;
    this.#ask((kept) => {
      if (on) kept.removeItem(NAME);
      else kept.setItem(NAME, OFF);
      return null;
    });
  }

  #ask(question: (kept: Storage) => string | null): string | null {
    try {
      const kept = this.#storage();
      this.#kept = kept !== null;
      return kept === null ? null : question(kept);
    } catch {
      // Storage that is forbidden or full: the help says that the choice holds for this page alone.
      this.#kept = false;
      return null;
    }
  }
}
