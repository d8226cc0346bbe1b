import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Right } from '../../model/room.js';
import * as close from '../../protocol/close-codes.js';
import type { CloseReason } from '../../protocol/close-codes.js';
import { SUBPROTOCOL } from '../../protocol/messages.js';
import { refuse } from '../admission/refusal.js';
import { TokenError, type Session } from '../auth/authenticate.js';
import { timesAsMuch, UserBudgets } from '../budget.js';
import { isAllowedOrigin } from '../origins.js';
import { Rates } from '../rate.js';
import type { Room } from '../rooms/room.js';
import type { ServerContext } from '../server-context.js';
import { Connection } from './connection.js';
import { ConnectionCounts } from './connection-counts.js';
import { addressOf, offeredProtocols } from './handshake.js';
import { matchSocketTarget, type SocketTarget } from './request-target.js';
import { Unjoined } from './unjoined.js';
import { Vigil } from './vigil.js';

/** A request on its way to becoming a connection. */
interface Visitor {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
  readonly target: SocketTarget;
  readonly address: string;
  /** To be called when the connection has joined its room. */
  readonly joined: () => void;
}

/** Why a visitor does not become a connection: a close code for the page, a word for logs and counters. */
interface TurnedAway {
  readonly close: CloseReason;
  readonly why: string;
}

const TURNED_AWAY = {
  token: { close: close.UNAUTHENTICATED, why: 'token' },
  access: { close: close.FORBIDDEN, why: 'no-access' },
  authorize: { close: close.OVERLOADED, why: 'authorize-failed' },
  handshakes: { close: close.RATE_LIMITED, why: 'handshakes' },
  restarting: { close: close.RESTARTING, why: 'restarting' },
  connections: { close: close.RATE_LIMITED, why: 'connections' },
} as const satisfies Record<string, TurnedAway>;

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
  readonly #unjoined: Unjoined;
  readonly #budgets: UserBudgets;
  #isOpen = true;

  constructor(context: ServerContext) {
    const { limits } = context;
    this.#context = context;
    this.#counts = new ConnectionCounts(limits);
    this.#handshakes = new Rates(
      limits.handshakesPerUser / (limits.handshakeWindowMs / 1000),
      limits.handshakesPerUser,
    );
    this.#unjoined = new Unjoined(limits.unjoinedPerAddress);
    this.#budgets = new UserBudgets(timesAsMuch(limits, limits.connectionsWorthPerUser));
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
    this.#budgets.forgetFull(this.#context.clock.elapsed());
    this.vigil.tick();
  }

  /** Lets nobody in any more. */
  shut(): void {
    this.#isOpen = false;
  }

  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // Before anything else: an error without a listener ends the process (SEC-9).
    socket.on('error', () => this.#count('socket-error'));
    const { allowsQueryToken, trustsProxy, origins } = this.#context;
    const target = matchSocketTarget(request.url ?? '', allowsQueryToken);
    const address = addressOf(request, trustsProxy);
    if (!target) this.#answer(socket, '404 Not Found', 'no-such-target');
    else if (!isAllowedOrigin(origins, request.headers.origin)) this.#answer(socket, '403 Forbidden', 'origin');
    else if (!this.#isOpen) this.#answer(socket, '503 Service Unavailable', 'restarting');
    else {
      const joined = this.#unjoined.count(address, socket);
      if (joined) this.#shakeHands({ request, socket, head, target, address, joined }).catch(this.#fail(socket));
      else this.#answer(socket, '503 Service Unavailable', 'too-many-unjoined');
    }
  }

  async #shakeHands(visitor: Visitor): Promise<void> {
    const { request, socket, head, target } = visitor;
    const { protocol, token } = offeredProtocols(request);
    const session = await this.#authenticate(protocol ? token : target.queryToken);
    const verdict = session ? await this.#judge(session, target) : TURNED_AWAY.token;
    if (socket.destroyed) return;
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => this.#count('frame-error'));
      // Nothing is waited for from here to the connection, which listens: a page sends its first message at once.
      if (!session || typeof verdict !== 'string') this.#turnAway(webSocket, visitor, verdict as TurnedAway);
      else this.#enter(webSocket, visitor, session, verdict, protocol === SUBPROTOCOL.extended);
    });
  }

  /** What the session may do there, or why it is turned away. */
  async #judge(session: Session, target: SocketTarget): Promise<Right | TurnedAway> {
    if (!this.#handshakes.take(session.identity.id, this.#context.clock.elapsed())) return TURNED_AWAY.handshakes;
    const right = await this.#rightOf(session, target);
    // Whether the room exists is nobody's business who may not open it (SEC-2).
    if (right === undefined) return TURNED_AWAY.access;
    return right === 'unknown' ? TURNED_AWAY.authorize : right;
  }

  /** The session of a token, or undefined for one that is not accepted. */
  async #authenticate(token: string | undefined): Promise<Session | undefined> {
    if (token === undefined) return undefined;
    const { clock, log } = this.#context;
    try {
      const session = await this.#context.authenticate(token);
      return session.expiresAt > clock.real() ? session : undefined;
    } catch (error) {
      if (!(error instanceof TokenError)) log.error({ reason: (error as Error).message }, 'tokens cannot be checked');
      return undefined;
    }
  }

  #enter(webSocket: WebSocket, visitor: Visitor, session: Session, right: Right, extended: boolean): void {
    const { target, address, socket } = visitor;
    const counted = { user: session.identity.id, address, document: `${target.room}/${target.part}` as const };
    if (!this.#isOpen) {
      this.#turnAway(webSocket, visitor, TURNED_AWAY.restarting);
      return;
    }
    if (!this.#counts.add(counted)) {
      this.#turnAway(webSocket, visitor, TURNED_AWAY.connections);
      return;
    }
    webSocket.once('close', () => this.#counts.delete(counted));
    const connection = this.#connect(webSocket, visitor, session, right, extended);
    this.#openRoom(connection, visitor).catch(this.#fail(socket));
  }

  async #openRoom(connection: Connection, visitor: Visitor): Promise<void> {
    const room = await this.#open(connection);
    if (room && !connection.isClosed) this.#join(connection, room, visitor);
  }

  /** What the session may do there; `unknown` when the host that has to say so does not answer (SEC-7). */
  async #rightOf({ identity }: Session, { room }: Pick<SocketTarget, 'room'>): Promise<Right | 'unknown' | undefined> {
    try {
      return await this.#context.rights.now(identity, room);
    } catch (error) {
      this.#context.log.error({ room, reason: (error as Error).message }, 'rights cannot be checked');
      return 'unknown';
    }
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
      userBudget: this.#budgets.of(session.identity.id, clock.elapsed()),
      metrics,
      log,
      elapsed: () => clock.elapsed(),
    });
    this.vigil.watch(connection, webSocket, socket);
    return connection;
  }

  /** The room of a connection, or undefined when the connection was closed for want of one. */
  async #open(connection: Connection): Promise<Room | undefined> {
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

  #join(connection: Connection, room: Room, { joined, socket }: Visitor): void {
    const { metrics } = this.#context;
    const { part } = connection.setup;
    joined();
    this.vigil.joined(connection);
    metrics.connections.inc({ part });
    connection.onClose = () => {
      metrics.connections.dec({ part });
      room.leave(connection);
    };
    if (room.isReadOnly) connection.makeReader();
    room.join(connection);
    connection.start((message) => {
      if (message.kind === 'renew') this.#renew(connection, message.token).catch(this.#fail(socket));
      else room.receive(connection, message);
    });
  }

  /** A new token on a live connection (SEC-8): the same person, with the same right, or the connection ends. */
  async #renew(connection: Connection, token: string): Promise<void> {
    const session = await this.#authenticate(token);
    if (session?.identity.id !== connection.user) {
      connection.refuse(refuse('token-refused'));
      return;
    }
    const right = await this.#rightOf(session, connection.setup);
    if (right === undefined) connection.close(close.FORBIDDEN);
    else if (right === 'unknown') connection.close(close.OVERLOADED);
    // A right never changes under a live connection: a silent downgrade would swallow edits.
    else if (right !== connection.setup.right) connection.refuse(refuse('right-changed'));
    else connection.session = session;
  }

  #turnAway(webSocket: WebSocket, { target, address }: Visitor, { close: { code, reason }, why }: TurnedAway): void {
    this.#count(why);
    this.#context.metrics.closes.inc({ code });
    this.#context.log.info({ room: target.room, address, code, reason: why }, 'turned away');
    webSocket.close(code, reason);
  }

  #answer(socket: Socket, status: string, why: string): void {
    this.#count(why);
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  }

  /** What we did not think of ends the one socket, never the process (SEC-9). */
  #fail(socket: Socket): (error: unknown) => void {
    return (error) => {
      this.#context.log.error({ reason: (error as Error).message }, 'a connection failed');
      socket.destroy();
    };
  }

  #count(reason: string): void {
    this.#context.metrics.refusals.inc({ reason });
  }
}
