import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import type { FourOffice } from '../../src/model/offices.js';
import { Board, says, until } from './board.js';
import { axeViolations, Complaints, launchBrowser, openWindow } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';

const GAP = '关于设立县乡村振兴产业引导资金的请示';
const WATER = '农村饮水管护办法';
const HALL = '县委三楼会议室';
const CENTRE = '行政中心二号会议室';

/** Time in this demo begins here, on the day of the cut-off that a meeting on the 18th has. */
const SHORTLY_BEFORE = '2024-04-15T16:59:00+08:00';

let demo: RunningDemo;
let browser: Browser;

before(async () => {
  const folder = dataFolder();
  // Imported at that moment: the demo goes on from the newest thing that its file holds.
  execFileSync(process.execPath, [
    ...['dist/cli/main.js', 'import', 'meetings', 'demo/data/meetings.json', '--data', join(folder, 'siban.db')],
    ...['--config', 'demo/data/config.json', '--clock', SHORTLY_BEFORE],
  ]);
  [demo, browser] = await Promise.all([RunningDemo.start(folder), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await demo.stop();
});

/** Somebody at their own portal, in a browser profile of their own. */
async function sit(office: FourOffice, as: string, complaints: Complaints): Promise<Board> {
  const board = new Board(await openWindow(browser, demo.address(office, { as }), complaints));
  await board.isReady();
  return board;
}

function meetingPanel({ page }: Board): Locator {
  return page.getByRole('complementary', { name: '会议信息' });
}

async function openMeeting(board: Board): Promise<Locator> {
  const panel = meetingPanel(board);
  if (!(await panel.isVisible())) await board.page.getByRole('button', { name: '会议信息' }).click();
  await panel.waitFor();
  return panel;
}

async function write(board: Board, field: string, text: string): Promise<void> {
  const input = (await openMeeting(board)).getByLabel(field, { exact: true });
  await input.fill(text);
  await input.press('Tab');
}

/** The values that stand against each other in the header, as they are read. */
function choices({ page }: Board): Locator {
  return page.getByRole('group', { name: /有 2 个写法/ }).first();
}

async function facts(board: Board): Promise<string> {
  return (await board.tag.locator('[part="header"]').innerText()).replace(/\s+/g, ' ');
}

async function headerSays(board: Board, pattern: RegExp): Promise<void> {
  await says(() => facts(board), pattern);
}

test('papers that come before and after the cut-off are told apart by the server’s clock, and lights turn by themselves', async () => {
  const complaints = new Complaints();
  const clerk = await sit('cpc', 'jian-zhou', complaints);
  await write(clerk, '时间', '2024-04-18T09:00');
  await clerk.isSaved();
  const watcher = await sit('gov', 'yu-chuan', complaints);
  await watcher.shows('待交 1 份', watcher.row(GAP));
  await watcher.shows('待交 1 份', watcher.row(WATER));

  await clerk.open(WATER);
  await clerk.panel.getByRole('button', { name: '登记收到“合法性审查意见”' }).click();
  for (const board of [clerk, watcher]) await board.shows(/压线按时|提前/, board.row(WATER));

  // Nobody touches either page now.
  for (const board of [clerk, watcher]) {
    await until(
      async () => (await board.row(GAP).innerText()).includes('缺分管领导签批件'),
      async () => `the row says ${await board.row(GAP).innerText()}`,
      90_000,
    );
  }
  await clerk.open(GAP);
  await clerk.panel.getByRole('button', { name: '登记收到“分管领导签批件”' }).click();
  for (const board of [clerk, watcher]) await board.shows(/^迟 \d+ 分/, board.row(GAP));
  await clerk.shows(/15日 17:0\d 收到 迟 \d+ 分/, clerk.panel);
  assert.equal(await clerk.panel.getByRole('button', { name: '移回议题库' }).count(), 0, 'a clerk may not put it off');

  const director = await sit('cpc', 'bo-xi', complaints);
  await director.open(GAP);
  const late = director.panel.locator('[data-rule="LATE"]');
  await late.getByRole('button', { name: '移回议题库' }).waitFor();
  await late.getByRole('button', { name: '记录批准' }).click();
  await late.getByRole('textbox', { name: '批准人' }).press('Enter');
  await director.shows('还没有填批准人', late);
  await late.getByRole('textbox', { name: '批准人' }).fill('县委书记');
  await late.getByRole('textbox', { name: '理由' }).fill('资金须在本月下达');
  assert.deepEqual(await axeViolations(director.page), []);
  await late.getByRole('button', { name: '记录批准并封存' }).click();
  await director.shows(/县委书记已同意：资金须在本月下达（柏溪 15日 17:0\d 记录）/, late);
  for (const board of [director, watcher]) {
    await board.shows('县委书记 已同意', board.row(GAP));
    await board.shows(/^迟 \d+ 分/, board.row(GAP));
  }
  await Promise.all([clerk, watcher, director].map(({ page }) => page.close()));
  complaints.assertNone();
});

test('two offices write the place while the server is away: both see both, one picks, the other sees who, and 改回 undoes it', async () => {
  const complaints = new Complaints(
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to/,
  );
  const party = await sit('cpc', 'jian-zhou', complaints);
  const government = await sit('gov', 'yu-chuan', complaints);
  for (const board of [party, government]) await openMeeting(board);
  await demo.stopServer();
  for (const board of [party, government]) await board.shows(/离线/);
  await write(party, '地点', '县委一楼会议室');
  await write(government, '地点', CENTRE);
  await demo.startServer();
  for (const board of [party, government]) {
    await headerSays(board, /地点有两个/);
    const choice = choices(board);
    for (const [value, who] of [
      ['县委一楼会议室', '简舟'],
      [CENTRE, '郁川'],
    ] as const) {
      await choice.getByRole('button', { name: new RegExp(`^${value} ${who} 17:\\d\\d 离线`) }).waitFor();
    }
    assert.deepEqual(await axeViolations(board.page), []);
  }
  const reader = new Board(await openWindow(browser, demo.address('npc', { as: 'yu-jian' }), complaints));
  await headerSays(reader, /地点有两个 县委一楼会议室 简舟 17:\d\d 离线 行政中心二号会议室 郁川 17:\d\d 离线/);
  assert.equal(await choices(reader).getByRole('button').count(), 0, 'who only reads presses nothing');

  await choices(government)
    .getByRole('button', { name: new RegExp(CENTRE) })
    .click();
  for (const board of [party, government, reader]) {
    await headerSays(board, /行政中心二号会议室 郁川 17:\d\d 选定/);
    await headerSays(board, /县委一楼会议室 简舟 17:\d\d 离线/);
    await headerSays(board, /^(?!.*地点有两个)/);
  }
  const focused = (): Promise<string> =>
    government.page.evaluate(
      () => document.querySelector('siban-agenda-board')?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? '',
    );
  await says(focused, /^地点改回“县委一楼会议室”$/);

  await party.page.getByRole('button', { name: '地点改回“县委一楼会议室”' }).first().click();
  for (const board of [party, government]) await headerSays(board, /县委一楼会议室 简舟 17:\d\d 改回/);
  await party.isSaved();
  // It is on disk, with its history: a page that is opened now shows the same.
  const late = await sit('cppcc', 'wen-di', complaints);
  await headerSays(late, /县委一楼会议室 简舟 17:\d\d 改回 .*行政中心二号会议室 郁川 17:\d\d 改回/);
  await Promise.all([party, government, reader, late].map(({ page }) => page.close()));
  complaints.assertNone();
});

test('a plain change of the place keeps the one before it in the panel of the meeting', async () => {
  const complaints = new Complaints();
  const party = await sit('cpc', 'jian-zhou', complaints);
  const government = await sit('gov', 'yu-chuan', complaints);
  await write(party, '地点', HALL);
  const panel = await openMeeting(government);
  await government.shows(/简舟 17:\d\d 填写/, panel);
  await panel.getByRole('button', { name: '地点改回“县委一楼会议室”' }).click();
  await headerSays(party, /县委一楼会议室/);
  await headerSays(party, /^(?!.*选定)/);
  await Promise.all([party, government].map(({ page }) => page.close()));
  complaints.assertNone();
});
