import * as Y from 'yjs';
import { FROM_CACHE } from './content-cache.js';
import type { UnsavedRow } from './page-rows.js';
import type { RoomKeeping } from './room-keeping.js';

/** How long the connection is there before it is looked, and how often after that, in milliseconds. */
const FIRST_LOOK = 2_000;
const LOOK = 30_000;

/**
 * Sends on what other pages of this person have left in the browser and not saved: the page may have been closed while
 * there was no connection, and nobody knows when there will be another one. Pages that are still there send their own, too,
 * which does no harm.
 */
export class OtherPages {
  readonly #kept: RoomKeeping;
  readonly #doc: () => Y.Doc | undefined;
  readonly #onJoined: (topics: ReadonlySet<string>) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts of what is in the document by now, and not saved yet. */
  #joined: readonly UnsavedRow[] = [];
  #closed = false;

  /** `doc` gives the document that is live and may be written, or undefined; `onJoined` is told where something has come in. */
  constructor(kept: RoomKeeping, doc: () => Y.Doc | undefined, onJoined: (topics: ReadonlySet<string>) => void) {
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
    if (this.#doc()) this.#timer ??= this.#wait(FIRST_LOOK);
    else this.#stop();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(milliseconds: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      void this.#join().then(() => {
        if (this.#closed || this.#timer === undefined) return;
        this.#timer = this.#wait(LOOK);
      });
    }, milliseconds);
  }

  async #join(): Promise<void> {
    if (this.#joined.length > 0) return;
    try {
      const found = await this.#kept.ofOtherPages();
      const doc = this.#doc();
      if (!found || !doc) return;
      this.#joined = found.unsaved;
      Y.applyUpdate(doc, found.state, FROM_CACHE);
      this.#onJoined(new Set(found.unsaved.flatMap(({ topics }) => topics)));
    } catch {
      // The browser cannot read it now: the next look tries again, and so does the next page.
    }
  }
}
