import * as Y from 'yjs';
import { textOf } from './shared-text.js';
import type { MarkedText } from './take-out-marks.js';
import { piecesOf } from './text-pieces.js';

/** How much of each client's writing a server has, by clientID: everything below that clock. */
export type KnownClocks = ReadonlyMap<number, number>;

/**
 * The last resort when a server refuses words and nobody can find out which: every piece of text that it has not taken yet goes
 * out of the document, and the texts are given back as they were. What is no text (order, numbers, names of people) stays.
 */
export function takeOutUnsent(doc: Y.Doc, roots: readonly string[], known: KnownClocks): MarkedText[] {
  const taken: MarkedText[] = [];
  doc.transact(() => {
    for (const root of roots) {
      for (const { text, path } of textsBelow(doc.getMap(root), [root])) {
        const value = textOf(text);
        takeOut(text, known);
        if (textOf(text) !== value) taken.push({ path, text: value });
      }
    }
  }, takeOutUnsent);
  return taken;
}

function takeOut(text: Y.Text, known: KnownClocks): void {
  // From the last to the first, so that taking one out moves none of the others.
  for (const { item, index } of [...piecesOf(text)].reverse()) {
    const { client, clock } = item.id;
    const from = Math.max(clock, known.get(client) ?? 0);
    const length = clock + item.length - from;
    if (length > 0) text.delete(index + from - clock, length);
  }
}

function* textsBelow(
  map: Y.Map<unknown>,
  path: readonly string[],
): Generator<{ readonly text: Y.Text; readonly path: readonly string[] }> {
  for (const [key, value] of map.entries()) {
    const here = [...path, key];
    if (value instanceof Y.Text) yield { text: value, path: here };
    else if (value instanceof Y.Map) yield* textsBelow(value as Y.Map<unknown>, here);
  }
}
