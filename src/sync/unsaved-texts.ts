import type { TopicId } from '../model/agenda/topic.js';
import { MEETING_SUBJECT } from '../model/agenda/topic-state.js';
import type { AgendaStore } from '../store/agenda-store.js';
import { MEETING } from '../store/meeting-map.js';
import { findingsIn } from '../store/secrecy-gate.js';
import type { MarkedText } from '../store/take-out-marks.js';
import { TOPICS } from '../store/topic-map.js';

/** The texts of these topics (and of the meeting, for `room`) as they stand, without those that carry a secrecy mark. */
export function unsavedTexts(content: AgendaStore, topics: ReadonlySet<string>): readonly MarkedText[] {
  const texts: MarkedText[] = topics.has(MEETING_SUBJECT)
    ? [{ path: [MEETING, 'title'], text: content.meeting.title }]
    : [];
  for (const id of topics) {
    const topic = content.topic(id as TopicId);
    if (!topic) continue;
    const { title, notes, proposer, sponsor, reporter } = topic;
    for (const [field, text] of Object.entries({ title, notes, proposer, sponsor, reporter })) {
      texts.push({ path: [TOPICS, id, field], text });
    }
  }
  return texts.filter(({ text }) => text !== '' && findingsIn({ text }).length === 0);
}
