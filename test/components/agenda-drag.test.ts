import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import type { TopicId } from '../../src/model/agenda/topic.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { amongAll, gathered, shifted } from '../../src/components/agenda-board/row-order.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Longer than a finger has to rest on a row before it has taken it. */
const HELD = 450;

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** A real finger on the glass, through the browser's own input. */
async function touch(
  type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
  ...points: readonly Point[]
): Promise<void> {
  await executeServerCommand('touch', { type, points: points.map((point, id) => ({ ...point, id })) });
}

interface Opened {
  readonly page: BoardPage;
  readonly session: AgendaSession;
  readonly topics: readonly TopicId[];
}

async function opened(width = 1000, topics = 5): Promise<Opened> {
  await setViewport({ width: 1040, height: 700 });
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.clerk);
  for (let n = 6; n <= topics; n += 1) session.content.addTopic({ title: `第 ${n} 件` });
  const page = await BoardPage.show(session, { width });
  page.board.scrollIntoView();
  page.row(sample.topics[0]!).scrollIntoView({ block: 'center' });
  await pause(50);
  return { page, session, topics: sample.topics };
}

const middleOf = (element: Element): Point => {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 3, y: box.top + box.height / 2 };
};

const titleOf = (page: BoardPage, id: TopicId): Element => page.row(id).querySelector('.name')!;

const order = (session: AgendaSession): readonly string[] => session.content.topics.map((topic) => topic.id);

test('a block goes up and down by one, gathers where it is dropped, and leaves alone what is not heard', () => {
  const ids = (text: string): TopicId[] => text.split('') as TopicId[];
  const moved = (text: string): ReadonlySet<TopicId> => new Set(ids(text));
  equal(shifted(ids('abcde'), moved('bc'), -1)?.join(''), 'bcade');
  equal(shifted(ids('abcde'), moved('bc'), 1)?.join(''), 'adbce');
  equal(shifted(ids('abcde'), moved('bd'), 1)?.join(''), 'acbed');
  equal(shifted(ids('abcde'), moved('a'), -1), null);
  equal(shifted(ids('abcde'), moved('be'), 1), null);
  equal(gathered(ids('abcde'), moved('bd'), 3).join(''), 'acebd');
  equal(gathered(ids('abcde'), moved('bd'), 0).join(''), 'bdace');
  // X and Y are not heard, and stay between the same neighbours as far as those stay.
  equal(amongAll(ids('aXbYc'), ids('cab'), moved('c')).join(''), 'caXbY');
  equal(amongAll(ids('aXbYc'), ids('bca'), moved('a')).join(''), 'XbYca');
  equal(amongAll(ids('XaY'), ids('a'), moved('a')).join(''), 'XYa');
});

test('a finger that rests on a row takes it, and drops it where a line shows', async () => {
  const { page, session, topics } = await opened();
  const from = middleOf(titleOf(page, topics[3]!));
  await touch('touchStart', from);
  ok(!page.has('.row.dragged'), 'not at once');
  await pause(HELD);
  ok(page.row(topics[3]!).classList.contains('dragged'), 'it is in hand');
  equal(page.said, '已拿起第 4 项，拖到新位置放开，Esc 放回');
  const to = middleOf(titleOf(page, topics[1]!));
  await touch('touchMove', { x: to.x, y: to.y + 2 });
  await touch('touchMove', { x: to.x, y: to.y - 30 });
  await page.settled();
  ok(page.row(topics[1]!).classList.contains('drop-before'), 'a line shows where it would land');
  await touch('touchEnd');
  await page.settled();
  equal(order(session), [topics[0], topics[3], topics[1], topics[2], topics[4]]);
  equal(page.said, '已移至第 2 项，共 5 项');
  equal(page.focusedTopic, topics[3]);
  await pause(50);
  ok(!page.has('.panel'), 'the finger that let go did not open it');
});

test('a short touch opens a row, and one that strays scrolls: neither takes it', async () => {
  const { page, session, topics } = await opened();
  const at = middleOf(titleOf(page, topics[2]!));
  await touch('touchStart', at);
  await touch('touchEnd');
  await pause(400);
  ok(page.has('.panel'), 'it was opened');
  await page.click('[data-close]');
  page.row(topics[2]!).scrollIntoView({ block: 'center' });
  await pause(50);
  const from = middleOf(titleOf(page, topics[2]!));
  await touch('touchStart', from);
  for (let by = 10; by <= 60; by += 10) await touch('touchMove', { x: from.x, y: from.y - by });
  await pause(HELD);
  ok(!page.has('.row.dragged'), 'nothing is in hand');
  await touch('touchEnd');
  equal(order(session), topics);
});

test('the page scrolls under a finger that did not rest, and not under one that holds a row', async () => {
  const { page, topics } = await opened(1000, 40);
  const before = document.scrollingElement!.scrollTop;
  const from = middleOf(titleOf(page, topics[2]!));
  await touch('touchStart', from);
  for (let by = 10; by <= 120; by += 10) await touch('touchMove', { x: from.x, y: from.y - by });
  await touch('touchEnd');
  await pause(100);
  ok(document.scrollingElement!.scrollTop > before + 40, 'it scrolled');
  page.row(topics[2]!).scrollIntoView({ block: 'center' });
  await pause(600);
  const held = document.scrollingElement!.scrollTop;
  const again = middleOf(titleOf(page, topics[2]!));
  await touch('touchStart', again);
  await pause(HELD);
  for (let by = 10; by <= 120; by += 10) await touch('touchMove', { x: again.x, y: again.y - by });
  await pause(100);
  ok(
    Math.abs(document.scrollingElement!.scrollTop - held) < 2,
    `it scrolled by ${document.scrollingElement!.scrollTop - held}`,
  );
  await touch('touchEnd');
});

test('a second finger puts the row back, and so does Esc', async () => {
  const { page, session, topics } = await opened();
  const from = middleOf(titleOf(page, topics[3]!));
  const to = middleOf(titleOf(page, topics[0]!));
  await touch('touchStart', from);
  await pause(HELD);
  await touch('touchMove', to);
  ok(page.has('.row.dragged'), 'it is in hand');
  await touch('touchStart', to, { x: to.x + 200, y: to.y + 40 });
  await page.settled();
  ok(!page.has('.row.dragged'), 'it is back');
  equal(page.said, '已放回原处');
  await touch('touchEnd');
  equal(order(session), topics);

  await touch('touchStart', from);
  await pause(HELD);
  await touch('touchMove', to);
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  await page.settled();
  ok(!page.has('.row.dragged'), 'Esc puts it back');
  await touch('touchEnd');
  await page.settled();
  equal(order(session), topics);
  await pause(50);
  ok(!page.has('.panel'), 'and nothing was opened');
});

test('at the edge of what is in sight the list scrolls on by itself, and the row lands far away', async () => {
  const { page, session, topics } = await opened(1000, 40);
  page.row(topics[0]!).scrollIntoView({ block: 'center' });
  await pause(50);
  const before = document.scrollingElement!.scrollTop;
  const from = middleOf(titleOf(page, topics[0]!));
  await touch('touchStart', from);
  await pause(HELD);
  await touch('touchMove', { x: from.x, y: window.innerHeight - 10 });
  const end = performance.now() + 10_000;
  while (document.scrollingElement!.scrollTop < before + 600 && performance.now() < end) await pause(50);
  ok(
    document.scrollingElement!.scrollTop >= before + 600,
    `it scrolled by ${document.scrollingElement!.scrollTop - before}`,
  );
  await touch('touchMove', { x: from.x, y: window.innerHeight / 2 });
  await touch('touchEnd');
  await page.settled();
  ok(order(session).indexOf(topics[0]!) > 5, `it landed at ${order(session).indexOf(topics[0]!) + 1}`);
});

test('of several that are selected all go along, and one undo brings them back', async () => {
  const { page, session, topics } = await opened();
  const [a, b, c, d, e] = topics;
  page.row(b!).focus();
  await page.press(' ');
  page.row(d!).focus();
  await page.press(' ');
  const from = middleOf(titleOf(page, d!));
  await touch('touchStart', from);
  await pause(HELD);
  equal(page.said, '已拿起 2 项，拖到新位置放开，Esc 放回');
  equal(page.all('.row.dragged').length, 2);
  const to = middleOf(titleOf(page, e!));
  await touch('touchMove', { x: to.x, y: to.y + 20 });
  await touch('touchEnd');
  await page.settled();
  equal(order(session), [a, c, e, b, d]);
  equal(page.said, '2 项已移至第 4 至 5 项，共 5 项');
  await page.press('z', { ctrlKey: true });
  equal(order(session), topics);
});

test('a row that somebody else removes while it is held is simply gone', async () => {
  const sample = await sampleRoom(PICTURE);
  await setViewport({ width: 1040, height: 700 });
  const session = sample.room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session, { width: 1000 });
  const id = sample.topics[3]!;
  page.row(id).scrollIntoView({ block: 'center' });
  await pause(50);
  await touch('touchStart', middleOf(titleOf(page, id)));
  await pause(HELD);
  sample.room.join(PEOPLE.govClerk).content.removeTopic(id);
  await page.settled();
  await touch('touchEnd');
  await page.settled();
  ok(!page.has('.row.dragged') && page.titles.length === 4, 'four are left, none in hand');
  equal(
    session.content.removedTopics.map((topic) => topic.id),
    [id],
  );
});

test('nothing can be taken while a filter hides rows, and who only reads takes nothing', async () => {
  const { page, topics } = await opened();
  await page.type('.filter-field', '水利局');
  const from = middleOf(titleOf(page, topics[3]!));
  await touch('touchStart', from);
  await pause(HELD);
  equal(page.said, '清除筛选后才能调序');
  ok(!page.has('.row.dragged'), 'nothing is in hand');
  await touch('touchEnd');
});

/** Everything that can be pressed, with what is too small about it. `least` in CSS pixels. */
function tooSmall(page: BoardPage, least: number): readonly string[] {
  return page
    .all('button, input, select, textarea, [data-grip], .decisions label, .looked')
    .filter((element) => element.getClientRects().length > 0 && !element.matches('label input, .title-field'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ element, box }) => {
      // A link in a line of words is as high as the line (WCAG 2.5.8 leaves those out).
      if (element.matches('.link')) return false;
      // A finger takes the whole row; the handle is the mouse's.
      if (element.matches('[data-grip]') && matchMedia('(pointer: coarse)').matches) return false;
      return box.width < least - 0.5 || box.height < least - 0.5;
    })
    .map(
      ({ element, box }) =>
        `${element.className || element.tagName} ${Math.round(box.width)}×${Math.round(box.height)}`,
    );
}

for (const width of [1000, 360]) {
  test(`at ${width} px everything that is pressed is 24 px or more, and 44 px on a screen for fingers`, async () => {
    const { page, topics } = await opened(width);
    const look = async (least: number): Promise<void> => {
      for (const density of ['comfortable', 'compact'] as const) {
        page.board.density = density;
        await page.settled();
        equal(tooSmall(page, least), [], `${density}, list`);
      }
      page.row(topics[0]!).focus();
      await page.press(' ');
      equal(tooSmall(page, least), [], 'the bar of the selection');
      await page.press('Escape');
      await page.click('[data-opens="help"]');
      equal(tooSmall(page, least), [], 'help');
      await page.press('Escape');
      await page.open(topics[0]!);
      await page.click('[data-edit]');
      equal(tooSmall(page, least), [], 'panel');
      await page.click('[data-close]');
    };
    await look(width === 360 ? 44 : 24);
    await executeServerCommand('touch', { screen: true });
    try {
      await page.settled();
      ok(matchMedia('(pointer: coarse)').matches, 'the screen is one for fingers');
      await look(44);
    } finally {
      await executeServerCommand('touch', { screen: false });
    }
  });
}
