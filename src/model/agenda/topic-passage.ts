import type { SealedEntry } from '../entry.js';
import { asText } from '../json.js';
import type { TopicPassage } from './topic-state.js';

/**
 * 转入: the topic came from another room. Sealed by the server for the entry there that moved it, as the first of the topic's
 * lane `state`. Its payload is that of an `imported` entry, `file` being the other room and `digest` the hash of the entry there,
 * with `topic` (its id there), `reason` and `rule`.
 */
export const TOPIC_ARRIVED = 'topic.arrived';

/** 顺延: the server itself moved the topic to the pool, at the cut-off. Payload `{to, rule, reason, missing}`. */
export const TOPIC_POSTPONED = 'topic.postpone';

/** Where a topic went. */
export function departureOf(entry: SealedEntry): TopicPassage {
  const { to, reason, rule } = entry.payload ?? {};
  return { room: asText(to), topic: '', reason: asText(reason), rule: asText(rule), ...sealing(entry) };
}

/** Where a topic came from. */
export function arrivalOf(entry: SealedEntry): TopicPassage {
  const { file, topic, reason, rule } = entry.payload ?? {};
  return { room: asText(file), topic: asText(topic), reason: asText(reason), rule: asText(rule), ...sealing(entry) };
}

function sealing({ by, at, id }: SealedEntry): Pick<TopicPassage, 'by' | 'at' | 'entryId'> {
  return { by: by.name, at, entryId: id };
}
