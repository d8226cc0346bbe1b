import { TokenError } from '../../src/sync/token.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

/** A board whose portal does not say who is signed in. */
async function away(lang: string): Promise<BoardPage> {
  const page = await BoardPage.show(undefined, { lang });
  let asked = 0;
  page.board.tokenProvider = () => {
    asked++;
    page.frame.dataset['asked'] = String(asked);
    return Promise.reject(new TokenError('unreachable', 'the portal is being restarted'));
  };
  while (!page.has('[data-unavailable]')) await page.settled();
  return page;
}

test('a portal that does not say who is signed in is what the page names, not the room or its address', async () => {
  const page = await away('zh-CN');
  equal(page.text('[data-unavailable] h3'), '门户的登录接口没有应答');
  const body = page.text('[data-unavailable] p');
  ok(body.includes('门户管理员'), 'whom to ask');
  ok(!body.includes('地址') && !body.includes('没有在本机打开过'), body);
});

test('the same in English, with a way to try at once', async () => {
  const page = await away('en');
  equal(page.text('[data-unavailable] h3'), 'The portal does not answer who is signed in');
  const before = Number(page.frame.dataset['asked']);
  await page.click('[data-unavailable] button');
  while (Number(page.frame.dataset['asked']) === before) await page.settled();
});
