import type { RandomBytes } from '../../model/ids.js';

/** A random Yjs clientID: 32 bits, as Yjs draws its own. */
export function drawClientId(random: RandomBytes): number {
  return random(4).reduce((id, byte) => id * 256 + byte, 0);
}
