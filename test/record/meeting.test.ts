import assert from 'node:assert/strict';
import test from 'node:test';
import { AGENDA_COMMAND_TABLE } from '../../src/model/agenda/commands.js';
import { elapsedOf, type MeetingStatus } from '../../src/model/agenda/meeting-state.js';
import { newestVersion, readersOf } from '../../src/model/agenda/topic-state.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Person } from '../../src/model/person.js';
import { PEOPLE, SealedRoom } from './sealed-room.js';

const WAY: readonly (readonly [MeetingStatus, Person, string])[] = [
  ['notified', PEOPLE.clerk, 'meeting.notify'],
  ['in_session', PEOPLE.clerk, 'meeting.open'],
  ['closed', PEOPLE.coordinator, 'meeting.close'],
  ['minuted', PEOPLE.director, 'minutes.issue'],
  ['archived', PEOPLE.director, 'meeting.archive'],
];
const ALL: readonly MeetingStatus[] = ['preparing', ...WAY.map(([status]) => status)];

/** A meeting that is that far, with the topic `t1` on its agenda. */
function meetingIn(status: MeetingStatus): SealedRoom {
  const room = new SealedRoom().bring('scheduled');
  for (const [reached, by, type] of WAY) {
    if (room.state.meeting.status === status) break;
    room.seal(by, type, {}, {}, 'room');
    assert.equal(room.state.meeting.status, reached);
  }
  return room;
}

/** Written out by hand: who, about what, in which states of the meeting, and where it leads. */
const EXPECTED: readonly (readonly [string, Person, JsonObject, readonly MeetingStatus[], MeetingStatus | null])[] = [
  ['meeting.approveAgenda', PEOPLE.secretary, {}, ['preparing', 'notified'], null],
  ['meeting.notify', PEOPLE.clerk, {}, ['preparing'], 'notified'],
  ['meeting.open', PEOPLE.director, {}, ['preparing', 'notified'], 'in_session'],
  ['session.call', PEOPLE.clerk, {}, ['in_session'], null],
  ['session.pause', PEOPLE.clerk, {}, ['in_session'], null],
  ['session.summon', PEOPLE.clerk, { unit: '县水利局' }, ['in_session'], null],
  ['meeting.close', PEOPLE.director, {}, ['in_session'], 'closed'],
  ['minutes.issue', PEOPLE.director, { docNo: '云委纪〔2024〕7号' }, ['closed'], 'minuted'],
  ['meeting.archive', PEOPLE.director, {}, ['closed', 'minuted'], 'archived'],
];

function subjectOf(type: string): string {
  return AGENDA_COMMAND_TABLE.find((row) => row.type === type)!.subjects === 'meeting' ? 'room' : 't1';
}

for (const [type, by, payload, from, to] of EXPECTED) {
  test(`${type} is possible while the meeting is ${from.join(', ')}, and never else`, () => {
    for (const status of ALL) {
      const room = meetingIn(status);
      if (from.includes(status)) {
        room.seal(by, type, payload, {}, subjectOf(type));
        assert.equal(room.state.meeting.status, to ?? status);
      } else {
        assert.equal(room.refuse(by, type, payload, {}, subjectOf(type)), 'not-possible', `${type}, ${status}`);
        assert.equal(room.state.meeting.status, status);
      }
    }
  });
}

test('the table above covers every row that asks how far the meeting is', () => {
  const rows = AGENDA_COMMAND_TABLE.filter((row) => row.meeting !== null).map(({ type }) => type);
  assert.deepEqual(
    rows,
    EXPECTED.map(([type]) => type),
  );
});

test('the course of a meeting is the business of its host office: leaders approve the list, directors issue and archive', () => {
  for (const [type, , payload, from] of EXPECTED) {
    const who = Object.entries(PEOPLE).filter(([, by]) => {
      const judgement = meetingIn(from[0]!).ask(by, type, payload, {}, subjectOf(type));
      if (!judgement.ok) assert.equal(judgement.problem.type, 'forbidden');
      return judgement.ok;
    });
    const names = who.map(([name]) => name);
    if (type === 'meeting.approveAgenda') assert.deepEqual(names, ['secretary']);
    else if (type === 'minutes.issue' || type === 'meeting.archive') assert.deepEqual(names, ['director']);
    else assert.deepEqual(names, ['clerk', 'director', 'coordinator'], type);
  }
});

test('a command about the meeting names no topic as its subject', () => {
  assert.equal(meetingIn('in_session').refuse(PEOPLE.clerk, 'session.pause', {}, {}, 't1'), 'unknown-subject');
});

test('one topic has the floor: calling the next one stops the clock of the one before, and a decision stops its own', () => {
  const room = meetingIn('in_session').bring('scheduled', 't2');
  const call = (id: string): void => void room.seal(PEOPLE.clerk, 'session.call', {}, {}, id);
  call('t1');
  room.now += 60_000;
  call('t2');
  room.now += 30_000;
  assert.equal(room.state.meeting.current, 't2');
  const { meeting } = room.state;
  assert.equal(elapsedOf(meeting, 't1', room.now), 61_000);
  assert.equal(elapsedOf(meeting, 't2', room.now), 30_000);
  call('t1');
  room.now += 10_000;
  room.seal(PEOPLE.secretary, 'topic.decide', { decision: 'passed' }, {}, 't1');
  room.now += 3_600_000;
  assert.equal(elapsedOf(room.state.meeting, 't1', room.now), 61_000 + 11_000);
  assert.equal(elapsedOf(room.state.meeting, 't2', room.now), 31_000);
  assert.equal(room.topic().decision?.decision, 'passed');
});

test('when the meeting is over no clock runs', () => {
  const room = meetingIn('in_session');
  room.seal(PEOPLE.clerk, 'session.call');
  room.seal(PEOPLE.clerk, 'meeting.close', {}, {}, 'room');
  assert.equal(elapsedOf(room.state.meeting, 't1', room.now + 3_600_000), 1000);
});

test('a matter is followed up with unit, person and date, or not at all and with a reason', () => {
  const room = meetingIn('in_session').bring('decided', 't2');
  const task = { text: '制定实施方案', unit: '县水利局', person: '岑予安', due: '2024-05-31' };
  const wrong: readonly JsonObject[] = [
    {},
    { tasks: [] },
    { tasks: [{ ...task, due: '尽快' }] },
    { tasks: [{ ...task, person: ' ' }] },
    { tasks: [task], none: '无需督办' },
  ];
  for (const payload of wrong) {
    assert.equal(room.refuse(PEOPLE.director, 'topic.track', payload, {}, 't2'), 'malformed', JSON.stringify(payload));
  }
  room.seal(PEOPLE.director, 'topic.track', { tasks: [task] }, {}, 't2');
  assert.deepEqual(room.topic('t2').followUp?.tasks, [task]);
  assert.equal(room.status('t2'), 'tracked');
});

test('a mark deep inside a payload is found', () => {
  const room = meetingIn('in_session').bring('decided', 't2');
  const task = { text: '机密★1年', unit: '县水利局', person: '岑予安', due: '2024-05-31' };
  assert.equal(room.refuse(PEOPLE.director, 'topic.track', { tasks: [task] }, {}, 't2'), 'secrecy-mark');
});

test('a paper that is submitted has come in; a version after the lock makes what was read before void', () => {
  const room = new SealedRoom().bring('scheduled');
  const submit = (digest: string, note = ''): string =>
    room.seal(PEOPLE.clerk, 'material.submit', { material: '汇报材料', file: '汇报.docx', bytes: 10, digest, note }).id;
  const first = submit('a'.repeat(64));
  assert.deepEqual(
    room.topic().receipts.map(({ material }) => material),
    ['汇报材料'],
  );
  room.seal(PEOPLE.govLeader, 'material.read', { material: '汇报材料', version: first });
  submit('b'.repeat(64));
  const readers = (): readonly string[] => readersOf(room.topic(), '汇报材料').map(({ by }) => by.id);
  assert.deepEqual(readers(), [PEOPLE.govLeader.id], 'before the lock a new version is one more');
  room.seal(PEOPLE.director, 'topic.lock');
  const third = submit('c'.repeat(64), '更正第 3 页投资额');
  assert.equal(newestVersion(room.topic(), '汇报材料')?.number, 3);
  assert.equal(newestVersion(room.topic(), '汇报材料')?.afterLock, true);
  assert.deepEqual(readers(), []);
  room.seal(PEOPLE.govLeader, 'material.read', { material: '汇报材料', version: first });
  assert.deepEqual(readers(), [], 'reading an old version is not reading the new one');
  room.seal(PEOPLE.govLeader, 'material.read', { material: '汇报材料', version: third });
  assert.deepEqual(readers(), [PEOPLE.govLeader.id]);
});

test('proofs and written opinions are kept with who gave them', () => {
  const room = new SealedRoom().bring('submitted');
  room.seal(PEOPLE.clerk, 'prerequisite.confirm', { prerequisite: 'p1', name: '合法性审查', proof: '审查意见书' });
  room.seal(PEOPLE.govLeader, 'opinion.give', { text: '赞成' });
  assert.equal(room.topic().proofs[0]?.name, '合法性审查');
  assert.equal(room.topic().opinions[0]?.by.id, PEOPLE.govLeader.id);
});

test('a topic that arrives goes on from the steps that it brings, and one that the server postpones is gone', () => {
  const room = new SealedRoom();
  const steps = [
    { step: 'submitted', by: '县水利局', at: '2024-04-08T01:30:00.000Z' },
    { step: 'leader_signed', by: '分管县领导', at: '2024-04-09T01:30:00.000Z' },
  ];
  const origin = { file: 'agenda/m1', topic: 't9', digest: 'd'.repeat(64), no: '', reason: '材料迟报', rule: 'LATE' };
  room.sealBySystem('topic.arrived', 't1', { ...origin, steps });
  assert.equal(room.status(), 'leader_signed');
  assert.equal(room.topic().arrivedFrom?.room, 'agenda/m1');
  assert.equal(room.topic().arrivedFrom?.rule, 'LATE');
  room.seal(PEOPLE.clerk, 'topic.review');
  room.sealBySystem('topic.postpone', 't1', { to: 'agenda/pool-cpc', rule: 'LATE', reason: '', missing: [] });
  assert.equal(room.status(), 'moved');
  assert.equal(room.topic().movedTo?.room, 'agenda/pool-cpc');
  assert.equal(room.refuse(PEOPLE.secretary, 'topic.topApprove'), 'not-possible');
});
