import * as Y from 'yjs';
import { findSecrecyMarks } from '../rules/secrecy/marks.js';
import { textOf } from './shared-text.js';

/** A text that carried a secrecy mark, as it was. It is shown to the person who wrote it, and kept nowhere. */
export interface MarkedText {
  /** Root, then keys down to the text, for example `topics`, id, `title`. */
  readonly path: readonly string[];
  readonly text: string;
}

/**
 * Takes every secrecy mark out of a content document that a server refused because of one, and gives back the
 * texts as they were. Clear undo first: what it keeps is never collected and would carry the text for ever.
 */
export function takeOutMarks(doc: Y.Doc, roots: readonly string[]): MarkedText[] {
  const taken: MarkedText[] = [];
  doc.transact(() => {
    for (const root of roots) cleanMap(doc.getMap(root), [root], taken);
  }, takeOutMarks);
  return taken;
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
    if (typeof value === 'string') cleanString(value, here, taken, (text) => map.set(key, text));
    else cleanType(value, here, taken);
  }
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
}

function cleanType(value: unknown, path: readonly string[], taken: MarkedText[]): void {
  if (value instanceof Y.Text) cleanText(value, path, taken);
  else if (value instanceof Y.Map) cleanMap(value as Y.Map<unknown>, path, taken);
  else if (value instanceof Y.Array) cleanList(value as Y.Array<unknown>, path, taken);
}

function cleanText(text: Y.Text, path: readonly string[], taken: MarkedText[]): void {
  const value = textOf(text);
  const marks = blockingMarks(value);
  if (marks.length === 0) return;
  taken.push({ path, text: value });
  for (const { start, end } of marks) text.delete(start, end - start);
}

function cleanString(value: string, path: readonly string[], taken: MarkedText[], write: (text: string) => void): void {
  const marks = blockingMarks(value);
  if (marks.length === 0) return;
  taken.push({ path, text: value });
  write(marks.reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), value));
}

/** Apart from each other, and from the last to the first, so that taking one out moves none of the others. */
function blockingMarks(text: string): readonly { start: number; end: number }[] {
  const apart: { start: number; end: number }[] = [];
  const marks = findSecrecyMarks(text).filter(({ verdict }) => verdict === 'block');
  for (const { start, end } of marks.sort((a, b) => a.start - b.start)) {
    const last = apart[apart.length - 1];
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart.reverse();
}
