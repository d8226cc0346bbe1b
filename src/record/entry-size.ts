import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { SealedEntry } from '../model/entry.js';
import { canonicalJson } from './canonical.js';

/**
 * Largest entry in bytes, with payload and snapshot beside it, where a server sets no other limit (SEC-22). Every
 * page in the room gets each entry, and keeps it.
 */
export const ENTRY_BYTES = 64 * 1024;

/** Bytes of an entry as it is published: its canonical JSON in UTF-8. */
export function sizeOf(sealed: SealedEntry): number {
  return utf8ToBytes(canonicalJson(sealed)).length;
}
