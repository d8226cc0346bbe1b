import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import 'axe-core/axe.js';
import { sampleRoom } from '../../stories/sample-room.js';
import { SCENES, stage, type Scene } from '../../stories/scenes.js';
import { equal, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

/** The package is a script that makes a global. */
declare const axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };

/** The whole board in one state; the page around it is the test runner's. */
async function violations(page: BoardPage): Promise<readonly string[]> {
  const { violations: found } = await axe.run(page.board, { resultTypes: ['violations'] });
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${String(node.target)} ${node.failureSummary ?? ''}`).join(' | ')}`,
  );
}

async function shown(scene: Scene, options: Parameters<typeof BoardPage.show>[1]): Promise<BoardPage> {
  const { session, sample, open, afterwards } = await stage(scene);
  const page = await BoardPage.show(session, options);
  const topic = sample?.topics[open];
  if (topic) await page.open(topic);
  await afterwards?.(page.board);
  await page.settled();
  return page;
}

/** States with shapes and grounds of their own, looked at in every theme; the others in the default one. */
const MAIN: readonly Scene[] = ['overview', 'conflict', 'changed', 'offline', 'alarm', 'empty', 'loading'];

for (const scene of SCENES.filter((name) => name !== 'many')) {
  for (const theme of MAIN.includes(scene) ? (['light', 'dark', 'contrast'] as const) : (['light'] as const)) {
    const lang = theme === 'dark' ? 'en' : 'zh-CN';
    test(`axe finds nothing in the state ${scene}, ${theme}, ${lang}`, async () => {
      equal(await violations(await shown(scene, { theme, lang })), []);
    });
  }
}

for (const [name, act] of [
  ['editing a topic', (page: BoardPage) => page.click('[data-edit]')],
  ['the form of a step', (page: BoardPage) => page.click('[data-command]')],
  ['an approval of a finding', (page: BoardPage) => page.click('[data-waive]')],
  ['the meeting and its leave', (page: BoardPage) => page.click('[data-opens="meeting"]')],
  ['the menu of steps', (page: BoardPage) => page.click('[data-opens="steps"]')],
  ['all keys', (page: BoardPage) => page.click('[data-opens="help"]')],
] as const) {
  test(`axe finds nothing in ${name}`, async () => {
    const page = await shown('overview', {});
    await act(page);
    equal(await violations(page), []);
  });
}

test('axe finds nothing while somebody chooses between two decisions', async () => {
  const page = await shown('conflict', {});
  await page.click('[data-settle]');
  equal(await violations(page), []);
});

test('axe finds nothing at 360 px, list and panel, and in the menu', async () => {
  const page = await shown('overview', { width: 360 });
  equal(await violations(page), []);
  await page.click('[data-opens="board"]');
  equal(await violations(page), []);
  await page.click('[data-close]');
  equal(await violations(page), []);
});

test('axe finds nothing in English on light ground', async () => {
  await sampleRoom();
  equal(await violations(await shown('changed', { lang: 'en' })), []);
});
