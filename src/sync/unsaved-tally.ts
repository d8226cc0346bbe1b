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
  /** It is written in a moment. */
  #isUrgent = false;
  #closed = false;

  constructor(options: UnsavedTallyOptions) {
    this.#options = options;
  }

  /** ClientID of the page's document. */
  get client(): number {
    return this.#options.client;
  }

  /** The row as it is kept, or on its way to be; null for none. */
  get kept(): UnsavedRow | null {
    return this.#kept;
  }

  /** That there is something, and where, is noted as soon as the edit at hand is done with; how much, a little later. */
  note(count: number, topics: ReadonlySet<string>): void {
    if (count === this.#count && topics.size === this.#topics.size) return;
    const isUrgent = (this.#kept === null && count > 0) || topics.size > this.#topics.size;
    this.#count = count;
    this.#topics = new Set(topics);
    if (isUrgent && !this.#isUrgent) {
      this.#isUrgent = true;
      queueMicrotask(() => this.#write());
    } else {
      this.#timer ??= setTimeout(() => this.#write(), PAUSE);
    }
  }

  /** What was noted may be gone. */
  restore(): void {
    if (this.#count > 0 && !this.#closed) this.#write();
  }

  /** Notes what is left to note, and nothing afterwards. */
  close(): void {
    this.#closed = true;
    if (this.#timer !== undefined || this.#isUrgent) this.#write();
  }

  /** What is counted lies in no cache any more, so that no later page could send it: the count goes, and nothing is noted afterwards. */
  abandon(): void {
    this.#count = 0;
    this.#topics = new Set();
    this.#write();
    this.#closed = true;
  }

  /** Resolves when everything up to now is noted, or could not be. */
  get settled(): Promise<unknown> {
    return this.#working;
  }

  #write(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isUrgent = false;
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
