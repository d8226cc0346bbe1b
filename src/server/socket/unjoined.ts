import type { Socket } from 'node:net';

/** Sockets that have not joined a room yet, by address: capped, so that strangers cannot hold many (SEC-6). */
export class Unjoined {
  readonly #most: number;
  readonly #counts = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Counts a socket until it is gone or the returned function is called; undefined when there are too many of its
   * address already.
   */
  count(address: string, socket: Socket): (() => void) | undefined {
    const count = this.#counts.get(address) ?? 0;
    if (count >= this.#most) return undefined;
    this.#counts.set(address, count + 1);
    let isCounted = true;
    const done = (): void => {
      if (isCounted) this.#uncount(address);
      isCounted = false;
    };
    socket.once('close', done);
    return done;
  }

  #uncount(address: string): void {
    const count = this.#counts.get(address)! - 1;
    if (count === 0) this.#counts.delete(address);
    else this.#counts.set(address, count);
  }
}
