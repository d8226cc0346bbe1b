import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import * as close from '../../protocol/close-codes.js';
import { encodePresence } from '../../protocol/messages.js';
import { refuse } from '../admission/refusal.js';
import type { ServerContext } from '../server-context.js';
import type { Connection } from './connection.js';
import { frame } from './frame.js';
import { SocketWatch } from './socket-watch.js';

/** `01 01 00`: keeps alive a y-websocket page, which hangs up after 30 s without a message; pings do not count. */
const NOTHING_NEW = frame(encodePresence([]));

interface Watched {
  readonly socket: SocketWatch;
  readonly since: number;
  joined: boolean;
  /** When the host was last asked about the right. */
  askedAt: number;
}

/** Looks after every open connection once a second: tokens, rights, silence, and sockets that have gone bad. */
export class Vigil {
  readonly #context: ServerContext;
  readonly #watched = new Map<Connection, Watched>();

  constructor(context: ServerContext) {
    this.#context = context;
  }

  get connections(): Iterable<Connection> {
    return this.#watched.keys();
  }

  watch(connection: Connection, webSocket: WebSocket, socket: Socket): void {
    const now = this.#context.clock.elapsed();
    this.#watched.set(connection, {
      socket: new SocketWatch(webSocket, socket, this.#context.limits, now),
      since: now,
      joined: false,
      askedAt: now,
    });
    webSocket.once('close', () => this.#watched.delete(connection));
  }

  joined(connection: Connection): void {
    const watched = this.#watched.get(connection);
    if (watched) watched.joined = true;
  }

  tick(): void {
    const { clock, limits, rights } = this.#context;
    const now = clock.elapsed();
    const real = clock.real();
    for (const [connection, watched] of this.#watched) {
      const fault = watched.socket.check(now);
      if (fault) this.#giveUp(connection, fault);
      else if (connection.session.expiresAt <= real) connection.refuse(refuse('token-expired'));
      else if (!watched.joined && now - watched.since > limits.unjoinedMs) connection.close(close.OVERLOADED);
      else if (now - connection.lastSentAt > limits.quietMs) connection.write(NOTHING_NEW);
      if (rights.isAsked && now - watched.askedAt > limits.authorizeMs) {
        watched.askedAt = now;
        void this.#askAgain(connection);
      }
    }
  }

  #giveUp(connection: Connection, reason: string): void {
    const { metrics, log } = this.#context;
    metrics.refusals.inc({ reason });
    log.info({ room: connection.setup.room, user: connection.user, connection: connection.id, reason }, 'given up');
    connection.terminate();
  }

  /** A changed right ends the connection, so that nothing is swallowed silently (SEC-7). */
  async #askAgain(connection: Connection): Promise<void> {
    const { room, right } = connection.setup;
    try {
      const now = await this.#context.rights.now(connection.session.identity, room);
      if (now === undefined) connection.close(close.FORBIDDEN);
      else if (now !== right) connection.refuse(refuse('right-changed'));
    } catch (error) {
      this.#context.log.error({ room, reason: (error as Error).message }, 'rights cannot be checked');
      connection.close(close.OVERLOADED);
    }
  }
}
