import * as Y from 'yjs';
import { isMarkedValue, marksOfPiece } from '../../rules/secrecy/brought.js';
import type { Struct } from './read-update.js';
import type { RefusalWord } from './refusal.js';

/** What an update brings along, gathered for the secrecy check. */
export interface Brought {
  /** Pieces of co-edited text: judged here for starred marks alone, the rest where they end up. */
  readonly text: string[];
  /** Whole values, keys and attributes: nothing stands around them that could change what they say. */
  readonly values: string[];
}

/**
 * Looks into the content of new structs: gathers every string, and says what may not be stored at all.
 * Values are walked to `depth` and not further, whatever they declare.
 */
export function inspectContent(structs: readonly Struct[], depth: number, brought: Brought): RefusalWord | undefined {
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    if (struct.parentSub !== null) brought.values.push(struct.parentSub);
    const word = inspect(struct.content, depth, brought);
    if (word) return word;
  }
  return undefined;
}

function inspect(content: Y.Item['content'], depth: number, brought: Brought): RefusalWord | undefined {
  if (content instanceof Y.ContentString) {
    brought.text.push(content.str);
    return undefined;
  }
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) {
    return isShallow(content.arr, depth + 1, brought) ? undefined : 'value-too-deep';
  }
  if (content instanceof Y.ContentEmbed) {
    return isShallow(content.embed, depth, brought) ? undefined : 'value-too-deep';
  }
  if (content instanceof Y.ContentFormat) {
    brought.values.push(content.key);
    return isShallow(content.value, depth, brought) ? undefined : 'value-too-deep';
  }
  if (content instanceof Y.ContentType) {
    // An element is known by a name of its own, which is stored like any other string.
    const { type } = content;
    if (type instanceof Y.XmlElement) brought.values.push(type.nodeName);
    if (type instanceof Y.XmlHook) brought.values.push(type.hookName);
    return undefined;
  }
  // Bytes and documents inside documents: no page writes them, and no check could look into them.
  if (content instanceof Y.ContentBinary || content instanceof Y.ContentDoc) return 'content-not-allowed';
  return undefined;
}

/** Gathers the strings of a value; false when it is deeper than `depth`, or no plain value at all. */
function isShallow(value: unknown, depth: number, brought: Brought): boolean {
  if (typeof value === 'string') {
    brought.values.push(value);
    return true;
  }
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isShallow(item, depth - 1, brought));
  // Yjs decodes a key `__proto__` into the prototype of the object, and bytes into a Uint8Array.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(([key, item]) => {
    brought.values.push(key);
    return isShallow(item, depth - 1, brought);
  });
}

/** Whether a value of JSON is no deeper than `depth`, and no string or key in it carries a mark, escaped or not. */
export function isFitToShow(value: unknown, depth: number): boolean {
  const brought: Brought = { text: [], values: [] };
  return isShallow(value, depth, brought) && !carriesMark(brought);
}

/** Whether what an update brings carries a mark by itself, wherever it ends up. */
export function carriesMark(brought: Brought): boolean {
  return brought.text.some((text) => marksOfPiece(text).length > 0) || brought.values.some(isMarkedValue);
}
