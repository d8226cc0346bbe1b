import type { SealedEntry } from '../model/entry.js';
import type { Person } from '../model/person.js';
import type { Witness } from '../record/witness.js';
import { readAuthors, recordDocument } from '../store/record-document.js';
import { RecordProjection } from '../store/record-projection.js';
import { Listeners } from './listeners.js';
import type { RecordKeeping } from './record-keeping.js';
import type { RecordWitness } from './record-witness.js';
import type { RoomDocument } from './room-document.js';
import type { RecordAlarm, RecordView } from './room-session.js';

export interface RecordReadingOptions {
  readonly room: string;
  readonly document: RoomDocument;
  readonly witness: RecordWitness;
  /** Older entries by range; throws when there is no answer. */
  readonly fetchRange: (from: number, to: number) => Promise<readonly unknown[]>;
  /** The record as this browser keeps it; undefined where nothing is kept. */
  readonly kept?: RecordKeeping | undefined;
}

/**
 * A record as this page has verified it, over all its connections. Each connection brings the record anew: it is
 * verified from its beginning beside what is shown, and takes its place when it holds all of that. If it does not, the
 * alarm is raised, and what was verified before stays on the page.
 */
export class RecordReading {
  readonly #options: RecordReadingOptions;
  readonly #listeners = new Listeners();
  readonly #unsubscribe: () => void;
  /** What earlier pages of this person have verified. */
  readonly #witness: Witness | null;
  #shown: RecordProjection;
  /** What the newest connection brings, as long as it is not shown. */
  #next: RecordProjection | undefined;
  #doc: unknown;
  #alarm: RecordAlarm | null = null;
  #view: RecordView | undefined;

  constructor(options: RecordReadingOptions) {
    this.#options = options;
    const { document } = options;
    this.#doc = document.doc;
    this.#witness = options.witness.read();
    const kept = this.#readKept();
    this.#shown = kept ?? this.#open(this.#witness, []);
    if (kept) this.#next = this.#open(this.verified, kept.entries);
    document.witness = () => this.verified;
    this.#unsubscribe = document.subscribe(() => {
      if (document.doc !== this.#doc) this.#begin();
    });
  }

  /** The same object until something in it changes. */
  get view(): RecordView {
    const { state, entries, head } = this.#shown;
    this.#view ??= {
      state,
      entries,
      head,
      alarm: this.#alarm,
      heads: { remembered: this.verified, served: (this.#next ?? this.#shown).head },
      authorOf: (client) => this.#authorOf(client),
    };
    return this.#view;
  }

  /** The highest head that was verified; null while none was. */
  get verified(): Witness | null {
    const { verified } = this.#shown;
    const earlier = this.#witness;
    const isLower = verified && earlier && verified.epoch === earlier.epoch && verified.seq < earlier.seq;
    return isLower ? earlier : (verified ?? earlier);
  }

  /** Fetches again what is missing. */
  retry(): void {
    this.#shown.retry();
    this.#next?.retry();
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  destroy(): void {
    this.#unsubscribe();
    this.#shown.destroy();
    this.#next?.destroy();
    this.#options.kept?.close();
    this.#listeners.clear();
  }

  #begin(): void {
    this.#doc = this.#options.document.doc;
    this.#next?.destroy();
    this.#next = this.#open(this.verified, this.#shown.entries);
    this.#look();
  }

  /** What this browser keeps, if it verifies; else it goes. It may end before the last head that was witnessed, but not contradict it. */
  #readKept(): RecordProjection | undefined {
    const { room, kept } = this.#options;
    const found = kept?.found;
    if (!found) return undefined;
    const isCovered = this.#witness !== null && this.#witness.seq <= found.entries.length;
    const projection = new RecordProjection(recordDocument(found.entries, found.head, found.authors), {
      room,
      witness: isCovered ? this.#witness : null,
      fetchRange: () => Promise.reject(new Error('what is kept of a record is kept from its first entry on')),
    });
    if (projection.alarm === null && projection.entries.length === found.entries.length) return projection;
    projection.destroy();
    kept.drop();
    return undefined;
  }

  #open(witness: Witness | null, known: readonly SealedEntry[]): RecordProjection {
    const { room, document, fetchRange } = this.#options;
    const projection = new RecordProjection(document.doc, {
      room,
      witness,
      // What this page has verified need not come again; it is followed once more all the same.
      fetchRange: (from, to) => {
        const here = known.slice(from - 1, to);
        return here.length > 0 ? Promise.resolve(here) : fetchRange(from, to);
      },
    });
    projection.subscribe(() => this.#look());
    return projection;
  }

  #look(): void {
    const next = this.#next;
    this.#view = undefined;
    this.#alarm ??= this.#shown.alarm ?? next?.alarm ?? null;
    if (next && this.#alarm === null && next.head && next.entries.length === next.head.seq) {
      this.#shown.destroy();
      this.#shown = next;
      this.#next = undefined;
    }
    if (this.#alarm === null) this.#keep();
    this.#listeners.tell();
  }

  #keep(): void {
    const { witness, kept, document } = this.#options;
    const { entries, head } = this.#shown;
    const { verified } = this;
    if (verified) witness.write(verified);
    // Not while a newer connection still brings it anew: what it says of authors may be half of it.
    if (head && !this.#next) kept?.keep(entries, head, readAuthors(document.doc));
  }

  #authorOf(client: number): Pick<Person, 'id' | 'name' | 'office'> | undefined {
    const author = this.#next?.authorOf(client) ?? this.#shown.authorOf(client);
    // The server's own clientIDs belong to no person.
    return author && author.office !== '' ? { id: author.id, name: author.name, office: author.office } : undefined;
  }
}
