import * as Y from 'yjs';
import { utc } from '../clock.js';
import type { DocumentName, StoredUpdate } from '../storage/storage.js';
import type { RoomContext } from './room-context.js';

/** Writes the state of a document now and then, so that it loads faster next time (SEC-30). */
export class Checkpoints {
  readonly #context: RoomContext;
  readonly #document: DocumentName;
  #rows: number;
  #bytes = 0;

  /** `rows` is how many there are already since the last checkpoint. */
  constructor(context: RoomContext, document: DocumentName, rows: number) {
    this.#context = context;
    this.#document = document;
    this.#rows = rows;
  }

  /** Counts what was just stored; `doc` is exactly the state after the last row. */
  count(rows: readonly StoredUpdate[], doc: Y.Doc): void {
    this.#rows += rows.length;
    for (const row of rows) this.#bytes += row.bytes.length;
    const { checkpointRows, checkpointBytes } = this.#context.limits;
    const last = rows.at(-1);
    if (!last || (this.#rows <= checkpointRows && this.#bytes <= checkpointBytes)) return;
    this.#rows = 0;
    this.#bytes = 0;
    void this.#save(last.seq, doc);
  }

  /** A checkpoint that says anything else than the rows it stands for would be worse than none: it is read back first. */
  async #save(seq: number, doc: Y.Doc): Promise<void> {
    const { storage, clock, log } = this.#context;
    const document = this.#document;
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
}

function saysTheSame(doc: Y.Doc, bytes: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, bytes);
  const same =
    Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy)) && Buffer.compare(Y.encodeStateAsUpdate(copy), bytes) === 0;
  copy.destroy();
  return same;
}
