import type { Awareness } from 'y-protocols/awareness';
import { isOffice, OFFICES } from '../model/offices.js';
import type { Presence } from './room-session.js';

/**
 * The others in a room, in the fixed order of the offices. Names come from the server, which puts the
 * token's into every state; whatever lacks one is not shown.
 */
export function presenceIn(awareness: Awareness): readonly Presence[] {
  const present: Presence[] = [];
  awareness.getStates().forEach((state, client) => {
    const shown = client === awareness.clientID ? undefined : presenceOf(client, state);
    if (shown) present.push(shown);
  });
  return present.sort(
    (a, b) =>
      OFFICES.indexOf(a.person.office) - OFFICES.indexOf(b.person.office) ||
      (a.person.id < b.person.id ? -1 : a.person.id > b.person.id ? 1 : a.client - b.client),
  );
}

function presenceOf(client: number, state: unknown): Presence | undefined {
  const { user, topic, editing } = (state ?? {}) as Record<string, unknown>;
  const { id, name, office } = (user ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || !isOffice(office)) return undefined;
  return {
    client,
    person: { id, name, office },
    topic: typeof topic === 'string' ? topic : null,
    editing: editing === true,
  };
}
