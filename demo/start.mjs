/**
 * `npm run demo`: four portals and a sync server on this machine. Uses nothing but Node until the
 * dependencies are there: it installs and builds what is missing, says so, and goes on.
 */
import { sentence } from '../tools/console.mjs';
import { build, isBuilt } from '../tools/build.mjs';
import { installDependencies, requireNode } from '../tools/install.mjs';
import { parseOptions, USAGE } from './options.mjs';

requireNode();
const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(USAGE);
  process.exit(0);
}
const options = parseOptions(args);
if ('problem' in options) {
  console.error(`${options.problem}\n${USAGE}`);
  process.exit(2);
}
if (!(await installDependencies())) process.exit(1);
if (!isBuilt()) {
  console.log(sentence('正在构建 …', 'Building …'));
  if (!(await build())) process.exit(1);
}
const { runDemo } = await import('./run-demo.mjs');
process.exit(await runDemo(options));
