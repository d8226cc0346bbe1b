import { answerOf, finished, openDatabase } from './idb.js';
import type {
  CacheKey,
  CacheRow,
  CommandRow,
  EntryRow,
  LeaseRow,
  LeftoverRow,
  NewCommandRow,
  Owner,
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
  commands: ['server', 'person', 'id'],
  leases: ['server', 'person'],
  leftovers: ['server', 'person', 'room'],
} as const;
type StoreName = keyof typeof STORES;

/** Commands of a person by the order in which they were given. */
const BY_ORDER = 'order';

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
        const request = unsaved!.get(key) as IDBRequest<UnsavedRow | undefined>;
        request.onsuccess = () => {
          if (request.result?.version === row.version) unsaved!.delete(key);
        };
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
  queuedCommands(owner: Owner): Promise<readonly CommandRow[]> {
    const range = within(keyOf('visits', owner));
    return this.#read('commands', (store) => store.index(BY_ORDER).getAll(range) as IDBRequest<CommandRow[]>);
  }

  /** Keeps a command behind all others, or one that is kept already in its place. */
  putCommand(row: NewCommandRow): Promise<void> {
    return this.#write(
      ['commands'],
      ([commands]) => {
        const known = commands!.get(keyOf('commands', row)) as IDBRequest<CommandRow | undefined>;
        known.onsuccess = () => {
          if (known.result) {
            commands!.put({ ...row, order: known.result.order });
            return;
          }
          const last = commands!.index(BY_ORDER).openCursor(within(keyOf('visits', row)), 'prev');
          last.onsuccess = () => {
            const { order = 0 } = (last.result?.value ?? {}) as Partial<CommandRow>;
            commands!.put({ ...row, order: order + 1 } satisfies CommandRow);
          };
        };
      },
      'strict',
    );
  }

  deleteCommand(owner: Owner, id: string): Promise<void> {
    return this.#write(['commands'], ([commands]) => commands!.delete([...keyOf('visits', owner), id]), 'strict');
  }

  /** Takes or extends the right to send a person's commands. False while another tab has it. Times in milliseconds. */
  async takeLease(owner: Owner, holder: string, now: number, length: number): Promise<boolean> {
    let taken = false;
    await this.#write(['leases'], ([leases]) => {
      const current = leases!.get(keyOf('leases', owner)) as IDBRequest<LeaseRow | undefined>;
      current.onsuccess = () => {
        const row = current.result;
        // One that ends later than any lease could is of a clock that has been put back since.
        const isHeld = row && row.holder !== holder && row.until > now && row.until <= now + length;
        if (isHeld) return;
        taken = true;
        leases!.put({ server: owner.server, person: owner.person, holder, until: now + length } satisfies LeaseRow);
      };
    });
    return taken;
  }

  releaseLease(owner: Owner, holder: string): Promise<void> {
    return this.#write(['leases'], ([leases]) => {
      const key = keyOf('leases', owner);
      const current = leases!.get(key) as IDBRequest<LeaseRow | undefined>;
      current.onsuccess = () => {
        if (current.result?.holder === holder) leases!.delete(key);
      };
    });
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

function create(database: IDBDatabase): void {
  for (const [name, keyPath] of Object.entries(STORES)) {
    const store = database.createObjectStore(name, { keyPath: [...keyPath] });
    if (name === 'commands') store.createIndex(BY_ORDER, ['server', 'person', 'order'], { unique: true });
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
