import type { AgendaSession } from '../../sync/room-session.js';

/** Where this person's own texts are that the server has not got: in the browser, or on this page alone. */
export function whereOwn({ sync }: AgendaSession): 'kept' | 'page' {
  return sync.keeping === 'kept' ? 'kept' : 'page';
}

/** In how many places something is unsaved: a topic is one, the meeting's own facts are one. Whoever looks for them finds as many. */
export function unsavedPlaces({ sync, unsavedTopics }: AgendaSession): number {
  return sync.unsaved === 0 ? 0 : Math.max(1, unsavedTopics.size);
}
