#!/usr/bin/env node
/**
 * `npm run -s siban -- …`: the command line of this clone, from `dist/` when that is built from the sources as
 * they are, else from the sources themselves. One process, so that a signal reaches the server and not a parent of it.
 */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { isBuilt } from './build.mjs';
import { installDependencies, requireNode } from './install.mjs';
import { ROOT } from './run-command.mjs';

requireNode();
// What the installation says must not stand in a command's own output.
const print = console.log;
console.log = console.error;
if (!(await installDependencies())) process.exit(2);
console.log = print;

if (isBuilt()) await import(pathToFileURL(join(ROOT, 'dist/cli/main.js')).href);
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(join(ROOT, 'src/cli/main.ts')).href);
}
