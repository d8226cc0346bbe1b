import type { Witness } from '../record/witness.js';
import type { TextStorage } from './environment.js';

/**
 * The highest head of a room's record that this person's pages have verified. Kept apart from every cache and
 * without content: whoever wipes a cache must not make the page forget what it has witnessed.
 */
export class RecordWitness {
  readonly #storage: TextStorage;
  readonly #key: string;

  constructor(storage: TextStorage, server: string, person: string, room: string) {
    this.#storage = storage;
    this.#key = `siban-witness ${JSON.stringify([server, person, room])}`;
  }

  /** Null on a first visit, and when what is kept cannot be read. */
  read(): Witness | null {
    const text = this.#storage.getItem(this.#key);
    if (text === null) return null;
    try {
      const kept = JSON.parse(text) as Partial<Witness> | null;
      const { seq, hash, epoch } = kept ?? {};
      const isWitness = Number.isSafeInteger(seq) && typeof hash === 'string' && typeof epoch === 'string';
      return isWitness ? { seq: seq!, hash, epoch } : null;
    } catch {
      // Somebody else's text under our key: nothing that was witnessed.
      return null;
    }
  }

  write(witness: Witness): void {
    try {
      this.#storage.setItem(this.#key, JSON.stringify(witness));
    } catch {
      // The storage is full or forbidden: this page still compares with what it verified itself.
    }
  }
}
