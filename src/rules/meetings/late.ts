import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.js';
import { formatInstant } from '../../model/time.js';
import { isPastCutOff } from '../../model/work-calendar.js';
import { defineRule, type Noticed } from '../rule.js';
import type { MeetingInput, TopicInput } from '../../model/agenda/meeting-input.js';
import { stepsTaken } from './steps.js';
import { deadlineOf, instantAt, plainName, topicsOf } from './subject.js';

/**
 * The later of "papers received" and "signed by the leader in charge" lies after the cut-off.
 * Later steps may well fall after it. Silent while nothing has been received.
 *
 * Params: `deadline`, `at` (what came last) as RFC 3339 in the county's zone; `cause` `materials` or `signature`;
 * `minutes` late, begun minutes count, 0 only where the very moment no longer counts as on time.
 */
export const late = defineRule({
  id: 'LATE',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'local default', clause: '17:00 on the third working day before the meeting day' },
  defaults: { topicDeadline: { ...DEFAULT_SETTINGS.topicDeadline } },
  notice(meeting: MeetingInput, settings: Settings) {
    const deadline = deadlineOf(meeting, settings);
    if (deadline === undefined) return [];
    return topicsOf(meeting).flatMap((topic) => lateness(topic, deadline, settings));
  },
});

function lateness(topic: TopicInput, deadline: number, settings: Settings): Noticed[] {
  const received = lastReceipt(topic);
  if (received === undefined) return [];
  const signed = stepsTaken(topic)?.get('leader_signed');
  const last = Math.max(received, signed ?? received);
  if (!isPastCutOff(last, deadline, settings.topicDeadline)) return [];
  return [
    {
      subject: topic.id,
      params: {
        deadline: formatInstant(settings.timezone, deadline),
        at: formatInstant(settings.timezone, last),
        cause: last === received ? 'materials' : 'signature',
        minutes: Math.ceil((last - deadline) / 60_000),
      },
    },
  ];
}

/** When the last required paper came in, by the one time of the topic and by the receipts of single papers. */
function lastReceipt(topic: TopicInput): number | undefined {
  const required = new Set((topic.requiredMaterials ?? []).map(plainName));
  const receipts = (topic.receipts ?? []).filter(
    ({ material }) => required.size === 0 || required.has(plainName(material ?? '')),
  );
  const times = [topic.materialsReceivedAt, ...receipts.map((receipt) => receipt.at)].map(instantAt);
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
