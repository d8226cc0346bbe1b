// A bare relay: each frame goes on to everybody else on the same path with `ws.send`. It knows nothing of Yjs, keeps
// nothing and checks nothing; what it costs is what Node, ws and the kernel cost.
// Peers are plain JavaScript so that no loader stands between what is measured and Node.
import { WebSocketServer } from 'ws';

const EMPTY_STEP_2 = Buffer.from([0, 1, 2, 0, 0]);
/** @type {Map<string, Set<import('ws').WebSocket>>} */
const rooms = new Map();

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  perMessageDeflate: false,
});

server.on('connection', (socket, request) => {
  const path = request.url;
  if (!rooms.has(path)) rooms.set(path, new Set());
  const room = rooms.get(path);
  room.add(socket);
  socket.on('error', (error) => console.error(error.message));
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(path);
  });
  socket.on('message', (bytes) => {
    // A joining client waits for an answer to its sync step 1; the relay has no document, so it answers an empty one.
    if (bytes[0] === 0 && bytes[1] === 0) socket.send(EMPTY_STEP_2);
    else for (const other of room) if (other !== socket) other.send(bytes);
  });
});
