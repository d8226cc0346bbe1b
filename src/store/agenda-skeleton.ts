import * as Y from 'yjs';
import { firstRanks, type TopicFields, type TopicId } from '../model/agenda/topic.js';
import { SCHEMA } from '../protocol/messages.js';
import { fillMeeting, meetingOf, type NewMeeting } from './meeting-map.js';
import { createTopicMap, topicsOf } from './topic-map.js';

/** What a new agenda room starts with. Topics come in the order in which they are shown. */
export interface AgendaSkeleton {
  readonly meeting: NewMeeting;
  readonly topics?: readonly (Partial<TopicFields> & { readonly id: TopicId })[];
}

export interface SkeletonOptions {
  /** The server's own clientID for this document: what it wrote is never anybody else's. */
  readonly clientID: number;
  /** 1 for a new room; one more after each purge. */
  readonly generation: number;
  readonly randomId: () => string;
}

/**
 * The content of a new agenda room as one Yjs update. Written by the server alone: pages never write
 * `meta`, and find every root already there.
 */
export function createAgendaContent(skeleton: AgendaSkeleton, options: SkeletonOptions): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = options.clientID;
  doc.transact(() => {
    const meta = doc.getMap('meta');
    meta.set('schema', SCHEMA);
    meta.set('kind', 'agenda');
    meta.set('generation', options.generation);
    fillMeeting(meetingOf(doc), skeleton.meeting, options.randomId);
    const topics = topicsOf(doc);
    const given = skeleton.topics ?? [];
    const ranks = firstRanks(given.length);
    given.forEach(({ id, ...fields }, index) => topics.set(id, createTopicMap(fields, ranks[index]!, false)));
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
