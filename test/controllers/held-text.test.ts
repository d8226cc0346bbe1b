import { sendKeys } from '@web/test-runner-commands';
import type { HeldField } from '../../src/controllers/held-field.js';
import { TextFieldBinding } from '../../src/controllers/text-field-binding.js';
import { afterEachTest, equal, ok, test } from './bdd.js';
import { ime, link, pages, settle, type Page } from './pages.js';

const fields: Element[] = [];
afterEachTest(() => fields.splice(0).forEach((field) => field.remove()));

/** A field with a place for what is held, as the board has it: it outlives the field. */
class Desk {
  readonly held = new Map<string, HeldField>();
  readonly page: Page;
  field!: HTMLTextAreaElement;
  #binding: TextFieldBinding | undefined;

  constructor(page: Page) {
    this.page = page;
    this.open();
  }

  open(): void {
    this.field = document.createElement('textarea');
    document.body.append(this.field);
    fields.push(this.field);
    this.#binding = new TextFieldBinding(this.field, this.page.title, {
      undo: () => this.page.store.undo(),
      redo: () => this.page.store.redo(),
      read: () => this.page.title,
      held: { key: 't1 title', fields: this.held, changed: () => undefined },
    });
    this.field.focus();
    this.caretTo(this.field.value.length);
  }

  close(): void {
    this.#binding!.detach();
    this.field.remove();
  }

  caretTo(index: number): void {
    this.field.setSelectionRange(index, index);
  }

  get only(): HeldField {
    ok(this.held.size === 1, `one field is held, not ${this.held.size}`);
    return [...this.held.values()][0]!;
  }
}

function desk(title: string): { desk: Desk; b: Page } {
  const [a, b] = pages(2, title) as [Page, Page];
  link([a, b]);
  return { desk: new Desk(a), b };
}

/** Everything that page `b` ever received, also what was deleted again. */
function watch(page: Page): () => string {
  let bytes = '';
  page.doc.on('update', (update: Uint8Array) => (bytes += new TextDecoder().decode(update)));
  return () => bytes;
}

test('what is held is told with level and form, and clearing it leaves the rest and the caret', async () => {
  const { desk: d, b } = desk('关于防汛的汇报');
  const seen = watch(b);
  d.caretTo(2);
  await ime({ insert: '（密级：机密★10年）汛前' });
  equal(
    d.only.marks.map(({ level, period, form }) => [level, period, form]),
    [['机密', '10年', 'star']],
  );
  equal([d.only.told, d.only.canAdmit, d.only.admit()], [true, false, false]);
  d.only.clear();
  equal(d.field.value, '关于（密级：）汛前防汛的汇报');
  equal(d.field.selectionStart, '关于（密级：）汛前'.length);
  equal(b.title.value, d.field.value);
  equal([d.held.size, d.field.getAttribute('aria-invalid')], [0, null]);
  ok(!seen().includes('机密'), 'nothing of the mark went out');
  await ime({ insert: '和' });
  equal(b.title.value, '关于（密级：）汛前和防汛的汇报', 'typing goes on where it was');
});

test('a level typed a key at a time goes with the star that makes it a mark', async () => {
  const { desk: d, b } = desk('');
  const seen = watch(b);
  for (const character of '机密★1年') {
    await ime({ insert: character });
    await settle();
  }
  equal(b.title.value, '机', 'what was no mark yet');
  d.only.clear();
  equal([d.field.value, b.title.value], ['', '']);
  ok(!seen().includes('密'), seen());
});

test('held words outlive the field, with what others wrote meanwhile', async () => {
  const { desk: d, b } = desk('关于防汛的汇报');
  await ime({ insert: '绝密★' });
  d.close();
  equal(d.only.told, true);
  b.title.replace(0, 2, '有关');
  d.open();
  equal([d.field.value, d.field.getAttribute('aria-invalid')], ['关于防汛的汇报绝密★', 'true']);
  d.only.clear();
  equal([d.field.value, b.title.value], ['有关防汛的汇报', '有关防汛的汇报']);
});

test('held words can be cleared while their field is closed, and only the mark is gone', async () => {
  const { desk: d, b } = desk('汇报');
  await ime({ insert: '（修订）秘密★1年' });
  d.close();
  b.title.replace(0, 0, '前');
  d.only.clear();
  equal([b.title.value, d.held.size], ['前汇报（修订）', 0]);
  d.open();
  equal(d.field.value, '前汇报（修订）');
});

test('a level alone on its line is held without a word, and typed on it goes out whole', async () => {
  const { desk: d, b } = desk('');
  for (const character of '秘密') await ime({ insert: character });
  equal([d.only.told, b.title.value], [false, '秘']);
  for (const character of '工作') await ime({ insert: character });
  equal([d.held.size, b.title.value], [0, '秘密工作']);
});

test('what is no mark can be let in, and no update carries the line as one string', async () => {
  const { desk: d, b } = desk('');
  const pieces: string[] = [];
  b.doc.on('update', (update: Uint8Array) => pieces.push(new TextDecoder().decode(update)));
  await ime({ insert: '歌名\n秘密\n' });
  equal([d.only.canAdmit, b.title.value], [true, '']);
  equal(d.only.admit(), true);
  equal([d.field.value, b.title.value, d.held.size], ['歌名\n秘密\n', '歌名\n秘密\n', 0]);
  ok(!pieces.some((piece) => piece.includes('秘密')), 'apart on the wire');
  await ime({ insert: '第二首' });
  equal([d.held.size, b.title.value], [0, '歌名\n秘密\n第二首'], 'typing beside it is not held');
});

test('undo takes held words out of the field before anything else, and redo brings them back', async () => {
  const { desk: d, b } = desk('汇报');
  await ime({ insert: '一' });
  await ime({ insert: '机密★' });
  const press = async (key: string): Promise<void> => {
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: key });
    await sendKeys({ up: 'Control' });
  };
  await press('z');
  equal([d.field.value, b.title.value, d.held.size], ['汇报一', '汇报一', 0]);
  await press('y');
  equal([d.field.value, b.title.value, d.held.size], ['汇报一机密★', '汇报一', 1]);
  await press('z');
  await press('z');
  equal([d.field.value, b.title.value], ['汇报', '汇报']);
});

test('what others put beside one’s own words can make a mark of both: one’s own stay here, nothing is lost', async () => {
  const { desk: d, b } = desk('汇报');
  await ime({ compose: 'jimi' });
  b.title.replace(2, 0, '★一年');
  await ime({ commit: '机密' });
  await settle();
  equal(b.title.value, '汇报★一年');
  equal(d.field.value, '汇报机密');
  equal(d.only.marks.length, 1);
  d.only.clear();
  equal(d.field.value, b.title.value);
  ok(!b.title.value.includes('机密'), b.title.value);
});
