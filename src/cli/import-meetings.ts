import type { MeetingInput, MeetingsFile } from '../model/agenda/meeting-input.js';
import type { TopicId } from '../model/agenda/topic.js';
import { randomId, type RandomBytes } from '../model/ids.js';
import type { FourOffice } from '../model/offices.js';
import type { RoomName } from '../model/room.js';
import { effectiveSettings, DEFAULT_SETTINGS, type Settings } from '../model/settings.js';
import { canonicalSettingsJson } from '../record/canonical.js';
import { settingsHash } from '../record/seal.js';
import { classifiedMark } from '../rules/meetings/classified-mark.js';
import { findSecrecyMarks } from '../rules/secrecy/marks.js';
import { textsIn } from '../rules/secrecy/texts.js';
import { newRoomChange, type NewRoomContext } from '../server/rooms/new-room.js';
import type { Storage } from '../server/storage/storage.js';
import { checkSizes, checkTexts } from './import-limits.js';
import { hostOfficeOf, meetingDigest, roomOf, type ImportSource } from './import-room.js';
import { roomNamesFor } from './room-names.js';

/** What became of one meeting of the file. */
export type ImportResult =
  | {
      readonly kind: 'imported';
      readonly room: RoomName;
      readonly meeting: MeetingInput;
      /** A room that holds a meeting of this id otherwise, and the file that it came from; null when there is none. */
      readonly other: { readonly room: RoomName; readonly file: string } | null;
    }
  | { readonly kind: 'already-there'; readonly room: RoomName; readonly meeting: MeetingInput }
  | { readonly kind: 'names-taken'; readonly rooms: readonly RoomName[]; readonly meeting: MeetingInput };

export interface ImportInput {
  readonly storage: Storage;
  readonly meetings: readonly HostedMeeting[];
  readonly source: ImportSource;
  readonly settings: Settings;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  readonly random: RandomBytes;
}

export interface HostedMeeting {
  readonly meeting: MeetingInput;
  readonly office: FourOffice;
}

/** The meetings with their host offices. @throws InputError where one names none of the four */
export function hostedMeetings(file: MeetingsFile): HostedMeeting[] {
  return file.meetings.map((meeting, index) => ({ meeting, office: hostOfficeOf(meeting, `meetings[${index}]`) }));
}

/**
 * Where a file carries a secrecy mark, by id of topic or meeting, `note` and the like for texts outside of meetings,
 * and a place such as `meetings[0]` for an id that is marked itself. Empty for a file that may come in. The settings cannot
 * switch this off.
 */
export function markedIds(file: MeetingsFile, name: string): string[] {
  const ids = file.meetings
    .flatMap((meeting) => classifiedMark.check(meeting, DEFAULT_SETTINGS))
    .map(({ subject }) => subject);
  const outside = textsIn(file.raw, ['meetings']).filter(({ text }) => isMarked(text));
  const shown = [...new Set(ids)].map((id) => (isMarked(id) ? placeOf(file, id) : id));
  return [...shown, ...outside.map(({ path }) => path), ...(isMarked(name) ? ['FILE'] : [])];
}

function isMarked(text: string): boolean {
  return findSecrecyMarks(text).some((mark) => mark.verdict === 'block');
}

function placeOf(file: MeetingsFile, id: string): string {
  const index = file.meetings.findIndex((meeting) =>
    [meeting, ...(meeting.topics ?? [])].some((item) => item.id === id),
  );
  return `meetings[${index}]`;
}

/** Refuses a file of which a room would be larger than any that people could make here. @throws InputError */
export function checkLimits(meetings: readonly HostedMeeting[], source: ImportSource, context: NewRoomContext): void {
  meetings.forEach(({ meeting, office }, index) => {
    const path = `meetings[${index}]`;
    checkTexts(meeting, path);
    const [room] = roomNamesFor(meeting.id);
    const newTopicId = (): TopicId => randomId(context.random) as TopicId;
    checkSizes(newRoomChange(roomOf(meeting, { room: room!, office, source, newTopicId }), context), meeting, path);
  });
}

/**
 * Takes meetings into the database, one room each, in order; each as a whole or not at all. A meeting that came in
 * before, as it is, is left alone, so that a broken-off import can be run again. Rejects with a StorageError.
 */
export async function importMeetings(input: ImportInput): Promise<ImportResult[]> {
  const { storage, settings, at } = input;
  const effective = effectiveSettings(settings);
  const configHash = settingsHash(effective);
  await storage.saveSettings(configHash, canonicalSettingsJson(effective), at);
  const results: ImportResult[] = [];
  for (const hosted of input.meetings) results.push(await importMeeting(hosted, configHash, input));
  return results;
}

async function importMeeting(
  { meeting, office }: HostedMeeting,
  configHash: string,
  { storage, source, at, random }: ImportInput,
): Promise<ImportResult> {
  const names = roomNamesFor(meeting.id);
  let other: { room: RoomName; file: string } | null = null;
  for (const room of names) {
    if (await storage.room(room)) {
      const before = await sourceOf(storage, room);
      if (before?.no !== meeting.id) continue;
      if (before.meetingDigest === meetingDigest(meeting, office)) return { kind: 'already-there', room, meeting };
      other ??= { room, file: before.file };
      continue;
    }
    const newTopicId = (): TopicId => randomId(random) as TopicId;
    const created = roomOf(meeting, { room, office, source, newTopicId });
    await storage.commit(newRoomChange(created, { at, random, configHash, epoch: storage.epoch }));
    return { kind: 'imported', room, meeting, other };
  }
  return { kind: 'names-taken', rooms: names, meeting };
}

type SealedSource = ImportSource & { readonly no: string; readonly meetingDigest: string };

/** Where a room was imported from, as sealed at its founding; undefined for any other room. */
async function sourceOf(storage: Storage, room: RoomName): Promise<SealedSource | undefined> {
  const [founding] = await storage.entries(room, 1, 1);
  const imported = founding?.payload?.['imported'];
  return typeof imported === 'object' && imported !== null && !Array.isArray(imported)
    ? (imported as unknown as SealedSource)
    : undefined;
}
