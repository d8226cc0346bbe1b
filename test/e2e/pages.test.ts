import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Board, says, until } from './board.js';
import { Complaints, launchBrowser, openWindow } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';
import { HostPortal } from './host-portal.js';

const QUARTER = '关于一季度经济运行情况的汇报';
const WATER = '农村饮水管护办法';
/** As docs/embedding.md asks for it. */
const POLICY =
  "default-src 'self'; connect-src 'self' http://sync.example:* ws://sync.example:*; object-src 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

describe('a portal with a strict policy', () => {
  let demo: RunningDemo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await Promise.all([RunningDemo.start(dataFolder()), launchBrowser()]);
  });

  after(async () => {
    await browser.close();
    await demo.stop();
  });

  test('has nothing to report while the board is used: fields, a dialog, dragging, the help, print', async () => {
    const complaints = new Complaints();
    const board = new Board(await openWindow(browser, 'about:blank', complaints));
    await gatherViolations(board.page);
    await board.page.goto(demo.address('cpc', { as: 'bo-xi' }));
    await board.isReady();
    await board.open(QUARTER);
    await board.edit();
    await board.notes.fill('附件待补');
    await board.title.focus();
    await board.page.keyboard.press('Control+End');
    await board.page.keyboard.type('（修订）');
    await board.isSaved();
    await board.consider('议定');
    await board.page.keyboard.press('Escape');
    await dragDown(board.page, board.row(WATER));
    await board.page.keyboard.press('Escape');
    await board.row(WATER).focus();
    await board.page.keyboard.press('?');
    await board.page.getByRole('dialog').waitFor();
    await board.page.keyboard.press('Escape');
    // A mark that is stopped brings a banner and a dialog of its own.
    await board.open(WATER);
    await board.title.focus();
    await board.page.keyboard.insertText('机密★1年');
    await board.shows('疑似涉密标志');
    await board.page.emulateMedia({ media: 'print' });
    const paper = await (await board.page.context().newCDPSession(board.page)).send('Page.printToPDF');
    assert.ok(paper.data.length > 10_000);
    await board.page.emulateMedia({ media: 'screen' });
    assert.deepEqual(await violations(board.page), []);
    complaints.assertNone();
    // The policy does hold: a string that becomes HTML is refused here.
    const refused = await board.page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<b>x</b>';
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    });
    assert.equal(refused, true);
    await board.page.close();
  });

  for (const [office, accent] of [
    ['cpc', '#a81418'],
    ['npc', ''],
    ['gov', '#1464c0'],
    ['cppcc', ''],
  ] as const) {
    test(`the board wears the colours of the ${office} portal, by tokens alone`, async () => {
      const css = readFileSync(`demo/portals/${office}/portal.css`, 'utf8');
      const declared = /--siban-accent:\s*(#[0-9a-f]{6})/.exec(css)?.[1];
      assert.ok(declared, 'the portal names its accent');
      if (accent) assert.equal(declared, accent);
      // A portal knows the tag and its tokens, and nothing of what is inside.
      assert.doesNotMatch(css, /siban-agenda-board\s+[.#\w]|::part\([^)]*\)\s+/);
      const complaints = new Complaints();
      const board = new Board(await openWindow(browser, demo.address(office), complaints));
      await board.isReady();
      const add = board.page.getByRole('button', { name: '新增议题' });
      await says(
        () => add.evaluate((button) => getComputedStyle(button).getPropertyValue('--_accent').trim()),
        (inside) => inside === declared,
      );
      await board.page.close();
      complaints.assertNone();
    });
  }
});

describe('a portal on plain HTTP in an intranet', () => {
  let portal: HostPortal;

  before(async () => {
    portal = await HostPortal.start();
  });

  after(() => portal.close());

  test('edits, seals, goes offline and comes back without anything that needs a secure context', async () => {
    const complaints = new Complaints(
      /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket connection to/,
    );
    const board = new Board(await portal.open({ policy: POLICY }, complaints));
    const has = await board.page.evaluate(() => [isSecureContext, 'subtle' in crypto, 'locks' in navigator]);
    assert.deepEqual(has, [false, false, false]);
    await board.page.getByRole('button', { name: '新增议题' }).first().waitFor();
    await addTopic(board, '关于供水的请示');
    await board.decide('提请');
    await board.shows('待审签', board.row('关于供水的请示'));

    await portal.stopServer();
    await board.shows(/离线/);
    await board.title.focus();
    await board.page.keyboard.press('Control+End');
    await board.page.keyboard.type('（断网时补写）');
    await addTopic(board, '断网时新增', { saved: false });
    await board.consider('提请');
    await board.form('提请').getByRole('button', { name: '提请并封存' }).click();
    await board.shows('待封存');
    // The portal is up, the sync server is not: the page shows what it kept.
    await board.page.reload();
    await board.row('断网时新增').waitFor();
    await board.row('关于供水的请示（断网时补写）').waitFor();

    await portal.startServer();
    await board.shows('待审签', board.row('断网时新增'));
    await board.isSaved();
    await board.page.context().close();
    complaints.assertNone();
  });

  test('without its script keeps what stands in the tag, and with it shows the board instead', async () => {
    const fallback =
      '<table><caption>议题</caption><tr><th>序</th><th>议题</th></tr><tr><td>1</td><td>关于供水的请示</td></tr></table>';
    const complaints = new Complaints(/404/);
    const script = readFileSync('dist/siban.js', 'utf8');
    portal.lose('/siban.js');
    const without = await portal.open({ fallback }, complaints);
    await without.getByRole('cell', { name: '关于供水的请示' }).waitFor();
    await without.context().close();

    // A kernel that cannot read the script is in the same place as one that never got it.
    portal.serve('/siban.js', `class { ${script}`);
    const broken = await portal.open({ fallback }, new Complaints(/./));
    await broken.getByRole('table', { name: '议题' }).waitFor();
    await broken.context().close();

    portal.serve('/siban.js', script);
    const board = new Board(await portal.open({ fallback }, complaints));
    await board.page.getByRole('grid', { name: '议题' }).waitFor();
    await board.page.getByRole('cell', { name: '关于供水的请示', exact: true }).waitFor({ state: 'hidden' });
    await board.page.context().close();
    complaints.assertNone();
  });

  test('with two copies of the script keeps the first, whole, and says so once', async () => {
    const own = readFileSync('dist/siban.js', 'utf8');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const next = own.replaceAll(version, '9.9.9');
    assert.notEqual(next, own, 'the bundle says which release it is');
    portal.serve('/siban-next.js', next);
    for (const scripts of [
      ['/siban.js', '/siban-next.js'],
      ['/siban-next.js', '/siban.js'],
    ]) {
      const warnings: string[] = [];
      const board = new Board(await portal.open({ scripts, policy: POLICY }, new Complaints()));
      board.page.on('console', (message) => warnings.push(message.text()));
      const threw: string[] = [];
      board.page.on('pageerror', (error) => threw.push(error.message));
      await board.page.reload();
      await board.page.getByRole('grid', { name: '议题' }).waitFor();
      const versions = await board.page.evaluate(() =>
        ['siban-workspace', 'siban-agenda-board'].map(
          (tag) => (customElements.get(tag) as unknown as { version: string }).version,
        ),
      );
      const first = scripts[0] === '/siban.js' ? version : '9.9.9';
      assert.deepEqual(versions, [first, first]);
      assert.deepEqual(threw, []);
      const aboutCopies = (): string[] => warnings.filter((text) => text.includes('already defined'));
      await until(
        () => aboutCopies().length > 0,
        () => `nobody says so: ${warnings.join('\n')}`,
      );
      assert.equal(aboutCopies().length, 1, warnings.join('\n'));
      assert.match(
        aboutCopies()[0]!,
        /siban-workspace.*siban-agenda-board.*version (0\.1\.0|9\.9\.9);.*version (0\.1\.0|9\.9\.9) is not used/,
      );
      await board.page.context().close();
    }
    // The same copy twice is nobody's fault, and nobody hears of it.
    const complaints = new Complaints();
    const board = new Board(await portal.open({ scripts: ['/siban.js', '/siban.js'] }, complaints));
    await board.page.getByRole('grid', { name: '议题' }).waitFor();
    await board.page.context().close();
    complaints.assertNone();
  });

  test('beside scripts that put things of their own on every object and every array edits, seals and reads them back', async () => {
    portal.serve('/old.js', OLD_SCRIPTS);
    const complaints = new Complaints();
    const board = new Board(await portal.open({ scripts: ['/old.js', '/siban.js'] }, complaints));
    await board.page.getByRole('button', { name: '新增议题' }).first().waitFor();
    await addTopic(board, '关于防汛的请示');
    await board.decide('提请');
    await board.shows('待审签', board.row('关于防汛的请示'));
    await board.page.reload();
    await board.shows('待审签', board.row('关于防汛的请示'));
    await board.isSaved();
    assert.equal(await board.page.evaluate(() => JSON.stringify([1])), '"[1]"', 'the page keeps what is its own');
    await board.page.context().close();
    complaints.assertNone();
  });

  for (const width of [1366, 768]) {
    test(`looks the same inside whatever the portal’s own rules do, ${width} px`, async () => {
      const plain = await look(portal, '', width);
      const harsh = await look(portal, HOSTILE, width);
      assert.ok(plain.length > 150, `${plain.length} elements`);
      assert.deepEqual(differences(plain, harsh), []);
    });
  }
});

async function gatherViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const found: string[] = [];
    Object.assign(window, { violations: found });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      found.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
}

function violations(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { violations: string[] }).violations);
}

async function dragDown(page: Page, row: ReturnType<Board['row']>): Promise<void> {
  const box = (await row.boundingBox())!;
  await page.mouse.move(box.x + 12, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(box.x + 12, box.y + box.height / 2 - step * 14);
  await page.mouse.up();
}

async function addTopic(board: Board, title: string, { saved = true } = {}): Promise<void> {
  await board.page.getByRole('button', { name: '新增议题' }).first().click();
  await board.panel.waitFor();
  await board.fieldHolds(board.title, '');
  await board.title.fill(title);
  const unit = board.panel.getByRole('textbox', { name: '提请单位' });
  await unit.fill('县水利局');
  await unit.press('Tab');
  await board.row(title).filter({ hasText: '县水利局' }).waitFor();
  if (saved) await board.isSaved();
}

/** As in json.js, and in prototype.js 1.6, whose arrays become a string of their own making wherever JSON is written. */
const OLD_SCRIPTS = `
  Object.prototype.foo = 1;
  Object.prototype.toJSONString = function () { return ''; };
  Array.prototype.each = function (act) { for (var i = 0; i < this.length; i++) act(this[i]); };
  Array.prototype.toJSON = function () {
    var parts = [];
    for (var i = 0; i < this.length; i++) parts.push(JSON.stringify(this[i]));
    return '[' + parts.join(', ') + ']';
  };
  String.prototype.toJSON = function () { return '"' + this + '"'; };
  Number.prototype.toJSON = function () { return String(this); };
`;

/** Rules of a portal that were never written with a tag in mind. */
const HOSTILE = `
* { box-sizing: content-box !important; font: italic 700 10px/4 serif !important; color: rgb(255, 0, 0) !important;
  letter-spacing: 3px !important; word-spacing: 9px !important; text-transform: uppercase !important; text-indent: 2em !important;
  text-align: right !important; white-space: pre !important; word-break: break-all !important; text-shadow: 1px 1px red !important;
  cursor: crosshair !important; list-style: square inside !important; direction: rtl !important; quotes: none !important;
  border-collapse: collapse !important; font-variant: small-caps !important;
  -webkit-user-select: none !important; user-select: none !important; pointer-events: none !important; fill: red !important;
  fill-opacity: 0.3 !important; fill-rule: evenodd !important; stroke: red !important; stroke-width: 3px !important;
  stroke-opacity: 0.3 !important; stroke-dasharray: 1 1 !important; stroke-linecap: square !important; stroke-linejoin: bevel !important;
  text-anchor: end !important; paint-order: stroke !important; text-rendering: geometricPrecision !important;
  text-align-last: right !important; -webkit-text-security: disc !important; -webkit-text-emphasis: filled dot red !important;
  text-emphasis: filled dot red !important; text-orientation: upright !important; text-underline-position: under !important;
  text-decoration-skip-ink: none !important; caret-color: red !important; accent-color: red !important; tab-size: 1 !important;
  orphans: 9 !important; widows: 9 !important; border-spacing: 9px !important; empty-cells: hide !important;
  caption-side: bottom !important; image-rendering: pixelated !important; font-kerning: none !important;
  font-feature-settings: 'smcp' !important; -webkit-user-modify: read-write !important; -webkit-line-break: anywhere !important;
  line-break: anywhere !important; hyphens: auto !important; color-scheme: dark !important; }
body { -webkit-user-select: none; user-select: none; }
button { all: unset; }
a, button, input, select, textarea, h1, h2, h3, h4, p, ul, ol, li, table, tr, td, th, section, aside, header, footer, nav, svg, i, b {
  display: block !important; float: left !important; margin: 20px !important; padding: 20px !important;
  border: 5px dashed lime !important; background: yellow !important; width: 50% !important; min-height: 90px !important; }
.siban, .board, .row, .panel, .banner, .button, .chip, .field, .title, .tools, [role], [part], [data-topic] {
  display: none !important; visibility: hidden !important; opacity: 0.2 !important; transform: rotate(3deg) !important; }
header, nav, .top { position: fixed !important; z-index: 2147483647 !important; }
:not(:defined) { display: none; }
::selection { color: lime; }
`;

interface Drawn {
  readonly what: string;
  readonly style: Readonly<Record<string, string>>;
  readonly box: readonly number[];
}

/** Everything inside the board as it is drawn, with a topic open in its fields. */
async function look(portal: HostPortal, css: string, width: number): Promise<Drawn[]> {
  const frame = `html, body, #frame { margin: 0; padding: 0; border: 0; } #frame { width: ${width}px; } body { padding-bottom: 100vh; }`;
  const complaints = new Complaints();
  const page = await portal.open(
    { css: `${frame}\n${css}`, body: '<div id="frame">{{siban}}</div>', width },
    complaints,
  );
  const board = new Board(page);
  await board.isReady();
  await board.row('关于供水的请示').getByRole('gridcell').nth(1).click();
  await board.panel.waitFor();
  await board.edit();
  // The page before this one takes a moment to be gone for the server.
  await page.locator('.avatars').waitFor({ state: 'detached' });
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  const drawn = await page.evaluate(() => {
    const properties =
      'display position float font-size font-family font-style font-weight font-variant-caps line-height letter-spacing word-spacing ' +
      'text-transform text-indent text-align text-shadow white-space word-break color background-color box-sizing padding-top ' +
      'padding-left margin-top margin-left border-top-width border-left-width border-top-color cursor z-index opacity transform ' +
      'visibility direction list-style-type quotes -webkit-user-select pointer-events fill fill-opacity fill-rule stroke stroke-width ' +
      'stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin text-anchor paint-order text-rendering text-align-last ' +
      '-webkit-text-security text-emphasis-style text-emphasis-color text-orientation text-underline-position text-decoration-skip-ink ' +
      'caret-color accent-color tab-size orphans widows border-spacing border-collapse empty-cells caption-side image-rendering ' +
      'font-kerning font-feature-settings -webkit-user-modify line-break hyphens color-scheme';
    const tag = document.querySelector('siban-agenda-board')!;
    // Where on the page the tag lies is the portal's; what sticks to the window's edge goes by it.
    tag.scrollIntoView();
    const { left, top } = tag.getBoundingClientRect();
    return Array.from(tag.shadowRoot!.querySelectorAll('*'), (element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        what: `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`,
        style: Object.fromEntries(properties.split(' ').map((name) => [name, style.getPropertyValue(name)])),
        box: [box.left - left, box.top - top, box.width, box.height].map((length) => Math.round(length * 4) / 4),
      };
    });
  });
  await page.context().close();
  complaints.assertNone();
  return drawn;
}

function differences(plain: readonly Drawn[], harsh: readonly Drawn[]): string[] {
  if (plain.length !== harsh.length) return [`${plain.length} elements, then ${harsh.length}`];
  return plain.flatMap((one, index) => {
    const other = harsh[index]!;
    if (one.what !== other.what) return [`${one.what} is ${other.what}`];
    const styles = Object.keys(one.style)
      .filter((name) => one.style[name] !== other.style[name])
      .map((name) => `${one.what} ${name}: ${one.style[name]} becomes ${other.style[name]}`);
    // What is not drawn has no place.
    const isPlaced =
      one.box.join() === other.box.join() || [...one.box.slice(2), ...other.box.slice(2)].join() === '0,0,0,0';
    return isPlaced ? styles : [...styles, `${one.what} at ${one.box.join()} goes to ${other.box.join()}`];
  });
}
