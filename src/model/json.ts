/** What may be sealed: strings, safe integers, booleans and null, in lists and objects (architecture §5). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
