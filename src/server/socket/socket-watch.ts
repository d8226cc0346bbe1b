import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Limits } from '../limits.js';

/** Why a socket is given up. */
export type SocketFault = 'no-pong' | 'slow-message' | 'stalled';

/** Bytes of a client's control frame beside its payload: two of header, four of mask. */
const CONTROL_FRAME = 6;

/**
 * Watches one socket from below the messages: peers that vanished, that send a message without ever
 * finishing it, and that do not read (SEC-11, SEC-12). `check` is to be called about once a second.
 */
export class SocketWatch {
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #limits: Limits;
  #pingedAt: number;
  #awaitsPong = false;
  /** Bytes read that belong to whole messages or control frames. */
  #accounted: number;
  /** When bytes beyond those were first seen, and how many there were. */
  #partialSince: number | undefined;
  #drained = 0;
  #drainedAt: number;

  constructor(webSocket: WebSocket, socket: Socket, limits: Limits, now: number) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#limits = limits;
    this.#pingedAt = now;
    this.#drainedAt = now;
    this.#accounted = socket.bytesRead;
    webSocket.on('message', () => {
      this.#accounted = socket.bytesRead;
      this.#partialSince = undefined;
    });
    webSocket.on('ping', (payload) => {
      this.#accounted += CONTROL_FRAME + payload.length;
    });
    webSocket.on('pong', (payload) => {
      this.#awaitsPong = false;
      this.#accounted += CONTROL_FRAME + payload.length;
    });
  }

  check(now: number): SocketFault | undefined {
    return this.#checkPong(now) ?? this.#checkMessage(now) ?? this.#checkDrain(now);
  }

  #checkPong(now: number): SocketFault | undefined {
    if (now - this.#pingedAt < this.#limits.pingMs) return undefined;
    if (this.#awaitsPong) return 'no-pong';
    this.#awaitsPong = true;
    this.#pingedAt = now;
    if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#webSocket.ping();
    return undefined;
  }

  #checkMessage(now: number): SocketFault | undefined {
    const partial = this.#socket.bytesRead - this.#accounted;
    if (partial <= 0) {
      this.#partialSince = undefined;
      return undefined;
    }
    this.#partialSince ??= now;
    const waited = now - this.#partialSince;
    if (waited < this.#limits.slowMs) return undefined;
    return partial < (this.#limits.slowBytesPerSecond * waited) / 1000 ? 'slow-message' : undefined;
  }

  #checkDrain(now: number): SocketFault | undefined {
    const waiting = this.#socket.writableLength;
    // `bytesWritten` counts what still waits in the process as well.
    const drained = this.#socket.bytesWritten - waiting;
    if (waiting === 0 || drained !== this.#drained) {
      this.#drained = drained;
      this.#drainedAt = now;
      return undefined;
    }
    return now - this.#drainedAt >= this.#limits.stalledMs ? 'stalled' : undefined;
  }
}
