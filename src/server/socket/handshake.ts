import type { IncomingMessage } from 'node:http';
import { BEARER_PREFIX, SUBPROTOCOL } from '../../protocol/messages.js';

/** What a request offers as subprotocols: how it wants to talk, and who it says it is (SEC-4). */
export interface OfferedProtocols {
  /** The one to answer with; undefined when none of ours is offered. */
  readonly protocol: string | undefined;
  readonly token: string | undefined;
}

/** Reads `Sec-WebSocket-Protocol: siban.v1, bearer.<jwt>`. */
export function offeredProtocols(request: IncomingMessage): OfferedProtocols {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return {
    protocol: offered.find((name) => name === SUBPROTOCOL.extended || name === SUBPROTOCOL.plain),
    token: offered.find((name) => name.startsWith(BEARER_PREFIX))?.slice(BEARER_PREFIX.length),
  };
}

/** The peer's address, or the one that a trusted proxy names. */
export function addressOf(request: IncomingMessage, trustsProxy: boolean): string {
  const forwarded = request.headers['x-forwarded-for'];
  // The last one is the proxy's own word; those before it are whatever the client wrote.
  const last = trustsProxy && typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
  return last ?? request.socket.remoteAddress ?? '';
}
