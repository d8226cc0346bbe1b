import * as Y from 'yjs';
import type { ContentSchema } from '../../store/content-schema.js';
import type { Limits } from '../limits.js';
import { carriesMark, inspectContent, type Brought } from './brought-strings.js';
import { tryReadUpdate, type ReadUpdate, type Struct } from './read-update.js';
import { refuse, type Refusal, type RefusalWord } from './refusal.js';

export type UpdateVerdict =
  /** Applying it would change nothing. */
  | { readonly kind: 'contained' }
  /** It builds on something that the document does not have. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'fresh';
      /** Clients that get new structs, each with the clock at which these begin. */
      readonly writers: ReadonlyMap<number, number>;
      readonly brought: Brought;
    };

export interface UpdateContext {
  readonly doc: Y.Doc;
  readonly schema: ContentSchema;
  readonly limits: Limits;
  /** Why this person may not write under a clientID, or undefined when they may. */
  objection(client: number): RefusalWord | undefined;
}

/** Judges an update by its bytes and the document's clocks, before it is applied (SEC-16, SEC-17). */
export function checkUpdate(update: ReadUpdate, context: UpdateContext): UpdateVerdict {
  const { doc, limits } = context;
  const writers = new Map<number, number>();
  let newClocks = 0;
  let gap = update.hasSkips;
  for (const [client, { start, end }] of update.sections) {
    const state = Y.getState(doc.store, client);
    if (start > state) gap = true;
    if (end <= state) continue;
    const objection = context.objection(client);
    if (objection) return refused(objection);
    newClocks += end - Math.max(start, state);
    writers.set(client, state);
  }
  if (newClocks > limits.newClocks) return refused('update-too-long');
  if (gap || hasUnknownDeletes(update, doc)) return { kind: 'gap' };
  if (writers.size === 0) return isContained(update, doc) ? { kind: 'contained' } : freshDeletes();

  const fresh = update.structs.filter((struct) => isNew(struct, writers));
  const references = checkReferences(fresh, update, context);
  if (references) return references;
  const brought: Brought = { text: [], values: [] };
  const word = inspectContent(fresh, limits.valueDepth, brought);
  if (word) return refused(word);
  if (carriesMark(brought)) return refused('secrecy-mark');
  return { kind: 'fresh', writers, brought };
}

function refused(why: RefusalWord): UpdateVerdict {
  return { kind: 'refused', refusal: refuse(why) };
}

function freshDeletes(): UpdateVerdict {
  return { kind: 'fresh', writers: new Map(), brought: { text: [], values: [] } };
}

function isNew(struct: Struct, writers: ReadonlyMap<number, number>): boolean {
  const from = writers.get(struct.id.client);
  return from !== undefined && struct.id.clock + struct.length > from;
}

/** Roots must be the schema's; whatever else a struct hangs on must be there, or come along in the same update. */
function checkReferences(
  structs: readonly Struct[],
  update: ReadUpdate,
  { doc, schema }: UpdateContext,
): UpdateVerdict | undefined {
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const parent: unknown = struct.parent;
    if (typeof parent === 'string' && !schema.roots.has(parent)) return refused('root-not-allowed');
    for (const id of [struct.origin, struct.rightOrigin, parent]) {
      if (!(id instanceof Y.ID)) continue;
      // Yjs does not ask whether a struct of the same client is there already, it fails.
      if (id.client === struct.id.client && id.clock >= struct.id.clock) return refused('update-malformed');
      if (!isKnown(doc, update, id.client, id.clock + 1)) return { kind: 'gap' };
    }
  }
  return undefined;
}

function isKnown(doc: Y.Doc, update: ReadUpdate, client: number, end: number): boolean {
  return end <= Y.getState(doc.store, client) || end <= (update.sections.get(client)?.end ?? 0);
}

function hasUnknownDeletes(update: ReadUpdate, doc: Y.Doc): boolean {
  for (const [client, ranges] of update.deletes) {
    if (ranges.some((range) => !isKnown(doc, update, client, range.clock + range.len))) return true;
  }
  return false;
}

/** Whether applying the bytes would change nothing; false for bytes that are no update. */
export function containsUpdate(doc: Y.Doc, bytes: Uint8Array): boolean {
  const update = tryReadUpdate(bytes);
  return update !== undefined && !update.hasSkips && isContained(update, doc);
}

/** Whether the document has all structs and deletions of an update already (SEC-20). */
function isContained(update: ReadUpdate, doc: Y.Doc): boolean {
  for (const [client, { end }] of update.sections) if (end > Y.getState(doc.store, client)) return false;
  for (const [client, ranges] of update.deletes) {
    for (const { clock, len } of ranges) if (!isDeletedRun(doc, client, clock, clock + len)) return false;
  }
  return true;
}

function isDeletedRun(doc: Y.Doc, client: number, start: number, end: number): boolean {
  if (end > Y.getState(doc.store, client)) return false;
  const structs = doc.store.clients.get(client)!;
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
    const struct = structs[index]!;
    if (struct.id.clock >= end) break;
    if (!struct.deleted) return false;
  }
  return true;
}
