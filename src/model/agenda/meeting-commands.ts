import { ANY_STATE, BEFORE_DECIDED, ROW, type AgendaCommand } from './command-row.js';
import * as payloads from './payloads.js';
import { FINAL_APPROVER, host } from './rights.js';

const MEETING = { ...ROW, from: ANY_STATE, lane: 'commutative', subjects: 'meeting' } as const;

/** What is sealed about the meeting itself, and by the clock of the session. */
export const MEETING_COMMANDS: readonly AgendaCommand[] = [
  {
    ...MEETING,
    type: 'meeting.approveAgenda',
    summary: '议程审定: the list of topics as a whole is approved.',
    payload: payloads.noted,
    who: FINAL_APPROVER,
    meeting: ['preparing', 'notified'],
  },
  {
    ...MEETING,
    type: 'meeting.notify',
    summary: '通知发出: members and attending units have been told.',
    payload: payloads.noted,
    who: host('clerk', 'director', 'coordinator'),
    meeting: ['preparing'],
  },
  {
    ...MEETING,
    type: 'meeting.open',
    summary: '开会: the meeting has begun.',
    payload: payloads.noted,
    who: host('clerk', 'director', 'coordinator'),
    meeting: ['preparing', 'notified'],
  },
  {
    ...ROW,
    type: 'session.call',
    summary: '上会: the clock of this topic runs from now on, and that of the one before stands still.',
    payload: payloads.noted,
    who: host('clerk', 'director', 'coordinator'),
    from: BEFORE_DECIDED,
    lane: 'commutative',
    meeting: ['in_session'],
  },
  {
    ...MEETING,
    type: 'session.pause',
    summary: '暂停计时: no topic has the floor.',
    payload: payloads.noted,
    who: host('clerk', 'director', 'coordinator'),
    meeting: ['in_session'],
  },
  {
    ...ROW,
    type: 'session.summon',
    summary: '请候会: a unit is called to wait for its topic.',
    payload: payloads.summoned,
    who: host('clerk', 'director', 'coordinator'),
    from: BEFORE_DECIDED,
    lane: 'commutative',
    meeting: ['in_session'],
  },
  {
    ...MEETING,
    type: 'meeting.close',
    summary: '散会: the meeting is over, all clocks stand still.',
    payload: payloads.noted,
    who: host('clerk', 'director', 'coordinator'),
    meeting: ['in_session'],
  },
  {
    ...MEETING,
    type: 'minutes.issue',
    summary: '纪要印发: the minutes have been issued.',
    payload: payloads.issued,
    who: host('director'),
    meeting: ['closed'],
  },
  {
    ...MEETING,
    type: 'meeting.archive',
    summary: '归档: nothing is open any more.',
    payload: payloads.noted,
    who: host('director'),
    blockedBy: ['DECISION_WITHOUT_TASK'],
    meeting: ['closed', 'minuted'],
  },
];
