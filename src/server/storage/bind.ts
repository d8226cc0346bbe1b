/** What SQLite may be given, and gives back. */
export type SqlValue = string | number | Uint8Array | null;

/** A value that no statement takes: a mistake of ours and never of a user. */
export class BindError extends TypeError {
  override readonly name = 'BindError';
}

/**
 * Checks the parameters of a statement. libsql ends the process on a boolean and on a blob as sole
 * argument, and cuts a string at NUL: nothing reaches it but through here, always as one list.
 * @throws BindError
 */
export function bind(values: readonly unknown[], count: number): SqlValue[] {
  if (values.length !== count) throw new BindError(`statement takes ${count} values, got ${values.length}`);
  return values.map((value, index) => {
    if (value === null || value instanceof Uint8Array) return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    if (typeof value === 'string' && !value.includes('\0')) return value;
    throw new BindError(`value ${index + 1} of a statement is not a string, safe integer, Uint8Array or null`);
  });
}

/** What comes out of a column. Blobs arrive as Buffer or ArrayBuffer, depending on the call. */
export function unbind(value: unknown): SqlValue {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`a column holds a ${typeof value}`);
}
