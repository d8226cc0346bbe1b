import type { Command } from '../model/command.js';
import { backoff } from './backoff.js';
import { LEASE, type DrainLease } from './drain-lease.js';
import { isWaiting, type QueueRow } from './queue-rows.js';
import type { CommandResult } from './room-session.js';

/** What a room offers to the commands that are given in it. */
export interface RoomLink {
  /**
   * `ready`: what was edited here is on the server's disk, a command may follow. `saving`: connected, but not all of it is yet.
   * `away`: no answer is to be hoped for.
   */
  readonly standing: 'ready' | 'saving' | 'away';
  /** Sends it, and waits until the record shows it if it was sealed. Never throws: no answer is a result, too. */
  send(command: Command): Promise<CommandResult>;
}

/** What the sender sees of the queue. */
export interface DrainHost {
  /** All that is kept, in order. */
  readonly rows: readonly QueueRow[];
  linkOf(room: string): RoomLink | undefined;
  /** Whether this page alone knows of the row, since it could not be stored. */
  isOnlyHere(id: string): boolean;
  /** Reads again what is kept. */
  refresh(): Promise<void>;
  /** Takes what came of a command; false when it was no answer, so that it has to be sent again. */
  settle(command: Command, result: CommandResult): Promise<boolean>;
  /** Something that is shown of the rows changed: what is on its way, or who looks after one. */
  changed(): void;
}

export interface DrainOptions {
  readonly lease: DrainLease;
  /** Whether the server has all that any page of this browser holds of a room; without it, only what this page knows counts. */
  readonly isSaved?: (room: string) => Promise<boolean>;
  /** Milliseconds since the epoch by the clock that all pages of this browser share. */
  readonly wallClock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** First wait after no answer, in milliseconds. */
const FIRST_WAIT = 1_000;
/** How often is asked whether another page has saved what it holds, in milliseconds, and how long at most: it may be there no more. */
const UNSAVED_LOOK = 250;
const UNSAVED_PATIENCE = 30_000;
/** How often a page looks whether the one that sends has gone, in milliseconds. */
const LOOK = 2_000;

/** Sends what waits: one command at a time, those of one room in the order in which they were given. */
export class QueueDrain {
  readonly #host: DrainHost;
  readonly #options: DrainOptions;
  #sending: string | null = null;
  #running = false;
  /** How often something changed. */
  #changes = 0;
  #closed = false;
  #attempts = 0;
  /** Nothing is sent before a timer has run out, or before somebody has signed in. */
  #paused = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;
  /** Rooms of which another page has not saved everything: since when, and when to ask again. */
  readonly #unsaved = new Map<string, { readonly since: number; readonly until: number }>();
  #renewal: ReturnType<typeof setInterval> | undefined;

  constructor(host: DrainHost, options: DrainOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Id of the command that is on its way; null for none. */
  get sending(): string | null {
    return this.#sending;
  }

  /** Something changed; what may go now goes. */
  look(): void {
    if (this.#closed || !this.#host.rows.some(isWaiting)) return;
    this.#changes++;
    if (!this.#running) void this.#run();
  }

  /** A person, the network or a new token says that it may work again: no more waiting. */
  wake(): void {
    this.#attempts = 0;
    this.#goOn();
  }

  /** There was no answer: everything waits for a while, longer each time, or until somebody has signed in. */
  unanswered(result: CommandResult): void {
    this.#paused = true;
    clearTimeout(this.#pause);
    if (!result.ok && result.problem?.type === 'unauthenticated') return;
    this.#pause = setTimeout(() => this.#goOn(), backoff(this.#attempts++, FIRST_WAIT, this.#options.random));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#pause);
    clearTimeout(this.#look);
    void this.#release();
  }

  #goOn(): void {
    clearTimeout(this.#pause);
    this.#paused = false;
    this.look();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let seen: number;
    do {
      seen = this.#changes;
      while (!this.#closed && (await this.#step()));
      if (seen === this.#changes) await this.#release();
    } while (seen !== this.#changes && !this.#closed);
    this.#running = false;
    this.#planLook();
  }

  /** Sends one; true when another may follow at once. */
  async #step(): Promise<boolean> {
    const chosen = this.#next();
    if (!chosen || !(await this.#mayDrain(chosen))) return false;
    // Another page may have sent or dropped it by now.
    await this.#host.refresh();
    const row = this.#next();
    const link = row && this.#host.linkOf(row.room);
    if (!row || !link || this.#closed) return false;
    if (row.command.id !== chosen.command.id || !(await this.#isSaved(row.room))) return true;
    this.#sending = row.command.id;
    this.#host.changed();
    const result = await link.send(row.command);
    const answered = await this.#host.settle(row.command, result);
    this.#sending = null;
    this.#host.changed();
    if (answered) this.#attempts = 0;
    else this.unanswered(result);
    return answered;
  }

  /** The oldest command that can go: of each room only the first one that waits, and only while its room lets it. */
  #next(): QueueRow | undefined {
    if (this.#paused) return undefined;
    const rooms = new Set<string>();
    return this.#host.rows.find((row) => {
      if (!isWaiting(row) || rooms.has(row.room)) return false;
      rooms.add(row.room);
      const now = this.#options.wallClock();
      if (isAttended(row, now) || (this.#unsaved.get(row.room)?.until ?? 0) > now) return false;
      return this.#host.linkOf(row.room)?.standing === 'ready';
    });
  }

  /** A command may rest on edits of another page, which has to send them itself: it goes first, if it does so in good time. */
  async #isSaved(room: string): Promise<boolean> {
    const now = this.#options.wallClock();
    if ((await this.#options.isSaved?.(room).catch(() => true)) !== false) {
      this.#unsaved.delete(room);
      return true;
    }
    const since = this.#unsaved.get(room)?.since ?? now;
    this.#unsaved.set(room, { since, until: now + UNSAVED_LOOK });
    return now - since >= UNSAVED_PATIENCE;
  }

  async #mayDrain({ command }: QueueRow): Promise<boolean> {
    if (this.#host.isOnlyHere(command.id)) return true;
    if (!(await this.#hold())) return false;
    this.#renewal ??= setInterval(() => void this.#hold(), LEASE / 3);
    return true;
  }

  async #hold(): Promise<boolean> {
    try {
      return await this.#options.lease.hold();
    } catch {
      // Without storage there is nobody to share with; and should there be, a command sent twice is sealed once.
      return true;
    }
  }

  async #release(): Promise<void> {
    if (this.#renewal === undefined) return;
    clearInterval(this.#renewal);
    this.#renewal = undefined;
    try {
      await this.#options.lease.release();
    } catch {
      // It runs out by itself.
    }
  }

  /** Time alone can make something possible: the lease of a page that is gone runs out, or its attention to a command does. */
  #planLook(): void {
    clearTimeout(this.#look);
    if (this.#closed || this.#paused) return;
    const rows = this.#host.rows.filter(isWaiting);
    if (rows.length === 0) return;
    const now = this.#options.wallClock();
    const ends = rows.flatMap(({ attended }) => (attended !== null && attended > now ? [attended - now] : []));
    for (const { until } of this.#unsaved.values()) if (until > now) ends.push(until - now);
    // This page could, but another one has the lease.
    if (this.#next()) ends.push(LOOK);
    if (ends.length === 0) return;
    this.#look = setTimeout(
      () => {
        this.#host.changed();
        this.look();
      },
      Math.min(...ends),
    );
  }
}

/** Whether the page on which a command was given is still asking for the answer itself. */
export function isAttended({ attended }: QueueRow, now: number): boolean {
  return attended !== null && attended > now;
}
