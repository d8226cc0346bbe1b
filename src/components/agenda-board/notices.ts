import { meetingInputOf } from '../../model/agenda/meeting-input.js';
import type { Meeting, Register } from '../../model/agenda/meeting.js';
import type { AgendaRecord } from '../../model/agenda/topic-state.js';
import type { Settings } from '../../model/settings.js';
import { checkMeeting } from '../../rules/meetings/index.js';
import type { Noticed } from './board-view.js';

/**
 * What the rules say, topic by topic: no rule of the table looks at two topics at once, so that one changed topic
 * costs one check and not five hundred.
 */
export function noticeMeeting(meeting: Meeting, record: AgendaRecord, settings: Settings): Noticed {
  const check = (about: Meeting, topics: Parameters<typeof meetingInputOf>[1]): ReturnType<typeof checkMeeting> =>
    checkMeeting(meetingInputOf(about, topics, record), settings);
  // Of the meeting only its start bears on a topic: a title that somebody types into has no topic judged anew.
  const start: Meeting = { ...NOTHING_ELSE, startAt: meeting.startAt };
  // A row of leave that nobody is named in yet is being filled in: it is nobody's leave.
  const named = { ...meeting, leave: meeting.leave.filter((row) => row.person.trim() !== '') };
  return {
    ofTopic: (topic) => (topic.removed ? [] : check(start, [topic]).filter((finding) => finding.subject === topic.id)),
    ofMeeting: () => check(named, []),
  };
}

const UNSAID: Register<string> = { values: [], former: [] };

const NOTHING_ELSE: Meeting = {
  kind: '',
  hostOffice: '',
  title: '',
  number: '',
  startAt: UNSAID,
  place: UNSAID,
  host: UNSAID,
  plannedMinutes: null,
  membersTotal: null,
  membersConfirmed: null,
  leave: [],
};
