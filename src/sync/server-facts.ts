import type { JsonObject } from '../model/json.js';
import { parseSettings, type Settings } from '../model/settings.js';
import type { BrowserKeeping } from './browser-keeping.js';
import type { Environment } from './environment.js';
import type { HttpClient } from './http-client.js';
import { ServerClock } from './server-clock.js';
import { TokenError } from './token.js';

export interface ServerFactsOptions {
  readonly server: string;
  readonly http: HttpClient;
  readonly browser: BrowserKeeping;
  readonly environment: Environment;
}

/** What came of asking the server: it answered, or why it cannot be used, now or at all. */
export type ServerAnswer =
  { readonly status: 'ready' } | { readonly status: 'offline' | 'expired' | 'refused'; readonly reason: string | null };

const OFFLINE: ServerAnswer = { status: 'offline', reason: null };

/** The portal gives no answer when it is asked who is signed in: nothing is known of the server, and nothing of the person. */
export const SIGN_IN_UNREACHABLE = { status: 'offline', reason: 'sign-in-unreachable' } as const satisfies ServerAnswer;

/** What everything on a page is judged by: the server's settings and its time, as it says them now or said them on the last visit. */
export class ServerFacts {
  readonly #options: ServerFactsOptions;
  readonly #clock: ServerClock;
  #settings: Settings | undefined;
  /** As the server sent them. */
  #raw: JsonObject | undefined;
  #isFresh = false;

  constructor(options: ServerFactsOptions) {
    this.#options = options;
    this.#clock = new ServerClock(() => this.#askTime(), options.environment.monotonic);
  }

  /** The same object until the server says others; undefined before the first. */
  get settings(): Settings | undefined {
    return this.#settings;
  }

  /** The server has said them in this page load. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#clock.now();
  }

  /** Asks the server, and keeps its answer for the next visit of the person whom `person` gives then. */
  async ask(person: () => string | undefined): Promise<ServerAnswer> {
    try {
      const adjusting = this.#clock.adjust().then(
        () => true,
        () => false,
      );
      // First: without a token it is the portal that is away, whatever the server does.
      const answer = await this.#options.http.get('/api/config');
      if (!(await adjusting)) return OFFLINE;
      if (answer.kind === 'none') return OFFLINE;
      if (answer.kind === 'problem') {
        const { type } = answer.problem;
        return { status: type === 'unauthenticated' ? 'expired' : 'refused', reason: type };
      }
      const { settings } = answer.body as { settings?: unknown };
      if (!this.#take(settings)) return { status: 'refused', reason: 'settings' };
      this.#isFresh = true;
      this.#keep(person());
      return { status: 'ready' };
    } catch (error) {
      if (error instanceof TokenError) {
        if (error.fault === 'sign-in') return { status: 'expired', reason: 'unauthenticated' };
        return error.fault === 'unreadable' ? { status: 'refused', reason: 'token' } : SIGN_IN_UNREACHABLE;
      }
      return OFFLINE;
    }
  }

  /** Goes by what the server said on the person's last visit. False when there was none. */
  async recall(person: string): Promise<boolean> {
    const { browser, environment } = this.#options;
    const visit = await browser.visit(person);
    if (this.#isFresh) return true;
    if (!visit || !this.#take(visit.settings)) return false;
    this.#clock.assume(environment.wallClock() + visit.offset);
    return true;
  }

  /** What another person's visit said is not for the next one. */
  forget(): void {
    if (!this.#isFresh) this.#settings = this.#raw = undefined;
  }

  /** Best effort: without an answer the old offset is good enough until the next time. */
  async adjustClock(person: string | undefined): Promise<void> {
    try {
      await this.#clock.adjust();
    } catch {
      // The server is away, which the page shows already.
      return;
    }
    this.#keep(person);
  }

  #take(settings: unknown): boolean {
    // The same settings stay the same object, so that nothing is computed anew.
    if (this.#settings && JSON.stringify(settings) === JSON.stringify(this.#raw)) return true;
    const parsed = parseSettings(settings ?? null);
    if (!parsed.ok) return false;
    this.#settings = parsed.value;
    this.#raw = settings as JsonObject;
    return true;
  }

  #keep(person: string | undefined): void {
    const { browser, environment } = this.#options;
    if (person === undefined || this.#raw === undefined) return;
    void browser.keepVisit(person, this.#raw, this.#clock.now() - environment.wallClock());
  }

  async #askTime(): Promise<number> {
    const { server, environment } = this.#options;
    const response = await environment.fetch(`${server}/api/time`, { credentials: 'omit', cache: 'no-store' });
    const { now } = (await response.json()) as { now?: unknown };
    const time = typeof now === 'string' ? Date.parse(now) : NaN;
    if (Number.isNaN(time)) throw new Error(`${server}/api/time gave no time`);
    return time;
  }
}
