/** The result of reading something untrusted: a value, or what is wrong with it. */
export type Parsed<T, P = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };
