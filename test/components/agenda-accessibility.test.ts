import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage, type Scene } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { accessibilityTree, all, one, spoken, type Heard } from './ax-tree.js';
import { BoardPage } from './board-page.js';

/** What a screen reader is given of the board in a state, with the state's topic open. */
async function heard(
  scene: Scene,
  more: Parameters<typeof BoardPage.show>[1] = {},
): Promise<{ board: Heard; page: BoardPage }> {
  const { session, sample, open } = await stage(scene);
  const page = await BoardPage.show(session, more);
  const topic = sample?.topics[open];
  if (topic) await page.open(topic);
  return { board: await boardOf(page), page };
}

async function boardOf(page: BoardPage): Promise<Heard> {
  await page.settled();
  return one(await accessibilityTree(), 'region', page.board.lang === 'en' ? 'Agenda board' : '议题看板');
}

const states = (node: Heard, ...names: readonly string[]): unknown => names.map((name) => node.states[name]);

test('the list is a grid of rows with their heads, their number and their count', async () => {
  const { board, page } = await heard('overview');
  const grid = one(board, 'grid', '议题');
  equal(grid.states['multiselectable'], true);
  equal(
    all(grid, 'columnheader').map(({ name }) => name),
    ['序', '议题', '材料', '程序', '时长', '状态'],
  );
  equal(all(grid, 'row').length, 1 + 5 + 1, 'heads, five topics, and the line where the plan ends');
  equal(page.get('.list').getAttribute('aria-rowcount'), '6');
  equal(
    page.all('.row').map((row) => row.getAttribute('aria-rowindex')),
    ['2', '3', '4', '5', '6'],
  );
});

test('a row is read as number, title, unit, material, procedure, minutes and state, lights in words', async () => {
  const { board } = await heard('overview');
  const [, , second, third] = all(board, 'row');
  ok(
    second!.name.startsWith(
      '2 关于2024年防汛备汛工作方案的汇报 县水利局 审议 郁川 · 县政府办 · 正在编辑 迟 21 小时 40 分 4月12日 14:40 材料 5/5',
    ),
    second!.name,
  );
  ok(second!.name.includes('待书记审定 15分 9:15 起 待审定'), second!.name);
  ok(third!.name.includes('缺分管领导签批件') && third!.name.includes('缺分管领导审签'), third!.name);
  ok(third!.name.endsWith('程序有缺'), third!.name);
  for (const row of all(board, 'row').slice(1, 6)) {
    ok(row.states['focusable'] === true || row.name.startsWith('计划'), `${row.name} can have the focus`);
  }
});

test('the procedure is read step by step in its order, with what is missing', async () => {
  const { board } = await heard('overview');
  const [, , , third] = all(board, 'row');
  equal(
    all(third!, 'image').map(({ name }) => name),
    ['苏禾 · 县人大办', '提请 已过、审签 缺、审核 已过、审定 已过、列会 已过'],
  );
});

test('selected and not selected are read as such, and the open row is the current one', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.open(topics[0]!);
  page.row(topics[1]!).focus();
  await page.press(' ');
  const rows = all(await boardOf(page), 'row').filter(({ states: of }) => of['focusable']);
  equal(
    rows.map((row) => row.states['selected']),
    [false, true, false, false, false],
  );
  equal(rows[1]!.states['focused'], true);
  equal(
    page.all('.row').map((row) => row.getAttribute('aria-current')),
    ['true', null, null, null, null],
  );
  const bar = one(await boardOf(page), 'group', '已选的议题');
  equal(
    all(bar, 'button').map(({ name }) => name),
    ['上移', '下移', '移除已选的 1 项', '取消选择'],
  );
});

test('summary, clock and minutes have a picture’s name that says what they show', async () => {
  const { board } = await heard('overview');
  const summary = one(board, 'group', '概况');
  one(summary, 'image', /^材料时钟：截止 11日 17:00，按时 2 项，迟报 1 项，缺件 2 项；距开会 3 天$/);
  one(summary, 'image', '合计 75 分钟，计划 60 分');
  ok(spoken(summary).includes('不足 16 个工作小时'), spoken(summary));
});

test('who is here is read with office, and who is editing as such', async () => {
  const { board } = await heard('overview');
  equal(
    all(one(board, 'group', '在场的人'), 'image').map(({ name }) => name),
    ['苏禾 · 县人大办', '郁川 · 县政府办 · 正在编辑', '闻笛 · 县政协办'],
  );
});

test('whether everything is saved is a polite status', async () => {
  const { board } = await heard('overview');
  const saved = all(board, 'status').find((node) => spoken(node) === '已保存');
  equal(saved && states(saved, 'live', 'atomic'), ['polite', true]);
});

test('two decisions that conflict are read with who and when, and the choice as a choice', async () => {
  const { board, page } = await heard('conflict');
  const row = all(board, 'row').find(({ name }) => name.startsWith('4 '));
  ok(row && row.name.includes('处置冲突'), row?.name ?? 'there is no fourth row');
  const strip = spoken(row!);
  ok(strip.includes('顾岚') && strip.includes('柏溪'), strip);
  ok(strip.includes('列入议程') && strip.includes('暂缓'), strip);
  await page.click('[data-settle]');
  const choices = all(await boardOf(page), 'radio');
  equal(choices.length, 2);
  ok(
    choices.every(({ name }) => name !== ''),
    'each choice has a name',
  );
});

test('a place with two values is a group that says so, each value with its author', async () => {
  const { board } = await heard('contested-place');
  const group = all(board, 'group').find(({ name }) => name.includes('地点'));
  ok(
    group,
    `groups: ${all(board, 'group')
      .map(({ name }) => name)
      .join(' | ')}`,
  );
  const said = spoken(group!);
  for (const part of ['行政中心二号会议室', '顾岚', '县委一楼会议室', '简舟']) ok(said.includes(part), said);
  ok(all(group!, 'button').length >= 2, 'each value can be picked');
});

for (const [scene, role, words] of [
  ['alarm', 'alert', '记录不完整'],
  ['offline', 'status', '离线'],
  ['read-only', 'status', '你可以查看'],
  ['outdated', 'status', '新版组件'],
  ['expired', 'status', '登录已过期'],
  ['refused', 'alert', '你不能修改这个会议'],
] as const) {
  test(`the banner of the state ${scene} is ${role === 'alert' ? 'an alert, read at once' : 'a status, read in turn'}`, async () => {
    const { board } = await heard(scene);
    const found = all(board, role).find((node) => spoken(node).includes(words));
    ok(found, `${role}s: ${all(board, role).map(spoken).join(' | ')}`);
    equal(found!.states['live'], role === 'alert' ? 'assertive' : 'polite');
  });
}

test('the panel is read as a region of its own, its steps and fields by name', async () => {
  const { page } = await heard('overview');
  await page.click('[data-edit]');
  const panel = one(await boardOf(page), 'complementary', '议题 2 详情');
  for (const name of ['标题', '提请单位', '分管领导', '汇报人', '备注']) one(panel, 'textbox', name);
  one(panel, 'spinbutton', '时长（分钟）');
  for (const name of ['上一项', '下一项', '上移', '下移']) one(panel, 'button', name);
  ok(
    all(panel, 'button').every(({ name }) => name !== ''),
    'no button is without a name',
  );
});

test('a button that cannot be pressed now says so and stays in reach', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.open(topics[0]!);
  const board = await boardOf(page);
  equal(states(one(board, 'button', '上一项'), 'disabled', 'focusable'), [true, true]);
  equal(states(one(board, 'button', '撤销我的改动'), 'disabled', 'focusable'), [true, true]);
});

test('the decision of the meeting is a modal dialog with a title', async () => {
  const { room, topics, clock } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  clock.now = Date.parse('2024-04-16T10:00:00+08:00');
  await page.open(topics[0]!);
  await page.click('[data-command="topic.decide"]');
  const dialog = one(await boardOf(page), 'dialog', '议定：关于一季度经济运行情况的汇报');
  equal(dialog.states['modal'], true);
  equal(all(dialog, 'radio').length, 3);
});

test('the list of keys is a modal dialog with groups, terms and a switch that says whether it is on', async () => {
  const { page } = await heard('overview');
  await page.click('[data-opens="help"]');
  const dialog = one(await boardOf(page), 'dialog', '全部按键');
  equal(dialog.states['modal'], true);
  equal(
    all(dialog, 'heading').map(({ name }) => name),
    ['全部按键', '在列表里', '选择几项', '办这一项', '整个看板'],
  );
  const box = one(dialog, 'checkbox', /^单个字母和符号作按键用/);
  equal(box.states['checked'], 'true');
  ok(box.description.includes('语音输入'), box.description);
  one(dialog, 'button', '关闭');
});

test('a reader of the record hears no row as selectable', async () => {
  const { board } = await heard('read-only');
  const grid = one(board, 'grid', '议题');
  ok(grid.states['multiselectable'] !== true, 'the grid takes no selection');
  ok(
    all(grid, 'row').every(({ states: of }) => of['selected'] === undefined),
    'no row says selected or not',
  );
});

test('in English everything is read in English, names of people and what they wrote apart', async () => {
  const { board } = await heard('overview', { lang: 'en' });
  const grid = one(board, 'grid', 'Topics');
  const [, first] = all(grid, 'row');
  const own = first!.name.replace('关于一季度经济运行情况的汇报', '').replace('县发展改革局', '');
  ok(!/\p{Script=Han}/u.test(own), own);
});

test('an empty board says what belongs there, and offers the first step', async () => {
  const { board } = await heard('empty');
  one(board, 'heading', '还没有议题');
  ok(all(board, 'button', '新增议题').length > 0, 'a topic can be added');
});

test('a board that is loading says so', async () => {
  const { board } = await heard('loading');
  one(board, 'status', '正在取最新内容');
});
