import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage, type Scene } from '../../stories/scenes.js';
import { afterEachTest, equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

const DESK = { width: 1366, height: 768 };

/** Media type and features as the browser would report them; without an argument those of the runner again. */
function media(media = '', features: readonly { name: string; value: string }[] = []): Promise<unknown> {
  return executeServerCommand('media', { media, features });
}

afterEachTest(async () => {
  await media();
  await setViewport({ width: 800, height: 600 });
});

const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 60));

async function shown(scene: Scene, options: Parameters<typeof BoardPage.show>[1]): Promise<BoardPage> {
  const { session, sample, open, afterwards } = await stage(scene);
  const page = await BoardPage.show(session, options);
  const topic = sample?.topics[open];
  if (topic) await page.open(topic);
  await afterwards?.(page.board);
  await page.settled();
  return page;
}

const box = (element: Element): DOMRect => element.getBoundingClientRect();
const look = (element: Element, pseudo?: string): CSSStyleDeclaration => getComputedStyle(element, pseudo);

/** Where the letters of an element's first line stand. */
function baselineOf(element: Element): number {
  const probe = document.createElement('i');
  probe.style.cssText = 'display: inline-block; width: 0; height: 0';
  element.prepend(probe);
  const { bottom } = box(probe);
  probe.remove();
  return bottom;
}

/** What can be seen and lies further out than the board, or holds more than it shows. */
function sticksOut(page: BoardPage): readonly string[] {
  const frame = box(page.board);
  return page
    .all('*')
    .filter((element) => !element.closest('.sr, .heads, svg') && box(element).width > 1)
    .filter((element) => box(element).right > frame.right + 1 || box(element).left < frame.left - 1)
    .map((element) => `${element.tagName}.${element.className} by ${box(element).right - frame.right}`);
}

const NARROW: readonly Scene[] = [
  'overview',
  'conflict',
  'changed',
  'offline',
  'expired',
  'contested-place',
  'picked-place',
  'queue-refused',
  'secret-held',
  'empty',
];

for (const lang of ['zh-CN', 'en']) {
  for (const width of [320, 360]) {
    test(`on ${width} px nothing has to be scrolled sideways in any state (${lang})`, async () => {
      await setViewport({ width: width + 20, height: 780 });
      for (const scene of NARROW) {
        const page = await shown(scene, { width, lang });
        equal(sticksOut(page), [], `${scene}: ${page.text('.board').slice(0, 20)}`);
        if (page.has('[data-close]')) {
          await page.click('[data-close]');
          equal(sticksOut(page), [], `${scene}, the list`);
        }
        page.frame.remove();
      }
    });
  }
}

test('on 1366 × 768 five topics, the clock, the totals and the first action of the panel are seen without scrolling', async () => {
  await setViewport(DESK);
  const page = await shown('overview', { width: 1326 });
  window.scrollTo(0, 0);
  const top = box(page.board).top;
  const fold = DESK.height - 20;
  equal(page.all('.row').length, 5);
  for (const [what, element] of Object.entries({
    'the fifth topic': page.all('.row')[4]!,
    'the clock': page.get('.clock'),
    'the first action': page.get('.panel .box .button'),
    'the totals': page.get('.foot'),
  })) {
    ok(box(element).bottom - top <= fold, `${what} ends at ${box(element).bottom - top}`);
  }
  ok(box(page.get('.commands')).bottom <= DESK.height, 'and the steps that may be taken');
});

for (const density of ['comfortable', 'compact'] as const) {
  test(`number, title, light, minutes and state of a row stand on one line, its heads above them (${density})`, async () => {
    await setViewport(DESK);
    const page = await shown('overview', { width: 1326 });
    page.board.density = density;
    await page.settled();
    for (const row of page.all('.row')) {
      const first = ['.c-order b', '.name', '.c-material .light > span', '.c-minutes b', '.c-status .light > span'];
      const lines = first.map((part) => baselineOf(row.querySelector(part)!));
      ok(Math.max(...lines) - Math.min(...lines) < 0.6, `baselines ${lines.join()}`);
      const under = ['.c-topic', '.c-material', '.c-gate', '.c-minutes'].map((cell) =>
        baselineOf(row.querySelector(`${cell} .under > span`)!),
      );
      ok(Math.max(...under) - Math.min(...under) < 0.6, `second line ${under.join()}`);
    }
    const heads = page.all('.heads > span');
    const row = page.all('.row')[0]!;
    const starts = ['.c-order b', '.name', '.c-material .light', '.gate', null, '.c-status .light'];
    starts.forEach((part, index) => {
      if (part === null) return;
      const head = box(heads[index]!).left + parseFloat(look(heads[index]!).paddingLeft);
      const cell = box(row.querySelector(part)!).left;
      ok(Math.abs(head - cell) < 1, `${heads[index]!.textContent} starts at ${head}, its column at ${cell}`);
    });
    const end = box(heads[4]!).right - parseFloat(look(heads[4]!).paddingRight);
    const minutes = box(row.querySelector('.c-minutes .under')!).right;
    ok(Math.abs(end - minutes) < 1, `minutes end at ${minutes}, their head at ${end}`);
  });
}

test('a row keeps its height when somebody comes to look at it', async () => {
  await setViewport(DESK);
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  // Until the browser has found a row in sight it has the height that is reckoned for it.
  await drawn();
  const before = box(page.row(topics[1]!)).height;
  const other = room.join(PEOPLE.npcClerk);
  other.setPresence(topics[1]!, true);
  await page.settled();
  await drawn();
  ok(page.row(topics[1]!).querySelector('.avatar'), 'the face is there');
  equal(box(page.row(topics[1]!)).height, before);
});

test('the number of the topic in which the plan ends stands beside the line where it ends', async () => {
  const page = await shown('changed', { width: 1326 });
  const cap = box(page.get('rect.cap'));
  for (const number of page.all('.bar .number').map(box)) {
    ok(number.right <= cap.left || number.left >= cap.right, `${number.left}–${number.right} over ${cap.left}`);
  }
});

test('the heads of a long list stay at the top of the window, and a row that is reached by key is not under them', async () => {
  await setViewport(DESK);
  const { room } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  for (let n = 6; n <= 60; n += 1) session.content.addTopic({ title: `关于第 ${n} 件事项的汇报`, minutes: 5 });
  const page = await BoardPage.show(session);
  const rows = page.all('.row');
  rows[40]!.scrollIntoView({ block: 'start' });
  await drawn();
  ok(Math.abs(box(page.get('.heads')).top) < 1, `the heads are at ${box(page.get('.heads')).top}`);
  ok(box(rows[40]!).top >= box(page.get('.heads')).bottom - 1, `the row starts at ${box(rows[40]!).top}`);
});

test('in the colours of the machine every shape, dot and link of the chain can still be seen', async () => {
  await setViewport(DESK);
  await media('', [{ name: 'forced-colors', value: 'active' }]);
  ok(matchMedia('(forced-colors: active)').matches, 'the browser forces its colours');
  const page = await shown('queue-waiting', { width: 1326 });
  const paper = look(page.get('.board')).backgroundColor;
  const ink = look(page.get('.board')).color;
  ok(paper !== ink, 'paper and ink differ');
  const filled: readonly (readonly [string, string?])[] = [
    ['.pip.missing'],
    ['.pip.next', '::after'],
    ['.pip + .pip', '::before'],
    ['.trail', '::before'],
  ];
  for (const [selector, pseudo] of filled) {
    const ground = look(page.get(selector), pseudo).backgroundColor;
    equal(ground, ink, `${selector}${pseudo ?? ''}`);
  }
  for (const selector of ['.shape.ok', '.shape.warn', '.shape.bad', '.shape.soon', '.fact > .icon']) {
    equal(look(page.get(selector)).color, ink, selector);
  }
  for (const selector of ['.line .mark-dot text', '.line .mark-dot.bad text', '.line .day', '.bar .number.over']) {
    equal(look(page.get(selector)).fill, ink, selector);
  }
  equal(look(page.get('.row.unsaved')).backgroundImage, 'none', 'no stripes of ours under words of theirs');
  ok(look(page.get('.chip.queued')).borderTopWidth !== '0px', 'what waits has an edge');
  const primary = look(page.get('.button.primary')).backgroundColor;
  ok(primary !== paper, 'the button that is meant first is filled');
});

test('in the colours of the machine the strip of a conflict and the side that is chosen have an edge', async () => {
  await setViewport(DESK);
  await media('', [{ name: 'forced-colors', value: 'active' }]);
  const page = await shown('conflict', { width: 1326 });
  ok(look(page.get('.strip')).borderTopStyle === 'solid', 'the strip');
  await page.click('[data-settle]');
  ok(look(page.get('.settle')).borderTopStyle === 'solid', 'the choice');
});

test('in the colours of the machine an alarm changes places with its ground, and nothing else does', async () => {
  await setViewport(DESK);
  await media('', [{ name: 'forced-colors', value: 'active' }]);
  const alarm = await shown('alarm', { width: 1326 });
  const { color: ink, backgroundColor: paper } = look(alarm.get('.board'));
  equal([look(alarm.get('.banner')).color, look(alarm.get('.banner')).backgroundColor], [paper, ink]);
  equal(look(alarm.get('.banner .shape .on')).stroke, ink, 'the sign in the octagon');
  alarm.frame.remove();
  const conflict = await shown('conflict', { width: 1326 });
  equal(look(conflict.get('.strip')).color, ink, 'a conflict is no alarm');
});

test('in the colours of the machine the mark of a seal keeps its four edges, and buttons at the head of a panel lie apart', async () => {
  await setViewport(DESK);
  await media('', [{ name: 'forced-colors', value: 'active' }]);
  const page = await shown('overview', { width: 1326 });
  const seal = look(page.get('.sealed > i'));
  equal(
    [seal.borderTopWidth, seal.borderRightWidth, seal.borderBottomWidth, seal.borderLeftWidth],
    ['1px', '1px', '1px', '1px'],
  );
  const buttons = page.all('.panel-head .button').map(box);
  ok(buttons.length > 1, `${buttons.length} buttons`);
  for (const [index, { left }] of buttons.slice(1).entries()) {
    ok(left - buttons[index]!.right >= 3.5, `${left - buttons[index]!.right} px`);
  }
});

test('paper says what printed it and when, by the clock of the server; the screen does not', async () => {
  await setViewport(DESK);
  const page = await shown('overview', { width: 1326 });
  equal(box(page.get('.printed')).height, 0);
  await media('print');
  ok(box(page.get('.printed')).height > 10, 'a line of its own');
  ok(
    /^四办 Siban\s+打印于 2024年4月12日 \d+:\d\d（服务器时间）$/.test(page.get('.printed').textContent.trim()),
    page.get('.printed').textContent,
  );
});

test('on paper the word of a status is not broken', async () => {
  await setViewport(DESK);
  const page = await shown('changed', { width: 794 });
  await media('print');
  for (const chip of page.all('.c-status .chip'))
    ok(box(chip).height < 30, `${chip.textContent}: ${box(chip).height} px`);
});

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`paper is white with black letters, with the list and its heads and without tools or panel (${theme})`, async () => {
    await setViewport(DESK);
    const page = await shown('overview', { width: 1326, theme });
    page.board.style.setProperty('--siban-surface', '#123456');
    await media('print');
    const board = look(page.get('.board'));
    equal(board.backgroundColor, 'rgb(255, 255, 255)');
    equal(board.color, 'rgb(0, 0, 0)');
    for (const gone of ['.tools', '.panel', '.who', '.grip .icon', '.keys']) {
      equal(box(page.get(gone)).height, 0, gone);
    }
    equal(look(page.get('.heads')).display, 'table-header-group', 'heads are repeated on every sheet');
    equal(look(page.get('.heads')).breakInside, 'avoid', 'and whole, or they would not be');
    const heads = page.all('.heads > span').map((head) => Math.round(box(head).left));
    const cells = Array.from(page.all('.row')[1]!.querySelectorAll('.cell')).map((cell) => Math.round(box(cell).left));
    equal(heads, cells, 'the heads stand above their columns');
    equal(look(page.get('.pip.missing')).getPropertyValue('print-color-adjust'), 'exact');
    ok(look(page.get('.pip.done')).borderTopStyle === 'solid', 'a step that is done keeps its ring');
  });
}

test('whoever prints with a topic open on a narrow tag gets the list', async () => {
  const page = await shown('overview', { width: 700 });
  equal(box(page.get('.main')).height, 0, 'the panel has taken its place');
  await media('print');
  ok(box(page.get('.main')).height > 200, 'on paper it is there');
  ok(box(page.get('.summary')).height > 50, 'and so is the clock');
});

test('of the banners only the alarm is printed', async () => {
  const offline = await shown('offline', { width: 1326 });
  await media('print');
  equal(box(offline.get('.banner')).height, 0);
  offline.frame.remove();
  const alarm = await shown('alarm', { width: 1326 });
  ok(box(alarm.get('.banner')).height > 20, 'a record that cannot be trusted must not look like one that can');
});

test('at 400 % zoom nothing that stays in sight covers what is read, and a dialog fits the window', async () => {
  await setViewport({ width: 342, height: 192 });
  const page = await shown('overview', { width: 342 });
  equal(sticksOut(page), []);
  equal(look(page.get('.commands')).position, 'static', 'the bar of steps lies at the end, not over the half of it');
  await page.click('[data-close]');
  equal(look(page.get('.heads')).position === 'sticky', false);
  await page.press('?');
  await drawn();
  const dialog = box(page.get('.dialog'));
  ok(dialog.top >= 0 && dialog.bottom <= 192, `${dialog.top} to ${dialog.bottom}`);
  ok(page.get('.dialog').scrollHeight > page.get('.dialog').clientHeight, 'what does not fit is scrolled to');
});

test('a narrow tag shows a dialog as a sheet at the lower edge of the window', async () => {
  await setViewport({ width: 360, height: 780 });
  const page = await shown('secret-held', { width: 360 });
  await drawn();
  const dialog = box(page.get('.dialog'));
  ok(Math.abs(dialog.bottom - 780) < 2, `it ends at ${dialog.bottom}`);
  ok(dialog.left <= 10 && dialog.right >= 350, 'from edge to edge');
});

test('under reduced motion nothing moves, and what somebody changed is still tinted', async () => {
  await media('', [{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  for (const name of ['--_t-1', '--_t-2', '--_t-3']) {
    equal(look(page.get('.board')).getPropertyValue(name).trim(), '0ms', name);
  }
  room.join(PEOPLE.govClerk).content.setTopic(topics[1]!, { minutes: 18 });
  await page.settled();
  const plain = look(page.row(topics[0]!)).backgroundColor;
  ok(page.row(topics[1]!).classList.contains('fresh'), 'it is known to be changed');
  ok(look(page.row(topics[1]!)).backgroundColor !== plain, 'and has another ground');
});

test('on half a screen titles have room for twelve hanzi, and the tools stand on one line', async () => {
  await setViewport({ width: 768, height: 1024 });
  const page = await shown('overview', { width: 728 });
  await page.click('[data-close]');
  const name = page.all('.name')[0]!;
  ok(box(name).width >= 12 * 15, `a title has ${box(name).width} px`);
  const tops = page.all('.tools > .filter, .tools > .findings, .tools > [data-add]').map((tool) => box(tool).top);
  ok(Math.max(...tops) - Math.min(...tops) < 12, `tools at ${tops.join()}`);
});
