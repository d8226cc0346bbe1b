import assert from 'node:assert/strict';
import test from 'node:test';
import type { TopicId } from '../../src/model/agenda/topic.js';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import { createMemoryRoom, type MemoryRoom } from '../../src/sync/memory-source.js';
import { until } from './test-environment.js';
import { clerk, director, govClerk, leader, secondDirector } from './people.js';

const t1 = 't1' as TopicId;
const t2 = 't2' as TopicId;

function room(): MemoryRoom {
  let now = Date.parse('2024-04-12T09:52:00.000Z');
  return createMemoryRoom({
    room: 'agenda/m1',
    office: 'cpc',
    kind: '县委常委会会议',
    meeting: { title: '县委常委会第7次会议' },
    topics: [
      { id: t1, title: '关于防汛的汇报', proposer: '县水利局' },
      { id: t2, title: '关于引导资金的请示', proposer: '县财政局' },
    ],
    settings: DEFAULT_SETTINGS,
    now: () => now++,
  });
}

test('what one person types the other reads', () => {
  const memory = room();
  const [a, b] = [memory.join(clerk), memory.join(govClerk)];
  a.content.titleOf(t1)!.replace(0, 0, '（急）');
  assert.equal(b.content.topic(t1)?.title, '（急）关于防汛的汇报');
  assert.equal(a.sync.status, 'live');
});

test('a session that is cut off counts what it has not saved, and merges when it comes back', () => {
  const memory = room();
  const [a, b] = [memory.join(clerk), memory.join(govClerk)];
  memory.cut(b);
  assert.equal(b.sync.status, 'offline');
  b.content.setTopic(t1, { sponsor: '温如许' });
  a.content.setTopic(t1, { reporter: '陆知行' });
  assert.equal(b.sync.unsaved, 1);
  assert.equal(a.content.topic(t1)?.sponsor, '');
  memory.heal(b);
  assert.equal(b.sync.unsaved, 0);
  assert.deepEqual(a.content.topic(t1), b.content.topic(t1));
});

test('commands are judged by the table and seen by everybody', async () => {
  const memory = room();
  const [a, b] = [memory.join(clerk), memory.join(leader)];
  const submitted = await a.send({ type: 'topic.submit', subject: t1, payload: {} });
  assert.equal(submitted.ok, true);
  assert.equal(b.record.state.topics.get(t1)?.status, 'submitted');
  const refused = await a.send({ type: 'topic.leaderSign', subject: t1, payload: {} });
  assert.equal(!refused.ok && refused.problem?.type, 'forbidden');
  assert.equal((await b.send({ type: 'topic.leaderSign', subject: t1, payload: {} })).ok, true);
  assert.equal(a.record.state.topics.get(t1)?.status, 'leader_signed');
});

test('an approval of a title that changed meanwhile is refused with the title as it is', async () => {
  const memory = room();
  const a = memory.join(clerk);
  const seen = {
    ...{ title: '关于防汛的汇报', proposer: '县水利局', sponsor: '', reporter: '', kind: '' },
    requiredMaterials: [],
  };
  memory.join(govClerk).content.titleOf(t1)!.replace(0, 0, '再议');
  const result = await a.send({ type: 'topic.submit', subject: t1, payload: {}, seen });
  assert.equal(!result.ok && result.problem?.type, 'content-changed');
  assert.equal(!result.ok && result.problem?.current?.content['title'], '再议关于防汛的汇报');
});

test('two decisions taken without sight of each other are contested on both pages', async () => {
  const memory = room();
  const [a, b] = [memory.join(director), memory.join(secondDirector)];
  await memory.join(clerk).send({ type: 'topic.submit', subject: t1, payload: {} });
  const basis = a.record.state.topics.get(t1)!.newest.get('state')!;
  await a.send({ type: 'topic.return', subject: t1, payload: { reason: '材料不全' }, basis });
  await b.send({ type: 'topic.defer', subject: t1, payload: { reason: '下次再议' }, basis });
  for (const { record } of [a, b]) {
    const topic = record.state.topics.get(t1)!;
    assert.equal(topic.status, 'returned');
    assert.equal(topic.conflicts[0]?.standing.type, 'topic.return');
    assert.equal(topic.conflicts[0].contested[0]?.by.name, secondDirector.name);
  }
});

test('a command of a session that is cut off waits, shows what it will amount to, and is sealed late on return', async () => {
  const memory = room();
  const a = memory.join(clerk);
  const settled: (readonly [string, boolean])[] = [];
  a.onSettled(({ command }, result) => settled.push([command.type, result.ok]));
  assert.equal(a.outlook, a.record.state);
  memory.cut(a);
  a.content.titleOf(t1)!.replace(0, 0, '（急）');
  const result = await a.send({ type: 'topic.submit', subject: t1, payload: {} });
  assert.equal(!result.ok && result.problem, null);
  assert.equal(memory.entries.length, 1);
  assert.deepEqual([a.queue.length, a.queue[0]?.state, a.sync.unsealed], [1, 'waiting', 1]);
  assert.deepEqual([...a.unsavedTopics], [t1]);
  assert.equal(a.queue[0]?.seen?.['title'], '（急）关于防汛的汇报');
  assert.equal(a.outlook.topics.get(t1)?.status, 'submitted');
  assert.equal(a.record.state.topics.get(t1)?.status, undefined);
  memory.heal(a);
  await until(a, () => a.queue.length === 0);
  assert.equal(a.outlook, a.record.state);
  const entry = memory.entries[1];
  assert.deepEqual([entry?.type, entry?.late, entry?.outcome], ['topic.submit', true, 'stands']);
  assert.ok(entry!.authoredAt! < entry!.at);
  assert.deepEqual(settled, [['topic.submit', true]]);
  assert.deepEqual([a.unsavedTopics.size, a.sync.unsealed], [0, 0]);
});

test('after a refusal in the middle only what was given for the same topic waits for the person', async () => {
  const memory = room();
  const [a, other] = [memory.join(director), memory.join(clerk)];
  memory.cut(a);
  await a.send({ type: 'topic.submit', subject: t1, payload: {} });
  await a.send({ type: 'topic.return', subject: t1, payload: { reason: '材料不全' } });
  await a.send({ type: 'topic.submit', subject: t2, payload: {} });
  assert.equal(a.outlook.topics.get(t1)?.status, 'returned', 'the second was built on the first');
  other.content.titleOf(t1)!.replace(0, 0, '（修订）');
  memory.heal(a);
  await until(a, () => a.queue.length === 2);
  assert.deepEqual(
    a.queue.map(({ state, problem }) => [state, problem?.type]),
    [
      ['refused', 'content-changed'],
      ['held', undefined],
    ],
  );
  assert.equal(a.queue[0]?.problem?.current?.content['title'], '（修订）关于防汛的汇报');
  assert.equal(memory.entries[1]?.subject, t2);
  assert.equal(a.outlook, a.record.state, 'neither is counted on');
  // Given anew with sight of what changed: the one built on the dropped one stays held until it is dropped, too.
  const [first, second] = a.queue.map(({ command }) => command.id);
  a.dropQueued(first!);
  await until(a, () => a.queue.length === 1);
  assert.deepEqual(
    a.queue.map(({ command, state }) => [command.id, state]),
    [[second, 'held']],
  );
  assert.ok((await a.send({ type: 'topic.submit', subject: t1, payload: {} })).ok);
  a.dropQueued(second!);
  await until(a, () => a.queue.length === 0);
  assert.ok((await a.send({ type: 'topic.return', subject: t1, payload: { reason: '材料不全' } })).ok);
});

test('what was decided meanwhile by somebody else and what comes in late are both shown as contested', async () => {
  const memory = room();
  const [a, b] = [memory.join(director), memory.join(secondDirector)];
  await a.send({ type: 'topic.submit', subject: t1, payload: {} });
  memory.cut(b);
  await b.send({ type: 'topic.defer', subject: t1, payload: { reason: '下次再议' } });
  await a.send({ type: 'topic.return', subject: t1, payload: { reason: '材料不全' } });
  memory.heal(b);
  await until(b, () => b.queue.length === 0);
  for (const { record } of [a, b]) {
    const [conflict] = record.state.topics.get(t1)!.conflicts;
    assert.equal(conflict?.standing.type, 'topic.return');
    assert.deepEqual([conflict.contested[0]?.type, conflict.contested[0]?.late], ['topic.defer', true]);
  }
});

test('who was there when the link broke is remembered until it is back', () => {
  const memory = room();
  const [a, b] = [memory.join(clerk), memory.join(govClerk)];
  const names = (): readonly string[] => a.presence.map(({ person }) => person.name);
  memory.cut(a);
  b.close();
  assert.deepEqual(names(), ['温如许']);
  memory.heal(a);
  assert.deepEqual(names(), []);
});

test('what the room refuses for good stays with its author, to read and to take along', () => {
  const memory = room();
  const [a, b] = [memory.join(clerk), memory.join(govClerk)];
  memory.cut(a);
  a.content.setTopic(t1, { reporter: '县水利局局长' });
  memory.refuse(a, 'forbidden');
  memory.heal(a);
  assert.deepEqual([a.sync.status, a.sync.reason, a.sync.unsaved], ['refused', 'forbidden', 1]);
  assert.ok(a.leftovers.some(({ path, text }) => path[2] === 'reporter' && text === '县水利局局长'));
  assert.notEqual(b.content.topic(t1)?.reporter, '县水利局局长');
  a.dropLeftovers();
  assert.deepEqual(a.leftovers, []);
});

test('presence names the person and the topic, and goes with the session', () => {
  const memory = room();
  const [a, b] = [memory.join(clerk), memory.join(govClerk)];
  let told = 0;
  a.subscribe(() => told++);
  b.setPresence(t1, true);
  assert.deepEqual(
    a.presence.map(({ person, topic, editing }) => [person.name, topic, editing]),
    [['温如许', t1, true]],
  );
  assert.ok(told > 0);
  b.close();
  assert.deepEqual(a.presence, []);
});
