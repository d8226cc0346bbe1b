import { sendKeys } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

test('the sample meeting shows who is late and what is missing, in words', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const said = topics.map((id) => plain(page.row(id).textContent));
  ok(said[0]!.includes('提前 2 天') && said[0]!.includes('程序齐备') && said[0]!.includes('已列会'), said[0]!);
  ok(said[1]!.includes('迟 21 小时 40 分') && said[1]!.includes('待书记审定'), said[1]!);
  ok(said[2]!.includes('缺分管领导签批件') && said[2]!.includes('程序有缺'), said[2]!);
  ok(said[3]!.includes('缺合法性审查意见'), said[3]!);
  ok(said[4]!.includes('压线按时'), said[4]!);
  equal(page.text('.reading .figure'), '7小时38分');
  ok(page.text('.plan-line').includes('计划 60 分钟在第 4 项内用完'), 'the plan line says where the plan ends');
  ok(page.text('.sync') === '已保存', 'everything is saved');
});

test('a skipped step stands as a mark of its own inside the chain', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const pips = [...page.row(topics[2]!).querySelectorAll('.pip')].map((pip) => pip.className.replace('pip ', ''));
  equal(pips, ['done', 'missing', 'done', 'done', 'done']);
  equal(page.row(topics[2]!).querySelector('.pip.missing')!.textContent.trim(), '缺');
});

test('both languages show the same board, and no key is missing in either', async () => {
  const { room } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk), { lang: 'en' });
  ok(page.text('.list').includes('21 h 40 min late'), 'lateness in English');
  ok(page.text('.summary').includes('Leader reading time left'), 'summary in English');
  page.board.lang = 'zh-CN';
  await page.settled();
  ok(page.text('.summary').includes('领导审阅余量'), 'summary in Chinese');
});

test('one tab stop in the list; arrows, Home and End move it', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  equal(page.all('.row[tabindex="0"]').length, 1);
  page.row(topics[0]!).focus();
  await sendKeys({ press: 'ArrowDown' });
  await page.settled();
  equal(page.focusedTopic, topics[1]);
  await sendKeys({ press: 'End' });
  await page.settled();
  equal(page.focusedTopic, topics[4]);
  await sendKeys({ press: 'ArrowDown' });
  await page.settled();
  equal(page.focusedTopic, topics[4]);
  await sendKeys({ press: 'Home' });
  await page.settled();
  equal(page.focusedTopic, topics[0]);
  equal(page.all('.row[tabindex="0"]').length, 1);
});

test('Enter opens the panel, Esc closes it and the focus is back on the row', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  page.row(topics[1]!).focus();
  await sendKeys({ press: 'Enter' });
  await page.settled();
  ok(page.focused?.classList.contains('panel'), 'the panel has the focus');
  ok(page.text('.panel').includes('材料迟报 21 小时 40 分'), 'what is wrong comes first');
  await sendKeys({ press: 'Escape' });
  await page.settled();
  ok(!page.has('.panel'), 'the panel is closed');
  equal(page.focusedTopic, topics[1]);
});

test('Alt with an arrow moves the topic, says where it is now, and keeps the focus on it', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  page.row(topics[4]!).focus();
  await page.press('ArrowUp', { altKey: true });
  await page.press('ArrowUp', { altKey: true });
  equal(
    session.content.topics.map((topic) => topic.id),
    [topics[0], topics[1], topics[4], topics[2], topics[3]],
  );
  equal(page.said, '已移至第 3 项，共 5 项');
  equal(page.focusedTopic, topics[4]);
  await page.press('Home');
  await page.press('ArrowUp', { altKey: true });
  equal(page.said, '已经是第一项');
});

test('a row that somebody else moves keeps the focus, and one that is removed passes it on', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const other = room.join(PEOPLE.govClerk);
  page.row(topics[1]!).focus();
  other.content.moveTopic(topics[1]!, 4);
  await page.settled();
  equal(page.focusedTopic, topics[1]);
  other.content.removeTopic(topics[1]!);
  await page.settled();
  equal(page.focusedTopic, topics[4]);
});

test('a removed topic that is open stays on the page with the way back', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const other = room.join(PEOPLE.govClerk);
  await page.open(topics[0]!);
  other.content.removeTopic(topics[0]!);
  await page.settled();
  ok(page.text('.panel').includes('郁川 移除了这一项'), 'the panel says who');
  ok(page.text('.removed').includes('移除前已提请'), 'and the list keeps it, struck');
  ok(page.text('.removed').includes('郁川 移除'), 'with who did it');
  await page.click('.removed-row .button');
  equal(other.content.topics.length, 5);
});

test('what others change is tinted, and told once in the live region', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  room.join(PEOPLE.govClerk).content.setTopic(topics[2]!, { reporter: '县农业农村局局长' });
  await page.settled();
  ok(page.row(topics[2]!).classList.contains('fresh'), 'the changed row is tinted');
  ok(!page.row(topics[1]!).classList.contains('fresh'), 'no other row is');
});

test('one remote change renders one row again', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const changed = new Set<string>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const id = element?.closest('[data-topic]')?.getAttribute('data-topic');
      if (id) changed.add(id);
    }
  });
  observer.observe(page.get('.list'), { subtree: true, childList: true, characterData: true, attributes: true });
  room.join(PEOPLE.govClerk).content.titleOf(topics[2]!)!.replace(0, 0, '（修改）');
  await page.settled();
  observer.disconnect();
  equal([...changed], [topics[2]]);
});

test('people type a title together, and each sees it at once', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const mine = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(mine);
  const other = await BoardPage.show(room.join(PEOPLE.govClerk));
  await page.open(topics[0]!);
  await page.type('.topic-title .title-field', '关于上半年经济运行情况的汇报');
  await other.settled();
  equal(other.titles[0], '关于上半年经济运行情况的汇报');
});

test('a new topic gets the caret into its title; undo takes it away again', async () => {
  const { room } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  page.row(session.content.topics[0]!.id).focus();
  await page.press('n');
  equal(session.content.topics.length, 6);
  ok(page.focused?.matches('.topic-title .title-field'), 'the caret is in the title');
  equal(page.said, '已新增，第 6 项');
  await sendKeys({ type: '关于夏收的汇报' });
  await page.settled();
  equal(page.titles[5], '关于夏收的汇报');
  await sendKeys({ press: 'Escape' });
  await page.settled();
  await page.press('z', { ctrlKey: true });
  await page.press('z', { ctrlKey: true });
  equal(session.content.topics.length, 5);
  await page.press('y', { ctrlKey: true });
  equal(session.content.topics.length, 6);
});

test('single letters are no keys while somebody types', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  await page.open(topics[0]!);
  page.get('.topic-title .title-field').focus();
  await sendKeys({ type: 'n/?' });
  await page.settled();
  equal(session.content.topics.length, 5);
  ok(session.content.topics[0]!.title.includes('n/?'), 'the letters went into the title');
  ok(!page.has('.dialog'), 'no help was opened');
  page.row(topics[1]!).focus();
  await page.press('n', { isComposing: true });
  equal(session.content.topics.length, 5);
});

test('slash goes to the filter, the filter keeps the numbers, and reordering waits for it', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  page.row(topics[0]!).focus();
  await page.press('/');
  ok(page.focused?.matches('.filter-field'), 'the filter has the focus');
  await sendKeys({ type: '水利局' });
  await page.settled();
  equal(
    page.all('.row .c-order b').map((order) => order.textContent),
    ['2', '4'],
  );
  await sendKeys({ press: 'ArrowDown' });
  await page.settled();
  equal(page.focusedTopic, topics[1]);
  await page.press('ArrowDown', { altKey: true });
  equal(page.said, '清除筛选后才能调序');
  await page.click('.findings');
  equal(page.all('.row').length, 2);
});

test('the question mark opens all keys, and Esc gives the focus back', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  page.row(topics[2]!).focus();
  await page.press('?');
  ok(page.text('.dialog').includes('全部按键'), 'help is open');
  ok(page.focused?.matches('[data-close-help]'), 'the focus is inside');
  await sendKeys({ press: 'Escape' });
  await page.settled();
  ok(!page.has('.dialog'), 'help is closed');
  equal(page.focusedTopic, topics[2]);
});

test('a row is dragged by its handle to another place, and Esc leaves it where it was', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  const handle = page.row(topics[3]!).querySelector<HTMLElement>('[data-grip]')!;
  // A pointer that no browser made cannot be captured.
  handle.setPointerCapture = () => undefined;
  const point = async (type: string, y: number): Promise<void> => {
    handle.dispatchEvent(
      new PointerEvent(type, { clientY: y, pointerId: 7, bubbles: true, composed: true, cancelable: true }),
    );
    await page.settled();
  };
  const first = page.row(topics[0]!).getBoundingClientRect().top;
  await point('pointerdown', handle.getBoundingClientRect().top);
  await point('pointermove', first + 4);
  ok(page.row(topics[0]!).classList.contains('drop-before'), 'a line shows where it would land');
  await page.press('Escape');
  await point('pointerup', first + 4);
  equal(session.content.topics[0]!.id, topics[0]);
  await point('pointerdown', handle.getBoundingClientRect().top);
  await point('pointermove', first + 4);
  await point('pointerup', first + 4);
  equal(
    session.content.topics.map((topic) => topic.id),
    [topics[3], topics[0], topics[1], topics[2], topics[4]],
  );
  equal(page.said, '已移至第 1 项，共 5 项');
  ok(!page.has('.dragged'), 'nothing is held any more');
});

test('taken off the page and put back, the board shows what happened meanwhile and still listens', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const other = room.join(PEOPLE.govClerk);
  await page.open(topics[1]!);
  page.board.remove();
  other.content.moveTopic(topics[4]!, 0);
  page.frame.append(page.board);
  await page.settled();
  equal(page.titles[0], '关于召开全县作风建设会议筹备情况的汇报');
  ok(page.text('.panel').includes('防汛备汛'), 'the open topic is still open');
  other.content.moveTopic(topics[4]!, 4);
  await page.settled();
  equal(page.titles[4], '关于召开全县作风建设会议筹备情况的汇报');
});

test('read only, every action is gone and every word stays', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.auditor, 'read'));
  await page.open(topics[1]!);
  ok(page.text('.banners').includes('你可以查看'), 'the banner says what to do');
  for (const selector of [
    '[data-add]',
    '[data-grip]',
    '.title-field',
    '.commands',
    '[data-receive]',
    '[data-waive]',
    '[data-edit]',
  ]) {
    ok(!page.has(selector), `${selector} is gone`);
  }
  equal(page.titles.length, 5);
});

test('fields of a topic go out when they are left, lists line by line', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  await page.open(topics[0]!);
  await page.click('[data-edit]');
  await page.fill('[data-field="proposer"]', '县统计局');
  await page.fill('[data-field="minutes"]', '25');
  await page.fill('[data-field="coordinated"]', 'no');
  const lists = page.all('.fields textarea') as HTMLTextAreaElement[];
  lists[1]!.value = '议题提请单\n汇报材料、经济形势分析表';
  lists[1]!.dispatchEvent(new Event('change', { bubbles: true }));
  await page.settled();
  const topic = session.content.topic(topics[0]!)!;
  equal([topic.proposer, topic.minutes, topic.coordinated], ['县统计局', 25, false]);
  equal(topic.requiredMaterials, ['议题提请单', '汇报材料', '经济形势分析表']);
  await page.fill('[data-field="minutes"]', '1.5');
  equal(session.content.topic(topics[0]!)?.minutes, 25);
  ok(page.text('.panel').includes('部门意见未协调一致'), 'the rule speaks at once');
});

test('meeting facts and leave are edited in the same place as a topic', async () => {
  const { room } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  await page.click('[data-opens="meeting"]');
  await page.fill('[data-register="startAt"]', '2024-04-17T15:30');
  equal(
    session.content.meeting.startAt.values.map(({ value }) => value),
    ['2024-04-17T15:30:00+08:00'],
  );
  await page.fill('[data-count="plannedMinutes"]', '90');
  equal(session.content.meeting.plannedMinutes, 90);
  await page.click('[data-add-leave]');
  ok(page.focused?.matches('[data-leave="person"]'), 'the caret is in the new row');
  const added = `[data-leave-row="${page.focused!.closest('[data-leave-row]')!.getAttribute('data-leave-row')!}"]`;
  await page.fill(`${added} [data-leave="person"]`, '江屿');
  ok(page.text('.panel').includes('江屿 请假还没有批准人'), 'a leave without approver is noticed');
  await page.fill(`${added} [data-leave="approvedBy"]`, '县委书记');
  ok(!page.text('.panel').includes('江屿 请假还没有批准人'), 'and no longer when one is named');
});

test('a place with two values shows both with their authors, and a pick settles it for everybody', async () => {
  const { room } = await sampleRoom(PICTURE);
  const mine = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.coordinator);
  room.cut(other);
  other.content.setRegister('place', '行政中心二号会议室');
  mine.content.setRegister('place', '县委一楼会议室');
  room.heal(other);
  const page = await BoardPage.show(mine);
  ok(page.text('.contested').includes('行政中心二号会议室 顾岚'), page.text('.contested'));
  ok(page.text('.contested').includes('县委一楼会议室 简舟'), page.text('.contested'));
  const values = page.all('.contested .value');
  values.find((value) => value.textContent.includes('二号'))!.click();
  await page.settled();
  ok(!page.has('.contested'), 'nothing is contested any more');
  equal(
    other.content.meeting.place.values.map(({ value }) => value),
    ['行政中心二号会议室'],
  );
});

test('on a narrow tag the panel takes the place of the list, and closing it brings the row back', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk), { width: 360 });
  equal(page.get('.board').dataset['width'], 's');
  await page.open(topics[3]!);
  equal(getComputedStyle(page.get('.main')).display, 'none');
  ok(page.focused?.classList.contains('panel'), 'the panel has the focus');
  ok(page.board.scrollWidth <= page.board.clientWidth, 'nothing sticks out');
  await page.click('[data-close]');
  equal(page.focusedTopic, topics[3]);
});

test('what is unsaved is never called saved', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(session);
  room.cut(session);
  session.content.setTopic(topics[0]!, { minutes: 12 });
  await page.settled();
  equal(page.text('.sync'), '离线，1 处未上传');
  ok(page.text('.banners').includes('1 处更改只在本页'), page.text('.banners'));
  await page.click('.banner .button:not([data-opens])');
  equal(page.text('.sync'), '已保存');
});

test('nothing that is rendered carries a style attribute', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.director));
  await page.open(topics[1]!);
  await page.click('[data-edit]');
  equal(page.all('[style]').length, 0);
});

test('an agenda that is still on its way shows rows to come, and its arrival is no news', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const page = await BoardPage.show(undefined);
  ok(page.has('.skeleton'), 'rows to come');
  page.board.session = session;
  await page.settled();
  ok(!page.has('.skeleton') && page.titles.length === 5, 'the rows are there');
  ok(!page.has('.fresh'), 'none of them is tinted');
  room.join(PEOPLE.govClerk).content.setTopic(topics[0]!, { minutes: 5 });
  await page.settled();
  equal(page.all('.fresh').length, 1);
});

test('what is half typed in a field outlives what others change, and goes out when the panel is closed', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.govClerk);
  const page = await BoardPage.show(session);
  await page.open(topics[0]!);
  await page.click('[data-edit]');
  page.get('[data-field="reporter"]').focus();
  await sendKeys({ type: '县统计局局长' });
  other.content.setTopic(topics[0]!, { sponsor: '何述安', kind: '审议' });
  await page.settled();
  equal((page.get('[data-field="reporter"]') as HTMLInputElement).value, '县统计局局长');
  equal((page.get('[data-field="sponsor"]') as HTMLInputElement).value, '何述安');
  equal((page.get('.fields select') as HTMLSelectElement).value, '审议');
  await sendKeys({ press: 'Escape' });
  await page.settled();
  equal(other.content.topic(topics[0]!)?.reporter, '县统计局局长');
});

test('fields of one topic carry nothing over to the next', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  await page.open(topics[0]!);
  await page.click('[data-edit]');
  (page.get('[data-field="reporter"]') as HTMLInputElement).value = '没有离开过的字段';
  await page.open(topics[1]!);
  await page.click('[data-edit]');
  equal((page.get('[data-field="reporter"]') as HTMLInputElement).value, '');
});

test('no row moves while a reason is composed in one, and all of it comes after', async () => {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics } = sample;
  const coordinator = room.join(PEOPLE.coordinator);
  const basis = coordinator.record.state.topics.get(topics[3]!)?.newest.get('state') ?? null;
  await coordinator.send({ type: 'topic.schedule', subject: topics[3]!, payload: {} });
  await room.join(PEOPLE.director).send({ type: 'topic.defer', subject: topics[3]!, payload: { reason: '缓' }, basis });
  const page = await BoardPage.show(room.join({ ...PEOPLE.director, id: 'u-second' }));
  await page.click('[data-settle]');
  const field = page.get('.settle textarea');
  field.focus();
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));
  coordinator.content.moveTopic(topics[3]!, 0);
  await page.settled();
  equal(page.titles[0], '关于一季度经济运行情况的汇报');
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, composed: true }));
  await page.settled();
  equal(page.titles[0], '关于《云岭县农村饮水管护办法（试行）》的汇报');
  ok(page.focused === page.get('.settle textarea'), 'the caret is still in the reason');
});
