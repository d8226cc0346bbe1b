import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { rightFor, type Right } from '../../model/room.js';
import * as close from '../../protocol/close-codes.js';
import { SUBPROTOCOL } from '../../protocol/messages.js';
import { refuse } from '../admission/refusal.js';
import { TokenError, type Session } from '../auth/authenticate.js';
import type { ServerContext } from '../server-context.js';
import { isAllowedOrigin } from '../origins.js';
import type { Room } from '../rooms/room.js';
import { Rates } from '../rate.js';
import { Connection } from './connection.js';
import { ConnectionCounts } from './connection-counts.js';
import { addressOf, offeredProtocols } from './handshake.js';
import { matchSocketTarget, type SocketTarget } from './request-target.js';
import { Vigil } from './vigil.js';

/** A request on its way to becoming a connection. */
interface Visitor {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
  readonly target: SocketTarget;
  readonly address: string;
}

/**
 * Lets WebSocket requests in, or says why not. What is wrong with the request itself is answered in HTTP; what is
 * wrong with the person as a close code after the handshake, since a browser sees no HTTP status (SEC-6).
 */
export class Gate {
  readonly vigil: Vigil;
  readonly #context: ServerContext;
  readonly #webSockets: WebSocketServer;
  readonly #counts: ConnectionCounts;
  readonly #handshakes: Rates;
  /** Sockets of each address that have not joined yet. */
  readonly #unjoined = new Map<string, number>();
  #isOpen = true;

  constructor(context: ServerContext) {
    const { limits } = context;
    this.#context = context;
    this.#counts = new ConnectionCounts(limits);
    this.#handshakes = new Rates(
      limits.handshakesPerUser / (limits.handshakeWindowMs / 1000),
      limits.handshakesPerUser,
    );
    this.vigil = new Vigil(context);
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.frameBytes,
      perMessageDeflate: false,
      handleProtocols: (_, request) => offeredProtocols(request).protocol ?? false,
      // A peer that was told to go and does not is cut off soon; the types of `ws` lag behind.
      ...{ closeTimeout: limits.unjoinedMs },
    });
  }

  /** To be called about once a second. */
  tick(): void {
    this.#handshakes.forgetFull(this.#context.clock.elapsed());
    this.vigil.tick();
  }

  /** Lets nobody in any more. */
  shut(): void {
    this.#isOpen = false;
  }

  upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): void {
    // Before anything else: an error without a listener ends the process (SEC-9).
    duplex.on('error', () => this.#count('socket-error'));
    const socket = duplex as Socket;
    const { origins, allowsQueryToken, trustsProxy } = this.#context;
    const target = matchSocketTarget(request.url ?? '', allowsQueryToken);
    if (!target) return this.#answer(socket, 404, 'no-such-target');
    if (!isAllowedOrigin(origins, request.headers.origin)) return this.#answer(socket, 403, 'origin');
    const address = addressOf(request, trustsProxy);
    const unjoined = this.#unjoined.get(address) ?? 0;
    if (!this.#isOpen) return this.#answer(socket, 503, 'restarting');
    if (unjoined >= this.#context.limits.unjoinedPerAddress) return this.#answer(socket, 503, 'too-many-unjoined');
    this.#unjoined.set(address, unjoined + 1);
    const joined = this.#onceJoined(socket, address);
    void this.#admit({ request, socket, head, target, address }, joined);
  }

  /** Counts a socket as not joined until the returned function is called or the socket is gone. */
  #onceJoined(socket: Socket, address: string): () => void {
    let isCounted = true;
    const joined = (): void => {
      if (!isCounted) return;
      isCounted = false;
      const left = this.#unjoined.get(address)! - 1;
      if (left > 0) this.#unjoined.set(address, left);
      else this.#unjoined.delete(address);
    };
    socket.once('close', joined);
    return joined;
  }

  async #admit(visitor: Visitor, joined: () => void): Promise<void> {
    const { request, socket, head, target } = visitor;
    const { protocol, token } = offeredProtocols(request);
    const session = await this.#authenticate(protocol ? token : target.queryToken);
    if (socket.destroyed) return;
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => this.#count('frame-error'));
      if (!session) return this.#turnAway(webSocket, visitor, close.UNAUTHENTICATED, 'token');
      void this.#enter(webSocket, visitor, session, protocol === SUBPROTOCOL.extended, joined);
    });
  }

  /** The session of a token, or undefined for one that is not accepted. */
  async #authenticate(token: string | undefined): Promise<Session | undefined> {
    if (token === undefined) return undefined;
    const { authenticate, clock, log } = this.#context;
    try {
      const session = await authenticate(token);
      return session.expiresAt > clock.real() ? session : undefined;
    } catch (error) {
      if (!(error instanceof TokenError)) log.error({ reason: (error as Error).message }, 'tokens cannot be checked');
      return undefined;
    }
  }

  async #enter(
    webSocket: WebSocket,
    visitor: Visitor,
    session: Session,
    extended: boolean,
    joined: () => void,
  ): Promise<void> {
    const { identity } = session;
    const { target, address } = visitor;
    const right = rightFor(identity.access, target.room);
    // Whether the room exists is nobody's business who may not open it (SEC-2).
    if (!right) return this.#turnAway(webSocket, visitor, close.FORBIDDEN, 'no-access');
    if (!this.#handshakes.take(identity.id, this.#context.clock.elapsed())) {
      return this.#turnAway(webSocket, visitor, close.RATE_LIMITED, 'handshakes');
    }
    const counted = { user: identity.id, address, document: `${target.room}/${target.part}` as const };
    if (!this.#counts.add(counted)) return this.#turnAway(webSocket, visitor, close.RATE_LIMITED, 'connections');
    webSocket.once('close', () => this.#counts.delete(counted));
    const connection = this.#connect(webSocket, visitor, session, right, extended);
    const room = await this.#room(connection);
    if (!room || connection.isClosed) return;
    joined();
    this.vigil.joined(connection);
    this.#join(connection, room);
  }

  #connect(
    webSocket: WebSocket,
    { target, socket }: Visitor,
    session: Session,
    right: Right,
    extended: boolean,
  ): Connection {
    const { limits, metrics, log, clock, drawId } = this.#context;
    const connection = new Connection(webSocket, socket, {
      id: drawId(),
      room: target.room,
      part: target.part,
      session,
      right,
      extended,
      limits,
      metrics,
      log,
      elapsed: () => clock.elapsed(),
      real: () => clock.real(),
    });
    this.vigil.watch(connection, webSocket, socket);
    return connection;
  }

  /** The room of a connection, or undefined when the connection was closed for want of one. */
  async #room(connection: Connection): Promise<Room | undefined> {
    const { rooms, log } = this.#context;
    try {
      const room = await rooms.open(connection.setup.room);
      if (!room) connection.close(close.NO_SUCH_ROOM);
      return room;
    } catch (error) {
      log.error({ room: connection.setup.room, reason: (error as Error).message }, 'a room cannot be loaded');
      connection.close(close.STORAGE_UNAVAILABLE);
      return undefined;
    }
  }

  #join(connection: Connection, room: Room): void {
    const { metrics } = this.#context;
    const { part } = connection.setup;
    metrics.connections.inc({ part });
    connection.onClose = () => {
      metrics.connections.dec({ part });
      room.leave(connection);
    };
    if (room.isReadOnly) connection.makeReader();
    room.join(connection);
    connection.start((message) => {
      if (message.kind === 'renew') void this.#renew(connection, message.token);
      else room.receive(connection, message);
    });
  }

  /** A new token on a live connection (SEC-8): the same person, with the same right, or the connection ends. */
  async #renew(connection: Connection, token: string): Promise<void> {
    const session = await this.#authenticate(token);
    if (!session || session.identity.id !== connection.user) return connection.refuse(refuse('token-refused'));
    const right = rightFor(session.identity.access, connection.setup.room);
    if (!right) return connection.close(close.FORBIDDEN);
    if (right !== rightFor(connection.session.identity.access, connection.setup.room))
      return connection.refuse(refuse('right-changed'));
    connection.session = session;
  }

  #turnAway(
    webSocket: WebSocket,
    { target, address }: Visitor,
    { code, reason }: close.CloseReason,
    why: string,
  ): void {
    this.#count(why);
    this.#context.metrics.closes.inc({ code });
    this.#context.log.info({ room: target.room, address, code, reason: why }, 'turned away');
    webSocket.close(code, reason);
  }

  #answer(socket: Socket, status: number, why: string): void {
    this.#count(why);
    socket.end(`HTTP/1.1 ${status} ${STATUS[status]!}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => {
      socket.destroy();
    });
  }

  #count(reason: string): void {
    this.#context.metrics.refusals.inc({ reason });
  }
}

const STATUS: Readonly<Record<number, string>> = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' };
