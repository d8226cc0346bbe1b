import { open } from 'node:fs/promises';
import {
  ArgumentsError,
  CLEAN,
  FOUND,
  readArguments,
  UnusableError,
  type Command,
  type CommandContext,
} from './command.js';
import { decodeText, parseJson, readBytes } from './read-input.js';
import type { StoredRecord } from '../server/storage/stored-records.js';
import { StorageError } from '../server/storage/storage.js';
import { readExport } from './record-export.js';
import { verifyRecord, type RecordVerdict } from './verify-record.js';
import { VERIFY_WORDS } from './verify-strings.js';

/** How every SQLite file begins. */
const SQLITE_MARK = 'SQLite format 3\0';

/** `siban verify FILE [--format text|json]` */
export const verify: Command = async (context) => {
  const words = VERIFY_WORDS[context.language];
  const { values, positionals } = readArguments(context.args, {
    format: { type: 'string', default: 'text' },
    help: { type: 'boolean' },
  });
  if (values.help) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new ArgumentsError(file === undefined ? 'FILE' : more.join(' '));
  if (values.format !== 'text' && values.format !== 'json') throw new UnusableError(words.unknownFormat(values.format));
  const verdicts = (await readRecords(file, context)).map(verifyRecord);
  if (values.format === 'json') context.out(`${JSON.stringify({ rooms: verdicts }, undefined, 1)}\n`);
  else context.out(`${reportOf(verdicts, context)}\n`);
  return verdicts.every(({ ok }) => ok) ? CLEAN : FOUND;
};

async function readRecords(file: string, context: CommandContext): Promise<readonly StoredRecord[]> {
  const words = VERIFY_WORDS[context.language];
  if (await isDatabase(file)) return readDatabase(file, context);
  const bytes = await readBytes(file, context);
  const record = readExport(parseJson(decodeText(bytes, file, context), file, context));
  if (!record) throw new UnusableError(words.noRecord(file));
  return [record];
}

async function readDatabase(file: string, { language }: CommandContext): Promise<readonly StoredRecord[]> {
  // An exported record needs no database.
  const { readStoredRecords } = await import('../server/storage/stored-records.js');
  try {
    return readStoredRecords(file);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new UnusableError(VERIFY_WORDS[language].unusable(file, error.message));
  }
}

/** Whether a file begins as every SQLite file does. One that cannot be read is left to whoever reads it next, and says why. */
async function isDatabase(file: string): Promise<boolean> {
  if (file === '-') return false;
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(SQLITE_MARK.length));
      return new TextDecoder('latin1').decode(buffer.subarray(0, bytesRead)) === SQLITE_MARK;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function reportOf(verdicts: readonly RecordVerdict[], { language }: CommandContext): string {
  const words = VERIFY_WORDS[language];
  if (verdicts.length === 0) return words.nothing;
  const lines = verdicts.flatMap((verdict) => [
    ...(verdict.bad ? [words.broken(verdict, verdict.bad.seq, verdict.bad.fault)] : []),
    ...verdict.faults.map((fault) => words.beside(verdict, fault)),
    ...(verdict.ok ? [words.intact(verdict)] : []),
  ]);
  const broken = verdicts.filter(({ ok }) => !ok).length;
  if (broken > 0) return [...lines, words.someBroken(broken, verdicts.length)].join('\n');
  const parts = verdicts.filter(({ part }) => part !== null).length;
  const entries = verdicts.reduce((sum, verdict) => sum + verdict.entries, 0);
  const end = parts > 0 ? words.partsIntact(parts, verdicts.length) : words.allIntact(verdicts.length, entries);
  return [...lines, end].join('\n');
}
