import assert from 'node:assert/strict';
import test from 'node:test';
import type { PendingCommand } from '../../src/model/agenda/record-preview.js';
import type { Person } from '../../src/model/person.js';
import { PEOPLE, SealedRoom, type Asked } from '../record/sealed-room.js';

const REASON = { reason: '材料不齐' };
const WAIVER = { rule: 'LATE', approver: '县委书记', reason: '防汛紧急' };

function pending(room: SealedRoom, by: Person, type: string, asked: Asked & { on?: string } = {}, payload = {}) {
  const { on = 't1', ...rest } = asked;
  return {
    command: room.command(type, on, payload, { offline: true, ...rest }),
    by,
  } satisfies PendingCommand;
}

test('nothing that waits is the record itself', () => {
  const room = new SealedRoom().bring('submitted');
  assert.equal(room.state.preview([]), room.state.record);
});

test('a chain given offline shows where it will lead, topic by topic, and leaves the other topics as they are', () => {
  const room = new SealedRoom().bring('submitted').bring('submitted', 't2');
  const { record } = room.state;
  const sign = pending(room, PEOPLE.govLeader, 'topic.leaderSign');
  const review = pending(room, PEOPLE.clerk, 'topic.review', { basis: sign.command.id });
  const outlook = room.state.preview([sign, review]);
  const topic = outlook.topics.get('t1')!;
  assert.equal(topic.status, 'office_reviewed');
  assert.equal(topic.newest.get('state'), review.command.id);
  assert.equal(topic.approval?.digest, sign.command.seen);
  const provisional = topic.entries.slice(-2);
  assert.deepEqual(
    provisional.map(({ id, seq, hash, by, late, at }) => [id, seq, hash, by.name, late, at]),
    [sign, review].map(({ command, by }, index) => [
      ...[command.id, room.entries.length + 1 + index, ''],
      ...[by.name, true, command.authoredAt],
    ]),
  );
  assert.equal(outlook.topics.get('t2'), record.topics.get('t2'));
  assert.equal(room.state.record, record, 'nothing was applied');
  assert.equal(record.topics.get('t1')!.status, 'submitted');
});

test('what the record holds by now is not counted twice', () => {
  const room = new SealedRoom();
  const submit = pending(room, PEOPLE.unit, 'topic.submit');
  assert.ok(room.submit(PEOPLE.unit, submit.command).ok);
  assert.equal(room.state.preview([submit]), room.state.record);
  const sign = pending(room, PEOPLE.govLeader, 'topic.leaderSign', { basis: submit.command.id });
  assert.equal(room.state.preview([submit, sign]).topics.get('t1')!.status, 'leader_signed');
});

test('a command that somebody else has overtaken shows as the conflict that it will be', () => {
  const room = new SealedRoom().bring('submitted');
  const basis = room.newest();
  const defer = pending(room, PEOPLE.director, 'topic.defer', { basis }, REASON);
  room.seal(PEOPLE.clerk, 'topic.return', REASON);
  const topic = room.state.preview([defer]).topics.get('t1')!;
  assert.equal(topic.status, 'returned');
  assert.deepEqual(
    topic.conflicts.map(({ standing, contested }) => [standing.type, contested.map(({ type }) => type)]),
    [['topic.return', ['topic.defer']]],
  );
});

test('what cannot be sealed any more changes nothing, and neither does what is built on it', () => {
  const room = new SealedRoom().bring('submitted');
  const review = pending(room, PEOPLE.clerk, 'topic.review');
  const approve = pending(room, PEOPLE.secretary, 'topic.topApprove', { basis: review.command.id });
  const unknown = pending(room, PEOPLE.director, 'topic.defer', { basis: 'never-sealed-0000' }, REASON);
  const strange = pending(room, PEOPLE.director, 'topic.rename');
  assert.equal(room.state.preview([review, approve, unknown, strange]), room.state.record);
});

test('receipts and approvals of findings show too, also those of the meeting, and a settlement ends its conflict', () => {
  const room = new SealedRoom().bring('submitted');
  const basis = room.newest();
  room.seal(PEOPLE.clerk, 'topic.return', REASON);
  const late = room.seal(PEOPLE.director, 'topic.defer', REASON, { basis });
  const outlook = room.state.preview([
    pending(room, PEOPLE.secretary, 'conflict.settle', {}, { choose: late.id, reason: '以此为准' }),
    pending(room, PEOPLE.clerk, 'material.receive', {}, { material: '汇报材料' }),
    pending(room, PEOPLE.director, 'finding.waive', { on: 'room' }, WAIVER),
    pending(room, PEOPLE.director, 'topic.defer', { on: 'room' }, REASON),
  ]);
  const topic = outlook.topics.get('t1')!;
  assert.equal(topic.status, 'deferred');
  assert.equal(topic.conflicts[0]?.chosen, late.id);
  assert.deepEqual(
    topic.receipts.map(({ material }) => material),
    ['汇报材料'],
  );
  assert.deepEqual(
    outlook.waivers.map(({ rule }) => rule),
    ['LATE'],
  );
  assert.equal(outlook.entries.length, room.state.record.entries.length + 1);
});

test('what was put off by an open conflict is not counted on, and a topic of which nothing was sealed can be', () => {
  const room = new SealedRoom().bring('submitted');
  const basis = room.newest();
  room.seal(PEOPLE.clerk, 'topic.return', REASON);
  room.seal(PEOPLE.director, 'topic.defer', REASON, { basis });
  const submit = pending(room, PEOPLE.unit, 'topic.submit');
  const first = pending(room, PEOPLE.unit, 'topic.submit', { on: 't3' });
  const outlook = room.state.preview([submit, first]);
  assert.equal(outlook.topics.get('t1'), room.state.record.topics.get('t1'));
  assert.equal(outlook.topics.get('t3')?.status, 'submitted');
  assert.equal(outlook.topics.get('t3')?.submittedBy, 'unit');
});
