import * as Y from 'yjs';
import { ROOM_CREATED } from '../../model/agenda/record-state.js';
import { approvedContent } from '../../model/agenda/topic.js';
import { MEETING_SUBJECT } from '../../model/agenda/topic-state.js';
import { SYSTEM_AUTHOR, type EntryAuthor, type SealedEntry } from '../../model/entry.js';
import { randomId, randomSalt, type RandomBytes } from '../../model/ids.js';
import type { JsonObject } from '../../model/json.js';
import type { Office } from '../../model/offices.js';
import type { RoomName } from '../../model/room.js';
import { emptyHead, headOf, seal } from '../../record/seal.js';
import { createAgendaContent, type AgendaSkeleton } from '../../store/agenda-skeleton.js';
import { publishAuthor, publishEntries } from '../../store/record-document.js';
import { readTopic } from '../../store/topic-map.js';
import type { Change, StoredUpdate } from '../storage/storage.js';

/** An agenda room that does not exist yet. */
export interface NewRoom {
  readonly room: RoomName;
  readonly title: string;
  /** Host office: rights in the room rest on it, so it is sealed. */
  readonly office: Office;
  /** Kind of meeting; empty when none is given. */
  readonly kind: string;
  readonly content: AgendaSkeleton;
  /** Who founds it. */
  readonly by: EntryAuthor;
  /** What is sealed with the founding besides room, title, office and kind. */
  readonly more?: JsonObject;
  /** What is sealed after the founding, in order, by the server itself. */
  readonly history?: readonly { readonly type: string; readonly subject: string; readonly payload: JsonObject }[];
}

export interface NewRoomContext {
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  readonly random: RandomBytes;
  readonly configHash: string;
  /** The database's. */
  readonly epoch: string;
}

const GENERATION = 1;
/** The first and only update that the server writes into a content document. */
const CONTENT_SEQ = 1;

/**
 * Everything that a new room puts on disk, to be committed as one: content skeleton, sealed founding and history, and the
 * record document. Takes it as checked that the name is free, that the founder may, and that no text is marked.
 */
export function newRoomChange(room: NewRoom, context: NewRoomContext): Change {
  const [contentClient, recordClient] = drawTwoClientIds(context.random);
  const content = createAgendaContent(room.content, {
    clientID: contentClient,
    generation: GENERATION,
    randomId: () => randomId(context.random),
  });
  const entries = sealHistory(room, content, context);
  const { at } = context;
  const { id: user, name, office } = SYSTEM_AUTHOR;
  return {
    room: room.room,
    created: {
      room: room.room,
      title: room.title,
      office: room.office,
      kind: room.kind,
      createdAt: at,
      generation: GENERATION,
    },
    updates: [
      stored(room.room, 'content', CONTENT_SEQ, content, at),
      ...recordUpdates(entries, contentClient, recordClient, context.epoch).map((bytes, index) =>
        stored(room.room, 'record', index + 1, bytes, at),
      ),
    ],
    // Bound to the server for ever, so that nobody can write as the skeleton's author (SEC-17).
    bindings: [{ document: `${room.room}/content`, client: contentClient, user, name, office, at, wrote: true }],
    entries,
  };
}

function sealHistory(room: NewRoom, content: Uint8Array, context: NewRoomContext): SealedEntry[] {
  const { title, office, kind } = room;
  const founding = { room: room.room, title, office, kind, ...room.more };
  const snapshotOf = snapshotReader(content);
  const steps = [
    { type: ROOM_CREATED, subject: MEETING_SUBJECT, payload: founding, by: room.by },
    ...(room.history ?? []).map((step) => ({ ...step, by: SYSTEM_AUTHOR })),
  ];
  let head = emptyHead(room.room);
  return steps.map(({ type, subject, payload, by }) => {
    const snapshot = snapshotOf(subject);
    const entry = seal(
      {
        room: room.room,
        id: randomId(context.random),
        type,
        subject,
        payload,
        by,
        at: context.at,
        authoredAt: null,
        basis: null,
        late: false,
        outcome: 'stands',
        content: snapshot && { seq: CONTENT_SEQ, snapshot },
        config: context.configHash,
      },
      head,
      randomSalt(context.random),
    );
    head = headOf(entry);
    return entry;
  });
}

/** Reads topics back from the bytes that are stored, since that is what later digests are compared with. */
function snapshotReader(content: Uint8Array): (subject: string) => JsonObject | null {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, content);
  return (subject) => {
    const topic = readTopic(doc, subject);
    return topic ? approvedContent(topic) : null;
  };
}

function recordUpdates(
  entries: readonly SealedEntry[],
  contentClient: number,
  recordClient: number,
  epoch: string,
): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = recordClient;
  const { id, name, office } = SYSTEM_AUTHOR;
  const last = entries[entries.length - 1]!;
  const published = publishEntries(doc, entries, { ...headOf(last), epoch, generation: GENERATION });
  const author = publishAuthor(doc, contentClient, { id, name, office });
  return author ? [published, author] : [published];
}

function stored(room: RoomName, part: 'content' | 'record', seq: number, bytes: Uint8Array, at: string): StoredUpdate {
  return { document: `${room}/${part}`, seq, user: SYSTEM_AUTHOR.id, connection: '', at, bytes };
}

function drawTwoClientIds(random: RandomBytes): [number, number] {
  const first = drawClientId(random);
  let second = drawClientId(random);
  while (second === first) second = drawClientId(random);
  return [first, second];
}

/** A random Yjs clientID: 32 bits, never 0. */
export function drawClientId(random: RandomBytes): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 || 1;
}
