import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

test('a text with a secrecy mark goes nowhere; the page says so, and the host hears of it without the text', async () => {
  const { room, topics } = await sampleRoom();
  const session = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.govClerk);
  const page = await BoardPage.show(session);
  let blocked: Event | undefined;
  page.board.addEventListener('siban-secret-blocked', (event) => (blocked = event));
  await page.open(topics[0]!);
  await page.type('.topic-title .title-field', '机密★10年 关于某事项的汇报');
  equal(other.content.topic(topics[0]!)?.title, '关于一季度经济运行情况的汇报');
  ok(page.text('.banners').includes('疑似涉密标志，已拦下。没有上传，也没有存盘'), page.text('.banners'));
  ok(blocked, 'the event came');
  ok(!JSON.stringify(blocked).includes('机密'), 'without the text');
  await page.click('[data-edit]');
  await page.fill('[data-field="proposer"]', '秘密★1年');
  equal(other.content.topic(topics[0]!)?.proposer, '县发展改革局');
  await page.click('.banner .button');
  ok(!page.has('.banners'), 'the banner can be put away');
});
