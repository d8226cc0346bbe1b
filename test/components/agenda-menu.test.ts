import { setViewport } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage } from '../../stories/scenes.js';
import type { Right } from '../../src/model/room.js';
import { afterEachTest, equal, ok, test } from '../controllers/bdd.js';
import { accessibilityTree, all } from './ax-tree.js';
import { BoardPage, plain } from './board-page.js';

afterEachTest(() => setViewport({ width: 800, height: 600 }));

async function narrow(right: Right = 'write', lang = 'zh-CN'): Promise<{ page: BoardPage; sample: SampleRoom }> {
  const sample = await sampleRoom(PICTURE);
  return { page: await BoardPage.show(sample.room.join(PEOPLE.clerk, right), { width: 360, lang }), sample };
}

const MORE = '[data-opens="board"]';
const items = (page: BoardPage): readonly string[] =>
  page.all('[data-menu="board"] [role="menuitem"]').map(({ textContent }) => plain(textContent));
const isOpen = (page: BoardPage): boolean => page.get('#menu-board').getClientRects().length > 0;
const onItem = (page: BoardPage): string => plain(page.focused?.textContent ?? '');

test('a narrow tag has one ⋯ with undo, redo, the meeting and the keys; a wide one has them in sight', async () => {
  const { page } = await narrow();
  equal(items(page), ['撤销我的改动', '重做', '会议信息', '全部按键']);
  ok(!isOpen(page) && !page.has('[data-opens="meeting"]'), 'closed, and nothing twice');
  const wide = await BoardPage.show((await stage('overview')).session);
  ok(!wide.has(MORE) && wide.has('[data-opens="meeting"]'), 'the wide one');
});

test('what somebody typed by touch is taken back by touch, also beside the topic in which they typed', async () => {
  const { page, sample } = await narrow();
  const session = page.board.session!;
  await page.open(sample.topics[0]!);
  session.content.setTopic(sample.topics[0]!, { reporter: '县发展改革局局长' });
  await page.settled();
  await page.click(MORE);
  page.all('[data-menu="board"] [role="menuitem"]')[0]!.click();
  await page.settled();
  equal(session.content.topic(sample.topics[0]!)?.reporter, '');
  equal(page.said, '已撤销');
  ok(!isOpen(page) && page.focused === page.get(MORE), 'the menu is closed and the focus on its button');
});

test('the menu is read as one, and an item of which nothing would come says so', async () => {
  const { page } = await narrow();
  await page.click(MORE);
  const tree = await accessibilityTree();
  const button = all(tree, 'button', '更多操作')[0]!;
  equal([button.states['hasPopup'], button.states['expanded']], ['menu', true]);
  const [menu] = all(tree, 'menu', '更多操作');
  equal(
    all(menu!, 'menuitem').map(({ name, states }) => [name, states['disabled'] === true]),
    [
      ['撤销我的改动', true],
      ['重做', true],
      ['会议信息', false],
      ['全部按键', false],
    ],
  );
});

test('arrows go round in the menu, Home and End to its ends, and Esc back to its button', async () => {
  const { page } = await narrow();
  page.get(MORE).focus();
  await page.press('ArrowDown');
  equal(onItem(page), '撤销我的改动');
  await page.press('ArrowUp');
  equal(onItem(page), '全部按键', 'round');
  await page.press('ArrowDown');
  await page.press('ArrowDown');
  equal(onItem(page), '重做');
  await page.press('End');
  equal(onItem(page), '全部按键');
  await page.press('Home');
  equal(onItem(page), '撤销我的改动');
  await page.press('n');
  equal(page.titles.length, 5, 'no key of the board works behind it');
  await page.press('Escape');
  ok(!isOpen(page) && page.focused === page.get(MORE), 'closed');
  await page.press('ArrowUp');
  equal(onItem(page), '全部按键', 'from below');
});

test('Esc in the menu beside an open topic closes the menu alone', async () => {
  const { page, sample } = await narrow();
  await page.open(sample.topics[1]!);
  await page.click(MORE);
  await page.press('Escape');
  ok(!isOpen(page) && page.has('.panel'), 'the topic stays open');
});

test('what the menu opens gives the focus back to its button', async () => {
  const { page } = await narrow();
  await page.click(MORE);
  page.all('[data-menu="board"] [role="menuitem"]')[3]!.click();
  await page.settled();
  ok(page.has('.dialog.help') && !isOpen(page), 'all keys');
  await page.press('Escape');
  equal(page.focused, page.get(MORE));
  await page.click(MORE);
  page.all('[data-menu="board"] [role="menuitem"]')[2]!.click();
  await page.settled();
  equal(page.get('.panel').getAttribute('aria-label'), '会议信息');
  await page.press('Escape');
  equal(page.focused, page.get(MORE));
});

test('the menu closes when the focus goes elsewhere', async () => {
  const { page } = await narrow();
  await page.click(MORE);
  page.get('.row').focus();
  await page.settled();
  ok(!isOpen(page), 'closed');
  equal(page.focused, page.get('.row'), 'and the focus stays where it went');
});

test('a reader has nothing to take back', async () => {
  const { page } = await narrow('read');
  equal(items(page), ['会议信息', '全部按键']);
});

test('on a narrow tag the title and the state share a line, and who is here takes none when nobody is', async () => {
  const { page } = await narrow();
  const middle = (selector: string): number => {
    const { top, bottom } = page.get(selector).getBoundingClientRect();
    return (top + bottom) / 2;
  };
  ok(Math.abs(middle('.head h2') - middle('.head [part="sync"]')) < 6, 'title and state');
  ok(Math.abs(middle('.head h2') - middle(MORE)) < 6, 'title and menu');
  const { height } = page.get('.head').getBoundingClientRect();
  ok(height <= 100, `title and two lines of facts are ${height} px`);
  const field = page.get('.title-field') as HTMLInputElement;
  ok(field.scrollWidth <= field.clientWidth, 'the title is whole');
  const [more, board] = [page.get(MORE), page.board].map((element) => element.getBoundingClientRect());
  ok(more!.width >= 44 && more!.right <= board!.right, 'within reach of a thumb');
});

test('on a narrow tag the filter is its sign until somebody is in it or has typed, and the count of gaps keeps its own', async () => {
  const { page } = await narrow();
  const width = (): number => page.get('.filter').getBoundingClientRect().width;
  const field = page.get('.filter-field');
  ok(width() <= 48, `a sign alone: ${width()}`);
  ok(page.get('.findings svg').getBoundingClientRect().width > 0, 'it looks like a button');
  field.focus();
  ok(width() > 90, `room for words: ${width()}`);
  await page.type('.filter-field', '防汛');
  field.blur();
  await page.settled();
  ok(width() > 90, `what is filtered by stays in sight: ${width()}`);
  ok(page.board.scrollWidth <= page.board.clientWidth, 'nothing sticks out');
});

test('while the first content is on its way, a narrow tag says so clear of the bars above', async () => {
  const page = await BoardPage.show((await stage('loading')).session, { width: 360 });
  const above = page.get('.skeleton .w-facts').getBoundingClientRect().bottom;
  const gap = page.get('.skeleton .head .meta').getBoundingClientRect().top - above;
  ok(gap >= 8, `${gap} px`);
});

test('on half a screen the name of what was written twice has a line of its own, and the values stand at one edge', async () => {
  const page = await BoardPage.show((await stage('contested-start')).session, { width: 700, lang: 'en' });
  page.frame.style.width = '768px';
  await new Promise((done) => setTimeout(done, 60));
  await page.settled();
  equal(page.get('.board').dataset['width'], 'm');
  const key = page.get('.head .contested > .key').getBoundingClientRect();
  const values = page.all('.head .contested > .value').map((value) => value.getBoundingClientRect());
  ok(
    values.every(({ top }) => top >= key.bottom),
    'below the name',
  );
  const [first, second] = values;
  ok(second!.top < first!.bottom || Math.abs(second!.left - first!.left) < 1, 'beside, or right below');
});

const STEPS = '[data-opens="steps"]';

for (const lang of ['zh-CN', 'en']) {
  test(`at most three steps stand at the foot of a topic, on one line; the way past the procedure is behind ⋯ (${lang})`, async () => {
    await setViewport({ width: 1366, height: 768 });
    const { session, sample } = await stage('overview');
    const page = await BoardPage.show(session, { width: 1326, lang });
    await page.open(sample!.topics[1]!);
    const tops = page.all('.commands > .buttons > *').map((one) => Math.round(one.getBoundingClientRect().top));
    equal(new Set(tops).size, 1, `one line: ${tops.join()}`);
    const inSight = page.all('.commands > .buttons > [data-command]').map(({ dataset }) => dataset['command']);
    equal(inSight, ['topic.return', 'topic.defer', 'topic.withdraw']);
    page.get(STEPS).focus();
    await page.press('ArrowDown');
    equal(page.focused?.getAttribute('data-command'), 'topic.adHoc');
    (page.focused as HTMLElement).click();
    await page.settled();
    ok(page.has('.command-form [data-field="approver"]'), 'its form is open');
  });
}

test('a menu of steps that is open goes with its topic', async () => {
  const { session, sample } = await stage('overview');
  const page = await BoardPage.show(session);
  await page.open(sample!.topics[1]!);
  await page.click(STEPS);
  await page.open(sample!.topics[0]!);
  await page.open(sample!.topics[1]!);
  ok(page.get('#menu-steps').hidden, 'closed');
});
