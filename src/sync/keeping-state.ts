import { Listeners } from './listeners.js';
import type { Keeping } from './room-session.js';

/**
 * Whether what a page wants kept is kept. Each part that is stored by itself (a room's content, one command …) says
 * here how its last attempt went; as long as the last attempt of any part has failed, the state is `full`.
 */
export class KeepingState {
  readonly #failed = new Set<string>();
  readonly #listeners = new Listeners();
  #base: 'kept' | 'off' | 'unavailable';

  constructor(base: 'kept' | 'off' | 'unavailable') {
    this.#base = base;
  }

  get state(): Keeping {
    return this.#base === 'kept' && this.#failed.size > 0 ? 'full' : this.#base;
  }

  /** Neither the host nor the browser forbids it, and nobody has had it wiped. */
  get isWanted(): boolean {
    return this.#base === 'kept';
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** From now on nothing is kept, by wish or because the browser gives no storage. */
  stop(why: 'off' | 'unavailable'): void {
    this.#change(() => (this.#base = why));
  }

  failed(part: string): void {
    this.#change(() => this.#failed.add(part));
  }

  /** The part is stored as it is now, or need not be stored any more. */
  worked(part: string): void {
    this.#change(() => this.#failed.delete(part));
  }

  /** Stores something and notes how it went. False when it is not stored: the caller tries again when it can. */
  async store(part: string, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
    } catch {
      // Told through the state: the person's banner and the question before leaving follow from it.
      this.failed(part);
      return false;
    }
    this.worked(part);
    return true;
  }

  #change(change: () => void): void {
    const before = this.state;
    change();
    if (this.state !== before) this.#listeners.tell();
  }
}
