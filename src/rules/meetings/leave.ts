import type { MeetingInput } from '../../model/agenda/meeting-input.js';
import { defineRule } from '../rule.js';

/**
 * Somebody is excused, and nobody is named who allowed it. The subject is the meeting.
 *
 * Params: `person`, empty when the row names none.
 */
export const leaveNotApproved = defineRule({
  id: 'LEAVE_NOT_APPROVED',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: 'leave is asked for and approved beforehand' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    (meeting.members?.leave ?? [])
      .filter((leave) => (leave.approvedBy ?? '').trim() === '')
      .map((leave) => ({ subject: meeting.id, params: { person: leave.person ?? '' } })),
});
