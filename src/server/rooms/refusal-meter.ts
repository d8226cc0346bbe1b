const MINUTE = 60_000;

/** Counts, per person, refusals that cost a reload of a document: a few are mistakes, many are an attack (SEC-16). */
export class RefusalMeter {
  readonly #limit: number;
  readonly #times = new Map<string, number[]>();

  constructor(perMinute: number) {
    this.#limit = perMinute;
  }

  note(user: string, now: number): void {
    this.#times.set(user, [...this.#recent(user, now), now]);
  }

  isOver(user: string, now: number): boolean {
    return this.#recent(user, now).length > this.#limit;
  }

  forgetOld(now: number): void {
    for (const user of [...this.#times.keys()]) if (this.#recent(user, now).length === 0) this.#times.delete(user);
  }

  #recent(user: string, now: number): number[] {
    return (this.#times.get(user) ?? []).filter((time) => now - time < MINUTE);
  }
}
