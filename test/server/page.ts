import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  encodeClientHello,
  encodeRenewToken,
  encodeSync,
  MESSAGE,
  SYNC,
  type ClientHello,
  type ServerHello,
} from '../../src/protocol/messages.js';

export interface PageOptions {
  readonly token?: string;
  readonly origin?: string | undefined;
  /** `siban.v1` unless given; empty for none. */
  readonly protocol?: string;
  readonly doc?: Y.Doc;
  /** Whether to sync as y-websocket does, and to wait until synced or closed; true unless given. */
  readonly sync?: boolean;
  /** Whether local edits of the document are sent; true unless given. */
  readonly sendsEdits?: boolean;
  readonly answersStep1?: boolean;
}

export async function until<T>(what: () => T | undefined | null | false, message = 'it never came to pass', ms = 5000) {
  const end = Date.now() + ms;
  for (;;) {
    const value = what();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw new Error(message);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Long enough for a frame to cross the loopback and back: what has not happened by then was not about to. */
export const settle = (ms = 120) => new Promise((resolve) => setTimeout(resolve, ms));

/** One page that shows every byte: syncs like y-websocket, but never reconnects and sends what it is told to. */
export class Page {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly socket: WebSocket;
  /** Message types in the order in which they came; sync messages as `0.<kind>`. */
  readonly received: string[] = [];
  readonly acks: number[] = [];
  readonly denials: string[] = [];
  hello: ServerHello | undefined;
  closed: { code: number; reason: string } | undefined;
  /** The HTTP status of a refused upgrade. */
  status: number | undefined;
  synced = false;
  readonly #options: PageOptions;

  private constructor(url: string, options: PageOptions) {
    this.#options = options;
    this.doc = options.doc ?? new Y.Doc();
    this.awareness = new Awareness(this.doc);
    // Its timer goes on for ever and would keep the test's process: a page that a test leaves open is no reason to wait.
    (this.awareness._checkInterval as NodeJS.Timeout).unref();
    this.awareness.setLocalState(null);
    const { token = '', origin, protocol = 'siban.v1' } = options;
    const protocols = protocol === '' ? [] : [protocol, `bearer.${token}`];
    this.socket = new WebSocket(url, protocols, { ...(origin === undefined ? {} : { origin }) });
    this.socket.binaryType = 'nodebuffer';
    this.socket.on('open', () => {
      if (options.sync !== false) this.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc)));
    });
    this.socket.on('message', (data) => this.#receive(new Uint8Array(data as Buffer)));
    this.socket.on('close', (code, reason) => (this.closed ??= { code, reason: String(reason) }));
    this.socket.on('unexpected-response', (_, response) => {
      this.status = response.statusCode;
      this.closed = { code: 0, reason: 'http' };
      this.socket.terminate();
    });
    this.socket.on('error', () => undefined); // told by `closed` or `status`
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && options.sendsEdits !== false) this.send(encodeSync(SYNC.update, update));
    });
  }

  static async open(url: string, options: PageOptions): Promise<Page> {
    const page = new Page(url, options);
    await until(() => page.socket.readyState !== WebSocket.CONNECTING || page.closed, 'no answer to the handshake');
    if (options.sync !== false) await until(() => page.synced || page.closed, 'never synced');
    return page;
  }

  get topics(): Y.Map<unknown> {
    return this.doc.getMap('topics');
  }

  #receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) {
      this.#receiveSync(decoder);
      return;
    }
    this.received.push(String(type));
    if (type === MESSAGE.awareness) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    else if (type === MESSAGE.stored) this.acks.push(decoding.readVarUint(decoder));
    else if (type === MESSAGE.serverHello) this.hello = JSON.parse(decoding.readVarString(decoder)) as ServerHello;
    else if (type === MESSAGE.auth) {
      decoding.readVarUint(decoder);
      this.denials.push(decoding.readVarString(decoder));
    }
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    this.received.push(`0.${kind}`);
    const body = decoding.readVarUint8Array(decoder);
    if (kind === SYNC.step1) {
      if (this.#options.answersStep1 === false) return;
      this.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.doc, body)));
    } else {
      Y.applyUpdate(this.doc, body, this);
      if (kind === SYNC.step2) this.synced = true;
    }
  }

  send(message: Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message);
  }

  update(update: Uint8Array): void {
    this.send(encodeSync(SYNC.update, update));
  }

  sendHello(hello: Partial<ClientHello>): void {
    this.send(
      encodeClientHello({ epoch: null, generation: null, contentSeq: null, schema: 1, witness: null, ...hello }),
    );
  }

  renew(token: string): void {
    this.send(encodeRenewToken(token));
  }

  /** Shows presence as y-protocols does, raising the clock each time. */
  present(state: Record<string, unknown> | null): void {
    this.awareness.setLocalState(state);
    this.sendPresence(encodeAwarenessUpdate(this.awareness, [this.doc.clientID]));
  }

  sendPresence(update: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, update);
    this.send(encoding.toUint8Array(encoder));
  }

  /** What this page sees of a clientID's presence. */
  seen(client: number): Record<string, unknown> | undefined {
    return this.awareness.getStates().get(client);
  }

  async closesWith(code: number): Promise<void> {
    const { code: actual } = await until(() => this.closed, `not closed with ${code}`);
    if (actual !== code) throw new Error(`closed with ${actual}, not with ${code}`);
  }

  close(): void {
    this.socket.terminate();
    this.awareness.destroy();
  }
}

/** Presence entries by hand: clientID, clock, and JSON as it stands. */
export function presenceEntries(...rows: readonly (readonly [number, number, string])[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, rows.length);
  for (const [client, clock, state] of rows) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}
