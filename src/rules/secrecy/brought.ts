import type { SecrecyMark } from './mark.js';
import { findSecrecyMarks } from './marks.js';

// What a text may bring, said once: the page asks before it writes, the server before it takes. Were there two answers, a page
// would send what is never taken.

/** The marks of a text that must not get in. */
export function blockingMarks(text: string): readonly SecrecyMark[] {
  return findSecrecyMarks(text).filter(({ verdict }) => verdict === 'block');
}

/** The marks of a text after a change that are of a kind of which there are more now than before it. */
export function newMarks(before: string, after: string): readonly SecrecyMark[] {
  const now = blockingMarks(after);
  if (now.length === 0) return now;
  const earlier = blockingMarks(before);
  const isNew = (mark: SecrecyMark): boolean => count(now, kindOf(mark)) > count(earlier, kindOf(mark));
  return now.filter(isNew);
}

/** The marks for which a piece of a longer text is refused whatever stands around it. */
export function marksOfPiece(piece: string): readonly SecrecyMark[] {
  return findSecrecyMarks(piece).filter(({ form }) => form === 'star');
}

/** Where a mark may begin. */
const LEVEL = /[绝絶絕机機秘祕](?=[^]{0,24}密)/g;
/** How much is looked at from there, UTF-16 units. */
const LOOK = 64;

/**
 * The first mark that a piece would be if only its end, from some place on, were sent: what a server has of a string already is not
 * sent again, so that any of its ends may go out as a string by itself.
 */
export function endThatIsMarked(piece: string): Pick<SecrecyMark, 'start' | 'end'> | undefined {
  for (const { index } of piece.matchAll(LEVEL)) {
    const mark = marksOfPiece(piece.slice(index, index + LOOK)).find(({ start }) => start === 0);
    if (mark) return { start: index, end: index + mark.end };
  }
  return undefined;
}

/** Whether something that is stored as a whole (a value, a key, a name of a list) is refused. */
export function isMarkedValue(value: string): boolean {
  return blockingMarks(value).length > 0;
}

function kindOf({ form, level }: SecrecyMark): string {
  return form === 'star' ? form : `${form} ${level ?? ''}`;
}

function count(marks: readonly SecrecyMark[], kind: string): number {
  return marks.filter((mark) => kindOf(mark) === kind).length;
}
