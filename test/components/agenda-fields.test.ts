import { executeServerCommand } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

interface Together {
  readonly sample: SampleRoom;
  readonly page: BoardPage;
  readonly session: AgendaSession;
  readonly other: AgendaSession;
}

/** The first topic is open for editing; somebody else is there too. */
async function editing(): Promise<Together> {
  const sample = await sampleRoom();
  const session = sample.room.join(PEOPLE.govClerk);
  const other = sample.room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  await page.open(sample.topics[0]!);
  await page.click('[data-edit]');
  return { sample, page, session, other };
}

const ime = (payload: object): Promise<unknown> => executeServerCommand('ime', payload);

function select(page: BoardPage, field: string): HTMLInputElement {
  const input = page.get(field) as HTMLInputElement;
  input.focus();
  input.select();
  return input;
}

test('a field in which somebody composes is not touched by what another commits there; both stand side by side', async () => {
  const { sample, page, session, other } = await editing();
  const id = sample.topics[0]!;
  const field = select(page, '[data-field="sponsor"]');
  await ime({ compose: 'he' });
  equal(field.value, 'he');
  other.content.setTopic(id, { sponsor: '宋临原' });
  await page.settled();
  equal(field.value, 'he', 'the composition is left alone');
  await ime({ commit: '何述安' });
  await page.settled();
  equal(field.value, '何述安');
  field.blur();
  await page.settled();
  equal(session.content.topic(id)?.sponsor, '宋临原', 'nothing is overwritten unseen');
  ok(page.text('[data-clash="sponsor"]').includes('简舟 刚改为“宋临原”'), page.text('[data-clash="sponsor"]'));
  await page.click('[data-clash="sponsor"] [data-take="mine"]');
  equal(other.content.topic(id)?.sponsor, '何述安');
  ok(!page.has('[data-clash]'), 'the choice is made');
});

test('what another commits into a field that is being typed in can be taken over', async () => {
  const { sample, page, session, other } = await editing();
  const id = sample.topics[0]!;
  const field = select(page, '[data-field="reporter"]');
  await ime({ insert: '张' });
  other.content.setTopic(id, { reporter: '县发展改革局副局长' });
  await page.settled();
  equal(field.value, '张');
  await page.click('[data-clash="reporter"] [data-take="theirs"]');
  equal(field.value, '县发展改革局副局长');
  equal(session.content.topic(id)?.reporter, '县发展改革局副局长');
});

test('a field that nobody has typed in follows the others, also with the caret in it', async () => {
  const { sample, page, other } = await editing();
  const field = select(page, '[data-field="reporter"]');
  other.content.setTopic(sample.topics[0]!, { reporter: '县发展改革局副局长' });
  await page.settled();
  equal(field.value, '县发展改革局副局长');
});

test('two people who change one list at the same time lose nothing of it', async () => {
  const { sample, page, session, other } = await editing();
  const id = sample.topics[0]!;
  const before = session.content.topic(id)!.requiredMaterials;
  const field = page.get('[data-field="requiredMaterials"]') as HTMLTextAreaElement;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  await ime({ insert: '、财政承受能力说明' });
  other.content.setMaterials(id, [...before.slice(1), '风险评估报告']);
  await page.settled();
  ok(field.value.endsWith('财政承受能力说明'), 'the field is left alone while it is typed in');
  field.blur();
  await page.settled();
  equal(session.content.topic(id)!.requiredMaterials, [...before.slice(1), '风险评估报告', '财政承受能力说明']);
  equal(field.value.split('\n'), session.content.topic(id)!.requiredMaterials);
});

test('minutes typed while another sets them are asked about, too', async () => {
  const { sample, page, session, other } = await editing();
  const id = sample.topics[0]!;
  select(page, '[data-field="minutes"]');
  await ime({ insert: '25' });
  other.content.setTopic(id, { minutes: 40 });
  await page.settled();
  equal((page.get('[data-field="minutes"]') as HTMLInputElement).value, '25');
  ok(page.text('[data-clash="minutes"]').includes('40'), 'the other value');
  await page.click('[data-clash="minutes"] [data-take="mine"]');
  equal(session.content.topic(id)?.minutes, 25);
});

test('what is typed and not yet settled is there again when the panel is opened again', async () => {
  const { sample, page, session, other } = await editing();
  const id = sample.topics[0]!;
  select(page, '[data-field="reporter"]');
  await ime({ insert: '张局长' });
  other.content.setTopic(id, { reporter: '李局长' });
  await page.settled();
  await page.press('Escape');
  ok(!page.has('.panel'), 'the panel is closed');
  equal(session.content.topic(id)?.reporter, '李局长');
  await page.open(id);
  await page.click('[data-edit]');
  equal((page.get('[data-field="reporter"]') as HTMLInputElement).value, '张局长');
  ok(page.has('[data-clash="reporter"]'), 'and so is the question');
});

test('facts of the meeting are not overwritten while they are typed', async () => {
  const { sample, page } = await editing();
  const other = sample.room.join(PEOPLE.director);
  await page.click('[data-opens="meeting"]');
  const field = select(page, '[data-register="place"]');
  await ime({ compose: 'xing' });
  other.content.setRegister('place', '县三楼会议室');
  await page.settled();
  equal(field.value, 'xing');
  await ime({ commit: '行政中心' });
  field.blur();
  await page.settled();
  ok(page.text('[data-clash="place"]').includes('柏溪 刚改为“县三楼会议室”'), page.text('[data-clash="place"]'));
  await page.click('[data-clash="place"] [data-take="mine"]');
  equal(
    other.content.meeting.place.values.map(({ value }) => value),
    ['行政中心'],
  );
});

test('a page with something unsaved asks before it is left; one with all saved does not', async () => {
  const { sample, page } = await editing();
  const leave = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  equal(leave(), false, 'all is saved');
  select(page, '[data-field="reporter"]');
  await ime({ insert: '张局长' });
  await page.settled();
  equal(leave(), true, 'half typed');
  (page.focused as HTMLElement).blur();
  await page.settled();
  equal(leave(), false, 'saved again');
  sample.room.cut(page.board.session!);
  await page.type('.topic-title .title-field', '关于一季度经济运行情况的汇报（稿）');
  equal(leave(), true, 'offline with a change');
  ok(page.text('.banners').includes('离线，不要关闭本页 1 处更改只在本页'), page.text('.banners'));
  page.board.remove();
  equal(leave(), false, 'the board has left the page');
});
