import type { KeepingState } from './keeping-state.js';
import type { CacheKey, UnsavedRow } from './page-rows.js';
import type { PageStore } from './page-store.js';

/** How long a change of a count may wait, in milliseconds: at a steady pace every key pressed would be written, and deleted again. */
const PAUSE = 200;
/** How long after a failure it is tried again, in milliseconds. */
const RETRY = 10_000;

export interface UnsavedTallyOptions {
  readonly store: PageStore;
  readonly keeping: KeepingState;
  readonly cache: CacheKey;
  readonly client: number;
}

/** Keeps the count of what one page has not saved, so that the next page of this person says so too. */
export class UnsavedTally {
  readonly #options: UnsavedTallyOptions;
  #count = 0;
  #topics: ReadonlySet<string> = new Set();
  /** The row as it is kept; null for none. */
  #kept: UnsavedRow | null = null;
  #version = 0;
  #working: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: UnsavedTallyOptions) {
    this.#options = options;
  }

  /** The row as it is kept, or on its way to be; null for none. */
  get kept(): UnsavedRow | null {
    return this.#kept;
  }

  /** The first edit is noted at once, and what follows soon. */
  note(count: number, topics: ReadonlySet<string>): void {
    if (count === this.#count && topics.size === this.#topics.size) return;
    const isFirst = this.#count === 0 && this.#kept === null;
    this.#count = count;
    this.#topics = new Set(topics);
    if (isFirst) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), PAUSE);
  }

  /** Notes what is left to note, and nothing afterwards. */
  close(): void {
    this.#closed = true;
    if (this.#timer !== undefined) this.#write();
  }

  /** Resolves when everything up to now is noted, or could not be. */
  get settled(): Promise<unknown> {
    return this.#working;
  }

  #write(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const { store, keeping, cache, client } = this.#options;
    const row: UnsavedRow | null =
      this.#count > 0
        ? { ...cache, client, count: this.#count, topics: [...this.#topics], version: ++this.#version }
        : null;
    const before = this.#kept;
    this.#kept = row;
    const write = async (): Promise<void> => {
      if (row) await store.putUnsaved(row);
      else if (before) await store.deleteUnsaved([before]);
    };
    this.#working = this.#working.then(async () => {
      const isStored = await keeping.store(`count ${cache.room}`, write);
      if (isStored || this.#closed) return;
      if (this.#kept === row) this.#kept = before;
      this.#timer ??= setTimeout(() => this.#write(), RETRY);
    });
  }
}
