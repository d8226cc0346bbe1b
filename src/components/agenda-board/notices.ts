import { meetingInputOf, topicInputOf, type MeetingInput } from '../../model/agenda/meeting-input.js';
import type { Meeting } from '../../model/agenda/meeting.js';
import type { AgendaRecord } from '../../model/agenda/topic-state.js';
import type { Settings } from '../../model/settings.js';
import { checkMeeting } from '../../rules/meetings/index.js';
import type { Noticed } from './board-view.js';

/**
 * What the rules say, topic by topic: no rule of the table looks at two topics at once, so that one changed topic
 * costs one check and not five hundred. Of the meeting only its start bears on a topic, so nothing else of it is given: a
 * title that somebody types into has no topic judged anew.
 */
export function noticeMeeting(meeting: Meeting, record: AgendaRecord, settings: Settings): Noticed {
  // A row of leave that nobody is named in yet is being filled in: it is nobody's leave.
  const named = { ...meeting, leave: meeting.leave.filter((row) => row.person.trim() !== '') };
  const whole = meetingInputOf(named, [], record);
  const start: MeetingInput = 'startAt' in whole ? { id: whole.id, startAt: whole.startAt ?? null } : { id: whole.id };
  return {
    ofTopic: (topic, state) =>
      topic.removed
        ? []
        : checkMeeting({ ...start, topics: [topicInputOf(topic, state)] }, settings).filter(
            (finding) => finding.subject === topic.id,
          ),
    ofMeeting: () => checkMeeting(whole, settings),
  };
}
