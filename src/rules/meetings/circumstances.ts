import type { MeetingInput } from '../../model/agenda/meeting-input.js';
import { defineRule } from '../rule.js';
import { topicsOf } from './subject.js';

/** The topic came as an ad hoc motion (临时动议). No params. Null says that nobody knows, and is silent. */
export const adHoc = defineRule({
  id: 'AD_HOC',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: 'no ad hoc motion without the consent of the chair' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    topicsOf(meeting)
      .filter((topic) => topic.adHoc === true)
      .map((topic) => ({ subject: topic.id, params: {} })),
});

/** The units concerned have not agreed yet. No params. Null says that nobody knows, and is silent. */
export const uncoordinated = defineRule({
  id: 'UNCOORDINATED',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: 'differences between departments are settled before the meeting' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    topicsOf(meeting)
      .filter((topic) => topic.coordinated === false)
      .map((topic) => ({ subject: topic.id, params: {} })),
});
