import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage, type Scene } from '../../stories/scenes.js';
import { laidOver } from '../../stories/waiting-scenes.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

interface Shown {
  readonly page: BoardPage;
  readonly session: AgendaSession;
  readonly topics: readonly string[];
}

/** The board in that scene, with its topic open. */
async function shown(scene: Scene, options: { width?: number; lang?: string } = {}): Promise<Shown> {
  const { session, sample, open } = await stage(scene);
  const page = await BoardPage.show(session, options);
  if (open >= 0) await page.open(sample!.topics[open]!);
  return { page, session: session!, topics: sample!.topics };
}

const buttons = (page: BoardPage, inside: string): readonly string[] =>
  page.all(`${inside} button`).map((button) => plain(button.textContent));

test('what was changed after its approval is approved anew from its own box, and nowhere else', async () => {
  const { page, session, topics } = await shown('changed');
  const button = page.get('[data-change="open"] [data-command="topic.topApprove"]');
  equal([plain(button.textContent), button.classList.contains('primary')], ['重新审定', true]);
  equal(page.all('[data-command="topic.topApprove"]').length, 1, 'offered once');
  equal(page.all('.panel .button.primary').length, 1, 'and the only primary one of the panel');
  await page.click('[data-command="topic.topApprove"]');
  ok(!page.has('[data-command="topic.topApprove"]'), 'while its form is open the button has done its work');
  await page.press('Escape');
  equal(page.focused, page.get('[data-command="topic.topApprove"]'), 'Esc leads back to it');
  await page.click('[data-command="topic.topApprove"]');
  await page.click('.command-form [type="submit"]');
  equal(session.record.state.topics.get(topics[1]!)?.steps.slice(-1)[0]?.step, 'reapproved');
  ok(page.has('[data-change="renewed"]'), 'grey for ever after');
});

test('who may not approve anew is told who has to', async () => {
  const { sample } = await stage('changed');
  const page = await BoardPage.show(sample!.room.join(PEOPLE.clerk));
  await page.open(sample!.topics[1]!);
  ok(!page.has('[data-change="open"] [data-command]'), 'no button that would be refused');
  ok(page.text('[data-change="open"]').includes('由书记重新审定'), page.text('[data-change="open"]'));
});

test('who may not record an approval is told who does, and is asked for nothing', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  for (const person of [PEOPLE.leader, PEOPLE.clerk]) {
    const page = await BoardPage.show(room.join(person));
    for (const topic of topics) {
      await page.open(topic);
      for (const box of page.all('.box.finding')) {
        ok(!box.textContent.includes('请'), box.textContent);
        ok(!box.querySelector('[data-waive]'), 'no button');
      }
    }
    await page.open(topics[1]!);
    const late = page.text('[data-rule="LATE"]');
    ok(late.includes('经书记同意仍可上会，由县委办主任或联络员记录批准人和理由'), late);
  }
  const director = await BoardPage.show(room.join(PEOPLE.director));
  await director.open(topics[1]!);
  ok(director.text('[data-rule="LATE"]').includes('经书记同意仍可上会。请记录批准人和理由'), director.text('.panel'));
});

test('a step that was left out: its box names who has to take it, and has the button for whoever may', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const clerk = await BoardPage.show(room.join(PEOPLE.clerk));
  await clerk.open(topics[2]!);
  const said = clerk.text('[data-rule="OUT_OF_PROCEDURE"]');
  ok(said.includes('由分管领导补办审签，或经书记同意后由县委办主任或联络员记录批准人和理由'), said);
  const session = room.join(PEOPLE.govLeader);
  const leader = await BoardPage.show(session);
  await leader.open(topics[2]!);
  const button = leader.get('[data-rule="OUT_OF_PROCEDURE"] [data-command="topic.leaderSign"]');
  equal(plain(button.textContent), '补办审签');
  equal(leader.all('[data-command="topic.leaderSign"]').length, 1, 'offered once');
  button.click();
  await leader.settled();
  await leader.click('.command-form [type="submit"]');
  ok(!leader.text('.panel').includes('缺分管领导审签'), 'it is there');
  ok(!leader.has('.panel [data-command="topic.leaderSign"]'), 'and asked for no more');
});

for (const width of [1320, 360]) {
  test(`a party to a conflict gives way from the panel, on a tag of ${width} px`, async () => {
    const { page, session, topics } = await shown('party', { width });
    ok(buttons(page, '.panel .box').includes('撤回我的一项'), buttons(page, '.panel .box').join());
    await page.click('.panel [data-settle]');
    await page.settled();
    ok(page.get('.settle').getClientRects().length > 0, 'the form is in sight');
    equal(page.focused?.tagName, 'TEXTAREA');
    await page.type('.settle textarea', '同意列入');
    await page.click('.settle .primary');
    equal(session.record.state.topics.get(topics[3]!)?.status, 'scheduled');
  });
}

test('while somebody decides a conflict, the panel does not offer it a second time', async () => {
  const { page } = await shown('party');
  await page.click('.panel [data-settle]');
  ok(!page.has('.panel [data-settle]'), 'the form is open in the row');
});

test('of an alarm one takes along what the administrator asks for: the entry, and both short hashes', async () => {
  const { page, session } = await shown('alarm');
  equal(buttons(page, '.banner.alarm'), ['复制说明']);
  const head = session.record.head!;
  const short = `${head.hash.slice(0, 4)}·${head.hash.slice(4, 8)}`;
  const report = (page.get('.banner.alarm [data-own]') as HTMLTextAreaElement).value;
  ok(report.includes('从第 4 条起与本机记住的不一致'), report);
  ok(report.includes(`本机核对过：第 ${head.seq} 条，摘要 ${short}`), report);
  ok(report.includes(`服务器现在给出：第 ${head.seq} 条，摘要 ${short}`), report);
  ok(report.includes('agenda/m1') && report.includes('简舟'), report);
  await page.click('.banner.alarm button');
  await page.settled();
  ok(/^(已复制|已选中，按 Ctrl\+C 复制)$/.test(page.text('.banner.alarm .copied')), page.text('.banner.alarm'));
});

test('an alarm is not contradicted: nothing says that all is saved, and the open topic says that its steps rest', async () => {
  const { page, topics } = await shown('alarm');
  equal(page.text('.sync'), '记录不完整');
  ok(page.get('.sync').classList.contains('bad'), page.get('.sync').className);
  ok(page.text('.banner.alarm').includes('内容仍可编辑'), page.text('.banner.alarm'));
  await page.open(topics[0]!);
  ok(!page.has('[data-command]'), 'no step');
  equal(page.text('.commands'), '记录核验不通过，暂停办理');
});

test('who could do nothing anyway is told of no steps that rest, and of no content to edit', async () => {
  const { sample, session } = await stage('alarm');
  const { record } = session!;
  const auditor = laidOver(sample!.room.join(PEOPLE.auditor, 'read'), { record: () => record });
  const page = await BoardPage.show(auditor);
  await page.open(sample!.topics[0]!);
  ok(!page.has('.commands'), 'no foot');
  ok(!page.text('.banner.alarm').includes('内容仍可编辑'), page.text('.banner.alarm'));
});

test('the form in a box does not say again what the box says', async () => {
  const { page } = await shown('overview');
  await page.click('[data-waive="LATE"]');
  const box = page.text('[data-rule="LATE"]');
  equal(box.split('标记会保留').length, 2, box);
});

test('the legend of the trail is one paragraph, and dashed dots come last in it', async () => {
  const { page } = await shown('queue-waiting');
  const legends = page.all('.panel .legend').map((legend) => plain(legend.textContent));
  equal(legends.length, 1);
  ok(/^圆点：本系统当时封存。.*未见证。虚线圆点：在本机填报/.test(legends[0]!), legends[0]!);
});

test('the list of what waits says why it is on this page only', async () => {
  const { page } = await shown('quota-full');
  await page.click('[data-opens="waiting"]');
  ok(
    page.text('[data-part="unsaved"]').includes('本机存储空间已满。只在本页，存到服务器前不要关闭'),
    page.text('[data-part="unsaved"]'),
  );
});

test('a paper that is not there is dashed and says so, also for whoever may receive it', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  await page.open(topics[2]!);
  const missing = page.all('.materials li').filter((line) => line.querySelector('[data-receive]'));
  ok(missing.length > 0, 'a paper is missing');
  for (const line of missing) {
    ok(line.querySelector('.light.idle .shape.idle'), 'the dashed ring');
    ok(line.textContent.includes('未收到'), line.textContent);
  }
});

async function onLeave(person: typeof PEOPLE.clerk, right?: 'read'): Promise<BoardPage> {
  const { room } = await sampleRoom(PICTURE);
  const { content } = room.join(PEOPLE.director);
  content.addLeave({ person: '周行', reason: '出差', approvedBy: '程望川', at: '' });
  content.addLeave({ person: '文秋', reason: '学习', approvedBy: '', at: '' });
  const page = await BoardPage.show(right ? room.join(person, right) : room.join(person));
  await page.click('[data-opens="meeting"]');
  return page;
}

test('leave that nobody has approved leads to the field in which its approver is named', async () => {
  const page = await onLeave(PEOPLE.clerk);
  await page.click('[data-rule="LEAVE_NOT_APPROVED"] button');
  const row = page.focused?.closest('[data-leave-row]');
  equal(page.focused?.getAttribute('data-leave'), 'approvedBy');
  equal((row?.querySelector('[data-leave="person"]') as HTMLInputElement | null)?.value, '文秋');
  await page.fill(`[data-leave-row="${row!.getAttribute('data-leave-row')}"] [data-leave="approvedBy"]`, '程望川');
  (page.focused as HTMLElement).blur();
  await page.settled();
  ok(!page.has('[data-rule="LEAVE_NOT_APPROVED"]'), 'settled by its field');
});

test('who may not edit the meeting is told who names the approver of a leave', async () => {
  const page = await onLeave(PEOPLE.auditor, 'read');
  const box = page.text('[data-rule="LEAVE_NOT_APPROVED"]');
  ok(box.includes('由县委办在会议信息里补上批准人'), box);
  ok(!page.has('[data-rule="LEAVE_NOT_APPROVED"] button'), 'no button');
});

test('in English the cards of a conflict are headed by what would be done, in the form of a verb', async () => {
  const { page } = await shown('conflict', { lang: 'en', width: 1320 });
  await page.click('.row [data-settle]');
  equal(
    page.all('.option-title').map((title) => plain(title.textContent)),
    ['Schedule', 'Defer'],
  );
  page.all('.option input')[1]!.click();
  await page.settled();
  equal(page.text('.settle .why .label'), 'Why "Defer" is kept');
});
