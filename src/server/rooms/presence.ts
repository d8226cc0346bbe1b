import { encodePresence } from '../../protocol/messages.js';
import { isFitToShow } from '../admission/brought-strings.js';
import type { Limits } from '../limits.js';
import type { Metrics } from '../metrics.js';
import type { Connection } from '../socket/connection.js';
import { frame } from '../socket/frame.js';
import type { PresenceEntry } from '../socket/read-message.js';

/** What a page may say about itself beside `user`, which the server fills in from the token. */
const FIELDS = ['topic', 'editing', 'cursor', 'selection'] as const;
/** A clock may run ahead of the last one by so much: pages renew every 15 s, and one huge clock would lock it. */
const CLOCK_STEP = 1000;

interface Present {
  readonly connection: Connection;
  clock: number;
  /** JSON as it is sent to others. */
  state: string;
  seenAt: number;
  /** The clientID is bound on disk, so that others may learn of it (SEC-17). */
  bound: boolean;
}

export interface PresenceOptions {
  readonly limits: Limits;
  readonly metrics: Metrics;
  elapsed(): number;
  /** Whether the clientID may be this person's; the answer holds until the turn that binds it. */
  isOpenTo(client: number, user: string): boolean;
  /** Asks for the clientID to be bound; `confirm` or `drop` follows. */
  claim(connection: Connection, client: number): void;
  /** Sends to every content connection of the room. */
  broadcast(frames: Buffer): void;
}

/**
 * Who is in a room, rebuilt by the server (SEC-23, SEC-24): nothing that a page says about others counts,
 * and what it says about itself is signed with the name in its token.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #present = new Map<number, Present>();
  /** Clients whose state is to be sent, or whose removal is: with the clock they were removed at. */
  readonly #changed = new Map<number, number | undefined>();
  #sentAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#sentAt = options.elapsed() - options.limits.presenceIntervalMs;
  }

  receive(connection: Connection, entries: readonly PresenceEntry[]): void {
    for (const entry of entries) this.#receiveOne(connection, entry);
  }

  #receiveOne(connection: Connection, { client, clock, state }: PresenceEntry): void {
    const known = this.#present.get(client);
    // A stock provider repeats what it hears of others: ignored, and no reason to close (fact 4).
    if (known && known.connection !== connection) return;
    if (known && (clock < known.clock || clock > known.clock + CLOCK_STEP)) return;
    if (state === 'null') {
      if (known) this.#remove(client, clock);
      return;
    }
    if (!known && !this.#mayShow(connection, client)) return;
    const signed = this.#sign(connection, state);
    if (signed === undefined) {
      this.#options.metrics.refusals.inc({ reason: 'presence' });
      return;
    }
    const seenAt = this.#options.elapsed();
    if (known) {
      Object.assign(known, { clock, state: signed, seenAt });
      if (known.bound) this.#change(client, undefined);
    } else {
      this.#present.set(client, { connection, clock, state: signed, seenAt, bound: false });
      this.#options.claim(connection, client);
    }
  }

  #mayShow(connection: Connection, client: number): boolean {
    let own = 0;
    for (const present of this.#present.values()) if (present.connection === connection) own++;
    return own < this.#options.limits.clientsPerConnection && this.#options.isOpenTo(client, connection.user);
  }

  /** The state as others get it, or undefined when it is not fit to be passed on. */
  #sign(connection: Connection, state: string): string | undefined {
    const { limits } = this.#options;
    if (Buffer.byteLength(state) > limits.presenceBytes) return undefined;
    const parsed = parseObject(state);
    if (!parsed || !isFitToShow(parsed, limits.presenceDepth)) return undefined;
    const { id, name, office } = connection.session.identity;
    const signed: Record<string, unknown> = { user: { id, name, office } };
    // Readers show that they are there and no more.
    if (connection.isWriter) {
      for (const field of FIELDS) if (Object.hasOwn(parsed, field)) signed[field] = parsed[field];
    }
    return JSON.stringify(signed);
  }

  /** The clientID is on disk as this person's: others may see it now. */
  confirm(connection: Connection, client: number): void {
    const present = this.#present.get(client);
    if (present?.connection !== connection) return;
    present.bound = true;
    this.#change(client, undefined);
  }

  /** The clientID turned out to be somebody else's. */
  drop(connection: Connection, client: number): void {
    if (this.#present.get(client)?.connection === connection) this.#present.delete(client);
  }

  leave(connection: Connection): void {
    for (const [client, present] of this.#present) {
      if (present.connection === connection) this.#remove(client, present.clock);
    }
  }

  /** Forgets those who have not renewed; to be called about once a second. */
  expire(): void {
    const oldest = this.#options.elapsed() - this.#options.limits.presenceMs;
    for (const [client, { seenAt, clock }] of this.#present) if (seenAt < oldest) this.#remove(client, clock);
  }

  /** Everybody who is here, as one message, or undefined when nobody is. */
  snapshot(): Uint8Array | undefined {
    const entries: PresenceEntry[] = [];
    for (const [client, { clock, state, bound }] of this.#present) if (bound) entries.push({ client, clock, state });
    return entries.length === 0 ? undefined : encodePresence(entries);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #remove(client: number, clock: number): void {
    const present = this.#present.get(client);
    this.#present.delete(client);
    if (present?.bound) this.#change(client, clock);
  }

  /** Sent at once when nothing was sent lately, else with whatever else changes meanwhile: at most 5/s. */
  #change(client: number, removedAt: number | undefined): void {
    this.#changed.set(client, removedAt);
    if (this.#timer) return;
    const wait = this.#sentAt + this.#options.limits.presenceIntervalMs - this.#options.elapsed();
    this.#timer = setTimeout(
      () => {
        this.#send();
      },
      Math.max(0, wait),
    );
  }

  #send(): void {
    this.#timer = undefined;
    this.#sentAt = this.#options.elapsed();
    const entries: PresenceEntry[] = [];
    for (const [client, removedAt] of this.#changed) {
      const present = this.#present.get(client);
      if (present?.bound) entries.push({ client, clock: present.clock, state: present.state });
      else if (removedAt !== undefined) entries.push({ client, clock: removedAt, state: 'null' });
    }
    this.#changed.clear();
    if (entries.length > 0) this.#options.broadcast(frame(encodePresence(entries)));
  }
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // not JSON, or so deep that parsing gives up: not fit to be passed on either way
  }
}
