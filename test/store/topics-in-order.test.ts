import assert from 'node:assert/strict';
import test from 'node:test';
import { byRank, EMPTY_TOPIC, NO_ROWS, type Topic, type TopicId } from '../../src/model/agenda/topic.js';
import { TopicsInOrder, type ParsedTopic } from '../../src/store/topics-in-order.js';
import { seeded } from './peers.js';

function topic(id: string, fields: Partial<Topic> = {}): ParsedTopic {
  return { ok: true, value: { ...EMPTY_TOPIC, ...NO_ROWS, id: id as TopicId, rank: 'a0', removed: false, ...fields } };
}

function orderOf(topics: TopicsInOrder): string {
  return topics.lists.topics.map(({ id }) => id).join();
}

test('a topic that changes in place leaves every other one and the other lists as they were', () => {
  const topics = new TopicsInOrder();
  for (const [index, id] of ['a', 'b', 'c'].entries()) topics.set(id, topic(id, { rank: `a${index}` }));
  topics.set('gone', topic('gone', { removed: true }));
  const before = topics.lists;
  topics.set('b', topic('b', { rank: 'a1', title: '改了' }));
  const after = topics.lists;
  assert.notEqual(after.topics, before.topics);
  assert.equal(before.topics[1]!.title, '', 'what was handed out stays as it was');
  assert.equal(after.topics[1]!.title, '改了');
  assert.equal(after.topics[0], before.topics[0]);
  assert.equal(after.removed, before.removed);
  assert.equal(after.skipped, before.skipped);
  assert.equal(topics.lists.topics, after.topics, 'nothing changed: the same array');
});

test('a topic that comes and goes between two looks changes nothing', () => {
  const topics = new TopicsInOrder();
  topics.set('a', topic('a'));
  assert.equal(orderOf(topics), 'a');
  topics.set('b', topic('b'));
  topics.set('b', undefined);
  assert.equal(orderOf(topics), 'a');
});

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

test(`put in their places one by one, topics stand as if all were sorted anew (seed ${seed})`, () => {
  const random = seeded(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const topics = new TopicsInOrder();
  const expected = new Map<string, ParsedTopic>();
  for (let round = 0; round < 400; round++) {
    // Now and then more at once than are put in place one by one.
    const changes = round % 50 === 0 ? 60 : 1 + below(5);
    for (let change = 0; change < changes; change++) {
      const id = `t${below(80)}`;
      const now = changed(id, random(), () => `a${below(9)}`);
      topics.set(id, now);
      if (now) expected.set(id, now);
      else expected.delete(id);
    }
    const values = [...expected.values()].flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
    const { topics: shown, removed, skipped } = topics.lists;
    assert.deepEqual(shown, values.filter((value) => !value.removed).sort(byRank), `round ${round}`);
    assert.deepEqual(removed, values.filter((value) => value.removed).sort(byRank), `round ${round}`);
    assert.deepEqual(
      skipped.map(({ id }) => id).sort(),
      [...expected.keys()].filter((id) => !expected.get(id)!.ok).sort(),
      `round ${round}`,
    );
  }
});

function changed(id: string, what: number, rank: () => string): ParsedTopic | undefined {
  if (what < 0.1) return undefined;
  if (what < 0.15) return { ok: false, problem: 'title-invalid' };
  return topic(id, { rank: rank(), title: String(what), removed: what < 0.3 });
}
