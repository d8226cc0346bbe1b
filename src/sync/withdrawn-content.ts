import * as Y from 'yjs';
import { AgendaStore } from '../store/agenda-store.js';
import type { RoomKeeping } from './room-keeping.js';
import { unsavedTexts } from './unsaved-texts.js';

/** What is kept of a room's content goes, unseen; the texts that the person could not save before stay theirs, for copying. */
export function withdraw(kept: RoomKeeping): void {
  const { found } = kept;
  if (found && found.unsaved.length > 0) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, found.state);
    const store = new AgendaStore(doc, { randomId: () => '' });
    kept.keepLeftovers(unsavedTexts(store, new Set(found.unsaved.flatMap(({ topics }) => topics))));
    store.destroy();
    doc.destroy();
  }
  kept.discard();
}
