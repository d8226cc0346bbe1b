import type { Plugin } from 'vite';
import type { editedSource } from './edited-source.mjs';

/** Vite plugin: `#names` become plain properties; `short` ones save bytes, the others can be read. */
export function privateNames(options: { readonly short: boolean }): Plugin;
/**
 * The source with plain names, and its source map. @throws Error when a plain name would meet one that is there, or when
 * a class inherits from one whose names it could meet.
 */
export function withPlainNames(
  code: string,
  options: { readonly short: boolean; readonly file?: string },
): ReturnType<typeof editedSource>;
