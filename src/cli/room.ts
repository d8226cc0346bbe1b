import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { SYSTEM_AUTHOR } from '../model/entry.js';
import { isFourOffice } from '../model/offices.js';
import { parseRoomName } from '../model/room.js';
import { effectiveSettings } from '../model/settings.js';
import { parseInstant } from '../model/time.js';
import { canonicalSettingsJson } from '../record/canonical.js';
import { settingsHash } from '../record/seal.js';
import { findSecrecyMarks } from '../rules/secrecy/marks.js';
import { systemClock, utc } from '../server/clock.js';
import { createRoom, isOwnPool, RoomExistsError, type EmptyRoom } from '../server/rooms/create-room.js';
import { StorageError } from '../server/storage/storage.js';
import { readStoredRooms } from '../server/storage/stored-rooms.js';
import { ArgumentsError, CLEAN, readArguments, UnusableError, type Command, type CommandContext } from './command.js';
import { INPUT_WORDS } from './input-strings.js';
import { openDatabase } from './open-database.js';
import { readSettings } from './read-input.js';
import { ROOM_WORDS } from './room-strings.js';
import { SERVE_WORDS } from './serve-strings.js';

/** Who hosts a room for which nobody says so: 县委办 keeps the county's calendar of meetings. */
const DEFAULT_OFFICE = 'cpc';

/** `siban room create agenda/<id>… | list`: for an administrator at the machine. */
export const room: Command = async (context) => {
  const words = ROOM_WORDS[context.language];
  const { values, positionals } = readRoomArguments(context);
  if (values.help) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  const [action, ...names] = positionals;
  if (action === 'purge') throw new UnusableError(words.noPurge);
  if (action !== 'create' && action !== 'list') throw new ArgumentsError('create | list');
  if (values.data === undefined) throw new ArgumentsError(words.dataMissing);
  if (action === 'list') list(values.data, context);
  else await create(readRooms(names, values, context), values, values.data, context);
  return CLEAN;
};

function readRoomArguments(context: CommandContext) {
  return readArguments(context.args, {
    data: { type: 'string' },
    title: { type: 'string' },
    office: { type: 'string' },
    kind: { type: 'string', default: '' },
    config: { type: 'string' },
    clock: { type: 'string' },
    help: { type: 'boolean' },
  });
}
type RoomValues = ReturnType<typeof readRoomArguments>['values'];

/** Needs no lock, so that it answers while the server runs. */
function list(data: string, context: CommandContext): void {
  const { language } = context;
  if (!existsSync(data)) throw new UnusableError(INPUT_WORDS[language].unreadable(data, 'ENOENT'));
  const rooms = storedRooms(data, language);
  for (const { room: name, office, kind, title } of rooms) context.out(`${[name, office, kind, title].join('\t')}\n`);
  if (rooms.length === 0) context.err(`${ROOM_WORDS[language].none}\n`);
}

function storedRooms(data: string, language: CommandContext['language']): ReturnType<typeof readStoredRooms> {
  try {
    return readStoredRooms(data);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new UnusableError(SERVE_WORDS[language].unusable(data, error.message));
  }
}

/** The rooms that the command line asks for, all of them looked at before one is made. */
function readRooms(
  names: readonly string[],
  { title, office = DEFAULT_OFFICE, kind }: RoomValues,
  context: CommandContext,
): EmptyRoom[] {
  const words = ROOM_WORDS[context.language];
  if (names.length === 0) throw new ArgumentsError('agenda/<id>');
  if (!isFourOffice(office)) throw new UnusableError(words.badOffice(office));
  return names.map((text) => {
    const address = parseRoomName(text);
    if (address?.kind !== 'agenda') throw new UnusableError(words.badRoom(text));
    // An empty title is none, either.
    const made = { room: address.room, title: title || address.id, office, kind, by: SYSTEM_AUTHOR };
    const isMarked = [made.title, kind].some((part) =>
      findSecrecyMarks(part).some(({ verdict }) => verdict === 'block'),
    );
    if (isMarked) throw new UnusableError(words.marked);
    if (!isOwnPool(made)) throw new UnusableError(words.otherPool(text, office));
    return made;
  });
}

async function create(
  rooms: readonly EmptyRoom[],
  { title, office, config, clock }: RoomValues,
  data: string,
  context: CommandContext,
): Promise<void> {
  const words = ROOM_WORDS[context.language];
  const settings = effectiveSettings(await readSettings(config, context));
  const start = readClock(clock, context);
  const random = (length: number) => randomBytes(length);
  const storage = await openDatabase(data, random, context.language);
  try {
    const maker = { storage, clock: systemClock(start), random, configHash: settingsHash(settings) };
    await storage.saveSettings(maker.configHash, canonicalSettingsJson(settings), utc(maker.clock.now()));
    for (const made of rooms) {
      await createRoom(maker, made).catch((error: unknown) => {
        throw error instanceof RoomExistsError ? new UnusableError(words.exists(made.room)) : error;
      });
      context.out(`${words.created(made.room)}\n`);
    }
  } finally {
    await storage.close();
  }
  if (!title) context.err(`${words.defaultTitle}\n`);
  if (office === undefined) context.err(`${words.defaultOffice(DEFAULT_OFFICE)}\n`);
}

function readClock(text: string | undefined, context: CommandContext): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new UnusableError(SERVE_WORDS[context.language].badClock(text));
  return parsed.value;
}
