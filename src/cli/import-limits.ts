import type { MeetingInput } from '../model/agenda/meeting-input.js';
import { InputError } from '../model/input-problem.js';
import { ENTRY_BYTES, sizeOf } from '../record/entry-size.js';
import { textsIn } from '../rules/secrecy/texts.js';
import { DEFAULT_LIMITS, LONGEST_TITLE } from '../server/limits.js';
import type { Change } from '../server/storage/storage.js';

/** Bytes of content with which a room may begin: people must be able to go on writing in it. */
export const CONTENT_BYTES = DEFAULT_LIMITS.documentWarnBytes;

/** Refuses a meeting that no room could be founded with. @throws InputError */
export function checkTexts(meeting: MeetingInput, path: string): void {
  for (const key of ['title', 'kind'] as const) {
    if ((meeting[key] ?? '').length > LONGEST_TITLE) throw new InputError(`${path}.${key}`, 'title-too-long');
  }
}

/** Refuses a room that is larger than what people could make here themselves. @throws InputError */
export function checkSizes({ entries = [], updates = [] }: Change, meeting: MeetingInput, path: string): void {
  entries.forEach((entry, index) => {
    // The first one founds the room; each of the others is the past of one topic, in order.
    if (sizeOf(entry) > ENTRY_BYTES) {
      throw new InputError(index === 0 ? path : `${path}.topics[${index - 1}]`, 'entry-too-large');
    }
  });
  const content = updates.find(({ document }) => document.endsWith('/content'));
  if (content && content.bytes.length > CONTENT_BYTES) {
    throw new InputError(`${path}.${longestText(meeting)}`, 'content-too-large');
  }
}

function longestText(meeting: MeetingInput): string {
  return textsIn(meeting).reduce((longest, one) => (one.text.length > longest.text.length ? one : longest)).path;
}
