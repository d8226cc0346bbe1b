import * as Y from 'yjs';
import { META_ROOT, defineRoots, type ContentSchema } from '../../store/content-schema.js';
import {
  checkTransaction,
  searchedTexts,
  type SearchedTexts,
  type SecrecyAlarm,
} from '../admission/check-transaction.js';
import { checkUpdate, containsUpdate, type UpdateContext, type UpdateVerdict } from '../admission/check-update.js';
import { tryReadUpdate } from '../admission/read-update.js';
import { refuse, type Refusal } from '../admission/refusal.js';
import type { Limits } from '../limits.js';
import type { StoredDocument } from '../storage/storage.js';
import { StateCache } from './state-cache.js';

/** What became of one update. */
export type Admission =
  /** It is in the document now; `bytes` hold what it added, and nothing else that it may have carried. */
  | {
      readonly kind: 'applied';
      readonly bytes: Uint8Array;
      readonly writers: readonly number[];
      readonly alarms: readonly SecrecyAlarm[];
    }
  | { readonly kind: 'contained' }
  | { readonly kind: 'gap' }
  /** `spoiled`: the document holds some of it and must be loaded anew. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly spoiled: boolean };

/** A content document that does not load: the row, and what Yjs said. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/**
 * The content of one room in memory. Between turns it is exactly what is on disk; during a turn it may be
 * ahead, and then nothing is served from it.
 */
export class ContentDocument {
  readonly #schema: ContentSchema;
  readonly #limits: Limits;
  #doc: Y.Doc;
  #answers: StateCache;
  /** What the open transaction added, as Yjs encodes it; null when it changed nothing. */
  #emitted: Uint8Array | null = null;
  #searched: SearchedTexts;
  /** At least the bytes of the document's state; exact when just measured. */
  #bytes = 0;
  #isLarge = false;

  constructor(stored: StoredDocument, schema: ContentSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
    this.#doc = this.#load(stored);
    this.#searched = searchedTexts(this.#doc);
    this.#answers = new StateCache(this.#doc);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  /** Answers to those who ask for the state; kept until the next change. */
  get answers(): StateCache {
    return this.#answers;
  }

  /** An upper bound of the size of the state. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True once, when the state has come close to its limit. */
  becameLarge(): boolean {
    const { documentWarnBytes } = this.#limits;
    if (this.#isLarge || this.#bytes <= documentWarnBytes) return false;
    this.#bytes = Y.encodeStateAsUpdate(this.#doc).length;
    this.#isLarge = this.#bytes > documentWarnBytes;
    return this.#isLarge;
  }

  get generation(): number {
    return Number(this.#doc.getMap(META_ROOT).get('generation') ?? 1);
  }

  /** Forgets what is in memory for what is on disk. */
  reload(stored: StoredDocument): void {
    this.#doc.destroy();
    this.#doc = this.#load(stored);
    this.#searched = searchedTexts(this.#doc);
    this.#answers = new StateCache(this.#doc);
  }

  #load({ checkpoint, updates }: StoredDocument): Y.Doc {
    const doc = new Y.Doc();
    defineRoots(doc, this.#schema);
    this.#bytes = checkpoint?.bytes.length ?? 0;
    try {
      // One transaction, so that a long log is cleaned up once and not once a row.
      doc.transact(() => {
        if (checkpoint) Y.applyUpdate(doc, checkpoint.bytes);
        for (const { bytes } of updates) {
          Y.applyUpdate(doc, bytes);
          this.#bytes += bytes.length;
        }
      });
    } catch (error) {
      throw new DocumentError((error as Error).message);
    }
    if (doc.store.pendingStructs || doc.store.pendingDs) throw new DocumentError('an update is missing');
    doc.on('update', (update: Uint8Array) => {
      this.#emitted = update;
    });
    return doc;
  }

  /** Whether applying the update would change nothing; false for bytes that are no update. */
  contains(bytes: Uint8Array): boolean {
    return containsUpdate(this.#doc, bytes);
  }

  /** Checks an update, applies it, and checks what it did. `objection` says why a clientID is not open to the person. */
  admit(bytes: Uint8Array, objection: UpdateContext['objection']): Admission {
    const update = tryReadUpdate(bytes);
    if (!update) return { kind: 'refused', refusal: refuse('update-malformed'), spoiled: false };
    const context = { doc: this.#doc, schema: this.#schema, limits: this.#limits, objection };
    const verdict = checkUpdate(update, context);
    if (verdict.kind === 'refused') return { ...verdict, spoiled: false };
    if (verdict.kind !== 'fresh') return verdict;
    if (!this.#hasRoomFor(bytes.length)) {
      return { kind: 'refused', refusal: refuse('document-full'), spoiled: false };
    }
    return this.#apply(bytes, verdict);
  }

  #apply(bytes: Uint8Array, { writers, brought }: UpdateVerdict & { kind: 'fresh' }): Admission {
    this.#emitted = null;
    let refusal: Refusal | undefined;
    let alarms: readonly SecrecyAlarm[] = [];
    try {
      this.#doc.transact((transaction) => {
        Y.applyUpdate(this.#doc, bytes);
        ({ refusal, alarms } = checkTransaction(transaction, this.#schema, writers, brought.text, this.#searched));
        // The document is about to be thrown away: spare it the observers, whose work a hostile nesting makes long.
        if (refusal) transaction.changed.clear();
      });
    } catch {
      // Yjs throws on what no Yjs writes, and leaves half of it applied.
      return { kind: 'refused', refusal: refuse('does-not-apply'), spoiled: true };
    }
    if (refusal) return { kind: 'refused', refusal, spoiled: true };
    const emitted = this.#emitted as Uint8Array | null;
    if (!emitted) return { kind: 'contained' };
    this.#answers.forget();
    this.#bytes += emitted.length;
    return { kind: 'applied', bytes: emitted, writers: [...writers.keys()], alarms };
  }

  /** The bound grows with every update, the state does not always: measured anew when the bound is reached. */
  #hasRoomFor(more: number): boolean {
    if (this.#bytes + more <= this.#limits.documentBytes) return true;
    this.#bytes = Y.encodeStateAsUpdate(this.#doc).length;
    return this.#bytes + more <= this.#limits.documentBytes;
  }
}
