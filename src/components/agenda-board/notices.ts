import { meetingInputOf } from '../../model/agenda/meeting-input.js';
import type { Meeting } from '../../model/agenda/meeting.js';
import type { AgendaRecord } from '../../model/agenda/topic-state.js';
import type { Settings } from '../../model/settings.js';
import { checkMeeting } from '../../rules/meetings/index.js';
import type { Noticed } from './board-view.js';

/**
 * What the rules say, topic by topic: no rule of the table looks at two topics at once, so that one changed topic
 * costs one check and not five hundred.
 */
export function noticeMeeting(meeting: Meeting, record: AgendaRecord, settings: Settings): Noticed {
  // A row of leave that nobody is named in yet is being filled in: it is nobody's leave.
  const named = { ...meeting, leave: meeting.leave.filter((row) => row.person.trim() !== '') };
  const check = (topics: Parameters<typeof meetingInputOf>[1]): ReturnType<typeof checkMeeting> =>
    checkMeeting(meetingInputOf(named, topics, record), settings);
  return {
    ofTopic: (topic) => (topic.removed ? [] : check([topic]).filter((finding) => finding.subject === topic.id)),
    ofMeeting: () => check([]),
  };
}
