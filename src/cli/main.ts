#!/usr/bin/env node
import { buffer } from 'node:stream/consumers';
import { ArgumentsError, CLEAN, UNUSABLE, UnusableError, type Command, type CommandContext } from './command.js';
import { languageOf, MAIN_WORDS } from './strings.js';

/** Loaded when called for: `check` needs no database, and nobody waits for what they did not ask. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.js')).check,
  import: async () => (await import('./import.js')).importFile,
  verify: async () => (await import('./verify.js')).verify,
  serve: async () => (await import('./serve.js')).serve,
  room: async () => (await import('./room.js')).room,
  token: async () => (await import('./token.js')).token,
};

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const language = languageOf(process.env);
  const words = MAIN_WORDS[language];
  const context: CommandContext = {
    args,
    language,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: () => buffer(process.stdin),
  };
  if (name === undefined || name === '--help' || name === 'help') {
    (name === undefined ? context.err : context.out)(`${words.usage}\n`);
    return name === undefined ? UNUSABLE : CLEAN;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    context.err(`${words.unknownCommand(name)}\n`);
    return UNUSABLE;
  }
  return run(await load(), context);
}

/** Turns what a command throws into one sentence and an exit code; nobody is shown a stack. */
async function run(command: Command, context: CommandContext): Promise<number> {
  const words = MAIN_WORDS[context.language];
  try {
    return await command(context);
  } catch (error) {
    if (error instanceof ArgumentsError) {
      const hint = `siban ${process.argv[2] ?? ''} --help`;
      context.err(`${words.badArguments(error.message, hint)}\n`);
    } else if (error instanceof UnusableError) context.err(`${error.message}\n`);
    else context.err(`${words.failed(error instanceof Error ? error.message : String(error))}\n`);
    return UNUSABLE;
  }
}

// A reader that has seen enough (`siban check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
