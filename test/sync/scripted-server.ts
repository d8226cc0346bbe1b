import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as decoding from 'lib0/decoding';
import { WebSocketServer, type WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  encodeServerHello,
  encodeStored,
  encodeSync,
  MESSAGE,
  SYNC,
  type ServerHello,
} from '../../src/protocol/messages.js';

/** One frame of a page, taken apart as far as tests need it. */
export interface Received {
  readonly type: number;
  /** Of a sync message. */
  readonly kind?: number;
  readonly bytes: Uint8Array;
  /** Of messages 110 and 113. */
  readonly text?: string;
}

export interface Peer {
  readonly socket: WebSocket;
  readonly token: string;
  readonly received: Received[];
  send(frame: Uint8Array): void;
  close(code: number, reason?: string): void;
  /** Resolves with the first frame that `condition` takes, also one that came already. */
  frame(condition: (received: Received) => boolean): Promise<Received>;
}

export const HELLO: ServerHello = {
  epoch: 'epoch-1',
  generation: 1,
  contentSeq: 1,
  right: 'write',
  schema: 1,
  limits: { frameBytes: 4_194_304, documentBytes: 8_388_608 },
};

/** A server that does what a test tells it, to the letter: what no honest server would do at will. */
export class ScriptedServer {
  readonly #http: Server;
  readonly #peers: Peer[] = [];
  readonly #waiting: ((peer: Peer) => void)[] = [];

  private constructor(http: Server) {
    this.#http = http;
    const sockets = new WebSocketServer({ server: http, handleProtocols: (offered) => [...offered][0] ?? false });
    sockets.on('connection', (socket, request) => {
      const offered = request.headers['sec-websocket-protocol'] ?? '';
      const peer = peerOf(socket, /bearer\.(\S+)/.exec(offered)?.[1] ?? '');
      const waiting = this.#waiting.shift();
      if (waiting) waiting(peer);
      else this.#peers.push(peer);
    });
  }

  static async start(): Promise<ScriptedServer> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return new ScriptedServer(http);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}/ws`;
  }

  /** The next page that connects. */
  connection(): Promise<Peer> {
    const peer = this.#peers.shift();
    return peer ? Promise.resolve(peer) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    this.#http.closeAllConnections();
    this.#http.close();
  }
}

function peerOf(socket: WebSocket, token: string): Peer {
  const received: Received[] = [];
  const waiting: { condition: (frame: Received) => boolean; resolve: (frame: Received) => void }[] = [];
  socket.on('message', (data: Buffer) => {
    const frame = take(new Uint8Array(data));
    received.push(frame);
    for (const each of [...waiting]) {
      if (!each.condition(frame)) continue;
      waiting.splice(waiting.indexOf(each), 1);
      each.resolve(frame);
    }
  });
  return {
    socket,
    token,
    received,
    send: (frame) => socket.send(frame),
    close: (code, reason = '') => socket.close(code, reason),
    frame: (condition) =>
      new Promise((resolve) => {
        const there = received.find(condition);
        if (there) resolve(there);
        else waiting.push({ condition, resolve });
      }),
  };
}

function take(frame: Uint8Array): Received {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  if (type === MESSAGE.sync) {
    const kind = decoding.readVarUint(decoder);
    return { type, kind, bytes: decoding.readVarUint8Array(decoder) };
  }
  if (type === MESSAGE.renewToken || type === MESSAGE.clientHello) {
    return { type, bytes: frame, text: decoding.readVarString(decoder) };
  }
  return { type, bytes: frame };
}

export const isStep2 = (frame: Received): boolean => frame.type === MESSAGE.sync && frame.kind === SYNC.step2;
export const isUpdate = (frame: Received): boolean => frame.type === MESSAGE.sync && frame.kind === SYNC.update;
export const isHello = (frame: Received): boolean => frame.type === MESSAGE.clientHello;

/** Welcomes a page as the real server does: step 1 to writers, hello, and the state that it lacks. */
export function welcome(peer: Peer, doc: Y.Doc, hello: Partial<ServerHello> = {}): void {
  peer.send(encodeSync(SYNC.step1, Y.encodeStateVector(doc)));
  peer.send(encodeServerHello({ ...HELLO, ...hello }));
  peer.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(doc)));
}

export function store(peer: Peer, seq: number): void {
  peer.send(encodeStored(seq));
}
