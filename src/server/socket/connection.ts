import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { FAILED, FORBIDDEN, type CloseReason } from '../../protocol/close-codes.js';
import { encodePermissionDenied } from '../../protocol/messages.js';
import type { DocumentPart, Right, RoomName } from '../../model/room.js';
import { refuse, type Refusal } from '../admission/refusal.js';
import type { Session } from '../auth/authenticate.js';
import { Budget } from '../budget.js';
import type { Limits } from '../limits.js';
import type { Log } from '../log.js';
import type { Metrics } from '../metrics.js';
import { frame } from './frame.js';
import { readClientMessage, type ClientMessage } from './read-message.js';

/** What a connection is, beside its socket. */
export interface ConnectionSetup {
  /** Random; stands in logs and in the rows of the update log. */
  readonly id: string;
  readonly room: RoomName;
  readonly part: DocumentPart;
  readonly session: Session;
  readonly right: Right;
  /** `siban.v1`: our own messages may be sent and are understood. */
  readonly extended: boolean;
  readonly limits: Limits;
  /** Shared by all connections of the person. */
  readonly userBudget: Budget;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds that never go back. */
  elapsed(): number;
}

/** One page at one document: counts and reads what comes in, frames and meters what goes out. */
export class Connection {
  readonly setup: ConnectionSetup;
  session: Session;
  /** Called with each message that passed the limits. */
  onMessage: ((message: ClientMessage) => void) | undefined;
  /** Called once, however the connection ends. */
  onClose: (() => void) | undefined;
  readonly #webSocket: WebSocket;
  /** The socket underneath, to which frames that are shared by a whole room are written as they are. */
  readonly #socket: Duplex;
  readonly #budget: Budget;
  #early: ClientMessage[] | undefined = [];
  #closed = false;
  #refused = false;
  #readOnly = false;
  /** What the largest state sent so far may leave unread, on top of the limit (SEC-12). */
  #stateBytes = 0;
  lastSentAt: number;

  constructor(webSocket: WebSocket, socket: Duplex, setup: ConnectionSetup) {
    this.setup = setup;
    this.session = setup.session;
    this.#webSocket = webSocket;
    this.#socket = socket;
    const now = setup.elapsed();
    this.#budget = new Budget(setup.limits, now);
    this.lastSentAt = now;
    webSocket.on('message', (data, isBinary) => {
      this.#receive(data as Buffer, isBinary);
    });
    webSocket.on('close', (code) => {
      setup.metrics.closes.inc({ code });
      this.#end();
    });
  }

  get id(): string {
    return this.setup.id;
  }

  get user(): string {
    return this.session.identity.id;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The page did something for which it was closed: what else of it waits is not looked at. */
  get isRefused(): boolean {
    return this.#refused;
  }

  /** What the page may do here: what its token grants, or less in a room that takes no writes. */
  get right(): Right {
    return this.#readOnly ? 'read' : this.setup.right;
  }

  /** Only a content document has writers; nobody but the server writes a record (SEC-20). */
  get isWriter(): boolean {
    return this.setup.part === 'content' && this.right === 'write';
  }

  /** To be called before joining a room that takes no writes. */
  makeReader(): void {
    this.#readOnly = true;
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#closed) return;
    const now = this.setup.elapsed();
    // Counted before anything is decoded (SEC-13).
    const { userBudget } = this.setup;
    if (!this.#budget.takeMessage(data.length, now) || !userBudget.takeMessage(data.length, now)) {
      this.refuse(refuse('frame-rate'));
      return;
    }
    if (!isBinary) {
      this.refuse(refuse('text-frame'));
      return;
    }
    // A copy in a buffer of its own: decoders trust declared lengths up to the end of the whole buffer, and
    // that of `ws` may hold other people's bytes behind these.
    const message = this.#read(new Uint8Array(data));
    if (!message) return;
    if (message.kind === 'state-request' && !(this.#budget.takeState(now) && userBudget.takeState(now))) {
      this.refuse(refuse('state-rate'));
      return;
    }
    if (this.#early) this.#early.push(message);
    else this.#hand(message);
  }

  /** Nothing that a page sends may end the process (SEC-9): what we did not think of ends its connection. */
  #hand(message: ClientMessage): void {
    try {
      this.onMessage?.(message);
    } catch (error) {
      this.setup.log.error(
        { connection: this.id, reason: (error as Error).message },
        'a message could not be dealt with',
      );
      this.close(FAILED);
    }
  }

  #read(bytes: Uint8Array): ClientMessage | undefined {
    try {
      return readClientMessage(bytes, this.setup.extended);
    } catch {
      // Only the code is told: what a stranger sent belongs in no log.
      this.refuse(refuse('message-malformed'));
      return undefined;
    }
  }

  /** Hands over what arrived before the room was there, and everything from now on. */
  start(onMessage: (message: ClientMessage) => void): void {
    this.onMessage = onMessage;
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const message of early) if (!this.#closed) this.#hand(message);
  }

  /** Sends one message to this page alone. */
  send(message: Uint8Array): void {
    this.write(frame(message));
  }

  /** Writes a framed state, which may be larger than what a socket may otherwise leave unread. */
  writeState(framed: Buffer): void {
    this.#stateBytes = Math.max(this.#stateBytes, framed.length);
    this.write(framed);
  }

  /** Writes bytes that are whole frames already. */
  write(frames: Buffer): void {
    if (this.#closed || !this.#socket.writable) return;
    this.lastSentAt = this.setup.elapsed();
    this.#socket.write(frames);
    if (this.#socket.writableLength > this.setup.limits.unsentBytes + this.#stateBytes) {
      // A close frame would only queue up behind what is not read.
      this.setup.metrics.refusals.inc({ reason: 'does-not-read' });
      this.terminate();
    }
  }

  /** Collects the writes of `work` into one. */
  writeTogether(work: () => void): void {
    this.#socket.cork();
    work();
    this.#socket.uncork();
  }

  /** Closes because of something this page did; a denied write is announced first, which y-websocket reports. */
  refuse({ close, why }: Refusal): void {
    this.#refused = true;
    if (this.#closed) return;
    const { metrics, log, room } = this.setup;
    metrics.refusals.inc({ reason: why });
    log.info({ room, user: this.user, connection: this.id, code: close.code, reason: why }, 'refused');
    if (close.code === FORBIDDEN.code) this.send(encodePermissionDenied(why));
    this.close(close);
  }

  close({ code, reason }: CloseReason): void {
    if (this.#closed) return;
    this.#webSocket.close(code, reason);
    this.#end();
  }

  /** Ends the socket without a close frame, for peers that would not read it. */
  terminate(): void {
    this.#webSocket.terminate();
    this.#end();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#early = undefined;
    this.onClose?.();
  }
}
