import { createHash, randomBytes } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';

/** Where a WebSocket is opened; always on the loopback address. */
export interface SocketAddress {
  readonly port: number;
  readonly path: string;
  readonly protocols: readonly string[];
}

/** The portal in whose pages the light clients pretend to run. */
export const ORIGIN = 'http://portal.example';

export interface SocketListener {
  /** The handshake is done. Frames may follow within the same read, so this is a call and not a promise. */
  opened(socket: LightSocket): void;
  /** A complete data frame lies in `bytes` from `start` to `end`. The bytes are overwritten after the call. */
  frame(bytes: Buffer, start: number, end: number): void;
  /** The connection has ended; `code` is the server's close code, or 1006 when it gave none. */
  closed(code: number, reason: string): void;
}

const OPCODE = { continuation: 0, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const HANDSHAKE_KEY = randomBytes(16).toString('base64');
const HANDSHAKE_SALT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

// One buffer serves all sockets: the kernel fills it and the reader empties it within one callback.
const RECEIVED = Buffer.allocUnsafe(256 * 1024);

/**
 * A WebSocket client that reads frame headers and nothing else. Two hundred receivers share a core with the server that
 * is measured, so each of them must cost next to nothing: a full client would spend more on reading than the server
 * spends on sending, and the bench would measure itself.
 */
export class LightSocket {
  readonly #socket: Socket;
  readonly #listener: SocketListener;
  #rest: Buffer | null = null;
  #close: { code: number; reason: string } | null = null;

  private constructor(socket: Socket, listener: SocketListener) {
    this.#socket = socket;
    this.#listener = listener;
  }

  /** Resolves when the handshake is done. Rejects with what the server answered when it refuses. */
  static open(address: SocketAddress, listener: SocketListener): Promise<void> {
    return new Promise((resolve, reject) => {
      let light: LightSocket | null = null;
      let head = Buffer.alloc(0);
      const receive = (count: number, bytes: Uint8Array): boolean => {
        const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, count);
        if (light) {
          light.#read(chunk);
          return true;
        }
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return true;
        const refusal = refusalIn(head.toString('latin1', 0, end));
        if (refusal) {
          socket.destroy();
          reject(new Error(`${address.path}: ${refusal}`));
          return true;
        }
        light = new LightSocket(socket, listener);
        listener.opened(light);
        resolve();
        if (head.length > end + 4) light.#read(head.subarray(end + 4));
        return true;
      };
      const socket = createConnection({
        port: address.port,
        host: '127.0.0.1',
        noDelay: true,
        onread: { buffer: RECEIVED, callback: receive },
      });
      socket.on('connect', () => socket.write(handshake(address)));
      socket.on('error', (error) => reject(error));
      socket.on('close', () => {
        if (light) listener.closed(light.#close?.code ?? 1006, light.#close?.reason ?? 'no close frame');
        else reject(new Error(`${address.path}: the connection ended before the handshake`));
      });
    });
  }

  /** Sends one binary frame. */
  send(payload: Uint8Array): void {
    this.#write(OPCODE.binary, payload);
  }

  /** Leaves without a closing handshake. */
  end(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    while (bytes.length - at >= 2) {
      const opcode = bytes[at]! & 0x0f;
      const short = bytes[at + 1]! & 0x7f;
      const headerLength = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length - at < headerLength) break;
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      const start = at + headerLength;
      if (bytes.length < start + length) break;
      this.#take(opcode, bytes, start, start + length);
      at = start + length;
    }
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : null;
  }

  #take(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === OPCODE.binary) this.#listener.frame(bytes, start, end);
    else if (opcode === OPCODE.ping) this.#write(OPCODE.pong, bytes.subarray(start, end));
    else if (opcode === OPCODE.close) {
      const code = end - start >= 2 ? bytes.readUInt16BE(start) : 1005;
      this.#close = { code, reason: bytes.toString('utf8', Math.min(end, start + 2), end) };
      this.#socket.end();
    } else if (opcode === OPCODE.continuation) throw new Error('a server sent a fragmented message');
  }

  #write(opcode: number, payload: Uint8Array): void {
    const headerLength = payload.length < 126 ? 2 : 4;
    if (payload.length > 0xffff)
      throw new Error(`a frame of ${payload.length} bytes is more than a light client sends`);
    const frame = Buffer.allocUnsafe(headerLength + 4 + payload.length);
    frame[0] = 0x80 | opcode;
    frame[1] = 0x80 | (headerLength === 2 ? payload.length : 126);
    if (headerLength === 4) frame.writeUInt16BE(payload.length, 2);
    // A real mask, as browsers send one: a mask of zeros would save the server work that it has in real life.
    for (let i = 0; i < 4; i++) frame[headerLength + i] = 1 + Math.floor(Math.random() * 255);
    const body = headerLength + 4;
    for (let i = 0; i < payload.length; i++) frame[body + i] = payload[i]! ^ frame[headerLength + (i & 3)]!;
    this.#socket.write(frame);
  }
}

function handshake(address: SocketAddress): string {
  const lines = [
    `GET ${address.path} HTTP/1.1`,
    `Host: 127.0.0.1:${address.port}`,
    `Origin: ${ORIGIN}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${HANDSHAKE_KEY}`,
  ];
  if (address.protocols.length > 0) lines.push(`Sec-WebSocket-Protocol: ${address.protocols.join(', ')}`);
  return lines.join('\r\n') + '\r\n\r\n';
}

function refusalIn(head: string): string | null {
  const [status = '', ...headers] = head.split('\r\n');
  if (!status.startsWith('HTTP/1.1 101')) return `the server answered "${status}"`;
  const accept = headers.find((line) => line.toLowerCase().startsWith('sec-websocket-accept:'));
  const expected = createHash('sha1')
    .update(HANDSHAKE_KEY + HANDSHAKE_SALT)
    .digest('base64');
  return accept?.split(':')[1]?.trim() === expected ? null : 'the handshake was not answered by a WebSocket server';
}
