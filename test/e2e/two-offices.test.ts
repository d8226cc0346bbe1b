import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { FourOffice } from '../../src/model/offices.js';
import { Board, until } from './board.js';
import { axeViolations, Complaints, launchBrowser, openWindow } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';

const LATE_TOPIC = '关于2024年防汛备汛工作方案的汇报';
const QUARTER = '关于一季度经济运行情况的汇报';
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

/** Somebody at their own portal, in a browser profile of their own. */
async function sit(office: FourOffice, as: string, complaints: Complaints, room = 'agenda/m1'): Promise<Board> {
  const board = new Board(await openWindow(browser, demo.address(office, { as, room }), complaints));
  await board.isReady();
  return board;
}

test('a late topic is flagged with how late, and with what can be done about it', async () => {
  const complaints = new Complaints();
  const party = await sit('cpc', 'bo-xi', complaints);
  await party.shows('迟 21 小时 40 分', party.row(LATE_TOPIC));
  await party.open(LATE_TOPIC);
  await party.shows('材料迟报 21 小时 40 分', party.panel);
  await party.shows('经书记同意仍可上会', party.panel);
  await party.panel.getByRole('button', { name: '记录批准' }).waitFor();
  await party.page.close();
  complaints.assertNone();
});

test('two offices edit one title at once, see each other, and end with the same text', async () => {
  const complaints = new Complaints();
  const party = await sit('cpc', 'jian-zhou', complaints);
  const government = await sit('gov', 'yu-chuan', complaints);
  await party.open(QUARTER);
  await government.open(QUARTER);
  // Each sees who else is on the topic.
  await party.row(QUARTER).getByTitle(/郁川/).first().waitFor();
  await government.row(QUARTER).getByTitle(/简舟/).first().waitFor();

  await party.title.focus();
  await party.page.keyboard.press('Control+Home');
  await government.title.focus();
  await government.page.keyboard.press('Control+End');
  await Promise.all([
    party.page.keyboard.type('（修订）', { delay: 40 }),
    government.page.keyboard.type('和下一步打算', { delay: 40 }),
  ]);
  const both = `（修订）${QUARTER}和下一步打算`;
  await party.fieldHolds(party.title, both);
  await government.fieldHolds(government.title, both);
  await party.isSaved();
  await government.isSaved();

  // One's own undo takes back one's own typing and leaves the colleague's.
  await party.page.getByRole('button', { name: '撤销我的改动' }).click();
  const colleagues = `${QUARTER}和下一步打算`;
  await party.fieldHolds(party.title, colleagues);
  await government.fieldHolds(government.title, colleagues);
  await Promise.all([party.page.close(), government.page.close()]);
  complaints.assertNone();
});

test('a row that one office moves by keyboard moves for the other, once', async () => {
  const complaints = new Complaints();
  const party = await sit('cpc', 'jian-zhou', complaints);
  const cppcc = await sit('cppcc', 'wen-di', complaints);
  const before = await party.order();
  await party.row(WATER).click();
  await party.page.keyboard.press('Escape');
  await party.row(WATER).focus();
  await party.page.keyboard.press('Alt+ArrowUp');
  const moved = [before[0]!, before[1]!, before[3]!, before[2]!, before[4]!];
  await party.isSaved();
  for (const board of [party, cppcc]) await board.isOrdered(moved);
  await Promise.all([party.page.close(), cppcc.page.close()]);
  complaints.assertNone();
});

test('a new topic goes through the whole chain, and every seal is seen by the other office', async () => {
  const complaints = new Complaints();
  const title = '关于水库除险加固的请示';
  const unit = await sit('gov', 'tian-runzhi', complaints);
  const watcher = await sit('npc', 'su-he', complaints);
  await unit.addTopic(title);
  await watcher.row(title).waitFor();
  await watcher.open(title);

  await unit.decide('提请');
  await watcher.shows('待审签', watcher.row(title));
  await unit.page.close();
  for (const [office, as, verb, state] of [
    ['gov', 'he-shuan', '审签', '待审核'],
    ['cpc', 'jian-zhou', '审核通过', '待审定'],
    ['cpc', 'cheng-wangchuan', '审定', '待列会'],
    ['cpc', 'gu-lan', '列入议程', '已列会'],
  ] as const) {
    const person = await sit(office, as, complaints);
    await person.open(title);
    await person.decide(verb);
    await watcher.shows(state, watcher.row(title));
    await person.shows(state, person.row(title));
    await person.page.close();
  }
  // The trail names who, and carries the number and the short hash of the seal.
  await watcher.shows(/程望川/, watcher.panel);
  await watcher.shows(/[0-9a-f]{4}·[0-9a-f]{4}/, watcher.panel);
  await watcher.page.close();
  complaints.assertNone();
});

test('an approval of a title that changed meanwhile is refused with what changed, then given', async () => {
  const complaints = new Complaints(/409|Conflict/);
  const title = '关于调整公交线路的汇报';
  const unit = await sit('gov', 'tian-runzhi', complaints);
  await unit.addTopic(title);
  await unit.decide('提请');
  const leader = await sit('gov', 'he-shuan', complaints);
  await leader.open(title);
  const form = await leader.consider('审签');
  await unit.title.focus();
  await unit.page.keyboard.press('Control+End');
  await unit.page.keyboard.type('（第二稿）');
  await unit.isSaved();
  await leader.shows('内容刚改过', form);
  assert.deepEqual(await axeViolations(leader.page), []);
  await leader.shows(/第二稿/, form);
  // Only after the difference has been ticked as seen can it be sealed.
  const seal = form.getByRole('button', { name: '按现在的内容审签' });
  await until(
    () => seal.isDisabled(),
    () => 'the button can be pressed',
  );
  await form.getByRole('checkbox').first().check();
  await seal.click();
  await leader.shows('待审核', leader.row(title));
  await unit.shows('待审核', unit.row(title));
  // What is changed after the signature shows, for everybody.
  await unit.title.focus();
  await unit.page.keyboard.press('Control+End');
  await unit.page.keyboard.type('（第三稿）');
  await leader.shows('审签后有改动 1 处', leader.row(title));
  await Promise.all([unit.page.close(), leader.page.close()]);
  complaints.assertNone();
});

test('two decisions at once: the first stands, both see the conflict, and a third settles it', async () => {
  const complaints = new Complaints();
  const room = 'agenda/m2';
  const title = '关于督查事项分级亮灯的实施意见';
  const party = await sit('cpc', 'bo-xi', complaints, room);
  const government = await sit('gov', 'yin-lan', complaints, room);
  for (const board of [party, government]) await board.open(title);
  await party.consider('暂缓');
  await government.consider('议定');
  await party.seal('暂缓', { 理由: '材料还要补充' });
  await government.seal('议定', { 决定: '原则通过' });
  for (const board of [party, government]) {
    await board.shows('处置冲突', board.row(title));
    // A party is told so, and can only withdraw its own.
    await board.shows(/你是其中一方/, board.tag);
  }

  const third = await sit('cppcc', 'shen-zhiqiu', complaints, room);
  await third.shows('并发处置冲突', third.tag);
  await third.shows(/柏溪（县委办）.*尹岚（县政府办）/, third.tag);
  await third.page.getByRole('button', { name: '选定一项' }).click();
  for (const board of [party, third]) assert.deepEqual(await axeViolations(board.page), []);
  await third.page.getByRole('radio', { name: /议定/ }).check();
  await third.page.getByRole('textbox', { name: /理由/ }).fill('会上已经作出决定');
  await third.page.getByRole('button', { name: '以此为准' }).click();
  for (const board of [party, government, third]) {
    await board.shows('已议定', board.row(title));
    await board.shows(/以“议定.*”为准/, board.tag);
    await board.showsNot('并发处置冲突', board.tag);
  }
  await Promise.all([party, government, third].map((board) => board.page.close()));
  complaints.assertNone();
});
