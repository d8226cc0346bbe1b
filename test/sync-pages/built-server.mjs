import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** As in `tsconfig.server.json`: what the command line is made of. */
const FOLDERS = ['model', 'rules', 'protocol', 'record', 'store', 'server', 'cli'];

let main;

/**
 * The path of the server's program, compiled once for all test files of a run: a start then takes a fraction of what it takes to compile
 * at each one. Inside the project, so that its packages are found; it goes with the run.
 */
export function builtServer() {
  return (main ??= compile());
}

function compile() {
  const folder = join(ROOT, 'node_modules', '.cache', `siban-test-server-${process.pid}`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const files = FOLDERS.flatMap((name) => sourcesIn(join(ROOT, 'src', name)));
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  for (const file of [...files, join(ROOT, 'src/has-own.ts')]) {
    const to = join(folder, relative(join(ROOT, 'src'), file)).replace(/ts$/, 'js');
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions, fileName: file }).outputText);
  }
  return join(folder, 'cli', 'main.js');
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}
