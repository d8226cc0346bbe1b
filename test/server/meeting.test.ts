import assert from 'node:assert/strict';
import test from 'node:test';
import { createRecordState } from '../../src/model/agenda/record-state.js';
import { approvedContent } from '../../src/model/agenda/topic.js';
import { contentDigest } from '../../src/record/seal.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { readTopic } from '../../src/store/topic-map.js';
import { settle, until } from './page.js';
import { DIRECTOR, LU, startServer, tokenFor } from './server-kit.js';

let ids = 0;
const randomId = (): string => `id-${String(++ids).padStart(16, '0')}`;

/** A room on a real server with one topic that carries a prerequisite; the clerk writes, the director commands. */
async function sitting() {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const page = await server.page(LU, 'agenda/m1/content');
  const store = new AgendaStore(page.doc, { randomId });
  const topic = store.addTopic({ title: '关于乡村道路的议题', proposer: '交通局' });
  const prerequisite = store.addRow({ list: 'prerequisite', topic }, { name: '合法性审查' });
  const saved = page.acks.length;
  await until(() => page.acks.length > saved);
  await settle(50);

  const command = async (type: string, payload: object = {}, subject: string = topic) => {
    const record = createRecordState();
    for (const entry of await server.storage.entries('agenda/m1')) record.apply(entry);
    const response = await server.http('/api/rooms/agenda/m1/commands', {
      method: 'POST',
      token: await tokenFor(DIRECTOR),
      body: JSON.stringify({
        id: randomId(),
        type,
        subject,
        payload,
        basis: subject === 'room' ? null : record.stateLane(subject).newest,
        seen: subject === 'room' ? null : contentDigest(approvedContent(readTopic(page.doc, subject)!)),
        witness: null,
        authoredAt: new Date().toISOString(),
        offline: false,
      }),
    });
    const answer = (await response.json()) as { readonly type?: string; readonly rule?: string };
    return response.status === 201 ? 'sealed' : `${response.status} ${answer.rule ?? answer.type ?? ''}`;
  };
  return { server, page, topic, prerequisite, command };
}

test('a meeting runs from its opening to the archive on the server, and is not archived before each decision has somebody to see to it', async () => {
  const { server, page, command } = await sitting();
  assert.equal(await command('topic.adHoc', { approver: '县委书记', reason: '防汛紧急' }), 'sealed');
  assert.match(await command('session.call'), /^422/, 'no topic has the floor before the meeting is open');
  assert.equal(await command('meeting.open', {}, 'room'), 'sealed');
  assert.equal(await command('session.call'), 'sealed');
  assert.equal(await command('topic.decide', { decision: 'passed' }), 'sealed');
  assert.equal(await command('meeting.close', {}, 'room'), 'sealed');
  assert.equal(await command('meeting.archive', {}, 'room'), '422 DECISION_WITHOUT_TASK');
  const tasks = [{ text: '修订实施方案', unit: '县交通运输局', person: '岑予安', due: '2024-05-31' }];
  assert.equal(await command('topic.track', { tasks }), 'sealed');
  assert.equal(await command('minutes.issue', { docNo: '云委纪〔2024〕7号' }, 'room'), 'sealed');
  assert.equal(await command('meeting.archive', {}, 'room'), 'sealed');
  const record = createRecordState();
  for (const entry of await server.storage.entries('agenda/m1')) record.apply(entry);
  assert.equal(record.meeting.status, 'archived');
  page.close();
  await server.close();
});

test('an open prerequisite is a finding on the server too, until its proof is sealed', async () => {
  const { server, page, prerequisite, command } = await sitting();
  const waiver = { rule: 'PREREQUISITE_OPEN', approver: '县委书记', reason: '先行审核' };
  assert.equal(await command('finding.waive', waiver), 'sealed');
  const proof = { prerequisite, name: '合法性审查', proof: '司法局审查意见书' };
  assert.equal(await command('prerequisite.confirm', proof), 'sealed');
  assert.match(await command('finding.waive', waiver), /^422/, 'there is nothing left to waive');
  page.close();
  await server.close();
});
