import type { Office } from '../../model/offices.js';
import { parseRoomName, type DocumentPart, type RoomName } from '../../model/room.js';
import { contentSchema, type ContentSchema } from '../../store/content-schema.js';
import { utc } from '../clock.js';
import type { StoredRoom, StoredWitness } from '../storage/storage.js';
import { ClientBindings } from './client-bindings.js';
import { ContentDocument } from './content-document.js';
import { RecordLog } from './record-log.js';
import type { RoomContext } from './room-context.js';

/** Everything of a room that is on disk. */
export interface LoadedRoom {
  readonly stored: StoredRoom;
  readonly content: ContentDocument;
  /** Sequence number of the last stored content update. */
  readonly contentSeq: number;
  /** Rows since the last checkpoint, by document. */
  readonly rows: Readonly<Record<DocumentPart, number>>;
  readonly bindings: ClientBindings;
  readonly record: RecordLog;
  /** The highest head that each office has verified. */
  readonly witnesses: Map<Office, StoredWitness>;
}

const DAY = 86_400_000;
/** Ids that were only present, never written under, are anybody's again after so long (SEC-17). */
const PRESENCE_BINDING_DAYS = 7;

/** Reads a room, or undefined when there is none. Rejects with a StorageError or a DocumentError. */
export async function loadRoom(context: RoomContext, room: RoomName): Promise<LoadedRoom | undefined> {
  const { storage, clock, limits } = context;
  const stored = await storage.room(room);
  if (!stored) return undefined;
  const [content, bindings, entries, record, witnesses] = await Promise.all([
    storage.document(`${room}/content`),
    storage.bindings(`${room}/content`, utc(clock.now() - PRESENCE_BINDING_DAYS * DAY)),
    storage.entries(room),
    storage.document(`${room}/record`),
    storage.witnesses(room),
  ]);
  return {
    stored,
    content: new ContentDocument(content, schemaOf(room), limits),
    contentSeq: content.updates.at(-1)?.seq ?? content.checkpoint?.seq ?? 0,
    rows: { content: content.updates.length, record: record.updates.length },
    bindings: new ClientBindings(bindings),
    record: new RecordLog(room, entries, record, context.drawClientId()),
    witnesses: new Map(witnesses.map((witness) => [witness.office, witness])),
  };
}

function schemaOf(room: RoomName): ContentSchema {
  const schema = contentSchema(parseRoomName(room)!.kind);
  if (!schema) throw new TypeError(`rooms like ${room} have no content document in this release`);
  return schema;
}
