import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { keeping } from '../../stories/waiting-scenes.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

interface Opened {
  readonly sample: SampleRoom;
  readonly session: AgendaSession;
  readonly page: BoardPage;
}

/** The leader's page with the second topic open and the form for sending it back filled in. */
async function withForm(sample: SampleRoom): Promise<Opened> {
  const session = sample.room.join(PEOPLE.leader);
  const page = await BoardPage.show(keeping(session, 'kept'));
  await page.open(sample.topics[1]!);
  await page.click('[data-command="topic.return"]');
  await page.type('.command-form textarea', '附件不全');
  return { sample, session, page };
}

const submit = ({ page }: Opened): Promise<void> => page.click('.command-form [type="submit"]');

test('a form that stayed open on another page does not bring its author into conflict with themselves', async () => {
  const sample = await sampleRoom(PICTURE);
  const [first, second] = [await withForm(sample), await withForm(sample)];
  const sealed = sample.room.entries.length;
  await submit(first);
  equal(sample.room.entries.length, sealed + 1);
  await submit(second);
  await second.page.settled();
  equal(sample.room.entries.length, sealed + 1, 'the second page sends nothing');
  equal(second.session.queue.length, 0);
  const said = second.page.text('.command-form .refused');
  ok(said.includes('你已在另一页退回补正') && said.includes('已封存，第') && said.includes('取消后'), said);
  ok(second.page.said.includes('你已在另一页退回补正'), second.page.said);
  equal(second.page.get('.command-form [type="submit"]').getAttribute('aria-disabled'), 'true');
  equal((second.page.get('.command-form textarea') as HTMLTextAreaElement).value, '附件不全', 'its words stay');
});

test('nor when the step of the other page only waits to be sealed', async () => {
  const sample = await sampleRoom(PICTURE);
  const opened = await withForm(sample);
  const { page, session } = opened;
  sample.room.cut(session);
  // As it comes from the other page: this one has it in its queue without having given it.
  await session.send({ type: 'topic.return', subject: sample.topics[1]!, payload: { reason: '附件不全' } });
  await page.settled();
  await submit(opened);
  equal(session.queue.length, 1);
  const said = page.text('.command-form .refused');
  ok(said.includes('你已在另一页退回补正') && said.includes('待封存'), said);
});

test('a form that is filled in after somebody else took a step is sent as it is: that is for the two to settle', async () => {
  const sample = await sampleRoom(PICTURE);
  const opened = await withForm(sample);
  const other = sample.room.join(PEOPLE.director);
  const result = await other.send({ type: 'topic.defer', subject: sample.topics[1]!, payload: { reason: '下次再议' } });
  ok(result.ok, 'the other one is first');
  await opened.page.settled();
  await submit(opened);
  await opened.page.settled();
  equal(sample.room.entries[sample.room.entries.length - 1]?.outcome, 'contested');
  ok(!opened.page.has('.command-form'), 'the form is closed');
  equal(opened.page.text('.toast'), '“关于2024年防汛备汛工作方案的汇报”退回补正后到，与别人的处置冲突，等待选定 查看');
  ok(opened.page.has('.toast .warn'), 'no green tick');
});

test('a step that waited and came second is not told as sealed alone: the toast says that it is in conflict and leads there', async () => {
  const sample = await sampleRoom(PICTURE);
  const opened = await withForm(sample);
  const { page, session } = opened;
  sample.room.cut(session);
  await submit(opened);
  const other = sample.room.join(PEOPLE.director);
  await other.send({ type: 'topic.defer', subject: sample.topics[1]!, payload: { reason: '下次再议' } });
  await page.press('Escape');
  sample.room.heal(session);
  for (let turn = 0; turn < 100 && session.queue.length > 0; turn += 1) await page.settled();
  await page.settled();
  equal(page.text('.toast'), '“关于2024年防汛备汛工作方案的汇报”退回补正后到，与别人的处置冲突，等待选定 查看');
  ok(page.has('.toast .warn'), 'no green tick');
  await page.click('.toast-action');
  equal(
    page.get('.panel h3, .panel .title-field').textContent.includes('防汛') || page.text('.panel').includes('防汛'),
    true,
  );
});

test('a mark in the reason of a step opens the dialog that fields open; clearing it keeps the rest, and then it is sealed', async () => {
  const sample = await sampleRoom(PICTURE);
  const opened = await withForm(sample);
  const { page } = opened;
  await page.type('.command-form textarea', '附件不全机密★1年，补后再报');
  const sealed = sample.room.entries.length;
  await submit(opened);
  await page.settled();
  equal(sample.room.entries.length, sealed, 'nothing is sent');
  ok(page.text('.secrecy').includes('理由'), page.text('.secrecy'));
  page
    .all('.secrecy button')
    .find((button) => button.textContent.includes('清除标志'))!
    .click();
  await page.settled();
  ok(!page.has('.secrecy'), 'the dialog is done with');
  equal((page.get('.command-form textarea') as HTMLTextAreaElement).value, '附件不全，补后再报');
  ok(page.focused?.closest('.command-form'), 'the caret is back in the field');
  await submit(opened);
  await page.settled();
  equal(sample.room.entries.length, sealed + 1);
});
