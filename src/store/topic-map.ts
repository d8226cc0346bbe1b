import * as Y from 'yjs';
import type { Parsed } from '../model/parsed.js';
import {
  EMPTY_TOPIC,
  parseTopic,
  type Topic,
  type TopicFields,
  type TopicId,
  type TopicProblem,
} from '../model/agenda/topic.js';
import { readRows } from './row-map.js';
import { textOf } from './shared-text.js';

/** Root name of the topics of an agenda. */
export const TOPICS = 'topics';

/** The topics as they lie in the document. Values are whatever clients wrote: look before use. */
export type TopicsMap = Y.Map<unknown>;

export function topicsOf(doc: Y.Doc): TopicsMap {
  return doc.getMap(TOPICS);
}

/**
 * A topic with all its nested types, ready to be put under a random id. Nested types are made here and
 * never later: two pages that made the same one lazily would silently lose one of the two.
 */
export function createTopicMap(fields: Partial<TopicFields>, rank: string, removed: boolean): Y.Map<unknown> {
  const { title, notes, attendUnits, requiredMaterials, ...plain } = { ...EMPTY_TOPIC, ...fields };
  return new Y.Map<unknown>([
    ...Object.entries(plain),
    ['rank', rank],
    ['removed', removed],
    ['title', new Y.Text(title)],
    ['notes', new Y.Text(notes)],
    ['attendUnits', Y.Array.from([...attendUnits])],
    ['requiredMaterials', Y.Array.from([...requiredMaterials])],
  ]);
}

const PLAIN_FIELDS = [
  ...['no', 'proposer', 'sponsor', 'reporter', 'kind', 'minutes', 'coordinated', 'dissent', 'reporterIsHead'],
  ...['reportCharacters', 'rank', 'removed'],
];

/** One value of `topics` as plain data, or why it is no topic. */
export function parseTopicMap(id: string, value: unknown): Parsed<Topic, TopicProblem> {
  if (!(value instanceof Y.Map)) return { ok: false, problem: 'not-a-map' };
  const map = value as Y.Map<unknown>;
  const fields: Record<string, unknown> = {};
  for (const name of PLAIN_FIELDS) fields[name] = map.get(name);
  for (const name of ['title', 'notes']) {
    const text = map.get(name);
    if (text instanceof Y.Text) fields[name] = textOf(text);
  }
  for (const name of ['attendUnits', 'requiredMaterials']) {
    const list = map.get(name);
    fields[name] = list instanceof Y.Array ? list.toArray() : (list ?? undefined);
  }
  // A row that cannot be read is left out: the topic is worth showing without it.
  return parseTopic(id, fields, {
    prerequisites: readRows(map, 'prerequisite').rows,
    resolutions: readRows(map, 'resolution').rows,
  });
}

/** One topic of a content document, removed ones too; undefined when there is none, or none that can be read. */
export function readTopic(doc: Y.Doc, id: string): Topic | undefined {
  const parsed = parseTopicMap(id, topicsOf(doc).get(id));
  return parsed.ok ? parsed.value : undefined;
}

/** Every topic that can be read, removed ones too, in no order. */
export function readTopics(doc: Y.Doc): Topic[] {
  const topics: Topic[] = [];
  topicsOf(doc).forEach((value, id) => {
    const parsed = parseTopicMap(id, value);
    if (parsed.ok) topics.push(parsed.value);
  });
  return topics;
}

/** The `Y.Map` of a topic, whatever is wrong inside it. */
export function topicMap(topics: TopicsMap, id: TopicId): Y.Map<unknown> | undefined {
  const value = topics.get(id);
  return value instanceof Y.Map ? (value as Y.Map<unknown>) : undefined;
}

/** Whether anybody but that client has written in the topic: a field, or a word in one of its texts or lists. Its place is no word. */
export function hasForeignWords(map: Y.Map<unknown>, own: number): boolean {
  for (const [name, item] of map._map) {
    if (name === 'rank' || name === 'removed') continue;
    if (item.id.client !== own && !item.deleted) return true;
    const nested = item.content instanceof Y.ContentType ? item.content.type : null;
    for (let part = nested?._start ?? null; part; part = part.right) {
      if (part.id.client !== own && !part.deleted) return true;
    }
  }
  return false;
}
