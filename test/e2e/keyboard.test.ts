import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { Board, until } from './board.js';
import { Complaints, launchBrowser, openWindow } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';

const TITLE = '关于夏季粮食收购准备情况的汇报';
const UNIT = '县发展改革局';
const MATERIAL = '汇报材料';
const WATER = '农村饮水管护办法';

let demo: RunningDemo;
let browser: Browser;

before(async () => {
  [demo, browser] = await Promise.all([RunningDemo.start(dataFolder()), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await demo.stop();
});

/** What has the focus: what it is, and what it is called. */
interface Focused {
  readonly role: string;
  readonly name: string;
  readonly topic: string | null;
}

/** Somebody who has a keyboard and nothing else. */
class Hands {
  readonly page: Page;
  readonly #ime: CDPSession;

  constructor(page: Page, ime: CDPSession) {
    this.page = page;
    this.#ime = ime;
  }

  /** Counts what a pointer does on the page, from before its first script. */
  static async sit(page: Page): Promise<Hands> {
    await page.evaluate(() => {
      const counted = window as unknown as { pointed: number };
      counted.pointed = 0;
      for (const type of ['pointerdown', 'mousedown', 'touchstart'])
        window.addEventListener(type, () => (counted.pointed += 1), true);
    });
    return new Hands(page, await page.context().newCDPSession(page));
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types with a Chinese input method: what stands underlined, then what is chosen. */
  async compose(spelled: string, chosen: string): Promise<void> {
    for (let length = 1; length <= spelled.length; length += 3) {
      const text = spelled.slice(0, length);
      await this.#ime.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
    }
    await this.#ime.send('Input.insertText', { text: chosen });
  }

  focused(): Promise<Focused> {
    return this.page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      if (!at) return { role: '', name: '', topic: null };
      const label = at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent;
      return {
        role: at.getAttribute('role') ?? at.tagName.toLowerCase(),
        name: label.replace(/\s+/g, ' ').trim(),
        topic: at.getAttribute('data-topic'),
      };
    });
  }

  /** Presses Tab until something of that name has the focus. */
  async tabTo(name: string | RegExp, key = 'Tab'): Promise<Focused> {
    const seen: string[] = [];
    for (let n = 0; n < 80; n += 1) {
      await this.press(key);
      const now = await this.focused();
      if (typeof name === 'string' ? now.name === name : name.test(now.name)) return now;
      seen.push(`${now.role} ${now.name.slice(0, 24)}`);
    }
    assert.fail(`Tab never came to ${String(name)}, but to ${seen.join(' | ')}`);
  }

  /** Waits until a row has the focus, and gives what is read of it. */
  async onRow(title: string): Promise<void> {
    await until(
      async () => (await this.focused()).role === 'row' && (await this.focused()).name.includes(title),
      async () => `the focus is on ${JSON.stringify(await this.focused())}`,
    );
  }

  async onField(name: string): Promise<void> {
    await until(
      async () => (await this.focused()).name.startsWith(name),
      async () => `the focus is on ${JSON.stringify(await this.focused())}`,
    );
  }

  async hears(text: string | RegExp): Promise<void> {
    const said = (): Promise<string> => this.page.locator('siban-agenda-board [data-live]').innerText();
    await until(async () => (typeof text === 'string' ? (await said()).includes(text) : text.test(await said())), said);
  }

  async pointed(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as { pointed: number }).pointed);
  }
}

test('a clerk runs an agenda with the keyboard alone, in Chinese, from the first Tab to the last undo', async () => {
  const complaints = new Complaints();
  const board = new Board(await openWindow(browser, demo.address('cpc', { as: 'jian-zhou' }), complaints));
  await board.isReady();
  const hands = await Hands.sit(board.page);

  // Into the list: one tab stop.
  await hands.tabTo('新增议题');
  await hands.press('Tab');
  await hands.onRow('关于一季度经济运行情况的汇报');

  // A new topic, with the caret in its title.
  await hands.press('n');
  await hands.hears('已新增，第 6 项');
  await hands.onField('标题');
  await hands.compose("guan'yu", '关于');
  await hands.compose("xia'ji'liang'shi", '夏季粮食');
  await hands.page.keyboard.insertText('收购准备情况的汇报');
  await hands.tabTo(/^提请单位/);
  await hands.compose("xian'fa'gai'ju", UNIT);
  await hands.tabTo(/^应交材料/);
  await hands.page.keyboard.insertText(MATERIAL);
  await hands.press('Escape');
  await hands.onRow(TITLE);
  await board.isSaved();
  await board.shows(UNIT, board.row(TITLE));

  // Its place.
  await hands.press('Alt+ArrowUp', 'Alt+ArrowUp');
  await hands.hears('已移至第 4 项，共 6 项');
  await hands.onRow(TITLE);
  await board.isOrdered((titles) => titles.indexOf(TITLE) === 3);

  // Submitted: the form of the next step, its button, and the record.
  await hands.press('s');
  await hands.onField('意见');
  await hands.tabTo('提请并封存');
  await hands.press('Enter');
  await hands.hears(/提请 已封存，第 \d+ 条/);
  await board.shows('待审签', board.row(TITLE));

  // The material that has come in.
  await hands.tabTo(`登记收到“${MATERIAL}”`);
  await hands.press('Enter');
  await hands.hears(/已封存，第 \d+ 条/);
  await board.shows('1 份齐备', board.panel);
  await hands.press('Escape');
  await hands.onRow(TITLE);

  // Opened again, and returned with a reason.
  await hands.press('Enter');
  await hands.tabTo('退回补正');
  await hands.press('Enter');
  await hands.onField('理由');
  await hands.compose("que'ce'suan'biao", '缺测算表');
  await hands.tabTo('退回补正并封存');
  await hands.press('Enter');
  await board.shows('已退回', board.row(TITLE));
  await board.shows('退回：缺测算表', board.panel);
  await hands.press('Escape');
  await hands.onRow(TITLE);

  // Filtered, and back.
  await hands.press('/');
  await hands.page.keyboard.insertText('水利局');
  await board.shows(/显示 2 项/);
  await hands.press('ArrowDown', 'ArrowDown');
  await hands.onRow(WATER);
  await hands.press('/', 'Escape');
  await hands.onRow(WATER);
  await board.hasRows(6);

  // Two at once, and taken back.
  const before = await board.order();
  await hands.press('Home', 'Space', 'Shift+ArrowDown', 'Alt+ArrowDown');
  await hands.hears('2 项已移至第 2 至 3 项，共 6 项');
  const moved = [before[2]!, before[0]!, before[1]!, ...before.slice(3)];
  await board.isOrdered(moved);
  await hands.press('Escape', 'Control+z');
  await hands.hears('已撤销');
  await board.isOrdered(before);
  await hands.press('Control+y');
  await board.isOrdered(moved);
  await hands.press('Control+z');
  await board.isOrdered(before);

  // All keys, and back to the row.
  const row = (await hands.focused()).name;
  await hands.press('?');
  await board.page.getByRole('dialog', { name: '全部按键' }).waitFor();
  await hands.press('Escape');
  await hands.onRow(row.slice(0, 10));

  await board.isSaved();
  assert.equal(await hands.pointed(), 0, 'no pointer was used');
  await board.page.close();
  complaints.assertNone();
});

test('letters that are switched off stay off after the page is loaded again', async () => {
  const complaints = new Complaints();
  const board = new Board(await openWindow(browser, demo.address('gov', { as: 'yu-chuan' }), complaints));
  await board.isReady();
  const hands = await Hands.sit(board.page);
  await hands.tabTo('新增议题');
  await hands.press('Tab', '?');
  await hands.tabTo(/^单个字母和符号作按键用/);
  await hands.press('Space', 'Escape');
  const count = (await board.order()).length;
  await board.page.reload();
  await board.isReady();
  await hands.tabTo('新增议题');
  await hands.press('Tab', 'n', '?', '/');
  await until(
    async () => (await hands.focused()).role === 'row',
    async () => `the focus is on ${JSON.stringify(await hands.focused())}`,
  );
  await board.hasRows(count);
  await hands.tabTo('全部按键');
  await hands.press('Enter');
  await hands.tabTo(/^单个字母和符号作按键用/);
  await hands.press('Space', 'Escape');
  await hands.press('?');
  await board.page.getByRole('dialog', { name: '全部按键' }).waitFor();
  await board.page.close();
  complaints.assertNone();
});
