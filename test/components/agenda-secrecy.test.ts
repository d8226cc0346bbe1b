import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage } from '../../stories/scenes.js';
import { keeping, laidOver } from '../../stories/waiting-scenes.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

const TITLE = '.topic-title .title-field';
const NOTES = '.panel [data-field="notes"]';

interface Writing {
  readonly sample: SampleRoom;
  readonly session: AgendaSession;
  readonly other: AgendaSession;
  readonly page: BoardPage;
}

/** A clerk with the first topic open and its fields unfolded; somebody else looks on. */
async function writing(): Promise<Writing> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.clerk);
  const other = sample.room.join(PEOPLE.govClerk);
  const page = await BoardPage.show(keeping(session, 'kept'));
  await page.open(sample.topics[0]!);
  await page.click('[data-edit]');
  return { sample, session, other, page };
}

/** Types as a person does: with the focus in the field. */
async function typeInto(page: BoardPage, selector: string, text: string): Promise<HTMLTextAreaElement> {
  const field = page.get(selector) as HTMLTextAreaElement;
  field.focus();
  await page.type(selector, text);
  return field;
}

/** Types, and goes on to something else. */
async function typeAndLeave(page: BoardPage, selector: string, text: string): Promise<HTMLTextAreaElement> {
  const field = await typeInto(page, selector, text);
  field.blur();
  await page.settled();
  return field;
}

test('a text with a secrecy mark goes nowhere; a dialog says so, and the host hears of it without the text', async () => {
  const { page, other, sample } = await writing();
  let blocked: Event | undefined;
  page.board.addEventListener('siban-secret-blocked', (event) => (blocked = event));
  await typeInto(page, TITLE, '机密★10年 关于某事项的汇报');
  equal(other.content.topic(sample.topics[0]!)?.title, '关于一季度经济运行情况的汇报');
  const dialog = page.get('.secrecy');
  equal(dialog.getAttribute('role'), 'alertdialog');
  equal(page.text('#secrecy-title'), '疑似涉密标志，已拦下');
  ok(
    page.text('#secrecy-body').includes('“关于一季度经济运行情况的汇报 · 标题”里的文字含密级标志'),
    page.text('.secrecy'),
  );
  ok(page.text('#secrecy-body').includes('没有上传，也没有存盘'), page.text('.secrecy'));
  ok(page.text('#secrecy-body').includes('没有标志也不代表可以公开'), page.text('.secrecy'));
  equal(page.get('.stopped-text').textContent, '机密★10年 关于某事项的汇报', 'its author can read all of it');
  equal(page.text('.stopped-text mark'), '机密★10年');
  ok(blocked, 'the event came');
  ok(!JSON.stringify(blocked).includes('机密'), 'without the text');
});

test('whoever goes on typing presses nothing: the focus is on the dialog and on none of its buttons', async () => {
  const { page } = await writing();
  await typeInto(page, TITLE, '机密★');
  equal(page.focused, page.get('.secrecy'));
  await page.press('Enter');
  await page.press(' ');
  await page.press('n');
  ok(page.has('.secrecy'), 'still asked');
  equal(page.all('.row').length, 5, 'no key of the board works behind it');
});

test('Esc goes back to the field, where the words still stand; the banner keeps the question in reach', async () => {
  const { page } = await writing();
  const field = await typeInto(page, TITLE, '机密★10年 关于某事项的汇报');
  await page.press('Escape');
  ok(!page.has('.secrecy'), 'the dialog is closed');
  equal(page.focused, field);
  equal(field.value, '机密★10年 关于某事项的汇报');
  equal(page.text('.banner.bad .say'), '疑似涉密标志，已拦下。没有上传，也没有存盘 共 1 处，只在本页');
  await typeInto(page, TITLE, '机密★10年 关于某事项的汇报稿');
  ok(!page.has('.secrecy'), 'whoever was asked once can go on in peace');
  await page.click('.banner.bad .button');
  ok(page.has('.secrecy'), 'and be asked again when they want');
  await page.press('Escape');
  await typeInto(page, TITLE, '关于某事项的汇报稿');
  ok(!page.has('.banners'), 'with the mark the banner goes');
});

test('清除 takes the mark out and keeps the rest, which is uploaded', async () => {
  const { page, other, sample } = await writing();
  const field = await typeInto(page, TITLE, '机密★10年 关于某事项的汇报');
  await page.click('[data-clear-mark]');
  equal(page.focused, field);
  equal(plain(field.value), '关于某事项的汇报');
  equal(plain(other.content.topic(sample.topics[0]!)?.title ?? ''), '关于某事项的汇报');
  equal(page.said, '已清除标志，其余文字保留');
  ok(!page.has('.banners'), 'nothing is held any more');
});

test('Tab stays in the dialog, both ways', async () => {
  const { page } = await writing();
  await typeInto(page, TITLE, '机密★10年');
  await page.press('Tab', { shiftKey: true });
  equal(page.focused, page.get('[data-clear-mark]'), 'backwards from the dialog to its last button');
  await page.press('Tab');
  equal(page.focused, page.get('.stopped-text'), 'and round to its first stop');
  await page.press('Tab', { shiftKey: true });
  equal(page.focused, page.get('[data-clear-mark]'));
});

test('a starred mark cannot be called a false alarm, and the dialog says so', async () => {
  const { page } = await writing();
  await typeInto(page, TITLE, '机密★10年');
  ok(!page.has('[data-start-false-alarm]'), 'no such button');
  ok(page.text('.secrecy footer').includes('带★的标志不能按误报处理'), page.text('.secrecy footer'));
});

test('a level alone on its line is asked about when the person is done with it, and can be a false alarm with a reason', async () => {
  const { page, session, other, sample } = await writing();
  await typeInto(page, NOTES, '栏目名称：\n秘密\n附件另送');
  ok(!page.has('.secrecy'), 'it may become another word yet');
  page.get(NOTES).blur();
  await page.settled();
  equal(page.text('.stopped-text mark'), '秘密');
  await page.click('[data-start-false-alarm]');
  equal(page.focused, page.get('[data-false-alarm]'));
  ok(page.text('.false-alarm').includes('还没有填理由'), page.text('.false-alarm'));
  await page.click('.false-alarm [type="submit"]');
  ok(page.has('.secrecy'), 'nothing goes without a reason');
  await page.type('[data-false-alarm]', '栏目名称，不是密级');
  ok(page.text('.false-alarm').includes('理由封存在留痕里，不含这段文字'), page.text('.false-alarm'));
  await page.click('.false-alarm [type="submit"]');
  await page.settled();
  ok(!page.has('.secrecy'), 'the dialog is closed');
  const entry = session.record.entries[session.record.entries.length - 1]!;
  equal([entry.type, entry.subject], ['marking.dismiss', sample.topics[0]!]);
  equal(entry.payload?.['reason'], '栏目名称，不是密级');
  ok(!JSON.stringify(entry).includes('附件另送'), 'the text itself is not sealed');
  equal(other.content.topic(sample.topics[0]!)?.notes, '栏目名称：\n秘密\n附件另送');
  equal(page.focused, page.get(NOTES));
  ok(page.text('.trail').includes('注明误报：备注'), page.text('.trail'));
});

test('offline the words stay on the page until their reason is sealed', async () => {
  const { page, session, other, sample } = await writing();
  sample.room.cut(session);
  await typeAndLeave(page, NOTES, '秘密');
  await page.click('[data-start-false-alarm]');
  await page.type('[data-false-alarm]', '栏目名称');
  await page.click('.false-alarm [type="submit"]');
  await page.settled();
  equal(page.text('.toast'), '理由待封存，封存后自动上传这段文字。不要关闭本页');
  equal(session.content.topic(sample.topics[0]!)?.notes, '', 'not even in this page’s own document');
  sample.room.heal(session);
  const notes = (): string | undefined => other.content.topic(sample.topics[0]!)?.notes;
  for (let turn = 0; turn < 100 && notes() !== '秘密'; turn += 1) await page.settled();
  equal(notes(), '秘密');
  const sealed = session.record.entries.filter(({ type }) => type === 'marking.dismiss');
  equal([sealed.length, sealed[0]?.payload?.['reason']], [1, '栏目名称']);
});

test('a page that goes before the reason is sealed takes the words along: the reason is not sealed, and the next page says so', async () => {
  const { page, session, sample } = await writing();
  sample.room.cut(session);
  await typeAndLeave(page, NOTES, '秘密');
  await page.click('[data-start-false-alarm]');
  await page.type('[data-false-alarm]', '栏目名称');
  await page.click('.false-alarm [type="submit"]');
  await page.settled();
  equal(session.queue, [], 'what is sealed without this page would say that the words were let in');
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  ok(leaving.defaultPrevented, 'whoever leaves is asked first');
  ok(!JSON.stringify([...session.notes.all]).includes('秘密'), 'the words lie nowhere');

  page.board.remove();
  const next = sample.room.join(PEOPLE.clerk);
  const later = await BoardPage.show(keeping(next, 'kept'));
  await later.settled();
  const told = '“关于一季度经济运行情况的汇报 · 备注”里按误报说明的文字没有上传，已不在本页。需要时重新填写';
  ok(later.text('.banners').includes(told), later.text('.banners'));
  ok(!next.record.entries.some(({ type }) => type === 'marking.dismiss'), 'nothing is sealed');
  equal(next.content.topic(sample.topics[0]!)?.notes, '');
  await later.click('[data-banner="warn"] .button');
  ok(!later.has('.banners'), 'told until they know');
  equal([...next.notes.all], []);
});

test('clearing a level that was typed key by key leaves no hanzi of it behind', async () => {
  const { page, other, sample } = await writing();
  const notes = (): string | undefined => other.content.topic(sample.topics[0]!)?.notes;
  await typeInto(page, NOTES, '机');
  equal(notes(), '机', 'it may become any word');
  await typeAndLeave(page, NOTES, '机密');
  await page.click('[data-clear-mark]');
  equal([notes(), (page.get(NOTES) as HTMLTextAreaElement).value], ['', '']);
});

test('a reason with a mark in it is refused in place, and nothing of it is lost', async () => {
  const { page, session, sample } = await writing();
  await typeAndLeave(page, NOTES, '秘密');
  await page.click('[data-start-false-alarm]');
  await page.type('[data-false-alarm]', '原文标的是机密★10年');
  await page.click('.false-alarm [type="submit"]');
  await page.settled();
  ok(page.text('.false-alarm').includes('没有封存，文字仍只在本页'), page.text('.false-alarm'));
  ok(page.text('.false-alarm').includes('文字里有疑似涉密标志'), page.text('.false-alarm'));
  equal((page.get('[data-false-alarm]') as HTMLTextAreaElement).value, '原文标的是机密★10年');
  equal(session.content.topic(sample.topics[0]!)?.notes, '');
});

test('a field that goes out as a whole is asked about too; what is cleared leaves the rest', async () => {
  const { page, other, sample } = await writing();
  const field = page.get('.panel [data-field="proposer"]') as HTMLInputElement;
  field.focus();
  await page.fill('.panel [data-field="proposer"]', '县水利局 秘密★1年');
  ok(page.text('#secrecy-body').includes('提请单位'), page.text('#secrecy-body'));
  await page.click('[data-clear-mark]');
  equal(plain(field.value), '县水利局');
  field.blur();
  await page.settled();
  equal(plain(other.content.topic(sample.topics[0]!)?.proposer ?? ''), '县水利局');
});

test('words that are held when their panel closes are asked about, and the way back opens it again', async () => {
  const { page } = await writing();
  await typeInto(page, NOTES, '秘密');
  await page.click('[data-close]');
  ok(page.has('.secrecy'), 'asked');
  await page.click('[data-leave-stopped]');
  const field = page.get(NOTES) as HTMLTextAreaElement;
  equal(field.value, '秘密');
  equal(page.focused, field);
});

test('a text that the server sent back is shown to its author alone, for copying, and then put away', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const texts = [{ path: ['topics', topics[1]!, 'notes'], text: '机密★1年\n附件另送' }];
  const page = await BoardPage.show(laidOver(room.join(PEOPLE.clerk), { markedTexts: () => texts }));
  equal(page.text('#secrecy-title'), '疑似涉密标志，已取出');
  ok(
    page.text('#secrecy-body').includes('服务器没有收下“关于2024年防汛备汛工作方案的汇报 · 备注”里的这段文字'),
    page.text('.secrecy'),
  );
  equal((page.get('.secrecy [data-own]') as HTMLTextAreaElement).value, '机密★1年\n附件另送');
  ok(page.has('.secrecy [data-copy]'), 'it can be taken along');
  await page.press('Escape');
  equal(page.text('.banner.bad .say'), '疑似涉密标志，已取出 服务器没有收下。原文只在本页，可以复制');
  await page.click('.banner.bad .button');
  await page.click('[data-put-away]');
  ok(!page.has('.secrecy') && !page.has('.banners'), 'it is gone from the page');
});

test('what was stopped stands in the list of what waits, by its field', async () => {
  const { page, session, sample } = await writing();
  sample.room.cut(session);
  session.content.setTopic(sample.topics[1]!, { minutes: 20 });
  await typeInto(page, TITLE, '机密★10年');
  await page.press('Escape');
  await page.click('[data-opens="waiting"]');
  ok(page.text('[data-part="stopped"]').includes('关于一季度经济运行情况的汇报 · 标题'), page.text('.panel'));
});

const NUMBER = '[data-number]';
const sendNumber = (page: BoardPage): Promise<void> => page.click('.false-alarm [type="submit"]');

test('what must not stand here can be named by its number alone: nothing of the stopped text stays', async () => {
  const { page, session, other, sample } = await writing();
  const id = sample.topics[0]!;
  const field = await typeInto(page, TITLE, '机密★10年 关于某事项的汇报');
  await page.click('[data-start-number-only]');
  equal(page.focused, page.get(NUMBER));
  ok(page.text('.false-alarm').includes('还没有填编号'), page.text('.false-alarm'));
  await sendNumber(page);
  ok(page.has('.secrecy'), 'nothing goes without a number');
  await page.type(NUMBER, '2024-031');
  ok(page.text('.false-alarm').includes('只写编号，拦下的文字不保留'), page.text('.false-alarm'));
  await sendNumber(page);
  ok(!page.has('.secrecy') && !page.has('.banners'), 'nothing is held any more');
  equal(page.focused, field);
  equal([field.value, other.content.topic(id)?.title], ['仅登记编号 2024-031', '仅登记编号 2024-031']);
  equal(page.said, '已只登记编号，拦下的文字没有保留');
  await page.press('z', { ctrlKey: true });
  await page.press('z', { ctrlKey: true });
  await page.press('y', { ctrlKey: true });
  await page.press('y', { ctrlKey: true });
  ok(
    !JSON.stringify([session.content.topics, field.value]).includes('某事项'),
    'undo and redo bring nothing of it back',
  );
});

test('the number goes beside what stood in the field before, in the place of what was brought', async () => {
  const { page, other, sample } = await writing();
  const notes = (): string | undefined => other.content.topic(sample.topics[0]!)?.notes;
  await typeInto(page, NOTES, '附件另送');
  await typeInto(page, NOTES, '附件另送\n机密★10年 关于某事项的汇报');
  await page.click('[data-start-number-only]');
  await page.type(NUMBER, '县机〔2024〕3号');
  await sendNumber(page);
  equal(notes(), '附件另送（仅登记编号 县机〔2024〕3号）');
});

test('of a level that was typed key by key the number leaves no hanzi behind', async () => {
  const { page, other, sample } = await writing();
  await typeInto(page, NOTES, '附件另送\n机');
  await typeAndLeave(page, NOTES, '附件另送\n机密');
  await page.click('[data-start-number-only]');
  await page.type(NUMBER, '2024-031');
  await sendNumber(page);
  equal(other.content.topic(sample.topics[0]!)?.notes, '附件另送\n（仅登记编号 2024-031）');
});

test('a number that carries a mark itself is refused in place, and the way out leads back to the question', async () => {
  const { page, other, sample } = await writing();
  await typeInto(page, TITLE, '机密★10年 关于某事项的汇报');
  await page.click('[data-start-number-only]');
  await page.type(NUMBER, '机密★1号');
  await sendNumber(page);
  ok(page.text('.false-alarm').includes('编号里有疑似涉密标志，没有写入'), page.text('.false-alarm'));
  equal(other.content.topic(sample.topics[0]!)?.title, '关于一季度经济运行情况的汇报');
  await page.click('.false-alarm .quiet');
  ok(!page.has(NUMBER), 'the form is closed');
  equal(page.focused, page.get('[data-start-number-only]'));
});

test('a field that names no paper takes no number in place of what was stopped', async () => {
  const { page } = await writing();
  page.get('.panel [data-field="proposer"]').focus();
  await page.fill('.panel [data-field="proposer"]', '县水利局 秘密★1年');
  ok(page.has('.secrecy') && !page.has('[data-start-number-only]'), page.text('.secrecy footer'));
});

/** The judge of the conflict has chosen the second decision and sends this reason. */
async function settlingWith(reason: string, width = 1320): Promise<{ page: BoardPage; session: AgendaSession }> {
  const { session } = await stage('conflict');
  const page = await BoardPage.show(session, { width });
  await page.click('.row [data-settle]');
  page.all('.option input')[1]!.click();
  await page.settled();
  await page.type('.settle textarea', reason);
  await page.click('.settle .primary');
  await page.settled();
  return { page, session: session! };
}

const SETTLE = '.settle textarea';

test('a reason for choosing between two decisions is asked about as any other field, and shows its own mark', async () => {
  const { page, session } = await settlingWith('见机密★10年文件');
  equal(page.text('#secrecy-title'), '疑似涉密标志，已拦下');
  ok(page.text('#secrecy-body').includes('选定的理由”里的文字'), page.text('#secrecy-body'));
  equal(page.text('.stopped-text mark'), '机密★10年');
  await page.press('Escape');
  const field = page.get(SETTLE) as HTMLTextAreaElement;
  equal([page.focused === field, field.value], [true, '见机密★10年文件']);
  equal(field.getAttribute('aria-invalid'), 'true');
  ok(page.text('.settle').includes('没有送出：有疑似涉密标志，删去后再封存'), page.text('.settle'));
  equal(page.text('.sync'), '1 处未上传');
  await page.type(SETTLE, '见文件');
  ok(!page.get(SETTLE).hasAttribute('aria-invalid') && !page.has('.banners'), 'without the mark all is well');
  ok(!page.text('.settle').includes('没有封存'), 'and nothing is said of before');
  await page.click('.settle .primary');
  equal(session.record.entries[session.record.entries.length - 1]?.payload?.['reason'], '见文件');
});

test('the mark is cleared out of such a reason, and the rest is sealed', async () => {
  const { page, session } = await settlingWith('机密★10年 意见书出不来');
  await page.click('[data-clear-mark]');
  const field = page.get(SETTLE) as HTMLTextAreaElement;
  equal([page.focused === field, plain(field.value)], [true, '意见书出不来']);
  ok(
    page.all('.option input').some((input) => (input as HTMLInputElement).checked),
    'what was chosen stays chosen',
  );
  await page.click('.settle .primary');
  equal(session.record.entries[session.record.entries.length - 1]?.type, 'conflict.settle');
});

for (const width of [1320, 360]) {
  test(`from the banner the way leads back to such a reason, which is unfolded again, on a tag of ${width} px`, async () => {
    const { page } = await settlingWith('见机密★10年文件', width);
    await page.press('Escape');
    await page.open(page.all('.row')[0]!.dataset['topic']!);
    ok(!page.has('.settle'), 'folded up by what was opened instead');
    await page.click('.banner.bad .button');
    await page.click('[data-leave-stopped]');
    const field = page.get(SETTLE) as HTMLTextAreaElement;
    equal([page.focused === field, field.value], [true, '见机密★10年文件']);
  });
}

test('whoever gives up the choice has nothing held any more', async () => {
  const { page } = await settlingWith('见机密★10年文件');
  await page.press('Escape');
  await page.click('.settle .quiet');
  ok(!page.has('.settle') && !page.has('.banners'), 'closed');
});

test('the field of a step that was stopped shows its own mark', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  await page.open(topics[1]!);
  await page.click('[data-command="topic.return"]');
  await page.type('.command-form [data-field="reason"]', '见机密★10年文件');
  await page.click('.command-form [type="submit"]');
  await page.settled();
  ok(page.has('.secrecy'), 'asked');
  await page.press('Escape');
  equal(page.get('.command-form [data-field="reason"]').getAttribute('aria-invalid'), 'true');
  ok(page.text('.command-form').includes('没有送出：有疑似涉密标志，删去后再封存'), page.text('.command-form'));
  equal(page.text('.command-form').split('疑似涉密标志').length, 2, 'said once');
  await page.type('.command-form [data-field="reason"]', '见文件');
  ok(!page.text('.command-form').includes('没有封存'), 'without the mark nothing is said of before');
});
