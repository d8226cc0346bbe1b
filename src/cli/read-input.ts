import { readFile } from 'node:fs/promises';
import { parseSettings, DEFAULT_SETTINGS, type Settings } from '../model/settings.js';
import { RULE_STRINGS } from '../rules/strings.js';
import { UnusableError, type CommandContext } from './command.js';
import { jsonFault } from './json-fault.js';
import { INPUT_WORDS, problemSentence } from './input-strings.js';

/** The bytes of a file, or of standard input for `-`. @throws UnusableError */
export async function readBytes(file: string, context: CommandContext): Promise<Uint8Array> {
  if (file === '-') return context.stdin();
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UnusableError(INPUT_WORDS[context.language].unreadable(file, code));
  }
}

/**
 * The text of a file: UTF-8, or UTF-16 with its mark; where `legacy` allows it GB 18030 as well, which older
 * editors in Chinese offices still write. The byte order mark is not part of the text.
 * @throws UnusableError
 */
export function decodeText(bytes: Uint8Array, file: string, context: CommandContext, legacy = false): string {
  const encodings = [encodingByMark(bytes) ?? 'utf-8', ...(legacy ? ['gb18030'] : [])];
  for (const encoding of encodings) {
    const text = decoded(bytes, encoding);
    if (text !== undefined && !text.includes('\0')) return text;
  }
  throw new UnusableError(INPUT_WORDS[context.language].notText(file));
}

function encodingByMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // TypeError: not in that encoding. RangeError: this Node was built without it.
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @throws UnusableError with line and column where there are any */
export function parseJson(text: string, file: string, context: CommandContext): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const words = INPUT_WORDS[context.language];
    const fault = jsonFault(text);
    if (fault >= text.length) throw new UnusableError(words.notJson(file));
    const before = text.slice(0, fault).split('\n');
    throw new UnusableError(words.brokenJson(file, before.length, before[before.length - 1]!.length + 1));
  }
}

/** The settings of a configuration file; the defaults when none is named. Names on standard error what it does not know. @throws UnusableError */
export async function readSettings(file: string | undefined, context: CommandContext): Promise<Settings> {
  if (file === undefined) return DEFAULT_SETTINGS;
  const bytes = await readBytes(file, context);
  const parsed = parseSettings(parseJson(decodeText(bytes, file, context), file, context));
  if (!parsed.ok) throw new UnusableError(problemSentence(file, parsed.problem, context.language));
  const unknown = unknownSettings(parsed.value);
  if (unknown.length > 0) context.err(`${INPUT_WORDS[context.language].unknownSettings(file, unknown)}\n`);
  return parsed.value;
}

/** Keys of a county's configuration file that later releases read; here they are kept as they stand. */
const LATER_KEYS = ['signLimitMinutes', 'incident', 'similarity', 'placeNames', 'deprecatedTerms'];

/** What of the settings has no effect in this release, most likely for a slip of the pen. */
function unknownSettings({ other = {}, rules }: Settings): string[] {
  const known = RULE_STRINGS.en.rules;
  return [
    ...Object.keys(other).filter((key) => !LATER_KEYS.includes(key)),
    ...Object.keys(rules)
      .filter((id) => !Object.hasOwn(known, id))
      .map((id) => `rules.${id}`),
  ];
}
