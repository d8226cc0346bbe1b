// The relay that a fan-out server ought to be compared with: a frame is built once per room, and all frames of one turn
// of the event loop leave in one write per socket. A writer gets its own frame back, which every Yjs client ignores.
import { setImmediate } from 'node:timers';
import { Sender, WebSocketServer } from 'ws';

const EMPTY_STEP_2 = Buffer.from([0, 1, 2, 0, 0]);
const BINARY = { fin: true, opcode: 2, mask: false, readOnly: true, rsv1: false };

class Room {
  sockets = new Set();
  #waiting = [];

  relay(bytes) {
    if (this.#waiting.length === 0) setImmediate(() => this.#flush());
    this.#waiting.push(...Sender.frame(bytes, BINARY));
  }

  #flush() {
    const turn = Buffer.concat(this.#waiting);
    this.#waiting = [];
    for (const socket of this.sockets) if (socket.writable) socket.write(turn);
  }
}

/** @type {Map<string, Room>} */
const rooms = new Map();

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  perMessageDeflate: false,
});

server.on('connection', (socket, request) => {
  const path = request.url;
  if (!rooms.has(path)) rooms.set(path, new Room());
  const room = rooms.get(path);
  // ws offers no public way to send a frame that is already built.
  const raw = socket._socket;
  room.sockets.add(raw);
  socket.on('error', (error) => console.error(error.message));
  socket.on('close', () => {
    room.sockets.delete(raw);
    if (room.sockets.size === 0) rooms.delete(path);
  });
  socket.on('message', (bytes) => {
    if (bytes[0] === 0 && bytes[1] === 0) socket.send(EMPTY_STEP_2);
    else room.relay(bytes);
  });
});
