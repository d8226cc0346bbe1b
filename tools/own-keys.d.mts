import type { Plugin } from 'vite';
import type { editedSource } from './edited-source.mjs';

/** What the loops call: stands inside `siban.js`. */
export const OWN_KEYS: string;
/** Vite plugin: `for (key in object)` walks over the keys of the object itself, whatever a page puts on prototypes. */
export function ownKeys(): Plugin;
/** The script with loops over own keys, and its source map. @throws Error when a loop is written in a way unknown here. */
export function withOwnKeys(code: string): ReturnType<typeof editedSource>;
