import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE, stage, type Scene } from '../../stories/scenes.js';
import { keeping, laidOver, unfetched } from '../../stories/waiting-scenes.js';
import { NOTHING_UNSAVED, type AgendaSession, type SyncState } from '../../src/sync/room-session.js';
import type { Person } from '../../src/model/person.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

/** A page that stands so with its server and with its browser's storage. */
async function standing(sync: Partial<SyncState>, person: Person = PEOPLE.clerk): Promise<BoardPage> {
  const { room, topics } = await sampleRoom(PICTURE);
  const state: SyncState = { ...NOTHING_UNSAVED, status: 'live', reason: null, ...sync };
  const unsavedTopics = new Set<string>(topics.slice(0, state.unsaved));
  return BoardPage.show(laidOver(room.join(person), { sync: () => state, unsavedTopics: () => unsavedTopics }));
}

test('many edits in one topic are one place to look at', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  room.cut(session);
  const title = session.content.titleOf(topics[0]!)!;
  for (const letter of '（会前稿）') title.replace(title.value.length, 0, letter);
  const page = await BoardPage.show(session);
  equal(page.text('.sync'), '离线，1 处未上传');
});

test('a browser that keeps nothing is told of before anything is lost', async () => {
  const [banner] = bannersOf(await standing({ status: 'offline', keeping: 'unavailable' }));
  ok(banner?.includes('这个浏览器不能在本机保存') && banner.includes('不要关闭'), banner ?? 'no banner');
});

const bannersOf = (page: BoardPage): readonly string[] =>
  page.all('.banner').map(({ textContent }) => plain(textContent));

test('a page on which all is well has no banner', async () => {
  ok(!(await standing({})).has('.banners'), 'nothing is the matter');
});

test('offline with nothing waiting, one may go on, and can try at once', async () => {
  const page = await standing({ status: 'offline', keeping: 'kept' });
  equal(bannersOf(page), ['离线 可以照常看和改，联网后自动合并 立即重连']);
});

test('offline, the page says how many edits and steps wait, that they are kept, and shows them', async () => {
  const page = await standing({ status: 'offline', keeping: 'kept', unsaved: 3, unsealed: 1 });
  equal(bannersOf(page), ['离线 3 处更改、1 步待封存保存在本机，联网后自动合并、封存 查看 立即重连']);
  ok(page.has('.banner.idle'), 'nothing is lost, so nothing is urgent');
  await page.click('.banner [data-opens="waiting"]');
  equal(page.get('.panel').getAttribute('aria-label'), '等待上传和封存');
  equal(page.focused, page.get('.panel'));
  await page.press('Escape');
  equal(page.focused, page.get('.banner [data-opens="waiting"]'), 'the focus is back on the button');
});

for (const [kept, why] of [
  ['off', '本页设为不在浏览器里保存'],
  ['unavailable', '这个浏览器不能在本机保存'],
  ['full', '本机存储空间已满'],
] as const) {
  test(`offline and keeping ${kept}: the page must not be closed, and says why`, async () => {
    const page = await standing({ status: 'offline', keeping: kept, unsaved: 2 });
    equal(bannersOf(page), [`离线，不要关闭本页 2 处更改只在本页：${why}。联网后自动上传 查看 立即重连`]);
    ok(page.has('.banner.warn'), 'something can be lost');
  });
}

test('trying at once asks the session to', async () => {
  const { room } = await sampleRoom(PICTURE);
  let tried = 0;
  const session = laidOver(room.join(PEOPLE.clerk), {
    sync: () => ({ ...NOTHING_UNSAVED, status: 'offline', reason: null }),
    reconnect: () => () => void (tried += 1),
  });
  const page = await BoardPage.show(session);
  await page.click('.banner .button');
  equal(tried, 1);
});

test('a full storage is told while there is still a connection, and what to do about it', async () => {
  equal(bannersOf(await standing({ keeping: 'full' })), [
    '本机存储空间已满 离线时的更改会存不下来。请清理浏览器的存储空间',
  ]);
  equal(bannersOf(await standing({ keeping: 'full', unsaved: 2 })), [
    '本机存储空间已满 2 处更改只在本页，存到服务器前不要关闭。请清理浏览器的存储空间 查看',
  ]);
});

test('signed out: what was typed is kept; signing in again tries at once, and the portal hears of it', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  let tried = 0;
  const session = laidOver(room.join(PEOPLE.clerk), {
    sync: () => ({ ...NOTHING_UNSAVED, status: 'expired', reason: null, unsaved: 2, keeping: 'kept' }),
    unsavedTopics: () => new Set<string>(topics.slice(0, 2)),
    reconnect: () => () => void (tried += 1),
  });
  const page = await BoardPage.show(session);
  equal(bannersOf(page), ['登录已过期 2 处更改已存在本机，登录后自动上传 查看 重新登录']);
  const heard: string[] = [];
  page.board.addEventListener('siban-status', (event) => heard.push(`${event.status} ${event.unsaved}`));
  await page.click('.banner .primary');
  equal(tried, 1);
  equal(heard, ['expired 2']);
});

test('signed out on a page that keeps nothing: it must stay open', async () => {
  equal(bannersOf(await standing({ status: 'expired', unsaved: 2 })), [
    '登录已过期 2 处更改只在本页，重新登录前不要关闭 查看 重新登录',
  ]);
});

/** A page whose edits the server will never take, with what became of them. */
async function withLeftovers(status: SyncState['status']): Promise<{ page: BoardPage; dropped: () => number }> {
  const { room, topics } = await sampleRoom(PICTURE);
  let dropped = 0;
  const left = [
    { path: ['topics', topics[1]!, 'title'], text: '关于2024年防汛备汛及应急演练工作方案的汇报' },
    { path: ['topics', topics[1]!, 'notes'], text: '附件另送' },
  ];
  const session = laidOver(room.join(PEOPLE.clerk), {
    sync: () => ({ ...NOTHING_UNSAVED, status, reason: status === 'refused' ? 'forbidden' : null }),
    leftovers: () => (dropped > 0 ? [] : left),
    dropLeftovers: () => () => void (dropped += 1),
  });
  return { page: await BoardPage.show(session), dropped: () => dropped };
}

test('refused edits: why, that they are still here, and the way to them', async () => {
  const { page } = await withLeftovers('refused');
  // This page keeps nothing in the browser.
  equal(bannersOf(page), ['更改未被接受 你不能修改这个会议 你的内容仍在本页，可以复制 查看']);
  ok(page.has('.banner.bad'), 'somebody has to act');
  await page.click('.banner .button');
  const own = page.all('.panel [data-own]') as readonly HTMLTextAreaElement[];
  equal(
    own.map(({ value }) => value),
    ['关于2024年防汛备汛及应急演练工作方案的汇报', '附件另送'],
  );
  ok(own[0]!.readOnly, 'for reading and copying');
  ok(page.text('.own .label').includes('关于2024年防汛备汛工作方案的汇报 · 标题'), page.text('.own .label'));
});

test('what was refused stays in reach once the page works again, until its author drops it, asked once more', async () => {
  const { page, dropped } = await withLeftovers('live');
  equal(bannersOf(page), ['更改未被接受 你的内容仍在本页，可以复制 查看']);
  await page.click('.banner .button');
  await page.click('[data-drop="leftovers"]');
  equal(page.focused, page.get('[data-drop-yes="leftovers"]'));
  ok(page.text('[data-part="left"]').includes('放弃后不能恢复'), page.text('[data-part="left"]'));
  equal(dropped(), 0);
  await page.click('[data-drop-yes="leftovers"]');
  equal(dropped(), 1);
  ok(!page.has('.banners') && !page.has('[data-own]'), 'it is gone');
});

test('a text that was not accepted can be copied, also where the browser has no clipboard for the page', async () => {
  const { page } = await withLeftovers('refused');
  await page.click('.banner .button');
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  try {
    await page.click('[data-copy]');
    const own = page.get('.panel [data-own]') as HTMLTextAreaElement;
    equal([own.selectionStart, own.selectionEnd], [0, own.value.length]);
    ok(/已复制|已选中，按 Ctrl\+C 复制/.test(page.text('.own .buttons')), page.text('.own .buttons'));
  } finally {
    Reflect.deleteProperty(navigator, 'clipboard');
  }
});

test('who may only read is told whom to ask, by the office and by no name', async () => {
  const { room } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.auditor, 'read'));
  equal(bannersOf(page), ['你可以查看。需要修改请找县委办（主办单位）']);
});

test('a full document can be read, and the page says who can make room', async () => {
  equal(bannersOf(await standing({ status: 'read-only', reason: 'document-full' })), [
    '内容已满 新的内容存不进去。请找主办单位，把一部分议题移到别的会议',
  ]);
});

test('what a newer version saved is shown, and not edited', async () => {
  const page = await standing({ status: 'outdated' });
  equal(bannersOf(page), ['内容由新版组件保存，可以查看。升级后才能修改，请找系统管理员']);
  ok(!page.has('[data-add], .topic-title textarea'), 'nothing to edit is offered');
});

test('an alarm is the first of all banners and alone is solid red; more than two are one press away', async () => {
  const { room } = await sampleRoom(PICTURE);
  const own = room.join(PEOPLE.clerk);
  const session = laidOver(own, {
    record: () => ({ ...own.record, alarm: { kind: 'head-regressed', seq: 4 }, authorOf: () => undefined }),
    sync: () => ({ ...NOTHING_UNSAVED, status: 'expired', reason: null, keeping: 'full' }),
  });
  const page = await BoardPage.show(session);
  equal(
    page.all('[data-banner]').map((banner) => banner.dataset['banner']),
    ['alarm', 'warn'],
  );
  equal(page.text('.more-banners'), '另有 1 条');
  await page.click('.more-banners button');
  equal(page.all('[data-banner]').length, 3);
  equal(page.get('.more-banners button').getAttribute('aria-expanded'), 'true');
});

test('a room that was never opened, offline: what it is, that it opens by itself, and a way to try', async () => {
  const { session } = await unfetched({ status: 'offline', reason: null });
  let tried = 0;
  const page = await BoardPage.show(laidOver(session, { reconnect: () => () => void (tried += 1) }));
  ok(page.text('[data-unavailable]').includes('离线，这个会议还没有在本机打开过'), page.text('[data-unavailable]'));
  ok(page.text('[data-unavailable]').includes('联网后自动显示'), page.text('[data-unavailable]'));
  equal(page.text('.head h2'), '会议 agenda/m1', 'the address that is to be looked at once more');
  await page.click('[data-unavailable] .button');
  equal(tried, 1);
});

test('an edit that was refused for good is shown as its author wrote it, and nothing says that it will be saved', async () => {
  const page = await staged('refused');
  equal(bannersOf(page), ['更改未被接受 你不能修改这个会议 你的内容仍在本机，可以复制 查看']);
  const own = page.all('.panel [data-own]') as readonly HTMLTextAreaElement[];
  equal(own[0]?.value, '关于2024年防汛备汛及应急演练工作方案的汇报');
  ok(page.has('.panel [data-copy]') && page.has('.panel [data-drop]'), 'to take along, or to give up');
  const said = page.text('.panel');
  ok(said.includes('你的内容（只在本机）') && said.includes('服务器没有接受'), said);
  ok(!said.includes('存到服务器前') && !said.includes('联网后'), `it is never saved: ${said}`);
});

test('in English why and what follows are two sentences', async () => {
  const { session } = await stage('refused');
  const page = await BoardPage.show(session, { lang: 'en' });
  equal(bannersOf(page), [
    'Change not accepted You may not change this meeting. Your text is kept on this device and can be copied Show',
  ]);
});

test('signed out: the rows that the banner counts are marked', async () => {
  const page = await staged('expired');
  equal(bannersOf(page), ['登录已过期 2 处更改已存在本机，登录后自动上传 查看 重新登录']);
  equal(page.all('.row').filter((row) => row.textContent.includes('未上传')).length, 2);
});

async function staged(scene: Scene): Promise<BoardPage> {
  const { session, afterwards } = await stage(scene);
  const page = await BoardPage.show(session);
  await afterwards?.(page.board);
  await page.settled();
  return page;
}

test('without a right to the room: which one, why, whom to ask, and a way to try again', async () => {
  const { session } = await unfetched({ status: 'refused', reason: 'forbidden' });
  let tried = 0;
  const page = await BoardPage.show(laidOver(session, { reconnect: () => () => void (tried += 1) }));
  equal(page.text('.head h2'), '会议 agenda/m1');
  equal(page.text('[data-unavailable] h3'), '你不在这个会议的范围内');
  equal(page.text('[data-unavailable] p'), '只有主办单位和参会单位可以查看。要加入，请找主办单位');
  await page.click('[data-unavailable] .button');
  equal(tried, 1, '重新核对权限');
  ok(page.has('slot[name="unavailable"]'), 'a portal can put its own way back there');
});

test('what the record says of a room that is closed to the person is named: its title, and the office to ask', async () => {
  const { room } = await sampleRoom({ empty: true });
  const closed = room.join(PEOPLE.auditor);
  const { session: unknown } = await unfetched({ status: 'refused', reason: 'forbidden' });
  const page = await BoardPage.show(laidOver(unknown, { record: () => closed.record }));
  ok(closed.record.entries.length > 0 && !page.has('.foot'), 'not shown as an agenda without topics');
  equal(page.text('.head h2'), '县委常委会第7次会议');
  equal(page.text('[data-unavailable] p'), '只有县委办（主办单位）和参会单位可以查看。要加入，请找县委办');
});

test('a page that cannot be shown leads back to where its reader came from, unless the portal shows a way of its own', async () => {
  const { session } = await unfetched({ status: 'refused', reason: 'forbidden' });
  window.history.pushState(null, '');
  const page = await BoardPage.show(session);
  const words = (): readonly string[] => page.all('[data-unavailable] .button').map((one) => plain(one.textContent));
  equal(words(), ['重新核对权限', '返回']);
  const left = new Promise((done) => window.addEventListener('popstate', done, { once: true }));
  page.all('[data-unavailable] .button')[1]!.click();
  await left;
  page.board.innerHTML = '<a slot="unavailable" href="#">回门户首页</a>';
  page.board.requestUpdate();
  await page.settled();
  equal(words(), ['重新核对权限']);
});

for (const [reason, words] of [
  ['no-such-room', '服务器上没有这个会议 请核对会议地址，或向主办单位要新的链接'],
  ['no-token-source', '没有指明登录信息的来源 在 siban-workspace 上写 token-src，或由门户提供登录信息。请找系统管理员'],
] as const) {
  test(`a page that cannot show the room (${reason}) says what to do`, async () => {
    const { session } = await unfetched({ status: 'refused', reason });
    const page = await BoardPage.show(session);
    equal(`${page.text('[data-unavailable] h3')} ${page.text('[data-unavailable] p')}`, words);
    equal(page.text('.head h2'), '会议 agenda/m1');
  });
}

test('while the first content is on its way, rows of their real height stand there', async () => {
  const page = await BoardPage.show((await stage('loading')).session);
  const heights = page.all('.skeleton-row').map((row) => row.getBoundingClientRect().height);
  const { session } = await stage('overview');
  const row = (await BoardPage.show(session)).get('.row').getBoundingClientRect().height;
  equal(heights.length, 4);
  for (const height of heights) ok(Math.abs(height - row) <= 4, `skeleton ${height}, row ${row}`);
});

test('an agenda without topics says what belongs there and offers the first step', async () => {
  const { session } = await stage('empty');
  const page = await BoardPage.show(session);
  ok(
    page.text('.empty').startsWith('还没有议题 本次会议的议题会列在这里。材料截止 4月11日 17:00'),
    page.text('.empty'),
  );
  ok(page.has('.empty [data-add]'), 'the first step');
  equal(page.all('[data-add]').length, 1, 'once');
  ok(!page.has('.filter') && !page.has('.findings'), 'nothing to look for');
  equal(page.text('.foot .keys'), '? 全部按键', 'no keys of rows');
});

test('a row that somebody moved says so in passing, and takes it back at one press', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const before = page.titles;
  page.row(topics[2]!).focus();
  await page.press('ArrowUp', { altKey: true });
  equal(page.text('.toast'), '已移到第 2 项 撤销');
  equal(page.focusedTopic, topics[2], 'the focus stays on the row');
  await page.click('.toast-action');
  equal(page.titles, before);
  ok(!page.has('.toast'), 'the toast is gone');
  equal(page.focusedTopic, topics[2]);
});

test('the offer to take a move back goes with the next change, which undo would take back instead', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session: AgendaSession = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(keeping(session, 'kept'));
  page.row(topics[2]!).focus();
  await page.press('ArrowUp', { altKey: true });
  session.content.setTopic(topics[0]!, { minutes: 20 });
  await page.settled();
  ok(!page.has('.toast'), 'nothing is offered that would do something else');
});

test('whoever has a topic open is told that somebody else changed what they may sign, and by whom', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.leader));
  await page.open(topics[1]!);
  const other = room.join(PEOPLE.govClerk);
  other.content.setTopic(topics[1]!, { minutes: 20 });
  await page.settled();
  ok(!page.has('.toast'), 'minutes are nothing that is signed');
  other.content.setTopic(topics[1]!, { reporter: '县水利局分管负责人' });
  await page.settled();
  equal(page.text('.toast'), '郁川刚改了这一项，请先看再签');
});

test('who was here before the page went offline stays in sight, dashed, and is on no row', async () => {
  const { session, sample } = await stage('overview');
  const page = await BoardPage.show(session);
  equal(page.all('.head .avatar').length, 3);
  ok(page.has('.row .avatar') && !page.has('.avatar.away'), 'on line people are where they are');
  sample!.room.cut(session!);
  await page.settled();
  const faces = page.all('.head .avatar');
  equal(
    faces.map((face) => [face.classList.contains('away'), face.classList.contains('editing')]),
    [
      [true, false],
      [true, false],
      [true, false],
    ],
  );
  ok(faces[0]!.title.endsWith('离线前在场'), faces[0]!.title);
  equal(page.get('.head .avatars').getAttribute('aria-label'), '离线前在场的人');
  ok(!page.has('.row .avatar'), 'nobody knows on which topic they are now');
  sample!.room.heal(session!);
  await page.settled();
  ok(page.all('.head .avatar').length === 3 && !page.has('.avatar.away'), 'back again');
});

test('who may only read is told by a chip with an eye, and opens the meeting by a sign of another kind', async () => {
  for (const scene of ['read-only', 'outdated'] as const) {
    const page = await BoardPage.show((await stage(scene)).session);
    equal(page.text('.head .chip[part="sync"]'), '只读');
    ok(page.has('.head .chip[part="sync"] svg'), 'the eye');
    const shape = page.get('[data-opens="meeting"] svg').innerHTML;
    ok(shape !== page.get('.head .chip svg').innerHTML, 'the button is not the state');
  }
});

test('minutes that nobody has filled in are said to be that, and no dash', async () => {
  const { room } = await sampleRoom();
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  equal(page.text('.duration .figure'), '未填 计划未定');
  ok(!page.text('.duration').includes('—'), page.text('.duration'));
});
