import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { changeApprovedContent } from '../../stories/scene-parts.js';
import { PICTURE } from '../../stories/scenes.js';
import { keeping } from '../../stories/waiting-scenes.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

const commandsOf = (page: BoardPage): readonly string[] =>
  page.all('[data-command]').map((button) => button.dataset['command'] ?? '');

/** Waits until the queue of the page has come to rest, and is shown so. */
async function rested(page: BoardPage, session: AgendaSession): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    await page.settled();
    if (!session.queue.some(({ state }) => state === 'sending' || state === 'waiting')) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error('the queue did not come to rest');
}

interface Offline {
  readonly sample: SampleRoom;
  readonly session: AgendaSession;
  readonly page: BoardPage;
}

/** The leader's page with the second topic open, cut off from the server, in a browser that keeps what waits. */
async function leaderOffline(): Promise<Offline> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.leader);
  const page = await BoardPage.show(keeping(session, 'kept'));
  sample.room.cut(session);
  await page.open(sample.topics[1]!);
  return { sample, session, page };
}

async function approve({ page }: Offline, note = ''): Promise<void> {
  await page.click('[data-command="topic.topApprove"]');
  if (note !== '') await page.type('.command-form textarea', note);
  await page.click('.command-form [type="submit"]');
  await page.settled();
}

test('a step that is given offline is no error: the form closes, and row, trail and toast say that it waits', async () => {
  const offline = await leaderOffline();
  const { page, sample } = offline;
  const errors: Event[] = [];
  page.board.addEventListener('siban-error', (event) => errors.push(event));
  await approve(offline, '同意上会');
  equal(errors.length, 0);
  ok(!page.has('.command-form'), 'the form is closed');
  equal(page.text('.toast'), '已记在本机，联网后封存');
  ok(page.row(sample.topics[1]!).textContent.includes('待封存：审定'), page.row(sample.topics[1]!).textContent);
  const step = page.text('.trail .queued');
  ok(step.includes('程望川 审定 12日 17:52 填报 待封存') && step.includes('意见：同意上会'), step);
  ok(step.includes('联网后自动封存'), step);
  ok(page.row(sample.topics[1]!).textContent.includes('待审定'), 'the state as a fact is still the sealed one');
});

test('a page that keeps nothing says that it must stay open', async () => {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.leader);
  const page = await BoardPage.show(session);
  sample.room.cut(session);
  await page.open(sample.topics[1]!);
  await approve({ sample, session, page });
  equal(page.text('.toast'), '已记在本页，联网后封存。不要关闭本页');
});

test('the next step builds on the one that waits', async () => {
  const sample = await sampleRoom(PICTURE);
  const both = { ...PEOPLE.director, roles: ['director', 'leader'] as const };
  const session = sample.room.join(both);
  const page = await BoardPage.show(keeping(session, 'kept'));
  sample.room.cut(session);
  await page.open(sample.topics[1]!);
  await approve({ sample, session, page });
  ok(commandsOf(page).includes('topic.schedule'), commandsOf(page).join());
  ok(page.text('.trail .next').includes('待列入议程'), page.text('.trail .next'));
  await page.click('[data-command="topic.schedule"]');
  await page.click('.command-form [type="submit"]');
  await page.settled();
  ok(page.row(sample.topics[1]!).textContent.includes('待封存 2 步'), page.row(sample.topics[1]!).textContent);
  sample.room.heal(session);
  await rested(page, session);
  equal(
    session.record.entries.slice(-2).map(({ type, outcome }) => `${type} ${outcome}`),
    ['topic.topApprove stands', 'topic.schedule stands'],
  );
});

test('back online it is sealed by itself; the trail says when it was given and that it came late', async () => {
  const offline = await leaderOffline();
  const { page, sample, session } = offline;
  await approve(offline);
  sample.clock.now += 20 * 60_000;
  sample.room.heal(session);
  await rested(page, session);
  ok(!page.has('.trail .queued'), 'nothing waits any more');
  ok(page.text('.trail').includes('本人填报 17:52 · 离线补传'), page.text('.trail'));
  equal(page.text('.toast'), '“关于2024年防汛备汛工作方案的汇报”审定已封存');
  ok(page.row(sample.topics[1]!).textContent.includes('待列会'), 'the row has moved on');
  ok(!page.row(sample.topics[1]!).textContent.includes('待封存'), 'and the chip is gone');
});

test('edits that are not uploaded hatch their row and say so; while the connection is there nothing flickers', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  session.content.setTopic(topics[0]!, { minutes: 20 });
  await page.settled();
  ok(!page.has('.row.unsaved'), 'it is on its way');
  room.cut(session);
  session.content.setTopic(topics[0]!, { minutes: 25 });
  await page.settled();
  ok(page.row(topics[0]!).classList.contains('unsaved'), 'hatched');
  ok(page.row(topics[0]!).textContent.includes('未上传'), 'and in words');
  equal(page.all('.row.unsaved').length, 1);
  room.heal(session);
  await page.settled();
  ok(!page.has('.row.unsaved'), 'saved again');
});

/** An approval that was given offline, of what somebody else has changed before it arrived. */
async function refusedApproval(): Promise<Offline> {
  const offline = await leaderOffline();
  const { page, sample, session } = offline;
  await approve(offline, '同意上会');
  changeApprovedContent(sample.room.join(PEOPLE.govClerk), sample.topics[1]!);
  sample.room.heal(session);
  await rested(page, session);
  return offline;
}

test('a step that waited and was refused: banner, toast, row and panel say so, the trail shows what changed', async () => {
  const { page, sample, session } = await refusedApproval();
  equal(session.queue[0]?.state, 'refused');
  equal(
    page.text('.banner.warn .say'),
    '审定没有封存 “关于2024年防汛备汛及应急演练工作方案的汇报”：内容改过，请看过再定',
  );
  ok(page.row(sample.topics[1]!).textContent.includes('审定没有封存'), page.row(sample.topics[1]!).textContent);
  ok(page.text('.toast').includes('审定没有封存'), page.text('.toast'));
  ok(page.has('[data-refused-box]'), 'first of all that the panel says');
  equal(page.text('.trail .refused'), '你看过之后内容改过 3 处。没有记下任何结论，请看过再定');
  const lines = page.all('.trail .comparison .line').map((line) => line.textContent.replace(/\s+/g, ' ').trim());
  equal(lines.length, 4);
  ok(lines[1]!.includes('及应急演练') && lines[1]!.includes('改动人 郁川'), lines[1]!);
});

test('the way from the banner leads to where it is decided', async () => {
  const { page, session } = await refusedApproval();
  await page.click('[data-close]');
  await page.click('.banner.warn .button');
  equal(page.focused?.getAttribute('data-queued'), session.queue[0]?.command.id);
});

test('it is given again on what stands there now, once every line was seen, with its own words', async () => {
  const { page, session } = await refusedApproval();
  equal(page.get('[data-resubmit]').getAttribute('aria-disabled'), 'true');
  ok(page.text('.trail .queued').includes('还没看：标题、汇报人、应交材料'), 'the reason stands beside the button');
  const before = session.record.entries.length;
  await page.click('[data-resubmit]');
  equal(session.record.entries.length, before, 'nothing is sealed unseen');
  for (const box of page.all('.trail .looked input')) {
    box.click();
    await page.settled();
  }
  await page.click('[data-resubmit]');
  await rested(page, session);
  equal(session.record.entries.length, before + 1);
  const entry = session.record.entries[before]!;
  equal([entry.type, entry.payload?.['note']], ['topic.topApprove', '同意上会']);
  equal(entry.snapshot?.['title'], '关于2024年防汛备汛及应急演练工作方案的汇报');
  equal(session.queue.length, 0, 'the refused one is gone');
});

test('it is dropped for good only after a second question, in place, and the focus stays in the panel', async () => {
  const { page, session } = await refusedApproval();
  await page.click('[data-drop]');
  equal(page.focused, page.get('[data-drop-yes]'));
  ok(page.text('.trail .queued').includes('放弃后不能恢复'), page.text('.trail .queued'));
  await page.click('.trail .queued .quiet');
  equal(session.queue.length, 1, 'kept');
  equal(page.focused, page.get('[data-drop]'));
  await page.click('[data-drop]');
  await page.click('[data-drop-yes]');
  await page.settled();
  equal(session.queue.length, 0);
  equal(page.focused, page.get('.panel'));
});

test('what was given after a refused step waits for the person, and says for what', async () => {
  const offline = await leaderOffline();
  const { page, sample, session } = offline;
  await approve(offline);
  await page.click('[data-command="topic.return"]');
  await page.type('.command-form textarea', '附件不全');
  await page.click('.command-form [type="submit"]');
  await page.settled();
  changeApprovedContent(sample.room.join(PEOPLE.govClerk), sample.topics[1]!);
  sample.room.heal(session);
  await rested(page, session);
  equal(
    session.queue.map(({ state }) => state),
    ['refused', 'held'],
  );
  ok(page.all('.trail .queued')[1]!.textContent.includes('等“审定”处理后再封存'), page.text('.trail'));
  await page.click('.banner.warn .button');
  equal(page.all('.trail .queued [data-drop]').length, 2, 'either can be dropped');
});

test('a step that was refused for another reason can be tried again as it is', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.director);
  const page = await BoardPage.show(keeping(session, 'kept'));
  room.cut(session);
  await page.open(topics[3]!);
  await page.click('[data-command="topic.defer"]');
  await page.type('.command-form textarea', '意见书出不来');
  await page.click('.command-form [type="submit"]');
  await page.settled();
  room.join(PEOPLE.clerk).content.removeTopic(topics[3]!);
  room.heal(session);
  await rested(page, session);
  equal(session.queue[0]?.problem?.type, 'topic-removed');
  await page.click('.banner.warn .button');
  ok(page.text('.panel').includes('这一项已被移除，恢复后再办'), page.text('.panel'));
  session.content.restoreTopic(topics[3]!);
  await page.settled();
  await page.click('[data-retry]');
  await rested(page, session);
  equal(session.queue.length, 0);
  equal(session.record.state.topics.get(topics[3]!)?.status, 'deferred');
});

test('the list of what waits names topics and steps, and leads to each', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.director);
  const page = await BoardPage.show(keeping(session, 'kept'));
  room.cut(session);
  session.content.setTopic(topics[0]!, { minutes: 20 });
  await session.send({ type: 'topic.defer', subject: topics[3]!, payload: { reason: '意见书出不来' } });
  await page.settled();
  await page.click('.banner [data-opens="waiting"]');
  ok(page.text('[data-part="unsaved"]').includes('未上传 1 处更改 保存在本机，联网后自动合并'), page.text('.panel'));
  ok(page.text('[data-part="unsaved"]').includes('关于一季度经济运行情况的汇报'), page.text('.panel'));
  ok(page.text('[data-part="steps"]').includes('待封存 1 步'), page.text('.panel'));
  ok(page.text('[data-part="steps"]').includes('柏溪 暂缓上会'), page.text('.panel'));
  await page.click('[data-part="steps"] .link');
  ok(page.text('.panel .topic-title, .panel h3').includes('关于《云岭县农村饮水管护办法'), 'it opens');
});

test('a receipt that is given offline waits beside its material and is not asked for twice', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  room.cut(session);
  await page.open(topics[3]!);
  await page.click('[data-receive="合法性审查意见"]');
  await page.settled();
  ok(!page.has('[data-receive="合法性审查意见"]'), 'the button is gone');
  ok(page.text('.materials').includes('合法性审查意见 待封存'), page.text('.materials'));
  ok(page.row(topics[3]!).textContent.includes('缺合法性审查意见'), 'as a fact it has not arrived');
});

test('a choice between two decisions that waits is not offered again', async () => {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics } = sample;
  const [coordinator, director] = [room.join(PEOPLE.coordinator), room.join(PEOPLE.director)];
  const judge = room.join({ ...PEOPLE.director, id: 'u-second', name: '程远' });
  const basis = director.record.state.topics.get(topics[3]!)?.newest.get('state') ?? null;
  await coordinator.send({ type: 'topic.schedule', subject: topics[3]!, payload: {} });
  await director.send({ type: 'topic.defer', subject: topics[3]!, payload: { reason: '缓' }, basis });
  const page = await BoardPage.show(keeping(judge, 'kept'));
  room.cut(judge);
  await page.settled();
  await page.click('[data-settle]');
  page.all('.option input')[1]!.click();
  await page.settled();
  await page.type('.settle textarea', '本次不上会');
  await page.click('.settle .primary');
  await page.settled();
  ok(!page.has('.settle') && !page.has('[data-settle]'), 'it is chosen');
  ok(page.row(topics[3]!).textContent.includes('待封存：以此为准'), page.row(topics[3]!).textContent);
  room.heal(judge);
  await rested(page, judge);
  ok(page.row(topics[3]!).textContent.includes('以“暂缓上会”为准'), page.row(topics[3]!).textContent);
});
