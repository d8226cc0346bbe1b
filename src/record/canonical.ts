import canonicalize from 'canonicalize';
import { findUnsealable } from '../model/json.js';
import { plainOf } from '../model/plain-json.js';

/** A value was to be sealed that has no one form in bytes; `path` says where in it. */
export class UnsealableError extends Error {
  override readonly name = 'UnsealableError';
  readonly path: string;

  constructor(path: string, message: string) {
    super(`${path === '' ? 'the value' : path} ${message}`);
    this.path = path;
  }
}

/**
 * The one text of a value, by RFC 8785: keys in order, no white space. No normalisation of
 * characters: what was written is what is sealed (SEC-32).
 * @throws UnsealableError for undefined, numbers other than safe integers, unpaired surrogates and objects that are not plain.
 */
export function canonicalJson(value: unknown): string {
  const found = findUnsealable(value);
  if (found) throw new UnsealableError(found.path, found.message);
  return writeCanonically(value);
}

/**
 * The same for settings, which are never sealed themselves, only their hash is: they may hold fractions
 * such as a threshold of 0.6.
 */
export function canonicalSettingsJson(settings: unknown): string {
  return writeCanonically(settings);
}

function writeCanonically(value: unknown): string {
  const text = canonicalize(plainOf(value));
  if (text === undefined) throw new UnsealableError('', 'cannot be written as JSON');
  return text;
}
