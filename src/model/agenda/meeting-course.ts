import type { SealedEntry } from '../entry.js';
import { asText } from '../json.js';
import type { MeetingAct, MeetingState } from './meeting-state.js';

/** The course of the meeting after one more entry; the same object for an entry that does not touch it. */
export function advanceMeeting(state: MeetingState, entry: SealedEntry): MeetingState {
  switch (entry.type) {
    case 'meeting.approveAgenda':
      return { ...state, agendaApproval: actOf(entry) };
    case 'meeting.notify':
      return { ...state, status: 'notified', notice: actOf(entry) };
    case 'meeting.open':
      return { ...state, status: 'in_session', opened: actOf(entry) };
    case 'session.call':
      return { ...halted(state, entry.at), current: entry.subject, ...running(state, entry) };
    case 'session.pause':
      return halted(state, entry.at);
    case 'topic.decide':
    case 'topic.defer':
    case 'topic.return':
      return entry.outcome === 'stands' && isRunning(state, entry.subject) ? halted(state, entry.at) : state;
    case 'session.summon': {
      const { subject: topic, by, at, id: entryId } = entry;
      const summons = { topic, unit: asText(entry.payload?.['unit']), by: by.name, at, entryId };
      return { ...state, summons: [...state.summons, summons] };
    }
    case 'meeting.close':
      return { ...halted(state, entry.at), status: 'closed', closed: actOf(entry) };
    case 'minutes.issue':
      return { ...state, status: 'minuted', minutes: { ...actOf(entry), docNo: asText(entry.payload?.['docNo']) } };
    case 'meeting.archive':
      return { ...state, status: 'archived', archived: actOf(entry) };
    default:
      return state;
  }
}

function actOf({ by, at, id: entryId, payload }: SealedEntry): MeetingAct {
  return { by: by.name, at, entryId, note: asText(payload?.['note']) };
}

/** Whether this topic has the floor and its clock runs. */
export function isRunning({ runs }: MeetingState, topic: string): boolean {
  const last = runs[runs.length - 1];
  return last?.to === null && last.topic === topic;
}

/** All clocks stand still. */
function halted(state: MeetingState, at: string): MeetingState {
  const last = state.runs[state.runs.length - 1];
  if (last?.to !== null) return state;
  return { ...state, runs: [...state.runs.slice(0, -1), { ...last, to: at }] };
}

function running(state: MeetingState, { subject: topic, at }: SealedEntry): Pick<MeetingState, 'runs'> {
  return { runs: [...halted(state, at).runs, { topic, from: at, to: null }] };
}
