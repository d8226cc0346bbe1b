import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { NOTHING_UNSAVED, type AgendaSession, type SyncState } from '../sync/room-session.js';
import type { ServerConnection } from '../sync/server-connection.js';
import type { TokenProvider } from '../sync/token.js';
import { isSameSource, takeConnection, type ConnectionSource, type TakenConnection } from './connection-registry.js';
import { workspaceContext, type Workspace } from './workspace-context.js';

/** What a tag that shows a room has. */
export interface SessionHost extends LitElement {
  /** `agenda/<id>`. */
  readonly room: string;
  readonly server: string;
  readonly tokenSrc: string;
  readonly tokenProvider: TokenProvider | undefined;
  /** `none` keeps nothing in the browser. */
  readonly cache: 'none' | '';
  /** Takes the place of everything else, for stories and tests. */
  readonly session?: AgendaSession | undefined;
}

const CONNECTING: SyncState = { ...NOTHING_UNSAVED, status: 'connecting', reason: null };
const NO_TOKEN: SyncState = { ...NOTHING_UNSAVED, status: 'refused', reason: 'no-token-source' };

/**
 * Opens the host's room: over the workspace around it, or else over the host's own `server` and `token-src`. Lets go
 * when the host leaves the page or names another room, and renders the host again after every change.
 */
export class SessionController implements ReactiveController {
  readonly #host: SessionHost;
  readonly #context: ContextConsumer<typeof workspaceContext, SessionHost>;
  #own: { readonly source: ConnectionSource; readonly taken: TakenConnection | undefined } | undefined;
  #connection: ServerConnection | undefined;
  #room = '';
  #opened: AgendaSession | undefined;
  #watched: AgendaSession | undefined;
  #stop: (() => void) | undefined;
  #stopConnection: (() => void) | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
    // Its callback renders the host again whenever the workspace changes.
    this.#context = new ContextConsumer(host, { context: workspaceContext, subscribe: true });
    host.addController(this);
  }

  /** The room, as soon as it is open. Another object when another person was signed in. */
  get session(): AgendaSession | undefined {
    // Lit asks `willUpdate` of the host before `hostUpdate` of its controllers: whichever comes first must
    // already see the room that the host names now.
    this.#arrange();
    return this.#host.session ?? this.#opened;
  }

  /** How the page stands with the server, also before there is a session. */
  get sync(): SyncState {
    if (this.session) return this.session.sync;
    if (this.#connection) return this.#connection.opening;
    return this.#workspace || this.#host.tokenSrc === '' ? NO_TOKEN : CONNECTING;
  }

  /** What the workspace around the host says; undefined without one. */
  get workspace(): Workspace | undefined {
    return this.#workspace;
  }

  /** Tries at once whatever waits for its next attempt. */
  reconnect(): void {
    this.#connection?.reconnect();
    this.session?.reconnect();
  }

  hostConnected(): void {
    this.#host.requestUpdate(); // everything may have changed while the host was away
  }

  hostUpdate(): void {
    this.#arrange();
    this.#watch();
  }

  hostDisconnected(): void {
    this.#unwatch();
    this.#closeRoom();
    this.#leaveConnection();
    this.#own?.taken?.release();
    this.#own = undefined;
  }

  get #workspace(): Workspace | undefined {
    return this.#context.value;
  }

  #arrange(): void {
    if (!this.#host.isConnected) return;
    this.#chooseConnection();
    this.#openRoom();
  }

  #chooseConnection(): void {
    const connection = this.#host.session ? undefined : (this.#workspace?.connection ?? this.#ownConnection());
    if (connection === this.#connection) return;
    this.#closeRoom();
    this.#leaveConnection();
    this.#connection = connection;
    this.#stopConnection = connection?.subscribe(() => {
      if (this.#opened && !connection.holds(this.#opened)) this.#forgetRoom();
      this.#host.requestUpdate();
    });
  }

  #ownConnection(): ServerConnection | undefined {
    const { server, tokenSrc, tokenProvider, cache } = this.#host;
    const source = { server, tokenSrc, tokenProvider, cache };
    if (!this.#own || !isSameSource(this.#own.source, source)) {
      this.#own?.taken?.release();
      this.#own = { source, taken: takeConnection(source) };
    }
    return this.#own.taken?.connection;
  }

  #openRoom(): void {
    const { room } = this.#host;
    if (room === this.#room) return;
    this.#closeRoom();
    const connection = this.#connection;
    if (!connection || room === '') return;
    this.#room = room;
    void connection.openAgenda(room).then((session) => {
      if (!session) return;
      const isWanted =
        this.#connection === connection && this.#room === room && !this.#opened && this.#host.isConnected;
      if (!isWanted) {
        session.close();
        return;
      }
      this.#opened = session;
      this.#host.requestUpdate();
    });
  }

  /** Follows the session. Its content the tag follows itself: it alone knows how much of it a change bears on. */
  #watch(): void {
    const session = this.session;
    if (session === this.#watched) return;
    this.#unwatch();
    this.#watched = session;
    this.#stop = session?.subscribe(() => this.#host.requestUpdate());
  }

  #unwatch(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#watched = undefined;
  }

  #closeRoom(): void {
    this.#opened?.close();
    this.#forgetRoom();
  }

  #forgetRoom(): void {
    this.#opened = undefined;
    this.#room = '';
  }

  #leaveConnection(): void {
    this.#stopConnection?.();
    this.#stopConnection = undefined;
    this.#connection = undefined;
  }
}
