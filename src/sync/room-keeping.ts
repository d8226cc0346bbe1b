// Over 300 lines: all that is kept of one room, so that one object says in which order it is stored, and what is tried again.
import * as Y from 'yjs';
import type { ServerHello } from '../protocol/messages.js';
import { ContentCache, FROM_CACHE, type ContentCacheOptions } from './content-cache.js';
import type { KeepingState } from './keeping-state.js';
import { dropCache } from './drop-cache.js';
import { contentDatabase, type CacheRow, type LeftoverRow, type RoomKey, type UnsavedRow } from './page-rows.js';
import type { PageStore } from './page-store.js';
import { UnsavedTally } from './unsaved-tally.js';

export interface RoomKeepingOptions {
  readonly store: PageStore;
  readonly factory: IDBFactory;
  readonly keeping: KeepingState;
  readonly key: RoomKey;
  /** Milliseconds since the epoch by the machine's own clock. */
  readonly wallClock: () => number;
}

/** What an earlier page left of a room's content. */
export interface FoundContent {
  readonly row: CacheRow;
  readonly state: Uint8Array;
  /** Counts of what those pages could not save; it is in the state. */
  readonly unsaved: readonly UnsavedRow[];
}

/** How long after a failure it is tried again, in milliseconds. */
const RETRY = 10_000;
const DAY = 24 * 60 * 60_000;

/**
 * What this browser keeps of one room's content for one person: the cache itself, its line in the catalogue, the counts of what is
 * unsaved in it, and texts that the server will not take. One cache a room is in use; it is made when the server has said
 * which document it has.
 */
export class RoomKeeping {
  readonly #options: RoomKeepingOptions;
  #found: FoundContent | null = null;
  #leftovers: LeftoverRow['texts'] = [];
  #row: CacheRow | undefined;
  /** The row stands in the catalogue, without which no later page finds the cache. */
  #isListed = false;
  #cache: ContentCache | undefined;
  #doc: Y.Doc | undefined;
  #tally: UnsavedTally | undefined;
  /** Counts of earlier documents whose edits are in this one and not saved yet. */
  #carried: readonly UnsavedRow[] = [];
  /** One change of what is kept at a time. */
  #working: Promise<unknown> = Promise.resolve();
  /** What could not be done yet. */
  #failed: (() => Promise<void>)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isUnwanted = false;
  #closed = false;
  /** Called when it turns out that nothing of the room is kept any more. */
  onUnwanted: () => void = () => undefined;

  private constructor(options: RoomKeepingOptions) {
    this.#options = options;
  }

  /** Looks what there is of the room. What cannot be read is as if it were not there, and `keeping` says so. */
  static async open(options: RoomKeepingOptions): Promise<RoomKeeping> {
    const room = new RoomKeeping(options);
    await options.keeping.store(`catalogue ${options.key.room}`, async () => {
      await room.#look();
      await room.#list();
    });
    return room;
  }

  /** What was found when it was opened; null for nothing, and once it is not this room's content any more. */
  get found(): FoundContent | null {
    return this.#found;
  }

  /** Texts that the server did not take, of this page or of an earlier one. */
  get leftovers(): LeftoverRow['texts'] {
    return this.#leftovers;
  }

  /** Another page has wiped what is kept of the room: what is typed here goes with the page. */
  get isUnwanted(): boolean {
    return this.#isUnwanted;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Resolves when everything up to now is stored, or could not be. */
  async settled(): Promise<void> {
    await this.#working;
    await Promise.all([this.#cache?.settled, this.#tally?.settled]);
  }

  /** The document holds what was found: every change from now on is stored. */
  follow(doc: Y.Doc): void {
    if (!this.#found || !this.#cache) return;
    this.#doc = doc;
    this.#cache.follow(doc, true);
    this.#tally = this.#tallyFor(doc);
  }

  /** The server has said which document it has: it is the one that is followed, or the first. */
  admitted(hello: ServerHello, doc: Y.Doc): void {
    if (this.#closed) return;
    const { epoch, generation, contentSeq, schema, right } = hello;
    const isNew = this.#row?.generation !== generation;
    // Nothing is kept again behind the back of whoever has wiped it.
    if (this.#isUnwanted && !isNew) return;
    this.#isUnwanted = false;
    const lastUsed = this.#options.wallClock();
    this.#row = { ...this.#options.key, generation, epoch, contentSeq, schema, right, lastUsed };
    this.#isListed = false;
    this.#run(() => this.#dropOthers(generation));
    if (!isNew && this.#cache) return;
    this.#doc = doc;
    if (isNew) this.#tally = this.#tallyFor(doc);
    this.#run(() => this.#openFor(generation, doc));
  }

  /** How much of this document's own is unsaved now, and where. */
  note(count: number, topics: ReadonlySet<string>): void {
    if (!this.#closed) this.#tally?.note(count, topics);
  }

  /** The room is still open: nobody may take it for unused. */
  inUse(): void {
    const lastUsed = this.#options.wallClock();
    if (!this.#row || this.#isUnwanted || lastUsed - this.#row.lastUsed < DAY) return;
    this.#row = { ...this.#row, lastUsed };
    this.#isListed = false;
    this.#run(() => Promise.resolve());
  }

  /** What earlier documents could not save is saved now. */
  carriedSaved(): void {
    const rows = this.#carried;
    if (rows.length === 0) return;
    this.#carried = [];
    this.#run(() => this.#options.store.deleteUnsaved(rows));
  }

  /** All that was stored may be gone, by nobody's wish: it is stored once more. */
  restore(): void {
    if (this.#isUnwanted) return;
    const { store, key, wallClock } = this.#options;
    this.#isListed = false;
    this.#run(async () => {
      for (const row of this.#carried) await store.putUnsaved(row);
      if (this.#leftovers.length > 0) await store.putLeftovers({ ...key, texts: this.#leftovers, at: wallClock() });
    });
    this.#tally?.restore();
    this.#cache?.restore();
  }

  /**
   * What other pages have not saved of the document that is followed; null for nothing, undefined when it cannot be read now, which
   * `keeping` says for as long as it is so.
   */
  async ofOtherPages(): Promise<Omit<FoundContent, 'row'> | null | undefined> {
    const { keeping, key } = this.#options;
    const answer: { found?: Omit<FoundContent, 'row'> | null } = {};
    await keeping.store(`others ${key.room}`, async () => {
      answer.found = await this.#readOthers();
    });
    return answer.found;
  }

  /** What was counted so is saved now. */
  othersSaved(rows: readonly UnsavedRow[]): void {
    this.#run(() => this.#options.store.deleteUnsaved(rows));
  }

  /** Another document takes the place of the former, of which no byte may stay. */
  replaceBy(doc: Y.Doc): void {
    this.#doc = doc;
    this.#cache?.replaceBy(doc);
    if (!this.#row || this.#isUnwanted) return;
    this.#tally?.close();
    if (this.#tally?.kept) this.#carried = [...this.#carried, this.#tally.kept];
    this.#tally = this.#tallyFor(doc);
  }

  /** Nothing of this room's content may stay: the server has another document, or gives this person none. */
  discard(): void {
    const cache = this.#cache;
    const tally = this.#tally;
    this.#cache = undefined;
    this.#tally = undefined;
    this.#found = null;
    this.#row = undefined;
    this.#doc = undefined;
    this.#carried = [];
    tally?.abandon();
    this.#run(async () => {
      await tally?.settled;
      await cache?.delete();
      await this.#dropOthers(null);
    });
  }

  /** Keeps texts that the server does not take, until the person is done with them. */
  keepLeftovers(texts: LeftoverRow['texts']): void {
    if (texts.length === 0) return;
    this.#leftovers = [...this.#leftovers, ...texts];
    const { key, wallClock, store } = this.#options;
    this.#run(() => store.putLeftovers({ ...key, texts: this.#leftovers, at: wallClock() }));
  }

  dropLeftovers(): void {
    if (this.#leftovers.length === 0) return;
    this.#leftovers = [];
    this.#run(() =>
      this.#leftovers.length > 0 ? Promise.resolve() : this.#options.store.deleteLeftovers(this.#options.key),
    );
  }

  /** What is on its way is stored all the same. */
  close(): void {
    if (this.#closed) return;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#tally?.close();
    this.#cache?.close();
    this.#closed = true;
    const { keeping, key } = this.#options;
    void this.settled().then(() => {
      for (const part of ['catalogue', 'content', 'count', 'others']) keeping.worked(`${part} ${key.room}`);
    });
  }

  /** Does it now, in its turn, and later again if it fails: whatever is done here may be done twice. */
  #run(work: () => Promise<void>): void {
    if (this.#closed) return;
    this.#working = this.#working.then(() => this.#try(work));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    const { keeping, key } = this.#options;
    const part = `catalogue ${key.room}`;
    const failed = this.#failed;
    this.#failed = [];
    for (const each of [...failed, work]) {
      const isStored = await keeping.store(part, async () => {
        await each();
        await this.#list();
      });
      if (!isStored) this.#failed.push(each);
    }
    if (this.#failed.length === 0 || this.#closed) return;
    keeping.failed(part);
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(() => Promise.resolve()), RETRY);
  }

  async #list(): Promise<void> {
    const row = this.#row;
    if (!row || this.#isListed) return;
    await this.#options.store.putCache(row);
    if (this.#row === row) this.#isListed = true;
  }

  async #readOthers(): Promise<Omit<FoundContent, 'row'> | null> {
    const row = this.#row;
    const cache = this.#cache;
    if (!row || !cache || this.#carried.length > 0) return null;
    const own = this.#tally?.client;
    // The counts first: what they count was written before.
    const unsaved = (await this.#options.store.unsaved(row)).filter(({ client }) => client !== own);
    const state = unsaved.length > 0 && this.#cache === cache ? await cache.stored() : null;
    return state && this.#cache === cache ? { state, unsaved } : null;
  }

  async #look(): Promise<void> {
    const { store, key, wallClock } = this.#options;
    this.#leftovers = (await store.leftovers(key))?.texts ?? [];
    const [row] = [...(await store.caches(key))].sort((a, b) => b.lastUsed - a.lastUsed);
    if (!row) return;
    // The counts first: what they count was written before, and is in the state that is read after.
    const unsaved = await store.unsaved(row);
    const { cache, state, isLost } = await ContentCache.open(this.#cacheOptions(row.generation));
    if (state === null) {
      // It is opened again when the server has said what it has.
      cache.close();
      if (isLost) await store.deleteUnsaved(unsaved);
      return;
    }
    this.#cache = cache;
    this.#row = { ...row, lastUsed: wallClock() };
    this.#found = { row, state, unsaved };
    this.#carried = unsaved;
  }

  async #openFor(generation: number, doc: Y.Doc): Promise<void> {
    if (this.#cache) return;
    await this.#list();
    const { cache, state } = await ContentCache.open(this.#cacheOptions(generation));
    const current = this.#row?.generation === generation ? this.#doc : undefined;
    if (this.#closed || !current) {
      cache.close();
      return;
    }
    this.#cache = cache;
    if (current === doc) {
      // Of another tab, or of an earlier page whose cache could not be read at first.
      if (state) Y.applyUpdate(doc, state, FROM_CACHE);
      cache.follow(doc, false);
    } else {
      cache.replaceBy(current);
    }
  }

  #cacheOptions(generation: number): ContentCacheOptions {
    const { store, factory, keeping, key } = this.#options;
    const part = `content ${key.room}`;
    return {
      factory,
      name: contentDatabase({ ...key, generation }),
      onStored: (isStored) => (isStored ? keeping.worked(part) : keeping.failed(part)),
      isWanted: async () => {
        if (!this.#isListed) await this.#list();
        const isWanted = (await store.caches(key)).some((row) => row.generation === generation);
        if (!isWanted && this.#row?.generation === generation) this.#stopKeeping();
        return isWanted;
      },
    };
  }

  /** Another page has wiped it. What is counted here lies in no cache any more: nobody may wait for it to be saved. */
  #stopKeeping(): void {
    const tally = this.#tally;
    this.#isUnwanted = true;
    this.#cache = undefined;
    this.#tally = undefined;
    this.#carried = [];
    tally?.abandon();
    this.#run(async () => {
      await tally?.settled;
    });
    this.onUnwanted();
  }

  #tallyFor(doc: Y.Doc): UnsavedTally {
    const { store, keeping, key } = this.#options;
    const { generation } = this.#row!;
    return new UnsavedTally({ store, keeping, cache: { ...key, generation }, client: doc.clientID });
  }

  /** Deletes the room's caches of all generations but one. */
  async #dropOthers(generation: number | null): Promise<void> {
    const { store, factory, key } = this.#options;
    for (const row of await store.caches(key)) {
      if (row.generation === generation) continue;
      await dropCache(store, factory, row);
    }
  }
}
