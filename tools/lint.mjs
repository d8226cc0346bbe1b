/** `npm run lint`: types, ESLint and Prettier over the whole tree; all three always run. */
import { join } from 'node:path';
import { installDependencies, requireNode } from './install.mjs';
import { ROOT, runCommand } from './run-command.mjs';

export const LINTERS = [
  ['types', 'tsc', '-p', 'tsconfig.test.json', '--noEmit'],
  ['browser types', 'tsc', '-p', 'tsconfig.json', '--noEmit'],
  ['eslint', 'eslint', '.', '--max-warnings', '0'],
  ['prettier', 'prettier', '--check', '.', '--log-level', 'warn'],
];

/** Runs one of `LINTERS`. */
export function lint([, command, ...args]) {
  return runCommand(join(ROOT, 'node_modules/.bin', command), args, { limitSeconds: 240 });
}

if (process.argv[1]?.endsWith('lint.mjs')) {
  requireNode();
  if (!(await installDependencies())) process.exit(1);
  let failed = false;
  for (const linter of LINTERS) {
    const { code, output } = await lint(linter);
    console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${linter[0]}`);
    if (code !== 0) console.log(output.trimEnd());
    failed ||= code !== 0;
  }
  process.exit(failed ? 1 : 0);
}
