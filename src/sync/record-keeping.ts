import type { PublishedHead, SealedEntry } from '../model/entry.js';
import type { PublishedAuthor } from '../store/record-document.js';
import type { KeepingState } from './keeping-state.js';
import type { RoomKey } from './page-rows.js';
import type { PageStore } from './page-store.js';

export interface RecordKeepingOptions {
  readonly store: PageStore;
  readonly keeping: KeepingState;
  readonly key: RoomKey;
  /** Milliseconds since the epoch by the machine's own clock. */
  readonly wallClock: () => number;
}

/** A record as an earlier page verified and kept it. Nothing in it is believed again before it was verified again. */
export interface FoundRecord {
  readonly entries: readonly unknown[];
  readonly head: PublishedHead;
  readonly authors: Readonly<Record<string, PublishedAuthor>>;
}

/** Keeps the verified entries of one room's record as plain JSON, so that it can be shown without the server. */
export class RecordKeeping {
  readonly #options: RecordKeepingOptions;
  readonly found: FoundRecord | null;
  /** Hashes of the entries that are stored, in order. */
  #stored: readonly string[] = [];
  #authors = 0;
  #head = '';
  /** As it is to be kept. */
  #last: FoundRecord | null;
  #next: FoundRecord | undefined;
  #working: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(options: RecordKeepingOptions, found: FoundRecord | null) {
    this.#options = options;
    this.found = this.#last = found;
    if (!found) return;
    this.#stored = found.entries.map(hashOf);
    this.#authors = Object.keys(found.authors).length;
    this.#head = JSON.stringify(found.head);
  }

  /** What cannot be read is as if it were not there, and `keeping` says so. */
  static async open(options: RecordKeepingOptions): Promise<RecordKeeping> {
    const { store, keeping, key } = options;
    let found: FoundRecord | null = null;
    await keeping.store(`record ${key.room}`, async () => {
      const kept = await store.record(key);
      if (kept) found = { entries: kept.entries, head: kept.row.head, authors: kept.row.authors };
    });
    return new RecordKeeping(options, found);
  }

  /** Keeps a record as it is verified now; only what is new is written. */
  keep(entries: readonly SealedEntry[], head: PublishedHead, authors: FoundRecord['authors']): void {
    const isSame =
      entries.length === this.#stored.length &&
      entries[entries.length - 1]?.hash === this.#stored[this.#stored.length - 1] &&
      Object.keys(authors).length === this.#authors &&
      JSON.stringify(head) === this.#head;
    if (isSame && !this.#next) return;
    this.#put({ entries, head, authors });
  }

  /** What is stored may be gone: all of it is stored once more. */
  restore(): void {
    this.#stored = [];
    if (this.#last) this.#put(this.#last);
  }

  #put(record: FoundRecord): void {
    const isIdle = this.#next === undefined;
    this.#next = this.#last = record;
    if (isIdle) this.#working = this.#working.then(() => this.#write());
  }

  /** What was found is not what it says, and goes. */
  drop(): void {
    const { store, keeping, key } = this.#options;
    this.#last = null;
    this.#stored = [];
    this.#authors = 0;
    this.#head = '';
    this.#working = this.#working.then(() => keeping.store(`record ${key.room}`, () => store.deleteRecord(key)));
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** What is on its way is stored all the same. */
  close(): void {
    this.#closed = true;
  }

  /** Resolves when everything up to now is stored, or could not be. */
  get settled(): Promise<unknown> {
    return this.#working;
  }

  async #write(): Promise<void> {
    const { store, keeping, key, wallClock } = this.#options;
    const { entries, head, authors } = this.#next!;
    this.#next = undefined;
    const hashes = entries.map(hashOf);
    const first = hashes.findIndex((hash, index) => hash !== this.#stored[index]);
    const same = first === -1 ? hashes.length : first;
    const isStored = await keeping.store(`record ${key.room}`, () =>
      store.putRecord({ ...key, head, authors, at: wallClock() }, same + 1, entries.slice(same)),
    );
    if (!isStored) return;
    this.#stored = hashes;
    this.#authors = Object.keys(authors).length;
    this.#head = JSON.stringify(head);
  }
}

function hashOf(entry: unknown): string {
  return (entry as SealedEntry | null)?.hash ?? '';
}
