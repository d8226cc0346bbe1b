import * as Y from 'yjs';
import type { PublishedHead, SealedEntry } from '../model/entry.js';
import type { Office } from '../model/offices.js';
import { canonicalJson } from '../record/canonical.js';

/** How many of the newest entries a record document carries; older ones are fetched by range. */
export const TAIL_LENGTH = 500;
/** How many UTF-16 units of them: everybody who joins is sent the whole tail, so few large entries count as many small ones. */
export const TAIL_SIZE = 2 * 1024 * 1024;

/** Whom a clientID of the content document belongs to. */
export interface PublishedAuthor {
  readonly id: string;
  readonly name: string;
  readonly office: Office | '';
}

/** The shared types of a record document (architecture §5). Only the server's command handler writes them (SEC-21). */
export function recordRoots(doc: Y.Doc): { tail: Y.Array<string>; head: Y.Map<unknown>; authors: Y.Map<unknown> } {
  return { tail: doc.getArray('tail'), head: doc.getMap('head'), authors: doc.getMap('authors') };
}

/**
 * Adds sealed entries to the projection in one transaction, and lets go of those that leave the tail.
 * @returns the Yjs update, which is stored in the entries' own transaction and sent on unchanged.
 */
export function publishEntries(doc: Y.Doc, entries: readonly SealedEntry[], head: PublishedHead): Uint8Array {
  const update = captureUpdate(doc, () => {
    const { tail, head: published } = recordRoots(doc);
    const texts = [...tail.toArray(), ...entries.slice(-TAIL_LENGTH).map((entry) => canonicalJson(entry))];
    const kept = tailLength(texts);
    const leaving = Math.min(tail.length, texts.length - kept);
    tail.push(texts.slice(Math.max(tail.length, texts.length - kept)));
    if (leaving > 0) tail.delete(0, leaving);
    const { seq, hash, epoch, generation } = head;
    for (const [key, value] of Object.entries({ seq, hash, epoch, generation })) {
      if (published.get(key) !== value) published.set(key, value);
    }
  });
  if (!update) throw new Error('there was nothing to publish');
  return update;
}

/** How many of the newest texts make up the tail: the last one at least. */
function tailLength(texts: readonly string[]): number {
  let length = 0;
  let size = 0;
  while (length < texts.length && length < TAIL_LENGTH) {
    size += texts[texts.length - 1 - length]!.length;
    if (length > 0 && size > TAIL_SIZE) break;
    length += 1;
  }
  return length;
}

/** Publishes who writes under a clientID. @returns the Yjs update; null when that was published already. */
export function publishAuthor(doc: Y.Doc, client: number, author: PublishedAuthor): Uint8Array | null {
  const { id, name, office } = author;
  return captureUpdate(doc, () => {
    const { authors } = recordRoots(doc);
    if (readAuthor(authors.get(String(client)))?.id !== id) authors.set(String(client), { id, name, office });
  });
}

/** What `change` does to the document, as an update; null when it does nothing. */
function captureUpdate(doc: Y.Doc, change: () => void): Uint8Array | null {
  let captured: Uint8Array | null = null;
  const keep = (update: Uint8Array): void => void (captured = update);
  doc.on('update', keep);
  try {
    doc.transact(change);
  } finally {
    doc.off('update', keep);
  }
  return captured;
}

/** A record document as it would be with these entries, all of them in its tail: for reading again what was kept of one. */
export function recordDocument(
  entries: readonly unknown[],
  head: PublishedHead,
  authors: Readonly<Record<string, PublishedAuthor>>,
): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    const roots = recordRoots(doc);
    roots.tail.push(entries.map((entry) => JSON.stringify(entry ?? null)));
    for (const [key, value] of Object.entries(head)) roots.head.set(key, value);
    for (const [client, author] of Object.entries(authors)) roots.authors.set(client, author);
  });
  return doc;
}

/** Whom all published clientIDs belong to. */
export function readAuthors(doc: Y.Doc): Record<string, PublishedAuthor> {
  const authors: Record<string, PublishedAuthor> = {};
  recordRoots(doc).authors.forEach((value, client) => {
    const author = readAuthor(value);
    if (author) authors[client] = author;
  });
  return authors;
}

/** The head as published; null before the first entry, or when it cannot be read. */
export function readHead(doc: Y.Doc): PublishedHead | null {
  const { seq, hash, epoch, generation } = recordRoots(doc).head.toJSON() as Partial<Record<string, unknown>>;
  if (typeof seq !== 'number' || typeof hash !== 'string' || typeof epoch !== 'string') return null;
  return { seq, hash, epoch, generation: typeof generation === 'number' ? generation : 0 };
}

/** The strings of the tail, each to be parsed and verified; whatever is not a string comes as an empty one. */
export function readTail(doc: Y.Doc): readonly string[] {
  return recordRoots(doc)
    .tail.toArray()
    .map((text: unknown) => (typeof text === 'string' ? text : ''));
}

export function readAuthor(value: unknown): PublishedAuthor | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name, office } = value as Partial<PublishedAuthor>;
  return typeof id === 'string' && typeof name === 'string' && office !== undefined ? { id, name, office } : undefined;
}
