/** A set of listeners that are told that something changed, not what. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  /** Returns the way out. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  clear(): void {
    this.#listeners.clear();
  }
}
