import type * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

export type Struct = Y.Item | Y.GC | Y.Skip;

/** A run of clocks of one client, `end` exclusive. */
export interface ClockRange {
  readonly start: number;
  readonly end: number;
}

/** A Yjs update taken apart, before any of it touches a document. */
export interface ReadUpdate {
  readonly structs: readonly Struct[];
  /** The clocks that each client's structs cover; one run a client, since a gap is refused. */
  readonly sections: ReadonlyMap<number, ClockRange>;
  readonly deletes: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
  /** Some clocks in the middle are declared to be missing. */
  readonly hasSkips: boolean;
}

/** The bytes are no Yjs update of version 1, or one that no Yjs ever writes. */
class UpdateError extends Error {
  override readonly name = 'UpdateError';
}

/** Decoding is synchronous, so one variable is enough to look at the decoder afterwards. */
let lastDecoder: decoding.Decoder | undefined;

class ObservedDecoder extends Y.UpdateDecoderV1 {
  constructor(decoder: decoding.Decoder) {
    super(decoder);
    lastDecoder = decoder;
  }
}

/**
 * Reads an update without a document. Lazily, so that a declared count of 2^31 structs in 20 bytes ends
 * at the end of the bytes and not in an allocation (SEC-16). `bytes` must be a buffer of its own: the
 * decoder reads a string's declared length from the whole buffer underneath.
 * @throws UpdateError
 */
function readUpdate(bytes: Uint8Array): ReadUpdate {
  const { structs, ds } = decode(bytes);
  const decoder = lastDecoder!;
  if (decoder.pos !== decoder.arr.length) throw new UpdateError('bytes follow the update');
  const sections = new Map<number, ClockRange>();
  let hasSkips = false;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (struct.length < 1) throw new UpdateError('a struct of no length');
    if (struct instanceof Y.Skip) hasSkips = true;
    const section = sections.get(client);
    // Yjs keeps the last of two sections of one client and forgets the first.
    if (section && section.end !== clock) throw new UpdateError('two sections of one client');
    sections.set(client, { start: section?.start ?? clock, end: clock + struct.length });
  }
  for (const ranges of ds.clients.values()) {
    if (ranges.some((range) => range.len < 1)) throw new UpdateError('a deletion of no length');
  }
  return { structs, sections, deletes: ds.clients, hasSkips };
}

function decode(bytes: Uint8Array): ReturnType<typeof Y.decodeUpdateV2> {
  try {
    return Y.decodeUpdateV2(bytes, ObservedDecoder);
  } catch (error) {
    // Among others a RangeError where values lie so deep that reading them exhausts the stack.
    throw new UpdateError((error as Error).message);
  }
}

/** The same, with undefined for what is no update. */
export function tryReadUpdate(bytes: Uint8Array): ReadUpdate | undefined {
  try {
    return readUpdate(bytes);
  } catch (error) {
    if (error instanceof UpdateError) return undefined;
    throw error;
  }
}
