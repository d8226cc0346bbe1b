/** What may be sealed: strings, safe integers, booleans and null, in lists and objects (architecture §5). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** How deep lists and objects may lie inside each other: nobody needs more, and no input may exhaust the stack. */
export const MAX_JSON_DEPTH = 32;

/** Why a value cannot be sealed, and where it lies, for example `payload.steps[2].at`. */
export interface UnsealableValue {
  readonly path: string;
  readonly message: string;
}

/**
 * The first thing in `value` that cannot be sealed, or undefined when all of it can.
 * Numbers are restricted to safe integers because RFC 8785 writes all others in a form that few
 * languages print alike; unpaired surrogates because UTF-8 has no bytes for them.
 */
export function findUnsealable(value: unknown, path = '', depth = 0): UnsealableValue | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'string')
    return hasUnpairedSurrogate(value)
      ? { path, message: 'holds half a character (an unpaired surrogate)' }
      : undefined;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? undefined : { path, message: 'must be a whole number within ±(2^53 − 1)' };
  if (typeof value !== 'object')
    return {
      path,
      message: `must not be ${typeof value}; only strings, whole numbers, booleans, null, lists and objects can be sealed`,
    };
  if (depth >= MAX_JSON_DEPTH) return { path, message: `lies deeper than ${MAX_JSON_DEPTH} levels` };
  if (Array.isArray(value)) return findInList(value, path, depth);
  return findInObject(value, path, depth);
}

function findInList(list: readonly unknown[], path: string, depth: number): UnsealableValue | undefined {
  // By index, since `for of` and `find` differ on holes: a hole reads as undefined, which is refused.
  for (let index = 0; index < list.length; index += 1) {
    const found = findUnsealable(list[index], `${path}[${index}]`, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function findInObject(object: object, path: string, depth: number): UnsealableValue | undefined {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return { path, message: 'must be a plain object' };
  for (const [key, value] of Object.entries(object)) {
    const inner = path === '' ? key : `${path}.${key}`;
    if (hasUnpairedSurrogate(key))
      return { path: inner, message: 'has a name with half a character (an unpaired surrogate)' };
    // `__proto__`, `toString` …: a lookup that forgets to ask whether a key is the object's own would find them anyway.
    if (key in Object.prototype)
      return { path: inner, message: 'has a name that every object has already; choose another' };
    const found = findUnsealable(value, inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/**
 * The first text or name in `value` with a NUL character, or undefined. It could be sealed, but no
 * database column holds it, and nobody means it: what comes from outside is refused. Takes `value` as sealable.
 */
export function findNul(value: Json, path = ''): UnsealableValue | undefined {
  if (typeof value === 'string') return value.includes('\0') ? { path, message: HOLDS_NUL } : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const inside = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index): [string, string, Json] => [`${path}[${index}]`, '', item])
    : Object.entries(value).map(([key, item]): [string, string, Json] => [
        path === '' ? key : `${path}.${key}`,
        key,
        item,
      ]);
  for (const [inner, name, item] of inside) {
    if (name.includes('\0')) return { path: inner, message: 'has a name with a NUL character' };
    const found = findNul(item, inner);
    if (found) return found;
  }
  return undefined;
}

const HOLDS_NUL = 'holds a NUL character; take it out';

function hasUnpairedSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}

/** Whether two values of JSON mean the same; the order of keys means nothing. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return (a as readonly Json[]).every((item, index) => sameJson(item, (b as readonly Json[])[index]!));
  }
  const left = a as JsonObject;
  const right = b as JsonObject;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.prototype.hasOwnProperty.call(right, key) && sameJson(left[key]!, right[key]!));
}

/** A text that may not be there, as in a payload that was purged; everything but a string reads as empty. */
export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
