import type { MeetingInput, TopicInput } from '../../model/agenda/meeting-input.js';
import type { Settings } from '../../model/settings.js';
import { parseInstant } from '../../model/time.js';
import { createWorkCalendar, cutOffOf, type WorkCalendar } from '../../model/work-calendar.js';

/** The topics that rules judge one by one. */
export function topicsOf(meeting: MeetingInput): readonly TopicInput[] {
  return meeting.topics ?? [];
}

/** Milliseconds since the epoch; undefined for an absent or empty time. */
export function instantAt(text: string | null | undefined): number | undefined {
  if (typeof text !== 'string') return undefined;
  const parsed = parseInstant(text);
  return parsed.ok ? parsed.value : undefined;
}

/** A paper's name without blanks, in which nobody means a difference. */
export function plainName(name: string): string {
  return name.replace(/\s/g, '');
}

/** The work calendar of the settings: made once for all that are judged by them. */
export function calendarOf(settings: Settings): WorkCalendar {
  let calendar = calendars.get(settings);
  if (!calendar) calendars.set(settings, (calendar = createWorkCalendar(settings)));
  return calendar;
}

const calendars = new WeakMap<Settings, WorkCalendar>();

/** The last moment for the papers of a meeting's topics; undefined while the meeting has no time. */
export function deadlineOf(meeting: MeetingInput, settings: Settings): number | undefined {
  const startAt = instantAt(meeting.startAt);
  if (startAt === undefined) return undefined;
  // Every topic of a meeting asks the same, one after the other, and a calendar costs as much as all else about a topic.
  if (!last || last.settings !== settings || last.startAt !== startAt) {
    last = { settings, startAt, deadline: cutOffOf(startAt, calendarOf(settings), settings.topicDeadline) };
  }
  return last.deadline;
}

let last: { readonly settings: Settings; readonly startAt: number; readonly deadline: number } | undefined;
