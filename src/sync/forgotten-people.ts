import { randomId } from '../model/ids.js';
import type { Environment } from './environment.js';

/**
 * Tells pages of one browser apart whose storage was emptied by accident, which they fill again, from those that the person has had
 * wiped: `forget()` leaves a mark in the small storage beside the witnesses, another one each time and without any content.
 */
export class ForgottenPeople {
  readonly #environment: Pick<Environment, 'storage' | 'randomBytes'>;
  readonly #server: string;
  /** The marks as they were when this page began to keep something for each person. */
  readonly #seen = new Map<string, string | null>();

  constructor(environment: Pick<Environment, 'storage' | 'randomBytes'>, server: string) {
    this.#environment = environment;
    this.#server = server;
  }

  /** From now on this page keeps something for a person. */
  watch(person: string): void {
    if (!this.#seen.has(person)) this.#seen.set(person, this.#mark(person));
  }

  /** Whether somebody was forgotten for whom this page keeps something. */
  has(): boolean {
    return [...this.#seen].some(([person, mark]) => {
      const now = this.#mark(person);
      // Without a mark where there was one the small storage was emptied, too, which is no wish to forget.
      return now !== null && now !== mark;
    });
  }

  /** Has every page of this browser stop keeping anything for the person. @throws when the browser cannot store that. */
  declare(person: string): void {
    const { storage, randomBytes } = this.#environment;
    storage.setItem(this.#key(person), randomId(randomBytes));
  }

  #mark(person: string): string | null {
    return this.#environment.storage.getItem(this.#key(person));
  }

  #key(person: string): string {
    return `siban-forgotten ${JSON.stringify([this.#server, person])}`;
  }
}
