import { InputError } from './input-problem.js';

/** An object of a parsed JSON file, before anything is known of its keys. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Each returns the value when it has the type, else leaves the parser with an `InputError` that names the path. */
export function objectAt(path: string, value: unknown): JsonRecord {
  if (value === undefined) throw new InputError(path, 'missing');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InputError(path, 'not-an-object');
  return value as JsonRecord;
}

export function listAt(path: string, value: unknown): readonly unknown[] {
  if (value === undefined) throw new InputError(path, 'missing');
  if (!Array.isArray(value)) throw new InputError(path, 'not-a-list');
  return value;
}

export function textAt(path: string, value: unknown): string {
  if (value === undefined) throw new InputError(path, 'missing');
  if (typeof value !== 'string') throw new InputError(path, 'not-text');
  // Half a character has no bytes in UTF-8, so it could never be sealed.
  if (/[\ud800-\udfff]/u.test(value)) throw new InputError(path, 'broken-text');
  if (value.includes('\0')) throw new InputError(path, 'nul-character');
  return value;
}

export function numberAt(path: string, value: unknown): number {
  if (value === undefined) throw new InputError(path, 'missing');
  if (typeof value !== 'number') throw new InputError(path, 'not-a-number');
  return value;
}
