/**
 * `node tools/story-check.mjs FOLDER`: opens every story of a built Storybook in a real browser. A
 * story passes when it renders, its play function holds, nothing is logged as an error, and axe finds
 * no violation. Prints one line a story; counts go to the file in SIBAN_COUNTS too. Exit 1 on a failure.
 */
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from './find-browser.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const STORY_SECONDS = 20;

const folder = process.argv[2];
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('Which Storybook? node tools/story-check.mjs FOLDER, with the folder of npm run build:stories.');
  process.exit(2);
}
const stories = Object.values(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).entries).filter(
  ({ type }) => type === 'story',
);
const server = createServer((request, response) => serve(request, response, folder));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({ executablePath: findBrowser(), args: CHROMIUM_FLAGS });

let passed = 0;
let failed = 0;
const waiting = [...stories];
await Promise.all([check(), check()]);
await browser.close();
server.close();
server.closeAllConnections();
console.log(`${passed} passed, ${failed} failed`);
if (process.env.SIBAN_COUNTS) writeFileSync(process.env.SIBAN_COUNTS, JSON.stringify({ passed, failed }));
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** One worker: takes stories until none is left. */
async function check() {
  for (let story = waiting.shift(); story; story = waiting.shift()) {
    const problems = await problemsOf(story);
    if (problems.length === 0) passed++;
    else failed++;
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'}  ${story.title}: ${story.name}`);
    for (const problem of problems) console.log(`        ${problem}`);
  }
}

/** Opens a story in a page of its own; what is wrong with it, one sentence each. */
async function problemsOf({ id }) {
  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(`threw: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`logged: ${message.text()}`);
  });
  try {
    await page.addInitScript(listenToStorybook);
    await page.goto(
      `http://127.0.0.1:${server.address().port}/iframe.html?id=${encodeURIComponent(id)}&viewMode=story`,
    );
    const outcome = await within(
      page.evaluate(() => window.storyOutcome),
      STORY_SECONDS,
    );
    problems.push(...outcome.problems);
    // A story may switch axe off (the one of 500 topics does: axe takes longer than all others together).
    if (!outcome.withoutAxe) problems.push(...accessibilityProblems(outcome.reporters));
  } catch (error) {
    problems.push(error.message);
  } finally {
    await page.close();
  }
  return problems;
}

/** Runs in the page, before Storybook: a failed play function still reports success, so it is listened for by name. */
function listenToStorybook() {
  let channel;
  const problems = [];
  let withoutAxe = false;
  window.storyOutcome = new Promise((resolve) => {
    Object.defineProperty(window, '__STORYBOOK_ADDONS_CHANNEL__', {
      configurable: true,
      get: () => channel,
      set(value) {
        channel = value;
        channel.on('storyPrepared', ({ parameters }) => {
          withoutAxe = !!parameters.a11y && parameters.a11y.test === 'off';
        });
        channel.on('playFunctionThrewException', (error) => problems.push(`play failed: ${error && error.message}`));
        for (const event of ['storyErrored', 'storyThrewException', 'storyMissing']) {
          channel.on(event, (error) => {
            const what = (error && (error.message || error.title)) || String(error);
            resolve({ problems: [...problems, `${event}: ${what}`], reporters: [] });
          });
        }
        channel.on('storyFinished', ({ status, reporters }) => {
          if (status !== 'success') problems.push(`ended with ${status}`);
          resolve({ problems, withoutAxe, reporters: reporters || [] });
        });
      },
    });
  });
}

function accessibilityProblems(reporters) {
  const axe = reporters.find(({ type }) => type === 'a11y');
  if (!axe?.result?.violations) return ['axe did not report: is addon-a11y on, with test "error"?'];
  return axe.result.violations.map(
    ({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.map(({ target }) => target.flat().join(' ')).join('; ')})`,
  );
}

function within(promise, seconds) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`was not finished after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function serve(request, response, root) {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const file = join(root, path === '/' ? 'index.html' : path);
  if (path.includes('..') || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}
