import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { changeApprovedContent } from '../../stories/scene-parts.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

/** A list much taller than the window, with titles that need more lines when the list gets narrower. */
async function longList(count: number): Promise<{ sample: SampleRoom; session: AgendaSession }> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.clerk);
  for (let n = 6; n <= count; n += 1) {
    session.content.addTopic({ title: `关于第 ${n} 件涉及多个单位、需要会前协调一致的事项办理情况的汇报`, minutes: 5 });
  }
  return { sample, session };
}

const painted = (): Promise<void> => new Promise((done) => setTimeout(done, 120));

const topOf = (element: Element): number => element.getBoundingClientRect().top;

test('opening and closing a row leaves it where the reader sees it', async () => {
  const { session } = await longList(80);
  const page = await BoardPage.show(session);
  const id = session.content.topics[60]!.id;
  page.row(id).scrollIntoView({ block: 'center' });
  await painted();
  const before = topOf(page.row(id));
  await page.open(id);
  await painted();
  ok(Math.abs(topOf(page.row(id)) - before) < 3, `opened: ${before} and ${topOf(page.row(id))}`);
  await page.press('Escape');
  await page.click('[data-close]').catch(() => undefined);
  await painted();
  ok(!page.has('.panel'), 'the panel is closed');
  ok(Math.abs(topOf(page.row(id)) - before) < 3, `closed: ${before} and ${topOf(page.row(id))}`);
});

test('on a narrow tag closing the panel brings the row back to where it was', async () => {
  const { session } = await longList(60);
  const page = await BoardPage.show(session, { width: 360 });
  const id = session.content.topics[40]!.id;
  page.row(id).scrollIntoView({ block: 'center' });
  await painted();
  const before = topOf(page.row(id));
  await page.open(id);
  await page.click('[data-close]');
  await painted();
  ok(Math.abs(topOf(page.row(id)) - before) < 3, `${before} and ${topOf(page.row(id))}`);
});

test('help opens in the part of the board that is in sight, and the page stays where it was', async () => {
  const { session } = await longList(80);
  const page = await BoardPage.show(session);
  const row = page.row(session.content.topics[50]!.id);
  row.scrollIntoView({ block: 'center' });
  row.focus({ preventScroll: true });
  await painted();
  // Not the page's offset: rows out of sight take their real height when they are first drawn.
  const before = topOf(row);
  await page.press('?');
  await painted();
  const box = page.get('.dialog').getBoundingClientRect();
  ok(box.top >= 0 && box.top < window.innerHeight / 2, `its top is at ${box.top}`);
  ok(Math.abs(topOf(row) - before) < 2, `the row went from ${before} to ${topOf(row)}`);
  await page.click('[data-close-help]');
  ok(Math.abs(topOf(row) - before) < 2, `closing moved the row to ${topOf(row)}`);
});

test('help in a room without topics is not cut off', async () => {
  const { room } = await sampleRoom({ empty: true });
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.click('[data-opens="help"]');
  const dialog = page.get('.dialog').getBoundingClientRect();
  const board = page.get('.board').getBoundingClientRect();
  ok(dialog.top >= board.top && dialog.bottom <= board.bottom, `${dialog.bottom} in ${board.bottom}`);
});

test('a topic that is put off stands below the agenda, without a number, and is not counted', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const director = room.join(PEOPLE.director);
  const page = await BoardPage.show(director);
  await director.send({ type: 'topic.defer', subject: topics[1]!, payload: { reason: '本次不议' } });
  await page.settled();
  equal(
    page.all('.row .c-order b').map((order) => order.textContent),
    ['1', '2', '3', '4'],
  );
  ok(page.text('.foot').startsWith('4 项'), page.text('.foot'));
  ok(page.text('.aside-head').includes('不上本次会议'), page.text('.aside-head'));
  const rows = page.all('.row').map((row) => row.dataset['topic']);
  equal(rows, [topics[0], topics[2], topics[3], topics[4], topics[1]]);
  await page.open(topics[1]!);
  ok(page.text('.panel .bar').includes('不上本次会议'), page.text('.panel .bar'));
  page.row(topics[2]!).focus();
  await page.press('ArrowDown', { altKey: true });
  equal(page.titles[2], '关于设立县乡村振兴产业引导资金的请示', 'one place down among those that are heard');
  page.row(topics[4]!).focus();
  await page.press('ArrowDown');
  equal(page.focusedTopic, topics[1], 'the keys reach it');
});

for (const lang of ['zh-CN', 'en']) {
  test(`in a portal of 1120 px with the panel open, titles keep their room and chips stay in their column (${lang})`, async () => {
    const { room, topics, clock } = await sampleRoom({ ...PICTURE, steps: { 1: 3 } });
    const leader = room.join(PEOPLE.leader);
    await leader.send({ type: 'topic.topApprove', subject: topics[1]!, payload: {} });
    changeApprovedContent(room.join(PEOPLE.govClerk), topics[1]!);
    clock.now += 60_000;
    await leader.send({ type: 'topic.topApprove', subject: topics[1]!, payload: {} });
    const page = await BoardPage.show(leader, { width: 1120, lang });
    await page.open(topics[1]!);
    const title = page.row(topics[0]!).querySelector('.c-topic')!.getBoundingClientRect();
    ok(title.width >= 240, `a title has ${title.width} px`);
    const chip = page.row(topics[1]!).querySelector('.chip')!.getBoundingClientRect();
    const cell = page.row(topics[1]!).querySelector('.c-status')!.getBoundingClientRect();
    ok(chip.right <= cell.right + 0.5, `the chip ends at ${chip.right}, its column at ${cell.right}`);
    ok(
      page.row(topics[0]!).querySelector('.c-minutes')!.getBoundingClientRect().width > 0,
      'the minutes are still there',
    );
  });
}

test('numbers of three digits keep clear of the title', async () => {
  const { session } = await longList(101);
  const page = await BoardPage.show(session);
  const row = page.row(session.content.topics[100]!.id);
  row.scrollIntoView();
  await painted();
  const number = row.querySelector('.c-order b')!.getBoundingClientRect();
  const title = row.querySelector('.name')!.getBoundingClientRect();
  ok(title.left - number.right >= 6, `${title.left - number.right} px between them`);
});

test('dots of the material clock never hide each other, and no word lies on another', async () => {
  for (const width of [1320, 1120, 360]) {
    const { room, topics, clock } = await sampleRoom({ ...PICTURE, now: '2024-04-12T17:52:00+08:00' });
    const clerk = room.join(PEOPLE.clerk);
    clerk.content.setMaterials(topics[0]!, ['临时材料']);
    await clerk.send({ type: 'material.receive', subject: topics[0]!, payload: { material: '临时材料' } });
    clock.now += 60_000;
    const page = await BoardPage.show(clerk, { width });
    const dots = page.all('.mark-dot').map((dot) => dot.getBoundingClientRect());
    const sorted = [...dots].sort((a, b) => a.left - b.left);
    sorted.slice(1).forEach((box, index) => {
      ok(
        box.left >= sorted[index]!.right - 2,
        `at ${width} px one dot ends at ${sorted[index]!.right}, the next begins at ${box.left}`,
      );
    });
    const words = page
      .all('.line .tick-word, .line .needle-word')
      .map((word) => word.getBoundingClientRect())
      .filter((box) => box.width > 0);
    for (const one of words) {
      for (const other of words) {
        if (one === other) continue;
        const apart =
          one.right <= other.left + 1 ||
          other.right <= one.left + 1 ||
          one.bottom <= other.top + 1 ||
          other.bottom <= one.top + 1;
        ok(apart, `at ${width} px two words of the clock overlap`);
      }
    }
  }
});

test('on 360 px the agreement to a late topic and the time of arrival are in sight, and tools fit one line', async () => {
  for (const lang of ['zh-CN', 'en']) {
    const { room, topics } = await sampleRoom(PICTURE);
    const director = room.join(PEOPLE.director);
    await director.send({
      type: 'finding.waive',
      subject: topics[1]!,
      payload: { rule: 'LATE', approver: '县委书记', reason: '汛期' },
    });
    const page = await BoardPage.show(director, { width: 360, lang });
    const waived = page.row(topics[1]!).querySelector('.waived')!.getBoundingClientRect();
    ok(waived.width > 0, 'who agreed is shown');
    const came = page.row(topics[1]!).querySelector('.c-material .under span')!;
    ok(came.textContent.includes('14:40') && came.getBoundingClientRect().width > 0, 'and when it came');
    const tools = page.all('.tools > .filter, .tools > .findings, .tools > [data-add]').map((tool) => topOf(tool));
    ok(Math.max(...tools) - Math.min(...tools) < 10, `one line of tools (${lang}): ${tools.join()}`);
    ok(page.board.scrollWidth <= page.board.clientWidth, 'nothing sticks out');
  }
});

test('the row that is dragged has the focus, so that no ring covers the line where it lands', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  page.row(topics[0]!).focus();
  const handle = page.row(topics[3]!).querySelector<HTMLElement>('[data-grip]')!;
  handle.setPointerCapture = () => undefined;
  const { top } = handle.getBoundingClientRect();
  handle.dispatchEvent(
    new PointerEvent('pointerdown', { clientY: top, pointerId: 7, bubbles: true, composed: true, cancelable: true }),
  );
  await page.settled();
  equal(page.focusedTopic, topics[3]);
  await page.press('Escape');
});

test('one button of the panel is the primary one', async () => {
  const { room, topics } = await sampleRoom({ ...PICTURE, now: '2024-04-16T09:30:00+08:00' });
  const page = await BoardPage.show(room.join(PEOPLE.director));
  for (const id of topics) {
    await page.open(id);
    const primary = page.all('.panel .button.primary').map((button) => button.textContent.trim());
    ok(primary.length <= 1, `${primary.join()} on ${page.text('.topic-title')}`);
  }
  await page.open(topics[2]!);
  await page.click('[data-waive]');
  equal(page.all('.panel .button.primary').length, 1, 'with a form open, the form’s own');
});
