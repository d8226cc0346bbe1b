import { SYNC } from '../protocol/messages.js';

/**
 * Counts what the server has not yet said it has on disk. It acknowledges every sync message that it accepts, in order, with
 * one message each; an edit is saved when the message that carries it is.
 *
 * What was not acknowledged before a connection broke is in the step 2 of the next one. Before that step 2 the
 * server may hold updates back and judge them after it, so until it is acknowledged nothing counts.
 */
export class UnsavedEdits {
  /** For each edit, oldest first, the message of this connection that carries it; null until a step 2 will. */
  #edits: (number | null)[];
  #sent = 0;
  #stored = 0;
  #joined = false;
  #carried: number;

  /** `carried` edits are in the document already and go out with the first step 2. */
  constructor(carried = 0) {
    this.#edits = new Array<null>(carried).fill(null);
    this.#carried = carried;
  }

  get count(): number {
    return this.#edits.length;
  }

  /** How many of the carried ones are not saved yet. */
  get carried(): number {
    return this.#carried;
  }

  /** How many are in no message of this connection. */
  get unsent(): number {
    return this.#edits.filter((message) => message === null).length;
  }

  /** Something was edited here. `sent` says whether it went out on its own at once. */
  edited(sent: boolean): void {
    this.#edits.push(sent && this.#joined ? this.#sent : null);
  }

  /** A sync message of kind step 2 or update went out. */
  sent(kind: number): void {
    this.#sent++;
    if (kind !== SYNC.step2) return;
    this.#joined = true;
    this.#edits = this.#edits.map((message) => message ?? this.#sent);
  }

  /** The server has one more message on disk. */
  stored(): void {
    this.#stored++;
    while (this.#edits.length > 0 && this.#edits[0] !== null && this.#edits[0]! <= this.#stored) {
      this.#edits.shift();
      if (this.#carried > 0) this.#carried--;
    }
  }

  disconnected(): void {
    this.#edits = this.#edits.map(() => null);
    this.#sent = 0;
    this.#stored = 0;
    this.#joined = false;
  }
}
