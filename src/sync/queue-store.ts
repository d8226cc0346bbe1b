import { Listeners } from './listeners.js';
import type { Owner } from './page-rows.js';
import type { PageStore } from './page-store.js';
import type { QueueEdit, QueueRow } from './queue-rows.js';

/** Where one person's commands wait, for all pages that this person has open in one browser. */
export interface QueueStore {
  /** In order. */
  read(): Promise<readonly QueueRow[]>;
  /**
   * Reads, edits and writes in one transaction, and gives what is kept then.
   * @throws when it cannot be written; then nothing of it is.
   */
  change(edit: QueueEdit): Promise<readonly QueueRow[]>;
  /** Called when another page changed something. Returns the way out. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** Rows in the memory of one page: for `cache="none"`, for browsers without storage, and for stories. */
export class QueueMemory {
  #rows: readonly QueueRow[] = [];
  readonly #pages = new Map<QueueStore, Listeners>();

  /** Each page opens it for itself, and hears of what the others change. */
  open(): QueueStore {
    const listeners = new Listeners();
    const store: QueueStore = {
      read: () => Promise.resolve(this.#rows),
      change: (edit) => {
        this.#rows = edit(this.#rows);
        for (const [page, others] of this.#pages) if (page !== store) others.tell();
        return Promise.resolve(this.#rows);
      },
      subscribe: (listener) => listeners.add(listener),
      close: () => {
        this.#pages.delete(store);
        listeners.clear();
      },
    };
    this.#pages.set(store, listeners);
    return store;
  }
}

/** What pages of one browser tell each other by: the part of `BroadcastChannel` that is used. */
export type PageChannel = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;

/** How often a page looks for what others changed where they cannot say it, in milliseconds. */
const LOOK = 2_000;

/**
 * Rows in the browser's own storage. Pages tell each other that something changed, never what: a channel reaches everybody
 * whose page comes from the same host.
 */
export function storedQueue(
  pages: Pick<PageStore, 'queuedCommands' | 'changeCommands'>,
  owner: Owner,
  channel: PageChannel | undefined,
): QueueStore {
  const listeners = new Listeners();
  const timer = channel ? undefined : setInterval(() => listeners.tell(), LOOK);
  if (channel) channel.onmessage = () => listeners.tell();
  return {
    read: () => pages.queuedCommands<QueueRow>(owner),
    change: async (edit) => {
      const changes: boolean[] = [];
      const rows = await pages.changeCommands<QueueRow>(owner, (before) => {
        const after = edit(before);
        changes.push(after !== before);
        return after;
      });
      if (changes.includes(true)) channel?.postMessage('changed');
      return rows;
    },
    subscribe: (listener) => listeners.add(listener),
    close: () => {
      clearInterval(timer);
      channel?.close();
      listeners.clear();
    },
  };
}
