/**
 * `npm run bench NAME`: runs `test/bench/run.ts` with whatever follows. Without a name it lists the benches.
 * The bench shares the terminal's process group and ends its servers by itself; see there for the options.
 */
import { spawn } from 'node:child_process';
import { installDependencies, requireNode } from './install.mjs';
import { ROOT } from './run-command.mjs';

requireNode();
if (!(await installDependencies())) process.exit(1);
const bench = spawn(process.execPath, ['--import', 'tsx', 'test/bench/run.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => bench.kill(signal));
bench.on('exit', (code) => process.exit(code ?? 1));
