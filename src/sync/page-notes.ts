import { admit } from '../store/secrecy-gate.js';
import type { Note, RoomNotes } from './room-session.js';

/** Notes in the memory of one page: where nothing is kept, and for stories, where `kept` is what the next session of the same person gets. */
export class PageNotes implements RoomNotes {
  readonly #notes: Map<string, Note>;

  constructor(kept: Map<string, Note> = new Map()) {
    this.#notes = kept;
  }

  get all(): ReadonlyMap<string, Note> {
    return this.#notes;
  }

  get(key: string): Note | undefined {
    return this.#notes.get(key);
  }

  set(key: string, note: Note | null): void {
    if (note !== null && isAdmitted(note)) this.#notes.set(key, note);
    else this.#notes.delete(key);
  }

  isStored(): boolean {
    return false;
  }
}

/** Whether no text of it carries a secrecy mark, taken for itself: what does must lie nowhere. */
export function isAdmitted(note: Note): boolean {
  return Object.values(note).every((text) => admit('', text) === 'admitted');
}
