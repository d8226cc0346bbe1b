import { randomId } from '../model/ids.js';
import { CommandQueue } from './command-queue.js';
import { OWN_LEASE, storedLease } from './drain-lease.js';
import type { Environment } from './environment.js';
import type { KeepingState } from './keeping-state.js';
import type { Owner } from './page-rows.js';
import type { PageStore } from './page-store.js';
import { QueueMemory, storedQueue } from './queue-store.js';

export interface OpenQueueOptions {
  readonly owner: Owner;
  readonly environment: Pick<Environment, 'random' | 'randomBytes' | 'wallClock' | 'openChannel'>;
  /** Undefined where nothing is kept: then a command waits as long as its page lives. */
  readonly pages: PageStore | undefined;
  readonly keeping?: KeepingState;
}

/** The commands of one person on one server that are not sealed yet, from this page and, where they are kept, from all others of this browser. */
export function openQueue({ owner, environment, pages, keeping }: OpenQueueOptions): CommandQueue {
  const { random, randomBytes, wallClock } = environment;
  if (!pages) return new CommandQueue({ store: new QueueMemory().open(), lease: OWN_LEASE, random, wallClock });
  const channel = environment.openChannel?.(`siban-queue ${JSON.stringify([owner.server, owner.person])}`);
  return new CommandQueue({
    store: storedQueue(pages, owner, channel),
    lease: storedLease(pages, owner, randomId(randomBytes), wallClock),
    isSaved: async (room) => (await pages.unsavedIn({ ...owner, room })).length === 0,
    keeping,
    random,
    wallClock,
  });
}
