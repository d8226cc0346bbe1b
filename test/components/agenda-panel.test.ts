import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { NOTHING_UNSAVED, type AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

test('a topic without title and proposing unit is not submitted; the page says what is missing and leads there', async () => {
  const { room } = await sampleRoom({ empty: true });
  const session = room.join(PEOPLE.govClerk);
  const page = await BoardPage.show(session);
  await page.click('[data-add]');
  equal(page.get('[data-command="topic.submit"]').getAttribute('aria-disabled'), 'true');
  ok(page.text('#lack').includes('还没有填标题、提请单位'), page.text('#lack'));
  await page.click('[data-command="topic.submit"]');
  ok(!page.has('.command-form'), 'no form opens');
  await page.type('.topic-title .title-field', '关于防汛的汇报');
  equal(page.text('#lack'), '还没有填提请单位，不能提请');
  await page.click('[data-fill-in]');
  equal(page.focused?.getAttribute('data-field'), 'proposer');
  await page.fill('[data-field="proposer"]', '县水利局');
  ok(!page.has('#lack'), 'nothing is missing');
  await page.click('[data-command="topic.submit"]');
  await page.click('.command-form [type="submit"]');
  equal(session.record.entries[1]?.type, 'topic.submit');
});

test('a topic that was returned says first why, by whom and when, and its void steps are grey', async () => {
  const { room, topics } = await sampleRoom({ ...PICTURE, empty: false });
  const director = room.join(PEOPLE.director);
  const unit = room.join(PEOPLE.govClerk);
  const subject = unit.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await unit.send({ type: 'topic.submit', subject, payload: {} });
  await director.send({ type: 'topic.return', subject, payload: { reason: '附件不全' } });
  ok(topics.length > 0, 'a meeting with topics');
  const page = await BoardPage.show(unit);
  await page.open(subject);
  ok(page.text('[data-returned]').includes('退回：附件不全'), page.text('[data-returned]'));
  ok(page.text('[data-returned]').includes('柏溪 12日 17:52 退回'), page.text('[data-returned]'));
  equal(
    page
      .all('.trail > li')
      .slice(0, 2)
      .map((step) => step.className),
    ['past', 'flaw'],
  );
  await page.click('[data-resubmit]');
  await page.click('.command-form [type="submit"]');
  ok(!page.has('[data-returned]'), 'submitted again');
});

test('a reason that is half typed is there again after Esc and after a look at the next topic', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  const reason = (): string => (page.get('.command-form [data-field="reason"]') as HTMLTextAreaElement).value;
  await page.open(topics[1]!);
  await page.click('[data-command="topic.return"]');
  await page.type('.command-form textarea', '附件不全');
  page.get('.command-form textarea').focus();
  await page.press('Escape');
  ok(!page.has('.command-form'), 'the form is closed');
  await page.click('[data-command="topic.return"]');
  equal(reason(), '附件不全');
  await page.open(topics[0]!);
  await page.open(topics[1]!);
  await page.click('[data-command="topic.return"]');
  equal(reason(), '附件不全');
  await page.click('.command-form [type="submit"]');
  equal(page.text('.trail').includes('附件不全'), true);
});

test('a field with a secrecy mark shows that it was not uploaded, until the mark is taken out', async () => {
  const { room, topics } = await sampleRoom();
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.open(topics[0]!);
  await page.type('.topic-title .title-field', '机密★10年 关于某事项的汇报');
  equal(page.get('.topic-title .title-field').getAttribute('aria-invalid'), 'true');
  ok(page.text('.panel-head').includes('未上传'), 'said at the field');
  equal(page.text('.sync'), '1 处未上传');
  ok(page.has('.banners'), 'and in a banner');
  await page.type('.topic-title .title-field', '关于某事项的汇报');
  ok(!page.get('.topic-title .title-field').hasAttribute('aria-invalid'), 'the field is well again');
  equal(page.text('.sync'), '已保存');
  ok(!page.has('.banners'), 'the banner is gone with the mark');
  await page.click('[data-edit]');
  await page.fill('[data-field="proposer"]', '秘密★1年');
  equal(page.get('[data-field="proposer"]').getAttribute('aria-invalid'), 'true');
  equal(page.text('.sync'), '1 处未上传');
  await page.fill('[data-field="proposer"]', '县发展改革局');
  equal(page.text('.sync'), '已保存');
});

test('a place that was written twice can be picked in the panel, too', async () => {
  const { room } = await sampleRoom();
  const session = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.coordinator);
  room.cut(other);
  session.content.setRegister('place', '县三楼会议室');
  other.content.setRegister('place', '行政中心二号会议室');
  room.heal(other);
  const page = await BoardPage.show(session);
  await page.click('[data-opens="meeting"]');
  const values = page.all('.panel .contested .value').map((value) => value.textContent.replace(/\s+/g, ''));
  equal(values.sort(), ['县三楼会议室简舟', '行政中心二号会议室顾岚'].sort());
  const mine = page.all('.panel .contested .value').find((value) => value.textContent.includes('三楼'));
  mine!.click();
  await page.settled();
  equal((page.get('[data-register="place"]') as HTMLInputElement).value, '县三楼会议室');
});

test('leave is counted and judged once somebody is named; new rows come last and have a time of approval', async () => {
  const { room } = await sampleRoom();
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  await page.click('[data-opens="meeting"]');
  const before = page.all('[data-leave-row]').length;
  const counted = page.text('.facts');
  await page.click('[data-add-leave]');
  equal(page.all('[data-leave-row]').length, before + 1);
  equal(page.text('.facts'), counted, 'nobody is on leave yet');
  ok(!page.has('[data-rule="LEAVE_NOT_APPROVED"]'), 'and nobody is judged');
  const last = page.all('[data-leave-row]')[before]!;
  ok(last.contains(page.focused), 'the new row is the last one');
  const id = last.dataset['leaveRow']!;
  await page.fill(`[data-leave-row="${id}"] [data-leave="person"]`, '何述安');
  ok(page.has('[data-rule="LEAVE_NOT_APPROVED"]'), 'now somebody is');
  await page.fill(`[data-leave-row="${id}"] [data-leave="approvedBy"]`, '县委书记');
  await page.fill(`[data-leave-row="${id}"] [data-leave="at"]`, '2024-04-11T09:30');
  const row = session.content.meeting.leave.find((one) => one.id === id)!;
  equal(Date.parse(row.at), Date.parse('2024-04-11T09:30:00+08:00'));
  equal(page.all('[data-leave-row]')[before]!.dataset['leaveRow'], id, 'it has stayed where it was');
});

test('the kind of the meeting is a sealed fact and no field', async () => {
  const { room } = await sampleRoom();
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.click('[data-opens="meeting"]');
  equal(page.text('.sealed-kind'), '县委常委会会议');
  ok(!page.has('.panel select'), 'nothing to choose');
});

test('undo does not take away a topic in which a colleague has written, and says so', async () => {
  const { room } = await sampleRoom();
  const session = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.govClerk);
  const page = await BoardPage.show(session);
  const id = session.content.addTopic({});
  other.content.titleOf(id)!.replace(0, 0, '关于防汛的汇报');
  await page.settled();
  page.row(id).focus();
  await page.press('z', { ctrlKey: true });
  equal(session.content.topic(id)?.removed, false);
  ok(page.said.includes('别人已在你新增的这一项里写了内容'), page.said);
  const empty = session.content.addTopic({});
  await page.press('z', { ctrlKey: true });
  equal(session.content.topic(empty)?.removed, true, 'one that nobody else touched goes');
});

test('Esc in an empty filter leads back to the list', async () => {
  const { room, topics } = await sampleRoom();
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  page.get('.filter-field').focus();
  await page.press('Escape');
  equal(page.focusedTopic, topics[0]);
});

test('that the units agree is said in the reading view', async () => {
  const { room, topics } = await sampleRoom();
  const session = room.join(PEOPLE.clerk);
  session.content.setTopic(topics[0]!, { coordinated: true });
  const page = await BoardPage.show(session);
  await page.open(topics[0]!);
  ok(page.text('.panel .pairs').includes('已协调一致'), page.text('.panel .pairs'));
});

test('a meeting that the server does not know is said to be just that', async () => {
  const { waiting } = await import('../../src/components/agenda-board/placeholders.js');
  const { AGENDA_WORDS } = await import('../../src/components/agenda-board/strings.js');
  const { render } = await import('lit');
  const place = document.createElement('div');
  const sync: AgendaSession['sync'] = { ...NOTHING_UNSAVED, status: 'refused', reason: 'no-such-room' };
  render(
    waiting(sync, AGENDA_WORDS['zh-CN'], {
      room: 'agenda/m1',
      title: '',
      office: '',
      retry: () => undefined,
      back: null,
    }),
    place,
  );
  const said = place.querySelector('[data-unavailable]')!.textContent;
  ok(said.includes('服务器上没有这个会议') && said.includes('请核对会议地址'), said);
  ok(!/[a-z]/.test(said), 'no English code');
});
