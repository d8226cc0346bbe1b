import * as Y from 'yjs';
import { answerOf, deleteDatabase, finished, openDatabase } from './idb.js';

/** Origin of what a cache puts into a document. */
export const FROM_CACHE = Symbol('cache');

/** As y-indexeddb lays out its databases. */
const UPDATES = 'updates';
const CUSTOM = 'custom';

/** From so many updates on they are merged into one. */
const TRIM_SIZE = 500;

/** How long after a failure everything is tried once more, in milliseconds; the next edit tries at once. */
const RETRY = 10_000;

export interface ContentCacheOptions {
  readonly factory: IDBFactory;
  /** Name of the database. */
  readonly name: string;
  /** How the last attempt to store something went. What failed is stored later, with all the rest. */
  readonly onStored: (isStored: boolean) => void;
  /** Another page has deleted the database: whether this one makes it anew. */
  readonly isWanted: () => Promise<boolean>;
}

export interface OpenedCache {
  readonly cache: ContentCache;
  /** Null when there is none, or none that can be read now. */
  readonly state: Uint8Array | null;
  /** There was something, and it will never be readable. */
  readonly isLost: boolean;
}

/**
 * One content document in this browser, in the layout of y-indexeddb (docs/decisions/0008-content-cache.md). Every writing is known to
 * have been stored or not; other tabs may write to the same database at any time.
 */
export class ContentCache {
  readonly #options: ContentCacheOptions;
  #database: IDBDatabase | undefined;
  #doc: Y.Doc | undefined;
  /** Not stored yet, in order. */
  #updates: Uint8Array[] = [];
  /** Something could not be stored, or is not there at all: the next writing is that of the whole. */
  #behind = false;
  /** What is stored must go before anything is stored again. */
  #condemned = false;
  /** How many rows there are, as far as this page knows. */
  #rows = 0;
  #working: Promise<void> = Promise.resolve();
  #queued = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  private constructor(options: ContentCacheOptions) {
    this.#options = options;
  }

  /**
   * The cache with the state that it holds; null when it holds none. What cannot be read is thrown away. A cache is there also
   * where nothing can be stored: it says so, and tries again.
   */
  static async open(options: ContentCacheOptions): Promise<OpenedCache> {
    const cache = new ContentCache(options);
    const state = await cache.#read();
    return { cache, state, isLost: cache.#condemned };
  }

  /** Resolves when everything up to now is stored, or could not be. */
  get settled(): Promise<void> {
    return this.#working;
  }

  /** What is stored now, by whichever page; null for nothing, or nothing that can be read. @throws when it cannot be read now. */
  async stored(): Promise<Uint8Array | null> {
    await this.#working;
    if (!this.#database) return null;
    const store = this.#database.transaction(UPDATES, 'readonly').objectStore(UPDATES);
    return stateOf(await answerOf(store.getAll() as IDBRequest<unknown[]>)).state;
  }

  /** Stores every change from now on. `isStored`: the document holds nothing but the state that was read. */
  follow(doc: Y.Doc, isStored: boolean): void {
    this.#unfollow();
    this.#doc = doc;
    doc.on('update', this.#onUpdate);
    if (isStored && !this.#behind) return;
    this.#behind = true;
    this.#writeSoon();
  }

  /** What is stored may be gone: all of it is stored once more, if it is wanted. */
  restore(): void {
    if (!this.#doc) return;
    this.#behind = true;
    this.#writeSoon();
  }

  /** Deletes every byte that is stored, then stores the state of another document and follows that. */
  replaceBy(doc: Y.Doc): void {
    this.#condemned = true;
    this.follow(doc, false);
  }

  /** Deletes every byte, and stores nothing any more. @throws when it cannot be deleted. */
  async delete(): Promise<void> {
    this.close();
    await this.#working;
    this.#database?.close();
    await deleteDatabase(this.#options.factory, this.#options.name);
  }

  /** What is on its way is stored all the same. */
  close(): void {
    if (this.#closed) return;
    this.#unfollow();
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#run(() => {
      this.#database?.close();
      return Promise.resolve();
    });
    this.#closed = true;
  }

  readonly #onUpdate = (update: Uint8Array): void => {
    this.#updates.push(update);
    this.#writeSoon();
  };

  #unfollow(): void {
    this.#doc?.off('update', this.#onUpdate);
  }

  /** One writing at a time; what comes meanwhile goes into the next. */
  #writeSoon(): void {
    if (this.#queued) return;
    this.#queued = true;
    this.#run(async () => {
      this.#queued = false;
      await this.#write();
    });
  }

  #run(work: () => Promise<void>): void {
    if (this.#closed) return;
    this.#working = this.#working.then(work).catch(() => this.#onFailure());
  }

  #onFailure(): void {
    this.#behind = true;
    this.#options.onStored(false);
    if (this.#closed) return;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeSoon(), RETRY);
  }

  async #write(): Promise<void> {
    const updates = this.#updates;
    this.#updates = [];
    if (this.#condemned) await this.#drop();
    const database = this.#database ?? (await this.#reopen());
    if (!database) return;
    if (this.#behind) await this.#merge(database, Y.encodeStateAsUpdate(this.#doc!));
    else await this.#append(database, updates);
    this.#behind = false;
    this.#options.onStored(true);
  }

  async #append(database: IDBDatabase, updates: readonly Uint8Array[]): Promise<void> {
    if (updates.length === 0) return;
    const transaction = database.transaction(UPDATES, 'readwrite');
    const store = transaction.objectStore(UPDATES);
    for (const update of updates) store.add(update);
    // At once, not when the requests have been answered: the page may be on its way out.
    (transaction as Partial<IDBTransaction>).commit?.();
    await finished(transaction);
    this.#rows += updates.length;
    if (this.#rows >= TRIM_SIZE) await this.#merge(database, null);
  }

  /**
   * Puts one row in the place of all, those of other tabs included, in one transaction. The document itself stays out of it: what
   * another tab wrote comes to it from the server, checked.
   */
  async #merge(database: IDBDatabase, own: Uint8Array | null): Promise<void> {
    const transaction = database.transaction(UPDATES, 'readwrite');
    const store = transaction.objectStore(UPDATES);
    const request = store.getAll() as IDBRequest<unknown[]>;
    request.onsuccess = () => {
      const state = stateOf(own ? [...request.result, own] : request.result).state ?? own;
      store.clear();
      if (state) store.add(state);
    };
    await finished(transaction);
    this.#rows = 1;
  }

  /** After another page deleted the database, or this one could not open it. */
  async #reopen(): Promise<IDBDatabase | undefined> {
    if (!(await this.#options.isWanted())) {
      this.close();
      return undefined;
    }
    this.#behind = true;
    return this.#open();
  }

  async #open(): Promise<IDBDatabase> {
    const { factory, name } = this.#options;
    const create = (database: IDBDatabase): void => {
      database.createObjectStore(UPDATES, { autoIncrement: true });
      database.createObjectStore(CUSTOM);
    };
    const database = await openDatabase(factory, name, create, () => {
      if (this.#database !== database) return;
      this.#database = undefined;
      this.restore();
    });
    this.#database = database;
    return database;
  }

  async #read(): Promise<Uint8Array | null> {
    let rows: readonly unknown[];
    try {
      const database = await this.#open();
      const store = database.transaction(UPDATES, 'readonly').objectStore(UPDATES);
      rows = await answerOf(store.getAll() as IDBRequest<unknown[]>);
    } catch {
      // It may only be full: what it holds is merged with what this page will store.
      this.#onFailure();
      return null;
    }
    this.#rows = rows.length;
    const { state, unreadable } = stateOf(rows);
    this.#condemned = state === null && unreadable > 0;
    this.#behind = unreadable > 0 || rows.length >= TRIM_SIZE;
    return state;
  }

  async #drop(): Promise<void> {
    this.#database?.close();
    this.#database = undefined;
    await deleteDatabase(this.#options.factory, this.#options.name);
    this.#condemned = false;
    this.#database = await this.#open();
    this.#behind = true;
  }
}

interface RowsRead {
  /** What the rows add up to; null when there is nothing, or nothing that can be. */
  readonly state: Uint8Array | null;
  /** How many rows are no updates, and were left out. */
  readonly unreadable: number;
}

function stateOf(rows: readonly unknown[]): RowsRead {
  const doc = new Y.Doc();
  const updates = rows.filter(isUpdate);
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    const state = updates.length === 0 ? null : Y.encodeStateAsUpdate(doc);
    return { state, unreadable: rows.length - updates.length };
  } catch {
    // Each can be decoded, and together they are impossible: the server has what it took, and nothing else can be trusted.
    return { state: null, unreadable: rows.length };
  } finally {
    doc.destroy();
  }
}

function isUpdate(row: unknown): row is Uint8Array {
  if (!(row instanceof Uint8Array)) return false;
  try {
    Y.decodeUpdate(row);
    return true;
  } catch {
    return false;
  }
}
