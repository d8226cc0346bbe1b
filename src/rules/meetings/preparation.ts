import { TOPIC_KINDS } from '../../model/agenda/topic.js';
import { TOPIC_LIMITS } from '../../model/settings.js';
import type { MeetingInput, TopicInput } from '../../model/agenda/meeting-input.js';
import { defineRule, type Noticed } from '../rule.js';
import { calendarOf, instantAt, topicsOf } from './subject.js';

/** Findings about topics, one at most for each. */
function each(meeting: MeetingInput, notice: (topic: TopicInput) => Omit<Noticed, 'subject'> | undefined): Noticed[] {
  return topicsOf(meeting).flatMap((topic) => {
    const noticed = notice(topic);
    return noticed ? [{ subject: topic.id, ...noticed }] : [];
  });
}

/** Topics of which a number is beyond its limit; the limit itself is within. Params: the number under its own name, `limit`. */
function beyond(meeting: MeetingInput, name: 'minutes' | 'reportCharacters', limit: number): Noticed[] {
  return each(meeting, ({ [name]: value }) =>
    typeof value === 'number' && value > limit ? { params: { [name]: value, limit } } : undefined,
  );
}

/** Something that had to be done before is not (widgets A1). Params: `names`, in their order. */
export const prerequisiteOpen = defineRule({
  id: 'PREREQUISITE_OPEN',
  domain: 'meetings',
  severity: 'block',
  source: { level: 'practice', clause: 'what a topic presupposes is done before the office passes it on' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    each(meeting, ({ prerequisites }) => {
      const names = (prerequisites ?? []).filter(({ done }) => done === false).map(({ name }) => name ?? '');
      return names.length > 0 ? { params: { names } } : undefined;
    }),
});

/**
 * Leaders have less time to read than they need, counted in working time from when the papers were locked to the start of the
 * meeting (widgets A3). Params: `minutes` left, `hours` that are asked for.
 */
export const readingShort = defineRule({
  id: 'READING_SHORT',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'practice', clause: 'papers reach leaders two working days before the meeting' },
  defaults: { topicLimits: { readingHours: TOPIC_LIMITS.readingHours } },
  notice(meeting: MeetingInput, settings) {
    const startAt = instantAt(meeting.startAt);
    if (startAt === undefined) return [];
    const { readingHours: hours } = settings.topicLimits;
    return each(meeting, (topic) => {
      const lockedAt = instantAt(topic.lockedAt);
      if (lockedAt === undefined) return undefined;
      const minutes = calendarOf(settings).workingMinutesBetween(lockedAt, startAt);
      return minutes < hours * 60 ? { params: { minutes, hours } } : undefined;
    });
  },
});

/** Whoever reports does not head the unit (widgets A6). Params: `name`. Null says that nobody knows, and is silent. */
export const reporterNotHead = defineRule({
  id: 'REPORTER_NOT_HEAD',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'practice', clause: 'a topic is reported by the head of the unit that is in charge of it' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    each(meeting, ({ reporterIsHead, reporter }) =>
      reporterIsHead === false ? { params: { name: typeof reporter === 'string' ? reporter : '' } } : undefined,
    ),
});

/** A topic is planned longer than the house allows (widgets A7). Params: `minutes`, `limit`. */
export const topicLong = defineRule({
  id: 'TOPIC_LONG',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'local default', clause: 'at most 15 minutes for a topic' },
  defaults: { topicLimits: { minutes: TOPIC_LIMITS.minutes } },
  notice: (meeting: MeetingInput, { topicLimits }) => beyond(meeting, 'minutes', topicLimits.minutes),
});

/** The report is longer than the house allows (widgets A7). Params: `reportCharacters`, `limit`. */
export const reportLong = defineRule({
  id: 'REPORT_LONG',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'local default', clause: 'a report has at most 3,000 characters' },
  defaults: { topicLimits: { reportCharacters: TOPIC_LIMITS.reportCharacters } },
  notice: (meeting: MeetingInput, { topicLimits }) => beyond(meeting, 'reportCharacters', topicLimits.reportCharacters),
});

/** Units that were asked do not agree; what is to be deliberated waits for it (widgets A9). Params: `dissent`. */
export const dissentOpen = defineRule({
  id: 'DISSENT_OPEN',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: 'differences between departments are settled before the meeting' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    each(meeting, ({ dissent, kind }) => {
      if (typeof dissent !== 'string' || dissent.trim() === '') return undefined;
      return { params: { dissent }, ...(kind === TOPIC_KINDS[0] && { severity: 'block' as const }) };
    }),
});

/** A paper was exchanged after the lock: whoever had read it has to read it again (widgets A14). Params: `names`. */
export const materialChanged = defineRule({
  id: 'MATERIAL_CHANGED',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'practice', clause: 'papers are final once they are locked' },
  defaults: {},
  notice: (meeting: MeetingInput) =>
    each(meeting, ({ changedAfterLock }) =>
      changedAfterLock && changedAfterLock.length > 0 ? { params: { names: [...changedAfterLock] } } : undefined,
    ),
});
