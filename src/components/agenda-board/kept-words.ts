import type { Draft } from '../../controllers/draft-field.js';
import type { Note, RoomNotes } from '../../sync/room-session.js';

/** Words by key that are no content yet, of which the session's notes hold a copy for the next page. */
abstract class KeptWords<Value> extends Map<string, Value> {
  #notes: RoomNotes | undefined;
  /** Keys of what an earlier page left and nobody has touched on this one. */
  readonly left = new Set<string>();

  /** From now on they are kept there. What an earlier page left comes in, and what is here already stays as it is. */
  keepIn(notes: RoomNotes): void {
    this.#notes = notes;
    for (const key of this.keys()) this.#keep(key);
    for (const [key, value] of this.found(notes)) {
      if (this.has(key)) continue;
      super.set(key, value);
      this.left.add(key);
    }
  }

  /** Whether all of it outlives this page. */
  isStored(): boolean {
    for (const [key, value] of this) {
      for (const [name, note] of this.notesOf(key, value)) {
        if (note !== null && !this.#notes?.isStored(name)) return false;
      }
    }
    return true;
  }

  override set(key: string, value: Value): this {
    super.set(key, value);
    this.left.delete(key);
    this.#keep(key);
    return this;
  }

  override delete(key: string): boolean {
    this.left.delete(key);
    const value = this.get(key);
    if (value !== undefined) for (const [name] of this.notesOf(key, value)) this.#notes?.set(name, null);
    return super.delete(key);
  }

  #keep(key: string): void {
    for (const [name, note] of this.notesOf(key, this.get(key)!)) this.#notes?.set(name, note);
  }

  /** What is kept of it, by name; null for what is empty. */
  protected abstract notesOf(key: string, value: Value): readonly (readonly [string, Note | null])[];

  /** What notes hold of this kind. */
  protected abstract found(notes: RoomNotes): ReadonlyMap<string, Value>;
}

const DRAFT = 'draft ';

/** What is typed into fields and not written yet, by field. */
export class KeptDrafts extends KeptWords<Draft> {
  protected override notesOf(key: string, { base, text, held }: Draft): [string, Note | null][] {
    return [[DRAFT + key, held ? null : { base, text }]];
  }

  protected override found(notes: RoomNotes): Map<string, Draft> {
    const found = new Map<string, Draft>();
    for (const [name, { base = '', text = '' }] of notes.all) {
      if (name.startsWith(DRAFT)) found.set(name.slice(DRAFT.length), { base, text, held: false });
    }
    return found;
  }
}

const FORM = 'form ';

/** What is typed into forms of steps, by `formKey`. Each field is a note of its own: a mark in one takes nothing from the others. */
export class KeptForms extends KeptWords<Readonly<Record<string, string>>> {
  protected override notesOf(key: string, fields: Readonly<Record<string, string>>): [string, Note | null][] {
    return Object.entries(fields).map(([field, text]) => [
      `${FORM}${field} ${key}`,
      text.trim() === '' ? null : { text },
    ]);
  }

  protected override found(notes: RoomNotes): Map<string, Readonly<Record<string, string>>> {
    const found = new Map<string, Readonly<Record<string, string>>>();
    for (const [name, { text = '' }] of notes.all) {
      const [, field, key] = /^form (\S+) ([^]*)$/.exec(name) ?? [];
      if (field !== undefined && key !== undefined) found.set(key, { ...found.get(key), [field]: text });
    }
    return found;
  }
}
