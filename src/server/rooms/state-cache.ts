import * as Y from 'yjs';
import { encodeSync, SYNC } from '../../protocol/messages.js';
import { frame } from '../socket/frame.js';

/** How many answers to different state vectors are kept: one wave of reconnecting pages asks with few. */
const KEPT = 16;
const KEPT_BYTES = 16 * 1024 * 1024;
/** Longer state vectors are not kept as keys. */
const LONGEST_KEY = 4096;

/** Answers to state requests, encoded and framed once for all who ask alike (SEC-15). */
export class StateCache {
  readonly #doc: Y.Doc;
  readonly #answers = new Map<string, Buffer>();
  #vector: Uint8Array | undefined;
  #bytes = 0;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** To be called after every change of the document. */
  forget(): void {
    this.#vector = undefined;
    if (this.#answers.size === 0) return;
    this.#answers.clear();
    this.#bytes = 0;
  }

  /** The document's own encoded state vector. */
  get vector(): Uint8Array {
    return (this.#vector ??= Y.encodeStateVector(this.#doc));
  }

  /** A framed step 2 with what a client of this state vector lacks, the whole delete set included. */
  answer(stateVector: Uint8Array): Buffer {
    const key = stateVector.length > LONGEST_KEY ? undefined : Buffer.from(stateVector).toString('latin1');
    const kept = key === undefined ? undefined : this.#answers.get(key);
    if (kept) return kept;
    const answer = frame(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.#doc, stateVector)));
    if (key !== undefined) this.#keep(key, answer);
    return answer;
  }

  #keep(key: string, answer: Buffer): void {
    if (this.#answers.size >= KEPT || this.#bytes + answer.length > KEPT_BYTES) {
      this.#answers.clear();
      this.#bytes = 0;
    }
    this.#answers.set(key, answer);
    this.#bytes += answer.length;
  }
}
