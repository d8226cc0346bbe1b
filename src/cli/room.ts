import { randomBytes } from 'node:crypto';
import { SYSTEM_AUTHOR } from '../model/entry.js';
import { isFourOffice } from '../model/offices.js';
import { parseRoomName } from '../model/room.js';
import { effectiveSettings } from '../model/settings.js';
import { parseInstant } from '../model/time.js';
import { canonicalSettingsJson } from '../record/canonical.js';
import { settingsHash } from '../record/seal.js';
import { findSecrecyMarks } from '../rules/secrecy/marks.js';
import { systemClock, utc } from '../server/clock.js';
import { createRoom, RoomExistsError } from '../server/rooms/create-room.js';
import type { SqliteStorage } from '../server/storage/sqlite-storage.js';
import { ArgumentsError, CLEAN, readArguments, UnusableError, type Command, type CommandContext } from './command.js';
import { openDatabase } from './open-database.js';
import { readSettings } from './read-input.js';
import { ROOM_WORDS } from './room-strings.js';
import { SERVE_WORDS } from './serve-strings.js';

/** `siban room create agenda/<id>… | list`: for an administrator at the machine; the server must not run meanwhile. */
export const room: Command = async (context) => {
  const words = ROOM_WORDS[context.language];
  const { values, positionals } = readRoomArguments(context);
  if (values.help) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  const [action, ...names] = positionals;
  if (action !== 'create' && action !== 'list') throw new ArgumentsError('create | list');
  if (values.data === undefined) throw new ArgumentsError(words.dataMissing);
  const storage = await openDatabase(values.data, (length) => randomBytes(length), context.language);
  try {
    if (action === 'list') await list(storage, context);
    else await create(names, values, storage, context);
  } finally {
    await storage.close();
  }
  return CLEAN;
};

function readRoomArguments(context: CommandContext) {
  return readArguments(context.args, {
    data: { type: 'string' },
    title: { type: 'string' },
    office: { type: 'string', default: '' },
    kind: { type: 'string', default: '' },
    config: { type: 'string' },
    clock: { type: 'string' },
    help: { type: 'boolean' },
  });
}
type RoomValues = ReturnType<typeof readRoomArguments>['values'];

async function list(storage: SqliteStorage, context: CommandContext): Promise<void> {
  const rooms = await storage.rooms();
  for (const { room: name, office, kind, title } of rooms) context.out(`${[name, office, kind, title].join('\t')}\n`);
  if (rooms.length === 0) context.err(`${ROOM_WORDS[context.language].none}\n`);
}

async function create(
  names: readonly string[],
  { title, office, kind, config, clock }: RoomValues,
  storage: SqliteStorage,
  context: CommandContext,
): Promise<void> {
  const words = ROOM_WORDS[context.language];
  if (names.length === 0) throw new ArgumentsError('agenda/<id>');
  if (!title) throw new ArgumentsError(words.titleMissing);
  if (!isFourOffice(office)) throw new UnusableError(words.badOffice(office));
  if ([title, kind].some((text) => findSecrecyMarks(text).some((mark) => mark.verdict === 'block'))) {
    throw new UnusableError(words.marked);
  }
  const settings = effectiveSettings(await readSettings(config, context));
  const maker = {
    storage,
    clock: systemClock(readClock(clock, context)),
    random: (length: number) => randomBytes(length),
    configHash: settingsHash(settings),
  };
  await storage.saveSettings(maker.configHash, canonicalSettingsJson(settings), utc(maker.clock.now()));
  for (const text of names) {
    const address = parseRoomName(text);
    if (address?.kind !== 'agenda') throw new UnusableError(words.badRoom(text));
    try {
      await createRoom(maker, { room: address.room, title, office, kind, by: SYSTEM_AUTHOR });
    } catch (error) {
      if (error instanceof RoomExistsError) throw new UnusableError(words.exists(text));
      throw error;
    }
    context.out(`${words.created(text)}\n`);
  }
}

function readClock(text: string | undefined, context: CommandContext): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new UnusableError(SERVE_WORDS[context.language].badClock(text));
  return parsed.value;
}
