import { answerOf, finished, openDatabase } from './idb.js';
import type { Owner, RoomKey } from './page-rows.js';

const DATABASE = 'siban';

/** One more whenever a store is added; those that are there stay as they are. */
const VERSION = 2;

/** Every row carries its own key. */
const STORES = {
  caches: ['server', 'person', 'room', 'generation'],
  unsaved: ['server', 'person', 'room', 'generation', 'client'],
  visits: ['server', 'person'],
  records: ['server', 'person', 'room'],
  entries: ['server', 'person', 'room', 'seq'],
  commands: ['server', 'person', 'order'],
  leases: ['server', 'person'],
  leftovers: ['server', 'person', 'room'],
  notes: ['server', 'person', 'room', 'key', 'page'],
} as const;
export type StoreName = keyof typeof STORES;
export const STORE_NAMES = Object.keys(STORES) as readonly StoreName[];

/** The database `siban` with its transactions; what is in it, `page-store.ts` says. */
export class PageDatabase {
  readonly #factory: IDBFactory;
  #database: Promise<IDBDatabase> | undefined;
  #isStopped = false;
  /** Called when the database went while it was open: another page, or the person in the browser's settings, may have deleted it. */
  onGone: () => void = () => undefined;
  readonly #isWanted: () => boolean;

  /** `isWanted` is asked whenever something is read or written; once it says no, everything that is asked for fails. */
  constructor(factory: IDBFactory, isWanted: () => boolean = () => true) {
    this.#factory = factory;
    this.#isWanted = isWanted;
  }

  /** From now on nothing is kept: everything that is asked for fails. */
  stop(): void {
    this.#isStopped = true;
    this.close();
  }

  close(): void {
    const database = this.#database;
    this.#database = undefined;
    database?.then(
      (open) => open.close(),
      // Never opened: whoever asked for it has been told.
      () => undefined,
    );
  }

  #open(): Promise<IDBDatabase> {
    if (this.#isStopped || !this.#isWanted())
      return Promise.reject(new Error('nothing is kept any more: forget() was called'));
    if (this.#database) return this.#database;
    const gone = (): void => {
      if (this.#database !== database) return;
      this.#database = undefined;
      this.onGone();
    };
    const database = openDatabase(this.#factory, DATABASE, create, gone, VERSION);
    this.#database = database;
    database.catch(() => {
      // Told to whoever waits for it; the next one tries again.
      if (this.#database === database) this.#database = undefined;
    });
    return database;
  }

  async all<Row>(name: StoreName, owner: Owner | RoomKey | undefined): Promise<readonly Row[]> {
    const range = owner && within('room' in owner ? keyOf('records', owner) : keyOf('visits', owner));
    return this.read(name, (store) => store.getAll(range) as IDBRequest<Row[]>);
  }

  async read<T>(name: StoreName, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#open();
    return answerOf(ask(database.transaction(name, 'readonly').objectStore(name)));
  }

  /**
   * `strict` waits for the disk itself, where the browser can. `isAll`: `write` makes all its requests at once, which are then stored also
   * when the page goes before they are answered.
   */
  async write(
    names: readonly StoreName[],
    write: (stores: readonly IDBObjectStore[]) => void,
    { durability = 'default', isAll = false }: { durability?: IDBTransactionDurability; isAll?: boolean } = {},
  ): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction([...names], 'readwrite', { durability });
    const done = finished(transaction);
    try {
      write(names.map((name) => transaction.objectStore(name)));
      if (isAll) (transaction as Partial<IDBTransaction>).commit?.();
    } catch (error) {
      // Nothing of a transaction is stored when one of its requests could not even be made.
      transaction.abort();
      await done.catch(() => undefined);
      throw error;
    }
    await done;
  }
}

/** Goes on with an answer inside its transaction; what goes wrong there undoes the whole. */
export function then<T>(request: IDBRequest<T>, goOn: (answer: T) => void): void {
  request.onsuccess = () => {
    try {
      goOn(request.result);
    } catch {
      request.transaction?.abort();
    }
  };
}

function create(database: IDBDatabase): void {
  for (const [name, keyPath] of Object.entries(STORES)) {
    if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, { keyPath: [...keyPath] });
  }
}

/** The key of a row, of which `row` has at least the fields that the store's key is made of. */
export function keyOf(store: StoreName, row: object): (string | number)[] {
  return STORES[store].map((field) => (row as Record<string, string | number>)[field]!);
}

/** All keys that begin with `start`: an array sorts behind every text and number. */
export function within(start: readonly (string | number)[]): IDBKeyRange {
  return IDBKeyRange.bound([...start], [...start, []]);
}
