import { STORAGE_UNAVAILABLE } from '../../protocol/close-codes.js';
import { problem } from '../../protocol/problems.js';
import type { Judgement } from '../../record/judge.js';
import type { Work } from './room-queue.js';

/** The answer to a command that nothing is wrong with. */
export const UNAVAILABLE: Judgement = {
  ok: false,
  problem: problem('storage-unavailable', 'nothing can be stored at the moment; send the command again later'),
};

/** Lets go of what cannot be dealt with: whoever asked is told to come again. */
export function abandon(works: readonly Work[]): void {
  for (const work of works) {
    if (work.kind === 'command') work.answer(UNAVAILABLE);
    else work.connection.close(STORAGE_UNAVAILABLE);
  }
}
