import type { Head } from '../model/entry.js';

/** One room's record as it lies in a file: nothing of it is believed yet. */
export interface RecordSource {
  readonly room: string;
  /** In the order in which the file numbers them. */
  readonly entries: readonly unknown[];
  /** Numbers of rows whose own columns contradict the entry that they hold. */
  readonly contradicting: readonly number[];
  /** Heads that must have existed: each is proof against a record that was cut short or rewritten as a whole. */
  readonly heads: readonly Head[];
  /** The newest number that the server published; null where the file does not say. */
  readonly published: number | null;
}

/** A file holds no record that could be verified. */
export class NoRecordError extends Error {
  readonly fault: 'not-a-record' | 'not-a-database' | 'newer-release';

  constructor(fault: NoRecordError['fault'], detail = '') {
    super(detail);
    this.fault = fault;
  }
}

/**
 * Reads an exported record: the answer of `GET /api/rooms/<kind>/<id>/record`, or its entries alone.
 * @throws NoRecordError
 */
export function readExport(json: unknown): RecordSource[] {
  const entries = Array.isArray(json) ? (json as unknown[]) : fieldOf(json, 'entries');
  if (!Array.isArray(entries)) throw new NoRecordError('not-a-record');
  const room = fieldOf(entries[0], 'room') ?? fieldOf(json, 'room');
  if (typeof room !== 'string') throw new NoRecordError('not-a-record');
  const head = fieldOf(json, 'head');
  const seq = fieldOf(head, 'seq');
  const hash = fieldOf(head, 'hash');
  const heads = isCount(seq) && typeof hash === 'string' ? [{ seq, hash }] : [];
  return [{ room, entries, contradicting: [], heads, published: heads[0]?.seq ?? null }];
}

/** Whether something can be the number of an entry. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown })[key] : undefined;
}
