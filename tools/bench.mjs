// Entry of `npm run bench`: the benches are TypeScript and run through tsx; see test/bench/run.ts for the options.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../', import.meta.url));

if (!existsSync(new URL('../node_modules/tsx/package.json', import.meta.url))) {
  console.error('The packages are not installed yet; running npm ci …');
  const installed = spawnSync('npm', ['ci'], { cwd: project, stdio: 'inherit' });
  if (installed.status !== 0) process.exit(installed.status ?? 1);
}

const bench = spawnSync(process.execPath, ['--import', 'tsx', 'test/bench/run.ts', ...process.argv.slice(2)], {
  cwd: project,
  stdio: 'inherit',
});
process.exit(bench.status ?? 1);
