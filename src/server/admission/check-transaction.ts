import * as Y from 'yjs';
import { findSecrecyMarks, type SecrecyMark } from '../../rules/secrecy/marks.js';
import { META_ROOT, type ContentSchema } from '../../store/content-schema.js';
import { changedWindow } from './changed-window.js';
import { refuse, type Refusal, type RefusalWord } from './refusal.js';

/** A text that became a secrecy mark piece by piece: nobody is refused, somebody has to look. */
export interface SecrecyAlarm {
  readonly level: string | null;
  readonly form: string;
}

export interface TransactionCheck {
  readonly refusal?: Refusal;
  readonly alarms: readonly SecrecyAlarm[];
}

/** What each text of a document said when it was last searched; a refusal throws the document away, and this with it. */
export type SearchedTexts = WeakMap<Y.Text, string>;

/**
 * Judges what an update did, while its transaction is still open and nobody has seen it (SEC-16).
 * `writers` are the clients with new structs, each with the clock at which these begin; `broughtText`
 * the pieces of text that came in this update.
 */
export function checkTransaction(
  transaction: Y.Transaction,
  schema: ContentSchema,
  writers: ReadonlyMap<number, number>,
  broughtText: readonly string[],
  searched: SearchedTexts,
): TransactionCheck {
  const { doc } = transaction;
  if (doc.store.pendingStructs || doc.store.pendingDs) return refused('clock-gap');
  if (transaction.changed.has(doc.getMap(META_ROOT) as unknown as ChangedType)) return refused('meta-changed');
  const texts = new Set<Y.Text>();
  for (const type of transaction.changed.keys()) if (type instanceof Y.Text) texts.add(type);
  for (const [client, from] of writers) {
    const word = checkStructs(doc, client, from, schema, texts);
    if (word) return refused(word);
  }
  return checkTexts(texts, broughtText, searched);
}

type ChangedType = Parameters<Y.Transaction['changed']['has']>[0];

function refused(why: RefusalWord): TransactionCheck {
  return { refusal: refuse(why), alarms: [] };
}

/** Walks the new structs of one client in the document: places, nesting, and the texts among them. */
function checkStructs(
  doc: Y.Doc,
  client: number,
  from: number,
  schema: ContentSchema,
  texts: Set<Y.Text>,
): RefusalWord | undefined {
  const structs = doc.store.clients.get(client) ?? [];
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
    const struct = structs[index];
    if (!(struct instanceof Y.Item)) continue;
    const { parent, content } = struct;
    // A list inside a map, or text outside of a text: nothing reads it, no check sees it.
    if (parent instanceof Y.Map && struct.parentSub === null) return 'content-not-allowed';
    if (content instanceof Y.ContentString && !(parent instanceof Y.Text)) return 'content-not-allowed';
    if (!(content instanceof Y.ContentType)) continue;
    if (isDeeperThan(schema.typeDepth, struct)) return 'types-too-deep';
    if (content.type instanceof Y.Text) texts.add(content.type);
  }
  return undefined;
}

function isDeeperThan(limit: number, item: Y.Item): boolean {
  let depth = 0;
  for (let at: Y.Item | null = item; at !== null; at = (at.parent as Y.AbstractType<unknown>)._item) {
    if (++depth > limit) return true;
  }
  return false;
}

/**
 * A starred mark is refused however it came about; one that stood there before, past every check, is an alarm, since
 * the person who writes beside it has not brought it. A level alone on its line is refused when one update
 * brought it whole; typed character by character it is an alarm only, since 秘密工作 passes through 秘密.
 */
function checkTexts(
  texts: ReadonlySet<Y.Text>,
  broughtText: readonly string[],
  searched: SearchedTexts,
): TransactionCheck {
  const alarms: SecrecyAlarm[] = [];
  for (const text of texts) {
    const value = text.toJSON();
    const { before, after } = changedWindow(searched.get(text) ?? '', value);
    const marks = blockingMarks(after);
    if (marks.length > 0) {
      const isNew = starsIn(marks) > starsIn(blockingMarks(before));
      for (const { form, level, start, end } of marks) {
        const mark = after.slice(start, end);
        const isBrought = form === 'star' ? isNew : broughtText.some((piece) => piece.includes(mark));
        if (isBrought) return refused('secrecy-mark');
        alarms.push({ level, form });
      }
    }
    searched.set(text, value);
  }
  return { alarms };
}

function blockingMarks(text: string): SecrecyMark[] {
  return findSecrecyMarks(text).filter((mark) => mark.verdict === 'block');
}

function starsIn(marks: readonly SecrecyMark[]): number {
  return marks.filter((mark) => mark.form === 'star').length;
}

/** What the texts of a document say as it is loaded, for its first changes to be compared with. */
export function searchedTexts(doc: Y.Doc): SearchedTexts {
  const searched: SearchedTexts = new WeakMap();
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentType)) continue;
      const { type } = struct.content;
      if (type instanceof Y.Text) searched.set(type, type.toJSON());
    }
  }
  return searched;
}
