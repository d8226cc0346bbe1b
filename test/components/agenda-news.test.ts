import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

/** Everything that the live region said, one text after the other. */
function listen(page: BoardPage): readonly string[] {
  const said: string[] = [];
  const live = page.get('[data-live]');
  new MutationObserver(() => {
    const text = plain(live.textContent);
    if (text !== '' && text !== said[said.length - 1]) said.push(text);
  }).observe(live, { childList: true, characterData: true, subtree: true });
  return said;
}

async function until(isSo: () => boolean, instead: () => string): Promise<void> {
  const end = performance.now() + 15_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(instead());
    await new Promise((done) => setTimeout(done, 50));
  }
}

test('what two others do in a few seconds is told in one breath, with who, what and which item', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const said = listen(page);
  const su = room.join(PEOPLE.npcClerk);
  const yu = room.join(PEOPLE.govClerk);
  su.content.titleOf(topics[1]!)!.replace(0, 0, '（急）');
  await page.settled();
  yu.content.moveTopic(topics[3]!, 1);
  await page.settled();
  equal(said, [], 'nothing is said at once');
  await until(
    () => said.length > 0,
    () => 'nothing was said',
  );
  equal(said, ['苏禾改了第 3 项的标题；郁川移动了第 4 项，现为第 2 项']);
  equal(page.get('[data-live]').getAttribute('aria-live'), 'polite');
});

test('fields, additions and removals are told by name, and what was taken back meanwhile is not', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const said = listen(page);
  const yu = room.join(PEOPLE.govClerk);
  yu.content.setTopic(topics[0]!, { reporter: '县统计局局长', minutes: 20 });
  yu.content.setTopic(topics[2]!, { sponsor: '何述安' });
  yu.content.undo();
  yu.content.addTopic({ title: '关于夏收的汇报' });
  yu.content.removeTopic(topics[4]!);
  await until(
    () => said.length > 0,
    () => 'nothing was said',
  );
  equal(said, ['郁川改了第 1 项的汇报人、时长（分钟）；郁川新增了第 5 项“关于夏收的汇报”；郁川移除了第 5 项']);
});

test('words that were only taken away are nobody’s: who did it cannot be known', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const said = listen(page);
  const su = room.join(PEOPLE.npcClerk);
  su.content.titleOf(topics[0]!)!.replace(0, 2, '');
  await until(
    () => said.length > 0,
    () => 'nothing was said',
  );
  equal(said, ['有人改了第 1 项的标题']);
});

test('more than a few changes are counted', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const said = listen(page);
  const yu = room.join(PEOPLE.govClerk);
  for (const id of topics) yu.content.setTopic(id, { reporter: '某某' });
  await until(
    () => said.length > 0,
    () => 'nothing was said',
  );
  equal(said, ['别人改动了 5 项']);
});

test('a step that somebody else has sealed is told, one’s own at once', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.director);
  const page = await BoardPage.show(session);
  const said = listen(page);
  await room.join(PEOPLE.govLeader).send({ type: 'topic.leaderSign', subject: topics[0]!, payload: {} });
  const result = await room
    .join({ ...PEOPLE.director, id: 'u-second', name: '程远' })
    .send({ type: 'topic.lock', subject: topics[0]!, payload: {} });
  ok(result.ok, 'locked at another screen');
  await page.settled();
  equal(said, [], 'not at once');
  await until(
    () => said.length > 0,
    () => 'nothing was said',
  );
  ok(/程远办了第 1 项：锁定材料/.test(said.join()), said.join(' | '));
});

test('one’s own moves are told at once, and what comes from others does not repeat them', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const said = listen(page);
  page.row(topics[4]!).focus();
  await page.press('ArrowUp', { altKey: true });
  equal(said, ['已移至第 4 项，共 5 项']);
  await page.press('ArrowUp', { altKey: true });
  equal(said[1], '已移至第 3 项，共 5 项');
});

test('two sentences that come together are both said', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  const said = listen(page);
  page.row(topics[4]!).focus();
  const press = (key: string): boolean =>
    page.focused!.dispatchEvent(
      new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, composed: true, cancelable: true }),
    );
  press('ArrowUp');
  press('ArrowUp');
  await page.settled();
  equal(said.length, 1);
  ok(said[0]!.includes('；'), said[0]!);
});

test('two screens tell each other what the other one did', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const mine = await BoardPage.show(room.join(PEOPLE.clerk));
  const theirs = await BoardPage.show(room.join(PEOPLE.cppccClerk), { lang: 'en' });
  const [here, there] = [listen(mine), listen(theirs)];
  mine.row(topics[0]!).focus();
  await mine.press('ArrowDown', { altKey: true });
  theirs.row(topics[4]!).focus();
  await theirs.press('ArrowUp', { altKey: true });
  await until(
    () => here.length > 1 && there.length > 1,
    () => `${here.join()} | ${there.join()}`,
  );
  equal(here, ['已移至第 2 项，共 5 项', '闻笛移动了第 5 项，现为第 4 项']);
  equal(there, ['Moved to 4 of 5', '简舟 moved item 1, now item 2']);
});

test('a record that cannot be trusted is told assertively, not in turn', async () => {
  const { session } = await stage('alarm');
  const page = await BoardPage.show(session);
  ok(plain(page.get('.banners [role="alert"]').textContent).includes('记录不完整'), page.text('.banners'));
});

test('two boards of one person on one page, each with a topic open, come to rest', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const first = await BoardPage.show(session);
  const second = await BoardPage.show(session);
  await first.open(topics[0]!);
  await second.open(topics[1]!);
  let told = 0;
  const stop = session.subscribe(() => (told += 1));
  await new Promise((done) => setTimeout(done, 300));
  stop();
  equal(told, 0, 'neither takes back what the other says of where the person is');
});

test('when one of two boards leaves the page, the others of the room see at once where the person is on the other', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const watcher = room.join(PEOPLE.govClerk);
  const seen = (): readonly (string | null)[] => watcher.presence.map(({ topic }) => topic);
  const first = await BoardPage.show(session);
  const second = await BoardPage.show(session);
  await first.open(topics[0]!);
  await second.open(topics[1]!);
  equal(seen(), [topics[1]]);
  second.frame.remove();
  equal(seen(), [topics[0]], 'the board that stays says where the person is');
  document.body.append(second.frame);
  await second.settled();
  equal(seen(), [topics[1]], 'and the one that comes back says it again');
  first.frame.remove();
  equal(seen(), [topics[1]], 'a board that goes takes back nothing that another one says');
  second.frame.remove();
  equal(seen(), [null], 'with the last board the person is in no topic');
});
