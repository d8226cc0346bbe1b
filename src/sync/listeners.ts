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

  /** Resolves as soon as `holds` does, looking again each time. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (holds()) {
        resolve();
        return;
      }
      const stop = this.add(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  }

  clear(): void {
    this.#listeners.clear();
  }
}
