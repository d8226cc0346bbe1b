// Over 300 lines: one connection with its whole life; the decisions are in close-policy.ts, the counting in unsaved-edits.ts.
import * as decoding from 'lib0/decoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentPart } from '../model/room.js';
import * as encoding from 'lib0/encoding';
import {
  BEARER_PREFIX,
  encodeClientHello,
  encodeRenewToken,
  encodeSync,
  MESSAGE,
  readServerHello,
  SCHEMA,
  SUBPROTOCOL,
  SYNC,
  type ClientHello,
  type ServerHello,
} from '../protocol/messages.js';
import { MALFORMED } from '../protocol/close-codes.js';
import { ClosePolicy, type AfterClose } from './close-policy.js';
import type { Environment } from './environment.js';
import { Listeners } from './listeners.js';
import { TokenError, type TokenKeeper } from './token.js';
import { UnsavedEdits } from './unsaved-edits.js';
import { watchedSocket } from './watched-socket.js';

/**
 * `connecting`: for the first time. `live`: everything that the server has is here. `offline`: cut off, and trying again.
 * `stopped`: a person has to do something first.
 */
export type SourceStatus = 'connecting' | 'live' | 'offline' | 'stopped';

/** Why a source stopped; `expired` alone is cured by signing in. */
export interface SourceStop {
  readonly kind: 'refused' | 'expired';
  /** A reason of `protocol/close-codes.ts`, or another word for what went wrong. */
  readonly reason: string;
}

/** What the document must be replaced by before the connection goes on: nothing, or the same without what was refused. */
export type Replacement = { readonly with: 'nothing' } | { readonly with: 'clean copy'; readonly reason: string };

export interface SourceOptions {
  /** `ws://host:port/ws`. */
  readonly url: string;
  readonly room: string;
  readonly part: DocumentPart;
  readonly doc: Y.Doc;
  /** How many edits the document holds that an earlier source could not save. */
  readonly carried: number;
  /** Generation of the document when it comes from a cache; another one on the server makes it worthless. */
  readonly generation?: number | undefined;
  readonly tokens: TokenKeeper;
  readonly environment: Environment;
  /** What the page tells when it connects. */
  readonly hello: () => Omit<ClientHello, 'schema'>;
  /** The document cannot go on as it is. The source has stopped for good; another takes its place. */
  readonly replace: (how: Replacement) => void;
}

/** One document over one WebSocket: the provider of y-websocket, with our admission, acknowledgement and close codes. */
export class WebsocketSource {
  readonly awareness: Awareness;
  readonly #options: SourceOptions;
  readonly #provider: WebsocketProvider;
  readonly #policy: ClosePolicy;
  readonly #edits: UnsavedEdits;
  readonly #listeners = new Listeners();
  readonly #stopRenewal: () => void;
  #hello: ServerHello | undefined;
  #contentSeq: number | null = null;
  #known: ReadonlyMap<number, number> | undefined;
  #status: SourceStatus = 'connecting';
  #stop: SourceStop | null = null;
  /** The document is full: nothing is sent any more, what others do still comes in. */
  #mute = false;
  /** A sync message that the provider sent while it passed on the edit at hand. */
  #justSent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: SourceOptions) {
    const { doc, environment, room, part, url } = options;
    this.#options = options;
    this.#policy = new ClosePolicy(environment.random);
    this.#edits = new UnsavedEdits(options.carried);
    this.awareness = new Awareness(doc);
    // Nobody is present on a record: it is written by the server alone.
    if (part === 'record') this.awareness.setLocalState(null);
    this.#provider = new WebsocketProvider(url, `${room}/${part}`, doc, {
      connect: false,
      awareness: this.awareness,
      // It would pass text between people of one browser past every check of the server.
      disableBc: true,
      WebSocketPolyfill: watchedSocket(environment.WebSocket, (frame) => this.#onSend(frame)),
      // The provider knows no jitter, and gives up or goes on by its own reading of the codes.
      shouldReconnect: () => false,
    });
    this.#listen();
    this.#stopRenewal = options.tokens.onRenewed(() => this.#sendToken());
  }

  /**
   * The document. Of a record, every connection begins an empty one: merged into what is here, a record that the
   * server has cut short would look as if nothing was missing.
   */
  get doc(): Y.Doc {
    return this.#provider.doc;
  }

  get status(): SourceStatus {
    return this.#status;
  }

  get stop(): SourceStop | null {
    return this.#stop;
  }

  /** Edits of this page that the server has not yet said it has on disk. */
  get unsaved(): number {
    return this.#edits.count;
  }

  /** Those of them that are in no message of this connection. */
  get unsent(): number {
    return this.#edits.unsent;
  }

  /** Those of them that were in the document from the start. */
  get carried(): number {
    return this.#edits.carried;
  }

  /** What the server last said of itself and of this person's right; undefined before. */
  get hello(): ServerHello | undefined {
    return this.#hello;
  }

  /** The newest row of the content log that this page knows of. */
  get contentSeq(): number | null {
    return this.#contentSeq;
  }

  /**
   * How much of each client's writing the server has, as it said when it connected, or since it has had everything of this document;
   * undefined before it said anything.
   */
  get known(): ReadonlyMap<number, number> | undefined {
    return this.#known;
  }

  /** The document takes no more; what was typed since is not saved. */
  get isFull(): boolean {
    return this.#mute;
  }

  /** Called after anything above changed. Returns the way out. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Connects now: at the start, or because a person or the network says that it may work again. */
  connect(): void {
    if (this.#closed || this.#provider.ws !== null) return;
    this.#policy.startOver();
    this.#stop = null;
    if (this.#status === 'stopped') this.#status = 'connecting';
    this.#listeners.tell();
    void this.#open();
  }

  /** Does not connect again before a person asks for it. */
  halt(stop: SourceStop): void {
    this.#clearTimer();
    this.#stop = stop;
    this.#status = 'stopped';
    this.#listeners.tell();
  }

  /** Has the document replaced by an empty one: what is unsaved in it will never be taken. */
  startAnew(): void {
    this.#giveUp({ with: 'nothing' });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#clearTimer();
    this.#stopRenewal();
    this.#listeners.clear();
    this.#provider.doc.off('update', this.#onUpdate);
    this.awareness.off('update', this.#onAwareness);
    this.#provider.destroy();
    this.awareness.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    const sync = provider.messageHandlers[MESSAGE.sync]!;
    provider.messageHandlers[MESSAGE.sync] = (...message) => {
      this.#noteStep1(message[1]);
      sync(...message);
    };
    provider.messageHandlers[MESSAGE.stored] = (_encoder, decoder) => this.#read(() => this.#onStored(decoder));
    provider.messageHandlers[MESSAGE.serverHello] = (_encoder, decoder) => this.#read(() => this.#onHello(decoder));
    // Said again by the close code that follows.
    provider.messageHandlers[MESSAGE.auth] = () => undefined;
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#onConnected();
    });
    provider.on('sync', (synced) => {
      if (synced) this.#onSynced();
    });
    provider.on('connection-close', (event) => this.#onClosed(event));
    // After the provider's own listener, which has sent the edit by then.
    provider.doc.on('update', this.#onUpdate);
    // The provider sends every change of presence that it hears of, other people's too.
    this.awareness.off('update', provider._awarenessUpdateHandler);
    this.awareness.on('update', this.#onAwareness);
  }

  async #open(): Promise<void> {
    this.#clearTimer();
    try {
      const token = await this.#options.tokens.token();
      if (this.#closed || this.#provider.ws !== null) return;
      if (this.#options.part === 'record' && this.#hello) this.#beginAnew();
      this.#provider.protocols = [SUBPROTOCOL.extended, BEARER_PREFIX + token];
      this.#provider.connect();
    } catch (error) {
      this.#onNoToken(error);
    }
  }

  /** Nothing is ever written to a record here, so the provider has no other hold on its document. */
  #beginAnew(): void {
    const doc = new Y.Doc();
    // The provider looks up its own presence by it.
    doc.clientID = this.#provider.doc.clientID;
    this.#provider.doc = doc;
    this.#listeners.tell();
  }

  #onNoToken(error: unknown): void {
    if (this.#closed) return;
    if (error instanceof TokenError && error.fault === 'sign-in') this.#act({ then: 'expire' });
    else if (error instanceof TokenError && error.fault === 'unreadable') this.#act({ then: 'stop', reason: 'token' });
    else this.#act(this.#policy.retry());
  }

  /** A message that this release cannot read is a bug on one of the two sides: nothing is to be hoped from another attempt. */
  #read(read: () => void): void {
    try {
      read();
    } catch {
      this.halt({ kind: 'refused', reason: MALFORMED.reason });
      queueMicrotask(() => this.#provider.disconnect());
    }
  }

  #onConnected(): void {
    this.#send(encodeClientHello({ ...this.#options.hello(), schema: SCHEMA }));
    // Under a new clock: the others have removed this page under the old one, and would not take that again.
    const presence = this.awareness.getLocalState();
    if (presence) this.awareness.setLocalState(presence);
  }

  #onHello(decoder: decoding.Decoder): void {
    const known = this.#hello?.generation ?? this.#options.generation;
    this.#hello = readServerHello(decoder);
    this.#policy.admitted();
    this.#contentSeq = this.#hello.contentSeq;
    if (known !== undefined && known !== this.#hello.generation) this.#act({ then: 'start-anew' });
    else this.#listeners.tell();
  }

  /** What the server has; the message is for the provider to read. */
  #noteStep1(decoder: decoding.Decoder): void {
    const copy = decoding.clone(decoder);
    if (decoding.readVarUint(copy) === SYNC.step1) this.#known = Y.decodeStateVector(decoding.readVarUint8Array(copy));
  }

  #onStored(decoder: decoding.Decoder): void {
    this.#contentSeq = decoding.readVarUint(decoder);
    this.#edits.stored();
    if (this.#edits.count === 0) this.#known = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    this.#policy.accepted();
    this.#listeners.tell();
  }

  #onSynced(): void {
    // Whoever may not write sends nothing that could be accepted.
    if (this.#hello?.right !== 'write' || this.#options.part === 'record') this.#policy.accepted();
    this.#status = 'live';
    this.#listeners.tell();
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    const sent = this.#justSent;
    this.#justSent = false;
    if (origin === this.#provider) return;
    this.#edits.edited(sent);
    this.#listeners.tell();
  };

  /** Sees every frame that goes out; gives back what is to be sent instead. */
  #onSend(frame: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return frame;
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC.step1) return frame;
    if (this.#mute) return kind === SYNC.step2 ? EMPTY_STEP2 : null;
    this.#edits.sent(kind);
    this.#justSent = kind === SYNC.update;
    return frame;
  }

  readonly #onAwareness = ({ added, updated, removed }: AwarenessChange): void => {
    const own = this.awareness.clientID;
    if (![...added, ...updated, ...removed].includes(own)) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [own]));
    this.#send(encoding.toUint8Array(encoder));
  };

  #onClosed(event: CloseEvent | null): void {
    this.#provider.shouldConnect = false;
    this.#edits.disconnected();
    if (this.#closed || this.#stop) return;
    // Without an event it was the provider itself that heard nothing for too long.
    this.#act(this.#policy.after(event?.code ?? 1006, event?.reason ?? ''));
  }

  #act(after: AfterClose): void {
    switch (after.then) {
      case 'retry':
        // Also after the very first failure: whoever opens a page without network must see why it stays empty.
        this.#status = 'offline';
        this.#timer = setTimeout(() => void this.#open(), after.delay);
        break;
      case 'renew':
        this.#status = 'offline';
        // Not before the provider is done with the closed socket.
        queueMicrotask(() => void this.#renewAndOpen());
        break;
      case 'only-read':
        this.#mute = true;
        this.#status = 'offline';
        this.#timer = setTimeout(() => void this.#open());
        break;
      case 'expire':
        this.halt({ kind: 'expired', reason: 'unauthenticated' });
        return;
      case 'stop':
        this.halt({ kind: 'refused', reason: after.reason });
        return;
      case 'start-anew':
        this.#giveUp({ with: 'nothing' });
        return;
      case 'clean':
        this.#giveUp({ with: 'clean copy', reason: after.reason });
        return;
    }
    this.#listeners.tell();
  }

  async #renewAndOpen(): Promise<void> {
    try {
      await this.#options.tokens.renew();
    } catch (error) {
      this.#onNoToken(error);
      return;
    }
    if (!this.#closed) await this.#open();
  }

  #giveUp(how: Replacement): void {
    const { replace } = this.#options;
    // The provider is in the middle of closing, or of reading a message: it is taken down after that.
    queueMicrotask(() => {
      if (this.#closed) return;
      this.close();
      replace(how);
    });
  }

  #sendToken(): void {
    const { newest } = this.#options.tokens;
    if (newest !== undefined) this.#send(encodeRenewToken(newest));
  }

  #send(frame: Uint8Array): void {
    const { ws, wsconnected } = this.#provider;
    if (ws && wsconnected && ws.readyState === ws.OPEN) ws.send(frame as Uint8Array<ArrayBuffer>);
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** Finishes the joining of somebody who has nothing to say: an update without structs and without deletions. */
const EMPTY_STEP2 = encodeSync(SYNC.step2, new Uint8Array([0, 0])) as Uint8Array<ArrayBuffer>;
