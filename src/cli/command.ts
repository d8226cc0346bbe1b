import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Language } from './strings.js';

/** Exit codes of every command. */
export const CLEAN = 0;
export const FOUND = 1;
export const UNUSABLE = 2;

/** What a command may touch of the world around it. */
export interface CommandContext {
  /** What follows the command's name. */
  readonly args: readonly string[];
  readonly language: Language;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** All of standard input. */
  readonly stdin: () => Promise<Uint8Array>;
}

/** Resolves with the exit code. Throws `UnusableError` for what the caller has to put right. */
export type Command = (context: CommandContext) => Promise<number>;

/** Something that the caller gave cannot be used. The message is the sentence to print; the exit code is 2. */
export class UnusableError extends Error {}

/** Arguments that no command line of this command allows; the usage is printed after the message. */
export class ArgumentsError extends Error {}

/**
 * `parseArgs` of Node in its strict form, with positional arguments.
 * @throws ArgumentsError
 */
export function readArguments<const Options extends ParseArgsOptions>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<StrictConfig<Options>>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new ArgumentsError(firstSentence(error.message));
    throw error;
  }
}

type ParseArgsOptions = NonNullable<ParseArgsConfig['options']>;
interface StrictConfig<Options> {
  args: string[];
  options: Options;
  allowPositionals: true;
  strict: true;
}

function firstSentence(message: string): string {
  return message.split('. ')[0]!.split('\n')[0]!;
}
