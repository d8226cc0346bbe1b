import * as Y from 'yjs';
import type { NewMeeting } from '../../src/store/meeting-map.js';
import { createAgendaContent, type AgendaSkeleton } from '../../src/store/agenda-skeleton.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import type { TopicId } from '../../src/model/agenda/topic.js';

/** Random numbers in [0, 1) that come again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const meeting: NewMeeting = {
  kind: '县委常委会会议',
  hostOffice: 'cpc',
  title: '县委常委会第7次会议',
  startAt: '2024-04-16T09:00:00+08:00',
};

export const threeTopics: AgendaSkeleton = {
  meeting,
  topics: [
    { id: 't1' as TopicId, title: '关于防汛的汇报' },
    { id: 't2' as TopicId, title: '关于引导资金的请示' },
    { id: 't3' as TopicId, title: '关于作风建设的汇报' },
  ],
};

export interface Peer {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly store: AgendaStore;
  /** Updates made here, oldest first. */
  readonly made: Uint8Array[];
}

/** A page that opened the room: its own document with the server's skeleton in it. */
export function peer(name: string, clientID: number, skeleton: Uint8Array): Peer {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  Y.applyUpdate(doc, skeleton, 'server');
  let ids = 0;
  const store = new AgendaStore(doc, { randomId: () => `${name}-${ids++}` });
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (transaction.local) made.push(update);
  });
  return { name, doc, store, made };
}

export function content(skeleton: AgendaSkeleton = threeTopics): Uint8Array {
  let ids = 0;
  return createAgendaContent(skeleton, { clientID: 1, generation: 1, randomId: () => `s-${ids++}` });
}

export function twoPeers(skeleton: AgendaSkeleton = threeTopics): { a: Peer; b: Peer } {
  const update = content(skeleton);
  return { a: peer('a', 101, update), b: peer('b', 102, update) };
}

/** Brings all peers to the same state, as a server would. */
export function exchange(...peers: Peer[]): void {
  for (const from of peers) {
    for (const to of peers) {
      if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'remote');
    }
  }
}
