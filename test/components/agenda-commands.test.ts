import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { changeApprovedContent } from '../../stories/scene-parts.js';
import { PICTURE } from '../../stories/scenes.js';
import { laidOver } from '../../stories/waiting-scenes.js';
import type { TopicId } from '../../src/model/agenda/topic.js';
import type { Command } from '../../src/model/command.js';
import type { Person } from '../../src/model/person.js';
import { problem } from '../../src/protocol/problems.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

const JUDGE: Person = { ...PEOPLE.director, id: 'u-second', name: '程远' };

const commandsOf = (page: BoardPage): readonly string[] =>
  page.all('[data-command]').map((button) => button.dataset['command'] ?? '');

/** Two people decide the fourth topic without sight of each other. */
async function conflicting(): Promise<{
  sample: SampleRoom;
  subject: TopicId;
  coordinator: AgendaSession;
  director: AgendaSession;
}> {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics, clock } = sample;
  const coordinator = room.join(PEOPLE.coordinator);
  const director = room.join(PEOPLE.director);
  const subject = topics[3]!;
  const basis = director.record.state.topics.get(subject)?.newest.get('state') ?? null;
  clock.now += 60_000;
  await coordinator.send({ type: 'topic.schedule', subject, payload: { note: '本周须定办法' } });
  clock.now += 34_000;
  await director.send({ type: 'topic.defer', subject, payload: { reason: '意见书出不来' }, basis });
  return { sample, subject, coordinator, director };
}

test('a person is offered exactly the steps that they may take now', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const leader = await BoardPage.show(room.join(PEOPLE.leader));
  await leader.open(topics[1]!);
  equal(commandsOf(leader), ['topic.topApprove', 'topic.return', 'topic.withdraw']);
  const clerk = await BoardPage.show(room.join(PEOPLE.npcClerk));
  await clerk.open(topics[1]!);
  equal(commandsOf(clerk), []);
});

test('a step is sealed from its form, and the trail names who, what, when and under which seal', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.leader));
  const sealed: string[] = [];
  page.board.addEventListener('siban-sealed', (event) => sealed.push(event.entry.type));
  await page.open(topics[1]!);
  await page.click('[data-command="topic.topApprove"]');
  await page.type('.command-form textarea', '同意上会');
  await page.click('.command-form [type="submit"]');
  equal(sealed, ['topic.topApprove']);
  equal(page.said, '审定 已封存，第 7 条');
  ok(page.text('.trail').includes('程望川 审定'), page.text('.trail'));
  ok(/封7 [0-9a-f]{4}·[0-9a-f]{4}/.test(page.text('.trail')), 'seal and short hash');
  ok(page.text('.trail').includes('意见：同意上会'), 'the opinion');
  ok(page.row(topics[1]!).textContent.includes('待列会'), 'the row has moved on');
});

test('a reason that is asked for is named while it is missing, and nothing is sent', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.director);
  const page = await BoardPage.show(session);
  await page.open(topics[1]!);
  await page.click('[data-command="topic.return"]');
  await page.click('.command-form [type="submit"]');
  equal(page.text('#form-hold'), '还没有填理由');
  equal(session.record.entries.length, 6);
  await page.type('.command-form textarea', '附件不全');
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries.length, 7);
  ok(page.row(topics[1]!).textContent.includes('已退回'), 'it is returned');
});

test('a host page can stop a step before it is sent', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.leader);
  const page = await BoardPage.show(session);
  page.board.addEventListener('siban-before-command', (event) => event.preventDefault());
  await page.open(topics[1]!);
  await page.click('[data-command="topic.topApprove"]');
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries.length, 6);
});

test('a late topic is allowed in its own box, and keeps its mark', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  await page.open(topics[1]!);
  await page.click('[data-waive="LATE"]');
  await page.type('.finding [data-field="approver"]', '县委书记');
  await page.type('.finding [data-field="reason"]', '汛期已到，须尽快审议');
  await page.click('.finding [type="submit"]');
  ok(page.text('[data-rule="LATE"]').includes('县委书记已同意：汛期已到，须尽快审议'), page.text('[data-rule="LATE"]'));
  ok(page.row(topics[1]!).textContent.includes('迟 21 小时 40 分'), 'the row still says it is late');
  ok(page.text('.toolbar, .tools').includes('2 项有缺'), 'it no longer waits for anybody');
});

test('a material is received with one press', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.open(topics[3]!);
  await page.click('[data-receive="合法性审查意见"]');
  ok(page.text('.materials').includes('6 份齐备'), page.text('.materials'));
});

test('an approval of what changed meanwhile is not sealed: the table shows what was seen and what stands there now', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.leader);
  const page = await BoardPage.show(session);
  await page.open(topics[1]!);
  await page.click('[data-command="topic.topApprove"]');
  changeApprovedContent(room.join(PEOPLE.govClerk), topics[1]!);
  await page.settled();
  ok(page.text('.refused').includes('内容改过 3 处'), page.text('.refused'));
  const lines = page.all('.comparison .line').map((line) => line.textContent.replace(/\s+/g, ' ').trim());
  equal(lines.length, 4);
  ok(lines[1]!.includes('标题') && lines[1]!.includes('及应急演练'), lines[1]!);
  equal(page.get('.comparison ins').textContent, '及应急演练');
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries.length, 6, 'nothing is sealed before every line was seen');
  for (const box of page.all('.looked input')) {
    box.click();
    await page.settled();
  }
  equal(page.text('.command-form [type="submit"]'), '按现在的内容审定');
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries.length, 7);
  equal(session.record.entries[6]!.snapshot?.['title'], '关于2024年防汛备汛及应急演练工作方案的汇报');
});

test('a refusal by the server is shown in place, with what to do', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.leader);
  const page = await BoardPage.show(session);
  const problems: (string | undefined)[] = [];
  page.board.addEventListener('siban-error', (event) => problems.push(event.problem?.type));
  await page.open(topics[1]!);
  await page.click('[data-command="topic.topApprove"]');
  await room.join(PEOPLE.director).send({ type: 'topic.return', subject: topics[1]!, payload: { reason: '附件不全' } });
  await page.settled();
  await page.click('.command-form [type="submit"]');
  // Judged from the state that the leader had on screen, it stands beside the return: nobody's decision is lost.
  ok(problems.length === 0 && page.has('.strip.warn'), 'the two decisions stand beside each other');
});

test('a refusal is shown in its form, with what to do, and nothing that was typed is lost', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const answer = problem('rights-unknown', 'the host does not answer');
  const session = laidOver(room.join(PEOPLE.leader), {
    send: () => () => Promise.resolve({ ok: false, problem: answer, command: {} as Command }),
  });
  const page = await BoardPage.show(session);
  const problems: (string | undefined)[] = [];
  page.board.addEventListener('siban-error', (event) => problems.push(event.problem?.type));
  await page.open(topics[0]!);
  await page.click('[data-command="topic.return"]');
  await page.type('.command-form textarea', '材料有误');
  await page.click('.command-form [type="submit"]');
  equal(problems, ['rights-unknown']);
  equal(page.text('.command-form .refused'), '退回补正没有封存 暂时无法核对权限，1 分钟后再试');
  equal((page.get('.command-form textarea') as HTMLTextAreaElement).value, '材料有误');
});

test('what changes after an approval is marked, can be compared, and stays grey once it is approved anew', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.leader));
  await page.open(topics[1]!);
  await page.click('[data-command="topic.topApprove"]');
  await page.click('.command-form [type="submit"]');
  changeApprovedContent(room.join(PEOPLE.govClerk), topics[1]!);
  await page.settled();
  ok(page.row(topics[1]!).textContent.includes('定后有改动 3 处'), page.row(topics[1]!).textContent);
  await page.click('[data-change="open"] .link');
  equal(page.all('[data-change="open"] .line').length, 4);
  await page.click('[data-command="topic.topApprove"]');
  await page.click('.command-form [type="submit"]');
  ok(page.has('[data-change="renewed"]'), 'the mark stays');
  ok(page.row(topics[1]!).textContent.includes('定后改过，已重审'), 'in the row too');
});

test('two decisions at once: both people see both, each may only withdraw their own', async () => {
  const { sample, subject, coordinator, director } = await conflicting();
  for (const session of [coordinator, director]) {
    const page = await BoardPage.show(session);
    const row = page.row(subject);
    ok(row.textContent.includes('处置冲突'), 'the status says so');
    ok(row.textContent.includes('列入议程') && row.textContent.includes('暂缓上会'), 'both decisions are named');
    ok(page.has('[data-settle]') && row.textContent.includes('撤回我的一项'), 'a party may withdraw');
    await page.open(subject);
    equal(commandsOf(page), []);
  }
  const bystander = await BoardPage.show(sample.room.join(PEOPLE.npcClerk));
  ok(!bystander.has('[data-settle]'), 'who may do neither is offered nothing');
});

test('an entitled third person chooses with a reason; the loser is struck and kept, on every page', async () => {
  const { sample, subject, director } = await conflicting();
  const judge = await BoardPage.show(sample.room.join(JUDGE));
  const other = await BoardPage.show(director);
  await judge.click('[data-settle]');
  equal(judge.all('.option').length, 2);
  ok(judge.all('.option')[0]!.textContent.includes('先封存'), 'in the order of sealing');
  ok(judge.all('.option')[1]!.textContent.includes('意见书出不来'), 'with the reason of each');
  equal(judge.get('.settle .primary').getAttribute('aria-disabled'), 'true');
  judge.all('.option input')[1]!.click();
  await judge.settled();
  await judge.type('.settle textarea', '本次不上会');
  await judge.click('.settle .primary');
  await other.settled();
  for (const page of [judge, other]) {
    ok(page.text(`[data-topic="${subject}"] .strip`).includes('以“暂缓上会”为准 程远'), page.text('.strip'));
    equal(page.text('.strip .lost').startsWith('列入议程 顾岚'), true);
    ok(page.row(subject).textContent.includes('暂缓'), 'the chosen one holds');
  }
});

test('who has the right to one side only may choose that one, and sees why not the other', async () => {
  const { room, topics } = await sampleRoom({ ...PICTURE, steps: { 1: 3 } });
  const subject = topics[1]!;
  const leader = room.join(PEOPLE.leader);
  const basis = leader.record.state.topics.get(subject)?.newest.get('state') ?? null;
  await leader.send({ type: 'topic.topApprove', subject, payload: {} });
  await room.join(PEOPLE.director).send({ type: 'topic.return', subject, payload: { reason: '缺附件' }, basis });
  const judge = await BoardPage.show(room.join(JUDGE));
  await judge.click('[data-settle]');
  equal(
    judge.all('.option input').map((input) => (input as HTMLInputElement).disabled),
    [true, false],
  );
  ok(judge.all('.option')[0]!.textContent.includes('没有办这一步的权限'), 'with the reason');
});

test('a party that withdraws its own ends the conflict', async () => {
  const { subject, director } = await conflicting();
  const page = await BoardPage.show(director);
  await page.click('[data-settle]');
  await page.type('.settle textarea', '以列入为准');
  await page.click('.settle .primary');
  ok(page.row(subject).textContent.includes('以“列入议程”为准'), page.row(subject).textContent);
  equal(director.record.state.topics.get(subject)?.status, 'scheduled');
});

test('the page hears of a conflict and of what the rules notice', async () => {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics } = sample;
  const session = room.join(PEOPLE.clerk);
  const heard: string[] = [];
  const listen = (event: Event): number => heard.push(event.type);
  for (const type of ['siban-conflict', 'siban-finding', 'siban-ready', 'siban-change'])
    document.addEventListener(type, listen);
  const page = await BoardPage.show(session);
  equal(heard, ['siban-ready', 'siban-finding']);
  const coordinator = room.join(PEOPLE.coordinator);
  const basis = coordinator.record.state.topics.get(topics[3]!)?.newest.get('state') ?? null;
  await coordinator.send({ type: 'topic.schedule', subject: topics[3]!, payload: {} });
  await room.join(PEOPLE.director).send({ type: 'topic.defer', subject: topics[3]!, payload: { reason: '缓' }, basis });
  await page.settled();
  ok(heard.includes('siban-conflict'), heard.join());
  coordinator.content.moveTopic(topics[0]!, 3);
  await page.settled();
  ok(heard.includes('siban-change'), heard.join());
  for (const type of ['siban-conflict', 'siban-finding', 'siban-ready', 'siban-change'])
    document.removeEventListener(type, listen);
});

test('a party gives way by a button that says so', async () => {
  const { subject, coordinator } = await conflicting();
  const page = await BoardPage.show(coordinator);
  await page.click('[data-settle]');
  equal(page.text('.settle .button.primary'), '撤回我的一项');
  await page.type('.settle textarea', '同意暂缓');
  await page.click('.settle .button.primary');
  equal(coordinator.record.state.topics.get(subject)?.status, 'deferred');
});
