import { randomId } from '../model/ids.js';
import type { JsonObject } from '../model/json.js';
import { dropCache } from './drop-cache.js';
import type { Environment } from './environment.js';
import { ForgottenPeople } from './forgotten-people.js';
import { KeepingState } from './keeping-state.js';
import { KeptNotes } from './kept-notes.js';
import type { CacheRow, Owner, VisitRow } from './page-rows.js';
import { PageStore } from './page-store.js';
import { RecordKeeping } from './record-keeping.js';
import { RoomKeeping } from './room-keeping.js';

const DAY = 24 * 60 * 60_000;
/** What nobody has opened for so long goes, in milliseconds. */
const UNUSED = 30 * DAY;
/** The same for what somebody typed or decided and the server has not got. */
const UNUSED_UNSAVED = 180 * DAY;
/** How long a browser may take to open its storage, in milliseconds. */
const PATIENCE = 5_000;

/**
 * What this browser keeps of one server. It is opened for one person after the other, each as soon as a token has said who they are, and
 * what it keeps for one is never read for another.
 */
export class BrowserKeeping {
  readonly state: KeepingState;
  readonly #environment: Environment;
  readonly #server: string;
  readonly #rooms = new Set<RoomKeeping>();
  readonly #notes = new Set<KeptNotes>();
  readonly #records = new Set<RecordKeeping>();
  readonly #forgotten: ForgottenPeople;
  #visit: VisitRow | undefined;
  /** Called when all that was stored may be gone, by nobody's wish. */
  onGone: () => void = () => undefined;
  #store: PageStore | undefined;
  /** The first question shows whether there is a storage at all. */
  #probed: Promise<unknown> | undefined;

  /** `wanted` false: the host wants nothing kept, and nothing is read either. */
  constructor(environment: Environment, server: string, wanted: boolean) {
    const { indexedDB } = environment;
    this.#environment = environment;
    this.#server = server;
    this.#forgotten = new ForgottenPeople(environment, server);
    this.state = new KeepingState(wanted ? (indexedDB ? 'kept' : 'unavailable') : 'off');
    if (!wanted || !indexedDB) return;
    this.#store = new PageStore(indexedDB, () => !this.#isForgotten());
    this.#store.onGone = () => this.#restore();
  }

  /** Undefined where nothing is kept. */
  get store(): PageStore | undefined {
    return this.#store;
  }

  /** What the server said when this person was last here. */
  async visit(person: string): Promise<VisitRow | undefined> {
    try {
      return (this.#visit = await inTime(this.#store?.visit(this.#owner(person))));
    } catch (error) {
      // Full is not for ever. Otherwise it is a browser that opens no database, as in some private windows.
      if ((error as Partial<DOMException>).name !== 'QuotaExceededError') this.#giveUp();
      return undefined;
    }
  }

  /** `offset`: server time minus the browser's own, in milliseconds. */
  async keepVisit(person: string, settings: JsonObject, offset: number): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const row = { ...this.#owner(person), settings, offset, at: this.#environment.wallClock() };
    this.#visit = row;
    await this.state.store('visit', () => store.putVisit(row));
  }

  /** Undefined where nothing is kept. */
  async room(person: string, room: string): Promise<RoomKeeping | undefined> {
    await (this.#probed ??= this.visit(person));
    const store = this.#store;
    const { indexedDB: factory, wallClock } = this.#environment;
    if (!store || !factory) return undefined;
    const key = { ...this.#owner(person), room };
    const opened = await RoomKeeping.open({ store, factory, keeping: this.state, key, wallClock });
    keepOpen(this.#rooms, opened);
    return opened;
  }

  /** Undefined where nothing is kept. */
  async record(person: string, room: string): Promise<RecordKeeping | undefined> {
    await (this.#probed ??= this.visit(person));
    const store = this.#store;
    const { wallClock } = this.#environment;
    if (!store) return undefined;
    const key = { ...this.#owner(person), room };
    const opened = await RecordKeeping.open({ store, keeping: this.state, key, wallClock });
    keepOpen(this.#records, opened);
    return opened;
  }

  /** Undefined where nothing is kept. */
  async notes(person: string, room: string): Promise<KeptNotes | undefined> {
    await (this.#probed ??= this.visit(person));
    const store = this.#store;
    const { wallClock, randomBytes, openChannel, onLeave } = this.#environment;
    if (!store) return undefined;
    const key = { ...this.#owner(person), room };
    const opened = await KeptNotes.open({
      store,
      keeping: this.state,
      key,
      page: randomId(randomBytes),
      channel: openChannel?.(`siban-notes ${JSON.stringify([this.#server, person, room])}`),
      wallClock,
      onLeave,
    });
    keepOpen(this.#notes, opened);
    return opened;
  }

  /** Call it now and then: what is open is not unused, however long ago it was opened. */
  inUse(): void {
    for (const room of this.#rooms) if (!room.isClosed) room.inUse();
  }

  /** Deletes what nobody has opened for a long time, whoever it was kept for. */
  async expire(): Promise<void> {
    const store = this.#store;
    const { indexedDB } = this.#environment;
    if (!store) return;
    const now = this.#environment.wallClock();
    try {
      for (const row of await store.caches()) {
        if (await this.#isExpired(store, row, now)) await dropCache(store, indexedDB!, row);
      }
      await store.expire(now - UNUSED, now - UNUSED_UNSAVED);
    } catch {
      // Nothing of this person's is less kept for it; the next visit tries again.
    }
  }

  /** Deletes all that is kept of this server for a person, and keeps nothing more. @throws when it cannot be deleted. */
  async forget(person: string): Promise<void> {
    const owner = this.#owner(person);
    const { indexedDB } = this.#environment;
    const former = this.#store;
    this.#store = undefined;
    this.state.stop('off');
    for (const room of this.#rooms) room.close();
    this.#forgotten.declare(person);
    await this.#settled();
    this.#rooms.clear();
    this.#notes.clear();
    // What is on its way gets there first; nothing comes after it.
    former?.stop();
    if (!indexedDB) return;
    const store = new PageStore(indexedDB);
    for (const row of await store.caches(owner)) await dropCache(store, indexedDB, row);
    await store.forget(owner);
    store.close();
  }

  /** What is on its way is stored all the same. */
  close(): void {
    void this.#settled().then(() => this.#store?.close());
  }

  #settled(): Promise<unknown> {
    return Promise.all([
      ...[...this.#rooms].map((room) => room.settled()),
      ...[...this.#notes].map((notes) => notes.settled),
    ]);
  }

  /** Whether a page of the same browser has wiped what was kept for whom this page keeps something: then it stops, too. */
  #isForgotten(): boolean {
    if (!this.#forgotten.has()) return false;
    const store = this.#store;
    if (!store) return true;
    this.#store = undefined;
    this.state.stop('off');
    for (const room of this.#rooms) room.close();
    store.stop();
    return true;
  }

  /** The storage was emptied under this page, in the browser's settings or by the browser itself. */
  #restore(): void {
    const store = this.#store;
    if (!store || this.#isForgotten()) return;
    const visit = this.#visit;
    if (visit) void this.state.store('visit', () => store.putVisit(visit));
    for (const part of [...this.#rooms, ...this.#records, ...this.#notes]) if (!part.isClosed) part.restore();
    this.onGone();
  }

  #owner(person: string): Owner {
    this.#forgotten.watch(person);
    return { server: this.#server, person };
  }

  #giveUp(): void {
    this.#store = undefined;
    this.state.stop('unavailable');
  }

  async #isExpired(store: PageStore, row: CacheRow, now: number): Promise<boolean> {
    if (row.lastUsed >= now - UNUSED) return false;
    if (row.lastUsed < now - UNUSED_UNSAVED) return true;
    if ((await store.unsaved(row)).length > 0) return false;
    return !(await store.queuedCommands(row)).some(({ room }) => room === row.room);
  }
}

/** Some browsers never answer when a database is opened: nobody waits for that. @throws TimeoutError */
async function inTime<T>(answer: Promise<T> | undefined): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('the browser opens no database', 'TimeoutError')), PATIENCE);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Adds one to those that are open, without those that are not any more. */
function keepOpen<Part extends { readonly isClosed: boolean }>(parts: Set<Part>, opened: Part): void {
  for (const part of parts) if (part.isClosed) parts.delete(part);
  parts.add(opened);
}
