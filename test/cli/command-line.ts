import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ArgumentsError, UNUSABLE, UnusableError, type Command } from '../../src/cli/command.js';
import type { Language } from '../../src/cli/strings.js';

/** What a command printed and returned. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Path of a file of the demo's data. */
export function sample(name: string): string {
  return fileURLToPath(new URL(`../../demo/data/${name}`, import.meta.url));
}

/** A folder for the tests of one file, removed when they are done. */
export function temporaryFolder(): { readonly path: string; write(name: string, content: unknown): string } {
  const path = mkdtempSync(join(tmpdir(), 'siban-cli-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(
        file,
        typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
      );
      return file;
    },
  };
}

/** Runs a command in this process, as `main` would. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  { stdin = '', language = 'en' }: { stdin?: string; language?: Language } = {},
): Promise<Outcome> {
  let out = '';
  let err = '';
  const context = {
    args,
    language,
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    stdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
  };
  try {
    return { code: await command(context), out, err };
  } catch (error) {
    if (error instanceof UnusableError || error instanceof ArgumentsError) {
      return { code: UNUSABLE, out, err: err + error.message };
    }
    throw error;
  }
}
