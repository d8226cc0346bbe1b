import { WHOLE_LIST } from '../../src/components/agenda-board/list-window.js';
import { AT_ONCE } from '../../src/components/agenda-board/agenda-rows.js';
import { AGENDA_WORDS } from '../../src/components/agenda-board/strings.js';
import type { TopicId } from '../../src/model/agenda/topic.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import type { MemoryRoom } from '../../src/sync/memory-source.js';
import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

const COUNT = 1200;

interface Long {
  readonly room: MemoryRoom;
  readonly page: BoardPage;
  readonly session: AgendaSession;
  readonly ids: readonly TopicId[];
}

/** A board over an agenda that is much longer than the window, with everything judged and measured. */
async function longBoard(count = COUNT, options: Parameters<typeof BoardPage.show>[1] = {}): Promise<Long> {
  const sample = await sampleRoom({ ...PICTURE, count });
  const session = sample.room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session, options);
  await quiet(page);
  return { room: sample.room, page, session, ids: sample.topics };
}

/** Nothing is under way any more: what follows by itself has followed. */
async function quiet(page: BoardPage): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    await new Promise((done) => setTimeout(done, 20));
    await page.settled();
    if (!page.has('[aria-busy="true"]') && turn > 3) return;
  }
  throw new Error('the board never came to rest');
}

/** As a wheel does it; the event is sent along, since a page in the background scrolls without telling. */
async function scrollTo(page: BoardPage, top: number): Promise<void> {
  window.scrollTo({ top, behavior: 'instant' });
  document.dispatchEvent(new Event('scroll'));
  await quiet(page);
}

const topOf = (element: Element): number => element.getBoundingClientRect().top;

function drawn(page: BoardPage): readonly string[] {
  return page.all('.list > [data-topic]').map((row) => row.dataset['topic']!);
}

function inSight(page: BoardPage): readonly HTMLElement[] {
  return page.all('.list > [data-topic]').filter((row) => {
    const box = row.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  });
}

/** No part of the window shows a gap instead of rows. */
/** A page that is not in front is laid out when the browser comes to it. */
async function comesTrue(isSo: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 250 && !isSo(); turn++) await new Promise((done) => setTimeout(done, 20));
  ok(isSo(), what);
}

function isCovered(page: BoardPage): boolean {
  return page.all('[data-gap]').every((gap) => {
    const box = gap.getBoundingClientRect();
    return box.bottom <= 0 || box.top >= window.innerHeight;
  });
}

test('of a long list only the rows near what is in sight are in the page, and the list is as tall as it would be with all', async () => {
  const { page, ids } = await longBoard();
  ok(drawn(page).length < 60, `${drawn(page).length} rows are drawn`);
  equal(drawn(page).slice(0, 3), ids.slice(0, 3));
  ok(isCovered(page), 'no gap is in sight');
  const row = page.row(ids[0]!).getBoundingClientRect().height;
  const list = page.get('.list').getBoundingClientRect().height;
  ok(Math.abs(list / row / COUNT - 1) < 0.1, `${list} px for ${COUNT} rows of about ${row}`);
});

test('scrolling anywhere brings the rows that belong there', async () => {
  const { page, ids } = await longBoard();
  const whole = document.documentElement.scrollHeight;
  for (const share of [0.5, 0.9, 0.2, 1]) {
    await scrollTo(page, whole * share);
    ok(isCovered(page), `no gap is in sight at ${share}`);
    const first = ids.indexOf(inSight(page)[0]!.dataset['topic'] as TopicId);
    ok(Math.abs(first / COUNT - share) < 0.1, `row ${first} is in sight at ${share}`);
  }
  ok(drawn(page).includes(ids[COUNT - 1]!), 'the last one is there');
});

test('every row says which one it is of how many, wherever the window stands', async () => {
  const { page, ids, session } = await longBoard();
  await scrollTo(page, 40_000);
  equal(page.get('.list').getAttribute('aria-rowcount'), String(COUNT + 1));
  for (const row of page.all('.list > [data-topic]')) {
    equal(row.getAttribute('aria-rowindex'), String(ids.indexOf(row.dataset['topic'] as TopicId) + 2));
  }
  for (const gap of page.all('[data-gap]')) equal(gap.getAttribute('aria-hidden'), 'true');
  ok(session.content.topics.length === COUNT, 'all topics are there');
});

test('the row that has the focus stays in the page when it is scrolled out of sight, and keys go on from it', async () => {
  const { page, ids } = await longBoard();
  page.row(ids[2]!).focus();
  await scrollTo(page, 50_000);
  equal(page.focusedTopic, ids[2]);
  await page.press('ArrowDown');
  await quiet(page);
  equal(page.focusedTopic, ids[3]);
  ok(inSight(page).includes(page.row(ids[3]!)), 'and it is in sight again');
});

test('End goes to the last row and Home to the first, with all rows between left out', async () => {
  const { page, ids } = await longBoard();
  page.row(ids[0]!).focus();
  await page.press('End');
  await quiet(page);
  equal(page.focusedTopic, ids[COUNT - 1]);
  await comesTrue(() => isCovered(page), 'no gap is in sight at the end');
  await page.press('Home');
  await quiet(page);
  equal(page.focusedTopic, ids[0]);
  ok(drawn(page).length < 60, `${drawn(page).length} rows are drawn`);
});

test('Alt and an arrow move a row past the edge of what is drawn, and the focus goes along', async () => {
  const { page, ids, session } = await longBoard();
  const at = 600;
  page.board.scrollIntoView();
  page.row(ids[0]!).focus();
  session.content.moveTopic(ids[0]!, at);
  await page.settled();
  equal(page.focusedTopic, ids[0], 'it is drawn where it stands now');
  await page.press('ArrowDown', { altKey: true });
  await quiet(page);
  equal(
    session.content.topics.findIndex((topic) => topic.id === ids[0]),
    at + 1,
  );
  equal(page.focusedTopic, ids[0]);
});

test('exactly one row can be reached by Tab, and it is in the page', async () => {
  const { page } = await longBoard();
  await scrollTo(page, 30_000);
  equal(page.all('[data-topic][tabindex="0"]').length, 1);
});

test('what somebody else adds above leaves the rows in sight where they are', async () => {
  const { page, room } = await longBoard();
  await scrollTo(page, 30_000);
  const seen = inSight(page)[3]!;
  const before = topOf(seen);
  const other = room.join(PEOPLE.govClerk);
  room.cut(other);
  // So many that none of the rows in sight would be drawn if the window stayed at its numbers.
  for (let n = 0; n < 40; n++) other.content.addTopic({ title: `插入的议题 ${n}` }, 5);
  room.heal(other);
  await quiet(page);
  ok(seen.isConnected, 'the row is the same element');
  ok(Math.abs(topOf(seen) - before) < 2, `it went from ${before} to ${topOf(seen)}`);
  ok(isCovered(page), 'no gap is in sight');
});

test('at the very top what somebody else adds there comes into sight', async () => {
  const { page, room } = await longBoard();
  await scrollTo(page, 0);
  const id = room.join(PEOPLE.govClerk).content.addTopic({ title: '新的第一项' }, 0);
  await quiet(page);
  equal(drawn(page)[0], id);
});

test('a remote change of a row in sight renders that row alone', async () => {
  const { page, room, ids } = await longBoard();
  const other = room.join(PEOPLE.govClerk);
  const touched = new Set<string>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const row = element?.closest<HTMLElement>('.list > *');
      if (row) touched.add(row.dataset['topic'] ?? row.className);
    }
  });
  observer.observe(page.get('.list'), { subtree: true, childList: true, characterData: true, attributes: true });
  other.content.setTopic(ids[4]!, { proposer: '县应急管理局' });
  await page.settled();
  equal([...touched], [ids[4]]);
  ok(page.row(ids[4]!).textContent.includes('县应急管理局'), 'and shows it');
  touched.clear();
  other.content.setTopic(ids[700]!, { proposer: '县应急管理局' });
  await page.settled();
  equal([...touched], [], 'one out of sight renders none');
  observer.disconnect();
});

test('the row in hand stays in the page while the list scrolls, and lands where it is let go', async () => {
  const { page, ids, session } = await longBoard();
  const handle = page.row(ids[1]!).querySelector<HTMLElement>('[data-grip]')!;
  handle.setPointerCapture = () => undefined;
  const point = (type: string, clientY: number): void => {
    const event = {
      clientY,
      pointerId: 7,
      pointerType: 'mouse',
      button: 0,
      bubbles: true,
      composed: true,
      cancelable: true,
    };
    handle.dispatchEvent(new PointerEvent(type, event));
  };
  point('pointerdown', topOf(handle) + 4);
  await page.settled();
  await scrollTo(page, 30_000);
  ok(page.row(ids[1]!).isConnected, 'the row in hand is there');
  const target = inSight(page)[4]!;
  point('pointermove', topOf(target) + 3);
  await page.settled();
  ok(target.matches('.drop-before'), 'a line shows where it would land');
  point('pointerup', topOf(target) + 3);
  await quiet(page);
  const order = session.content.topics.map((topic) => topic.id);
  equal(order[order.indexOf(target.dataset['topic'] as TopicId) - 1], ids[1]);
});

test('stepping through topics in the panel brings each one’s row into sight', async () => {
  const { page, ids } = await longBoard();
  await page.open(ids[0]!);
  for (let step = 0; step < 20; step++) await page.click(`.panel [aria-label="${AGENDA_WORDS['zh-CN'].panel.next}"]`);
  await quiet(page);
  await comesTrue(() => inSight(page).includes(page.row(ids[20]!)), 'the row of the open topic is in sight');
});

test('before printing every row is in the page, and afterwards again only those near what is in sight', async () => {
  const { page } = await longBoard();
  window.dispatchEvent(new Event('beforeprint'));
  equal(drawn(page).length, COUNT, 'at once: a printer waits for no promise');
  ok(!page.has('[data-gap]'), 'without gaps');
  window.dispatchEvent(new Event('afterprint'));
  await quiet(page);
  ok(drawn(page).length < 60, `${drawn(page).length} rows are drawn`);
});

test('the filter finds a topic that is not drawn', async () => {
  const { page, session, ids } = await longBoard();
  session.content.titleOf(ids[900]!)!.replace(0, 0, '防汛抢险');
  await page.type('.filter-field', '防汛抢险');
  equal(drawn(page), [ids[900]]);
  await page.type('.filter-field', '');
  ok(drawn(page).length > 5 && drawn(page).length < 60, `${drawn(page).length} rows are drawn`);
});

test('topics that are put aside stand below all others under their heading, and have their numbers in the table', async () => {
  const { page, room, ids } = await longBoard(WHOLE_LIST + 20);
  const director = room.join(PEOPLE.director);
  for (const subject of ids.slice(3, 6)) {
    const sent = await director.send({ type: 'topic.defer', subject, payload: { reason: '本次不议' } });
    ok(sent.ok, 'it was put off');
  }
  await quiet(page);
  const heard = WHOLE_LIST + 17;
  equal(page.get('.list').getAttribute('aria-rowcount'), String(1 + heard + 1 + 3));
  await scrollTo(page, document.documentElement.scrollHeight);
  equal(page.get('.aside-head').getAttribute('aria-rowindex'), String(heard + 2));
  equal(
    ids.slice(3, 6).map((id) => page.row(id).getAttribute('aria-rowindex')),
    [heard + 3, heard + 4, heard + 5].map(String),
  );
});

test('up to the limit the whole list is in the page', async () => {
  const { page } = await longBoard(WHOLE_LIST);
  equal(drawn(page).length, WHOLE_LIST);
  ok(!page.has('[data-gap]'), 'without gaps');
});

test('while topics are still being judged nothing is called in order', async () => {
  const { room } = await sampleRoom({ ...PICTURE, count: AT_ONCE + 100 });
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  ok(page.has('.summary[aria-busy="true"]'), 'the figures are not there yet');
  const told: unknown[] = [];
  page.board.addEventListener('siban-finding', (event) => told.push((event as Event & { findings: unknown }).findings));
  const button = page.text('.findings');
  await quiet(page);
  ok(page.text('.findings') !== button, `${button}, then ${page.text('.findings')}`);
  equal(told.length, 1, 'the host is told once, of all');
});

test('inside a portal’s own scroller the window follows that', async () => {
  const { page, ids } = await longBoard();
  page.frame.style.height = '600px';
  page.frame.style.overflowY = 'auto';
  page.frame.scrollTop = 40_000;
  page.frame.dispatchEvent(new Event('scroll'));
  await quiet(page);
  ok(isCovered(page), 'no gap is in sight');
  ok(!drawn(page).includes(ids[20]!), 'those above are left out');
});

test('rows that get taller when the list gets narrower leave the row in sight where it was', async () => {
  const { page } = await longBoard();
  await scrollTo(page, 30_000);
  const seen = inSight(page)[2]!;
  await page.open(seen.dataset['topic']!);
  await quiet(page);
  const before = topOf(page.row(seen.dataset['topic']!));
  await page.click('[data-close]');
  await quiet(page);
  ok(Math.abs(topOf(page.row(seen.dataset['topic']!)) - before) < 3, 'it stays');
  ok(isCovered(page), 'no gap is in sight');
});
