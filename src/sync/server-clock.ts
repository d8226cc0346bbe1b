/**
 * The server's time, as every deadline is judged by it. Between two questions it runs on a clock that nobody can
 * set: a page whose own clock is two days ahead changes no light.
 */
export class ServerClock {
  readonly #ask: () => Promise<number>;
  readonly #monotonic: () => number;
  /** Server time minus monotonic time; undefined before the first answer. */
  #offset: number | undefined;

  /** `ask` gives the server's time in milliseconds since the epoch. */
  constructor(ask: () => Promise<number>, monotonic: () => number) {
    this.#ask = ask;
    this.#monotonic = monotonic;
  }

  /** Asks the server. The answer was true about halfway between question and arrival. */
  async adjust(): Promise<void> {
    const asked = this.#monotonic();
    const time = await this.#ask();
    const arrived = this.#monotonic();
    this.#offset = time - (asked + arrived) / 2;
  }

  /** Goes by a time that the server did not say just now: `time` is what it would say, in milliseconds since the epoch. */
  assume(time: number): void {
    this.#offset = time - this.#monotonic();
  }

  /** Milliseconds since the epoch, whole. @throws Error before the server has answered once. */
  now(): number {
    if (this.#offset === undefined) throw new Error('the server has not said its time yet; await adjust() first');
    return Math.round(this.#monotonic() + this.#offset);
  }
}
