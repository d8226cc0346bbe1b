import * as Y from 'yjs';
import { FROM_CACHE } from './content-cache.js';
import type { UnsavedRow } from './page-rows.js';
import type { RoomKeeping } from './room-keeping.js';

/** Where it is kept what the pages of this person have not saved. */
export type KeptByPages = Pick<RoomKeeping, 'ofOtherPages' | 'othersSaved'>;

/** How long the connection is there before it is looked, and how often after that, in milliseconds. */
const FIRST_LOOK = 2_000;
const LOOK = 30_000;
/** What cannot be read is looked for less and less often, and at last so often, in milliseconds. */
const MOST_SELDOM = 16 * LOOK;

/**
 * Sends on what other pages of this person have left in the browser and not saved: the page may have been closed while
 * there was no connection, and nobody knows when there will be another one. Pages that are still there send their own, too,
 * which does no harm.
 */
export class OtherPages {
  readonly #kept: KeptByPages;
  readonly #doc: () => Y.Doc | undefined;
  readonly #onJoined: (topics: ReadonlySet<string>) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = LOOK;
  /** Counts of what is in the document by now, and not saved yet. */
  #joined: readonly UnsavedRow[] = [];
  #closed = false;

  /** `doc` gives the document that is live and may be written, or undefined; `onJoined` is told where something has come in. */
  constructor(kept: KeptByPages, doc: () => Y.Doc | undefined, onJoined: (topics: ReadonlySet<string>) => void) {
    this.#kept = kept;
    this.#doc = doc;
    this.#onJoined = onJoined;
  }

  /** Call it when the connection changed, or what is unsaved. */
  look(isSaved: boolean): void {
    if (isSaved && this.#joined.length > 0) {
      const rows = this.#joined;
      this.#joined = [];
      this.#kept.othersSaved(rows);
    }
    if (!this.#doc()) this.#stop();
    else if (this.#timer === undefined) this.#lookIn(FIRST_LOOK);
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #lookIn(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#join(), milliseconds);
  }

  async #join(): Promise<void> {
    const timer = this.#timer;
    const found = this.#joined.length > 0 ? null : await this.#kept.ofOtherPages();
    // The connection has gone meanwhile, and may have come back, which has a look of its own.
    if (this.#closed || this.#timer !== timer) return;
    this.#wait = found === undefined ? Math.min(this.#wait * 2, MOST_SELDOM) : LOOK;
    this.#lookIn(this.#wait);
    const doc = this.#doc();
    if (!found || !doc) return;
    Y.applyUpdate(doc, found.state, FROM_CACHE);
    this.#joined = found.unsaved;
    this.#onJoined(new Set(found.unsaved.flatMap(({ topics }) => topics)));
  }
}
