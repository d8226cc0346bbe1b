/** What can be wrong with one value of a file that a person wrote; the words are the keys of the string tables. */
export const INPUT_PROBLEMS = [
  'missing',
  'not-an-object',
  'not-a-list',
  'not-text',
  'not-a-number',
  'not-a-whole-number',
  'not-a-boolean',
  /** Not RFC 3339 with an offset, or a day that does not exist. */
  'not-an-instant',
  /** RFC 3339 but for the offset: the moment could be any of twenty-four. */
  'no-offset',
  /** Not `YYYY-MM-DD`, or a day that does not exist. */
  'not-a-date',
  /** Not `HH:mm` or `HH:mm:ss`. */
  'not-a-time-of-day',
  /** A span that ends before it begins, or overlaps the one before. */
  'not-a-span',
  'not-a-timezone',
  'unknown-value',
  'out-of-range',
  'repeated-id',
  /** Holds half a character (an unpaired surrogate), which cannot be sealed. */
  'broken-text',
  /** Holds U+0000, which no database column can. */
  'nul-character',
  /** A title or kind that no room may have. */
  'title-too-long',
  /** What is to be sealed of it at once is larger than an entry may be. */
  'entry-too-large',
  /** A room could not be written in any more. The path is that of the longest text. */
  'content-too-large',
] as const;
export type InputProblemWord = (typeof INPUT_PROBLEMS)[number];

/** Where a file is wrong, and how. */
export interface InputProblem {
  /** `meetings[1].topics[0].steps[2].at`; empty for the file as a whole. */
  readonly path: string;
  readonly problem: InputProblemWord;
}

/** Thrown inside a parser alone, to leave it from any depth; the parser returns it as a value. */
export class InputError extends Error {
  readonly found: InputProblem;

  constructor(path: string, problem: InputProblemWord) {
    super(`${path}: ${problem}`);
    this.found = { path, problem };
  }
}
