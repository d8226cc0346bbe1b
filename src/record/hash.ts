import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { HashAlgorithm } from '../model/entry.js';

/** The function that new entries are sealed with unless the server is set up for another. */
export const DEFAULT_ALGORITHM: HashAlgorithm = 'SHA-256';

/**
 * Hash functions by the name that an entry carries in `alg`. A plain script, not WebCrypto:
 * pages on plain HTTP have none (SEC-36). SM3 is a second row here once it comes.
 */
const HASHES: { readonly [alg: string]: ((bytes: Uint8Array) => Uint8Array) | undefined } = {
  'SHA-256': sha256,
};

/** An entry names a hash function that this release does not have. */
export class UnknownAlgorithmError extends Error {
  override readonly name = 'UnknownAlgorithmError';
}

export function isKnownAlgorithm(alg: string): alg is HashAlgorithm {
  return Object.prototype.hasOwnProperty.call(HASHES, alg);
}

/** Lower-case hex of H over the UTF-8 bytes of `text`. */
export function hashText(text: string, alg: HashAlgorithm = DEFAULT_ALGORITHM): string {
  const hash = isKnownAlgorithm(alg) ? HASHES[alg] : undefined;
  if (!hash) throw new UnknownAlgorithmError(`hash function ${alg} is not known to this release`);
  return bytesToHex(hash(utf8ToBytes(text)));
}
