/** A bucket that fills at a steady rate: so many at once, so many a second in the long run. */
export class Rate {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #at: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
    this.#at = now;
  }

  /** Takes `amount` out and says whether it was there; `now` in milliseconds that never go back. */
  take(amount: number, now: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }

  /** Whether the bucket is full again, so that forgetting it changes nothing. */
  isFull(now: number): boolean {
    return this.#left + ((now - this.#at) / 1000) * this.#perSecond >= this.#burst;
  }
}

/** One bucket a key, for limits per user or address. Buckets that are full again are forgotten. */
export class Rates {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #rates = new Map<string, Rate>();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  take(key: string, now: number): boolean {
    let rate = this.#rates.get(key);
    if (!rate) this.#rates.set(key, (rate = new Rate(this.#perSecond, this.#burst, now)));
    return rate.take(1, now);
  }

  /** To be called now and then, so that people who left cost nothing. */
  forgetFull(now: number): void {
    for (const [key, rate] of this.#rates) if (rate.isFull(now)) this.#rates.delete(key);
  }
}
