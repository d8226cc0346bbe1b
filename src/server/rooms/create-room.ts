import { ROOM_CREATED } from '../../model/agenda/record-state.js';
import { MEETING_SUBJECT } from '../../model/agenda/topic-state.js';
import type { EntryAuthor, SealedEntry } from '../../model/entry.js';
import { randomId, randomSalt, type RandomBytes } from '../../model/ids.js';
import type { JsonObject } from '../../model/json.js';
import type { FourOffice } from '../../model/offices.js';
import type { RoomName } from '../../model/room.js';
import { emptyHead, headOf, seal } from '../../record/seal.js';
import { createAgendaContent, type AgendaSkeleton } from '../../store/agenda-skeleton.js';
import { publishEntries } from '../../store/record-document.js';
import * as Y from 'yjs';
import { utc, type ServerClock } from '../clock.js';
import { drawClientId } from './draw-client-id.js';
import { StorageError, type Change, type Storage, type StoredUpdate } from '../storage/storage.js';

/** A room that is to be made. */
export interface NewRoom {
  readonly room: RoomName;
  readonly title: string;
  readonly office: FourOffice;
  /** Kind of meeting, for example `县委常委会会议`; empty when none is given. */
  readonly kind: string;
  readonly by: EntryAuthor;
  /** What the content starts with, beside title, office and kind. */
  readonly content?: {
    readonly meeting?: Partial<AgendaSkeleton['meeting']>;
    readonly topics?: NonNullable<AgendaSkeleton['topics']>;
  };
  /** Entries that the server seals right after `room.created`, such as the history of an imported file. */
  readonly history?: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly type: string;
  readonly subject: string;
  readonly payload: JsonObject;
}

export interface RoomMaker {
  readonly storage: Storage;
  readonly clock: Pick<ServerClock, 'now'>;
  readonly random: RandomBytes;
  readonly configHash: string;
}

/** The name is taken. */
export class RoomExistsError extends Error {
  override readonly name = 'RoomExistsError';
}

/** Makes a room: content, record and projection in one transaction. Rejects with a RoomExistsError or StorageError. */
export async function createRoom(maker: RoomMaker, room: NewRoom): Promise<void> {
  if (await maker.storage.room(room.room)) throw new RoomExistsError(room.room);
  try {
    await maker.storage.commit(newRoomChange(maker, room));
  } catch (error) {
    // Somebody else made it between the question and the commit.
    if (error instanceof StorageError && error.fault === 'contradiction') throw new RoomExistsError(room.room);
    throw error;
  }
}

const GENERATION = 1;

function newRoomChange(maker: RoomMaker, newRoom: NewRoom): Change {
  const { room, title, office, kind } = newRoom;
  const { random, clock, storage } = maker;
  const at = utc(clock.now());
  const client = drawClientId(random);
  const skeleton = { ...newRoom.content, meeting: { kind, hostOffice: office, title, ...newRoom.content?.meeting } };
  const content = createAgendaContent(skeleton, {
    clientID: client,
    generation: GENERATION,
    randomId: () => randomId(random),
  });
  const entries = sealAll(maker, newRoom, at);
  const record = new Y.Doc();
  record.clientID = drawClientId(random);
  const head = { ...headOf(entries.at(-1)!), epoch: storage.epoch, generation: GENERATION };
  const row = (part: 'content' | 'record', bytes: Uint8Array): StoredUpdate => {
    return { document: `${room}/${part}`, seq: 1, user: 'siban', connection: '', at, bytes };
  };
  return {
    room,
    created: { room, title, office, kind, createdAt: at, generation: GENERATION },
    updates: [row('content', content), row('record', publishEntries(record, entries, head))],
    bindings: [{ document: `${room}/content`, client, user: 'siban', name: 'siban', office: '', at, wrote: true }],
    entries,
  };
}

function sealAll({ random, configHash }: RoomMaker, newRoom: NewRoom, at: string): SealedEntry[] {
  const { room, title, office, kind, by, history = [] } = newRoom;
  const created = { type: ROOM_CREATED, subject: MEETING_SUBJECT, payload: { room, title, office, kind }, by };
  let head = emptyHead(room);
  return [created, ...history.map((entry) => ({ ...entry, by }))].map((entry) => {
    const sealed = seal(
      {
        ...entry,
        room,
        id: randomId(random),
        at,
        authoredAt: null,
        basis: null,
        late: false,
        outcome: 'stands',
        content: null,
        config: configHash,
      },
      head,
      randomSalt(random),
    );
    head = headOf(sealed);
    return sealed;
  });
}
