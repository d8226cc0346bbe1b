import { PEOPLE, sampleRoom } from '../../stories/sample-room.js';
import { PICTURE } from '../../stories/scenes.js';
import { equal, ok, test } from '../controllers/bdd.js';
import { BoardPage } from './board-page.js';

const NAME = '机密★1年 征收方案.docx';

async function boardOf({ readOnly = false } = {}): Promise<BoardPage> {
  const { room, topics } = await sampleRoom(PICTURE);
  const page = await BoardPage.show(room.join(PEOPLE.clerk), { readOnly });
  await page.open(topics[0]!);
  return page;
}

function files(): DataTransfer {
  const brought = new DataTransfer();
  brought.items.add(new File(['x'], NAME));
  return brought;
}

function link(): DataTransfer {
  const brought = new DataTransfer();
  brought.setData('text/uri-list', 'http://elsewhere.example/');
  return brought;
}

/** True when the page keeps the browser from doing with it what it does by itself. */
function drag(type: string, over: Element, dataTransfer: DataTransfer): boolean {
  return !over.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
}

const toast = (page: BoardPage): string => (page.has('.toast') ? page.text('.toast') : '');

test('a file that is dragged anywhere over the board never has the browser leave the page', async () => {
  const page = await boardOf();
  for (const selector of ['[data-topic]', '.panel', '.title-field', '.filter-field', '[part="header"]', '.board']) {
    for (const type of ['dragenter', 'dragover', 'drop'])
      ok(drag(type, page.get(selector), files()), `${type} over ${selector}`);
  }
  ok(drag('drop', page.board, files()), 'the tag itself');
});

test('a file that is dragged over the board is told not to be taken, and where it is named instead', async () => {
  const page = await boardOf();
  drag('dragenter', page.get('.panel'), files());
  await page.settled();
  equal(toast(page), '这里不收文件，按原渠道报送。材料名称写在议题的“应交材料”里');
  equal(page.get('.toasts').getAttribute('role'), 'status');
});

test('who may only read is not told to write', async () => {
  const page = await boardOf({ readOnly: true });
  drag('drop', page.get('.panel'), files());
  await page.settled();
  equal(toast(page), '这里不收文件，按原渠道报送');
});

test('what a file is called is shown nowhere, put into no field, and told to nobody', async () => {
  const page = await boardOf();
  const heard: string[] = [];
  for (const type of ['siban-change', 'siban-secret-blocked', 'siban-error'])
    page.board.addEventListener(type, () => heard.push(type));
  const field = page.get('.title-field') as HTMLTextAreaElement;
  const before = field.value;
  for (const type of ['dragenter', 'dragover', 'drop']) drag(type, field, files());
  await page.settled();
  equal(field.value, before);
  ok(!page.shadow.textContent.includes('征收方案'), 'the name is not on the page');
  equal(heard, []);
});

test('a link is taken by a field as text, and by nothing else on the board', async () => {
  const page = await boardOf();
  ok(drag('dragover', page.get('[data-topic]'), link()), 'a row may not');
  ok(!drag('dragover', page.get('.title-field'), link()), 'the field may have it');
  await page.settled();
  equal(toast(page), '');
});

test('a part of the portal inside the tag takes the files that it asks for', async () => {
  const page = await boardOf();
  const upload = document.createElement('div');
  upload.slot = 'toolbar';
  upload.addEventListener('dragover', (event) => event.preventDefault());
  page.board.append(upload);
  drag('dragover', upload, files());
  await page.settled();
  equal(toast(page), '');
});
