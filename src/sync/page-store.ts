import { keyOf, PageDatabase, STORE_NAMES, then, within } from './page-database.js';
import type {
  CacheKey,
  CacheRow,
  CommandRow,
  EntryRow,
  KeptLease,
  LeaseRow,
  LeftoverRow,
  NoteRow,
  Owner,
  QueuedRow,
  RecordRow,
  RoomKey,
  UnsavedRow,
  VisitRow,
} from './page-rows.js';

/**
 * What a browser keeps besides the contents themselves, in one IndexedDB database. Each method either has done what it says
 * when it resolves, or rejects: whoever calls it decides what the person is told.
 */
export class PageStore {
  readonly #database: PageDatabase;

  /** Nothing is read or written any more once `isWanted` says no. */
  constructor(factory: IDBFactory, isWanted?: () => boolean) {
    this.#database = new PageDatabase(factory, isWanted);
  }

  // Caches and what is unsaved in them.

  /** A person's caches; without an owner, those of everybody. */
  caches(owner?: Owner | RoomKey): Promise<readonly CacheRow[]> {
    return this.#database.all('caches', owner);
  }

  putCache(row: CacheRow): Promise<void> {
    return this.#database.write(['caches'], ([caches]) => caches!.put(row));
  }

  /** Takes a cache out of the catalogue, with the counts of what was unsaved in it. The content itself is another database. */
  deleteCache(key: CacheKey): Promise<void> {
    return this.#database.write(['caches', 'unsaved'], ([caches, unsaved]) => {
      caches!.delete(keyOf('caches', key));
      unsaved!.delete(within(keyOf('caches', key)));
    });
  }

  unsaved(key: CacheKey): Promise<readonly UnsavedRow[]> {
    return this.#database.read(
      'unsaved',
      (store) => store.getAll(within(keyOf('caches', key))) as IDBRequest<UnsavedRow[]>,
    );
  }

  /**
   * What any page of this person has not saved of a room, whichever document of it. A count without its cache counts nothing: nobody
   * will ever send that.
   */
  async unsavedIn(key: RoomKey): Promise<readonly UnsavedRow[]> {
    const rows = await this.#database.all<UnsavedRow>('unsaved', key);
    if (rows.length === 0) return rows;
    const caches = await this.caches(key);
    return rows.filter((row) => caches.some(({ generation }) => generation === row.generation));
  }

  putUnsaved(row: UnsavedRow): Promise<void> {
    return this.#database.write(['unsaved'], ([unsaved]) => unsaved!.put(row));
  }

  /** Deletes those rows that still are as they were read: a page that is open counts on in its own. */
  deleteUnsaved(rows: readonly UnsavedRow[]): Promise<void> {
    return this.#database.write(['unsaved'], ([unsaved]) => {
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
    return this.#database.read(
      'visits',
      (store) => store.get(keyOf('visits', owner)) as IDBRequest<VisitRow | undefined>,
    );
  }

  putVisit(row: VisitRow): Promise<void> {
    return this.#database.write(['visits'], ([visits]) => visits!.put(row));
  }

  // Records.

  async record(key: RoomKey): Promise<{ row: RecordRow; entries: readonly unknown[] } | undefined> {
    const row = await this.#database.read(
      'records',
      (store) => store.get(keyOf('records', key)) as IDBRequest<RecordRow | undefined>,
    );
    if (!row) return undefined;
    const rows = await this.#database.all<EntryRow>('entries', key);
    return { row, entries: rows.map(({ entry }) => entry) };
  }

  /** Keeps a record whose entries from `from` on are these; what was there from that number on goes. */
  putRecord(row: RecordRow, from: number, entries: readonly unknown[]): Promise<void> {
    return this.#database.write(['records', 'entries'], ([records, store]) => {
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
    return this.#database.write(['records', 'entries'], ([records, entries]) => {
      records!.delete(keyOf('records', key));
      entries!.delete(within(keyOf('records', key)));
    });
  }

  // Commands that wait.

  /** A person's commands of all rooms, in the order in which they were given. */
  async queuedCommands<Row extends QueuedRow>(owner: Owner): Promise<readonly Row[]> {
    const rows = await this.#database.read(
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
    await this.#database.write(
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
      { durability: 'strict' },
    );
    return kept;
  }

  /** Reads and changes, in one transaction, which tab sends a person's commands; undefined changes nothing. Gives what is kept then. */
  async changeLease(
    owner: Owner,
    edit: (row: LeaseRow | undefined) => LeaseRow | undefined,
  ): Promise<LeaseRow | undefined> {
    let kept: LeaseRow | undefined;
    await this.#database.write(['leases'], ([leases]) => {
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
    return this.#database.read(
      'leftovers',
      (store) => store.get(keyOf('leftovers', key)) as IDBRequest<LeftoverRow | undefined>,
    );
  }

  putLeftovers(row: LeftoverRow): Promise<void> {
    return this.#database.write(['leftovers'], ([leftovers]) => leftovers!.put(row));
  }

  deleteLeftovers(key: RoomKey): Promise<void> {
    return this.#database.write(['leftovers'], ([leftovers]) => leftovers!.delete(keyOf('leftovers', key)));
  }

  // Words that are no content yet.

  notes(key: RoomKey): Promise<readonly NoteRow[]> {
    return this.#database.all('notes', key);
  }

  /** Stores and deletes notes of one page. */
  changeNotes(key: RoomKey, page: string, put: readonly NoteRow[], deleted: readonly string[]): Promise<void> {
    const write = ([notes]: readonly IDBObjectStore[]): void => {
      for (const row of put) notes!.put(row);
      for (const note of deleted) notes!.delete(keyOf('notes', { ...key, key: note, page }));
    };
    return this.#database.write(['notes'], write, { isAll: true });
  }

  /** Makes notes of pages that are gone those of another page, as far as they still are where they were, and gives what that page has then. */
  async takeNotes(key: RoomKey, gone: readonly NoteRow[], page: string): Promise<readonly NoteRow[]> {
    await this.#database.write(['notes'], ([notes]) => {
      for (const row of gone) {
        const at = keyOf('notes', row);
        then(notes!.get(at) as IDBRequest<NoteRow | undefined>, (now) => {
          if (!now) return;
          notes!.delete(at);
          notes!.put({ ...now, page } satisfies NoteRow);
        });
      }
    });
    return (await this.notes(key)).filter((row) => row.page === page);
  }

  // All of it.

  /** Deletes every row of this server and person. Their contents are databases of their own: see `caches`. */
  forget(owner: Owner): Promise<void> {
    return this.#database.write(STORE_NAMES, (stores) => {
      stores.forEach((store, index) => {
        const name = STORE_NAMES[index]!;
        const isWhole = name === 'visits' || name === 'leases';
        store.delete(isWhole ? keyOf('visits', owner) : within(keyOf('visits', owner)));
      });
    });
  }

  /** Deletes rows of those who have no cache any more: counts at once, visits and records by `unused`, notes too, leftovers by `unusedUnsaved`, in milliseconds. */
  expire(unused: number, unusedUnsaved: number): Promise<void> {
    return this.#database.write(
      ['caches', 'visits', 'records', 'entries', 'leftovers', 'notes', 'unsaved'],
      (stores) => {
        const [caches, visits, records, entries, leftovers, notes, unsaved] = stores;
        then(caches!.getAll() as IDBRequest<CacheRow[]>, (rows) => {
          const people = new Set(rows.map((row) => JSON.stringify(keyOf('visits', row))));
          const rooms = new Set(rows.map((row) => JSON.stringify(keyOf('records', row))));
          const documents = new Set(rows.map((row) => JSON.stringify(keyOf('caches', row))));
          then(unsaved!.getAll() as IDBRequest<UnsavedRow[]>, (counted) => {
            for (const row of counted)
              if (!documents.has(JSON.stringify(keyOf('caches', row)))) unsaved!.delete(keyOf('unsaved', row));
          });
          then(visits!.getAll() as IDBRequest<VisitRow[]>, (visited) => {
            for (const row of visited) {
              const key = keyOf('visits', row);
              if (row.at < unused && !people.has(JSON.stringify(key))) visits!.delete(key);
            }
          });
          then(records!.getAll() as IDBRequest<RecordRow[]>, (kept) => {
            for (const row of kept) {
              const key = keyOf('records', row);
              if (row.at >= unused || rooms.has(JSON.stringify(key))) continue;
              records!.delete(key);
              entries!.delete(within(key));
            }
          });
        });
        then(leftovers!.getAll() as IDBRequest<LeftoverRow[]>, (rows) => {
          for (const row of rows) if (row.at < unusedUnsaved) leftovers!.delete(keyOf('leftovers', row));
        });
        then(notes!.getAll() as IDBRequest<NoteRow[]>, (rows) => {
          for (const row of rows) if (row.at < unused) notes!.delete(keyOf('notes', row));
        });
      },
    );
  }

  /** Called when all of it may have been deleted behind this page's back. */
  set onGone(listener: () => void) {
    this.#database.onGone = listener;
  }

  /** From now on nothing is kept: everything that is asked for fails. */
  stop(): void {
    this.#database.stop();
  }

  close(): void {
    this.#database.close();
  }
}
