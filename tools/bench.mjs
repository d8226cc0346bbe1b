/**
 * `npm run bench NAME`: runs `test/bench/NAME.bench.ts` with whatever follows; without a name, or with an
 * unknown one, says which there are.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, requireNode } from './install.mjs';
import { ROOT, runCommand } from './run-command.mjs';

const FOLDER = join(ROOT, 'test/bench');
requireNode();
const [name = '', ...rest] = process.argv.slice(2);
const file = join(FOLDER, `${name}.bench.ts`);
if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) {
  const known = existsSync(FOLDER)
    ? readdirSync(FOLDER).flatMap((entry) => entry.match(/^(.+)\.bench\.ts$/)?.[1] ?? [])
    : [];
  console.error(`Which bench? npm run bench NAME, with NAME one of: ${known.join(', ') || '(none yet)'}`);
  process.exit(2);
}
if (!(await installDependencies())) process.exit(1);
const { code } = await runCommand(process.execPath, ['--import', 'tsx', file, ...rest], {
  show: true,
  limitSeconds: 1800,
});
process.exit(code);
