import type { SecrecyMark } from '../rules/secrecy/marks.js';

/** Words of one field that stay on this page because of what looks like a secrecy mark in them. */
export interface HeldField {
  /** `<owner> <field>`, for example `t1 title`, `meeting title` or `t1 proposer`. */
  readonly key: string;
  /** All of what would stand in the field. For showing to the person who typed it; it is kept nowhere but in this page. */
  readonly text: string;
  /** What is held, as it lies in `text`: level, form, period. */
  readonly marks: readonly SecrecyMark[];
  /** The person has been told: at once of a starred mark, of a level alone on its line when they seemed to be done with it. */
  readonly told: boolean;
  /**
   * Whether `admit` can let it in: never a starred mark, and never in a field that goes out as a whole, since a server refuses
   * both whatever the person says.
   */
  readonly canAdmit: boolean;
  /** Takes the marked run out of the field; all else stays, is written, and the caret keeps its place. */
  clear(): void;
  /** Lets the words in as they stand, once the person has given a reason for it. False when they stay held. */
  admit(): boolean;
  /**
   * Puts what `say` says in the place of all that the person has brought, of which nothing stays; it is told whether anything else
   * stands in the field. False when the gate does not admit that either. Missing where it makes no sense.
   */
  replaceBy?(say: (isAlone: boolean) => string): boolean;
}

/** Where the words of a field lie while the gate holds them, so that they outlive the field. */
export interface HeldPlace {
  readonly key: string;
  readonly fields: Map<string, HeldField>;
  /** Called when words came to be held there, changed, were told of, or went. */
  readonly changed: () => void;
}
