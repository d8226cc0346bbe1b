import { answerOf, finished, openDatabase } from './idb.js';
import type {
  CacheKey,
  CacheRow,
  CommandRow,
  EntryRow,
  KeptLease,
  LeaseRow,
  LeftoverRow,
  Owner,
  QueuedRow,
  RecordRow,
  RoomKey,
  UnsavedRow,
  VisitRow,
} from './page-rows.js';

const DATABASE = 'siban';

/** Every row carries its own key. All stores are there from version 1 on. */
const STORES = {
  caches: ['server', 'person', 'room', 'generation'],
  unsaved: ['server', 'person', 'room', 'generation', 'client'],
  visits: ['server', 'person'],
  records: ['server', 'person', 'room'],
  entries: ['server', 'person', 'room', 'seq'],
  commands: ['server', 'person', 'order'],
  leases: ['server', 'person'],
  leftovers: ['server', 'person', 'room'],
} as const;
type StoreName = keyof typeof STORES;

/**
 * What a browser keeps besides the contents themselves, in one IndexedDB database. Each method either has done what it says
 * when it resolves, or rejects: whoever calls it decides what the person is told.
 */
export class PageStore {
  readonly #factory: IDBFactory;
  #database: Promise<IDBDatabase> | undefined;

  constructor(factory: IDBFactory) {
    this.#factory = factory;
  }

  // Caches and what is unsaved in them.

  /** A person's caches; without an owner, those of everybody. */
  caches(owner?: Owner | RoomKey): Promise<readonly CacheRow[]> {
    return this.#all('caches', owner);
  }

  putCache(row: CacheRow): Promise<void> {
    return this.#write(['caches'], ([caches]) => caches!.put(row));
  }

  /** Takes a cache out of the catalogue, with the counts of what was unsaved in it. The content itself is another database. */
  deleteCache(key: CacheKey): Promise<void> {
    return this.#write(['caches', 'unsaved'], ([caches, unsaved]) => {
      caches!.delete(keyOf('caches', key));
      unsaved!.delete(within(keyOf('caches', key)));
    });
  }

  unsaved(key: CacheKey): Promise<readonly UnsavedRow[]> {
    return this.#read('unsaved', (store) => store.getAll(within(keyOf('caches', key))) as IDBRequest<UnsavedRow[]>);
  }

  putUnsaved(row: UnsavedRow): Promise<void> {
    return this.#write(['unsaved'], ([unsaved]) => unsaved!.put(row));
  }

  /** Deletes those rows that still are as they were read: a page that is open counts on in its own. */
  deleteUnsaved(rows: readonly UnsavedRow[]): Promise<void> {
    return this.#write(['unsaved'], ([unsaved]) => {
      for (const row of rows) {
        const key = keyOf('unsaved', row);
        then(unsaved!.get(key) as IDBRequest<UnsavedRow | undefined>, (now) => {
          if (now?.version === row.version) unsaved!.delete(key);
        });
      }
    });
  }

  // What the server said.

  visit(owner: Owner): Promise<VisitRow | undefined> {
    return this.#read('visits', (store) => store.get(keyOf('visits', owner)) as IDBRequest<VisitRow | undefined>);
  }

  putVisit(row: VisitRow): Promise<void> {
    return this.#write(['visits'], ([visits]) => visits!.put(row));
  }

  // Records.

  async record(key: RoomKey): Promise<{ row: RecordRow; entries: readonly unknown[] } | undefined> {
    const row = await this.#read(
      'records',
      (store) => store.get(keyOf('records', key)) as IDBRequest<RecordRow | undefined>,
    );
    if (!row) return undefined;
    const rows = await this.#all<EntryRow>('entries', key);
    return { row, entries: rows.map(({ entry }) => entry) };
  }

  /** Keeps a record whose entries from `from` on are these; what was there from that number on goes. */
  putRecord(row: RecordRow, from: number, entries: readonly unknown[]): Promise<void> {
    return this.#write(['records', 'entries'], ([records, store]) => {
      records!.put(row);
      const room = keyOf('records', row);
      store!.delete(IDBKeyRange.bound([...room, from], [...room, []]));
      const { server, person, room: name } = row;
      entries.forEach((entry, index) => {
        store!.put({ server, person, room: name, seq: from + index, entry } satisfies EntryRow);
      });
    });
  }

  deleteRecord(key: RoomKey): Promise<void> {
    return this.#write(['records', 'entries'], ([records, entries]) => {
      records!.delete(keyOf('records', key));
      entries!.delete(within(keyOf('records', key)));
    });
  }

  // Commands that wait.

  /** A person's commands of all rooms, in the order in which they were given. */
  async queuedCommands<Row extends QueuedRow>(owner: Owner): Promise<readonly Row[]> {
    const rows = await this.#read(
      'commands',
      (store) => store.getAll(within(keyOf('visits', owner))) as IDBRequest<CommandRow<Row>[]>,
    );
    return rows.map(({ row }) => row);
  }

  /** Reads, edits and writes a person's commands in one transaction, and gives what is kept then. The edit must be pure. */
  async changeCommands<Row extends QueuedRow>(
    owner: Owner,
    edit: (rows: readonly Row[]) => readonly Row[],
  ): Promise<readonly Row[]> {
    let kept: readonly Row[] = [];
    await this.#write(
      ['commands'],
      ([commands]) => {
        const range = within(keyOf('visits', owner));
        then(commands!.getAll(range) as IDBRequest<CommandRow<Row>[]>, (rows) => {
          kept = edit(rows.map(({ row }) => row));
          commands!.delete(range);
          const { server, person } = owner;
          for (const row of kept) commands!.put({ server, person, order: row.order, row } satisfies CommandRow<Row>);
        });
      },
      'strict',
    );
    return kept;
  }

  /** Reads and changes, in one transaction, which tab sends a person's commands; undefined changes nothing. Gives what is kept then. */
  async changeLease(
    owner: Owner,
    edit: (row: LeaseRow | undefined) => LeaseRow | undefined,
  ): Promise<LeaseRow | undefined> {
    let kept: LeaseRow | undefined;
    await this.#write(['leases'], ([leases]) => {
      then(leases!.get(keyOf('leases', owner)) as IDBRequest<KeptLease | undefined>, (row) => {
        const changed = edit(row);
        kept = changed ?? row;
        const { server, person } = owner;
        if (changed) leases!.put({ ...changed, server, person } satisfies KeptLease);
      });
    });
    return kept;
  }

  // Texts that the server will not take.

  leftovers(key: RoomKey): Promise<LeftoverRow | undefined> {
    return this.#read(
      'leftovers',
      (store) => store.get(keyOf('leftovers', key)) as IDBRequest<LeftoverRow | undefined>,
    );
  }

  putLeftovers(row: LeftoverRow): Promise<void> {
    return this.#write(['leftovers'], ([leftovers]) => leftovers!.put(row));
  }

  deleteLeftovers(key: RoomKey): Promise<void> {
    return this.#write(['leftovers'], ([leftovers]) => leftovers!.delete(keyOf('leftovers', key)));
  }

  // All of it.

  /** Deletes every row of this server and person. Their contents are databases of their own: see `caches`. */
  forget(owner: Owner): Promise<void> {
    const all = Object.keys(STORES) as StoreName[];
    return this.#write(all, (stores) => {
      stores.forEach((store, index) => {
        const isWhole = STORES[all[index]!].length === 2;
        store.delete(isWhole ? keyOf('visits', owner) : within(keyOf('visits', owner)));
      });
    });
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
    if (this.#database) return this.#database;
    const database = openDatabase(this.#factory, DATABASE, create, () => {
      if (this.#database === database) this.#database = undefined;
    });
    this.#database = database;
    database.catch(() => {
      // Told to whoever waits for it; the next one tries again.
      if (this.#database === database) this.#database = undefined;
    });
    return database;
  }

  async #all<Row>(name: StoreName, owner: Owner | RoomKey | undefined): Promise<readonly Row[]> {
    const range = owner && within('room' in owner ? keyOf('records', owner) : keyOf('visits', owner));
    return this.#read(name, (store) => store.getAll(range) as IDBRequest<Row[]>);
  }

  async #read<T>(name: StoreName, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#open();
    return answerOf(ask(database.transaction(name, 'readonly').objectStore(name)));
  }

  /** `strict` waits for the disk itself, where the browser can. */
  async #write(
    names: readonly StoreName[],
    write: (stores: readonly IDBObjectStore[]) => void,
    durability: IDBTransactionDurability = 'default',
  ): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction([...names], 'readwrite', { durability });
    const done = finished(transaction);
    try {
      write(names.map((name) => transaction.objectStore(name)));
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
function then<T>(request: IDBRequest<T>, goOn: (answer: T) => void): void {
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
    database.createObjectStore(name, { keyPath: [...keyPath] });
  }
}

/** The key of a row, of which `row` has at least the fields that the store's key is made of. */
function keyOf(store: StoreName, row: object): (string | number)[] {
  return STORES[store].map((field) => (row as Record<string, string | number>)[field]!);
}

/** All keys that begin with `start`: an array sorts behind every text and number. */
function within(start: readonly (string | number)[]): IDBKeyRange {
  return IDBKeyRange.bound([...start], [...start, []]);
}
