import * as encoding from 'lib0/encoding';

/**
 * What differs on the wire between the servers. Hocuspocus repeats the room in each frame and wants an authentication
 * message first; the others speak the protocol of y-websocket, siban with its own messages beside it.
 */
export type Dialect = 'y-websocket' | 'hocuspocus';

const TYPE = { sync: 0, auth: 2, syncReply: 4 } as const;
const AUTH_TOKEN = 0;
const EMPTY_STATE_VECTOR = Uint8Array.of(0);

/** Writes frames for one room. */
export class FrameWriter {
  readonly #dialect: Dialect;
  readonly #prefix: Uint8Array;

  constructor(dialect: Dialect, room: string) {
    this.#dialect = dialect;
    const encoder = encoding.createEncoder();
    if (dialect === 'hocuspocus') encoding.writeVarString(encoder, room);
    this.#prefix = encoding.toUint8Array(encoder);
  }

  /** Bytes that stand before the message type in every frame of this room. */
  get prefixLength(): number {
    return this.#prefix.length;
  }

  /** What a client says as soon as the socket is open. */
  greeting(): Uint8Array[] {
    const step1 = this.sync(0, EMPTY_STATE_VECTOR);
    if (this.#dialect === 'y-websocket') return [step1];
    const encoder = this.#begin();
    encoding.writeVarUint(encoder, TYPE.auth);
    encoding.writeVarUint(encoder, AUTH_TOKEN);
    encoding.writeVarString(encoder, 'bench');
    return [encoding.toUint8Array(encoder), step1];
  }

  /** A sync message: 0 state vector, 1 answer to one, 2 update. */
  sync(kind: 0 | 1 | 2, body: Uint8Array): Uint8Array {
    const encoder = this.#begin();
    encoding.writeVarUint(encoder, TYPE.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, body);
    return encoding.toUint8Array(encoder);
  }

  isSync(type: number): boolean {
    return type === TYPE.sync || (type === TYPE.syncReply && this.#dialect === 'hocuspocus');
  }

  #begin(): encoding.Encoder {
    const encoder = encoding.createEncoder();
    encoding.writeUint8Array(encoder, this.#prefix);
    return encoder;
  }
}
