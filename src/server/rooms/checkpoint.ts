import * as Y from 'yjs';
import { utc } from '../clock.js';
import type { DocumentName } from '../storage/storage.js';
import type { RoomContext } from './room-context.js';

/**
 * Writes the state of a document, so that it loads faster next time (SEC-30). Loaded into a fresh document first:
 * a checkpoint that says anything else than the rows it stands for would be worse than none.
 */
export async function saveCheckpoint(
  { storage, clock, log }: RoomContext,
  document: DocumentName,
  seq: number,
  doc: Y.Doc,
): Promise<void> {
  const bytes = Y.encodeStateAsUpdate(doc);
  if (!saysTheSame(doc, bytes)) {
    log.error({ document, seq }, 'a checkpoint did not load as it was written; none was kept');
    return;
  }
  try {
    await storage.saveCheckpoint(document, seq, bytes, utc(clock.now()));
  } catch (error) {
    // The rows are on disk: without a checkpoint the room only loads more slowly.
    log.warn({ document, seq, reason: (error as Error).message }, 'a checkpoint was not stored');
  }
}

function saysTheSame(doc: Y.Doc, bytes: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, bytes);
  const same =
    Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy)) && Buffer.compare(Y.encodeStateAsUpdate(copy), bytes) === 0;
  copy.destroy();
  return same;
}
