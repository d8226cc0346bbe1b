import { PICTURE } from '../../stories/scenes.js';
import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

interface Apart {
  readonly sample: SampleRoom;
  readonly mine: AgendaSession;
  readonly other: AgendaSession;
}

/** The clerk and the coordinator, who is offline, both write the place; then the coordinator is back. */
async function apart(): Promise<Apart> {
  const sample = await sampleRoom({ ...PICTURE, now: '2024-04-12T17:40:00+08:00' });
  const mine = sample.room.join(PEOPLE.clerk);
  const other = sample.room.join(PEOPLE.coordinator);
  const [one, two] = [await BoardPage.show(mine), await BoardPage.show(other)];
  sample.room.cut(other);
  await fillPlace(one, '县委一楼会议室');
  sample.clock.now += 60_000;
  await fillPlace(two, '行政中心二号会议室');
  sample.room.heal(other);
  sample.clock.now += 20 * 60_000;
  for (const page of [one, two]) page.frame.remove();
  return { sample, mine, other };
}

async function fillPlace(page: BoardPage, place: string): Promise<void> {
  if (!page.has('[data-register="place"]')) await page.click('[data-opens="meeting"]');
  await page.fill('[data-register="place"]', place);
}

const choices = (page: BoardPage, within = '.head'): readonly string[] =>
  page.all(`${within} .contested .value`).map((value) => plain(value.textContent));

async function pick(page: BoardPage, text: string, within = '.head'): Promise<void> {
  const value = page.all(`${within} .contested .value`).find((one) => one.textContent.includes(text))!;
  value.focus();
  value.click();
  await page.settled();
}

const places = (session: AgendaSession): readonly string[] =>
  session.content.meeting.place.values.map(({ value }) => value);

test('two places written apart stand where the place stands, each with author and time, and 离线 where it was so', async () => {
  const { mine, other } = await apart();
  for (const session of [mine, other]) {
    const page = await BoardPage.show(session);
    equal(choices(page), ['县委一楼会议室 简舟 17:40', '行政中心二号会议室 顾岚 17:41 离线']);
    equal(page.get('.head .contested').getAttribute('aria-label'), '地点有 2 个写法，选定一个');
    equal(plain(page.get('.head .contested .key').textContent), '地点有两个');
    await page.click('[data-opens="meeting"]');
    equal(choices(page, '.panel'), choices(page));
    ok(!page.has('[data-register="place"]'), 'the field gives way to the choice');
    page.frame.remove();
  }
});

test('one press picks: it is said, the focus stays at the place, and the loser is kept, struck, with author and time', async () => {
  const { mine, other } = await apart();
  const page = await BoardPage.show(mine);
  const watching = await BoardPage.show(other);
  await pick(page, '二号');
  await watching.settled();
  equal(places(other), ['行政中心二号会议室']);
  equal(page.said, '地点已选定：行政中心二号会议室');
  for (const one of [page, watching]) {
    const fact = plain(one.get('.head .fact.settled').textContent);
    equal(fact, '行政中心二号会议室 简舟 18:01 选定 未采用：县委一楼会议室 简舟 17:40 改回');
    equal(plain(one.get('.head .former s').textContent), '县委一楼会议室 简舟 17:40');
  }
  ok(page.focused?.closest('[data-strip="place"]'), 'the focus is where the choice was');
  equal(page.focused?.getAttribute('aria-label'), '地点改回“县委一楼会议室”');
  ok(watching.said.includes('简舟 18:01 选定地点：行政中心二号会议室'), watching.said);
});

test('the second press of a double click changes nothing back', async () => {
  const { mine } = await apart();
  const page = await BoardPage.show(mine);
  await pick(page, '二号');
  page.get('.head .former button').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
  await page.settled();
  equal(places(mine), ['行政中心二号会议室']);
});

test('改回 writes the loser anew under the name of whoever does it, and can be changed back in turn', async () => {
  const { sample, mine, other } = await apart();
  const page = await BoardPage.show(mine);
  await pick(page, '二号');
  sample.clock.now += 4 * 60_000;
  const second = await BoardPage.show(other);
  await second.click('.head .former button');
  await page.settled();
  equal(places(mine), ['县委一楼会议室']);
  equal(second.said, '地点已改回：县委一楼会议室');
  const fact = plain(page.get('.head .fact.settled').textContent);
  equal(fact, '县委一楼会议室 顾岚 18:05 改回 原为：行政中心二号会议室 简舟 18:01 改回');
  await page.click('.head .former button');
  equal(places(other), ['行政中心二号会议室']);
});

test('a plain change keeps the former value in the panel, and leaves the header as short as it was', async () => {
  const { room } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  await fillPlace(page, '县委一楼会议室');
  ok(!page.has('.head .register-strip'), 'nothing was contested');
  equal(plain(page.get('.panel [data-strip="place"]').textContent), '简舟 17:52 填写 原为：县委三楼会议室 建会时 改回');
  await page.click('.panel [data-strip="place"] button');
  equal(places(session), ['县委三楼会议室']);
  equal((page.get('[data-register="place"]') as HTMLInputElement).value, '县委三楼会议室');
  ok(page.focused?.closest('.panel [data-strip="place"]'), 'the focus stays in the panel');
});

test('two people who pick different values at once are asked again, and nothing is lost', async () => {
  const { sample, mine, other } = await apart();
  const [one, two] = [await BoardPage.show(mine), await BoardPage.show(other)];
  sample.room.cut(other);
  await pick(one, '一楼');
  await pick(two, '二号');
  sample.room.heal(other);
  await one.settled();
  for (const page of [one, two]) {
    await page.settled();
    equal(
      [...choices(page)].sort(),
      ['县委一楼会议室 简舟 18:01 选定', '行政中心二号会议室 顾岚 18:01 离线 选定'].sort(),
    );
  }
  ok(one.said.includes('地点有 2 个写法'), one.said);
});

test('who may not write sees both values with their authors and may press none of them', async () => {
  const { sample } = await apart();
  const page = await BoardPage.show(sample.room.join(PEOPLE.auditor, 'read'));
  equal(choices(page), ['县委一楼会议室 简舟 17:40', '行政中心二号会议室 顾岚 17:41 离线']);
  equal(page.all('.head .contested button').length, 0);
  equal(page.get('.head .contested').getAttribute('aria-label'), '地点有 2 个写法，还没有选定');
  await page.click('[data-opens="meeting"]');
  equal(choices(page, '.panel').length, 2);
  equal(page.all('.panel .contested button, .panel [data-strip] button').length, 0);
});

test('nothing is computed from a start that nobody has picked, and each place says why', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const mine = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.coordinator);
  const page = await BoardPage.show(mine);
  ok(page.row(topics[1]!).textContent.includes('迟 21 小时 40 分'), 'late against the one start');
  room.cut(other);
  other.content.setRegister('startAt', '2024-04-17T15:00:00+08:00', { at: '2024-04-12T09:00:00Z', offline: true });
  mine.content.setRegister('startAt', '2024-04-16T15:00:00+08:00', { at: '2024-04-12T09:00:00Z', offline: false });
  room.heal(other);
  await page.settled();
  ok(page.text('.clock').includes('时间有 2 个写法，选定前不算截止和迟报'), page.text('.clock'));
  ok(page.text('.reading').includes('时间有 2 个写法，先不算'), page.text('.reading'));
  ok(!page.has('.clock svg.line') && !page.has('.reading .figure'), 'no figure stands there');
  ok(!page.row(topics[1]!).textContent.includes('迟'), page.row(topics[1]!).textContent);
  await page.click('.clock .open-start button');
  ok(page.focused?.closest('[data-contested="startAt"]'), 'the way to the choice');
  await pick(page, '4月17日');
  ok(page.has('.clock svg.line') && page.has('.reading .figure'), 'once picked it is computed again');
  ok(page.text('.head').includes('4月17日 周三 15:00'), page.text('.head'));
});

test('an empty place is named as such where it stands against another', async () => {
  const { sample, mine, other } = await apart();
  const [one] = [await BoardPage.show(mine)];
  await pick(one, '一楼');
  sample.room.cut(other);
  mine.content.setRegister('place', '');
  other.content.setRegister('place', '县委二楼会议室');
  sample.room.heal(other);
  await one.settled();
  ok(
    choices(one).some((text) => text.startsWith('（未填） 简舟')),
    choices(one).join(' | '),
  );
});

test('the same place written by two apart is settled, and both are named', async () => {
  const { room } = await sampleRoom(PICTURE);
  const mine = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.coordinator);
  const [one, two] = [await BoardPage.show(mine), await BoardPage.show(other)];
  room.cut(other);
  await fillPlace(one, '县委一楼会议室');
  await fillPlace(two, '县委一楼会议室');
  room.heal(other);
  await one.settled();
  ok(!one.has('.contested'), 'they agree');
  ok(
    /简舟 17:52、顾岚 17:52 离线|顾岚 17:52 离线、简舟 17:52/.test(one.text('.panel [data-strip="place"]')),
    one.text('.panel'),
  );
});

test('undo takes back typing and leaves a pick alone', async () => {
  const { mine } = await apart();
  const page = await BoardPage.show(mine);
  const topic = mine.content.topics[0]!.id;
  mine.content.setTopic(topic, { proposer: '县财政局' });
  await page.settled();
  await pick(page, '二号');
  await page.click('.tools .undo');
  equal(places(mine), ['行政中心二号会议室']);
  ok(mine.content.topic(topic)!.proposer !== '县财政局', 'the typing is taken back');
});
