export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Replaces parts of a source and says, in a source map, where the rest has gone. */
export function editedSource(
  source: string,
  edits: readonly Edit[],
): {
  readonly code: string;
  readonly map: { readonly version: 3; sources: string[]; names: string[]; mappings: string };
};
