import { PEOPLE, sampleRoom, type SampleOptions } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import type { Person } from '../../src/model/person.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

const trailOf = (page: BoardPage): readonly string[] => page.all('.trail > li').map((step) => plain(step.textContent));

async function act(session: AgendaSession, type: string, subject: string, payload = {}): Promise<void> {
  const result = await session.send({ type, subject, payload });
  if (!result.ok) throw new Error(`${type}: ${result.problem?.title}`);
}

/** A topic of our own with a whole trail that was sealed here, up to the signature of the leader in charge. */
async function signedTopic(): Promise<{
  room: Awaited<ReturnType<typeof sampleRoom>>;
  id: never;
  clerk: AgendaSession;
}> {
  const sample = await sampleRoom(PICTURE);
  const clerk = sample.room.join(PEOPLE.clerk);
  const id = clerk.content.addTopic({ title: '关于夏收工作的汇报', proposer: '县农业农村局', sponsor: '何述安' });
  await act(clerk, 'topic.submit', id);
  sample.clock.now += 60_000;
  await act(sample.room.join(PEOPLE.govLeader), 'topic.leaderSign', id, { note: '同意' });
  sample.clock.now += 60_000;
  return { room: sample, id: id as never, clerk };
}

test('after a signature alone a change is called a change since the signature, and what helps is said', async () => {
  const { room, id, clerk } = await signedTopic();
  clerk.content.setTopic(id, { reporter: '县农业农村局局长' });
  const page = await BoardPage.show(room.room.join(PEOPLE.clerk));
  await page.open(id);
  const box = page.text('[data-change="open"]');
  ok(box.includes('审签后有改动 1 处') && box.includes('审签时的内容'), box);
  ok(!box.includes('审定') || !box.includes('重新审定'), `no approval has been given yet: ${box}`);
  ok(box.includes('退回补正'), box);
  ok(page.row(id).textContent.includes('待审核'), 'the row says whose turn it is');
});

test('a change between two seals stays in the trail at its place, with what changed, who and when', async () => {
  const { room, id, clerk } = await signedTopic();
  room.room.join(PEOPLE.govClerk).content.setTopic(id, { reporter: '县农业农村局局长' });
  room.clock.now += 60_000;
  await act(clerk, 'topic.review', id);
  room.clock.now += 60_000;
  const leader = room.room.join(PEOPLE.leader);
  await act(leader, 'topic.topApprove', id);
  room.clock.now += 60_000;
  room.room.join(PEOPLE.govClerk).content.titleOf(id)!.replace(0, 0, '（补充）');
  room.clock.now += 60_000;
  const page = await BoardPage.show(leader);
  await page.open(id);
  ok(
    trailOf(page).some((step) => step.startsWith('定后有改动 1 处：标题') && step.includes('郁川')),
    trailOf(page).join('\n'),
  );
  await page.click('[data-change="open"] .link');
  ok(page.text('[data-change="open"] .comparison').includes('郁川'), page.text('.comparison'));
  await act(leader, 'topic.topApprove', id);
  await page.settled();
  const trail = trailOf(page);
  const at = (start: string): number => trail.findIndex((step) => step.startsWith(start));
  const early = at('审签后有改动 1 处：汇报人');
  const late = at('定后有改动 1 处：标题');
  ok(early > at('何述安 审签') && early < at('简舟 审核通过'), trail.join('\n'));
  ok(late > at('程望川 审定') && late < at('程望川 重新审定'), trail.join('\n'));
  ok(trail[early]!.includes('郁川') && trail[early]!.includes('17:'), trail[early]!);
});

test('a new start after a return is no change', async () => {
  const { room, id, clerk } = await signedTopic();
  await act(room.room.join(PEOPLE.director), 'topic.return', id, { reason: '附件不全' });
  clerk.content.setTopic(id, { reporter: '县农业农村局局长' });
  await act(clerk, 'topic.submit', id);
  const page = await BoardPage.show(clerk);
  await page.open(id);
  ok(!page.text('.trail').includes('有改动'), page.text('.trail'));
});

async function scheduled(
  now: string,
  person: Person,
): Promise<{ page: BoardPage; id: string; session: AgendaSession }> {
  const options: SampleOptions = { ...PICTURE, now };
  const { room, topics } = await sampleRoom(options);
  const session = room.join(person);
  const page = await BoardPage.show(session);
  await page.open(topics[2]!);
  return { page, id: topics[2]!, session };
}

test('a decision is no primary button before the meeting has begun', async () => {
  const before = await scheduled('2024-04-15T17:00:00+08:00', PEOPLE.leader);
  ok(!before.page.get('[data-command="topic.decide"]').classList.contains('primary'), 'days before');
  const after = await scheduled('2024-04-16T09:10:00+08:00', PEOPLE.leader);
  ok(after.page.get('[data-command="topic.decide"]').classList.contains('primary'), 'in the meeting');
});

test('a decision is taken in a dialog that names the open flags, and the row says what was decided', async () => {
  const { page, id, session } = await scheduled('2024-04-16T09:10:00+08:00', PEOPLE.leader);
  await page.click('[data-command="topic.decide"]');
  const dialog = page.get('[role="dialog"]');
  ok(plain(dialog.textContent).includes('缺分管领导审签'), plain(dialog.textContent));
  ok(plain(dialog.textContent).includes('关于设立县乡村振兴产业引导资金的请示'), 'and the topic');
  ok(dialog.contains(page.focused), 'the focus is inside');
  await page.press('Escape');
  ok(!page.has('[role="dialog"]'), 'Esc leaves it');
  await page.click('[data-command="topic.decide"]');
  await page.click('.dialog input[value="passed-in-principle"]');
  await page.click('.dialog [type="submit"]');
  ok(!page.has('[role="dialog"]'), 'sealed and closed');
  ok(plain(page.row(id).querySelector('.c-status')!.textContent).includes('原则通过'), page.row(id).textContent);
  session.content.titleOf(id as never)!.replace(0, 0, '（补）');
  await page.settled();
  ok(!page.text('.panel').includes('重新审定后'), 'nothing is approved anew once it is decided');
});

test('an ad hoc motion is not offered for what went through the whole procedure', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  await page.open(topics[0]!);
  ok(!page.has('[data-command="topic.adHoc"]'), 'all five steps are there');
  await page.open(topics[1]!);
  ok(page.has('[data-command="topic.adHoc"]'), 'one is still on its way');
  await page.open(topics[2]!);
  ok(page.has('[data-command="topic.adHoc"]'), 'listed with a step left out');
});

test('an opinion is called an opinion, and every step says what kind of content it covers', async () => {
  const { room, id, clerk } = await signedTopic();
  await act(clerk, 'topic.review', id);
  await act(room.room.join(PEOPLE.leader), 'topic.topApprove', id);
  const page = await BoardPage.show(clerk);
  await page.open(id);
  const trail = trailOf(page);
  ok(trail[1]!.includes('意见：同意') && !trail[1]!.includes('理由'), trail[1]!);
  equal(
    trail.slice(0, 4).map((step) => /[所]. ?内容|所.内容/.exec(step)?.[0]),
    ['所报内容', '所签内容', '所审内容', '所定内容'],
  );
});

test('several missing steps are counted, and minutes that nobody filled in are not added up to 0', async () => {
  const sample = await sampleRoom();
  const director = sample.room.join(PEOPLE.director);
  const id = director.content.addTopic({ title: '关于抢险物资的汇报', proposer: '县水利局' });
  await act(director, 'topic.adHoc', id, { approver: '县委书记', reason: '紧急' });
  const page = await BoardPage.show(director);
  ok(plain(page.row(id).querySelector('.c-gate')!.textContent).includes('缺 4 步'), page.row(id).textContent);
  ok(!page.text('.foot').includes('合计 0'), page.text('.foot'));
  ok(page.text('.foot').includes('时长未填'), page.text('.foot'));
});

test('the choice between two decisions says once what is asked for, and on each side what its author had in sight', async () => {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics, clock } = sample;
  const coordinator = room.join(PEOPLE.coordinator);
  const director = room.join(PEOPLE.director);
  const subject = topics[3]!;
  const basis = director.record.state.topics.get(subject)?.newest.get('state') ?? null;
  clock.now += 60_000;
  await coordinator.send({ type: 'topic.schedule', subject, payload: { note: '本周须定办法' } });
  await director.send({ type: 'topic.defer', subject, payload: { reason: '意见书出不来' }, basis });
  const page = await BoardPage.show(room.join({ ...PEOPLE.director, id: 'u-second', name: '程远' }));
  await page.click('[data-settle]');
  equal(page.text('.settle').split('先选定其中一项').length, 2, 'said once');
  for (const card of page.all('.option')) {
    const said = plain(card.textContent);
    ok(said.includes('书记 审定') && said.includes('材料 5/6') && said.includes('缺合法性审查意见'), said);
  }
  ok(plain(page.all('.option')[0]!.textContent).includes('意见'), 'a note is an opinion');
});
