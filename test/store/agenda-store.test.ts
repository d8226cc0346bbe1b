import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import type { TopicId } from '../../src/model/agenda/topic.js';
import type { AgendaChange } from '../../src/store/agenda-store.js';
import { readTopic } from '../../src/store/topic-map.js';
import { content, exchange, peer, threeTopics, twoPeers } from './peers.js';

const t1 = 't1' as TopicId;
const t2 = 't2' as TopicId;
const t3 = 't3' as TopicId;
const ids = (topics: readonly { id: string }[]): string[] => topics.map((topic) => topic.id);

test('a new room holds its meta, its meeting and its topics in their order', () => {
  const { a } = twoPeers();
  assert.deepEqual(a.doc.getMap('meta').toJSON(), { schema: 1, kind: 'agenda', generation: 1 });
  assert.deepEqual(ids(a.store.topics), ['t1', 't2', 't3']);
  assert.equal(a.store.meeting.title, '县委常委会第7次会议');
  assert.equal(a.store.meeting.startAt.values[0]?.value, '2024-04-16T09:00:00+08:00');
  assert.deepEqual(a.store.meeting.place.values, []);
});

test('the same skeleton under the same clientID is the same bytes', () => {
  assert.deepEqual(content(), content());
});

test('an added topic stands where it was put, and the other page sees it there', () => {
  const { a, b } = twoPeers();
  const id = a.store.addTopic({ title: '新议题', requiredMaterials: ['送审稿'] }, 1);
  exchange(a, b);
  assert.deepEqual(ids(b.store.topics), ['t1', id, 't2', 't3']);
  assert.deepEqual(b.store.topic(id)?.requiredMaterials, ['送审稿']);
});

test('undo of an add hides the topic, and keeps its text for whoever brings it back', () => {
  const { a, b } = twoPeers();
  const id = a.store.addTopic({ title: '新议题' });
  exchange(a, b);
  assert.equal(a.store.undo(), true);
  exchange(a, b);
  for (const { store } of [a, b]) {
    assert.deepEqual(ids(store.topics), ['t1', 't2', 't3']);
    assert.deepEqual(ids(store.removedTopics), [id]);
    assert.equal(store.topic(id)?.title, '新议题');
  }
  b.store.restoreTopic(id);
  exchange(a, b);
  assert.equal(a.store.topics.length, 4);
});

test('undo of an add leaves a topic alone in which a colleague has written meanwhile', () => {
  const { a, b } = twoPeers();
  const id = a.store.addTopic({ title: '新议题' });
  exchange(a, b);
  b.store.titleOf(id)!.replace(3, 0, '（政府办补充）');
  exchange(a, b);
  assert.equal(a.store.isUndoShared, true);
  assert.equal(a.store.undo(), false);
  exchange(a, b);
  for (const { store } of [a, b]) {
    assert.equal(store.topics.length, 4);
    assert.equal(store.topic(id)?.title, '新议题（政府办补充）');
  }
});

test('undo takes back one own step at a time and nobody else’s', () => {
  const { a, b } = twoPeers();
  a.store.setTopic(t1, { proposer: '县水利局' });
  a.store.moveTopic(t3, 0);
  b.store.setTopic(t2, { proposer: '县财政局' });
  exchange(a, b);
  assert.deepEqual(ids(a.store.topics), ['t3', 't1', 't2']);
  a.store.undo();
  assert.deepEqual(ids(a.store.topics), ['t1', 't2', 't3']);
  assert.equal(a.store.topic(t1)?.proposer, '县水利局');
  a.store.undo();
  assert.equal(a.store.topic(t1)?.proposer, '');
  assert.equal(a.store.canUndo, false);
  assert.equal(a.store.undo(), false);
  assert.equal(a.store.topic(t2)?.proposer, '县财政局');
  a.store.redo();
  assert.equal(a.store.topic(t1)?.proposer, '县水利局');
});

test('undo of a field that a colleague wrote meanwhile leaves the colleague’s value', () => {
  const { a, b } = twoPeers();
  a.store.setTopic(t1, { proposer: '县水利局' });
  exchange(a, b);
  b.store.setTopic(t1, { proposer: '县应急管理局' });
  exchange(a, b);
  a.store.undo();
  exchange(a, b);
  assert.equal(a.store.topic(t1)?.proposer, '县应急管理局');
  assert.equal(b.store.topic(t1)?.proposer, '县应急管理局');
});

test('a field that two offices write at once and one takes back is never left without a value', () => {
  const { a, b } = twoPeers();
  a.store.moveTopic(t1, 2);
  b.store.moveTopic(t1, 1);
  exchange(a, b);
  // Whoever's value won takes it back: the other's is gone, so there is no value to go back to.
  a.store.undo();
  b.store.undo();
  exchange(a, b);
  assert.deepEqual(a.store.skipped, []);
  assert.equal(a.store.topics.length, 3);
  assert.deepEqual(ids(a.store.topics), ids(b.store.topics));
});

test('typing in one field is one step of undo, typing in the next another', () => {
  const { a } = twoPeers();
  const title = a.store.titleOf(t1)!;
  title.replace(0, 0, '甲');
  title.replace(1, 0, '乙');
  a.store.notesOf(t1)!.replace(0, 0, '备注');
  a.store.undo();
  assert.equal(a.store.topic(t1)?.notes, '');
  assert.equal(title.value, '甲乙关于防汛的汇报');
  a.store.undo();
  assert.equal(title.value, '关于防汛的汇报');
});

test('a topic moved by two offices at once is there once, in the same place for both', () => {
  const { a, b } = twoPeers();
  a.store.moveTopic(t3, 0);
  b.store.moveTopic(t3, 1);
  exchange(a, b);
  assert.deepEqual(ids(a.store.topics), ids(b.store.topics));
  assert.equal(a.store.topics.length, 3);
});

test('two topics inserted at one place at once leave room for a third between or after them', () => {
  const { a, b } = twoPeers();
  a.store.addTopic({ title: '甲' }, 1);
  b.store.addTopic({ title: '乙' }, 1);
  exchange(a, b);
  const id = a.store.addTopic({ title: '丙' }, 2);
  exchange(a, b);
  assert.equal(b.store.topics.length, 6);
  assert.ok(b.store.topic(id));
  assert.deepEqual(ids(a.store.topics), ids(b.store.topics));
});

test('a removed topic is listed apart and comes back with its text', () => {
  const { a, b } = twoPeers();
  a.store.removeTopic(t2);
  exchange(a, b);
  assert.deepEqual(ids(b.store.removedTopics), ['t2']);
  b.store.restoreTopic(t2);
  exchange(a, b);
  assert.deepEqual(ids(a.store.topics), ['t1', 't2', 't3']);
});

test('a time that two offices set at once is contested on both pages until one writes again', () => {
  const { a, b } = twoPeers();
  a.store.setRegister('startAt', '2024-04-16T10:00:00+08:00');
  b.store.setRegister('startAt', '2024-04-16T15:00:00+08:00');
  exchange(a, b);
  for (const { store } of [a, b]) {
    const { values } = store.meeting.startAt;
    assert.deepEqual(
      new Set(values.map(({ value, client }) => `${client} ${value}`)),
      new Set(['101 2024-04-16T10:00:00+08:00', '102 2024-04-16T15:00:00+08:00']),
    );
  }
  a.store.setRegister('startAt', '2024-04-16T10:00:00+08:00');
  exchange(a, b);
  assert.deepEqual(
    b.store.meeting.startAt.values.map(({ value }) => value),
    ['2024-04-16T10:00:00+08:00'],
  );
});

test('two offices that set the same place at once agree', () => {
  const { a, b } = twoPeers();
  a.store.setRegister('place', '县委三楼会议室');
  b.store.setRegister('place', '县委三楼会议室');
  exchange(a, b);
  assert.equal(a.store.meeting.place.values.length, 1);
  b.store.setRegister('place', '');
  exchange(a, b);
  assert.deepEqual(
    a.store.meeting.place.values.map(({ value }) => value),
    [''],
  );
});

test('undo leaves registers alone', () => {
  const { a } = twoPeers();
  a.store.setTopic(t1, { proposer: '县水利局' });
  a.store.setRegister('place', '县委三楼会议室');
  a.store.undo();
  assert.equal(a.store.meeting.place.values[0]?.value, '县委三楼会议室');
  assert.equal(a.store.topic(t1)?.proposer, '');
});

test('a register with one value is not written again by the same value', () => {
  const { a } = twoPeers();
  a.store.setRegister('startAt', '2024-04-16T09:00:00+08:00');
  assert.equal(a.made.length, 0);
});

test('two offices that add different materials at once keep both', () => {
  const { a, b } = twoPeers();
  a.store.setMaterials(t1, ['汇报材料', '送审稿']);
  exchange(a, b);
  a.store.setMaterials(t1, ['汇报材料', '送审稿', '征求意见情况']);
  b.store.setMaterials(t1, ['议题提请单', '汇报材料']);
  exchange(a, b);
  assert.deepEqual(a.store.topic(t1)?.requiredMaterials, ['议题提请单', '汇报材料', '征求意见情况']);
  assert.deepEqual(b.store.topic(t1)?.requiredMaterials, a.store.topic(t1)?.requiredMaterials);
});

test('a leave row is added, edited, removed, and undone', () => {
  const { a, b } = twoPeers();
  const id = a.store.addLeave({ person: '岑予安', reason: '培训', approvedBy: '', at: '' });
  exchange(a, b);
  b.store.setLeave(id, { approvedBy: '县委书记' });
  exchange(a, b);
  assert.equal(a.store.meeting.leave[0]?.approvedBy, '县委书记');
  a.store.removeLeave(id);
  assert.equal(a.store.meeting.leave[0].removed, true);
  a.store.undo();
  assert.equal(a.store.meeting.leave[0].removed, false);
});

test('snapshots are the same object until the topic itself changes', () => {
  const { a } = twoPeers();
  const before = a.store.topics;
  assert.equal(a.store.topics, before);
  assert.equal(a.store.meeting, a.store.meeting);
  a.store.setTopic(t1, { kind: '审议' });
  assert.notEqual(a.store.topics, before);
  assert.notEqual(a.store.topics[0], before[0]);
  assert.equal(a.store.topics[1], before[1]);
  assert.equal(a.store.topic(t2), before[1]);
});

test('a change names the rows that it touched and whether the order may be another', () => {
  const { a, b } = twoPeers();
  const seen: AgendaChange[] = [];
  const stop = b.store.subscribe((change) => seen.push(change));
  a.store.titleOf(t1)!.replace(0, 0, '（急）');
  exchange(a, b);
  const clients = [a.doc.clientID];
  assert.deepEqual(seen.at(-1), { topics: new Set([t1]), order: false, meeting: false, local: false, clients });
  a.store.moveTopic(t1, 2);
  exchange(a, b);
  assert.deepEqual(seen.at(-1), { topics: new Set([t1]), order: true, meeting: false, local: false, clients });
  const own = [b.doc.clientID];
  b.store.setMeeting({ number: '第8次' });
  assert.deepEqual(seen.at(-1), { topics: new Set(), order: false, meeting: true, local: true, clients: own });
  const count = seen.length;
  const id = b.store.addTopic({ title: '新' });
  assert.equal(seen.length, count + 1, 'an add is told once');
  assert.deepEqual(seen.at(-1), { topics: new Set([id]), order: true, meeting: false, local: true, clients: own });
  stop();
  b.store.removeTopic(id);
  assert.equal(seen.length, count + 1);
});

test('a change that only takes words away names nobody: who did it cannot be known from it', () => {
  const { a, b } = twoPeers();
  const seen: AgendaChange[] = [];
  b.store.subscribe((change) => seen.push(change));
  a.store.titleOf(t1)!.replace(0, 1, '');
  exchange(a, b);
  assert.deepEqual(seen.at(-1)?.clients, []);
});

test('several topics move together, apart or side by side, and one step of undo puts them back', () => {
  const { a, b } = twoPeers();
  const t4 = a.store.addTopic({ title: '四' });
  const t5 = a.store.addTopic({ title: '五' });
  a.store.arrangeTopics([t1, t4, t2, t3, t5], new Set([t2, t3]));
  exchange(a, b);
  assert.deepEqual(ids(b.store.topics), ['t1', t4, 't2', 't3', t5]);
  a.store.arrangeTopics([t4, t1, t2, t5, t3], new Set([t4, t5]));
  exchange(a, b);
  for (const { store } of [a, b]) assert.deepEqual(ids(store.topics), [t4, 't1', 't2', t5, 't3']);
  a.store.undo();
  a.store.undo();
  exchange(a, b);
  for (const { store } of [a, b]) assert.deepEqual(ids(store.topics), ['t1', 't2', 't3', t4, t5]);
});

test('two topics that one office moves keep their order while another office moves a third', () => {
  const { a, b } = twoPeers();
  a.store.arrangeTopics([t3, t1, t2], new Set([t1, t2]));
  b.store.moveTopic(t3, 0);
  exchange(a, b);
  assert.deepEqual(ids(a.store.topics), ids(b.store.topics));
  assert.deepEqual(ids(a.store.topics), ['t3', 't1', 't2']);
});

test('several topics are removed as one step of undo', () => {
  const { a, b } = twoPeers();
  a.store.removeTopics([t1, t3, 'gone' as TopicId]);
  exchange(a, b);
  assert.deepEqual(ids(b.store.topics), ['t2']);
  a.store.undo();
  exchange(a, b);
  assert.deepEqual(ids(b.store.topics), ['t1', 't2', 't3']);
});

test('a listener that is told of a change finds that it can be undone', () => {
  const { a } = twoPeers();
  let could = false;
  a.store.subscribe(() => (could = a.store.canUndo));
  a.store.setTopic(t1, { kind: '审议' });
  assert.equal(could, true);
});

test('an intent that changes nothing writes nothing', () => {
  const { a } = twoPeers();
  a.store.setTopic(t1, { proposer: '' });
  a.store.moveTopic(t1, 0);
  a.store.restoreTopic(t1);
  a.store.setMaterials(t1, []);
  a.store.setTopic('gone' as TopicId, { proposer: 'x' });
  assert.equal(a.made.length, 0);
  assert.equal(a.store.canUndo, false);
});

test('malformed items are skipped, counted and named, and the rest is shown', () => {
  const { a, b } = twoPeers();
  const topics = a.doc.getMap<unknown>('topics');
  a.doc.transact(() => {
    topics.set('plain', 'no map');
    topics.set('bare', new Y.Map([['title', 'not a shared text']]));
    const fields = (rank: unknown): Y.Map<unknown> =>
      new Y.Map<unknown>([
        ['title', new Y.Text('x')],
        ['notes', new Y.Text()],
        ['rank', rank],
      ]);
    topics.set('hostile-rank', fields('!!'));
    topics.set('no-rank', fields(7));
    topics.set('least', fields('a0'));
    a.doc.getMap('meeting').set('plannedMinutes', -5);
  });
  exchange(a, b);
  assert.deepEqual(
    new Map(b.store.skipped.map(({ id, problem }) => [id, problem])),
    new Map([
      ['plain', 'not-a-map'],
      ['bare', 'title-invalid'],
      ['hostile-rank', 'rank-invalid'],
      ['no-rank', 'rank-invalid'],
      ['meeting', 'plannedMinutes-invalid'],
    ]),
  );
  assert.equal(b.store.topics.length, 4);
  assert.equal(b.store.meeting.plannedMinutes, null);
  b.store.addTopic({ title: '仍可添加' }, 0);
  assert.equal(b.store.topics.length, 5);
});

test('an object that another client embeds in a title shifts no index', () => {
  const { a, b } = twoPeers();
  const text = (a.doc.getMap('topics').get('t1') as Y.Map<Y.Text>).get('title')!;
  text.insertEmbed(1, { image: 'x' });
  exchange(a, b);
  const title = b.store.titleOf(t1)!;
  assert.equal(title.value, '关\uFFFC于防汛的汇报');
  title.replace(title.value.indexOf('汛'), 1, '旱');
  assert.equal(title.value, '关\uFFFC于防旱的汇报');
});

test('a mark stays between the same characters while others edit', () => {
  const { a, b } = twoPeers();
  const title = a.store.titleOf(t1)!;
  const mark = title.mark(4);
  b.store.titleOf(t1)!.replace(0, 2, '有关');
  b.store.titleOf(t1)!.replace(4, 0, '（插入）');
  exchange(a, b);
  assert.equal(title.value, '有关防汛（插入）的汇报');
  assert.equal(title.indexOf(mark), 4);
  assert.equal(title.indexOf('no mark'), 0);
});

test('the server reads a topic from a document as the page does', () => {
  const { a } = twoPeers();
  a.store.setMaterials(t1, ['送审稿']);
  assert.deepEqual(readTopic(a.doc, 't1'), a.store.topic(t1));
  assert.equal(readTopic(a.doc, 'gone'), undefined);
});

test('a page that opens late shows what the others made', () => {
  const { a } = twoPeers();
  a.store.moveTopic(t3, 0);
  const late = peer('late', 103, Y.encodeStateAsUpdate(a.doc));
  assert.deepEqual(ids(late.store.topics), ['t3', 't1', 't2']);
  assert.deepEqual(late.store.topics, a.store.topics);
});

test('a destroyed store is told of nothing more', () => {
  const { a, b } = twoPeers(threeTopics);
  let told = 0;
  b.store.subscribe(() => told++);
  b.store.destroy();
  a.store.removeTopic(t1);
  exchange(a, b);
  assert.equal(told, 0);
});
