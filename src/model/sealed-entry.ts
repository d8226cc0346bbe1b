import * as v from 'valibot';
import type { SealedEntry } from './entry.js';
import { findUnsealable } from './json.js';
import { isUtcTime } from './command.js';

const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const time = v.pipe(v.string(), v.check(isUtcTime));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const object = v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** Strict, since a field that no hash covers could say anything. */
const shape = v.strictObject({
  v: v.literal(1),
  alg: v.string(),
  room: v.string(),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  id: v.string(),
  type: v.string(),
  subject: v.string(),
  payloadHash: hex64,
  by: v.strictObject({ id: v.string(), name: v.string(), office: v.string(), roles: v.array(v.string()) }),
  at: time,
  authoredAt: v.nullable(time),
  basis: v.nullable(v.string()),
  late: v.boolean(),
  outcome: v.picklist(['stands', 'contested']),
  content: v.nullable(v.strictObject({ seq: count, digest: hex64 })),
  config: v.string(),
  prev: hex64,
  hash: hex64,
  payload: v.nullable(object),
  salt: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  snapshot: v.nullable(object),
});

/**
 * Whether something has the form of a sealed entry: every field there and none besides. What it says may still be a lie,
 * which `record/verify.ts` finds out; names of hash functions, offices and roles that this release does not know pass.
 */
export function isSealedEntry(value: unknown): value is SealedEntry {
  return findUnsealable(value) === undefined && v.is(shape, value);
}
