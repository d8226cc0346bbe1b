import * as Y from 'yjs';
import { marksOfPiece } from '../rules/secrecy/brought.js';
import { admit } from './secrecy-gate.js';

/** One step of undo or redo: what it will delete, and what it will bring back. */
type Step = Y.UndoManager['undoStack'][number];

/** What a step does, character by character: `client clock` of each. */
interface Touched {
  readonly goes: ReadonlySet<string>;
  readonly returns: ReadonlySet<string>;
  readonly texts: ReadonlySet<Y.Text>;
}

/**
 * Whether a step would let a text say what the secrecy gate does not admit. Each state that it goes back to was
 * admitted once, but others may have written between the pieces since. Looked at before it is done: what is in the document
 * for a moment only has left the page already.
 */
export function bringsMark(doc: Y.Doc, step: Step): boolean {
  const touched = touchedBy(doc, step);
  return [...touched.texts].some((text) => {
    const { now, after, returning } = outcome(text, touched);
    // What comes back comes as one string, even where it was written in two.
    return admit(now, after) !== 'admitted' || returning.some((piece) => marksOfPiece(piece).length > 0);
  });
}

function touchedBy(doc: Y.Doc, { insertions, deletions }: Step): Touched {
  const texts = new Set<Y.Text>();
  const goes = new Set<string>();
  const returns = new Set<string>();
  const note = (item: Y.Item): void => {
    if (item.parent instanceof Y.Text) texts.add(item.parent);
  };
  for (const id of idsIn(insertions)) {
    const now = newestOf(doc, id);
    if (!now) continue;
    goes.add(nameOf(now.id));
    note(now.item);
  }
  for (const id of idsIn(deletions)) {
    const item = itemAt(doc, id);
    if (!item || item.redone !== null || Y.isDeleted(insertions, Y.createID(id.client, id.clock))) continue;
    returns.add(nameOf(id));
    note(item);
  }
  return { goes, returns, texts };
}

interface Outcome {
  /** What the text says now, and would say after the step: what comes back stands where it stood. */
  readonly now: string;
  readonly after: string;
  /** The strings that come back; those that would stand side by side as one. */
  readonly returning: readonly string[];
}

function outcome(text: Y.Text, { goes, returns }: Touched): Outcome {
  let now = '';
  let after = '';
  const returning: string[] = [];
  let piece = '';
  const endPiece = (): void => {
    if (piece !== '') returning.push(piece);
    piece = '';
  };
  for (let item = text._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    for (let unit = 0; unit < item.length; unit++) {
      const name = nameOf({ client, clock: clock + unit });
      const character = item.content.str[unit] ?? '';
      if (!item.deleted) now += character;
      const comes = item.deleted && returns.has(name);
      const stays = !item.deleted && !goes.has(name);
      if (comes || stays) after += character;
      if (comes) piece += character;
      else if (stays) endPiece();
    }
  }
  endPiece();
  return { now, after, returning };
}

interface Id {
  readonly client: number;
  readonly clock: number;
}

function nameOf({ client, clock }: Id): string {
  return `${client} ${clock}`;
}

function* idsIn(set: Step['insertions']): Generator<Id> {
  for (const [client, ranges] of set.clients) {
    for (const { clock, len } of ranges) for (let unit = 0; unit < len; unit++) yield { client, clock: clock + unit };
  }
}

/** A character that was taken away and brought back lives on as another one. */
function newestOf(doc: Y.Doc, id: Id): { readonly id: Id; readonly item: Y.Item } | undefined {
  let now: Id = id;
  for (let item = itemAt(doc, now); item; item = itemAt(doc, now)) {
    if (item.redone === null) return { id: now, item };
    const { client, clock } = item.redone;
    now = { client, clock: clock + now.clock - item.id.clock };
  }
  return undefined;
}

function itemAt(doc: Y.Doc, { client, clock }: Id): Y.Item | undefined {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return undefined;
  const struct = structs[Y.findIndexSS(structs, clock)];
  return struct instanceof Y.Item ? struct : undefined;
}
