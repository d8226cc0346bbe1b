/**
 * `npm run build`: everything that the package ships, into `dist/`. `--if-needed` does nothing when the
 * sources are those of the last build. Exit 1 when a step fails; its output is shown.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { duration, sentence } from './console.mjs';
import { installDependencies, requireNode } from './install.mjs';
import { ROOT, runCommand } from './run-command.mjs';

const STAMP = join(ROOT, 'dist/.sources');
const SOURCES = ['src', 'package-lock.json', 'tsconfig.json', 'tsconfig.server.json'];
const TOOLS = ['build', 'edited-source', 'own-keys', 'private-names', 'second-copy', 'shipped-code', 'trim-templates'];
const CONFIGS = ['vite.config.ts', 'vite.bundle.config.ts', 'custom-elements-manifest.config.mjs'];

/** Two steps at a time: the machines this runs on have two cores, and no step reads what another one writes. */
const STEPS = [
  [
    ['ES modules', 'vite', 'build', '--logLevel', 'warn'],
    ['server and command line', 'tsc', '-p', 'tsconfig.server.json'],
  ],
  [
    ['dist/siban.js', 'vite', 'build', '-c', 'vite.bundle.config.ts', '--logLevel', 'warn'],
    ['types', 'tsc', '-p', 'tsconfig.json', '--emitDeclarationOnly'],
  ],
  [
    ['custom-elements.json', 'cem', 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'],
    ['syntax for Chromium 78', process.execPath, 'tools/check-syntax.mjs', 'dist/siban.js'],
  ],
];

/** A digest of all that the build reads, so that "already built" does not rest on file times. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const path of [...SOURCES, ...CONFIGS, ...TOOLS.map((name) => `tools/${name}.mjs`)].flatMap(filesUnder)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return [];
  try {
    return readdirSync(absolute)
      .sort()
      .flatMap((name) => filesUnder(`${path}/${name}`));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** Whether `dist/` holds what the sources say now. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digestOfSources();
}

/** Builds everything; returns whether all went well. */
export async function build() {
  const started = performance.now();
  const digest = digestOfSources();
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  for (const pair of STEPS) {
    const results = await Promise.all(pair.map(buildStep));
    if (results.includes(false)) return false;
  }
  chmodSync(join(ROOT, 'dist/cli/main.js'), 0o755);
  // The digest taken before: a source that changed meanwhile must count as not built.
  writeFileSync(STAMP, digest);
  console.log(sentence('已构建', 'built'), duration(performance.now() - started));
  return true;
}

async function buildStep([what, command, ...args]) {
  const path = command.includes('/') ? command : join(ROOT, 'node_modules/.bin', command);
  const { code, output } = await runCommand(path, args, { limitSeconds: 180 });
  if (code === 0) return true;
  console.error(`${what}: ${command} ${args.join(' ')} ended with ${code}\n${output.trimEnd()}`);
  return false;
}

if (process.argv[1]?.endsWith('build.mjs')) {
  requireNode();
  if (process.argv.includes('--if-needed') && isBuilt()) process.exit(0);
  process.exit((await installDependencies()) && (await build()) ? 0 : 1);
}
