import * as Y from 'yjs';
import { condense } from '../../rules/secrecy/condense.js';
import { blockingMarks, newMarks } from '../../rules/secrecy/brought.js';
import type { SecrecyMark } from '../../rules/secrecy/marks.js';
import { textOf } from '../../store/shared-text.js';
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

/** What people read as one text: a text, or a list, whose names stand one below the other. */
type Readable = Y.Text | Y.Array<unknown>;

interface Searched {
  readonly value: string;
  /** An auditor has been told of what stands there. */
  readonly told: boolean;
}

/** What each text of a document said when it was last searched; a refusal throws the document away, and this with it. */
export type SearchedTexts = WeakMap<Readable, Searched>;

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
  const texts = new Set<Readable>();
  for (const type of transaction.changed.keys()) if (isReadable(type)) texts.add(type);
  for (const [client, from] of writers) {
    const word = checkStructs(doc, client, from, schema, texts);
    if (word) return refused(word);
  }
  return checkTexts(texts, broughtText, searched);
}

function isReadable(type: unknown): type is Readable {
  return type instanceof Y.Text || type instanceof Y.Array;
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
  texts: Set<Readable>,
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
    if (isReadable(content.type)) texts.add(content.type);
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
 * brought it whole; typed character by character it is an alarm only, since 秘密工作 passes through 秘密. An alarm is given once.
 */
function checkTexts(
  texts: ReadonlySet<Readable>,
  broughtText: readonly string[],
  searched: SearchedTexts,
): TransactionCheck {
  const alarms: SecrecyAlarm[] = [];
  for (const text of texts) {
    const value = readableText(text);
    const last = searched.get(text) ?? { value: '', told: false };
    const { before, after } = changedWindow(last.value, value);
    const brought = newMarks(before, after);
    for (const mark of brought) {
      if (mark.form === 'star' || isBroughtWhole(mark, after, broughtText)) return refused('secrecy-mark');
    }
    const news = last.told ? brought : blockingMarks(after);
    alarms.push(...news.map(({ level, form }) => ({ level, form })));
    searched.set(text, { value, told: last.told || news.length > 0 });
  }
  return { alarms };
}

function readableText(text: Readable): string {
  if (text instanceof Y.Text) return textOf(text);
  const names = text.toArray().filter((item) => typeof item === 'string');
  return names.join('\n');
}

/** Whether one string of the update holds the level, or the words of a heading, by itself: that was pasted and not typed. */
function isBroughtWhole({ level, start, end }: SecrecyMark, text: string, broughtText: readonly string[]): boolean {
  const words = level ?? joined(text.slice(start, end));
  return broughtText.some((piece) => joined(piece).includes(words));
}

/** Without what the eye skips, and on one line. */
function joined(text: string): string {
  return condense(text).text.replace(/\n/g, '');
}

/** What the texts of a document say as it is loaded, for its first changes to be compared with. */
export function searchedTexts(doc: Y.Doc): SearchedTexts {
  const searched: SearchedTexts = new WeakMap();
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentType)) continue;
      const { type } = struct.content;
      if (isReadable(type)) searched.set(type, { value: readableText(type), told: false });
    }
  }
  return searched;
}
