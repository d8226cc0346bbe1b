import type { MeetingInput, TopicInput } from '../../model/agenda/meeting-input.js';
import { defineRule, type Noticed } from '../rule.js';
import { plainName, topicsOf } from './subject.js';

/**
 * A required paper has not come in, by the list of provided ones and by the receipts. Blanks in names make no difference.
 *
 * Params: `missing`, the names as required, in their order.
 */
export const materialMissing = defineRule({
  id: 'MATERIAL_MISSING',
  domain: 'meetings',
  severity: 'warn',
  source: { level: 'house', clause: 'papers of a topic, by the list that each topic carries' },
  defaults: {},
  notice: (meeting: MeetingInput) => topicsOf(meeting).flatMap(gaps),
});

function gaps(topic: TopicInput): Noticed[] {
  const { requiredMaterials: required, providedMaterials: provided } = topic;
  const received = (topic.receipts ?? []).map(({ material }) => material ?? '');
  if (required === undefined || (provided === undefined && received.length === 0)) return [];
  const here = new Set([...(provided ?? []), ...received].map(plainName));
  const missing = new Map<string, string>();
  for (const name of required ?? []) {
    const plain = plainName(name);
    if (plain !== '' && !here.has(plain) && !missing.has(plain)) missing.set(plain, name);
  }
  return missing.size === 0 ? [] : [{ subject: topic.id, params: { missing: [...missing.values()] } }];
}
