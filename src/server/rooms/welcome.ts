import { encodeServerHello, encodeSync, SCHEMA, SYNC } from '../../protocol/messages.js';
import type { Connection } from '../socket/connection.js';

export interface Welcome {
  readonly epoch: string;
  readonly generation: number;
  readonly contentSeq: number;
  /** Of the content document. */
  readonly stateVector: Uint8Array;
  /** Who is here, as a message; undefined when nobody is. */
  readonly presence: Uint8Array | undefined;
}

/**
 * What a page hears first. A writer is asked for what it has before anything else; a reader is asked for
 * nothing, so that a stock client sends nothing (SEC-20). The state itself follows when the page asks for it.
 */
export function welcome(connection: Connection, { stateVector, presence, ...hello }: Welcome): void {
  const { limits, extended, part } = connection.setup;
  connection.writeTogether(() => {
    if (connection.isWriter) connection.send(encodeSync(SYNC.step1, stateVector));
    if (extended) {
      const { frameBytes, documentBytes } = limits;
      connection.send(
        encodeServerHello({ ...hello, right: connection.right, schema: SCHEMA, limits: { frameBytes, documentBytes } }),
      );
    }
    if (part === 'content' && presence) connection.send(presence);
  });
}
