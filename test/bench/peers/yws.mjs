// The stock y-websocket server, in memory, put together the way its own command does.
import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const http = createServer((_request, response) => response.end('yws'));
const server = new WebSocketServer({ server: http });
server.on('connection', (socket, request) => {
  socket.on('error', (error) => console.error(error.message));
  setupWSConnection(socket, request);
});
http.listen(Number(process.env.PORT), '127.0.0.1');
