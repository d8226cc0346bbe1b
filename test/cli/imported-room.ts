import * as Y from 'yjs';
import { meetingInputOf } from '../../src/model/agenda/meeting-input.js';
import { createRecordState, type RecordState } from '../../src/model/agenda/record-state.js';
import type { Meeting } from '../../src/model/agenda/meeting.js';
import type { Topic } from '../../src/model/agenda/topic.js';
import type { PublishedHead, SealedEntry } from '../../src/model/entry.js';
import type { RoomName } from '../../src/model/room.js';
import type { Settings } from '../../src/model/settings.js';
import { verifyChain, type ChainVerdict } from '../../src/record/verify.js';
import { checkMeeting } from '../../src/rules/meetings/index.js';
import { SqliteStorage } from '../../src/server/storage/sqlite-storage.js';
import type { StoredBinding, StoredRoom } from '../../src/server/storage/storage.js';
import { readMeeting } from '../../src/store/meeting-map.js';
import { readHead, readTail } from '../../src/store/record-document.js';
import { readTopics } from '../../src/store/topic-map.js';
import { byRank } from '../../src/model/agenda/topic.js';

/** A room as it lies on disk, read the way a server reads it. */
export interface ImportedRoom {
  readonly stored: StoredRoom;
  readonly entries: readonly SealedEntry[];
  readonly verdict: ChainVerdict;
  readonly state: RecordState;
  readonly meeting: Meeting;
  /** In the order in which they are shown. */
  readonly topics: readonly Topic[];
  readonly bindings: readonly StoredBinding[];
  readonly published: { readonly head: PublishedHead | null; readonly tail: readonly string[] };
  /** Flags by the topic's id in the file; those of the meeting under `room`. */
  flags(settings: Settings): Record<string, string[]>;
}

export async function readRooms(database: string): Promise<ReadonlyMap<string, ImportedRoom>> {
  const storage = await SqliteStorage.open(database, 'unused');
  try {
    const rooms = new Map<string, ImportedRoom>();
    for (const stored of await storage.rooms()) rooms.set(stored.room, await readRoom(storage, stored));
    return rooms;
  } finally {
    await storage.close();
  }
}

async function readRoom(storage: SqliteStorage, stored: StoredRoom): Promise<ImportedRoom> {
  const content = await readDocument(storage, stored.room, 'content');
  const record = await readDocument(storage, stored.room, 'record');
  const entries = await storage.entries(stored.room);
  const verdict = verifyChain(entries, stored.room);
  const state = createRecordState();
  for (const entry of verdict.entries) state.apply(entry);
  const { meeting } = readMeeting(content);
  const topics = readTopics(content).sort(byRank);
  return {
    stored,
    entries,
    verdict,
    state,
    meeting,
    topics,
    bindings: await storage.bindings(`${stored.room}/content`, ''),
    published: { head: readHead(record), tail: readTail(record) },
    flags(settings) {
      const names = new Map<string, string>(topics.map((topic) => [topic.id, topic.no]));
      const flags: Record<string, string[]> = {};
      for (const { subject, rule } of checkMeeting(meetingInputOf(meeting, topics, state.record), settings)) {
        (flags[names.get(subject) ?? subject] ??= []).push(rule);
      }
      return flags;
    },
  };
}

async function readDocument(storage: SqliteStorage, room: RoomName, part: 'content' | 'record'): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const { bytes } of (await storage.document(`${room}/${part}`)).updates) Y.applyUpdate(doc, bytes);
  return doc;
}
