import * as v from 'valibot';
import type { SealedEntry } from '../entry.js';
import { asText } from '../json.js';
import { DECISIONS, tracked, type Decision } from './payloads.js';
import type { FollowUp, TopicDecision } from './topic-state.js';

/** What an entry of `topic.decide` says. */
export function decisionOf(entry: SealedEntry): TopicDecision {
  const { decision, note } = entry.payload ?? {};
  const known = DECISIONS.find((one): one is Decision => one === decision);
  return { decision: known ?? null, note: asText(note), by: entry.by.name, at: entry.at, entryId: entry.id };
}

/** What an entry of `topic.track` says; nothing but who and when where its payload was purged. */
export function followUpOf(entry: SealedEntry): FollowUp {
  const sealed = { by: entry.by.name, at: entry.at, entryId: entry.id };
  const parsed = v.safeParse(tracked, entry.payload);
  const { tasks = [], none = '' } = parsed.success ? parsed.output : {};
  return { tasks, none, ...sealed };
}
