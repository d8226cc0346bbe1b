import type { StoredRecord } from '../server/storage/stored-records.js';

/**
 * Reads an exported record: the answer of `GET /api/rooms/<kind>/<id>/record`, or its entries alone. Nothing of it
 * is believed yet; undefined when it holds no record.
 */
export function readExport(json: unknown): StoredRecord | undefined {
  const entries = Array.isArray(json) ? (json as unknown[]) : fieldOf(json, 'entries');
  if (!Array.isArray(entries)) return undefined;
  const room = fieldOf(json, 'room') ?? fieldOf(entries[0], 'room');
  if (typeof room !== 'string') return undefined;
  const head = fieldOf(json, 'head');
  const seq = fieldOf(head, 'seq');
  const hash = fieldOf(head, 'hash');
  const heads = isCount(seq) && typeof hash === 'string' ? [{ seq, hash }] : [];
  return {
    room,
    entries,
    contradicting: [],
    heads,
    published: heads[0]?.seq ?? null,
    part: partOf(fieldOf(json, 'from'), fieldOf(json, 'to'), heads[0]?.seq),
    beside: null,
  };
}

/** The range that an answer names, where it is not the whole record. */
function partOf(from: unknown, to: unknown, last: number | undefined): StoredRecord['part'] {
  if (!isCount(from) || !isCount(to) || last === undefined) return null;
  return from > 1 || to < last ? { from, to } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown })[key] : undefined;
}
