// Over 300 lines: the life of one connection, from the first question to the last room; what it knows and keeps lies in server-facts.ts and browser-keeping.ts.
import { rightFor } from '../model/room.js';
import { NetworkAgendaSession } from './agenda-session.js';
import { backoff } from './backoff.js';
import { BrowserKeeping } from './browser-keeping.js';
import { CommandClient } from './command-client.js';
import type { CommandQueue } from './command-queue.js';
import { DocumentPool } from './document-pool.js';
import { browserEnvironment, type Environment } from './environment.js';
import { HttpClient } from './http-client.js';
import { Listeners } from './listeners.js';
import { openQueue } from './open-queue.js';
import { RecordWitness } from './record-witness.js';
import { NOTHING_UNSAVED, type AgendaSession, type SyncState } from './room-session.js';
import { ServerFacts, SIGN_IN_UNREACHABLE, type ServerAnswer } from './server-facts.js';
import { TokenKeeper, type TokenProvider } from './token.js';
import { withdraw } from './withdrawn-content.js';

export interface ServerConnectionOptions {
  /** Origin of the server, `http://host:port`. */
  readonly server: string;
  readonly provider: TokenProvider;
  /** `none` keeps nothing in the browser, and reads nothing that was kept. */
  readonly cache?: 'none' | '';
  readonly environment?: Environment;
}

/** How often the server's time is asked for again, in milliseconds: a sleeping laptop stops every clock of a page. */
const CLOCK_INTERVAL = 10 * 60_000;
const FIRST_WAIT = 500;
/** How long the server may take to answer before what is kept is opened, in milliseconds. */
const PATIENCE = 3_000;

interface OpenSession {
  readonly opening: Promise<NetworkAgendaSession | undefined>;
  session: NetworkAgendaSession | undefined;
  users: number;
}

/**
 * One server and one person: token, time, settings, and every room that the page has open there. When the host
 * signs in somebody else, everything of the former person is torn down.
 */
export class ServerConnection {
  readonly server: string;
  readonly #environment: Environment;
  readonly #tokens: TokenKeeper;
  readonly #http: HttpClient;
  readonly #browser: BrowserKeeping;
  readonly #facts: ServerFacts;
  readonly #pool: DocumentPool;
  readonly #sessions = new Map<string, OpenSession>();
  readonly #listeners = new Listeners();
  #personId: string | undefined;
  /** Of the person who is signed in, as soon as a room was opened. */
  #queue: CommandQueue | undefined;
  /** Rooms that are open on account of what waits in them alone. */
  readonly #reopened = new Set<string>();
  #opening: SyncState = { ...NOTHING_UNSAVED, status: 'connecting', reason: null };
  #ready: Promise<boolean> | undefined;
  /** What waits for its next attempt. */
  readonly #waiting = new Set<() => void>();
  #clockTimer: ReturnType<typeof setInterval> | undefined;
  readonly #stopListening: () => void;
  /** Nobody opens rooms any more; closes when the last one has saved what was typed in it. */
  #retired = false;
  #closed = false;

  constructor({ server, provider, cache = '', environment = browserEnvironment() }: ServerConnectionOptions) {
    this.server = server.replace(/\/+$/, '');
    this.#environment = environment;
    this.#tokens = new TokenKeeper(provider, environment.monotonic);
    this.#http = new HttpClient(this.server, this.#tokens, environment.fetch);
    this.#browser = new BrowserKeeping(environment, this.server, cache !== 'none');
    this.#facts = new ServerFacts({ server: this.server, http: this.#http, browser: this.#browser, environment });
    this.#pool = new DocumentPool({
      url: `${this.server.replace(/^http/, 'ws')}/ws`,
      tokens: this.#tokens,
      environment,
    });
    this.#tokens.onRenewed(() => this.#onToken());
    this.#browser.onGone = () => this.#queue?.restore();
    this.#stopListening = environment.onOnline(() => this.reconnect());
  }

  /** How it stands before the first room is open: `connecting`, `offline`, `expired` or `refused`. */
  get opening(): SyncState {
    return this.#opening;
  }

  /** Called when `opening` changed, and when another person was signed in so that rooms have to be opened anew. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * The room, as soon as the server has said who it is, what time it is and what it goes by. Waits as long as that
   * takes; undefined when the connection was closed meanwhile. Give it back with `session.close()`.
   */
  async openAgenda(room: string): Promise<AgendaSession | undefined> {
    for (;;) {
      this.#ready ??= this.#prepare();
      if (!(await this.#ready) || this.#closed) return undefined;
      const session = await this.#openSession(room);
      if (session) return session;
    }
  }

  /** Undefined when everything was torn down meanwhile. */
  async #openSession(room: string): Promise<NetworkAgendaSession | undefined> {
    let open = this.#sessions.get(room);
    if (!open) {
      open = { opening: this.#makeSession(room), session: undefined, users: 0 };
      this.#sessions.set(room, open);
    }
    open.users++;
    const session = await open.opening;
    if (!session || this.#sessions.get(room) !== open) return undefined;
    if (!open.session) this.#adjustWhenBack(session);
    open.session = session;
    return session;
  }

  /** Whether a session is still this connection's: not when another person was signed in since. */
  holds(session: AgendaSession): boolean {
    return [...this.#sessions.values()].some((open) => open.session === session);
  }

  /** Tries again at once whatever waits for its next attempt. */
  reconnect(): void {
    this.#wake();
    this.#pool.reconnect();
    this.#queue?.wake();
    if (this.#facts.isFresh) void this.#facts.adjustClock(this.#personId);
  }

  /**
   * Deletes all that this browser keeps of this server for whoever is signed in, except which heads of records were seen; from now on
   * nothing is kept. @throws TokenError when nobody is known to be signed in; another error when something cannot be deleted.
   */
  async forget(): Promise<void> {
    if (this.#personId === undefined) await this.#tokens.token();
    await this.#browser.forget(this.#personId!);
  }

  /** Closes as soon as every room that is still open was given back and has saved what was typed in it. */
  retire(): void {
    this.#retired = true;
    if (this.#sessions.size === 0) this.close();
  }

  /** Closes at once. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    if (this.#clockTimer !== undefined) clearInterval(this.#clockTimer);
    this.#wake();
    this.#tearDown();
    this.#browser.close();
    this.#tokens.close();
    this.#listeners.clear();
  }

  /** Resolves as soon as rooms can be opened: by what the server says, or else by what it said on the last visit. */
  async #prepare(): Promise<boolean> {
    for (let attempt = 0; ; attempt++) {
      const asking = this.#facts.ask(() => this.#personId);
      let answer = await patient(asking);
      if (answer.status === 'offline' && this.#personId !== undefined && (await this.#facts.recall(this.#personId))) {
        void this.#renew(asking, this.#personId);
        return this.#begin();
      }
      if (answer.status === 'offline' && this.#personId === undefined) this.#setOpening(SIGN_IN_UNREACHABLE);
      answer = await asking;
      if (answer.status === 'ready') return this.#begin();
      if (!this.#closed) this.#setOpening(answer);
      if (!(await this.#pauseAfter(answer, attempt))) return false;
    }
  }

  /** False when it was closed. */
  #begin(): boolean {
    if (this.#closed) return false;
    this.#clockTimer ??= setInterval(() => {
      void this.#facts.adjustClock(this.#personId);
      this.#browser.inUse();
    }, CLOCK_INTERVAL);
    void this.#browser.expire();
    return true;
  }

  /** Rooms are open by what the server said on the last visit: goes on asking until it says it anew. */
  async #renew(asking: Promise<ServerAnswer>, person: string): Promise<void> {
    let answer = await asking;
    for (let attempt = 0; answer.status !== 'ready'; attempt++) {
      if (!(await this.#pauseAfter(answer, attempt)) || this.#personId !== person) return;
      answer = await this.#facts.ask(() => this.#personId);
    }
    this.#pool.reconnect();
    for (const { session } of this.#sessions.values()) session?.refresh();
  }

  /** Whoever has to sign in first comes back by reconnect(); all others are tried again. False when it was closed meanwhile. */
  async #pauseAfter({ status }: ServerAnswer, attempt: number): Promise<boolean> {
    if (this.#closed) return false;
    const wait = status === 'offline' ? backoff(attempt, FIRST_WAIT, this.#environment.random) : null;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = wait === null ? undefined : setTimeout(wake, wait);
      this.#waiting.add(wake);
    });
    return !this.#isClosed;
  }

  get #isClosed(): boolean {
    return this.#closed;
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** A connection that came back may mean that the machine slept, and with it every clock of the page. */
  #adjustWhenBack(session: NetworkAgendaSession): void {
    let wasOffline = false;
    session.subscribe(() => {
      const isOffline = session.sync.status === 'offline';
      if (wasOffline && !isOffline) void this.#whenBack();
      wasOffline = isOffline;
    });
  }

  /** Undefined when another person was signed in meanwhile. */
  async #makeSession(room: string): Promise<NetworkAgendaSession | undefined> {
    const identity = this.#tokens.identity!;
    const { id, name, office, roles } = identity;
    const right = rightFor(identity.access, room);
    const [content, record, keptNotes] = await Promise.all([
      this.#browser.room(id, room),
      this.#browser.record(id, room),
      this.#browser.notes(id, room),
    ]);
    if (this.#closed || this.#personId !== id) {
      content?.close();
      keptNotes?.close();
      return undefined;
    }
    // The token gives them nothing any more: they see what they themselves have typed, and nothing else.
    if (content && right === undefined) withdraw(content);
    const settings = this.#facts.settings!;
    return new NetworkAgendaSession({
      room,
      person: { id, name, office, roles },
      right: right ?? 'read',
      settings: () => this.#facts.settings ?? settings,
      isRecalled: () => !this.#facts.isFresh,
      content: this.#pool.take(room, 'content', content),
      record: this.#pool.take(room, 'record'),
      commands: new CommandClient(this.#http, room),
      queue: (this.#queue ??= this.#openQueue(id)),
      witness: new RecordWitness(this.#environment.storage, this.server, id, room),
      kept: right === undefined ? undefined : record,
      keptNotes,
      keeping: this.#browser.state,
      environment: this.#environment,
      now: () => this.#facts.now(),
      fetchRange: (from, to) => this.#fetchRange(room, from, to),
      onClose: () => this.#release(room),
    });
  }

  #openQueue(person: string): CommandQueue {
    const owner = { server: this.server, person };
    const { store: pages, state: keeping } = this.#browser;
    const queue = openQueue({ owner, environment: this.#environment, pages, keeping });
    queue.subscribe(() => this.#openWaitingRooms(queue));
    return queue;
  }

  /** Commands of rooms that nobody has open on this page any more go out all the same: such a room stays open until they have. */
  #openWaitingRooms(queue: CommandQueue): void {
    const { waitingRooms } = queue;
    for (const room of this.#reopened) if (!waitingRooms.has(room)) this.#reopened.delete(room);
    for (const room of waitingRooms) {
      if (this.#sessions.has(room) || this.#reopened.has(room)) continue;
      this.#reopened.add(room);
      void this.openAgenda(room).then((session) => session?.close());
    }
  }

  async #fetchRange(room: string, from: number, to: number): Promise<readonly unknown[]> {
    const answer = await this.#http.get(`/api/rooms/${room}/record?from=${from}&to=${to}`);
    const { entries } = (answer.kind === 'answer' ? answer.body : {}) as { entries?: unknown };
    if (!Array.isArray(entries)) throw new Error(`entries ${from} to ${to} of ${room} could not be fetched`);
    return entries as unknown[];
  }

  #whenBack(): Promise<void> {
    if (this.#facts.isFresh) return this.#facts.adjustClock(this.#personId);
    this.#wake();
    return Promise.resolve();
  }

  #release(room: string): void {
    const open = this.#sessions.get(room);
    if (!open || --open.users > 0) return;
    // An element that is moved in its page lets go and takes hold again in the same moment; and what was
    // typed or decided last must still reach the server.
    setTimeout(() => this.#closeWhenSaved(room, open));
  }

  #closeWhenSaved(room: string, open: OpenSession): void {
    if (open.users > 0 || this.#sessions.get(room) !== open) return;
    const { session } = open;
    if (!session) return;
    const isDue = (): boolean =>
      session.sync.unsaved > 0 || session.queue.some(({ state }) => state === 'waiting' || state === 'sending');
    if (isDue() && session.sync.status !== 'refused') {
      const stop = session.subscribe(() => {
        if (isDue() && open.users === 0) return;
        stop();
        this.#closeWhenSaved(room, open);
      });
      return;
    }
    this.#sessions.delete(room);
    session.destroy();
    this.#pool.release(room, 'content');
    this.#pool.release(room, 'record');
    if (this.#retired && this.#sessions.size === 0) this.close();
  }

  #onToken(): void {
    const id = this.#tokens.identity?.id;
    const isOther = this.#personId !== undefined && id !== this.#personId;
    this.#personId = id;
    if (!isOther) {
      this.#queue?.wake();
      return;
    }
    this.#tearDown();
    if (this.#facts.settings && !this.#facts.isFresh) {
      // What the server told the former person on their last visit is not for the next one.
      this.#facts.forget();
      this.#ready = undefined;
    }
    this.#listeners.tell();
  }

  /** At once, saved or not: nobody else submits what the former person typed. */
  #tearDown(): void {
    for (const { session } of this.#sessions.values()) session?.destroy();
    this.#sessions.clear();
    this.#pool.close();
    this.#queue?.close();
    this.#queue = undefined;
    this.#reopened.clear();
  }

  #setOpening({ status, reason }: Exclude<ServerAnswer, { status: 'ready' }>): void {
    this.#opening = { ...NOTHING_UNSAVED, status, reason };
    this.#listeners.tell();
  }
}

/** The answer, or after a while that there is none yet. */
async function patient(asking: Promise<ServerAnswer>): Promise<ServerAnswer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<ServerAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'offline', reason: null }), PATIENCE);
  });
  try {
    return await Promise.race([asking, slow]);
  } finally {
    clearTimeout(timer);
  }
}
