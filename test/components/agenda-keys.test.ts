import { sendKeys } from '@web/test-runner-commands';
import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { KEYS, capsOf, isKeyOn, isSingle, type KeyAct } from '../../src/components/agenda-board/keys.js';
import { en } from '../../src/components/agenda-board/strings.en.js';
import { zh } from '../../src/components/agenda-board/strings.zh.js';
import type { TopicId } from '../../src/model/agenda/topic.js';
import type { Person } from '../../src/model/person.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { afterEachTest, equal, ok, test } from '../controllers/bdd.js';
import { BoardPage, plain } from './board-page.js';

const LETTERS = 'siban.letterKeys';

afterEachTest(() => localStorage.removeItem(LETTERS));

interface Opened {
  readonly page: BoardPage;
  readonly session: AgendaSession;
  readonly topics: readonly TopicId[];
  readonly join: (person: Person) => AgendaSession;
}

/** The sample meeting on a page of its own, with the focus on a row. */
async function opened(
  person: Person = PEOPLE.clerk,
  row = 0,
  more: Parameters<typeof BoardPage.show>[1] = {},
): Promise<Opened> {
  const { room, topics } = await sampleRoom(PICTURE);
  const session = room.join(person);
  const page = await BoardPage.show(session, more);
  page.row(topics[row]!).focus();
  return { page, session, topics, join: (other) => room.join(other) };
}

const selected = (page: BoardPage): readonly (string | undefined)[] =>
  page.all('.row[aria-selected="true"]').map((row) => row.dataset['topic']);

const order = (session: AgendaSession): readonly string[] => session.content.topics.map((topic) => topic.id);

/** Shift, Control and Alt held down; the browser's own key events. */
async function chord(page: BoardPage, keys: string): Promise<void> {
  const held = keys.split('+');
  const last = held.pop()!;
  for (const down of held) await sendKeys({ down });
  await sendKeys({ press: last });
  for (const up of held.reverse()) await sendKeys({ up });
  await page.settled();
}

// ---- moving about

test('Page up and Page down go a screen of rows at a time, and stop at the ends', async () => {
  const { page, session } = await opened();
  for (let n = 6; n <= 60; n += 1) session.content.addTopic({ title: `第 ${n} 件` });
  await page.settled();
  await chord(page, 'PageDown');
  const at = order(session).indexOf(page.focusedTopic ?? '');
  ok(at > 1 && at < 40, `Page down went to row ${at + 1}`);
  await chord(page, 'PageUp');
  equal(page.focusedTopic, order(session)[0]);
  await chord(page, 'PageUp');
  equal(page.focusedTopic, order(session)[0]);
  for (let n = 0; n < 30; n += 1) await page.press('PageDown');
  equal(page.focusedTopic, order(session)[59]);
});

test('keys go through the rows that the filter shows, whatever lies between them', async () => {
  const { page, topics } = await opened();
  await page.press('/');
  await sendKeys({ type: '水利局' });
  await page.press('Enter');
  equal(page.focusedTopic, topics[1]);
  await page.press('ArrowDown');
  equal(page.focusedTopic, topics[3]);
  await page.press('End');
  equal(page.focusedTopic, topics[3]);
});

test('Esc in the filter clears it and goes back to where the focus came from', async () => {
  const { page, topics } = await opened();
  await page.open(topics[2]!);
  page.get('[data-edit]').focus();
  await page.press('/');
  await sendKeys({ type: '经济' });
  await page.press('Escape');
  equal((page.get('.filter-field') as HTMLInputElement).value, '');
  equal(page.titles.length, topics.length, 'all are listed again');
  ok(page.focused?.matches('[data-edit]'), 'the focus is on the button that it came from');
  ok(page.has('.panel'), 'what was open stays open');
});

test('a row that the filter has hidden gets the focus back when Esc clears the filter', async () => {
  const { page, topics } = await opened();
  page.row(topics[2]!).focus();
  await page.press('/');
  await sendKeys({ type: '水利局' });
  ok(!page.has(`[data-topic="${topics[2]!}"]`), 'the row is not listed');
  await page.press('Escape');
  equal(page.focusedTopic, topics[2]);
});

test('the open row says that it is the current one, and is not thereby selected', async () => {
  const { page, topics } = await opened();
  await page.press('Enter');
  equal(page.row(topics[0]!).getAttribute('aria-current'), 'true');
  equal(page.row(topics[0]!).getAttribute('aria-selected'), 'false');
  equal(page.row(topics[1]!).getAttribute('aria-current'), null);
  equal(page.get('.list').getAttribute('aria-multiselectable'), 'true');
});

// ---- selecting

test('Space selects a row and lets it go again, and the bar says how many there are', async () => {
  const { page, topics } = await opened();
  await chord(page, 'Space');
  equal(selected(page), [topics[0]]);
  equal(page.text('[data-selection] b'), '已选 1 项');
  equal(page.said, '已选 1 项');
  await chord(page, 'ArrowDown');
  await chord(page, 'ArrowDown');
  await chord(page, 'Space');
  equal(selected(page), [topics[0], topics[2]]);
  await chord(page, 'Space');
  equal(selected(page), [topics[0]]);
  ok(!page.has('.panel'), 'nothing was opened');
});

test('Shift with an arrow extends the selection and takes it back, Shift with Space extends it to the row', async () => {
  const { page, topics } = await opened(PEOPLE.clerk, 1);
  await chord(page, 'Shift+ArrowDown');
  await chord(page, 'Shift+ArrowDown');
  equal(selected(page), topics.slice(1, 4));
  equal(page.focusedTopic, topics[3]);
  await chord(page, 'Shift+ArrowUp');
  equal(selected(page), topics.slice(1, 3));
  await page.press('Home');
  await chord(page, 'Shift+Space');
  equal(selected(page), topics.slice(0, 2));
});

test('Control A selects all that are listed, and only those while a filter is on', async () => {
  const { page, topics } = await opened();
  await chord(page, 'Control+a');
  equal(selected(page), topics);
  await page.press('Escape');
  equal(selected(page), []);
  equal(page.said, '已取消选择');
  await page.press('/');
  await sendKeys({ type: '水利局' });
  await page.press('Enter');
  await chord(page, 'Control+a');
  equal(selected(page), [topics[1], topics[3]]);
});

test('Esc clears the selection first and closes the panel after that', async () => {
  const { page } = await opened();
  await page.press('Enter');
  page.get('[data-topic][tabindex="0"]').focus();
  await chord(page, 'Space');
  await page.press('Escape');
  ok(page.has('.panel') && !page.has('[data-selection]'), 'the selection is gone, the panel still there');
  await page.press('Escape');
  ok(!page.has('.panel'), 'and now the panel is closed');
});

test('a click with Control selects, one with Shift selects on to there, and neither opens anything', async () => {
  const { page, topics } = await opened();
  const click = async (id: TopicId, keys: MouseEventInit): Promise<void> => {
    page
      .row(id)
      .querySelector('.name')!
      .dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...keys }));
    await page.settled();
  };
  await click(topics[1]!, { ctrlKey: true });
  await click(topics[3]!, { shiftKey: true });
  equal(selected(page), topics.slice(1, 4));
  await click(topics[2]!, { ctrlKey: true });
  equal(selected(page), [topics[1], topics[3]]);
  ok(!page.has('.panel'), 'nothing was opened');
});

test('Alt with an arrow moves the selected block as one, keeps its order, and one undo puts it back', async () => {
  const { page, session, topics } = await opened(PEOPLE.clerk, 1);
  const [a, b, c, d, e] = topics;
  await chord(page, 'Shift+ArrowDown');
  await chord(page, 'Alt+ArrowDown');
  equal(order(session), [a, d, b, c, e]);
  equal(page.said, '2 项已移至第 3 至 4 项，共 5 项');
  equal(page.focusedTopic, c);
  equal(selected(page), [b, c]);
  await chord(page, 'Alt+ArrowDown');
  await chord(page, 'Alt+ArrowDown');
  equal(order(session), [a, d, e, b, c]);
  equal(page.said, '已经是最后一项');
  await page.press('z', { ctrlKey: true });
  await page.press('z', { ctrlKey: true });
  equal(order(session), topics);
});

test('rows that do not stand side by side move together, each by one place', async () => {
  const { page, session, topics } = await opened(PEOPLE.clerk, 1);
  const [a, b, c, d, e] = topics;
  await chord(page, 'Space');
  await page.press('End');
  await chord(page, 'Space');
  await chord(page, 'Alt+ArrowUp');
  equal(order(session), [b, a, c, e, d]);
  equal(page.said, '2 项已上移一位');
});

test('the buttons of the bar move, take out and clear, and keep the focus', async () => {
  const { page, session, topics } = await opened(PEOPLE.clerk, 3);
  const added = session.content.addTopic({ title: '没有提请的一项' });
  await page.settled();
  await chord(page, 'Space');
  page.get('[data-selection-up]').focus();
  await page.click('[data-selection-up]');
  equal(order(session).indexOf(topics[3]!), 2);
  ok(page.focused?.matches('[data-selection-up]'), 'the button keeps the focus');
  await page.click('[data-selection-down]');
  equal(order(session).indexOf(topics[3]!), 3);
  page.row(added).focus();
  await chord(page, 'Space');
  await page.click('[data-selection-remove]');
  ok(!order(session).includes(added) && order(session).includes(topics[3]!), 'only what was not submitted is gone');
  equal(page.said, '已移除 1 项，可以恢复；另有 1 项已提请，请用撤回');
  page.get('[data-selection-clear]').focus();
  await page.click('[data-selection-clear]');
  ok(!page.has('[data-selection]'), 'the bar is gone');
  ok(page.focusedTopic !== null, 'a row has the focus');
});

test('what somebody else removes is selected no longer', async () => {
  const { page, topics, join } = await opened();
  await chord(page, 'Control+a');
  join(PEOPLE.govClerk).content.removeTopic(topics[2]!);
  await page.settled();
  equal(page.text('[data-selection] b'), '已选 4 项');
});

test('selected topics are not reordered while a filter hides some of the others', async () => {
  const { page, session, topics } = await opened();
  await page.press('/');
  await sendKeys({ type: '水利局' });
  await page.press('Enter');
  await chord(page, 'Control+a');
  await chord(page, 'Alt+ArrowDown');
  equal(page.said, '清除筛选后才能调序');
  equal(order(session), topics);
});

// ---- on one topic

test('C opens the topic of the row with the caret in its notes, and Esc goes back to the row', async () => {
  const { page, session, topics } = await opened(PEOPLE.clerk, 2);
  await page.press('c');
  ok(page.focused?.matches('.panel [data-field="notes"]'), 'the caret is in the notes');
  await sendKeys({ type: '请核对金额' });
  await page.press('Escape');
  equal(page.focusedTopic, topics[2]);
  equal(session.content.topic(topics[2]!)?.notes, '请核对金额');
});

test('A goes to whoever reports', async () => {
  const { page, session, topics } = await opened(PEOPLE.clerk, 1);
  await page.press('a');
  ok(page.focused?.matches('.panel [data-field="reporter"]'), 'the caret is in the field');
  await sendKeys({ type: '县水利局局长' });
  await page.press('Escape');
  equal(session.content.topic(topics[1]!)?.reporter, '县水利局局长');
});

test('S opens the form of the next step, and Enter in it and Tab get it sealed', async () => {
  const { page, session } = await opened();
  const id = session.content.addTopic({ title: '关于夏收的汇报', proposer: '县农业农村局' });
  await page.settled();
  page.row(id).focus();
  await page.press('s');
  ok(page.text('.command-form h4').includes('提请'), page.text('.command-form'));
  ok(page.focused?.matches('.command-form textarea'), 'the caret is in the form');
  await page.click('.command-form [type="submit"]');
  equal(session.record.state.topics.get(id)?.status, 'submitted');
});

test('S says what is missing, and puts the caret where it is to be filled in', async () => {
  const { page, session } = await opened();
  const id = session.content.addTopic({ title: '关于夏收的汇报' });
  await page.settled();
  page.row(id).focus();
  await page.press('s');
  equal(page.said, '还没有填提请单位，不能提请');
  ok(page.focused?.matches('.panel [data-field="proposer"]'), 'the caret is in the empty field');
});

test('S says so where there is no step that this person may take', async () => {
  const { page } = await opened(PEOPLE.npcClerk, 1);
  await page.press('s');
  equal(page.said, '这一项现在没有你能办的下一步');
  ok(!page.has('.command-form'), 'no form is open');
});

test('the letters work on the open topic while the focus is on a button of the panel', async () => {
  const { page, topics } = await opened();
  await page.open(topics[3]!);
  page.get('[data-edit]').focus();
  await page.press('c');
  ok(page.focused?.matches('.panel [data-field="notes"]'), 'the caret is in its notes');
});

// ---- input methods

test('a key that an input method has taken is nobody else’s, and full-width signs are keys as well', async () => {
  const { page, session } = await opened();
  const count = session.content.topics.length;
  await page.press('n', { isComposing: true });
  await page.press('n', { keyCode: 229 });
  await page.press('Process', { keyCode: 229 });
  await page.press('ArrowDown', { keyCode: 229 });
  equal(session.content.topics.length, count);
  equal(page.focusedTopic, session.content.topics[0]!.id);
  await page.press('？');
  ok(page.has('.dialog'), 'the full-width question mark opens the help');
  await page.press('？');
  ok(!page.has('.dialog'), 'and closes it');
  await page.press('／');
  ok(page.focused?.matches('.filter-field'), 'the full-width slash goes to the filter');
  await page.press('Escape');
  await page.press('、', { code: 'Slash' });
  ok(page.focused?.matches('.filter-field'), 'and so does what is printed on the same key');
  await page.press('Escape');
  await page.press('ｃ');
  ok(page.focused?.matches('[data-field="notes"]'), 'a full-width letter is that letter');
});

test('a key that is held down adds one topic, and moves through many', async () => {
  const { page, session } = await opened();
  const count = session.content.topics.length;
  await page.press('ArrowDown', { repeat: true });
  await page.press('ArrowDown', { repeat: true });
  equal(page.focusedTopic, session.content.topics[2]!.id);
  await page.press('n', { repeat: true });
  equal(session.content.topics.length, count);
});

// ---- the help

for (const lang of ['zh-CN', 'en'] as const) {
  test(`the help lists exactly the keys that work, for a writer and for a reader (${lang})`, async () => {
    const words = lang === 'en' ? en : zh;
    for (const [person, right] of [
      [PEOPLE.clerk, 'write'],
      [PEOPLE.auditor, 'read'],
    ] as const) {
      const { room } = await sampleRoom(PICTURE);
      const page = await BoardPage.show(room.join(person, right), { lang });
      await page.click('[data-opens="help"]');
      const state = { writable: right === 'write', commanding: true, letters: true };
      const wanted = KEYS.filter((row) => isKeyOn(row, state)).map((row) => [
        row.strokes.map((stroke) => capsOf(stroke).join('+')).join(' '),
        words.help.acts[row.act],
      ]);
      const listed = page
        .all('.keys-list > div')
        .map((line) => [plain(line.querySelector('dt')!.textContent), plain(line.querySelector('dd')!.textContent)]);
      equal(listed.map(String).sort(), wanted.map(String).sort());
    }
  });
}

test('every key of the table does something on a board where it works', async () => {
  const looks = (page: BoardPage, session: AgendaSession): string =>
    JSON.stringify([
      page.focused?.outerHTML.slice(0, 300),
      page.all('.row').map((row) => [row.dataset['topic'], row.getAttribute('aria-selected')]),
      page.has('.panel'),
      page.has('.dialog'),
      page.said,
      session.content.topics.length,
    ]);
  const before: Partial<Record<KeyAct, (page: BoardPage, session: AgendaSession) => Promise<void>>> = {
    close: (page) => page.press('Enter'),
    redo: (page) => page.press('z', { ctrlKey: true }),
  };
  for (const row of KEYS) {
    for (const stroke of row.strokes) {
      const { key, alt, shift, ctrl } = stroke;
      const { page, session } = await opened(PEOPLE.clerk, 2);
      session.content.setTopic(session.content.topics[2]!.id, { reporter: '某某' });
      await page.settled();
      await before[row.act]?.(page, session);
      const was = looks(page, session);
      await page.press(key, { altKey: !!alt, shiftKey: !!shift, ctrlKey: !!ctrl });
      ok(looks(page, session) !== was, `${capsOf(stroke).join('+')} did nothing`);
      page.frame.remove();
    }
  }
});

test('single letters can be switched off in the help; this browser remembers, and the keys are shown no longer', async () => {
  const { page, session } = await opened();
  ok(page.has('.filter kbd'), 'the slash is shown in the filter');
  ok(page.text('.keys').includes('?'), page.text('.keys'));
  await page.click('[data-opens="help"]');
  page.get('[data-letters]').focus();
  await page.click('[data-letters]');
  ok(page.text('.letter-switch').includes('已关掉'), page.text('.letter-switch'));
  const singles = KEYS.filter(isSingle).map((row) => zh.help.acts[row.act]);
  for (const act of singles) ok(!page.text('.help').includes(act), `${act} is listed`);
  await page.press('Escape');
  ok(!page.has('.dialog'), 'Esc closes the help, whatever is switched off');
  page.row(session.content.topics[0]!.id).focus();
  for (const key of ['n', 'c', 'a', 's', '/', '?']) await page.press(key);
  equal(session.content.topics.length, 5);
  equal(page.focusedTopic, session.content.topics[0]!.id);
  ok(!page.has('.filter kbd'), 'the slash is not shown');
  ok(!page.text('.keys').includes('?'), page.text('.keys'));
  await chord(page, 'ArrowDown');
  equal(page.focusedTopic, session.content.topics[1]!.id);

  const again = await opened();
  await again.page.press('n');
  equal(again.session.content.topics.length, 5);
  await again.page.click('[data-opens="help"]');
  await again.page.click('[data-letters]');
  await again.page.press('Escape');
  again.page.row(again.topics[0]!).focus();
  await again.page.press('n');
  equal(again.session.content.topics.length, 6);
});

test('where nothing may be stored the choice holds for the page, and the help says so', async () => {
  const { room } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk));
  const before = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')!;
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  try {
    await page.click('[data-opens="help"]');
    await page.click('[data-letters]');
    ok(page.text('.letter-switch').includes('只在本页有效'), page.text('.letter-switch'));
    await page.press('Escape');
    await page.press('n');
    equal(page.titles.length, 5);
  } finally {
    Object.defineProperty(Storage.prototype, 'setItem', before);
  }
});

test('a portal that wants nothing kept in the browser gets nothing kept, and the help says so', async () => {
  const { page } = await opened();
  page.board.cache = 'none';
  await page.click('[data-opens="help"]');
  ok(page.text('.letter-switch').includes('只在本页有效'), page.text('.letter-switch'));
  await page.click('[data-letters]');
  equal(localStorage.getItem(LETTERS), null);
  await page.press('Escape');
  await page.press('n');
  equal(page.titles.length, 5);
});

test('in a list of hundreds, of which only a part is drawn, the keys reach every row', async () => {
  const { page, session } = await opened();
  for (let n = 6; n <= 500; n += 1) session.content.addTopic({ title: `第 ${n} 件` });
  await page.settled();
  ok(page.all('.row').length < 200, `${page.all('.row').length} rows are drawn`);
  const last = order(session)[499]!;
  await page.press('End');
  await page.settled();
  equal(page.focusedTopic, last);
  await page.press('ArrowUp', { altKey: true });
  await page.settled();
  equal(order(session)[498], last);
  equal(page.focusedTopic, last);
  await page.press('Home');
  await page.settled();
  equal(page.focusedTopic, order(session)[0]);
  await page.press('a', { ctrlKey: true });
  equal(page.text('[data-selection] b'), '已选 500 项');
  await page.press('Escape');
  await page.press('PageDown');
  await page.press('PageDown');
  await page.settled();
  const at = order(session).indexOf(page.focusedTopic ?? '');
  ok(at > 2 && at < 60, `two screens down is row ${at + 1}`);
});

test('the focus goes round inside the help, and back to whatever opened it', async () => {
  const { page, topics } = await opened();
  await page.open(topics[1]!);
  page.get('[data-edit]').focus();
  await page.press('?');
  ok(page.focused?.matches('[data-close-help]'), 'it begins at the close button');
  await chord(page, 'Tab');
  ok(page.focused?.matches('[data-letters]'), 'then the switch');
  await chord(page, 'Tab');
  ok(page.focused?.matches('[data-close-help]'), 'and round');
  await chord(page, 'Shift+Tab');
  ok(page.focused?.matches('[data-letters]'), 'backwards as well');
  await chord(page, 'Escape');
  ok(page.focused?.matches('[data-edit]'), 'the button that had the focus has it again');
  page.get('[data-opens="help"]').focus();
  await page.click('[data-opens="help"]');
  await page.click('[data-close-help]');
  ok(page.focused?.matches('[data-opens="help"]'), 'so has the link in the footer');
});

test('a reader gets no keys that write, and nothing that could be selected', async () => {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.auditor, 'read'));
  page.row(topics[0]!).focus();
  await page.press(' ');
  await page.press('a', { ctrlKey: true });
  for (const key of ['n', 'c', 'a']) await page.press(key);
  ok(!page.has('[data-selection]') && !page.has('.panel'), 'nothing happened');
  equal(page.row(topics[0]!).getAttribute('aria-selected'), null);
  equal(page.get('.list').getAttribute('aria-multiselectable'), null);
});
