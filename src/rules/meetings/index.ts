import type { MeetingInput } from '../../model/agenda/meeting-input.js';
import type { Settings } from '../../model/settings.js';
import type { Finding } from '../rule.js';
import { adHoc, uncoordinated } from './circumstances.js';
import { classifiedMark } from './classified-mark.js';
import { late } from './late.js';
import { leaveNotApproved } from './leave.js';
import { materialMissing } from './materials.js';
import { outOfProcedure } from './out-of-procedure.js';
import { decisionWithoutTask, quorumShort } from './outcome.js';
import {
  dissentOpen,
  materialChanged,
  prerequisiteOpen,
  readingShort,
  reporterNotHead,
  reportLong,
  topicLong,
} from './preparation.js';

export { deadlineOf } from './subject.js';

/** What is noticed about a meeting: page, server and command line share this table. */
export const MEETING_RULES = [
  classifiedMark,
  late,
  adHoc,
  outOfProcedure,
  materialMissing,
  uncoordinated,
  leaveNotApproved,
  prerequisiteOpen,
  readingShort,
  reporterNotHead,
  topicLong,
  reportLong,
  dissentOpen,
  materialChanged,
  decisionWithoutTask,
  quorumShort,
] as const;

export type MeetingRuleId = (typeof MEETING_RULES)[number]['id'];

/** All findings of one meeting, in the order of the table; a topic's findings name the topic, the others the meeting. */
export function checkMeeting(meeting: MeetingInput, settings: Settings): Finding[] {
  return MEETING_RULES.flatMap((rule) => rule.check(meeting, settings));
}
