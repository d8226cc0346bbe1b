/** Fewer measured rows than this are no sample of how tall the others are. */
const SAMPLE = 5;

/**
 * How tall the rows of a lineup are and where each begins: measured where they have been drawn, estimated from those
 * where not. Heights in pixels, places from the top of the first row.
 */
export class RowHeights {
  #lineup: readonly string[] = [];
  readonly #measured = new Map<string, number>();
  #estimate: number;
  /** `#tops[i]` is where row `i` begins; one more for the end of the last. */
  #tops = new Float64Array(1);
  #stale = true;

  constructor(estimate: number) {
    this.#estimate = estimate;
  }

  take(lineup: readonly string[]): void {
    if (lineup === this.#lineup) return;
    this.#lineup = lineup;
    this.#stale = true;
  }

  /** Rows are laid out otherwise: nothing that was measured holds. */
  forget(): void {
    this.#measured.clear();
    this.#stale = true;
  }

  /** Takes what was measured. True when the guess for all others is a better one now. */
  set(heights: ReadonlyMap<string, number>): boolean {
    const isFirst = this.#measured.size < SAMPLE;
    for (const [id, height] of heights) {
      // Parts of a pixel come and go with the zoom: none is worth moving the list for.
      if (Math.abs((this.#measured.get(id) ?? 0) - height) < 0.5) continue;
      this.#measured.set(id, height);
      this.#stale = true;
    }
    // Once and not again: each new estimate moves everything below what was drawn.
    if (!isFirst || this.#measured.size < SAMPLE) return false;
    let sum = 0;
    for (const height of this.#measured.values()) sum += height;
    this.#estimate = sum / this.#measured.size;
    return true;
  }

  topOf(index: number): number {
    return this.#places[index]!;
  }

  between(from: number, to: number): number {
    return this.#places[to]! - this.#places[from]!;
  }

  /** Index of the row at `y`; the first or the last one for what lies above or below all. */
  indexAt(y: number): number {
    const tops = this.#places;
    let low = 0;
    let high = tops.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tops[middle]! <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  get #places(): Float64Array {
    if (!this.#stale) return this.#tops;
    this.#stale = false;
    const lineup = this.#lineup;
    if (this.#tops.length !== lineup.length + 1) this.#tops = new Float64Array(lineup.length + 1);
    let top = 0;
    for (let at = 0; at < lineup.length; at++) {
      this.#tops[at] = top;
      top += this.#measured.get(lineup[at]!) ?? this.#estimate;
    }
    this.#tops[lineup.length] = top;
    return this.#tops;
  }
}
