import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { Board } from './board.js';
import { launchBrowser, openWindow, serverAway } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';

const QUARTER = '关于一季度经济运行情况的汇报';

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

test('what is typed on both sides while the server is away merges when it comes back', async () => {
  const complaints = serverAway();
  const party = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  const government = new Board(await openWindow(browser, demo.address('gov'), complaints));
  for (const board of [party, government]) {
    await board.isReady();
    await board.open(QUARTER);
  }
  await demo.stopServer();
  for (const board of [party, government]) await board.shows(/离线/);
  await party.title.focus();
  await party.page.keyboard.press('Control+Home');
  await party.page.keyboard.type('（会前稿）');
  await government.title.focus();
  await government.page.keyboard.press('Control+End');
  await government.page.keyboard.type('，附数据表');
  // Nobody is told that it is saved while it is not.
  assert.equal(await party.page.getByRole('status').filter({ hasText: '已保存' }).count(), 0);

  await demo.startServer();
  const both = `（会前稿）${QUARTER}，附数据表`;
  for (const board of [party, government]) {
    await board.fieldHolds(board.title, both);
    await board.isSaved();
  }
  await Promise.all([party.page.close(), government.page.close()]);
  complaints.assertNone();
});

test('a server killed in the middle of typing comes back with all that was saved, and the pages go on', async () => {
  const complaints = serverAway();
  const party = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  const cppcc = new Board(await openWindow(browser, demo.address('cppcc'), complaints));
  await party.isReady();
  await cppcc.isReady();
  await party.addTopic('断电前新增的一项');
  await cppcc.row('断电前新增的一项').waitFor();
  await cppcc.open('断电前新增的一项');
  await cppcc.title.focus();
  await cppcc.page.keyboard.press('Control+End');
  const typing = cppcc.page.keyboard.type('：断电当中写下的一句话', { delay: 30 });
  await demo.killServer();
  await typing;
  const text = '断电前新增的一项：断电当中写下的一句话';
  await cppcc.fieldHolds(cppcc.title, text);
  await cppcc.isSaved();
  await party.row(text).waitFor();

  // A fresh page gets it from the disk, not from those two.
  await Promise.all([party.page.close(), cppcc.page.close()]);
  await demo.killServer();
  const fresh = new Board(await openWindow(browser, demo.address('npc'), complaints));
  await fresh.isReady();
  await fresh.row(text).waitFor();
  await fresh.page.close();
  complaints.assertNone();
});

test('a decision that is taken while the server is away waits, and is sealed by itself when it is back', async () => {
  const complaints = serverAway();
  const director = new Board(await openWindow(browser, demo.address('cpc', { as: 'bo-xi' }), complaints));
  const row = director.row('农村饮水管护办法');
  await director.isReady();
  await director.open('农村饮水管护办法');
  await director.consider('锁定材料');
  await demo.stopServer();
  await director.shows(/离线/);
  const form = director.panel.getByRole('form', { name: '锁定材料' });
  await form
    .getByRole('button', { name: /锁定材料/ })
    .last()
    .click();
  await director.shows('待封存：锁定材料', row);
  await director.showsNot('已锁定', row);
  await demo.startServer();
  await director.shows('已锁定', row);
  await director.showsNot('待封存', row);
  await director.shows('离线补传', director.panel);
  await director.isSaved();
  await director.page.close();
  complaints.assertNone();
});

test('a second run of the demo keeps what was written and sealed; --reset starts from the samples', async () => {
  const complaints = serverAway();
  assert.equal(await demo.stop(), 0);
  demo = await RunningDemo.start(folder);
  const again = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  await again.isReady();
  await again.row('断电前新增的一项').waitFor();
  await again.shows('已锁定', again.row('农村饮水管护办法'));
  await again.page.close();

  assert.equal(await demo.stop(), 0);
  demo = await RunningDemo.start(folder, '--reset');
  const anew = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  await anew.isReady();
  await anew.hasRows(5);
  assert.equal(await anew.row('断电前新增的一项').count(), 0);
  await anew.page.close();
  complaints.assertNone();
});
