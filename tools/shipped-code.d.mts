import type { OxcOptions, Plugin, Rolldown } from 'vite';

/** What both builds do to our sources: syntax of the floor, without what costs bytes or time and says nothing. */
export function shippedCode(options: { readonly short: boolean }): {
  plugins: Plugin[];
  oxc: OxcOptions;
  transform: NonNullable<Rolldown.InputOptions['transform']>;
};
