import type { Connection } from '../socket/connection.js';
import type { ContentTurn, ContentWork } from './content-turn.js';
import type { RoomContext } from './room-context.js';

export interface Batch {
  /** A turn on the document as it is on disk. */
  begin(): ContentTurn;
  /** Throws what is in memory away for what is on disk. */
  reload(): Promise<void>;
}

/**
 * Applies a batch of content work. When an update is refused only after it touched the document, the document
 * is loaded anew and the batch runs again without it; whoever sent it gets nothing else through either.
 */
export async function applyBatch(
  works: readonly ContentWork[],
  batch: Batch,
  context: RoomContext,
): Promise<ContentTurn> {
  /** From which piece of work on a refused connection is left out. */
  const cuts = new Map<Connection, ContentWork>();
  for (;;) {
    const turn = batch.begin();
    if (!runAll(turn, works, cuts, context)) return turn;
    await batch.reload();
  }
}

/** Runs the work in order; true when it ended early because the document is spoiled. */
function runAll(
  turn: ContentTurn,
  works: readonly ContentWork[],
  cuts: Map<Connection, ContentWork>,
  { spoilers, clock }: RoomContext,
): boolean {
  for (const work of works) {
    const { connection } = work;
    if (cuts.get(connection) === work || (connection.isRefused && !cuts.has(connection))) {
      turn.drop(connection);
      continue;
    }
    const spoiler = turn.run(work);
    if (connection.isRefused && !cuts.has(connection)) cuts.set(connection, work);
    if (!spoiler) continue;
    spoilers.note(connection.user, clock.elapsed());
    connection.refuse(spoiler);
    cuts.set(connection, work);
    return true;
  }
  return false;
}
