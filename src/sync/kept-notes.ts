import type { KeepingState } from './keeping-state.js';
import { Listeners } from './listeners.js';
import { isAdmitted } from './page-notes.js';
import type { NoteRow, RoomKey } from './page-rows.js';
import type { PageStore } from './page-store.js';
import type { PageChannel } from './queue-store.js';
import type { Note, RoomNotes } from './room-session.js';

/** How long a change may wait, in milliseconds: what is typed within it is written at once. */
const PAUSE = 200;
/** How long after a failure it is tried again, in milliseconds. */
const RETRY = 10_000;
/** How long pages that are there are given to say so, in milliseconds. */
const ROLL_CALL = 150;

export interface KeptNotesOptions {
  readonly store: PageStore;
  readonly keeping: KeepingState;
  readonly key: RoomKey;
  /** Names this page among those of the browser. */
  readonly page: string;
  /** Joins pages of this person that show the room; undefined where they cannot tell each other anything. */
  readonly channel: PageChannel | undefined;
  readonly wallClock: () => number;
  /** Calls back when the page is hidden or left. */
  readonly onLeave: ((listener: () => void) => () => void) | undefined;
}

/**
 * Notes in the browser's own storage. What a page leaves behind goes to the next one of this person; what a page that is still there is
 * working on stays its own.
 */
export class KeptNotes implements RoomNotes {
  readonly #options: KeptNotesOptions;
  readonly #notes = new Map<string, Note>();
  /** Keys whose note lies in the storage as it is here. */
  readonly #stored = new Set<string>();
  /** Keys that changed since they were written last. */
  #due = new Set<string>();
  readonly #listeners = new Listeners();
  readonly #stopListening: (() => void) | undefined;
  #present = new Set<string>();
  #working: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  private constructor(options: KeptNotesOptions) {
    this.#options = options;
    const { channel, onLeave } = options;
    if (channel) channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#onMessage(data);
    this.#stopListening = onLeave?.(() => this.#write());
  }

  /** With what pages that are gone have left. What cannot be read is as if it were not there, and `keeping` says so. */
  static async open(options: KeptNotesOptions): Promise<KeptNotes> {
    const notes = new KeptNotes(options);
    await options.keeping.store(notes.#part, () => notes.#takeOver());
    return notes;
  }

  get all(): ReadonlyMap<string, Note> {
    return this.#notes;
  }

  get(key: string): Note | undefined {
    return this.#notes.get(key);
  }

  set(key: string, note: Note | null): void {
    const before = this.#notes.get(key);
    const kept = note !== null && isAdmitted(note) ? note : null;
    if (kept === null ? before === undefined : before && isSame(before, kept)) return;
    if (kept) this.#notes.set(key, kept);
    else this.#notes.delete(key);
    this.#stored.delete(key);
    this.#due.add(key);
    // What must lie nowhere, or is content by now, is not kept for another moment.
    if (!kept) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), PAUSE);
  }

  isStored(key: string): boolean {
    return this.#stored.has(key) && this.#options.keeping.isWanted;
  }

  /** Called when what is stored changed. Returns the way out. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** All that was stored may have been deleted: it is stored once more. */
  restore(): void {
    for (const key of this.#notes.keys()) this.#due.add(key);
    this.#stored.clear();
    this.#write();
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Resolves when everything up to now is stored, or could not be. */
  get settled(): Promise<unknown> {
    return this.#working;
  }

  /** What waits is stored all the same, for the next page. */
  close(): void {
    if (this.#closed) return;
    this.#write();
    this.#closed = true;
    this.#stopListening?.();
    this.#options.channel?.close();
    this.#listeners.clear();
    void this.#working.then(() => this.#options.keeping.worked(this.#part));
  }

  get #part(): string {
    return `notes ${this.#options.key.room}`;
  }

  async #takeOver(): Promise<void> {
    const { store, key, page } = this.#options;
    const left = (await store.notes(key)).filter((row) => row.page !== page);
    if (left.length === 0) return;
    await this.#callRoll();
    // Of two pages that were in the same field, the one that typed last.
    const gone = left.filter((row) => !this.#present.has(row.page)).sort((a, b) => a.at - b.at);
    for (const row of await store.takeNotes(key, gone, page)) {
      this.#notes.set(row.key, row.texts);
      this.#stored.add(row.key);
    }
  }

  /** Asks who else is there. A page that the browser has put to sleep does not answer: then its words are here too, and none are lost. */
  async #callRoll(): Promise<void> {
    const { channel } = this.#options;
    if (!channel) return;
    this.#present = new Set();
    channel.postMessage({ ask: true });
    await new Promise((resolve) => setTimeout(resolve, ROLL_CALL));
  }

  #onMessage(data: unknown): void {
    const { ask, page } = (data ?? {}) as { ask?: unknown; page?: unknown };
    if (typeof page === 'string') this.#present.add(page);
    if (ask === true && !this.#closed) this.#options.channel?.postMessage({ page: this.#options.page });
  }

  #write(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#closed || this.#due.size === 0 || !this.#options.keeping.isWanted) return;
    const { store, keeping, key, page, wallClock } = this.#options;
    const due = [...this.#due];
    this.#due = new Set();
    const at = wallClock();
    const put = due.flatMap((name): NoteRow[] => {
      const texts = this.#notes.get(name);
      return texts ? [{ ...key, key: name, page, texts, at }] : [];
    });
    const deleted = due.filter((name) => !this.#notes.has(name));
    // Each writing is begun at once: the page may be on its way out.
    const writing = keeping.store(this.#part, () => store.changeNotes(key, page, put, deleted));
    this.#working = Promise.all([this.#working, writing.then((isStored) => this.#wrote(isStored, due, put))]);
  }

  #wrote(isStored: boolean, due: readonly string[], put: readonly NoteRow[]): void {
    if (isStored) {
      for (const { key, texts } of put) if (this.#notes.get(key) === texts) this.#stored.add(key);
    } else {
      for (const key of due) this.#due.add(key);
      if (!this.#closed) this.#timer ??= setTimeout(() => this.#write(), RETRY);
    }
    this.#listeners.tell();
  }
}

function isSame(a: Note, b: Note): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
