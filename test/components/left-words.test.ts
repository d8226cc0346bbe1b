import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import type { AgendaSession, RoomNotes } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

const leave = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

/** Types into a field and stays in it. */
async function typeInto(page: BoardPage, selector: string, text: string): Promise<void> {
  (page.get(selector) as HTMLInputElement).focus();
  await page.type(selector, text);
}

/** A page whose fields were half filled in, killed, and a page of the same person after it. */
async function afterKill(
  fill: (page: BoardPage, sample: SampleRoom) => Promise<void>,
  between: (sample: SampleRoom) => void = () => undefined,
): Promise<{ page: BoardPage; sample: SampleRoom; session: AgendaSession }> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.leader);
  const first = await BoardPage.show(session);
  await fill(first, sample);
  const left = new Map(session.notes.all);
  // Killed: a field that is left writes what stands in it, and nothing of that may get anywhere.
  sample.room.cut(session);
  first.board.remove();
  between(sample);
  const next = sample.room.join(PEOPLE.leader);
  for (const [key, note] of left) next.notes.set(key, note);
  return { page: await BoardPage.show(next), sample, session: next };
}

test('a half-typed field is there again after the browser was killed, and a quiet line leads to it', async () => {
  const { page, sample, session } = await afterKill(async (first, { topics }) => {
    await first.open(topics[0]!);
    await first.click('[data-edit]');
    await typeInto(first, '[data-field="sponsor"]', '宋临原、方');
  });
  ok(page.text('.banners').includes('上次有 1 处没有写完，文字都在，还没有送出'), page.text('.banners'));
  equal(page.has('.panel'), false, 'nothing opens by itself');
  await page.click('[data-banner="idle"] button');
  const field = page.get('[data-field="sponsor"]') as HTMLInputElement;
  equal(field.value, '宋临原、方');
  await typeInto(page, '[data-field="sponsor"]', '宋临原、方圆');
  ok(!page.text('.board').includes('没有写完'), 'once it is gone on with, the line goes');
  field.blur();
  await page.settled();
  equal(session.content.topic(sample.topics[0]!)?.sponsor, '宋临原、方圆');
  equal(session.notes.all.size, 0);
});

test('what somebody else wrote there meanwhile stands beside it, to choose from', async () => {
  const { page, sample } = await afterKill(
    async (first, { topics }) => {
      await first.open(topics[0]!);
      await first.click('[data-edit]');
      await typeInto(first, '[data-field="reporter"]', '张局长');
    },
    ({ room, topics }) => room.join(PEOPLE.clerk).content.setTopic(topics[0]!, { reporter: '李局长' }),
  );
  await page.open(sample.topics[0]!);
  await page.click('[data-edit]');
  equal((page.get('[data-field="reporter"]') as HTMLInputElement).value, '张局长');
  ok(page.text('[data-clash="reporter"]').includes('李局长'), page.text('[data-clash="reporter"]'));
});

test('a half-typed reason is there when its form is opened again; the form does not open by itself', async () => {
  const { page, sample, session } = await afterKill(async (first, { topics }) => {
    await first.open(topics[1]!);
    await first.click('[data-command="topic.return"]');
    await typeInto(first, '.command-form textarea', '意见书还没有到');
  });
  ok(page.text('.banners').includes('上次有 1 处没有写完'), page.text('.banners'));
  await page.open(sample.topics[1]!);
  equal(page.has('.command-form'), false);
  await page.click('[data-command="topic.return"]');
  equal((page.get('.command-form textarea') as HTMLTextAreaElement).value, '意见书还没有到');
  await page.click('.command-form [type="submit"]');
  equal(session.notes.all.size, 0, 'sealed, it is no note any more');
  ok(!page.text('.board').includes('没有写完'), 'and nothing is left');
});

test('words of the meeting itself are found in its panel; the line can be put away without them', async () => {
  const { page, session } = await afterKill(async (first) => {
    await first.click('[data-opens="meeting"]');
    await typeInto(first, '[data-register="place"]', '县委三楼');
  });
  await page.click('[data-banner="idle"] button');
  equal((page.get('[data-register="place"]') as HTMLInputElement).value, '县委三楼');
  await page.click('[data-banner="idle"] button');
  ok(!page.text('.board').includes('没有写完'), 'put away');
  equal(session.notes.all.size, 1, 'the words are still kept');
});

test('a mark typed into a field or a reason is in no note, and what was there before it goes', async () => {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.leader);
  const page = await BoardPage.show(session);
  await page.open(sample.topics[1]!);
  await page.click('[data-command="topic.return"]');
  await typeInto(page, '.command-form textarea', '退回');
  equal(session.notes.all.size, 1);
  await typeInto(page, '.command-form textarea', '退回\n机密★1年');
  equal(session.notes.all.size, 0);
  await page.click('[data-edit]');
  await typeInto(page, '[data-field="proposer"]', '县防汛办');
  equal(session.notes.all.size, 1);
  await typeInto(page, '[data-field="proposer"]', '县防汛办 机密★1年');
  equal(session.notes.all.size, 0);
});

test('another person of the same room finds nothing of it', async () => {
  const { sample } = await afterKill(async (first, { topics }) => {
    await first.open(topics[1]!);
    await first.click('[data-command="topic.return"]');
    await typeInto(first, '.command-form textarea', '只有本人看');
  });
  const other = await BoardPage.show(sample.room.join(PEOPLE.director));
  ok(!other.text('.board').includes('没有写完'), 'no line');
});

test('whoever leaves is asked for words that are not stored, and for none that are', async () => {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.leader);
  const page = await BoardPage.show(session);
  await page.open(sample.topics[1]!);
  await page.click('[data-command="topic.return"]');
  equal(leave(), false, 'nothing is typed');
  await typeInto(page, '.command-form textarea', '意见书还没有到');
  equal(leave(), true, 'this session keeps nothing for another page');
  const notes = session.notes as { -readonly [K in keyof RoomNotes]: RoomNotes[K] };
  notes.isStored = () => true;
  page.board.requestUpdate();
  await page.settled();
  equal(leave(), false, 'it is stored');
  await page.click('[data-edit]');
  await typeInto(page, '[data-field="proposer"]', '县防汛办');
  equal(leave(), false, 'this too');
  notes.isStored = (key) => !key.startsWith('draft');
  page.board.requestUpdate();
  await page.settled();
  equal(leave(), true);
});
