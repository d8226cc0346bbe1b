import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';

type Target = string | { readonly types: string; readonly default: string };
interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Target>>;
  readonly sideEffects: readonly string[];
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

function pathsOf(target: Target): string[] {
  return typeof target === 'string' ? [target] : [target.types, target.default];
}

test('every export of the package leads to a file, with its types', () => {
  const missing = Object.values(manifest.exports)
    .flatMap(pathsOf)
    .filter((path) => !existsSync(path));
  assert.deepEqual(missing, []);
});

test('only what registers the tags is marked as having side effects', () => {
  assert.deepEqual(manifest.sideEffects, ['./dist/define.js', './dist/siban.js', './src/define.ts', './src/bundle.ts']);
  for (const path of manifest.sideEffects) assert.ok(existsSync(path), path);
});

test('importing the classes registers nothing', () => {
  assert.doesNotMatch(readFileSync('dist/index.js', 'utf8'), /customElements\.define\(/);
});

test('the ES modules leave dependencies to the portal’s bundler', () => {
  const index = readFileSync('dist/define.js', 'utf8') + readFileSync('dist/agenda-board.js', 'utf8');
  assert.match(index, /from ["']lit["']|from ["']\.\/chunks\//);
  assert.doesNotMatch(index, /Yjs was already imported/);
});

test('the manifest of custom elements knows both tags with their attributes', () => {
  const elements = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
    modules: { declarations?: { tagName?: string; attributes?: { name: string }[] }[] }[];
  };
  const declared = new Map(
    elements.modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter(({ tagName }) => tagName !== undefined)
      .map(({ tagName, attributes = [] }) => [tagName, attributes.map(({ name }) => name)]),
  );
  assert.ok(declared.get('siban-workspace')?.includes('token-src'));
  assert.ok(declared.get('siban-agenda-board')?.includes('room'));
});

test('the built command line runs with plain Node', () => {
  const args = [
    'check',
    'meetings',
    'demo/data/meetings.json',
    '--config',
    'demo/data/config.json',
    '--format',
    'json',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [manifest.bin['siban']!, ...args], {
    encoding: 'utf8',
  });
  // 1: the samples hold findings.
  assert.equal(status, 1, stderr);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; subject: string }[] };
  assert.ok(findings.some(({ rule, subject }) => rule === 'LATE' && subject === 'M1-T2'));
});

test('rules, model and record of the package load in Node by themselves', async () => {
  for (const entry of ['./rules', './model', './record'] as const) {
    const target = manifest.exports[entry] as { default: string };
    const module = (await import(new URL(`../../${target.default}`, import.meta.url).href)) as object;
    assert.notEqual(Object.keys(module).length, 0, entry);
  }
});
