import { setTimeout as sleep } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE } from '../../src/protocol/messages.js';
import { FrameWriter, type Dialect } from './dialect.js';
import { LightSocket, type SocketAddress } from './light-socket.js';
import { markerOf, scanMarkers } from './markers.js';

/** Where one person sits: the socket's address, the room's name as frames carry it, and how the server speaks. */
export interface Seat extends SocketAddress {
  readonly room: string;
  readonly dialect: Dialect;
}

export interface ClientListener {
  /** A marker came in; also a writer's own one when the server sends edits back. */
  arrived(edit: number, client: LightClient): void;
  /** The server said that the edit is stored. Only siban says so. */
  stored(edit: number): void;
}

const EMPTY_UPDATE = Uint8Array.of(0, 0);
const JOIN_TIMEOUT_MS = 20_000;
/** Stands in the acknowledgement queue for the answer to the server's step 1. */
const NO_EDIT = -1;
const PHRASE = '材料';

/**
 * One person at work. A light client owns a private document in which it alone writes: one topic of the agenda, whose
 * notes it types into. Its updates are therefore real Yjs updates that a server must check, integrate, store and send
 * on. What others write it does not integrate; it looks for their markers.
 */
export class LightClient {
  readonly index: number;
  readonly seat: Seat;
  /** How the server ended the connection, while it should have been open. */
  lost: string | null = null;
  readonly #listener: ClientListener;
  readonly #writer: FrameWriter;
  readonly #awaitingStored: number[] = [];
  #socket: LightSocket | null = null;
  #document: Y.Doc | null = null;
  #notes: Y.Text | null = null;
  #update: Uint8Array = EMPTY_UPDATE;
  #ended = false;
  #joined: ((state: Uint8Array) => void) | null = null;

  constructor(index: number, seat: Seat, listener: ClientListener) {
    this.index = index;
    this.seat = seat;
    this.#listener = listener;
    this.#writer = new FrameWriter(seat.dialect, seat.room);
  }

  /** Opens the socket and resolves with the document's state as the server first answers it. */
  async join(): Promise<Uint8Array> {
    let answered: (state: Uint8Array) => void = () => undefined;
    const state = new Promise<Uint8Array>((resolve) => (answered = resolve));
    this.#joined = answered;
    await LightSocket.open(this.seat, {
      opened: (socket) => {
        this.#socket = socket;
        for (const frame of this.#writer.greeting()) socket.send(frame);
      },
      frame: (bytes, start, end) => this.#receive(bytes, start, end),
      closed: (code, reason) => {
        if (!this.#ended) this.lost ??= `${this.seat.path} was closed with ${code} (${reason})`;
      },
    });
    return Promise.race([state, this.#joinLimit()]);
  }

  async #joinLimit(): Promise<never> {
    await sleep(JOIN_TIMEOUT_MS, undefined, { ref: false });
    throw new Error(this.lost ?? `${this.seat.path}: no sync answer within ${JOIN_TIMEOUT_MS / 1000} s`);
  }

  /** Types one marker with two characters at the end of the notes. `sent` is called just before the bytes leave. */
  type(edit: number, sent: (edit: number) => void): void {
    this.#write(markerOf(edit) + PHRASE);
    const frame = this.#writer.sync(2, this.#update);
    this.#awaitingStored.push(edit);
    sent(edit);
    this.#socket!.send(frame);
  }

  leave(): void {
    this.#ended = true;
    this.#socket?.end();
    this.#document?.destroy();
  }

  #write(text: string): void {
    if (this.#document === null) {
      this.#document = new Y.Doc();
      this.#document.on('update', (update: Uint8Array) => {
        this.#update = update;
      });
    }
    const document = this.#document;
    document.transact(() => {
      if (this.#notes === null) this.#notes = createTopic(document);
      this.#notes.insert(this.#notes.length, text);
    });
  }

  #receive(bytes: Buffer, start: number, end: number): void {
    const at = start + this.#writer.prefixLength;
    // Types and kinds are below 128, so each is one byte.
    const type = bytes[at]!;
    if (this.#writer.isSync(type)) this.#receiveSync(bytes, at + 1, end);
    else if (type === MESSAGE.stored && this.seat.dialect === 'y-websocket') {
      const edit = this.#awaitingStored.shift();
      if (edit !== undefined && edit !== NO_EDIT) this.#listener.stored(edit);
    } else if (type === MESSAGE.auth) this.#receiveDenial(bytes, at + 1, end);
  }

  #receiveSync(bytes: Buffer, start: number, end: number): void {
    const kind = bytes[start]!;
    if (kind === 2) {
      scanMarkers(bytes, start + 1, end, (edit) => this.#listener.arrived(edit, this));
      return;
    }
    const body = decoding.readVarUint8Array(decoding.createDecoder(bytes.subarray(start + 1, end)));
    if (kind === 1) {
      this.#joined?.(Uint8Array.from(body));
      this.#joined = null;
      return;
    }
    this.#awaitingStored.push(NO_EDIT);
    const update = this.#document ? Y.encodeStateAsUpdate(this.#document, body) : EMPTY_UPDATE;
    this.#socket!.send(this.#writer.sync(1, update));
  }

  #receiveDenial(bytes: Buffer, start: number, end: number): void {
    const decoder = decoding.createDecoder(bytes.subarray(start, end));
    const kind = decoding.readVarUint(decoder);
    // 0 denies in y-protocols, 1 in Hocuspocus, where 2 says that everything is in order.
    if (kind < 2) this.lost = `${this.seat.path} was refused: ${decoding.readVarString(decoder)}`;
  }
}

function createTopic(document: Y.Doc): Y.Text {
  const topic = new Y.Map<unknown>();
  const notes = new Y.Text();
  topic.set('title', new Y.Text('会议材料按程序提交审定后送阅'));
  topic.set('notes', notes);
  document.getMap('topics').set(`t${document.clientID}`, topic);
  return notes;
}
