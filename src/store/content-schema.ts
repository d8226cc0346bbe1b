import * as Y from 'yjs';
import type { RoomKind } from '../model/room.js';

/** What a content document of one kind of room may hold. The shape of items is not the server's business. */
export interface ContentSchema {
  /** Root types by name. `meta` is written by the server alone. */
  readonly roots: ReadonlyMap<string, RootType>;
  /** How deep shared types may lie inside each other; a root's own children are at depth 1. */
  readonly typeDepth: number;
}

export type RootType = 'map' | 'array' | 'text';

/** The root that only the server writes: schema, kind and generation of the document. */
export const META_ROOT = 'meta';

const SCHEMAS: ReadonlyMap<RoomKind, ContentSchema> = new Map([
  [
    'agenda',
    {
      roots: new Map<string, RootType>([
        [META_ROOT, 'map'],
        ['meeting', 'map'],
        ['topics', 'map'],
      ]),
      typeDepth: 8,
    },
  ],
]);

/** The schema of a kind of room, or undefined when rooms of that kind have no content document yet. */
export function contentSchema(kind: RoomKind): ContentSchema | undefined {
  return SCHEMAS.get(kind);
}

/**
 * Gives every root its type. Has to come before anything is applied: a root that arrives in an update
 * first has no type, and would be counted as a map and as a list at once.
 */
export function defineRoots(doc: Y.Doc, schema: ContentSchema): void {
  for (const [name, type] of schema.roots) {
    if (type === 'map') doc.getMap(name);
    else if (type === 'array') doc.getArray(name);
    else doc.getText(name);
  }
}
