import { refuse } from '../admission/refusal.js';
import type { Connection } from '../socket/connection.js';
import type { Held } from './content-turn.js';

/** What a room keeps for writers whose first step 2 has not arrived (architecture §8). */
export class HeldUpdates {
  #held: ReadonlyMap<Connection, Held> = new Map();

  get all(): ReadonlyMap<Connection, Held> {
    return this.#held;
  }

  get bytes(): number {
    let bytes = 0;
    for (const held of this.#held.values()) bytes += held.bytes;
    return bytes;
  }

  /** Takes over what a turn held; a writer that vanished while it was stored says nothing more. */
  replace(held: ReadonlyMap<Connection, Held>): void {
    this.#held = held;
    for (const connection of held.keys()) if (connection.isClosed) this.forget(connection);
  }

  forget(connection: Connection): void {
    if (this.#held.has(connection)) this.#held = new Map([...this.#held].filter(([other]) => other !== connection));
  }

  /** Closes writers who have kept us waiting since before `oldest`. */
  giveUp(oldest: number): void {
    for (const [connection, { since }] of this.#held) {
      if (since >= oldest) continue;
      connection.refuse(refuse('held-too-long'));
      this.forget(connection);
    }
  }
}
