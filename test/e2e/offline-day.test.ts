import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, WebSocketRoute } from 'playwright-core';
import { Board, pressStep, says } from './board.js';
import { launchBrowser, openWindow, serverAway } from './browser.js';
import { dataFolder, RunningDemo } from './demo-process.js';

const QUARTER = '关于一季度经济运行情况的汇报';
const FLOOD = '防汛备汛';
const WATER = '农村饮水管护办法';
const SUBSIDY = '乡村振兴产业引导资金';

let demo: RunningDemo;
let browser: Browser;

before(async () => {
  [demo, browser] = await Promise.all([RunningDemo.start(dataFolder()), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await demo.stop();
});

/** The way from one browser to the sync server, which breaks for that browser alone. */
class CutLink {
  readonly #context: BrowserContext;
  readonly #api: string;
  readonly #sockets = new Set<WebSocketRoute>();
  #isCut = false;

  private constructor(context: BrowserContext, server: string) {
    this.#context = context;
    this.#api = `${server}/api/**`;
  }

  static async of(context: BrowserContext, server: string): Promise<CutLink> {
    const link = new CutLink(context, server);
    await context.routeWebSocket(/\/ws\//, (socket) => link.#pass(socket));
    return link;
  }

  async cut(): Promise<void> {
    this.#isCut = true;
    await this.#context.route(this.#api, (route) => route.abort('internetdisconnected'));
    await Promise.all([...this.#sockets].map((socket) => socket.close()));
    this.#sockets.clear();
  }

  async mend(): Promise<void> {
    this.#isCut = false;
    await this.#context.unroute(this.#api);
  }

  async #pass(socket: WebSocketRoute): Promise<void> {
    if (this.#isCut) {
      await socket.close();
      return;
    }
    socket.connectToServer();
    this.#sockets.add(socket);
  }
}

/** Comes back to the page as after a morning away: the portal answers, the sync server does not. */
async function reloaded(board: Board): Promise<void> {
  await board.page.reload();
  await board.page.getByRole('grid', { name: '议题' }).waitFor();
  await board.shows(/离线/);
}

/** Takes a step in the panel that is open, whether its topic has a number or not. */
async function give(board: Board, verb: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const panel = board.page.getByRole('complementary');
  await pressStep(panel, verb);
  const form = panel.getByRole('form', { name: verb });
  for (const [name, value] of Object.entries(fields)) await form.getByRole('textbox', { name }).fill(value);
  await form.getByRole('button', { name: `${verb}并封存` }).click();
  await form.waitFor({ state: 'hidden' });
}

/** The panel of a topic; one that was put off has no number in its name. */
async function panelOf(board: Board, title: string): Promise<() => Promise<string>> {
  await board.row(title).getByRole('gridcell').nth(1).click();
  const panel = board.page.getByRole('complementary').filter({ hasText: '办理轨迹' }).filter({ hasText: title });
  await panel.waitFor();
  return () => panel.innerText();
}

test('a day without the server: both offices write and decide, reload, and find everything merged and sealed', async () => {
  const complaints = serverAway();
  const director = new Board(await openWindow(browser, demo.address('cpc', { as: 'bo-xi' }), complaints));
  const clerk = new Board(await openWindow(browser, demo.address('gov'), complaints));
  for (const board of [director, clerk]) await board.isReady();

  await demo.stopServer();
  for (const board of [director, clerk]) await board.shows(/离线/);
  await director.open(QUARTER);
  await director.title.focus();
  await director.page.keyboard.press('Control+Home');
  await director.page.keyboard.type('（会前稿）');
  await clerk.open(QUARTER);
  await clerk.title.focus();
  await clerk.page.keyboard.press('Control+End');
  await clerk.page.keyboard.type('，附数据表');
  // Two steps on one topic, the second on top of the first, and one on another.
  await director.open(WATER);
  await director.decide('锁定材料');
  await director.shows('待封存', director.row(WATER));
  await director.decide('暂缓', { 理由: '合法性审查意见下周才能出具' });
  await director.open(FLOOD);
  await director.decide('退回补正', { 理由: '缺应急演练方案' });

  // The portal is up: a reload keeps the text, the steps, and their order.
  await reloaded(director);
  await reloaded(clerk);
  await director.row('（会前稿）').waitFor();
  await clerk.row('，附数据表').waitFor();
  await director.shows('未上传', director.row('（会前稿）'));
  await director.shows(/待封存/, director.row(WATER));
  assert.equal(await director.page.getByRole('status').filter({ hasText: '已保存' }).count(), 0);
  // And work goes on after it.
  await clerk.page.getByRole('button', { name: '新增议题' }).click();
  await clerk.title.fill('关于汛期值班安排的请示');
  await clerk.panel.getByRole('textbox', { name: '提请单位' }).fill('县应急管理局');
  await clerk.panel.getByRole('textbox', { name: '提请单位' }).press('Tab');
  await clerk.decide('提请');
  await clerk.shows('待封存', clerk.row('汛期值班安排'));

  await demo.startServer();
  for (const board of [director, clerk]) {
    await board.isSaved();
    await board.row(`（会前稿）${QUARTER}，附数据表`).waitFor();
    await board.row('汛期值班安排').waitFor();
    await board.showsNot('未上传');
    await board.showsNot('待封存');
  }
  for (const board of [director, clerk]) {
    // The order of giving is the order of sealing.
    const inOrder = /锁定材料[\s\S]*离线补传/;
    await says(
      await panelOf(board, WATER),
      (text) => inOrder.test(text) && text.indexOf('锁定材料') < text.indexOf('暂缓'),
    );
    await says(await panelOf(board, FLOOD), /退回补正[\s\S]*离线补传/);
    await says(await panelOf(board, '汛期值班安排'), /提请[\s\S]*离线补传/);
  }
  await Promise.all([director.page.close(), clerk.page.close()]);
  complaints.assertNone();
});

test('a step that was overtaken while its author was away is refused and kept; later ones on the topic wait for the author', async () => {
  const complaints = serverAway(/409 \(Conflict\)/);
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const link = await CutLink.of(context, demo.server);
  const director = new Board(await openWindow(context, demo.address('cpc', { as: 'bo-xi' }), complaints));
  const clerk = new Board(await openWindow(browser, demo.address('gov'), complaints));
  for (const board of [director, clerk]) await board.isReady();
  await director.open(QUARTER);
  await director.decide('暂缓', { 理由: '与下次会议并案' });
  await link.cut();
  await director.shows(/离线/);
  await director.open(SUBSIDY);
  await director.decide('退回补正', { 理由: '口径与财政局不一致' });
  await director.row(QUARTER).getByRole('gridcell').nth(1).click();
  await give(director, '临时动议', { 批准人: '县委书记', 理由: '省里督查，须先议' });
  await give(director, '锁定材料');
  await director.shows(/待封存 2 步/, director.row(QUARTER));

  // Meanwhile somebody changes what the approval covers.
  await clerk.row(QUARTER).getByRole('gridcell').nth(1).click();
  const title = clerk.page.getByRole('complementary').getByRole('textbox', { name: '标题', exact: true });
  await clerk.fieldHolds(title, (text) => text.includes(QUARTER));
  await title.focus();
  await clerk.page.keyboard.press('Control+End');
  await clerk.page.keyboard.type('（修订）');
  await clerk.isSaved();
  await link.mend();

  await director.shows('退回补正', director.row(SUBSIDY));
  await director.shows(/没有封存/, director.row(QUARTER));
  await director.page.reload();
  // Nothing of it was sealed, and nothing of it is lost: its author sees why, and decides.
  await director.shows(/没有封存/, director.row(QUARTER));
  await director.row(QUARTER).getByRole('gridcell').nth(1).click();
  const panel = director.page.getByRole('complementary');
  await director.shows('等“临时动议”处理后再封存', panel);
  for (const verb of ['临时动议', '锁定材料']) {
    await panel.getByRole('button', { name: `放弃“${verb}”` }).click();
    await panel.getByRole('button', { name: '确认放弃' }).click();
  }
  await director.isSaved();
  await director.showsNot(/没有封存/, director.row(QUARTER));
  await director.page.close();
  await clerk.page.close();
  complaints.assertNone();
});

test('two pages of one person send everything once, also what the page that was closed had', async () => {
  const complaints = serverAway();
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const address = demo.address('npc', { as: 'su-he' });
  const first = new Board(await openWindow(context, address, complaints));
  const second = new Board(await openWindow(context, address, complaints));
  for (const board of [first, second]) await board.isReady();
  await demo.stopServer();
  for (const [board, title] of [
    [first, '第一页新增的一项'],
    [second, '第二页新增的一项'],
  ] as const) {
    await board.shows(/离线/);
    await board.page.getByRole('button', { name: '新增议题' }).click();
    await board.title.fill(title);
    await board.panel.getByRole('textbox', { name: '提请单位' }).fill('县司法局');
    await board.panel.getByRole('textbox', { name: '提请单位' }).press('Tab');
    await board.decide('提请');
    await board.shows('待封存', board.row(title));
  }
  await second.page.close();
  await demo.startServer();
  // What a page has left that was closed in the middle is taken over when its time has run out, half a minute at most.
  await first.isSaved(60_000);
  await first.showsNot('待封存');
  const elsewhere = new Board(await openWindow(browser, demo.address('gov'), complaints));
  await elsewhere.isReady();
  await first.page.reload();
  for (const board of [first, elsewhere]) {
    for (const title of ['第一页新增的一项', '第二页新增的一项']) {
      await says(await panelOf(board, title), (text) => text.split('离线补传').length - 1 === 1);
    }
  }
  await Promise.all([context.close(), elsewhere.page.close()]);
  complaints.assertNone();
});

test('somebody else at the same PC sees and sends nothing of it, and its author finds it again', async () => {
  const complaints = serverAway();
  const author = new Board(await openWindow(browser, demo.address('cppcc', { as: 'wen-di' }), complaints));
  await author.isReady();
  await demo.stopServer();
  await author.shows(/离线/);
  await author.page.getByRole('button', { name: '新增议题' }).click();
  await author.title.fill('只有作者看得到的一项');
  await author.title.press('Tab');
  await author.row('只有作者看得到的一项').waitFor();

  await author.page.goto(demo.address('cppcc', { as: 'ye-xingzhou' }));
  // Nothing was ever opened here by this person: there is nothing to show without the server.
  await author.shows(/离线|连不上/);
  assert.equal(await author.page.getByText('只有作者看得到的一项').count(), 0);
  await demo.startServer();
  const other = new Board(author.page);
  await other.isReady();
  assert.equal(await other.row('只有作者看得到的一项').count(), 0);
  const elsewhere = new Board(await openWindow(browser, demo.address('gov'), complaints));
  await elsewhere.isReady();
  assert.equal(await elsewhere.row('只有作者看得到的一项').count(), 0);

  await author.page.goto(demo.address('cppcc', { as: 'wen-di' }));
  await author.isReady();
  await author.row('只有作者看得到的一项').waitFor();
  await elsewhere.row('只有作者看得到的一项').waitFor();
  await Promise.all([author.page.close(), elsewhere.page.close()]);
  complaints.assertNone();
});

test('whoever is signed out goes on writing, and everything is uploaded after signing in again', async () => {
  const complaints = serverAway(/401/);
  const page = await openWindow(browser, demo.address('gov', { as: 'jiang-yu' }), complaints);
  const board = new Board(page);
  await board.isReady();
  await page.route('**/identity/token*', (route) => route.fulfill({ status: 401, body: '' }));
  await demo.stopServer();
  await board.shows(/离线/);
  await board.page.getByRole('button', { name: '新增议题' }).click();
  await board.title.fill('登录过期时写下的一项');
  await board.title.press('Tab');
  await page.reload();
  await board.shows(/登录已过期/);
  await page.unroute('**/identity/token*');
  await demo.startServer();
  await page.getByRole('button', { name: '重新登录' }).first().click();
  await board.isReady();
  await board.row('登录过期时写下的一项').waitFor();
  await page.close();
  complaints.assertNone();
});

test('a full disk is said, nothing typed is lost, and all is saved when the server is back', async () => {
  const complaints = serverAway();
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const page = await context.newPage();
  const address = demo.address('gov', { as: 'yin-lan' });
  const debuggerOfPage = await context.newCDPSession(page);
  await debuggerOfPage.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize: 1 });
  complaints.listenTo(page);
  await page.goto(address);
  const board = new Board(page);
  await board.isReady();
  await board.shows(/本机存储空间已满/);
  await demo.stopServer();
  await board.page.getByRole('button', { name: '新增议题' }).click();
  await board.title.fill('存不下来的一项');
  await board.title.press('Tab');
  await board.shows(/不要关闭本页/);
  await board.row('存不下来的一项').waitFor();
  await demo.startServer();
  await board.isSaved();
  const elsewhere = new Board(await openWindow(browser, demo.address('cpc'), complaints));
  await elsewhere.row('存不下来的一项').waitFor();
  await Promise.all([context.close(), elsewhere.page.close()]);
  complaints.assertNone();
});
