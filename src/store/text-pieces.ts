import * as Y from 'yjs';
import { endThatIsMarked, marksOfPiece } from '../rules/secrecy/brought.js';

/** One string of a document as an update carries it, and where it stands in its text. UTF-16 units. */
export interface TextPiece {
  readonly item: Y.Item;
  readonly str: string;
  readonly index: number;
}

/** The strings that a text is made of, in order; what is deleted is none. */
export function* piecesOf(text: Y.Text): Generator<TextPiece> {
  let index = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (item.content instanceof Y.ContentString) yield { item, str: item.content.str, index };
    index += item.length;
  }
}

/**
 * Takes apart what this page has written and what a server would refuse as a mark although it is none where it stands: 秘密** after
 * 严守**国家. A server looks into the strings of an update before it applies any of them, and knows nothing of what stands
 * around. That check stays as strict as it is for whoever writes past a gate; an honest page writes such words in two pieces, as if
 * they were typed and not pasted. Inside of the transaction that wrote them: what is in the document for a moment has left.
 */
export function partMarkedPieces(text: Y.Text): void {
  for (let place = markedPlace(text); place; place = markedPlace(text)) {
    // A character that comes anew after the others is never joined with those before it.
    text.delete(place.index, place.character.length);
    text.insert(place.index, place.character);
  }
}

/** The second character of the first mark that one string of this page holds whole, or that its end would be if it were sent alone. */
function markedPlace(text: Y.Text): { readonly index: number; readonly character: string } | undefined {
  for (const { item, str, index } of piecesOf(text)) {
    if (item.id.client !== text.doc?.clientID) continue;
    const mark = marksOfPiece(str)[0] ?? endThatIsMarked(str);
    if (!mark) continue;
    const [first = '', second = ''] = Array.from(str.slice(mark.start, mark.end));
    if (second !== '') return { index: index + mark.start + first.length, character: second };
  }
  return undefined;
}
