import { stage } from '../../stories/scenes.js';
import type { Scene } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

interface Shown {
  readonly page: BoardPage;
  readonly topics: readonly string[];
  /** The topic that the scene is about. */
  readonly about: string;
}

/** The board in that scene, with nothing open yet. */
async function shown(scene: Scene, width = 1320): Promise<Shown> {
  const { session, sample, open } = await stage(scene);
  const page = await BoardPage.show(session, { width });
  return { page, topics: sample!.topics, about: sample!.topics[open]! };
}

for (const width of [360, 768]) {
  test(`a conflict is decided from the open topic on a tag of ${width} px, where the panel hides the rows`, async () => {
    const { page, about } = await shown('conflict', width);
    await page.open(about);
    const choose = page.all('.panel .box button').find((button) => button.textContent.includes('选定一项'));
    choose!.click();
    await page.settled();
    await page.settled();
    const form = page.get('.settle');
    ok(form.getClientRects().length > 0, 'the two decisions are in sight');
    ok(page.focused?.closest('.settle'), 'and the focus is among them');
  });
}

test('a form that is open in the panel does not make a phone scroll sideways', async () => {
  const { page, topics } = await shown('overview', 360);
  await page.open(topics[1]!);
  await page.click('[data-command="topic.return"]');
  const board = page.board.getBoundingClientRect();
  const head = page.get('.panel-head').getBoundingClientRect();
  ok(head.right <= board.right + 0.5 && head.left >= board.left - 0.5, `${head.left} to ${head.right}`);
});

test('a step that was refused is not offered a second time beside what has to be read first', async () => {
  const { page, topics } = await shown('queue-refused');
  await page.open(topics[1]!);
  const offered = page.all('[data-command]').map((button) => button.dataset['command']);
  ok(!offered.includes('topic.topApprove') && !offered.includes('topic.return'), offered.join());
  ok(page.text('[data-undecided]').includes('先处理没有封存的审定'), page.text('[data-undecided]'));
});

test('what was changed after its approval waits for a new one: row and trail say so as the state does', async () => {
  const { page, topics } = await shown('changed');
  await page.open(topics[1]!);
  ok(page.row(topics[1]!).textContent.includes('待重新审定'), 'the state');
  const gate = plain(page.row(topics[1]!).querySelector('.c-gate .under')!.textContent);
  ok(/^待.+重新审定$/.test(gate), gate);
  ok(/^待.+重新审定$/.test(page.text('.trail .next')), page.text('.trail .next'));
});

test('a topic that is put off points nowhere: no step is the next one, and nothing of it is to be allowed', async () => {
  const { page } = await shown('settled');
  const row = page.all('.row').find((one) => one.textContent.includes('程序中止'));
  ok(row, 'a topic is put off');
  equal(row!.querySelectorAll('.pip.next').length, 0);
  await page.open(row!.dataset['topic']!);
  equal(page.all('.panel [data-waive]').length, 0);
});

test('several topics that are moved can be put back as one can', async () => {
  const { page, topics } = await shown('overview');
  for (const id of topics.slice(1, 3))
    page.row(id).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ctrlKey: true }));
  await page.settled();
  const before = page.titles;
  await page.click('[data-selection-up]');
  equal(page.text('.toast'), '已移动 2 项 撤销');
  await page.click('.toast-action');
  equal(page.titles, before);
});
