import assert from 'node:assert/strict';
import test from 'node:test';
import { meetingInputOf } from '../../src/model/agenda/meeting-input.js';
import { createRecordState } from '../../src/model/agenda/record-state.js';
import type { SealedEntry } from '../../src/model/entry.js';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import { checkMeeting } from '../../src/rules/meetings/index.js';
import type { Finding } from '../../src/rules/rule.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { readMeeting } from '../../src/store/meeting-map.js';
import { readTopics } from '../../src/store/topic-map.js';
import { settle, until } from './page.js';
import { DIRECTOR, LU, SHEN, startServer, tokenFor, type ServerKit, type TestPerson } from './server-kit.js';

/** The cut-off of a meeting on the 16th: 17:00 on the third working day before, by the default settings. */
const CUT_OFF = Date.parse('2024-04-11T17:00:00+08:00');

let ids = 0;
const randomId = (): string => `id-${String(++ids).padStart(16, '0')}`;

/** A room whose server time is set by hand, with one topic that needs two papers. */
async function sitting() {
  const clock = { at: CUT_OFF - 3_600_000 };
  const server = await startServer({
    clock: { now: () => clock.at, real: () => Date.now(), elapsed: () => performance.now() },
  });
  await server.createRoom('agenda/m1');
  const page = await server.page(LU, 'agenda/m1/content');
  const store = new AgendaStore(page.doc, { randomId });
  store.setRegister('startAt', '2024-04-16T09:00:00+08:00', { at: new Date(clock.at).toISOString(), offline: false });
  const topic = store.addTopic({
    title: '关于乡村道路的议题',
    proposer: '交通局',
    requiredMaterials: ['汇报材料', '送审稿'],
  });
  await until(() => page.acks.length >= 3);
  await settle(30);

  const findings = async (): Promise<Finding[]> => {
    const record = createRecordState();
    for (const entry of await server.storage.entries('agenda/m1')) record.apply(entry);
    const { meeting } = readMeeting(page.doc);
    return checkMeeting(meetingInputOf(meeting, readTopics(page.doc), record.record), DEFAULT_SETTINGS);
  };
  const give = (person: TestPerson, type: string, payload: object, more: object = {}) =>
    send(server, person, {
      id: randomId(),
      type,
      subject: topic,
      payload,
      basis: null,
      seen: null,
      witness: null,
      authoredAt: new Date(clock.at).toISOString(),
      offline: false,
      ...more,
    });
  return { clock, server, page, store, topic, findings, give };
}

async function send(
  server: ServerKit,
  person: TestPerson,
  body: object,
): Promise<{ status: number; body: SealedEntry }> {
  const response = await server.http('/api/rooms/agenda/m1/commands', {
    method: 'POST',
    token: await tokenFor(person),
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as SealedEntry };
}

for (const [at, minutes] of [
  [CUT_OFF - 60_000, undefined],
  [CUT_OFF, undefined],
  [CUT_OFF + 1, 1],
  [CUT_OFF + 60_000, 1],
] as const) {
  test(`a last paper that the server sees ${at - CUT_OFF} ms from the cut-off is ${minutes ? 'late' : 'on time'}, whatever the page says`, async () => {
    const { clock, findings, give } = await sitting();
    assert.equal((await give(LU, 'material.receive', { material: '汇报材料' })).status, 201);
    clock.at = at;
    // A page that was offline, or whose clock is wrong, names another time: it is kept, and judges nothing.
    const claimed = { authoredAt: new Date(CUT_OFF - 7_200_000).toISOString(), offline: true };
    const { status, body } = await give(LU, 'material.receive', { material: '送审稿' }, claimed);
    assert.equal(status, 201);
    assert.deepEqual([body.at, body.authoredAt, body.late], [new Date(at).toISOString(), claimed.authoredAt, true]);
    const late = (await findings()).find(({ rule }) => rule === 'LATE');
    assert.equal(late?.params['minutes'], minutes);
  });
}

test('the first receipt of a paper stands: a second one, before or after the cut-off, changes no light', async () => {
  const { clock, findings, give } = await sitting();
  for (const material of ['汇报材料', '送审稿']) await give(LU, 'material.receive', { material });
  clock.at = CUT_OFF + 60_000;
  assert.equal((await give(LU, 'material.receive', { material: '送审稿' })).status, 201);
  assert.equal(
    (await findings()).find(({ rule }) => rule === 'LATE'),
    undefined,
  );
});

test('what is late can be allowed with approver and reason, by whoever may; the flag and who allowed it both stay', async () => {
  const { clock, findings, give, server } = await sitting();
  clock.at = CUT_OFF + 60_000;
  for (const material of ['汇报材料', '送审稿']) await give(LU, 'material.receive', { material });
  const waiver = { rule: 'LATE', approver: '县委书记', reason: '汛情紧急' };
  assert.equal((await give(LU, 'finding.waive', waiver)).status, 403, 'a clerk may not');
  assert.equal(
    (await give(DIRECTOR, 'finding.waive', { ...waiver, reason: '  ' })).status,
    400,
    'not without a reason',
  );
  assert.equal((await give(DIRECTOR, 'finding.waive', waiver)).status, 201);
  assert.equal((await findings()).filter(({ rule }) => rule === 'LATE').length, 1, 'the flag stays');
  const sealed = (await server.storage.entries('agenda/m1')).find(({ type }) => type === 'finding.waive')!;
  assert.deepEqual([sealed.payload, sealed.by.name, sealed.at], [waiver, '丁一', new Date(clock.at).toISOString()]);
});

test('while two people have set another start, nothing is late for the server either', async () => {
  const { clock, findings, give, page, server, store } = await sitting();
  clock.at = CUT_OFF + 60_000;
  for (const material of ['汇报材料', '送审稿']) await give(LU, 'material.receive', { material });
  const other = await server.page(SHEN, 'agenda/m1/content');
  const theirs = new AgendaStore(other.doc, { randomId });
  const moment = { at: new Date(clock.at).toISOString(), offline: true };
  // Neither has the other's write yet: both leave their page in one turn.
  store.setRegister('startAt', '2024-04-17T09:00:00+08:00', moment);
  theirs.setRegister('startAt', '2024-04-18T09:00:00+08:00', moment);
  await until(() => store.meeting.startAt.values.length === 2 && theirs.meeting.startAt.values.length === 2);
  assert.ok(!(await findings()).some(({ rule }) => rule === 'LATE'));
  assert.deepEqual(store.meeting.startAt, theirs.meeting.startAt);
  store.setRegister('startAt', '2024-04-16T10:00:00+08:00', moment);
  await until(() => theirs.meeting.startAt.values.length === 1);
  assert.ok(
    (await findings()).some(({ rule }) => rule === 'LATE'),
    'once one is picked it is judged again',
  );
  assert.equal(page.closed, undefined, 'the server takes moments and former values');
});
