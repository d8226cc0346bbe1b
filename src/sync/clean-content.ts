import type * as Y from 'yjs';
import { MEETING } from '../store/meeting-map.js';
import { collectedState, holdsDeletedMark, takeOutMarks, type MarkedText } from '../store/take-out-marks.js';
import { takeOutUnsent, type KnownClocks } from '../store/take-out-unsent.js';
import { TOPICS } from '../store/topic-map.js';

/** A state to go on with after a refusal, and the texts that were changed for it, as they were. */
export interface CleanContent {
  readonly state: Uint8Array;
  readonly taken: readonly MarkedText[];
}

/**
 * The content without what a server refused because of a secrecy mark; undefined when nothing of it can be what was refused.
 * `known`: what the server had taken before; undefined when it has not said so. Undo must be cleared.
 */
export function withoutMarks(doc: Y.Doc, known: KnownClocks | undefined): CleanContent | undefined {
  const roots = [MEETING, TOPICS];
  let taken = takeOutMarks(doc, roots);
  // A server may know marks that this release does not: rather all that it has not taken yet than a room that stays shut.
  if (taken.length === 0 && !holdsDeletedMark(doc) && known) taken = takeOutUnsent(doc, roots, known);
  return taken.length > 0 || holdsDeletedMark(doc) ? { state: collectedState(doc), taken } : undefined;
}
