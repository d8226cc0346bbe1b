/**
 * `npm test`: everything there is to check, from a bare clone. Uses nothing but Node until the
 * dependencies are there. The last line is `N passed, N failed`; exit 1 when anything failed,
 * counted nothing, or could not be run.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duration } from './console.mjs';
import { provideBrowser } from './find-browser.mjs';
import { installDependencies, requireNode } from './install.mjs';
import { LINTERS, lint } from './lint.mjs';
import { ROOT, runCommand } from './run-command.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'siban-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** @type {{ name: string, passed: number, failed: number, milliseconds: number }[]} */
const results = [];

requireNode();
const installed = await measured('install', installDependencies);
if (installed) {
  const browser = await provideBrowser();
  if (!browser) record('browser', 0, 1, 0);
  else await runSections(browser);
}
const failures = report();
process.exit(failures === 0 ? 0 : 1);

async function runSections(browser) {
  process.env.CHROME_PATH = browser;
  // Two at a time: neither of a pair writes what the other reads.
  await Promise.all([check(LINTERS[0]), check(LINTERS[2])]);
  await Promise.all([check(LINTERS[1]), check(LINTERS[3])]);
  const built = await checkBuild();
  await nodeTests(
    'node',
    testFiles('test', (path) => !/^test\/(controllers|components|sync-pages|e2e|bench)\//.test(path)),
  );
  await suite('components', join(ROOT, 'node_modules/.bin/wtr'), []);
  // Without a build there is nothing for these two to open; the build is already counted as failed.
  if (!built) return;
  if (existsSync(join(ROOT, 'stories/.storybook'))) await storyTests();
  await nodeTests(
    'e2e',
    testFiles('test/e2e', () => true),
    ['--test-concurrency=1'],
  );
}

/** A step that either holds or does not: one check. */
async function check(linter) {
  const { code, output, milliseconds } = await lint(linter);
  if (code !== 0) console.log(output.trimEnd());
  record(linter[0], code === 0 ? 1 : 0, code === 0 ? 0 : 1, milliseconds);
}

async function checkBuild() {
  const { code, output, milliseconds } = await runCommand(process.execPath, ['tools/build.mjs', '--if-needed']);
  if (code !== 0) console.log(output.trimEnd());
  record('build', code === 0 ? 1 : 0, code === 0 ? 0 : 1, milliseconds);
  return code === 0;
}

async function measured(name, step) {
  const started = performance.now();
  const ok = await step();
  record(name, ok ? 1 : 0, ok ? 0 : 1, performance.now() - started);
  return ok;
}

/**
 * Without --test-force-exit: it ends a test file before its last results have reached the runner, and a result that
 * is lost may be a failure. A file that leaves something running makes the section run into its limit instead.
 */
function nodeTests(name, files, more = []) {
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./tools/count-reporter.mjs',
    '--test-reporter-destination=stderr',
  ];
  if (files.length === 0) return record(name, 0, 1, 0, 'there is no test file');
  return suite(name, process.execPath, ['--import', 'tsx', '--test', ...more, ...reporters, ...files]);
}

async function storyTests() {
  const built = await runCommand('npm', ['run', '--silent', 'build:stories'], { limitSeconds: 180 });
  if (built.code !== 0) {
    console.log(built.output.trimEnd());
    return record('stories', 0, 1, built.milliseconds, 'storybook could not be built');
  }
  return suite('stories', process.execPath, ['tools/story-check.mjs', 'dist-storybook']);
}

/** Runs a command that writes its counts to the file in SIBAN_COUNTS. One that counts nothing has failed. */
async function suite(name, command, args) {
  console.log(`\n== ${name}`);
  const counts = countsFile(name);
  const { code, milliseconds, timedOut } = await runCommand(command, args, {
    show: true,
    limitSeconds: 1200,
    env: { SIBAN_COUNTS: counts, CI: 'true' },
  });
  let { passed, failed } = readCounts(counts);
  let why;
  if (timedOut) why = 'took too long and was ended';
  else if (passed + failed === 0) why = 'counted no test';
  else if (code !== 0 && failed === 0) why = `ended with exit code ${code}`;
  if (why) failed += 1;
  record(name, passed, failed, milliseconds, why);
}

function countsFile(name) {
  return join(scratch, `${name}.json`);
}

function readCounts(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0 };
  const text = readFileSync(path, 'utf8').trim();
  return text === '' ? { passed: 0, failed: 0 } : JSON.parse(text);
}

function testFiles(folder, wanted) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith('.test.ts') && wanted(path))
    .sort();
}

function record(name, passed, failed, milliseconds, why) {
  results.push({ name, passed, failed, milliseconds });
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}${why ? `: ${why}` : ''}`);
}

function report() {
  let passed = 0;
  let failed = 0;
  console.log('');
  for (const result of results) {
    passed += result.passed;
    failed += result.failed;
    const counts = `${result.passed} passed, ${result.failed} failed`;
    console.log(`${result.name.padEnd(16)}${counts.padEnd(26)}${duration(result.milliseconds).padStart(9)}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}
