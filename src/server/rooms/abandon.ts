import { STORAGE_UNAVAILABLE } from '../../protocol/close-codes.js';
import { problem } from '../../protocol/problems.js';
import type { Judgement } from '../../record/judge.js';
import { refuse } from '../admission/refusal.js';
import type { ContentWork } from './content-turn.js';
import type { Work } from './room-queue.js';

/** The answer to a command that nothing is wrong with. */
export const UNAVAILABLE: Judgement = {
  ok: false,
  problem: problem('storage-unavailable', 'nothing can be stored at the moment; send the command again later'),
};

/** The answer to every command in a room whose record does not verify: sending it again does not help. */
export const RECORD_BROKEN: Judgement = {
  ok: false,
  problem: problem('record-broken', 'the record of this room does not verify; run siban verify, then send it again'),
};

/**
 * What may still be done of some content work in a room that takes no writes: whoever wrote is told to come
 * back as a reader.
 */
export function withoutWrites(works: readonly ContentWork[]): readonly ContentWork[] {
  return works.filter(({ kind, connection }) => {
    if (kind === 'update') connection.refuse(refuse('right-changed'));
    return kind !== 'update';
  });
}

/** Lets go of what cannot be dealt with: whoever asked is told to come again. */
export function abandon(works: readonly Work[]): void {
  for (const work of works) {
    if (work.kind === 'command') work.answer(UNAVAILABLE);
    else work.connection.close(STORAGE_UNAVAILABLE);
  }
}
