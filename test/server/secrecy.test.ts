import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import { findSecrecyMarks } from '../../src/rules/secrecy/marks.js';
import { YSharedText } from '../../src/store/shared-text.js';
import { settle, until } from './page.js';
import { LU, SHEN, startServer } from './server-kit.js';

const kit = startServer({ limits: { handshakesPerUser: 10_000, refusalsPerMinute: 1000 } });
let rooms = 0;

/** A room with one topic, a person who writes into it, and somebody who watches. */
async function typing() {
  const server = await kit;
  const name = `agenda/s${++rooms}` as const;
  await server.createRoom(name);
  const writer = await server.page(LU, `${name}/content`);
  const title = new Y.Text('关于保密工作的报告');
  const notes = new Y.Text('');
  writer.topics.set(
    't1',
    new Y.Map<unknown>([
      ['title', title],
      ['notes', notes],
    ]),
  );
  const watcher = await server.page(SHEN, `${name}/content`);
  await until(() => watcher.topics.size === 1);
  return { server, writer, title, notes, watcher, document: `${name}/content` as const };
}

const seen = (watcher: { topics: Y.Map<unknown> }): string => JSON.stringify(watcher.topics.toJSON());

test('a starred mark is refused however it comes about, and neither log nor peer gets it', async () => {
  const ways: ((t: Awaited<ReturnType<typeof typing>>) => void)[] = [
    ({ title }) => title.insert(0, '机密★10年'),
    ({ title }) => ['机', '密', '★'].forEach((character, index) => title.insert(index, character)),
    ({ title }) => {
      title.insert(0, '机密不★');
      title.delete(2, 1);
    },
    ({ notes }) => notes.insert(0, '正文\n绝　密 ☆ 长期'),
    ({ writer }) => writer.topics.set('t2', new Y.Map([['proposer', '秘密★1年']])),
    ({ writer }) => writer.topics.set('机密★', 1),
    ({ writer }) => writer.topics.set('t2', new Y.Map([['title', new Y.Text('机密★1年')]])),
    ({ writer }) => writer.topics.set('t2', { deep: [{ '机密★': 1 }] }),
    ({ title }) => title.format(0, 2, { note: '机密★1年' }),
    // Over runs of formatting, one hanzi a line, with tags between, in the name of an element.
    ({ title }) => {
      title.insert(0, '机', { bold: true });
      title.insert(1, '密', { italic: true });
      title.insert(2, '★1年', { bold: true });
    },
    ({ notes }) => Array.from('机\n密\n★').forEach((character, index) => notes.insert(index, character)),
    ({ notes }) => ['机', '<b>', '</b>', '密', '&#9733;'].forEach((piece) => notes.insert(notes.length, piece)),
    ({ writer }) => writer.topics.set('t2', new Y.XmlElement('机密★1年')),
    // Over the names of a list, at once or one after the other.
    ({ writer }) => writer.topics.set('t2', new Y.Map([['attendUnits', Y.Array.from(['县水利局', '机', '密★1年'])]])),
    ({ writer }) => {
      const names = new Y.Array<string>();
      writer.topics.set('t2', new Y.Map([['attendUnits', names]]));
      for (const name of ['机', '密', '★']) names.push([name]);
    },
  ];
  for (const [index, write] of ways.entries()) {
    const scene = await typing();
    write(scene);
    await scene.writer.closesWith(4451).catch((error: unknown) => assert.fail(`way ${index}: ${String(error)}`));
    await settle(40);
    assert.ok(!findSecrecyMarks(seen(scene.watcher)).some((mark) => mark.form === 'star'), `way ${index}`);
    const { updates } = await scene.server.storage.document(scene.document);
    const stored = updates.map(({ bytes }) => Buffer.from(bytes).toString());
    assert.ok(!stored.some((text) => /密[★☆]/.test(text)), `way ${index}`);
    assert.equal(scene.watcher.closed, undefined);
  }
});

test('a bare level that one update brings whole is refused', async () => {
  for (const write of [
    ({ notes }: { notes: Y.Text }) => notes.insert(0, '秘密\n'),
    ({ writer }: { writer: { topics: Y.Map<unknown> } }) => writer.topics.set('t2', new Y.Map([['proposer', '机密']])),
    ({ notes }: { notes: Y.Text }) => {
      // What stood there already shares the line: the level is brought whole all the same.
      notes.insert(0, '特急');
      notes.insert(0, '机密　');
    },
  ]) {
    const scene = await typing();
    write(scene);
    await scene.writer.closesWith(4451);
  }
});

test('a bare level that comes about character by character is an alarm, since 秘密工作 passes through it', async () => {
  const { server, writer, notes, watcher } = await typing();
  for (const [index, character] of Array.from('秘密工作安排').entries()) {
    notes.insert(index, character);
    await settle(10);
  }
  await until(() => seen(watcher).includes('秘密工作安排'));
  assert.equal(writer.closed, undefined);
  const alarms = server.logged.filter(({ message, level }) => message.includes('secrecy mark') && level === '秘密');
  assert.deepEqual(
    alarms.map(({ user, audit }) => [user, audit]),
    [['u-lu', true]],
  );
});

test('what a person said is no mark enters in pieces, is told to an auditor once, and words beside it are welcome', async () => {
  const { server, writer, notes, watcher } = await typing();
  const alarms = (): number =>
    server.logged.filter(({ message, user }) => message.includes('secrecy mark') && user === 'u-lu').length;
  const before = alarms();
  const shared = new YSharedText(notes, { write: (_, write) => writer.doc.transact(write), tellHeld: () => undefined });
  shared.replace(0, 0, '曲目\n秘');
  assert.equal(shared.admits('曲目\n秘密'), 'held');
  // Offline all of it goes as one update, in which what was typed in its order is one string.
  assert.ok(shared.admitHeld([{ index: 4, deleteCount: 0, insert: '密' }]));
  await until(() => seen(watcher).includes('曲目\\n秘密'));
  assert.equal(alarms(), before + 1);
  shared.replace(5, 0, '\n关于秘密工作的第二首');
  shared.replace(0, 0, '会上');
  await until(() => seen(watcher).includes('会上曲目\\n秘密\\n关于秘密工作的第二首'));
  assert.equal(writer.closed, undefined);
  assert.equal(alarms(), before + 1);
});

test('a string that is a mark by itself is refused before anything looks where it would stand; an honest page writes it in two', async () => {
  const around = '严守**国家';
  const rest = '秘密**，人人有责';
  const pasted = await typing();
  pasted.notes.insert(0, around);
  await settle(40);
  // Not after what this page has typed: it would be joined with it.
  pasted.notes.insert(0, '甲');
  pasted.notes.insert(around.length + 1, rest);
  await pasted.writer.closesWith(4451);

  const honest = await typing();
  const { notes, writer, watcher } = honest;
  const shared = new YSharedText(notes, { write: (_, write) => writer.doc.transact(write), tellHeld: () => undefined });
  shared.replace(0, 0, around);
  shared.replace(0, 0, '甲');
  shared.replace(around.length + 1, 0, rest);
  await until(() => seen(watcher).includes(`甲${around}${rest}`));
  assert.equal(writer.closed, undefined);
});

test('words about secrecy are not marks', async () => {
  const { writer, title, watcher } = await typing();
  title.insert(0, '全县保密意识和国家秘密、商业秘密管理：');
  await until(() => seen(watcher).includes('商业秘密管理'));
  assert.equal(writer.closed, undefined);
});

test('a star far behind its level is seen for what it is, whatever nobody sees lies between', async () => {
  for (const gap of ['\u200b'.repeat(5000), '\u{e0100}'.repeat(3000), '\n'.repeat(5000)]) {
    const scene = await typing();
    const before = scene.writer.acks.length;
    scene.notes.insert(0, '机');
    scene.notes.insert(1, `密${gap}`);
    await until(() => scene.writer.acks.length === before + 2);
    scene.notes.insert(scene.notes.length, '★一年');
    await scene.writer.closesWith(4451);
  }
});

test('a mark that is in a room already is told to an auditor, and the next writer is not shut out for it', async () => {
  const server = await startServer();
  await server.createRoom('agenda/old');
  const document = 'agenda/old/content';
  const doc = new Y.Doc();
  const { updates } = await server.storage.document(document);
  for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  let bytes = new Uint8Array();
  doc.on('update', (update: Uint8Array) => (bytes = update as Uint8Array<ArrayBuffer>));
  doc.getMap('topics').set('t1', new Y.Map([['notes', new Y.Text('机密★一年\n正文')]]));
  const at = '2024-04-12T09:52:00.000Z';
  const row = { document, seq: updates.length + 1, user: 'u-old', connection: 'c', at, bytes } as const;
  await server.storage.commit({ room: 'agenda/old', updates: [row] });

  const page = await server.page(LU, document);
  const notes = (page.topics.get('t1') as Y.Map<Y.Text>).get('notes')!;
  const before = page.acks.length;
  notes.insert(notes.length, '，');
  await until(() => page.acks.length > before || page.closed);
  assert.equal(page.closed, undefined);
  const alarms = server.logged.filter((line) => line.message.includes('secrecy mark') && line['audit'] === true);
  assert.deepEqual([alarms.length, alarms[0]?.['form']], [1, 'star']);
  notes.insert(notes.length, '绝密★');
  await page.closesWith(4451);
});

test('a level between rules, and a star that a font did not know, are seen however long they are', async () => {
  const writes: ((notes: Y.Text, wait: () => Promise<void>) => Promise<void>)[] = [
    async (notes, wait) => {
      notes.insert(0, '●'.repeat(3000));
      await wait();
      notes.insert(notes.length, '机密');
    },
    async (notes, wait) => {
      notes.insert(0, `关于防汛的报告 机`);
      await wait();
      notes.insert(notes.length, `密${'\uf0ab'.repeat(3000)}`);
      await wait();
      notes.insert(notes.length, '1年');
    },
  ];
  for (const write of writes) {
    const scene = await typing();
    let acks = scene.writer.acks.length;
    await write(scene.notes, async () => {
      acks++;
      await until(() => scene.writer.acks.length >= acks);
    });
    await scene.writer.closesWith(4451);
  }
});

test('a level with a condition, a level that a label gives, and a star below it are refused when they are pasted', async () => {
  for (const mark of ['绝密·启用前', '密级为机密', '机密／特急', '机★密', '县委机密\n★\n1年', '机密\uf0ab1年']) {
    const scene = await typing();
    scene.notes.insert(0, `正文\n${mark}\n正文`);
    await scene.writer.closesWith(4451).catch((error: unknown) => assert.fail(`${mark}: ${String(error)}`));
    assert.ok(!seen(scene.watcher).includes('密级为') && !seen(scene.watcher).includes('启用前'), mark);
  }
});
