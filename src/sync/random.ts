import type { RandomBytes } from '../model/ids.js';

/**
 * Random bytes of the browser or of Node. `getRandomValues` is there on plain-HTTP pages too, which
 * `crypto.randomUUID` and `crypto.subtle` are not.
 */
export const secureRandomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
