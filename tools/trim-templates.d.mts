import type { Plugin } from 'vite';
import type { editedSource } from './edited-source.mjs';

/** Vite plugin: takes out of `html`, `svg` and `css` templates what no browser makes anything of. */
export function trimTemplates(): Plugin;
export function withTrimmedTemplates(code: string): ReturnType<typeof editedSource>;
/** The texts of a template between its expressions, without indentation. */
export function trimmedMarkup(texts: readonly string[]): string[];
export function trimmedStyle(texts: readonly string[]): string[];
