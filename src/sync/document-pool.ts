import type { DocumentPart } from '../model/room.js';
import { RoomDocument, type RoomDocumentOptions } from './room-document.js';
import type { RoomKeeping } from './room-keeping.js';

type PoolOptions = Omit<RoomDocumentOptions, 'room' | 'part' | 'kept'>;

/** Opens each document once a page, however many tags show it, and closes it when the last one lets go. */
export class DocumentPool {
  readonly #options: PoolOptions;
  readonly #open = new Map<string, { readonly document: RoomDocument; users: number }>();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * The document, with what the browser kept of it already in it, connecting. Give it back with `release`. `kept` becomes the
   * pool's own, needed or not.
   */
  take(room: string, part: DocumentPart, kept?: RoomKeeping): RoomDocument {
    const key = `${room}/${part}`;
    let entry = this.#open.get(key);
    if (entry) {
      kept?.close();
    } else {
      entry = { document: new RoomDocument({ ...this.#options, room, part, kept }), users: 0 };
      this.#open.set(key, entry);
      entry.document.source.connect();
    }
    entry.users++;
    return entry.document;
  }

  release(room: string, part: DocumentPart): void {
    const key = `${room}/${part}`;
    const entry = this.#open.get(key);
    if (!entry || --entry.users > 0) return;
    this.#open.delete(key);
    entry.document.close();
  }

  /** Tries all connections again at once. */
  reconnect(): void {
    for (const { document } of this.#open.values()) document.source.connect();
  }

  /** Closes everything, used or not: somebody else is signed in now. */
  close(): void {
    for (const { document } of this.#open.values()) document.close();
    this.#open.clear();
  }
}
