import type { AgendaSession } from '../../src/sync/room-session.js';
import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

const PARTS = ['.head', '.tools', '.summary', '.list', '.removed', '.foot'] as const;

/** What the board says, part by part; the clock's picture with its places. */
function said(page: BoardPage): Readonly<Record<string, string>> {
  const texts = PARTS.map((part) => [part, page.has(part) ? plain(page.get(part).textContent) : ''] as const);
  const dots = page.all('.mark-dot').map((dot) => `${dot.getAttribute('class') ?? ''} ${plain(dot.textContent)}`);
  return { ...Object.fromEntries(texts), dots: dots.join() };
}

const seed = Math.floor(Math.random() * 1e9);

function seeded(from: number): () => number {
  let state = from;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** One edit of somebody else. */
function edit({ content }: AgendaSession, random: () => number): void {
  const below = (count: number): number => Math.floor(random() * count);
  const topic = content.topics[below(content.topics.length)];
  if (!topic) return void content.addTopic({ title: '补的一项', minutes: 5 });
  const acts: readonly (() => void)[] = [
    () => content.titleOf(topic.id)?.replace(0, 1, ['关', '再', '新'][below(3)]!),
    () => content.setTopic(topic.id, { minutes: [null, 5, 20][below(3)]! }),
    () => content.setTopic(topic.id, { coordinated: [null, true, false][below(3)]! }),
    () => content.setTopic(topic.id, { proposer: ['县水利局', '县林业局'][below(2)]!, kind: ['审议', ''][below(2)]! }),
    () => content.setMaterials(topic.id, ['议题提请单', '会前征求意见'].slice(0, below(3))),
    () => content.moveTopic(topic.id, below(content.topics.length)),
    () => content.addTopic({ title: '补的一项', minutes: 5 }, below(3)),
    () => content.removeTopic(topic.id),
    () => content.setMeeting({ plannedMinutes: [30, 60, 90][below(3)]! }),
  ];
  acts[below(acts.length)]!();
}

test(`whatever others change, every part of the board says what one says that is opened now (seed ${seed})`, async () => {
  const random = seeded(seed + 1);
  const { room } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.govClerk);
  const page = await BoardPage.show(session);
  for (let round = 0; round < 60; round++) {
    edit(other, random);
    await page.settled();
    const fresh = await BoardPage.show(session);
    const [kept, now] = [said(page), said(fresh)];
    fresh.frame.remove();
    for (const part of Object.keys(now)) equal(kept[part], now[part], `${part} in round ${round}`);
  }
});

test('a remote change of a title leaves header, tools, figures and foot untouched', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const other = room.join(PEOPLE.govClerk);
  await page.settled();
  let touched = 0;
  const observer = new MutationObserver((records) => (touched += records.length));
  for (const part of ['.head', '.tools', '.summary', '.foot']) {
    observer.observe(page.get(part), { subtree: true, childList: true, characterData: true, attributes: true });
  }
  other.content.titleOf(topics[0]!)!.replace(0, 2, '有关');
  await page.settled();
  ok(page.row(topics[0]!).textContent.includes('有关'), 'the row shows it');
  observer.takeRecords().forEach(() => touched++);
  equal(touched, 0);
  observer.disconnect();
});
