import * as encoding from 'lib0/encoding';

/** Writes bytes with an encoder. */
export function written(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

export type Write = (encoder: encoding.Encoder) => void;

/** A Yjs update of version 1 with one section, field by field, so that it can lie about any of them. */
export function handMade(section: {
  readonly client: number;
  readonly clock?: number;
  /** What is declared; the number of `structs` unless given. */
  readonly count?: number;
  readonly structs: readonly Write[];
  /** `[client, clock, length]` of deletions. */
  readonly deletes?: readonly (readonly [number, number, number])[];
}): Uint8Array {
  return written((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, section.count ?? section.structs.length);
    encoding.writeVarUint(encoder, section.client);
    encoding.writeVarUint(encoder, section.clock ?? 0);
    for (const write of section.structs) write(encoder);
    writeDeletes(encoder, section.deletes ?? []);
  });
}

function writeDeletes(encoder: encoding.Encoder, deletes: readonly (readonly [number, number, number])[]): void {
  encoding.writeVarUint(encoder, deletes.length);
  for (const [client, clock, length] of deletes) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarUint(encoder, length);
  }
}

export const onlyDeletes = (...deletes: readonly (readonly [number, number, number])[]): Uint8Array =>
  written((encoder) => {
    encoding.writeVarUint(encoder, 0);
    writeDeletes(encoder, deletes);
  });

const HAS_KEY = 0x20;
const HAS_ORIGIN = 0x80;

/** `root[key] = value`, with nothing to its left. */
export const mapEntry =
  (root: string, key: string, value: unknown): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 8 | HAS_KEY);
    writeRoot(encoder, root);
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as never);
  };

/** `root[key]` whose content is written by hand; `ref` is the kind of content. */
export const mapEntryOf =
  (root: string, key: string, ref: number, content: Write): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, ref | HAS_KEY);
    writeRoot(encoder, root);
    encoding.writeVarString(encoder, key);
    content(encoder);
  };

/** An item right of another one: it names no parent, it inherits it. */
export const itemAfter =
  (client: number, clock: number, ref: number, content: Write): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, ref | HAS_ORIGIN);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    content(encoder);
  };

/** `parent[key]` = a new Y.Map, where the parent is another item. */
export const nestedMap =
  (client: number, clock: number, key: string): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 7 | HAS_KEY);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
  };

function writeRoot(encoder: encoding.Encoder, root: string): void {
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, root);
}

export const any =
  (value: unknown): Write =>
  (encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as never);
  };

export const text =
  (value: string): Write =>
  (encoder) =>
    encoding.writeVarString(encoder, value);

export const collected =
  (length: number): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, length);
  };

export const skipped =
  (length: number): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 10);
    encoding.writeVarUint(encoder, length);
  };

/** A number with bytes too many: decodes to the same, and compares unequal byte by byte. */
export function fatUint(value: number): Uint8Array {
  return new Uint8Array([0x80 | (value & 0x7f), 0x80, 0]);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
