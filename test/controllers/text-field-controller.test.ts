import { sendKeys } from '@web/test-runner-commands';
import { afterEachTest, equal, test } from './bdd.js';
import { ime, link, merge, pages, settle, show, t1, type FieldHost, type Page } from './pages.js';

let host: FieldHost;
afterEachTest(() => host.remove());

async function twoPages(title: string, multiline = false): Promise<{ a: Page; b: Page }> {
  const [a, b] = pages(2, title) as [Page, Page];
  link([a, b]);
  host = await show(a.title, multiline);
  host.field.focus();
  host.field.setSelectionRange(title.length, title.length);
  return { a, b };
}

const sorted = (text: string): string => Array.from(text).sort().join('');
const caret = (): number => host.field.selectionStart!;

test('a field shows the text and passes on what is typed', async () => {
  const { b } = await twoPages('关于防汛的汇报');
  equal(host.field.value, '关于防汛的汇报');
  await sendKeys({ type: '2024' });
  equal(b.title.value, '关于防汛的汇报2024');
});

test('only what was typed goes out, not the whole text', async () => {
  const { a } = await twoPages('一二三四五六七八');
  const deltas: unknown[] = [];
  a.title.subscribe((delta) => deltas.push(delta));
  host.field.setSelectionRange(4, 5);
  await ime({ insert: '伍' });
  equal(deltas, [[{ retain: 4 }, { delete: 1 }, { insert: '伍' }]]);
});

test('one more of several like characters is the one at the caret', async () => {
  const { b } = await twoPages('aaaa');
  const mark = b.title.mark(2);
  host.field.setSelectionRange(2, 2);
  await sendKeys({ press: 'Backspace' });
  await ime({ insert: 'a' });
  equal(b.title.value, 'aaaa');
  equal(caret(), 2);
  equal(b.title.indexOf(mark), 1, 'the second of the four was taken out');
});

test('the caret stays between the same characters while others type before and after it', async () => {
  const { b } = await twoPages('关于防汛的汇报');
  host.field.setSelectionRange(4, 4);
  b.title.replace(0, 0, '（急）');
  equal(host.field.value, '（急）关于防汛的汇报');
  equal(caret(), 7);
  b.title.replace(8, 0, '后');
  equal(caret(), 7);
  b.title.replace(0, 5, '');
  equal([host.field.value, caret()], ['防汛的后汇报', 2]);
  b.title.replace(1, 3, '');
  equal([host.field.value, caret()], ['防汇报', 1]);
});

test('a selection keeps its ends', async () => {
  const { b } = await twoPages('关于防汛的汇报');
  host.field.setSelectionRange(2, 4, 'backward');
  b.title.replace(0, 1, '有关');
  equal([host.field.selectionStart, host.field.selectionEnd, host.field.selectionDirection], [3, 5, 'backward']);
});

test('a surrogate pair is replaced as a whole', async () => {
  const { a, b } = await twoPages('会😀议');
  host.field.setSelectionRange(1, 3);
  await ime({ insert: '😁' });
  equal(a.title.value, '会😁议');
  equal(b.title.value, '会😁议');
  host.field.setSelectionRange(3, 3);
  await sendKeys({ press: 'Backspace' });
  equal(b.title.value, '会议');
});

test('while an input method composes nothing half-composed goes out and the field is not touched', async () => {
  const { a, b } = await twoPages('汇报');
  host.field.setSelectionRange(0, 0);
  await ime({ compose: 'fang' });
  equal(host.field.value, 'fang汇报');
  equal(b.title.value, '汇报');
  b.title.replace(2, 0, '（一）');
  b.title.replace(0, 0, '关于');
  equal(host.field.value, 'fang汇报', 'held back');
  await ime({ compose: 'fangxun' });
  await ime({ commit: '防汛' });
  await settle();
  equal(host.field.value, a.title.value);
  equal(a.title.value, b.title.value);
  equal(sorted(a.title.value), sorted('关于防汛汇报（一）'));
  await ime({ insert: '的' });
  equal(b.title.value.includes('防汛的'), true, 'typing goes on after what was composed');
});

test('a composition inside what somebody else deletes meanwhile keeps what was composed', async () => {
  const { a, b } = await twoPages('一二三四五六');
  host.field.setSelectionRange(3, 3);
  await ime({ compose: 'xin' });
  b.title.replace(1, 4, '');
  await ime({ commit: '新' });
  await settle();
  equal([a.title.value, b.title.value, host.field.value], ['一新六', '一新六', '一新六']);
});

test('a composition over a selection takes away what the person saw and nothing else', async () => {
  const { a, b } = await twoPages('一二三四五六');
  host.field.setSelectionRange(1, 5);
  await ime({ compose: 'xin' });
  b.title.replace(3, 0, '留');
  b.title.replace(1, 1, '');
  await ime({ commit: '新' });
  await settle();
  equal(a.title.value, '一新留六');
  equal(b.title.value, '一新留六');
});

test('one composition that follows the other at once starts from what the first one left', async () => {
  const { a, b } = await twoPages('');
  await ime({ compose: 'fang' });
  b.title.replace(0, 0, '前');
  await ime({ commit: '防' });
  await ime({ compose: 'xun' });
  b.title.replace(b.title.value.length, 0, '后');
  await ime({ commit: '汛' });
  await settle();
  equal(a.title.value, b.title.value);
  equal(sorted(a.title.value), sorted('前防汛后'));
  equal(host.field.value, a.title.value);
});

test('a composition that ends without an input event goes out', async () => {
  const { b } = await twoPages('汇报');
  const { field } = host;
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  field.value = '汇报你好';
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '你好' }));
  await settle();
  equal(b.title.value, '汇报你好');
});

test('a field left in the middle of a composition gives out what stands in it', async () => {
  const { b } = await twoPages('汇报');
  const other = document.body.appendChild(document.createElement('input'));
  await ime({ compose: 'ni' });
  b.title.replace(0, 0, '前');
  other.focus();
  await settle();
  equal(b.title.value, '前汇报ni');
  equal(host.field.value, '前汇报ni');
  other.remove();
});

test('an input method that says nothing of its end is believed when the field is left', async () => {
  const { b } = await twoPages('汇报');
  const { field } = host;
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  field.value = '汇报你';
  b.title.replace(0, 0, '前');
  field.dispatchEvent(new FocusEvent('blur'));
  await settle();
  equal([b.title.value, field.value], ['前汇报你', '前汇报你']);
});

test('a host taken off the page gives out what was composed, and shows the text of now when it comes back', async () => {
  const { b } = await twoPages('汇报');
  await ime({ compose: 'ni' });
  host.remove();
  equal(b.title.value, '汇报ni');
  b.title.replace(0, 4, '另起');
  document.body.append(host);
  await host.updateComplete;
  equal(host.field.value, '另起');
  host.field.focus();
  await ime({ insert: '炉灶' });
  equal(b.title.value.includes('炉灶'), true);
});

test('a field that is given another text leaves the first one alone', async () => {
  const { a, b } = await twoPages('标题');
  host.text = a.notes;
  await host.updateComplete;
  equal(host.field.value, '');
  await ime({ insert: '备注' });
  equal([b.title.value, b.notes.value], ['标题', '备注']);
  b.title.replace(0, 0, '新');
  equal(host.field.value, '备注');
  host.text = undefined;
  await host.updateComplete;
  b.notes.replace(0, 0, '旧');
  equal(host.field.value, '备注', 'no text, no change');
});

test('two fields on one text follow each other', async () => {
  const { a } = await twoPages('标题');
  const second = await show(a.title);
  await ime({ insert: '一' });
  equal(second.field.value, '标题一');
  second.remove();
});

test('line breaks that an input cannot show stay in the text', async () => {
  const { a, b } = await twoPages('第一行');
  b.title.replace(1, 0, '\n');
  equal(host.field.value, '第一行');
  host.field.setSelectionRange(3, 3);
  await ime({ insert: '。' });
  equal(a.title.value, '第\n一行。');
});

test('a textarea keeps line breaks of every kind in their places', async () => {
  const { a, b } = await twoPages('甲\r\n乙', true);
  equal(host.field.value, '甲\n乙');
  host.field.setSelectionRange(3, 3);
  await ime({ insert: '丙' });
  await sendKeys({ press: 'Enter' });
  equal(b.title.value, '甲\r\n乙丙\n');
  b.title.replace(0, 0, '前');
  equal([host.field.value, caret()], ['前甲\n乙丙\n', 6]);
  equal(a.title.value, b.title.value);
});

test('Ctrl+Z takes back the own typing and leaves what a colleague typed', async () => {
  const { a, b } = await twoPages('汇报');
  host.undo = () => a.store.undo();
  await ime({ insert: '一' });
  b.title.replace(0, 0, '前');
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'z' });
  await sendKeys({ up: 'Control' });
  equal([host.field.value, b.title.value], ['前汇报', '前汇报']);
});

test('pages that drifted apart show the same after they meet', async () => {
  const [a, b] = pages(2, '关于汇报') as [Page, Page];
  host = await show(a.title);
  host.field.focus();
  host.field.setSelectionRange(2, 2);
  await ime({ insert: '防汛的' });
  b.title.replace(4, 0, '（修订）');
  merge([a, b]);
  equal([host.field.value, caret()], ['关于防汛的汇报（修订）', 5]);
  equal(b.store.topic(t1)?.title, host.field.value);
});

test('a starred mark stays in the field, and what others do meanwhile comes in when it is gone', async () => {
  const { a, b } = await twoPages('汇报');
  let told = 0;
  a.store.onHeld(() => told++);
  await ime({ insert: '机密★10年' });
  equal([b.title.value, told], ['汇报', 1]);
  b.title.replace(0, 0, '关于');
  equal(host.field.value, '汇报机密★10年', 'the field is the person’s own until then');
  host.field.setSelectionRange(2, 8);
  await sendKeys({ press: 'Backspace' });
  equal([host.field.value, b.title.value], ['关于汇报', '关于汇报']);
});

test('a level on the way to another word is held silently and passes with it', async () => {
  const { a, b } = await twoPages('');
  let told = 0;
  a.store.onHeld(() => told++);
  await ime({ compose: 'mimi' });
  await ime({ commit: '秘密' });
  await settle();
  equal([b.title.value, told], ['', 0]);
  await ime({ insert: '工作' });
  equal([b.title.value, told], ['秘密工作', 0]);
});

test('a level alone on its line is asked about when the field is left, and never goes out', async () => {
  const { a, b } = await twoPages('');
  let told = 0;
  a.store.onHeld(() => told++);
  await ime({ insert: '机密' });
  equal(told, 0);
  host.field.blur();
  equal(told, 1);
  host.remove();
  equal([a.title.value, b.title.value], ['', '']);
});

test('a level alone on its line is asked about when the person stops typing', async () => {
  const { a } = await twoPages('');
  const asked = new Promise<void>((resolve) => a.store.onHeld(resolve));
  await ime({ insert: '机密' });
  await asked;
});
