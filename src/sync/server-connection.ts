import { parseSettings, type Settings } from '../model/settings.js';
import { rightFor } from '../model/room.js';
import { NetworkAgendaSession } from './agenda-session.js';
import { backoff } from './backoff.js';
import { CommandClient } from './command-client.js';
import type { CommandQueue } from './command-queue.js';
import { DocumentPool } from './document-pool.js';
import { browserEnvironment, type Environment } from './environment.js';
import { HttpClient } from './http-client.js';
import { Listeners } from './listeners.js';
import { openQueue } from './open-queue.js';
import { RecordWitness } from './record-witness.js';
import { NOTHING_UNSAVED, type AgendaSession, type SyncState } from './room-session.js';
import { ServerClock } from './server-clock.js';
import { TokenError, TokenKeeper, type TokenProvider } from './token.js';

export interface ServerConnectionOptions {
  /** Origin of the server, `http://host:port`. */
  readonly server: string;
  readonly provider: TokenProvider;
  readonly environment?: Environment;
}

/** How often the server's time is asked for again, in milliseconds: a sleeping laptop stops every clock of a page. */
const CLOCK_INTERVAL = 10 * 60_000;
const FIRST_WAIT = 500;

interface OpenSession {
  readonly session: NetworkAgendaSession;
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
  readonly #clock: ServerClock;
  readonly #pool: DocumentPool;
  readonly #sessions = new Map<string, OpenSession>();
  readonly #listeners = new Listeners();
  #settings: Settings | undefined;
  #personId: string | undefined;
  /** Of the person who is signed in, as soon as a room was opened. */
  #queue: CommandQueue | undefined;
  #opening: SyncState = { ...NOTHING_UNSAVED, status: 'connecting', reason: null };
  #ready: Promise<boolean> | undefined;
  #wake: (() => void) | undefined;
  #clockTimer: ReturnType<typeof setInterval> | undefined;
  readonly #stopListening: () => void;
  /** Nobody opens rooms any more; closes when the last one has saved what was typed in it. */
  #retired = false;
  #closed = false;

  constructor({ server, provider, environment = browserEnvironment() }: ServerConnectionOptions) {
    this.server = server.replace(/\/+$/, '');
    this.#environment = environment;
    this.#tokens = new TokenKeeper(provider, environment.monotonic);
    this.#http = new HttpClient(this.server, this.#tokens, environment.fetch);
    this.#clock = new ServerClock(() => this.#askTime(), environment.monotonic);
    this.#pool = new DocumentPool({
      url: `${this.server.replace(/^http/, 'ws')}/ws`,
      tokens: this.#tokens,
      environment,
    });
    this.#tokens.onRenewed(() => this.#onToken());
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
    this.#ready ??= this.#prepare();
    if (!(await this.#ready)) return undefined;
    let open = this.#sessions.get(room);
    if (!open) {
      open = { session: this.#makeSession(room), users: 0 };
      this.#sessions.set(room, open);
      this.#adjustWhenBack(open.session);
    }
    open.users++;
    return open.session;
  }

  /** Whether a session is still this connection's: not when another person was signed in since. */
  holds(session: AgendaSession): boolean {
    return [...this.#sessions.values()].some((open) => open.session === session);
  }

  /** Tries again at once whatever waits for its next attempt. */
  reconnect(): void {
    this.#wake?.();
    this.#pool.reconnect();
    this.#queue?.wake();
    if (this.#settings) void this.#adjustClock();
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
    this.#wake?.();
    this.#tearDown();
    this.#tokens.close();
    this.#listeners.clear();
  }

  async #prepare(): Promise<boolean> {
    for (let attempt = 0; ; attempt++) {
      const state = await this.#tryToPrepare();
      if (this.#closed) return false;
      if (state === 'ready') {
        this.#clockTimer = setInterval(() => void this.#adjustClock(), CLOCK_INTERVAL);
        return true;
      }
      this.#setOpening(state);
      // Whoever has to sign in first comes back by reconnect(); all others are tried again.
      await this.#pause(state.status === 'offline' ? backoff(attempt, FIRST_WAIT, this.#environment.random) : null);
    }
  }

  async #tryToPrepare(): Promise<SyncState | 'ready'> {
    try {
      await this.#tokens.token();
      const [answer] = await Promise.all([this.#http.get('/api/config'), this.#clock.adjust()]);
      if (answer.kind === 'none') return opening('offline');
      if (answer.kind === 'problem') {
        const { type } = answer.problem;
        return type === 'unauthenticated' ? opening('expired', type) : opening('refused', type);
      }
      const { settings } = answer.body as { settings?: unknown };
      const parsed = parseSettings(settings ?? null);
      if (!parsed.ok) return opening('refused', 'settings');
      this.#settings = parsed.value;
      return 'ready';
    } catch (error) {
      if (error instanceof TokenError) {
        if (error.fault === 'sign-in') return opening('expired', 'unauthenticated');
        if (error.fault === 'unreadable') return opening('refused', 'token');
      }
      return opening('offline');
    }
  }

  #pause(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(() => this.#wake?.(), milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }

  async #askTime(): Promise<number> {
    const response = await this.#environment.fetch(`${this.server}/api/time`, {
      credentials: 'omit',
      cache: 'no-store',
    });
    const { now } = (await response.json()) as { now?: unknown };
    const time = typeof now === 'string' ? Date.parse(now) : NaN;
    if (Number.isNaN(time)) throw new Error(`${this.server}/api/time gave no time`);
    return time;
  }

  /** A connection that came back may mean that the machine slept, and with it every clock of the page. */
  #adjustWhenBack(session: NetworkAgendaSession): void {
    let wasOffline = false;
    session.subscribe(() => {
      const isOffline = session.sync.status === 'offline';
      if (wasOffline && !isOffline) void this.#adjustClock();
      wasOffline = isOffline;
    });
  }

  /** Best effort: without an answer the old offset is good enough until the next time. */
  #adjustClock(): Promise<void> {
    return this.#clock.adjust().catch(() => undefined);
  }

  #makeSession(room: string): NetworkAgendaSession {
    const identity = this.#tokens.identity!;
    const { id, name, office, roles } = identity;
    return new NetworkAgendaSession({
      room,
      person: { id, name, office, roles },
      right: rightFor(identity.access, room) ?? 'read',
      settings: this.#settings!,
      content: this.#pool.take(room, 'content'),
      record: this.#pool.take(room, 'record'),
      commands: new CommandClient(this.#http, room),
      queue: (this.#queue ??= this.#openQueue(id)),
      witness: new RecordWitness(this.#environment.storage, this.server, id, room),
      environment: this.#environment,
      now: () => this.#clock.now(),
      fetchRange: (from, to) => this.#fetchRange(room, from, to),
      onClose: () => this.#release(room),
    });
  }

  #openQueue(person: string): CommandQueue {
    const owner = { server: this.server, person };
    return openQueue({ owner, environment: this.#environment, pages: undefined });
  }

  async #fetchRange(room: string, from: number, to: number): Promise<readonly unknown[]> {
    const answer = await this.#http.get(`/api/rooms/${room}/record?from=${from}&to=${to}`);
    const { entries } = (answer.kind === 'answer' ? answer.body : {}) as { entries?: unknown };
    if (!Array.isArray(entries)) throw new Error(`entries ${from} to ${to} of ${room} could not be fetched`);
    return entries as unknown[];
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
    if (!isOther) this.#queue?.wake();
    if (!isOther) return;
    this.#tearDown();
    this.#listeners.tell();
  }

  /** At once, saved or not: nobody else submits what the former person typed. */
  #tearDown(): void {
    for (const { session } of this.#sessions.values()) session.destroy();
    this.#sessions.clear();
    this.#pool.close();
    this.#queue?.close();
    this.#queue = undefined;
  }

  #setOpening(state: SyncState): void {
    this.#opening = state;
    this.#listeners.tell();
  }
}

function opening(status: 'offline' | 'expired' | 'refused', reason: string | null = null): SyncState {
  return { ...NOTHING_UNSAVED, status, reason };
}
