import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import type { TopicId } from '../../src/model/agenda/topic.js';
import { marksOfPiece } from '../../src/rules/secrecy/brought.js';
import { admit, admitsValue, findingsIn } from '../../src/store/secrecy-gate.js';
import { collectedState, takeOutMarks } from '../../src/store/take-out-marks.js';
import { takeOutUnsent } from '../../src/store/take-out-unsent.js';
import { piecesOf } from '../../src/store/text-pieces.js';
import { exchange, twoPeers } from './peers.js';

const t1 = 't1' as TopicId;
const holds = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).includes(Buffer.from(text));

test('a starred mark is refused at once, a level alone on its line is held, honest words pass', () => {
  assert.equal(admit('', '机密★10年'), 'refused');
  assert.equal(admit('', '秘密'), 'held');
  assert.equal(admit('秘密', '秘密工作'), 'admitted');
  assert.equal(admit('', '商业秘密保护'), 'admitted');
  assert.equal(admit('标题', '标题\n机密'), 'held');
});

test('a mark that stands already does not keep anybody from editing around it', () => {
  assert.equal(admit('机密★10年 标题', '机密★10年 新标题'), 'admitted');
  assert.equal(admit('机密★10年 标题', '标题'), 'admitted');
  assert.equal(admit('机密★10年 标题', '机密★10年 标题 绝密★长期'), 'refused');
});

test('no way of writing brings a marked text into the document, and the person is told', () => {
  const { a } = twoPeers();
  let told = 0;
  a.store.onHeld(() => told++);
  const marked = '绝密★长期';
  const id = a.store.addTopic({ title: marked });
  a.store.titleOf(t1)!.replace(0, 0, marked);
  a.store.notesOf(t1)!.replace(0, 0, marked);
  a.store.meetingTitle!.replace(0, 0, marked);
  a.store.setTopic(t1, { proposer: marked });
  a.store.setMaterials(t1, ['送审稿', marked]);
  a.store.setAttendUnits(t1, [marked]);
  a.store.setMeeting({ number: marked });
  a.store.setRegister('place', marked);
  a.store.addLeave({ person: marked, reason: '', approvedBy: '', at: '' });
  assert.equal(told, 10);
  assert.equal(a.made.length, 0);
  assert.equal(a.store.topic(id), undefined);
  assert.equal(holds(Y.encodeStateAsUpdate(a.doc), '绝密'), false);
});

test('a payload is looked through before it is sent, and the finding does not repeat the text', () => {
  assert.deepEqual(findingsIn({ reason: '材料不全' }), []);
  const [finding] = findingsIn({ reason: '见附件 机密★5年' });
  assert.equal(finding?.['form'], 'star');
  assert.equal(JSON.stringify(finding).includes('附件'), false);
});

test('marks are taken out of every text, and the state that goes on never held them', () => {
  const { a, b } = twoPeers();
  // As a page of an earlier release, or a foreign client, would have let it in.
  a.doc.transact(() => {
    const topic = a.doc.getMap<Y.Map<unknown>>('topics').get('t1')!;
    (topic.get('title') as Y.Text).insert(2, '机密★10年');
    (topic.get('notes') as Y.Text).insert(0, '秘密★1年');
    (topic.get('notes') as Y.Text).delete(0, 5);
    topic.set('sponsor', '绝密★长期 某某');
    (topic.get('requiredMaterials') as Y.Array<string>).insert(0, ['机密★附件']);
  });
  a.store.clearUndo();
  const taken = takeOutMarks(a.doc, ['meeting', 'topics']);
  assert.deepEqual(
    new Set(taken.map(({ path }) => path.join('/'))),
    new Set(['topics/t1/title', 'topics/t1/sponsor', 'topics/t1/requiredMaterials/0']),
  );
  const state = collectedState(a.doc);
  for (const level of ['绝密', '机密', '秘密']) assert.equal(holds(state, level), false, level);
  Y.applyUpdate(b.doc, state);
  assert.equal(b.store.topic(t1)?.title, '关于防汛的汇报');
});

test('undo does not bring a mark about where others have written since', () => {
  const { a, b } = twoPeers();
  let told = 0;
  a.store.onHeld(() => told++);
  a.doc.on('update', (update: Uint8Array) => Y.applyUpdate(b.doc, update));
  const title = a.store.titleOf(t1)!;
  title.replace(0, title.value.length, '关于机密室★级评定');
  a.store.setTopic(t1, { sponsor: '甲' });
  title.replace(5, 1, '');
  assert.equal(title.value, '关于机密室级评定');
  // A colleague takes away what stood between.
  b.store.titleOf(t1)!.replace(4, 1, '');
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc));
  assert.equal(title.value, '关于机密级评定');
  const before = a.made.length;
  assert.equal(a.store.undo(), false);
  assert.deepEqual([title.value, told, a.made.length], ['关于机密级评定', 1, before]);
  assert.equal(a.store.undo(), true, 'the step below it is still there');
  assert.equal(a.store.topic(t1)?.sponsor === '甲', false);
});

test('redo does not bring back what was let in once: it is asked about anew', () => {
  const { a } = twoPeers();
  let told = 0;
  a.store.onHeld(() => told++);
  const notes = a.store.notesOf(t1)!;
  notes.replace(0, notes.value.length, '');
  assert.equal(notes.admitHeld([{ index: 0, deleteCount: 0, insert: '秘密' }]), true);
  assert.equal(notes.value, '秘密');
  assert.equal(a.store.undo(), true);
  assert.equal(a.store.redo(), false);
  assert.deepEqual([notes.value, told], ['', 1]);
});

test('undo and redo of honest words go back and forth as ever, one step at a time', () => {
  const { a } = twoPeers();
  const title = a.store.titleOf(t1)!;
  const start = title.value;
  const steps = [start];
  for (const words of ['：机密局', '和秘密工作', '★级']) {
    title.replace(title.value.length, 0, words);
    a.store.setTopic(t1, { sponsor: words });
    steps.push(title.value);
  }
  for (const step of [...steps].reverse().slice(1)) {
    a.store.undo();
    a.store.undo();
    assert.equal(title.value, step);
  }
  for (const step of steps.slice(1)) {
    a.store.redo();
    a.store.redo();
    assert.equal(title.value, step);
  }
});

test('a list of names that spells a mark from line to line is not written', () => {
  const { a } = twoPeers();
  let told = 0;
  a.store.onHeld(() => told++);
  a.store.setMaterials(t1, ['送审稿', '机', '密★1年']);
  assert.deepEqual([told, a.made.length], [1, 0]);
  a.store.setMaterials(t1, ['送审稿', '保密审查意见']);
  assert.deepEqual(a.store.topic(t1)?.requiredMaterials, ['送审稿', '保密审查意见']);
});

test('marks are taken out wherever a foreign page can put one: over names of a list, in a key, in a nested value', () => {
  const { a } = twoPeers();
  a.doc.transact(() => {
    const topic = a.doc.getMap<Y.Map<unknown>>('topics').get('t1')!;
    (topic.get('requiredMaterials') as Y.Array<string>).insert(0, ['送审稿', '机', '密★', '请示']);
    topic.set('绝密★', 1);
    topic.set('extra', { deep: ['秘密★1年'] });
    topic.set('kept', { deep: ['保密审查'] });
  });
  const taken = takeOutMarks(a.doc, ['meeting', 'topics']);
  assert.equal(taken.length, 3);
  const topic = a.doc.getMap<Y.Map<unknown>>('topics').get('t1')!.toJSON();
  assert.deepEqual(topic['requiredMaterials'], ['送审稿', '请示']);
  assert.deepEqual([topic['绝密★'], topic['extra'], topic['kept']], [undefined, undefined, { deep: ['保密审查'] }]);
});

/** The strings of an update that a server refuses by themselves. */
function refusedPieces(update: Uint8Array): string[] {
  return Y.decodeUpdate(update)
    .structs.flatMap((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? [struct.content.str] : [],
    )
    .filter((piece) => marksOfPiece(piece).length > 0);
}

test('what is no mark where it stands goes out in pieces none of which is one by itself, pasted or typed', () => {
  for (const pieces of [['秘密**，人人有责'], Array.from('秘密**，人人有责')]) {
    const { a, b } = twoPeers();
    // A colleague's: what is typed after it is a string of its own.
    b.store.notesOf(t1)!.replace(0, 0, '严守**国家');
    exchange(a, b);
    const known = Y.encodeStateVector(a.doc);
    const notes = a.store.notesOf(t1)!;
    for (const piece of pieces) notes.replace(notes.value.length, 0, piece);
    assert.equal(notes.value, '严守**国家秘密**，人人有责');
    for (const update of a.made) assert.deepEqual(refusedPieces(update), []);
    assert.deepEqual(refusedPieces(Y.encodeStateAsUpdate(a.doc, known)), [], 'offline all of it goes as one update');
  }
});

test('what a server has of a sentence already is not sent again: its end alone is no mark either', () => {
  const { a } = twoPeers();
  const notes = a.store.notesOf(t1)!;
  for (const character of '严守**国家') notes.replace(notes.value.length, 0, character);
  const known = Y.encodeStateVector(a.doc);
  for (const character of '秘密**，人人有责') notes.replace(notes.value.length, 0, character);
  assert.deepEqual(refusedPieces(Y.encodeStateAsUpdate(a.doc, known)), []);
});

test('words that a later insertion cuts into pieces are looked at again', () => {
  const { a } = twoPeers();
  const notes = a.store.notesOf(t1)!;
  notes.replace(0, 0, '严守**国家秘密**，人人有责');
  notes.replace(6, 0, '工作');
  assert.equal(notes.value, '严守**国家工作秘密**，人人有责');
  assert.deepEqual(refusedPieces(Y.encodeStateAsUpdate(a.doc)), []);
});

test('deleted and brought back, such words are no mark on the way either', () => {
  const { a, b } = twoPeers();
  b.store.notesOf(t1)!.replace(0, 0, '严守**国家');
  exchange(a, b);
  const notes = a.store.notesOf(t1)!;
  notes.replace(6, 0, '秘密**，人人有责');
  while (a.store.undo());
  while (a.store.redo());
  for (const update of a.made) assert.deepEqual(refusedPieces(update), []);
});

test('the gate counts marks as a server does: by level, and a mark in place of another is brought all the same', () => {
  assert.equal(admit('机密\n正文', '秘密\n正文'), 'held', 'another level');
  assert.equal(admit('机密★10年 标题', '绝密★长期 标题'), 'refused', 'no more of them than before');
  assert.equal(admit('机密★10年 标题', '机密★1年 标题'), 'admitted', 'a character of a mark that stands');
});

test('a value goes out as a whole: a mark that stood in it before is no excuse', () => {
  const { a } = twoPeers();
  const topic = a.doc.getMap<Y.Map<unknown>>('topics').get('t1')!;
  topic.set('proposer', '机密');
  let told = 0;
  a.store.onHeld(() => told++);
  a.store.setTopic(t1, { proposer: ' 机密 ' });
  assert.deepEqual([told, a.store.topic(t1)?.proposer], [1, '机密']);
  assert.equal(admitsValue('县水利局'), true);
});

test('a mark that only one string holds is taken out too, and the text is given back as it was', () => {
  const { a, b } = twoPeers();
  b.store.notesOf(t1)!.replace(0, 0, '严守**国家');
  exchange(a, b);
  const notes = a.doc.getMap<Y.Map<unknown>>('topics').get('t1')!.get('notes') as Y.Text;
  // As a page of an earlier release pastes it.
  notes.insert(6, '秘密**，人人有责');
  a.store.titleOf(t1)!.replace(0, 0, '（上午辛苦写的）');
  const taken = takeOutMarks(a.doc, ['meeting', 'topics']);
  assert.deepEqual(taken, [{ path: ['topics', 't1', 'notes'], text: '严守**国家秘密**，人人有责' }]);
  assert.deepEqual(refusedPieces(collectedState(a.doc)), []);
  assert.equal(a.store.topic(t1)?.title, '（上午辛苦写的）关于防汛的汇报');
});

test('as a last resort what a server has not taken yet of any text goes, and nothing else', () => {
  const { a } = twoPeers();
  const title = a.store.titleOf(t1)!;
  title.replace(0, 0, '（已存）');
  const known = Y.decodeStateVector(Y.encodeStateVector(a.doc));
  title.replace(title.value.length, 0, '（未存）');
  title.replace(1, 0, '早');
  a.store.setTopic(t1, { minutes: 25, proposer: '县水利局' });
  a.store.moveTopic(t1, 2);
  const taken = takeOutUnsent(a.doc, ['meeting', 'topics'], known);
  assert.deepEqual(taken, [{ path: ['topics', 't1', 'title'], text: '（早已存）关于防汛的汇报（未存）' }]);
  const topic = a.store.topic(t1)!;
  assert.deepEqual([topic.title, topic.minutes, topic.proposer], ['（已存）关于防汛的汇报', 25, '县水利局']);
  assert.equal(a.store.topics[2]?.id, t1);
  const text = a.doc.getMap<Y.Map<unknown>>('topics').get('t1')!.get('title') as Y.Text;
  assert.equal([...piecesOf(text)].map(({ str }) => str).join(''), topic.title);
});
