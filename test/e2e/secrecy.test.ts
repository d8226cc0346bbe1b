import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { Board, says, until } from './board.js';
import { Complaints, launchBrowser, openProfile, openWindow } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';
import { filesWith, holds, KEEPS_NAMES, LeakWatch, storageOf } from './leak-watch.js';

const QUARTER = '关于一季度经济运行情况的汇报';
const FUND = '关于设立县乡村振兴产业引导资金的请示';
const MARK = '机密★1年';
/** The mark and each part of it that says what it is. A level alone is a word like others. */
const SECRET = [MARK, '机密★', '密★1', '★1年'];
const STOPPED = '疑似涉密标志，已拦下';

const folder = dataFolder();
let demo: RunningDemo;
let browser: Browser;

before(async () => {
  [demo, browser] = await Promise.all([RunningDemo.start(folder), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await demo.stop();
});

/** What comes in with the pointer, as the debugger takes it. */
interface Dragged {
  readonly items: { mimeType: string; data: string }[];
  readonly files?: string[];
  readonly dragOperationsMask: number;
}

/** The hands of somebody who brings a text into whatever has the focus. */
class Hands {
  readonly #page: Page;
  readonly #keys: CDPSession;
  readonly #paper: Page;

  private constructor(page: Page, keys: CDPSession, paper: Page) {
    this.#page = page;
    this.#keys = keys;
    this.#paper = paper;
  }

  static async of(page: Page): Promise<Hands> {
    const paper = await page.context().newPage();
    return new Hands(page, await page.context().newCDPSession(page), paper);
  }

  /** A key at a time, and no further once a dialog asks: it has the keys then. */
  async type(text: string): Promise<void> {
    for (const character of text) {
      if ((await this.#page.getByRole('alertdialog').count()) > 0) return;
      await this.#page.keyboard.type(character);
    }
  }

  /** Copied from another window, as from a document, and pasted with the keys. */
  async paste(text: string): Promise<void> {
    await this.#paper.bringToFront();
    // Not from a field: a browser writes down what stands in the fields of every page.
    await this.#paper.setContent(`<p>${text}</p>`);
    // A page that has just come to the front may not hear the first keys, and what was copied before would be pasted.
    await this.#paper.evaluate(() => {
      const copied = window as unknown as { copied: string };
      copied.copied = '';
      document.oncopy = () => (copied.copied = String(getSelection()));
    });
    await until(
      async () => {
        await this.#paper.keyboard.press('Control+A');
        await this.#paper.keyboard.press('Control+C');
        return this.#paper.evaluate((wanted) => (window as unknown as { copied: string }).copied === wanted, text);
      },
      () => `nothing was copied of "${text}"`,
    );
    await this.#page.bringToFront();
    await this.#page.keyboard.press('Control+V');
  }

  /** Dragged in from another program and let go over the field. */
  drop(text: string, field: Locator): Promise<void> {
    return this.#drop({ items: [{ mimeType: 'text/plain', data: text }], dragOperationsMask: 1 }, field);
  }

  /** The same with a file from the desktop. */
  dropFile(path: string, over: Locator): Promise<void> {
    return this.#drop({ items: [], files: [path], dragOperationsMask: 1 }, over);
  }

  async #drop(data: Dragged, over: Locator): Promise<void> {
    await over.scrollIntoViewIfNeeded();
    const box = (await over.boundingBox())!;
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await this.#keys.send('Input.dispatchDragEvent', { type, ...at, data });
  }

  /** By an input method: what stands underlined step by step, then what is chosen. */
  async compose(text: string): Promise<void> {
    for (const step of ['j', 'jimi', '机密', text]) {
      const end = step.length;
      await this.#keys.send('Input.imeSetComposition', { text: step, selectionStart: end, selectionEnd: end });
    }
    await this.#keys.send('Input.insertText', { text });
  }
}

const WAYS = {
  type: (hands: Hands) => hands.type(MARK),
  paste: (hands: Hands) => hands.paste(MARK),
  drop: (hands: Hands, field: Locator) => hands.drop(MARK, field),
  compose: (hands: Hands) => hands.compose(MARK),
} as const;

/** The dialog asks; the mark goes, the rest of the field stays. */
async function clearMark(board: Board): Promise<void> {
  const dialog = board.page.getByRole('alertdialog', { name: STOPPED });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: '清除标志' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('a mark that is typed, pasted, dropped or composed, into whichever field, leaves the page in no way', async () => {
  const complaints = new Complaints();
  const profile = dataFolder();
  const context = await openProfile(profile);
  const watch = new LeakWatch();
  const board = new Board(await openWindow(context, 'about:blank', complaints));
  await watch.follow(board.page);
  await board.page.goto(demo.address('cpc', { as: 'gu-lan' }));
  await board.isReady();
  const hands = await Hands.of(board.page);
  await board.page.bringToFront();
  await board.open(QUARTER);
  await board.edit();
  const unit = board.panel.getByRole('textbox', { name: '提请单位' });
  for (const field of [board.title, board.notes, unit]) {
    const rest = await field.inputValue();
    for (const [way, bring] of Object.entries(WAYS)) {
      await field.focus();
      await board.page.keyboard.press('Control+End');
      await bring(hands, field);
      if (field === unit) await field.blur();
      await clearMark(board);
      await says(
        async () => `${way}: ${await field.inputValue()}`,
        (text) => text === `${way}: ${rest}`,
      );
    }
  }
  // A reason that is about to be sealed goes nowhere either.
  const form = await board.consider('暂缓');
  const reason = form.getByRole('textbox', { name: '理由' });
  for (const bring of Object.values(WAYS)) {
    await reason.fill('');
    await reason.focus();
    await bring(hands, reason);
    await form.getByRole('button', { name: '暂缓并封存' }).click();
    await board.shows(/疑似涉密标志/, form);
  }
  await reason.fill('');
  await board.page.keyboard.press('Escape');
  // The facts of the meeting.
  await board.page.getByRole('button', { name: '会议信息' }).click();
  const place = board.page.getByRole('textbox', { name: '地点' });
  const before = await place.inputValue();
  for (const [way, bring] of Object.entries(WAYS)) {
    await place.focus();
    await board.page.keyboard.press('Control+End');
    await bring(hands, place);
    await place.blur();
    await clearMark(board);
    await says(
      async () => `${way}: ${await place.inputValue()}`,
      (text) => text === `${way}: ${before}`,
    );
  }
  await board.page.keyboard.press('Escape');
  await board.open(QUARTER);
  await board.title.focus();
  await board.page.keyboard.press('Control+End');
  await hands.paste('（公开稿）');
  await board.isSaved();

  await until(
    () => watch.found(['公开稿']).length > 0,
    () => 'what may go out is not seen going out',
  );
  assert.deepEqual(watch.found(SECRET), []);
  await until(
    async () => holds(await storageOf(board.page), ['公开稿']),
    () => 'what is kept is not seen in the page’s storage',
  );
  assert.equal(holds(await storageOf(board.page), SECRET), false);
  // One more is left standing in a field, as when the lunch bell rings and the browser is closed.
  await board.notes.or(board.title).first().focus();
  await hands.paste(MARK);
  await board.page.getByRole('alertdialog', { name: STOPPED }).waitFor();
  await context.close();
  assert.deepEqual(filesWith(profile, SECRET), [], 'the browser’s own disk');
  assert.deepEqual(filesWith(folder, SECRET), [], 'database and log of the server');
  complaints.assertNone();
});

test('a file that is dropped on the board does not take the portal away, and what it is called goes nowhere', async () => {
  const complaints = new Complaints();
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const watch = new LeakWatch();
  const board = new Board(await openWindow(context, 'about:blank', complaints));
  await watch.follow(board.page);
  await board.page.goto(demo.address('gov', { as: 'yu-chuan' }));
  await board.isReady();
  await board.open(FUND);
  const address = board.page.url();
  const file = join(dataFolder(), `${MARK} 征收方案.docx`);
  writeFileSync(file, '正文');
  const hands = await Hands.of(board.page);
  await board.page.bringToFront();
  for (const over of [board.title, board.row(FUND), board.panel.getByRole('button').first()]) {
    await hands.dropFile(file, over);
    await board.shows('这里不收文件');
  }
  // The page goes on as ever.
  await board.title.focus();
  await board.page.keyboard.press('Control+End');
  await board.page.keyboard.insertText('（附后）');
  await board.isSaved();
  assert.equal(board.page.url(), address);
  assert.deepEqual(watch.found([MARK, '征收方案']), []);
  assert.equal(holds(await storageOf(board.page), [MARK, '征收方案']), false);
  assert.equal((await board.page.content()).includes('征收方案'), false);
  assert.equal(await board.title.inputValue(), `${FUND}（附后）`);
  for (let left = '（附后）'.length; left > 0; left--) await board.page.keyboard.press('Backspace');
  await board.isSaved();
  await context.close();
  complaints.assertNone();
});

test('秘密工作 is typed and composed in peace, and arrives', async () => {
  const complaints = new Complaints();
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const writer = new Board(await openWindow(context, demo.address('gov'), complaints));
  const reader = new Board(await openWindow(browser, demo.address('cppcc'), complaints));
  for (const board of [writer, reader]) await board.isReady();
  await writer.open(FUND);
  await writer.edit();
  await reader.open(FUND);
  await reader.edit();
  const hands = await Hands.of(writer.page);
  await writer.page.bringToFront();
  await writer.notes.focus();
  await hands.type('秘密工作安排');
  await writer.page.keyboard.press('Enter');
  await hands.compose('机密文件管理');
  await writer.isSaved();
  await reader.fieldHolds(reader.notes, '秘密工作安排\n机密文件管理');
  assert.equal(await writer.page.getByRole('alertdialog').count(), 0);
  await Promise.all([context.close(), reader.page.close()]);
  complaints.assertNone();
});

test('what is no mark is let in with a reason that is sealed, and nobody is shut out for it', async () => {
  const complaints = new Complaints();
  const writer = new Board(await openWindow(browser, demo.address('cpc', { as: 'jian-zhou' }), complaints));
  const reader = new Board(await openWindow(browser, demo.address('npc'), complaints));
  for (const board of [writer, reader]) {
    await board.isReady();
    await board.open(FUND);
    await board.edit();
  }
  await writer.notes.fill('');
  await writer.notes.focus();
  await writer.page.keyboard.insertText('节目单：\n秘密');
  await writer.notes.blur();
  const dialog = writer.page.getByRole('alertdialog', { name: STOPPED });
  await dialog.getByRole('button', { name: '误报，说明理由' }).click();
  await dialog.getByRole('textbox', { name: '为什么不是密级标志' }).fill('歌曲名');
  await dialog.getByRole('button', { name: '按误报上传' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await reader.fieldHolds(reader.notes, '节目单：\n秘密');
  await writer.notes.focus();
  await writer.page.keyboard.press('Control+End');
  await writer.page.keyboard.insertText('\n秘密花园');
  await writer.isSaved();
  await reader.fieldHolds(reader.notes, '节目单：\n秘密\n秘密花园');
  await reader.shows(/误报/, reader.panel);
  await reader.shows(/歌曲名/, reader.panel);
  await Promise.all([writer.page.close(), reader.page.close()]);
  complaints.assertNone();
});

test('held words outlive a closed panel and an outage, and go on once the mark is out', async () => {
  const complaints = new Complaints(
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to/,
  );
  const writer = new Board(await openWindow(browser, demo.address('gov'), complaints));
  const reader = new Board(await openWindow(browser, demo.address('npc'), complaints));
  for (const board of [writer, reader]) await board.isReady();
  await writer.open(FUND);
  await writer.title.focus();
  await writer.page.keyboard.press('Control+End');
  await writer.page.keyboard.insertText('（送审，绝密★长期）');
  const dialog = writer.page.getByRole('alertdialog', { name: STOPPED });
  await dialog.getByRole('button', { name: '返回修改' }).click();
  await writer.page.keyboard.press('Escape');
  await writer.panel.waitFor({ state: 'hidden' });
  await demo.stopServer();
  await writer.shows(/离线/);
  await writer.open(FUND);
  await writer.fieldHolds(writer.title, `${FUND}（送审，绝密★长期）`);
  assert.equal(holds(await storageOf(writer.page), ['绝密★', '密★长']), false);
  await writer.title.focus();
  await writer.page.keyboard.press('Control+End');
  await writer.page.keyboard.press('ArrowLeft');
  for (let left = '，绝密★长期'.length; left > 0; left--) await writer.page.keyboard.press('Backspace');
  await demo.startServer();
  await writer.isSaved();
  await reader.row(`${FUND}（送审）`).waitFor();
  await Promise.all([writer.page.close(), reader.page.close()]);
  complaints.assertNone();
});

test('a mark that gets past a page is taken out everywhere, its author sees it, and editing goes on', async () => {
  const complaints = new Complaints(/WebSocket/);
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await switchGateOff(page);
  const writer = new Board(page);
  await page.goto(demo.address('cppcc'));
  const reader = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  for (const board of [writer, reader]) await board.isReady();
  await writer.open(QUARTER);
  const title = await writer.title.inputValue();
  await writer.title.focus();
  await page.keyboard.press('Control+End');
  await page.evaluate(() => Object.assign(window, { gateOff: true }));
  await page.keyboard.insertText('（绝密★6个月）附表');
  await page.evaluate(() => Object.assign(window, { gateOff: false }));
  // What was typed is shown once more to whoever typed it; the field goes on without the mark.
  const dialog = page.getByRole('alertdialog', { name: '疑似涉密标志，已取出' });
  await dialog.waitFor();
  await says(() => dialog.getByRole('textbox').inputValue(), /绝密★6个月/);
  await dialog.getByRole('button', { name: '知道了' }).click();
  await writer.fieldHolds(writer.title, `${title}（）附表`);
  await reader.row(`${title}（）附表`).waitFor();
  await writer.title.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('，另报');
  await writer.isSaved();
  await reader.row(`${title}（）附表，另报`).waitFor();
  // Undo has forgotten it too, and nothing of it lies on any disk.
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+Z');
  await writer.isSaved();
  await says(
    () => writer.title.inputValue(),
    (text) => !text.includes('绝密'),
  );
  const gone = ['绝密★', '密★6'];
  await until(
    async () => !holds(await storageOf(page), gone),
    () => 'the page’s storage still holds the mark',
  );
  assert.deepEqual(filesWith(folder, gone), []);
  await context.close();
  await reader.page.close();
  complaints.assertNone();
});

/** A page whose gate somebody has taken off: as long as a key is handled, no text looks like a mark to it. */
async function switchGateOff(page: Page): Promise<void> {
  await page.addInitScript(KEEPS_NAMES);
  await page.addInitScript(() => {
    const state = window as unknown as { gateOff?: boolean };
    let handling = false;
    for (const type of ['input', 'keydown', 'beforeinput']) {
      window.addEventListener(type, () => (handling = state.gateOff === true), { capture: true });
      window.addEventListener(type, () => (handling = false));
    }
    const searches = (pattern: RegExp, text: string): boolean => pattern.exec(text) !== null;
    RegExp.prototype.test = function (text: string): boolean {
      return handling && this.source.includes('密宻') ? false : searches(this, text);
    };
  });
}
