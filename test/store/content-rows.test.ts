import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import type { TopicId } from '../../src/model/agenda/topic.js';
import { rowKey } from '../../src/store/row-map.js';
import { topicMap, topicsOf } from '../../src/store/topic-map.js';
import { exchange, seeded, twoPeers } from './peers.js';

const t1 = 't1' as TopicId;
const PREREQUISITES = { list: 'prerequisite', topic: t1 } as const;
const RESOLUTIONS = { list: 'resolution', topic: t1 } as const;
const MEMBERS = { list: 'member' } as const;

test('two offices that each add a prerequisite at once add two', () => {
  const { a, b } = twoPeers();
  a.store.addRow(PREREQUISITES, { name: '合法性审查', need: '司法局出具意见', owner: '县司法局' });
  b.store.addRow(PREREQUISITES, { name: '财政意见' });
  exchange(a, b);
  for (const { store } of [a, b]) {
    const names = store.topic(t1)!.prerequisites.map(({ name }) => name);
    assert.deepEqual([...names].sort(), ['合法性审查', '财政意见'].sort());
  }
  assert.deepEqual(a.store.topic(t1)!.prerequisites, b.store.topic(t1)!.prerequisites);
});

test('two people type in the same decided matter at once, and no character is lost', () => {
  const { a, b } = twoPeers();
  const id = a.store.addRow(RESOLUTIONS, { text: '由水利局制定方案' });
  exchange(a, b);
  a.store.rowText(RESOLUTIONS, id, 'text')!.replace(0, 0, '会议议定，');
  const text = b.store.rowText(RESOLUTIONS, id, 'text')!;
  text.replace(text.value.length, 0, '，月底前报县委');
  b.store.setRow(RESOLUTIONS, id, { unit: '县水利局', due: '2024-04-30' });
  a.store.setRow(RESOLUTIONS, id, { person: '岑予安' });
  exchange(a, b);
  for (const { store } of [a, b]) {
    const { text: words, unit, person, due } = store.topic(t1)!.resolutions[0]!;
    assert.deepEqual(
      { words, unit, person, due },
      { words: '会议议定，由水利局制定方案，月底前报县委', unit: '县水利局', person: '岑予安', due: '2024-04-30' },
    );
  }
});

test('a row that was removed stays, marked, and undo brings it back; undo of an add takes it out of sight', () => {
  const { a, b } = twoPeers();
  const id = a.store.addRow(MEMBERS, { name: '岑予安', role: 'observer' });
  exchange(a, b);
  assert.equal(b.store.meeting.members[0]!.role, 'observer');
  b.store.removeRow(MEMBERS, id);
  assert.equal(b.store.meeting.members[0]!.removed, true);
  assert.equal(b.store.undo(), true);
  assert.equal(b.store.meeting.members[0]!.removed, false);
  const other = a.store.addRow(MEMBERS, { name: '闻笛' });
  exchange(a, b);
  assert.equal(a.store.undo(), true);
  exchange(a, b);
  assert.equal(b.store.meeting.members.find((member) => member.id === other)!.removed, true);
});

test('a row with a secrecy mark is not written, and the person is told', () => {
  const { a } = twoPeers();
  let told = 0;
  a.store.onHeld(() => (told += 1));
  assert.equal(a.store.addRow(PREREQUISITES, { name: '机密★1年' }), '');
  const id = a.store.addRow(PREREQUISITES, { name: '财政意见' });
  a.store.setRow(PREREQUISITES, id, { owner: '绝密★长期' });
  assert.equal(told, 2);
  assert.equal(a.store.topic(t1)!.prerequisites.length, 1);
  assert.equal(a.store.topic(t1)!.prerequisites[0]!.owner, '');
});

test('what is no row is left out, and the topic is shown all the same', () => {
  const { a } = twoPeers();
  const map = topicMap(topicsOf(a.doc), t1)!;
  const good = a.store.addRow(PREREQUISITES, { name: '财政意见' });
  map.set(rowKey('prerequisite', 'bad1'), 'text');
  map.set(rowKey('prerequisite', 'bad2'), new Y.Map<unknown>([['rank', 7]]));
  map.set(
    rowKey('prerequisite', 'bad3'),
    new Y.Map<unknown>([
      ['rank', 'a0'],
      ['name', 12],
    ]),
  );
  assert.deepEqual(
    a.store.topic(t1)!.prerequisites.map(({ id }) => id),
    [good],
  );
  const root = a.doc.getMap('meeting');
  root.set(
    rowKey('member', 'bad'),
    new Y.Map<unknown>([
      ['rank', 'a0'],
      ['role', 'king'],
    ]),
  );
  assert.deepEqual(a.store.skipped, [{ id: 'bad', problem: 'role-invalid' }]);
});

test('rows of two pages that work apart for long come out alike, whatever the order', () => {
  for (const seed of [3, 17, 2024]) {
    const random = seeded(seed);
    const { a, b } = twoPeers();
    for (let step = 0; step < 60; step += 1) {
      const { store } = random() < 0.5 ? a : b;
      const rows = store.topic(t1)!.resolutions;
      const row = rows[Math.floor(random() * rows.length)];
      const what = random();
      if (!row || what < 0.4) store.addRow(RESOLUTIONS, { text: `第${step}项` });
      else if (what < 0.6) store.setRow(RESOLUTIONS, row.id, { unit: `单位${step}` });
      else if (what < 0.8) store.rowText(RESOLUTIONS, row.id, 'text')!.replace(0, 0, '议');
      else store.removeRow(RESOLUTIONS, row.id);
      if (random() < 0.2) exchange(a, b);
    }
    exchange(a, b);
    assert.deepEqual(a.store.topic(t1), b.store.topic(t1), `seed ${seed}`);
  }
});
