import * as Y from 'yjs';
import { createRecordState, type RecordState } from '../../model/agenda/record-state.js';
import type { Head, PublishedHead, SealedEntry } from '../../model/entry.js';
import type { RoomName } from '../../model/room.js';
import { emptyHead, headOf } from '../../record/seal.js';
import { verifyChain } from '../../record/verify.js';
import { publishAuthor, publishEntries, readHead, type PublishedAuthor } from '../../store/record-document.js';
import { compareWitness, type Witness, type WitnessVerdict } from '../../record/witness.js';
import { containsUpdate } from '../admission/check-update.js';
import type { StoredDocument } from '../storage/storage.js';
import { StateCache } from './state-cache.js';

/** What is wrong with a record as it stands on disk: nothing repairs it silently (SEC-34). */
export interface RecordFault {
  /** The first sequence number that is wrong. */
  readonly seq: number;
  readonly fault: string;
}

/**
 * The record of one room in memory: what its entries amount to, and the document that pages read. The table is
 * the truth, the document a projection of it, stored byte for byte (SEC-21).
 */
export class RecordLog {
  readonly room: RoomName;
  readonly state: RecordState = createRecordState();
  readonly doc = new Y.Doc();
  readonly answers = new StateCache(this.doc);
  readonly fault: RecordFault | undefined;
  /** Sequence number of the last stored update of the document. */
  seq: number;
  #head: Head;

  /** `clientID` is drawn fresh at each load, and used for new entries only. */
  constructor(room: RoomName, entries: readonly SealedEntry[], stored: StoredDocument, clientID: number) {
    this.room = room;
    const verdict = verifyChain(entries, room);
    for (const entry of verdict.entries) this.state.apply(entry);
    this.#head = this.state.last ? headOf(this.state.last) : emptyHead(room);
    this.doc.transact(() => {
      if (stored.checkpoint) Y.applyUpdate(this.doc, stored.checkpoint.bytes);
      for (const { bytes } of stored.updates) Y.applyUpdate(this.doc, bytes);
    });
    // Only now: Yjs would draw another one if it met its own in what it loads.
    this.doc.clientID = clientID;
    this.seq = stored.updates.at(-1)?.seq ?? stored.checkpoint?.seq ?? 0;
    this.fault = verdict.ok ? this.#compareProjection() : { seq: verdict.seq, fault: verdict.fault };
  }

  get head(): Head {
    return this.#head;
  }

  #compareProjection(): RecordFault | undefined {
    const published = readHead(this.doc);
    if ((published?.seq ?? 0) === this.#head.seq && (!published || published.hash === this.#head.hash))
      return undefined;
    return { seq: this.#head.seq, fault: 'projection-differs' };
  }

  /** How this record stands to what somebody saw of it (SEC-35). */
  compare(witness: Witness, epoch: string): WitnessVerdict {
    const start = emptyHead(this.room).hash;
    const hashAt = (seq: number): string | undefined => (seq === 0 ? start : this.state.entries[seq - 1]?.hash);
    return compareWitness(witness, { ...this.#head, epoch }, hashAt);
  }

  /** Whether applying an update would change nothing; false for bytes that are no update. */
  contains(bytes: Uint8Array): boolean {
    return containsUpdate(this.doc, bytes);
  }

  /** Adds a sealed entry to the document; `apply` follows once it is on disk. */
  publish(entry: SealedEntry, head: Omit<PublishedHead, keyof Head>): Uint8Array {
    this.answers.forget();
    return publishEntries(this.doc, [entry], { ...headOf(entry), ...head });
  }

  /** Names the author of a clientID in the document; null when it is named already. */
  publishAuthor(client: number, author: PublishedAuthor): Uint8Array | null {
    this.answers.forget();
    return publishAuthor(this.doc, client, author);
  }

  /** The entry is on disk: it counts from now on. */
  apply(entry: SealedEntry): void {
    this.state.apply(entry);
    this.#head = headOf(entry);
  }
}
