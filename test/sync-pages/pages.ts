import { executeServerCommand } from '@web/test-runner-commands';
import type { AgendaSession, SyncState } from '../../src/sync/room-session.js';
import type { ServerConnection } from '../../src/sync/server-connection.js';
import type { Environment } from '../../src/sync/environment.js';
import { afterEachTest } from '../controllers/bdd.js';
import type { PageScript } from './page.js';

export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly office: 'cpc' | 'gov';
  readonly roles: readonly string[];
}
export const clerk: TestPerson = { id: 'u-cpc-clerk', name: '陆知行', office: 'cpc', roles: ['clerk'] };
export const colleague: TestPerson = { id: 'u-gov-clerk', name: '温如许', office: 'gov', roles: ['clerk'] };

const command = <T>(payload: object): Promise<T> => executeServerCommand('own-server', payload);
let address = '';
let isUp = false;

/** The server of this test file; on its port again after it was killed. */
export async function startServer(...more: string[]): Promise<string> {
  for (let up: string | null = null; up === null; address = up ?? '') {
    up = await command<string | null>({ start: location.origin, more });
  }
  isUp = true;
  return address;
}
/** The server is back, and these do not wait for their next attempt. */
export async function restartFor(...sessions: readonly AgendaSession[]): Promise<void> {
  await startServer();
  for (const session of sessions) session.reconnect();
}

export async function killServer(): Promise<void> {
  isUp = false;
  await command({ kill: true });
}
/** As after a purge; the server must be down. */
export const retireRoom = (room: string): Promise<void> => command({ retire: room });
export const serverUrl = (): string => address;

export interface TokenOptions {
  readonly right?: 'read' | 'write';
  readonly seconds?: number;
  readonly rooms?: string;
}
export const tokenOf = (person: TestPerson, options: TokenOptions = {}): Promise<string> =>
  command({ token: { person, ...options } });

let rooms = 0;
export async function newRoom(): Promise<string> {
  const room = `agenda/k${Date.now().toString(36)}-${rooms++}`;
  await command({ room, person: clerk });
  return room;
}

/** What was rejected in this test page or in a page of it, and caught by nobody. */
export const rejections: string[] = (window.rejections = []);
addEventListener('unhandledrejection', (event) => rejections.push(String(event.reason)));

let testsDone = 0;
const frames: HTMLIFrameElement[] = [];
afterEachTest(async () => {
  testsDone++;
  for (const frame of frames.splice(0)) frame.remove();
  if (!isUp) await startServer();
  const unhandled = rejections.splice(0);
  if (unhandled.length > 0) throw new Error(`caught by nobody: ${unhandled.join('; ')}`);
});

/** A page of its own: `reload()` is what the key does, `close()` what closing the tab does. */
export class TestPage {
  readonly #frame: HTMLIFrameElement;
  #script: PageScript | undefined;

  private constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
  }

  static async open(): Promise<TestPage> {
    const frame = document.createElement('iframe');
    frame.src = new URL('./page.html', import.meta.url).href;
    document.body.append(frame);
    frames.push(frame);
    const page = new TestPage(frame);
    await page.#loaded();
    return page;
  }

  get indexedDB(): IDBFactory {
    return this.#frame.contentWindow!.indexedDB;
  }

  get script(): PageScript {
    return this.#script!;
  }

  get window(): Window & typeof globalThis {
    return this.#frame.contentWindow as Window & typeof globalThis;
  }

  async reload(): Promise<void> {
    const gone = this.#frame.contentWindow!;
    gone.location.reload();
    await eventually(() => gone.siban === undefined || gone.siban !== this.#script);
    await this.#loaded();
  }

  close(): void {
    this.#frame.remove();
  }

  connect(person: TestPerson | (() => Promise<string>), more: ConnectOptions = {}): ServerConnection {
    const { cache, environment, ...token } = more;
    const provider = typeof person === 'function' ? person : () => tokenOf(person, token);
    return this.script.connect({
      server: address,
      provider,
      ...(cache && { cache }),
      ...(environment && { environment }),
    });
  }

  async session(room: string, person: TestPerson, more?: ConnectOptions): Promise<AgendaSession> {
    return (await this.connect(person, more).openAgenda(room))!;
  }

  async #loaded(): Promise<void> {
    await eventually(() => {
      const script = this.#frame.contentWindow?.siban;
      if (!script || script === this.#script) return false;
      this.#script = script;
      return true;
    });
  }
}

export interface ConnectOptions extends TokenOptions {
  readonly cache?: 'none';
  readonly environment?: Partial<Environment>;
}

/** Resolves as soon as `condition` holds; the runner's own timeout is the limit, after which nothing is looked at any more. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const test = testsDone;
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (test !== testsDone) throw new Error('the test is over');
  }
}

/** The browser keeps that something is unsaved in so many topics of a room. */
export const keptUnsaved = (room: string, topics: number): Promise<void> =>
  eventually(async () => {
    const rows = await rowsOf<{ room: string; topics: readonly string[] }>('unsaved');
    return new Set(rows.filter((row) => row.room === room).flatMap((row) => row.topics)).size === topics;
  });

export const status = (session: AgendaSession, wanted: SyncState['status']): Promise<void> =>
  eventually(() => session.sync.status === wanted);
export const saved = (session: AgendaSession): Promise<void> =>
  eventually(() => session.sync.unsaved === 0 && session.sync.status === 'live');
export const titles = (session: AgendaSession): readonly string[] => session.content.topics.map(({ title }) => title);

interface KeptDatabase {
  readonly name: string;
  readonly stores: Readonly<Record<string, readonly unknown[]>>;
}

/** Everything that this browser keeps, as it lies there. */
export async function everythingKept(which: (name: string) => boolean = () => true): Promise<readonly KeptDatabase[]> {
  const kept: KeptDatabase[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!which(name!)) continue;
    const database = await openRaw(name!).catch(() => undefined);
    // Deleted meanwhile.
    if (!database) continue;
    const stores: Record<string, readonly unknown[]> = {};
    for (const store of database.objectStoreNames) {
      stores[store] = await answer(database.transaction(store).objectStore(store).getAll());
    }
    database.close();
    kept.push({ name: name!, stores });
  }
  return kept;
}

/** Where a text lies in this browser, as bytes or as text: `database store`. */
export async function placesOf(text: string): Promise<readonly string[]> {
  const places: string[] = [];
  const raw = new TextDecoder('latin1');
  const bytes = raw.decode(new TextEncoder().encode(text));
  const holds = (value: unknown): boolean => {
    if (typeof value === 'string') return value.includes(text);
    if (value instanceof Uint8Array) return raw.decode(value).includes(bytes);
    return typeof value === 'object' && value !== null && Object.values(value).some(holds);
  };
  for (const { name, stores } of await everythingKept()) {
    for (const [store, rows] of Object.entries(stores)) if (rows.some(holds)) places.push(`${name} ${store}`);
  }
  for (const [key, value] of Object.entries(localStorage)) {
    if (key.includes(text) || String(value).includes(text)) places.push(`localStorage ${key}`);
  }
  return places;
}

/** Opens a database as it is. Rejects when it is not there. */
export function openRaw(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction!.abort();
  return answer(request).then((database) => {
    database.onversionchange = () => database.close();
    return database;
  });
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason given'));
  });
}

/** The rows of one store of the database `siban`, or of one under another name. */
export async function rowsOf<Row>(store: string, database = 'siban'): Promise<readonly Row[]> {
  if (!(await indexedDB.databases()).some(({ name }) => name === database)) return [];
  const opened = await openRaw(database);
  const rows = (await answer(opened.transaction(store).objectStore(store).getAll())) as readonly Row[];
  opened.close();
  return rows;
}

/** Changes rows of the database `siban` behind everybody's back. */
export async function changeRows<Row>(store: string, change: (row: Row) => Row): Promise<void> {
  const database = await openRaw('siban');
  const transaction = database.transaction(store, 'readwrite');
  const rows = (await answer(transaction.objectStore(store).getAll())) as Row[];
  for (const row of rows) transaction.objectStore(store).put(change(row));
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}

/** Names of the databases that hold contents of a room. */
export async function cachesOf(room: string): Promise<readonly string[]> {
  return (await indexedDB.databases()).map(({ name }) => name!).filter((name) => name.includes(`"${room}"`));
}
