import { createHash, randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { parseMeetingsFile } from '../model/agenda/meetings-file.js';
import { randomId, type RandomBytes } from '../model/ids.js';
import { InputError } from '../model/input-problem.js';
import { parseInstant } from '../model/time.js';
import { systemClock, utc } from '../server/clock.js';
import { SqliteStorage } from '../server/storage/sqlite-storage.js';
import { StorageError } from '../server/storage/storage.js';
import {
  ArgumentsError,
  CLEAN,
  FOUND,
  readArguments,
  UNUSABLE,
  UnusableError,
  type Command,
  type CommandContext,
} from './command.js';
import { leftOut, type LeftOut } from './import-left-out.js';
import {
  checkLimits,
  hostedMeetings,
  importMeetings,
  markedIds,
  type HostedMeeting,
  type ImportResult,
} from './import-meetings.js';
import type { ImportSource } from './import-room.js';
import { IMPORT_WORDS } from './import-strings.js';
import { problemSentence } from './input-strings.js';
import { decodeText, parseJson, readBytes, readSettings } from './read-input.js';

/** Domains that `siban import` will know. */
const LATER = ['responsibilities', 'handoffs', 'infoitems'];

/** `siban import meetings FILE --data DATABASE [--config C] [--clock T]` */
export const importFile: Command = (context) => importWith(context, (length) => randomBytes(length));

/** The same with a given source of randomness, so that a test can say what comes out. */
export async function importWith(context: CommandContext, random: RandomBytes): Promise<number> {
  const words = IMPORT_WORDS[context.language];
  const { values, positionals } = readArguments(context.args, {
    data: { type: 'string' },
    config: { type: 'string' },
    clock: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values.help) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  const [kind, file, ...more] = positionals;
  if (kind === undefined) throw new ArgumentsError('KIND FILE');
  if (LATER.includes(kind)) throw new UnusableError(words.notYet(kind));
  if (kind !== 'meetings') throw new UnusableError(words.unknownKind(kind));
  if (file === undefined || more.length > 0) throw new ArgumentsError(file === undefined ? 'FILE' : more.join(' '));
  if (values.data === undefined) throw new ArgumentsError(words.dataMissing);
  const now = readClock(values.clock, context);
  const settings = await readSettings(values.config, context);
  const read = await readFile(file, random, context);
  if (read.marked.length > 0) {
    context.err(`${words.marked(file, read.marked)}\n`);
    return FOUND;
  }
  if (read.meetings.length === 0) context.err(`${words.empty}\n`);
  if (read.leftOut.length > 0) context.err(`${words.leftOut(read.leftOut)}\n`);
  const results = await withStorage(values.data, random, context, (storage) =>
    importMeetings({ storage, settings, random, at: utc(now), meetings: read.meetings, source: read.source }),
  );
  return report(results, context);
}

function readClock(text: string | undefined, context: CommandContext): number {
  if (text === undefined) return systemClock().now();
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new UnusableError(IMPORT_WORDS[context.language].badClock(text));
  return parsed.value;
}

interface ReadFile {
  readonly meetings: readonly HostedMeeting[];
  readonly source: ImportSource;
  /** Ids of what carries a secrecy mark. */
  readonly marked: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

async function readFile(file: string, random: RandomBytes, context: CommandContext): Promise<ReadFile> {
  const bytes = await readBytes(file, context);
  const parsed = parseMeetingsFile(parseJson(decodeText(bytes, file, context), file, context));
  if (!parsed.ok) throw new UnusableError(problemSentence(file, parsed.problem, context.language));
  const source = {
    file: file === '-' ? 'stdin' : basename(file),
    digest: createHash('sha256').update(bytes).digest('hex'),
  };
  const marked = markedIds(parsed.value, source.file);
  if (marked.length > 0) return { meetings: [], source, marked, leftOut: [] };
  try {
    const meetings = hostedMeetings(parsed.value);
    checkLimits(meetings, source, { at: utc(0), random, configHash: '0'.repeat(64), epoch: randomId(random) });
    return { meetings, source, marked, leftOut: leftOut(parsed.value) };
  } catch (error) {
    if (error instanceof InputError) throw new UnusableError(problemSentence(file, error.found, context.language));
    throw error;
  }
}

async function withStorage<T>(
  file: string,
  random: RandomBytes,
  context: CommandContext,
  use: (storage: SqliteStorage) => Promise<T>,
): Promise<T> {
  try {
    const storage = await SqliteStorage.open(file, randomId(random));
    try {
      return await use(storage);
    } finally {
      await storage.close();
    }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new UnusableError(IMPORT_WORDS[context.language].storage(file, error.fault, error.message));
  }
}

function report(results: readonly ImportResult[], context: CommandContext): number {
  const words = IMPORT_WORDS[context.language];
  let code = CLEAN;
  for (const result of results) {
    const { meeting } = result;
    if (result.kind === 'imported') {
      const topics = meeting.topics?.length ?? 0;
      context.out(`${words.imported(result.room, meeting.id, meeting.title ?? '', topics)}\n`);
      if (result.other)
        context.err(`${words.otherwise(meeting.id, result.other.room, result.other.file, result.room)}\n`);
    } else if (result.kind === 'already-there') {
      context.out(`${words.alreadyThere(result.room, meeting.id)}\n`);
    } else {
      context.err(`${words.namesTaken(meeting.id, result.rooms)}\n`);
      code = UNUSABLE;
    }
  }
  return code;
}
