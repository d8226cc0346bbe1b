import * as Y from 'yjs';
import { blockingMarks as marksIn, endThatIsMarked, marksOfPiece } from '../rules/secrecy/brought.js';
import type { SecrecyMark } from '../rules/secrecy/marks.js';
import { textsIn } from '../rules/secrecy/texts.js';
import { textOf } from './shared-text.js';
import { piecesOf } from './text-pieces.js';

/** A text that carried a secrecy mark, as it was. It is shown to the person who wrote it, and kept nowhere. */
export interface MarkedText {
  /** Root, then keys down to the text, for example `topics`, id, `title`. */
  readonly path: readonly string[];
  readonly text: string;
}

/**
 * Takes every secrecy mark out of a content document that a server refused because of one, and gives back the
 * texts as they were: marks as people read them, and marks that one string of the document holds by itself, since a server looks
 * at each. Clear undo first: what it keeps is never collected and would carry the text for ever.
 */
export function takeOutMarks(doc: Y.Doc, roots: readonly string[]): MarkedText[] {
  const taken: MarkedText[] = [];
  doc.transact(() => {
    for (const root of roots) cleanMap(doc.getMap(root), [root], taken);
  }, takeOutMarks);
  return taken;
}

/** Whether something that was deleted holds a mark and would be sent along with its deletion; in `collectedState` it is not. */
export function holdsDeletedMark(doc: Y.Doc): boolean {
  return [...doc.store.clients.values()].some((structs) =>
    structs.some(
      (struct) =>
        struct instanceof Y.Item &&
        struct.deleted &&
        struct.content instanceof Y.ContentString &&
        marksOfPiece(struct.content.str).length > 0,
    ),
  );
}

/** The state of a document without anything that was deleted from it. */
export function collectedState(doc: Y.Doc): Uint8Array {
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc));
  const state = Y.encodeStateAsUpdate(fresh);
  fresh.destroy();
  return state;
}

function cleanMap(map: Y.Map<unknown>, path: readonly string[], taken: MarkedText[]): void {
  for (const [key, value] of [...map.entries()]) {
    const here = [...path, key];
    // No page of ours writes such a key: whoever did has no other place to put its value.
    if (blockingMarks(key).length > 0) {
      taken.push({ path, text: key });
      map.delete(key);
    } else if (typeof value === 'string') cleanString(value, here, taken, (text) => map.set(key, text));
    else if (isMarked(value)) {
      taken.push({ path: here, text: JSON.stringify(value) });
      map.delete(key);
    } else cleanType(value, here, taken);
  }
}

/** Whether a plain object or list somewhere holds a mark; pages of ours write none. */
function isMarked(value: unknown): boolean {
  if (value instanceof Y.AbstractType || typeof value !== 'object') return false;
  return textsIn(value).some(({ text }) => blockingMarks(text).length > 0);
}

function cleanList(list: Y.Array<unknown>, path: readonly string[], taken: MarkedText[]): void {
  list.toArray().forEach((value, index) => {
    const write = (text: string): void => {
      list.delete(index, 1);
      list.insert(index, [text]);
    };
    if (typeof value === 'string') cleanString(value, [...path, String(index)], taken, write);
    else cleanType(value, [...path, String(index)], taken);
  });
  cleanNames(list, path, taken);
}

/** What several names spell together, as they are shown: one below the other. */
function cleanNames(list: Y.Array<unknown>, path: readonly string[], taken: MarkedText[]): void {
  const names = list.toArray();
  if (!names.every((name) => typeof name === 'string')) return;
  const text = names.join('\n');
  const marks = blockingMarks(text).filter(({ form }) => form === 'star');
  if (marks.length === 0) return;
  taken.push({ path, text });
  let from = text.length;
  for (const [index, name] of [...names.entries()].reverse()) {
    from -= name.length;
    const to = from + name.length;
    const touching = marks.some(({ start, end }) => start < to && end > from);
    // A name of which a part spells a mark names nobody.
    if (touching) list.delete(index, 1);
    from -= 1;
  }
}

function cleanType(value: unknown, path: readonly string[], taken: MarkedText[]): void {
  if (value instanceof Y.Text) cleanText(value, path, taken);
  else if (value instanceof Y.Map) cleanMap(value as Y.Map<unknown>, path, taken);
  else if (value instanceof Y.Array) cleanList(value as Y.Array<unknown>, path, taken);
}

function cleanText(text: Y.Text, path: readonly string[], taken: MarkedText[]): void {
  const value = textOf(text);
  let marks = blockingMarks(value);
  // What closes up over a gap may be a mark again.
  for (; marks.length > 0; marks = blockingMarks(textOf(text)))
    for (const { start, end } of marks) text.delete(start, end - start);
  for (let run = markedRun(text); run; run = markedRun(text)) text.delete(run.start, run.end - run.start);
  if (textOf(text) !== value) taken.push({ path, text: value });
}

/** The first mark that one string holds by itself, though nobody reads it as one where it stands. */
function markedRun(text: Y.Text): { readonly start: number; readonly end: number } | undefined {
  for (const { item, str, index } of piecesOf(text)) {
    const mark = marksOfPiece(str)[0] ?? (item.id.client === text.doc?.clientID ? endThatIsMarked(str) : undefined);
    if (mark) return { start: index + mark.start, end: index + mark.end };
  }
  return undefined;
}

function cleanString(value: string, path: readonly string[], taken: MarkedText[], write: (text: string) => void): void {
  let text = value;
  for (let marks = blockingMarks(text); marks.length > 0; marks = blockingMarks(text))
    for (const { start, end } of marks) text = text.slice(0, start) + text.slice(end);
  if (text === value) return;
  taken.push({ path, text: value });
  write(text);
}

interface Run {
  readonly start: number;
  end: number;
  readonly form: SecrecyMark['form'];
}

/** Apart from each other, and from the last to the first, so that taking one out moves none of the others. */
function blockingMarks(text: string): readonly Run[] {
  const apart: Run[] = [];
  for (const { start, end, form } of [...marksIn(text)].sort((a, b) => a.start - b.start)) {
    const last = apart[apart.length - 1];
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end, form });
  }
  return apart.reverse();
}
