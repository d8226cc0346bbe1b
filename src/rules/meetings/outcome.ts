import type { MeetingInput } from '../../model/agenda/meeting-input.js';
import { defineRule } from '../rule.js';
import { topicsOf } from './subject.js';

/** Decisions that somebody has to see to. */
const PASSED: readonly unknown[] = ['passed', 'passed-in-principle'];
const OVER: readonly unknown[] = ['closed', 'minuted'];

/**
 * The meeting is over, and what it decided is nobody's to do: neither unit, person and date, nor a reason why there is nothing to
 * follow up (widgets A12). No params.
 */
export const decisionWithoutTask = defineRule({
  id: 'DECISION_WITHOUT_TASK',
  domain: 'meetings',
  severity: 'block',
  source: { level: 'practice', clause: 'each decision yields a matter with lead, person and date' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    OVER.includes(meeting.course)
      ? topicsOf(meeting)
          .filter((topic) => PASSED.includes(topic.decision) && topic.followedUp === false)
          .map((topic) => ({ subject: topic.id, params: {} }))
      : [],
});

/**
 * Not more than half of the members are there (widgets A11). Judged while the meeting is on, when it is known who has signed in.
 * Params: `present`, `total`.
 */
export const quorumShort = defineRule({
  id: 'QUORUM_SHORT',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: 'a meeting decides when more than half of its members are present' },
  defaults: {},
  notice(meeting: MeetingInput) {
    const { present, total } = meeting.members ?? {};
    if (meeting.course !== 'in_session' || typeof present !== 'number' || typeof total !== 'number') return [];
    return present * 2 > total ? [] : [{ subject: meeting.id, params: { present, total } }];
  },
});
