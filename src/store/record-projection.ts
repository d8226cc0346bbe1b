import type * as Y from 'yjs';
import { createRecordState } from '../model/agenda/record-state.js';
import type { AgendaRecord } from '../model/agenda/topic-state.js';
import type { PublishedHead, SealedEntry } from '../model/entry.js';
import { chainStart, verifyChain, type ChainFault, type ChainPoint } from '../record/verify.js';
import { compareWitness, type RecordAlarm, type Witness } from '../record/witness.js';
import { readAuthor, readHead, readTail, recordRoots, type PublishedAuthor } from './record-document.js';

export interface RecordProjectionOptions {
  readonly room: string;
  /** Fetches entries from…to, both included, in order; may give only the first of them. */
  readonly fetchRange: (from: number, to: number) => Promise<readonly unknown[]>;
  /** The highest head that this person's pages verified before; null on a first visit. */
  readonly witness: Witness | null;
}

/**
 * A page's reading of a record document. Nothing in it is believed: every entry is verified before it counts, in
 * order, from the first one on. What does not verify raises the alarm and is not shown; what was
 * verified before stays.
 */
export class RecordProjection {
  readonly #doc: Y.Doc;
  readonly #options: RecordProjectionOptions;
  readonly #state = createRecordState();
  readonly #listeners = new Set<() => void>();
  readonly #onChange = (): void => this.#read();
  #point: ChainPoint;
  #head: PublishedHead | null = null;
  #alarm: RecordAlarm | null = null;
  #fault: ChainFault | null = null;
  #entries: readonly SealedEntry[] = [];
  /** The texts of the tail that were verified, by sequence number, so that a change costs no second reading of them. */
  #texts: ReadonlyMap<number, string> = new Map();
  #fetching = false;
  #fetchProblem: string | null = null;
  #closed = false;

  constructor(doc: Y.Doc, options: RecordProjectionOptions) {
    this.#doc = doc;
    this.#options = options;
    this.#point = chainStart(options.room);
    doc.on('afterTransaction', this.#onChange);
    this.#read();
  }

  /** What the verified entries amount to; the same object until one is added. */
  get state(): AgendaRecord {
    return this.#state.record;
  }

  /** The verified entries, in order; the same list until one is added. */
  get entries(): readonly SealedEntry[] {
    return this.#entries;
  }

  /** The head as the server published it; null before the first. */
  get head(): PublishedHead | null {
    return this.#head;
  }

  /** Why the record cannot be trusted; null as long as it can. Once raised it stays. */
  get alarm(): RecordAlarm | null {
    return this.#alarm;
  }

  /** What exactly was wrong, for logs. */
  get fault(): ChainFault | null {
    return this.#fault;
  }

  /** Why older entries could not be fetched; null when nothing is missing. `retry` tries again. */
  get fetchProblem(): string | null {
    return this.#fetchProblem;
  }

  /** The highest head that was verified, to be kept and told to the server; null while none was. */
  get verified(): Witness | null {
    const { witness } = this.#options;
    if (this.#head === null || this.#point.seq === 0) return witness;
    if (witness !== null && witness.epoch === this.#head.epoch && witness.seq > this.#point.seq) return witness;
    return { seq: this.#point.seq, hash: this.#point.hash, epoch: this.#head.epoch };
  }

  /** Whose a clientID of the content document is. */
  authorOf(client: number): PublishedAuthor | undefined {
    return readAuthor(recordRoots(this.#doc).authors.get(String(client)));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Fetches again what is missing. */
  retry(): void {
    this.#read();
  }

  destroy(): void {
    this.#closed = true;
    this.#doc.off('afterTransaction', this.#onChange);
    this.#listeners.clear();
  }

  #read(): void {
    this.#head = readHead(this.#doc);
    if (this.#head !== null && this.#alarm === null) this.#follow(this.#head, readTail(this.#doc));
    for (const listener of this.#listeners) listener();
  }

  #follow(head: PublishedHead, tail: readonly string[]): void {
    const first = this.#firstOf(head, tail);
    if (this.#isRewritten(head, tail, first)) return;
    if (first > this.#point.seq + 1) {
      void this.#fetchOlder(first - 1);
      return;
    }
    if (!this.#take(tail.slice(this.#point.seq + 1 - first).map(parse))) return;
    if (this.#point.seq !== head.seq || this.#point.hash !== head.hash) {
      this.#raise({ kind: 'chain-broken', seq: Math.min(this.#point.seq + 1, head.seq) }, 'head-changed');
      return;
    }
    this.#texts = new Map(tail.map((text, index) => [first + index, text]));
    this.#checkWitness(head);
  }

  /** Where the tail begins, by its own first entry; one that cannot be read is taken for the next, and does not verify. */
  #firstOf(head: PublishedHead, tail: readonly string[]): number {
    if (tail.length === 0) return head.seq + 1;
    const first = parse(tail[0]!) as Partial<SealedEntry> | null | undefined;
    return Number.isSafeInteger(first?.seq) ? first!.seq! : this.#point.seq + 1;
  }

  /** Whether what was verified in this page reads otherwise now, or is gone. */
  #isRewritten(head: PublishedHead, tail: readonly string[], first: number): boolean {
    if (head.seq < this.#point.seq) return this.#raise({ kind: 'head-regressed', seq: head.seq + 1 }, 'truncated');
    for (let seq = Math.max(first, 1); seq <= this.#point.seq; seq += 1) {
      const text = tail[seq - first] ?? '';
      if (text === this.#texts.get(seq)) continue;
      const published = parse(text) as Partial<SealedEntry> | undefined;
      if (published?.hash !== this.#entries[seq - 1]?.hash) {
        return this.#raise({ kind: 'head-regressed', seq }, 'head-changed');
      }
    }
    return false;
  }

  /** Compares with what earlier pages of this person verified, once everything that is published has been read. */
  #checkWitness(head: PublishedHead): void {
    const { witness, room } = this.#options;
    if (witness === null) return;
    const start = chainStart(room).hash;
    const hashAt = (seq: number): string | undefined => (seq === 0 ? start : this.#entries[seq - 1]?.hash);
    const verdict = compareWitness(witness, head, hashAt);
    if (verdict === 'shortened') this.#raise({ kind: 'head-regressed', seq: head.seq + 1 }, 'truncated');
    if (verdict === 'changed') this.#raise({ kind: 'head-regressed', seq: witness.seq }, 'head-changed');
  }

  /** Verifies and applies entries that follow; false when one of them does not. */
  #take(entries: readonly unknown[]): boolean {
    const verdict = verifyChain(entries, this.#options.room, this.#point);
    for (const entry of verdict.entries) this.#state.apply(entry);
    this.#point = verdict.point;
    if (verdict.entries.length > 0) this.#entries = [...this.#state.entries];
    return verdict.ok || !this.#raise({ kind: 'chain-broken', seq: verdict.seq }, verdict.fault);
  }

  #raise(alarm: RecordAlarm, fault: ChainFault): true {
    this.#alarm = alarm;
    this.#fault = fault;
    return true;
  }

  async #fetchOlder(to: number): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      await this.#fetchUntil(to);
    } catch (error) {
      this.#fetchProblem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#fetching = false;
    }
    if (this.#closed) return;
    // What arrived meanwhile was left aside; but not again at once where the server did not answer.
    if (this.#fetchProblem === null) this.#read();
    else for (const listener of this.#listeners) listener();
  }

  async #fetchUntil(to: number): Promise<void> {
    this.#fetchProblem = null;
    while (this.#point.seq < to && this.#alarm === null && !this.#closed) {
      const entries = await this.#options.fetchRange(this.#point.seq + 1, to);
      if (entries.length === 0) throw new Error(`entries from ${this.#point.seq + 1} on are missing`);
      this.#take(entries);
    }
  }
}

/** An entry of the tail; undefined for what is not JSON, which then fails to verify. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
