/**
 * Takes the pictures of `docs/images` anew, from the scenes of `stories/scenes.ts` and from the demo's portals:
 *
 *   node tools/take-pictures.mjs             those of the board, and the two sheets of its states in light and dark
 *   node tools/take-pictures.mjs --portals   those of the portals; needs a build (npm run build)
 *   node tools/take-pictures.mjs --all DIR   every scene at 1366 and 360 px, light and dark, into another folder
 *
 * Every scene stands on a clock of its own; what differs from one run to the next are the hashes of sealed entries.
 */
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_FLAGS, provideBrowser } from './find-browser.mjs';
import { ROOT } from './run-command.mjs';

const IMAGES = join(ROOT, 'docs/images');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css' };
/** Heights in which a scene is looked at first; a picture is as tall as what it shows. */
const HEIGHTS = { 1366: 768, 360: 780 };

/** Name of the file, and what it shows. */
const BOARD = [
  ['agenda-board-1366-light', { scene: 'overview', width: 1366 }],
  ['agenda-board-1366-dark', { scene: 'overview', width: 1366, theme: 'dark' }],
  ['agenda-board-360-light', { scene: 'overview', width: 360, open: -1 }],
  ['agenda-board-en-1366-light', { scene: 'overview', width: 1366, lang: 'en' }],
  ['agenda-board-conflict-1366-light', { scene: 'conflict', width: 1366, press: '[data-settle]' }],
  ['agenda-board-changed-1366-light', { scene: 'changed', width: 1366 }],
];

/** The states of one sheet, with what stands above each. */
const STATES = [
  ['empty', '空　说明这是什么，给第一步', 'Empty: what belongs here, and the first step'],
  ['loading', '加载　先画出骨架，不跳动', 'Loading: the real heights, nothing jumps'],
  ['queue-waiting', '离线　照常工作，说清有几处未传、几步待封存', 'Offline: work goes on, what waits is counted'],
  ['quota-full', '本机存不下　说清要做什么', 'Browser storage full: what to do'],
  ['read-only', '只读　去掉动作，不是变灰', 'Read-only: actions are gone, text keeps its ink'],
  ['refused', '未被接受　说原因，留住本机内容', 'Not accepted: why, and your text is kept'],
  ['queue-refused', '待封存的一步被退回　先看差别', 'A step that waited was sent back: see what changed'],
  ['expired', '登录过期　不丢字，重新登录即可', 'Signed out: nothing is lost'],
  ['outdated', '内容版本较新　只读打开，不猜、不改', 'Saved by a newer version: view only'],
  ['contested-place', '地点有两个写法　选定前都保留', 'Two values for the place: both stand until one is picked'],
  ['conflict', '并发处置冲突　由第三人选定', 'Conflicting decisions: somebody else chooses'],
  ['alarm', '记录不完整　唯一的整块红', 'Record alarm: the only solid red there is'],
  ['secret-held', '疑似涉密　内容没有离开本页', 'Possible secrecy mark: nothing has left the page'],
  ['no-permission', '没有权限　为什么、找谁', 'No permission: why, and whom to ask'],
  ['blocking-offline', '离线且没打开过', 'Offline, and never opened here'],
];

const args = process.argv.slice(2);
const executablePath = await provideBrowser();
if (!executablePath) process.exit(1);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  if (args[0] === '--portals') await takePortals();
  else await takeScenes(args[0] === '--all' ? resolve(args[1] ?? 'test-results/pictures') : undefined);
} finally {
  await browser.close();
}

/** @param {string | undefined} folder where every scene goes; without it the pictures of the documents are taken. */
async function takeScenes(folder) {
  const site = mkdtempSync(join(tmpdir(), 'siban-pictures-'));
  const server = createServer((request, response) => serve(request, response, site));
  try {
    await buildPreview(site);
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${server.address().port}/preview.html`;
    if (folder) await takeAll(base, folder);
    else {
      for (const [name, what] of BOARD) save(name, await pictureOf(base, what));
      for (const [name, width, columns] of [
        ['states-1366', 1366, 3],
        ['states-360', 360, 5],
      ]) {
        for (const theme of ['light', 'dark']) save(`${name}-${theme}`, await sheet(base, width, columns, theme));
      }
    }
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(site, { recursive: true, force: true });
  }
}

async function takeAll(base, folder) {
  mkdirSync(folder, { recursive: true });
  const scenes = [...readFileSync(join(ROOT, 'stories/scenes.ts'), 'utf8').matchAll(/^ {4}case '([\w-]+)':/gm)];
  for (const [, scene] of scenes) {
    // Five hundred rows are a picture of nothing.
    if (scene === 'many') continue;
    for (const width of [1366, 360]) {
      for (const theme of ['light', 'dark']) {
        save(`${scene}-${width}-${theme}`, await pictureOf(base, { scene, width, theme }), folder);
      }
    }
  }
}

/** The page of `stories/preview.html`, built once, so that every picture is of the same code. */
function buildPreview(outDir) {
  const root = join(ROOT, 'stories');
  return build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: join(root, 'preview.html') },
    },
  });
}

function serve(request, response, folder) {
  const file = join(folder, normalize(new URL(request.url, 'http://localhost').pathname));
  if (!file.startsWith(folder) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

/**
 * @param {string} base
 * @param {{ scene: string, width: number, theme?: string, lang?: string, open?: number, press?: string, fold?: boolean }} what
 *   `press`: what is pressed once the scene stands. `fold`: only what is in sight without scrolling.
 * @returns {Promise<Buffer>}
 */
async function pictureOf(base, { scene, width, theme = 'light', lang = 'zh-CN', open, press, fold = false }) {
  const height = HEIGHTS[width];
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme === 'dark' ? 'dark' : 'light' });
  const query = new URLSearchParams({ scene, theme, lang });
  if (open !== undefined) query.set('open', String(open));
  page.on('pageerror', (error) => console.error(`${scene}: ${error.message}`));
  await page.goto(`${base}?${query}`);
  await page.locator('body[data-ready]').waitFor();
  // A script opened the row, which rings the panel as if somebody had come by keyboard.
  await page.evaluate("board.shadowRoot.activeElement?.matches('.panel') && board.shadowRoot.activeElement.blur()");
  if (press) await page.locator(press).first().click();
  await page.mouse.move(0, 0);
  if (fold) await page.evaluate('scrollTo(0, 0)');
  else {
    const tall = await page.evaluate('document.documentElement.scrollHeight');
    await page.setViewportSize({ width, height: Math.max(tall, 400) });
  }
  await page.waitForTimeout(250);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** One picture of all states, each as it is seen without scrolling. */
async function sheet(base, width, columns, theme) {
  const figures = [];
  for (const [scene, zh, en] of STATES) {
    const picture = await pictureOf(base, { scene, width, theme, fold: true });
    const source = `data:image/png;base64,${picture.toString('base64')}`;
    figures.push(`<figure><figcaption><b>${zh}</b><br>${en}</figcaption><img src="${source}" alt=""></figure>`);
  }
  const shown = width === 360 ? 260 : 560;
  const page = await browser.newPage({ viewport: { width: columns * (shown + 20) + 20, height: 600 } });
  await page.setContent(`<style>
    body { display: grid; grid-template-columns: repeat(${columns}, ${shown}px); grid-gap: 20px; margin: 0; padding: 20px;
      background: ${theme === 'dark' ? '#0b0e12; color: #b6c0cd' : '#e6e9ee; color: #465162'};
      font: 13px/1.5 "Noto Sans CJK SC", sans-serif; }
    figure { margin: 0 } figcaption { margin-bottom: 8px } img { display: block; width: 100%; border-radius: 6px }
  </style>${figures.join('')}`);
  await page.locator('img').last().waitFor();
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return picture;
}

/** Two portals with one meeting: somebody of the one office edits what the other one looks at. */
async function takePortals() {
  const folder = mkdtempSync(join(tmpdir(), 'siban-demo-'));
  const demo = spawn(process.execPath, ['demo/start.mjs', '--port', '0', '--data', folder], { cwd: ROOT });
  try {
    const portal = await new Promise((found, failed) => {
      let output = '';
      const read = (chunk) => {
        output += chunk;
        const [, address] = /(http:\/\/[\d.:]+)\/cpc\//.exec(output) ?? [];
        if (address && output.includes('Ctrl-C')) found(address);
      };
      demo.stdout.setEncoding('utf8').on('data', read);
      demo.stderr.setEncoding('utf8').on('data', read);
      demo.once('exit', (code) => failed(new Error(`the demo ended with ${code}:\n${output}`)));
    });
    const [cpc, gov] = await Promise.all(['cpc', 'gov'].map((office) => openPortal(`${portal}/${office}/`)));
    await cpc.locator('.row .name').nth(1).click();
    await gov.locator('.row .name').nth(2).click();
    await gov.locator('.panel .title-field').click();
    await gov.waitForTimeout(1500);
    for (const [name, page] of Object.entries({ 'portal-cpc': cpc, 'portal-gov': gov })) {
      await page.mouse.move(0, 0);
      await page.evaluate('scrollTo(0, 0)');
      save(name, await page.screenshot());
    }
  } finally {
    demo.kill('SIGINT');
    await new Promise((done) => (demo.exitCode === null ? demo.once('exit', done) : done()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPortal(address) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(address);
  await page.locator('.row').first().waitFor();
  return page;
}

function save(name, picture, folder = IMAGES) {
  writeFileSync(join(folder, `${name}.png`), picture);
  console.log(`${name}.png  ${Math.round(picture.length / 1024)} KB`);
}
