import * as decoding from 'lib0/decoding';
import type { ClientHello } from '../../protocol/messages.js';
import { MESSAGE, SYNC } from '../../protocol/messages.js';

/** One message of a page, told apart; what it carries is not looked into yet. */
export type ClientMessage =
  | { readonly kind: 'state-request'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isStep2: boolean }
  | { readonly kind: 'presence'; readonly entries: readonly PresenceEntry[] }
  | { readonly kind: 'presence-request' }
  | { readonly kind: 'renew'; readonly token: string }
  | { readonly kind: 'hello'; readonly hello: ClientHello };

export interface PresenceEntry {
  readonly client: number;
  readonly clock: number;
  /** JSON as it came. */
  readonly state: string;
}

/**
 * Reads exactly one message of a frame; rights are judged on what this returns and never on raw bytes, since
 * `80 00 82 00` means the same as `00 02` (sync-and-security §2, fact 1).
 * @throws Error on unknown types, on anything cut short, and on bytes after the message (SEC-14).
 */
export function readClientMessage(frame: Uint8Array, extended: boolean): ClientMessage {
  const decoder = decoding.createDecoder(frame);
  const message = readBody(decoder, decoding.readVarUint(decoder), extended);
  if (decoding.hasContent(decoder)) throw new Error('bytes follow the message');
  return message;
}

function readBody(decoder: decoding.Decoder, type: number, extended: boolean): ClientMessage {
  switch (type) {
    case MESSAGE.sync:
      return readSync(decoder);
    case MESSAGE.awareness:
      return { kind: 'presence', entries: readPresence(readBytes(decoder)) };
    case MESSAGE.queryAwareness:
      return { kind: 'presence-request' };
    case MESSAGE.renewToken:
      if (extended) return { kind: 'renew', token: decoding.readVarString(decoder) };
      break;
    case MESSAGE.clientHello:
      if (extended) return { kind: 'hello', hello: parseHello(decoding.readVarString(decoder)) };
  }
  throw new Error(`unknown message type ${type}`);
}

function readSync(decoder: decoding.Decoder): ClientMessage {
  const kind = decoding.readVarUint(decoder);
  if (kind === SYNC.step1) return { kind: 'state-request', stateVector: checkedStateVector(readBytes(decoder)) };
  if (kind === SYNC.step2 || kind === SYNC.update) {
    return { kind: 'update', update: readBytes(decoder), isStep2: kind === SYNC.step2 };
  }
  throw new Error(`unknown sync message ${kind}`);
}

/** A run of bytes with its length in front, all of it inside the frame. */
function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder);
  if (length > decoder.arr.length - decoder.pos) throw new Error('a length reaches beyond the message');
  return decoding.readUint8Array(decoder, length);
}

/** More clients than any document of ours has. */
const MOST_CLIENTS = 20_000;

/** The declared number of entries must fit into the bytes: Yjs would believe it (SEC-15). */
function checkedStateVector(stateVector: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(stateVector);
  const declared = decoding.readVarUint(decoder);
  if (declared > stateVector.length / 2 || declared > MOST_CLIENTS) throw new Error('a state vector that lies');
  for (let entry = 0; entry < declared * 2; entry++) decoding.readVarUint(decoder);
  if (decoding.hasContent(decoder)) throw new Error('bytes follow the state vector');
  return stateVector;
}

const utf8 = new TextDecoder();

function readPresence(update: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(update);
  const declared = decoding.readVarUint(decoder);
  if (declared > update.length / 3) throw new Error('a presence message that lies');
  const entries: PresenceEntry[] = [];
  for (let index = 0; index < declared; index++) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    entries.push({ client, clock, state: utf8.decode(readBytes(decoder)) });
  }
  if (decoding.hasContent(decoder)) throw new Error('bytes follow the presence');
  return entries;
}

function parseHello(text: string): ClientHello {
  const { epoch, generation, contentSeq, schema, witness } = JSON.parse(text) as Record<string, unknown>;
  const seen = (witness ?? null) as Record<string, unknown> | null;
  return {
    epoch: optional(epoch, 'string'),
    generation: optional(generation, 'number'),
    contentSeq: optional(contentSeq, 'number'),
    schema: optional(schema, 'number') ?? 1,
    witness: seen && {
      seq: required(seen['seq'], 'number'),
      hash: required(seen['hash'], 'string'),
      epoch: required(seen['epoch'], 'string'),
    },
  };
}

type Named = { string: string; number: number };

function optional<K extends keyof Named>(value: unknown, type: K): Named[K] | null {
  return value === null || value === undefined ? null : required(value, type);
}

function required<K extends keyof Named>(value: unknown, type: K): Named[K] {
  if (typeof value !== type) throw new Error(`a hello needs a ${type}`);
  return value as Named[K];
}
