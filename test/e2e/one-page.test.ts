import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, CDPSession } from 'playwright-core';
import { Board, says, until } from './board.js';
import { axeViolations, Complaints, launchBrowser, openWindow } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';

const QUARTER = '关于一季度经济运行情况的汇报';
const FUND = '关于设立县乡村振兴产业引导资金的请示';
/** Touched by no test, so that each of the last ones stands for itself. */
const WATER = '农村饮水管护办法';
const OFFICES = ['cpc', 'npc', 'gov', 'cppcc'] as const;

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

/** A Chinese input method at work: what stands underlined, step by step, then what is chosen. */
async function compose(keys: CDPSession, steps: readonly string[], chosen: string): Promise<void> {
  for (const text of steps) {
    await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await keys.send('Input.insertText', { text: chosen });
}

test('Chinese is composed on both sides of one title, without a lost or doubled character', async () => {
  const complaints = new Complaints();
  const boards = await Promise.all(
    (['cpc', 'gov'] as const).map(
      async (office) => new Board(await openWindow(browser, demo.address(office), complaints)),
    ),
  );
  const [party, government] = boards as [Board, Board];
  for (const board of boards) {
    await board.isReady();
    await board.open(FUND);
    await board.title.focus();
  }
  const partyKeys = await party.page.context().newCDPSession(party.page);
  const governmentKeys = await government.page.context().newCDPSession(government.page);
  await party.page.keyboard.press('Control+Home');
  await government.page.keyboard.press('Control+End');

  // One composition is open on each side while the other one commits.
  await partyKeys.send('Input.imeSetComposition', { text: 'chong', selectionStart: 5, selectionEnd: 5 });
  await compose(governmentKeys, ['s', 'song', 'songshen', "song'shen'gao"], '送审稿');
  await government.isSaved();
  await compose(partyKeys, ['chongx', "chong'xin", '重新'], '重新');
  await Promise.all([
    compose(governmentKeys, ['d', 'dier', '第二'], '第二次'),
    compose(partyKeys, ['y', 'yan', "yan'jiu"], '研究'),
  ]);
  const text = `重新研究${FUND}送审稿第二次`;
  for (const board of boards) await board.fieldHolds(board.title, text);
  for (const board of boards) await board.isSaved();

  // Notes, a field of many lines, take it alike.
  for (const board of boards) {
    await board.edit();
    await board.notes.focus();
  }
  await Promise.all([
    compose(governmentKeys, ['qing', "qing'he"], '请核'),
    compose(partyKeys, ['yi', "yi'he"], '已核'),
  ]);
  await until(
    async () => {
      const [one, other] = await Promise.all(boards.map((board) => board.notes.inputValue()));
      return one === other && (one === '请核已核' || one === '已核请核');
    },
    async () => (await Promise.all(boards.map((board) => board.notes.inputValue()))).join(' | '),
  );
  await Promise.all(boards.map((board) => board.page.close()));
  complaints.assertNone();
});

test('two people in one browser stay two people, and neither sees the other one’s right', async () => {
  const complaints = new Complaints();
  const profile = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const director = new Board(await openWindow(profile, demo.address('cpc', { as: 'bo-xi' }), complaints));
  const auditor = new Board(await openWindow(profile, demo.address('npc', { as: 'yu-jian' }), complaints));
  await director.isReady();
  await auditor.page.getByRole('grid', { name: '议题' }).waitFor();
  await director.open(QUARTER);
  await auditor.row(QUARTER).getByRole('gridcell').nth(1).click();
  await auditor.panel.waitFor();
  await director.panel.getByRole('button', { name: '议定', exact: true }).waitFor();
  // Who may only read gets nothing to write with, and sees what the other one seals.
  assert.equal(await auditor.page.getByRole('button', { name: '新增议题' }).count(), 0);
  assert.equal(await auditor.panel.getByRole('button', { name: '议定', exact: true }).count(), 0);
  await director.decide('锁定材料');
  await auditor.shows('已锁定', auditor.row(QUARTER));
  await auditor.shows(/柏溪/, auditor.panel);
  await profile.close();
  complaints.assertNone();
});

test('a board that is taken off the page and put back shows what happened meanwhile, and goes on', async () => {
  const complaints = new Complaints();
  const mine = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  const colleague = new Board(await openWindow(browser, demo.address('cppcc'), complaints));
  await mine.isReady();
  await colleague.isReady();
  await mine.page.evaluate(() => {
    const board = document.querySelector('siban-agenda-board')!;
    (window as unknown as { aside: Element }).aside = board;
    board.remove();
  });
  await colleague.addTopic('挪走期间新增的一项');
  await mine.page.evaluate(() => {
    document.querySelector('siban-workspace')!.append((window as unknown as { aside: Element }).aside);
  });
  await mine.row('挪走期间新增的一项').waitFor();
  await mine.addTopic('放回以后新增的一项');
  await colleague.row('放回以后新增的一项').waitFor();
  await Promise.all([mine.page.close(), colleague.page.close()]);
  complaints.assertNone();
});

test('a text with a secrecy mark never leaves the page: not onto the wire, to nobody else, onto no disk', async () => {
  const complaints = new Complaints();
  const writer = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  const colleague = new Board(await openWindow(browser, demo.address('gov'), complaints));
  const sent: string[] = [];
  writer.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload.toString())));
  await writer.page.reload();
  for (const board of [writer, colleague]) await board.isReady();
  await writer.open(QUARTER);
  const before = await writer.title.inputValue();
  await writer.title.focus();
  await writer.page.keyboard.press('Control+End');
  await writer.page.keyboard.insertText('机密★10年');
  await writer.shows('疑似涉密标志，已拦下');

  // Back in the field and taken out by the writer, the rest goes on as ever, so the page is not shut out.
  await writer.page.keyboard.press('Escape');
  for (let left = '机密★10年'.length; left > 0; left--) await writer.page.keyboard.press('Backspace');
  await writer.page.keyboard.insertText('（公开稿）');
  await writer.isSaved();
  await colleague.row(`${before}（公开稿）`).waitFor();
  await until(
    () => sent.some((frame) => frame.includes('公开稿')),
    () => 'what may go out is not seen going out',
  );
  assert.deepEqual(
    sent.filter((frame) => frame.includes('★')),
    [],
  );
  for (const name of readdirSync(folder)) {
    assert.equal(readFileSync(join(folder, name)).includes('机密★'), false, name);
  }
  await Promise.all([writer.page.close(), colleague.page.close()]);
  complaints.assertNone();
});

for (const office of OFFICES) {
  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing in the ${office} portal, ${theme}, with a topic open`, async () => {
      const complaints = new Complaints();
      const board = new Board(await openWindow(browser, demo.address(office, { theme }), complaints));
      await board.isReady();
      await board.open(WATER);
      assert.deepEqual(await axeViolations(board.page), []);
      await board.page.close();
      complaints.assertNone();
    });
  }

  test(`nothing of the ${office} portal is wider than a phone of 360 px, and a topic can be opened`, async () => {
    const complaints = new Complaints();
    const size = { width: 360, height: 740 };
    const board = new Board(await openWindow(browser, demo.address(office), complaints, size));
    await board.isReady();
    const width = (): Promise<number> => board.page.evaluate(() => document.documentElement.scrollWidth);
    const fits = (): Promise<void> =>
      until(
        async () => (await width()) === size.width,
        async () => `it is ${await width()} px wide`,
      );
    await fits();
    await board.open(WATER);
    await board.shows('缺合法性审查意见', board.panel);
    await fits();
    await board.page.close();
    complaints.assertNone();
  });
}

test('the tag speaks English in a Chinese portal', async () => {
  const complaints = new Complaints();
  const page = await openWindow(browser, demo.address('cppcc', { lang: 'en' }), complaints);
  await page.getByRole('grid', { name: 'Topics' }).waitFor();
  const words = page.locator('siban-agenda-board').getByRole('columnheader');
  await says(async () => (await words.allInnerTexts()).join(' '), /^[^\p{Script=Han}]*[a-z][^\p{Script=Han}]*$/u);
  await page.close();
  complaints.assertNone();
});
