import type { MeetingInput } from '../../model/agenda/meeting-input.js';
import { defineRule, type Noticed } from '../rule.js';
import { findSecrecyMarks, secrecyLevelOf, SECRECY_LEVELS, type SecrecyLevel } from '../secrecy/marks.js';
import { textsIn } from '../secrecy/texts.js';
import { topicsOf } from './subject.js';

/**
 * A text of the topic or meeting carries a secrecy mark, or the field for it names a level: it must be
 * handled outside any networked system. Every text is looked at, whatever its key. The marked text
 * itself is in no param.
 *
 * Params: `level`, the strictest, or null where a mark names none; `fields`, paths of the marked texts.
 */
export const classifiedMark = defineRule({
  id: 'CLASSIFIED_MARK',
  domain: 'meetings',
  severity: 'block',
  source: { level: 'law', clause: '保密法 第十四、二十二条' },
  defaults: {},
  notice: (meeting: MeetingInput) => [
    ...marked(meeting.id, meeting, ['topics']),
    ...topicsOf(meeting).flatMap((topic) => marked(topic.id, topic)),
  ],
});

function marked(
  subject: string,
  value: { readonly [key: string]: unknown },
  except: readonly string[] = [],
): Noticed[] {
  const fields = new Set<string>();
  const levels = new Set<SecrecyLevel>();
  for (const { path, text } of textsIn(value, except)) {
    const found = marksIn(path, text);
    if (found === undefined) continue;
    fields.add(path);
    for (const level of found) levels.add(level);
  }
  if (fields.size === 0) return [];
  const level = SECRECY_LEVELS.find((candidate) => levels.has(candidate)) ?? null;
  return [{ subject, params: { level, fields: [...fields] } }];
}

/** The levels that a text is marked with, possibly none; undefined when it carries no mark. */
function marksIn(path: string, text: string): readonly SecrecyLevel[] | undefined {
  const marks = findSecrecyMarks(text).filter((mark) => mark.verdict === 'block');
  const field = path === 'marking' ? secrecyLevelOf(text) : null;
  if (marks.length === 0 && field === null) return undefined;
  return [...marks.map((mark) => mark.level), field].filter((level) => level !== null);
}
