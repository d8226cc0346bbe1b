import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Head } from '../model/entry.js';
import type { Right } from '../model/room.js';

/** Message types on the wire: the four of y-websocket, then ours (architecture §8). */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Page → server: a new token for the live connection. */
  renewToken: 110,
  /** Server → page: one accepted sync message is committed. */
  stored: 111,
  serverHello: 112,
  clientHello: 113,
} as const;

export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Subprotocols; the token travels as a second one, `bearer.<jwt>`. */
export const SUBPROTOCOL = { extended: 'siban.v1', plain: 'siban.plain' } as const;
export const BEARER_PREFIX = 'bearer.';

/** Version of the shape of content documents that this release writes. */
export const SCHEMA = 1;

export interface ServerHello {
  readonly epoch: string;
  readonly generation: number;
  /** Sequence number of the newest committed row of the content log. */
  readonly contentSeq: number;
  readonly right: Right;
  readonly schema: number;
  readonly limits: { readonly frameBytes: number; readonly documentBytes: number };
}

export interface ClientHello {
  readonly epoch: string | null;
  readonly generation: number | null;
  readonly contentSeq: number | null;
  readonly schema: number;
  readonly witness: (Head & { readonly epoch: string }) | null;
}

export function encodeStored(seq: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.stored);
  encoding.writeVarUint(encoder, seq);
  return encoding.toUint8Array(encoder);
}

export function encodeServerHello(hello: ServerHello): Uint8Array {
  return encodeText(MESSAGE.serverHello, JSON.stringify(hello));
}

export function encodeClientHello(hello: ClientHello): Uint8Array {
  return encodeText(MESSAGE.clientHello, JSON.stringify(hello));
}

export function encodeRenewToken(token: string): Uint8Array {
  return encodeText(MESSAGE.renewToken, token);
}

/** The auth message of y-protocols, which y-websocket reports before the connection closes (SEC-19). */
export function encodePermissionDenied(reason: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.auth);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, reason);
  return encoding.toUint8Array(encoder);
}

/** A sync message of y-protocols; `kind` is one of `SYNC`. */
export function encodeSync(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

/** An awareness message of y-protocols: clientID, clock and state as JSON of each entry. */
export function encodePresence(
  entries: readonly { readonly client: number; readonly clock: number; readonly state: string }[],
): Uint8Array {
  const update = encoding.createEncoder();
  encoding.writeVarUint(update, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(update, client);
    encoding.writeVarUint(update, clock);
    encoding.writeVarString(update, state);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(update));
  return encoding.toUint8Array(encoder);
}

function encodeText(type: number, text: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  encoding.writeVarString(encoder, text);
  return encoding.toUint8Array(encoder);
}

/** Reads the body of a server hello, the type already taken. Throws on anything else. */
export function readServerHello(decoder: decoding.Decoder): ServerHello {
  return JSON.parse(decoding.readVarString(decoder)) as ServerHello;
}
