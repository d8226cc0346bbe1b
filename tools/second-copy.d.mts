/** Stands before everything else inside `siban.js`: a second copy does nothing, and says so once. */
export function secondCopy(): string;
