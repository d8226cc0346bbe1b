import { sendKeys, setViewport } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom, type SampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import type { TopicId } from '../../src/model/agenda/topic.js';
import type { Person } from '../../src/model/person.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { neighbourOf } from '../../src/components/agenda-board/focus-keeper.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

interface Two {
  readonly sample: SampleRoom;
  readonly topics: readonly TopicId[];
  readonly session: AgendaSession;
  readonly page: BoardPage;
  /** A colleague at another screen. */
  readonly other: AgendaSession;
}

async function two(
  more: Parameters<typeof BoardPage.show>[1] = {},
  person: Person = PEOPLE.clerk,
  colleague: Person = PEOPLE.director,
): Promise<Two> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(person);
  const page = await BoardPage.show(session, more);
  return { sample, topics: sample.topics, session, page, other: sample.room.join(colleague) };
}

const numberOf = (page: BoardPage): string => page.focused?.querySelector('.c-order b')?.textContent ?? '';

/** The frame of the board: it has the focus only while nothing inside it can. */
const onFrame = (page: BoardPage): boolean => page.focused?.classList.contains('board') === true;

test('of the rows that are left the next one is the neighbour, at the end the one before', () => {
  equal(neighbourOf('b', ['a', 'b', 'c', 'd'], ['a', 'c', 'd']), 'c');
  equal(neighbourOf('b', ['a', 'b', 'c', 'd'], ['a', 'd']), 'd');
  equal(neighbourOf('d', ['a', 'b', 'c', 'd'], ['a', 'b']), 'b');
  equal(neighbourOf('x', ['a'], ['n']), 'n');
  equal(neighbourOf('a', ['a'], []), undefined);
});

test('a row that somebody else edits keeps the focus, and so does one that is moved far away', async () => {
  const { page, topics, other } = await two();
  page.row(topics[1]!).focus();
  other.content.titleOf(topics[1]!)!.replace(0, 0, '（急）');
  other.content.setTopic(topics[1]!, { minutes: 5 });
  await page.settled();
  equal(page.focusedTopic, topics[1]);
  other.content.moveTopic(topics[1]!, 4);
  await page.settled();
  equal(page.focusedTopic, topics[1]);
  equal(numberOf(page), '5');
  await page.press('ArrowUp');
  equal(page.focusedTopic, topics[4], 'the arrows go on from where it is now');
});

test('when the row is removed its neighbour has the focus, and a sentence says what happened and where one is', async () => {
  const { page, topics, other } = await two();
  page.row(topics[1]!).focus();
  other.content.removeTopic(topics[1]!);
  await page.settled();
  equal(page.focusedTopic, topics[2]);
  ok(page.said.endsWith('已被柏溪移除，现在在第 2 项'), page.said);
  equal(page.all('.row[tabindex="0"]').length, 1, 'there is one tab stop');
  ok(page.focused?.getAttribute('tabindex') === '0', 'and it is where the focus is');
  // Two at once: the next one that is left.
  other.content.removeTopics([topics[2]!, topics[3]!]);
  await page.settled();
  equal(page.focusedTopic, topics[4]);
  other.content.removeTopic(topics[4]!);
  await page.settled();
  equal(page.focusedTopic, topics[0], 'at the end the one before');
});

test('when the last row of all is removed, the focus is on what adds one', async () => {
  const { page, topics, other } = await two();
  page.row(topics[1]!).focus();
  other.content.removeTopics(topics);
  await page.settled();
  ok(page.focused?.matches('[data-add]'), page.focused?.outerHTML ?? 'nothing');
});

test('a topic that is deferred is followed to where it is listed now, and that is said', async () => {
  const { page, topics, other } = await two();
  page.row(topics[1]!).focus();
  await other.send({ type: 'topic.defer', subject: topics[1]!, payload: { reason: '材料未齐' } });
  await page.settled();
  equal(page.focusedTopic, topics[1]);
  equal(numberOf(page), '');
  ok(page.said.includes('不上本次会议，列在下面'), page.said);
});

test('a row that no longer matches the filter passes the focus on', async () => {
  const { page, topics, other } = await two();
  await page.press('/');
  page.get('.filter-field').focus();
  await sendKeys({ type: '水利局' });
  await page.press('Enter');
  equal(page.focusedTopic, topics[1]);
  other.content.setTopic(topics[1]!, { proposer: '县应急局' });
  await page.settled();
  equal(page.focusedTopic, topics[3]);
  ok(page.said.includes('不再符合筛选，现在在第 4 项'), page.said);
  other.content.setTopic(topics[3]!, { proposer: '县应急局' });
  await page.settled();
  ok(page.focused?.matches('.filter-field, [data-add]'), page.focused?.outerHTML ?? 'nothing');
});

test('on a narrow tag the panel has the focus while it is open, and the row when it is closed', async () => {
  for (const width of [360, 900]) {
    const { page, topics } = await two({ width });
    page.row(topics[3]!).focus();
    await page.press('Enter');
    ok(page.focused?.classList.contains('panel'), `at ${width} px the panel`);
    await page.press('Escape');
    equal(page.focusedTopic, topics[3], `at ${width} px the row`);
  }
});

test('a tag that gets narrow hides the list behind the panel, and the focus is in the panel', async () => {
  const { page, topics } = await two();
  await page.open(topics[1]!);
  page.row(topics[1]!).focus();
  page.frame.style.width = '700px';
  // A page that is not in front is measured when the browser comes to it.
  for (let turn = 0; turn < 250 && page.get('.board').dataset['width'] !== 's'; turn++)
    await new Promise((done) => setTimeout(done, 20));
  await page.settled();
  equal(page.get('.board').dataset['width'], 's');
  ok(page.focused?.classList.contains('panel'), page.focused?.outerHTML.slice(0, 80) ?? 'nothing');
});

test('when the server has the page start over, row and keys are as before', async () => {
  const { page, topics, sample } = await two();
  page.row(topics[3]!).focus();
  page.board.session = undefined;
  await page.settled();
  ok(!page.has('.row'), 'nothing is shown meanwhile');
  ok(onFrame(page), `the frame keeps the focus, not ${page.focused?.outerHTML.slice(0, 80) ?? 'nothing'}`);
  page.board.session = sample.room.join(PEOPLE.clerk);
  await page.settled();
  equal(page.focusedTopic, topics[3]);
  await page.press('ArrowDown');
  equal(page.focusedTopic, topics[4]);
});

test('a start over that brings other content leaves the caret in the field that one types in', async () => {
  const { page, topics, sample } = await two();
  await page.open(topics[0]!);
  const field = page.get('.title-field[data-field="title"]') as HTMLTextAreaElement;
  field.focus();
  field.setSelectionRange(2, 2);
  page.board.session = sample.room.join(PEOPLE.clerk);
  await page.settled();
  ok(page.focused?.matches('[data-field="title"]'), 'the title has the focus');
  await sendKeys({ type: '上半年' });
  await page.settled();
  ok(page.titles[0]!.startsWith('关于上半年'), page.titles[0]!);
});

test('a start over without the topic in hand goes to its neighbour', async () => {
  const { page, topics, other, sample } = await two();
  page.row(topics[1]!).focus();
  page.board.session = undefined;
  await page.settled();
  other.content.removeTopic(topics[1]!);
  page.board.session = sample.room.join(PEOPLE.clerk);
  await page.settled();
  equal(page.focusedTopic, topics[2]);
});

test('nothing is taken from somebody who has gone elsewhere on the page', async () => {
  const { page, topics, other } = await two();
  const portal = document.createElement('input');
  page.frame.append(portal);
  page.row(topics[1]!).focus();
  portal.focus();
  other.content.removeTopic(topics[1]!);
  await page.settled();
  ok(document.activeElement === portal, 'the field of the portal still has the focus');
  page.board.session = undefined;
  await page.settled();
  ok(document.activeElement === portal, 'and keeps it');
});

test('a button that is gone because somebody else took the step leaves the focus in the panel, and says so', async () => {
  const { page, session, sample } = await two();
  const id = session.content.addTopic({ title: '关于夏收的汇报', proposer: '县农业农村局' });
  await page.settled();
  await page.open(id);
  page.get('[data-command="topic.submit"]').focus();
  const result = await sample.room.join(PEOPLE.govClerk).send({ type: 'topic.submit', subject: id, payload: {} });
  ok(result.ok, 'submitted at another screen');
  await page.settled();
  ok(page.focused?.classList.contains('panel'), page.focused?.outerHTML.slice(0, 80) ?? 'nothing');
  equal(page.said, '内容有变化，刚才的按钮已不在');
});

/** The fourth topic with two decisions that were taken without sight of each other. */
async function conflict(): Promise<{ sample: SampleRoom; subject: TopicId; judge: Person }> {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics } = sample;
  const subject = topics[3]!;
  const coordinator = room.join(PEOPLE.coordinator);
  const basis = coordinator.record.state.topics.get(subject)?.newest.get('state') ?? null;
  await coordinator.send({ type: 'topic.schedule', subject, payload: {} });
  await room.join(PEOPLE.director).send({ type: 'topic.defer', subject, payload: { reason: '缓' }, basis });
  return { sample, subject, judge: { ...PEOPLE.director, id: 'u-second', name: '程远' } };
}

test('a button inside a row that is gone leaves the focus on the row, and says so', async () => {
  const { sample, subject, judge } = await conflict();
  const page = await BoardPage.show(sample.room.join(judge));
  page.get('[data-settle]').focus();
  const another = sample.room.join({ ...judge, id: 'u-third' });
  const open = another.record.state.topics.get(subject)!.conflicts[0]!;
  const payload = { choose: open.standing.id, reason: '先到为准' };
  ok((await another.send({ type: 'conflict.settle', subject, payload })).ok, 'settled at another screen');
  await page.settled();
  equal(page.focusedTopic, subject);
  equal(page.said, '内容有变化，刚才的按钮已不在');
});

test('undo that takes the new row away leaves the focus on its neighbour', async () => {
  const { page, topics, session } = await two();
  page.row(topics[0]!).focus();
  await page.press('n');
  const added = session.content.topics[5]!.id;
  await page.press('Escape');
  equal(page.focusedTopic, added);
  await page.press('z', { ctrlKey: true });
  equal(page.titles.length, 5);
  equal(page.focusedTopic, topics[4]);
  ok(page.said.startsWith('已撤销'), page.said);
});

test('undo in the title of a new topic, until there is no topic, leaves the focus in the panel', async () => {
  const { page, topics } = await two();
  page.row(topics[0]!).focus();
  await page.press('n');
  await sendKeys({ type: '夏' });
  await page.settled();
  for (let n = 0; n < 2; n += 1) {
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    await page.settled();
  }
  equal(page.titles.length, 5);
  ok(page.focused?.closest('.panel'), page.focused?.outerHTML.slice(0, 80) ?? 'nothing');
});

test('the button of undo keeps the focus when there is nothing more to undo', async () => {
  const { page, topics, session } = await two();
  session.content.setTopic(topics[0]!, { minutes: 7 });
  await page.settled();
  const button = page.get('.undo');
  button.focus();
  await sendKeys({ press: 'Enter' });
  await page.settled();
  ok(page.focused === button, 'the button has the focus');
  equal(button.getAttribute('aria-disabled'), 'true');
  await sendKeys({ press: 'Enter' });
  await page.settled();
  equal(page.said, '没有可撤销的改动');
});

test('the last step through the panel leaves the focus on its button', async () => {
  const { page, topics } = await two();
  await page.open(topics[3]!);
  const next = page.all('.panel-head .bar .button')[1]!;
  next.focus();
  await page.settled();
  for (let n = 0; n < 2; n += 1) {
    next.click();
    await page.settled();
  }
  ok(page.focused === next && next.getAttribute('aria-disabled') === 'true', 'it is there, and off');
});

test('the focus and the caret stay in a field while others move, add and remove rows', async () => {
  const { page, topics, other } = await two();
  await page.open(topics[2]!);
  await page.click('[data-edit]');
  const field = page.get('[data-field="reporter"]') as HTMLInputElement;
  field.focus();
  await sendKeys({ type: '县农业农村局局长' });
  field.setSelectionRange(1, 3);
  other.content.moveTopic(topics[2]!, 0);
  other.content.removeTopic(topics[4]!);
  other.content.addTopic({ title: '新的一项' }, 1);
  await page.settled();
  ok(page.focused === field, 'the field has the focus');
  equal([field.selectionStart, field.selectionEnd, field.value], [1, 3, '县农业农村局局长']);
});

test('the caret stays in a reason that is typed inside a row while the row moves', async () => {
  const { sample, subject, judge } = await conflict();
  const page = await BoardPage.show(sample.room.join(judge));
  await page.click('[data-settle]');
  const field = page.get('.settle textarea') as HTMLTextAreaElement;
  field.focus();
  await sendKeys({ type: '意见书未到' });
  await page.settled();
  field.setSelectionRange(2, 3);
  sample.room.join(PEOPLE.govClerk).content.moveTopic(subject, 0);
  await page.settled();
  equal(page.all('.row')[0]?.dataset['topic'], subject);
  ok(page.focused === page.get('.settle textarea'), 'the reason has the focus');
  equal([field.selectionStart, field.selectionEnd], [2, 3]);
});

for (const [width, height] of [
  [1320, 700],
  [360, 640],
] as const) {
  test(`a row that one moves with the keys stays in sight and in front of the bar, at ${width} px`, async () => {
    await setViewport({ width: width + 20, height });
    const { page, session } = await two({ width });
    for (let n = 6; n <= 40; n += 1) session.content.addTopic({ title: `第 ${n} 件` });
    await page.settled();
    const id = session.content.topics[5]!.id;
    page.row(id).focus();
    const inSight = (): boolean => {
      const bar = page.has('[data-selection]') ? page.get('[data-selection]').getBoundingClientRect().top : height;
      const box = page.row(id).getBoundingClientRect();
      return box.top >= 0 && box.bottom <= Math.min(bar, height) + 1;
    };
    for (let n = 0; n < 12; n += 1) await page.press('ArrowDown', { altKey: true });
    equal(numberOf(page), '18');
    ok(inSight(), 'moved alone');
    await page.press(' ');
    for (let n = 0; n < 12; n += 1) await page.press('ArrowDown', { altKey: true });
    equal(numberOf(page), '30');
    ok(inSight(), 'moved as what is selected');
  });
}

test('a removed topic that somebody else brings back takes the focus from its button to its row', async () => {
  const { page, topics, other } = await two();
  other.content.removeTopic(topics[1]!);
  await page.settled();
  page.get('.removed-row .button').focus();
  other.content.restoreTopic(topics[1]!);
  await page.settled();
  equal(page.focusedTopic, topics[1]);
});

test('a button of a banner that is gone leaves the focus on the list', async () => {
  const { page, topics, sample, session } = await two();
  page.row(topics[2]!).focus();
  sample.room.cut(session);
  await page.settled();
  page.all('.banner .button').slice(-1)[0]!.focus();
  sample.room.heal(session);
  await page.settled();
  equal(page.focusedTopic, topics[2]);
});
