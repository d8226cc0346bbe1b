import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ServerContext } from '../server-context.js';
import { Unjoined } from '../socket/unjoined.js';

/** Every socket of the port, from its first moment: strangers must not hold many, whatever they say or do not say (SEC-11). */
export class OpenSockets {
  readonly #context: ServerContext;
  /** Sockets that are no WebSockets, by address. */
  readonly #plain: Unjoined;
  readonly #open = new Map<Socket, () => void>();

  constructor(http: Server, context: ServerContext) {
    this.#context = context;
    this.#plain = new Unjoined(context.limits.plainPerAddress);
    http.maxConnections = context.limits.sockets;
    http.on('connection', (socket) => {
      this.#add(socket);
    });
    // From here on the gate counts it.
    http.prependListener('upgrade', ({ socket }) => this.#open.get(socket)?.());
  }

  #add(socket: Socket): void {
    const { metrics, trustsProxy } = this.#context;
    // Behind a proxy all sockets have one address, and the proxy holds back the others.
    const upgraded = trustsProxy ? () => undefined : this.#plain.count(socket.remoteAddress ?? '', socket);
    if (!upgraded) {
      metrics.refusals.inc({ reason: 'too-many-sockets' });
      socket.destroy();
      return;
    }
    this.#open.set(socket, upgraded);
    metrics.sockets.inc();
    socket.once('close', () => {
      this.#open.delete(socket);
      metrics.sockets.dec();
    });
  }

  destroyAll(): void {
    for (const socket of [...this.#open.keys()]) socket.destroy();
  }
}
