import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { agendaCommand, AGENDA_COMMAND_TABLE } from '../../src/model/agenda/commands.js';
import type { TopicStatus } from '../../src/model/agenda/topic-state.js';
import { approvedContent } from '../../src/model/agenda/topic.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Person } from '../../src/model/person.js';
import { canonicalJson } from '../../src/record/canonical.js';
import { contentDigest } from '../../src/record/seal.js';
import { EPOCH, PEOPLE, person, SealedRoom } from './sealed-room.js';

const STATES = [
  'new',
  'submitted',
  'leader_signed',
  'office_reviewed',
  'top_approved',
  'scheduled',
  'locked',
  'decided',
  'returned',
  'deferred',
  'withdrawn',
  'moved',
  'tracked',
] as const satisfies readonly TopicStatus[];
const OVER: readonly TopicStatus[] = ['decided', 'withdrawn', 'moved', 'tracked'];
const BEFORE_DECIDED = STATES.filter((state) => !OVER.includes(state));

const REASON = { reason: '材料不齐' };
const MOTION = { approver: '县委书记', reason: '防汛紧急' };
const VERSION = { material: '汇报材料', file: '汇报材料.docx', bytes: 20480, digest: 'a'.repeat(64) };
const PROOF = { prerequisite: 'p1', name: '合法性审查', proof: '司法局审查意见书' };
const NO_MARK = { field: 'title', level: 'secret', reason: '是单位名称中的字' };

/** The table of architecture §5, written out once more by hand: who issues it in a Party meeting, from where, and whereto. */
const EXPECTED: readonly (readonly [string, Person, JsonObject, readonly string[], string | null])[] = [
  ['topic.submit', PEOPLE.unit, {}, ['new', 'returned'], 'submitted'],
  ['topic.leaderSign', PEOPLE.govLeader, {}, ['submitted'], 'leader_signed'],
  ['topic.review', PEOPLE.clerk, {}, ['leader_signed'], 'office_reviewed'],
  ['topic.topApprove', PEOPLE.secretary, {}, ['office_reviewed'], 'top_approved'],
  ['topic.schedule', PEOPLE.coordinator, {}, ['top_approved', 'deferred'], 'scheduled'],
  ['topic.adHoc', PEOPLE.director, MOTION, BEFORE_DECIDED, 'scheduled'],
  [
    'topic.return',
    PEOPLE.clerk,
    REASON,
    ['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'scheduled'],
    'returned',
  ],
  ['topic.defer', PEOPLE.director, REASON, BEFORE_DECIDED, 'deferred'],
  [
    'topic.withdraw',
    PEOPLE.unit,
    {},
    ['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'returned', 'deferred'],
    'withdrawn',
  ],
  ['topic.lock', PEOPLE.director, {}, ['scheduled'], 'locked'],
  ['topic.decide', PEOPLE.secretary, {}, ['scheduled', 'locked'], 'decided'],
  ['material.receive', PEOPLE.clerk, { material: '汇报材料' }, BEFORE_DECIDED, null],
  ['marking.dismiss', PEOPLE.govClerk, NO_MARK, STATES, null],
  ['topic.track', PEOPLE.director, { none: '听取汇报，无需督办' }, ['decided'], 'tracked'],
  ['material.submit', PEOPLE.unit, VERSION, BEFORE_DECIDED, null],
  ['material.read', PEOPLE.govLeader, { material: '汇报材料', version: null }, STATES, null],
  ['prerequisite.confirm', PEOPLE.clerk, PROOF, BEFORE_DECIDED, null],
  ['opinion.give', PEOPLE.govLeader, { text: '赞成，建议先试点' }, BEFORE_DECIDED, null],
];

for (const [type, by, payload, from, to] of EXPECTED) {
  test(`${type} is possible from ${from.join(', ')} and from nowhere else`, () => {
    for (const state of STATES) {
      const room = new SealedRoom().bring(state);
      // Nobody submitted a new topic, so nobody has the right to withdraw it either.
      const expected = type === 'topic.withdraw' && state === 'new' ? 'forbidden' : 'not-possible';
      if (from.includes(state)) {
        room.seal(by, type, payload);
        assert.equal(room.status(), to ?? state, `${type} from ${state}`);
      } else {
        assert.equal(room.refuse(by, type, payload), expected, `${type} from ${state}`);
        assert.equal(room.status(), state);
      }
    }
  });
}

test('the hand-written table above covers every row that has a state to start from', () => {
  const rows = AGENDA_COMMAND_TABLE.filter((row) => row.meeting === null)
    .map((row) => row.type)
    .filter((type) => !/^(finding|conflict)/.test(type));
  assert.deepEqual(
    rows,
    EXPECTED.map(([type]) => type),
  );
});

const AT_WORK: readonly (keyof typeof PEOPLE)[] = [
  ...(['unit', 'clerk', 'director', 'coordinator', 'secretary', 'govLeader', 'govDirector', 'govClerk'] as const),
  ...(['npcDirector', 'cppccDirector'] as const),
];

/** Who may, in the Party meeting: everybody else in `PEOPLE` may not. */
const MAY: { readonly [type: string]: readonly (keyof typeof PEOPLE)[] } = {
  'topic.submit': ['unit', 'clerk', 'director', 'govDirector', 'govClerk', 'npcDirector', 'cppccDirector'],
  'topic.leaderSign': ['secretary', 'govLeader'],
  'topic.review': ['clerk', 'director'],
  'topic.topApprove': ['secretary'],
  'topic.schedule': ['director', 'coordinator'],
  'topic.adHoc': ['director', 'coordinator'],
  'topic.return': ['clerk', 'director', 'secretary'],
  'topic.defer': ['director', 'coordinator'],
  'topic.withdraw': ['unit'],
  'topic.lock': ['director'],
  'topic.decide': ['director', 'coordinator', 'secretary'],
  'material.receive': ['clerk', 'director', 'coordinator'],
  'marking.dismiss': AT_WORK,
  'topic.track': ['director', 'coordinator'],
  'material.submit': [
    ...(['unit', 'clerk', 'director', 'coordinator', 'govDirector', 'govClerk', 'npcDirector'] as const),
    'cppccDirector',
  ],
  'material.read': AT_WORK,
  'prerequisite.confirm': ['clerk', 'director', 'coordinator'],
  'opinion.give': ['secretary', 'govLeader'],
};
const START: { readonly [type: string]: string } = {
  'topic.submit': 'new',
  'topic.leaderSign': 'submitted',
  'topic.review': 'leader_signed',
  'topic.topApprove': 'office_reviewed',
  'topic.schedule': 'top_approved',
  'topic.lock': 'scheduled',
  'topic.decide': 'scheduled',
  'topic.track': 'decided',
};

for (const [type, , payload] of EXPECTED) {
  test(`${type} is for ${MAY[type]!.join(', ')}, and for nobody of another role or office`, () => {
    for (const [name, by] of Object.entries(PEOPLE)) {
      const room = new SealedRoom().bring(START[type] ?? 'submitted');
      const judgement = room.ask(by, type, payload);
      const expected = MAY[type]!.includes(name as keyof typeof PEOPLE) ? 'sealed' : 'forbidden';
      assert.equal(judgement.ok ? 'sealed' : judgement.problem.type, expected, `${name}, ${type}`);
    }
  });
}

test('a topic that nobody put forward cannot be withdrawn, not even by the host office; a topic from a file can', () => {
  const room = new SealedRoom();
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.withdraw'), 'not-possible');
  assert.doesNotMatch(agendaCommand('topic.withdraw')!.who.words, /never submitted/);
  const steps = [{ step: 'submitted', by: '提请单位', at: '2024-04-08T09:30:00+08:00' }];
  room.sealBySystem('imported', 't2', { file: 'f.json', digest: 'd'.repeat(64), no: 'T', steps });
  room.seal(PEOPLE.clerk, 'topic.withdraw', {}, {}, 't2');
  assert.equal(room.status('t2'), 'withdrawn');
});

test('a guest and an auditor may issue no command at all, and neither may somebody without a role', () => {
  const room = new SealedRoom().bring('submitted');
  room.flags = () => ['LATE'];
  const payloads: { readonly [type: string]: JsonObject } = {
    ...Object.fromEntries(EXPECTED.map(([type, , payload]) => [type, payload])),
    'finding.waive': { rule: 'LATE', ...MOTION },
    'conflict.settle': { choose: room.newest()!, reason: '以此为准' },
  };
  const onlookers = [person('g', 'cpc', 'guest'), person('a', 'cpc', 'auditor', 'guest'), person('n', 'cpc')];
  for (const { type, subjects } of AGENDA_COMMAND_TABLE) {
    const subject = subjects === 'meeting' ? 'room' : 't1';
    const payload = payloads[type] ?? (type === 'session.summon' ? { unit: '县水利局' } : {});
    for (const by of onlookers) assert.equal(room.refuse(by, type, payload, {}, subject), 'forbidden', type);
  }
});

test('all four offices host a joint meeting, and the director of the Party office approves for it', () => {
  const room = new SealedRoom('四办联席会议', 'cpc').bring('leader_signed');
  room.seal(PEOPLE.govClerk, 'topic.review');
  assert.equal(room.refuse(PEOPLE.secretary, 'topic.topApprove'), 'forbidden');
  assert.equal(room.refuse(PEOPLE.npcDirector, 'topic.topApprove'), 'forbidden');
  room.seal(PEOPLE.director, 'topic.topApprove');
  room.seal(PEOPLE.cppccDirector, 'topic.schedule');
  assert.equal(room.refuse(person('u', 'unit', 'director'), 'topic.lock'), 'forbidden');
  room.seal(PEOPLE.npcDirector, 'topic.lock');
});

test('the settings name the approver of a kind of meeting, for a joint meeting too', () => {
  for (const kind of ['县政府常务会议', '四办联席会议']) {
    const room = new SealedRoom(kind, 'gov');
    room.settings = { approvers: { [kind]: { role: 'coordinator', office: 'npc' } } };
    room.seal(PEOPLE.unit, 'topic.submit');
    room.seal(PEOPLE.govLeader, 'topic.leaderSign');
    room.seal(PEOPLE.govClerk, 'topic.review');
    for (const by of [PEOPLE.govLeader, PEOPLE.director])
      assert.equal(room.refuse(by, 'topic.topApprove'), 'forbidden');
    room.seal(person('x', 'npc', 'coordinator'), 'topic.topApprove');
  }
});

test('a kind of meeting that happens to be named like a part of every object has no approver by accident', () => {
  const room = new SealedRoom('constructor', 'cpc').bring('top_approved');
  assert.equal(room.status(), 'top_approved');
});

test('rights rest on the office and kind as sealed, whatever is founded later', () => {
  const room = new SealedRoom().bring('top_approved');
  room.sealBySystem('room.created', 'room', { room: room.room, title: '', office: 'gov', kind: '四办联席会议' });
  assert.equal(room.refuse(PEOPLE.govDirector, 'topic.schedule'), 'forbidden');
  assert.equal(room.state.record.office, 'cpc');
});

test('a title that changed meanwhile is not approved: the answer carries the topic as it is', () => {
  const room = new SealedRoom().bring('office_reviewed');
  const seen = approvedContent(room.topics.get('t1')!);
  room.edit('t1', { title: '关于增设机构的请示' });
  const judgement = room.ask(PEOPLE.secretary, 'topic.topApprove', {}, { seen });
  assert.ok(!judgement.ok);
  assert.equal(judgement.problem.type, 'content-changed');
  const now = approvedContent(room.topics.get('t1')!);
  assert.deepEqual(judgement.problem.current, { digest: contentDigest(now), seq: 1, content: now });
  assert.equal(room.status(), 'office_reviewed');
});

test('typing notes, moving, timing and attendance do not stand in the way of an approval', () => {
  const room = new SealedRoom().bring('office_reviewed');
  const seen = approvedContent(room.topics.get('t1')!);
  room.edit('t1', { notes: '请水利局先行', rank: 'zz', minutes: 40, attendUnits: ['县财政局'], coordinated: false });
  room.edit('t1', { requiredMaterials: ['汇报材料', '议题提请单'] });
  const sealed = room.seal(PEOPLE.secretary, 'topic.topApprove', {}, { seen });
  assert.equal(sealed.content?.digest, contentDigest(seen));
  assert.deepEqual(sealed.snapshot, seen);
});

test('a command that asks for what the person saw is unreadable without it', () => {
  const room = new SealedRoom().bring('new');
  const judgement = room.ask(PEOPLE.unit, 'topic.submit', {}, { seen: null });
  assert.ok(!judgement.ok);
  assert.equal(judgement.problem.type, 'malformed');
  assert.deepEqual(judgement.problem.params, { path: 'seen' });
});

test('a step that does not ask for what the person saw seals no content', () => {
  const room = new SealedRoom().bring('top_approved');
  const sealed = room.seal(PEOPLE.director, 'topic.schedule', {}, { seen: { title: 'something else' } });
  assert.equal(sealed.content, null);
  assert.equal(sealed.snapshot, null);
});

test('a payload is checked by its row, and the problem names the path', () => {
  const room = new SealedRoom().bring('submitted');
  const cases: [string, JsonObject, string][] = [
    ['topic.return', {}, 'payload.reason'],
    ['topic.return', { reason: ' 　' }, 'payload.reason'],
    ['topic.return', { reason: 'x', more: 1 }, 'payload.more'],
    ['topic.adHoc', { reason: 'x' }, 'payload.approver'],
    ['topic.decide', { decision: '通过' }, 'payload.decision'],
    ['topic.submit', { note: 1 }, 'payload.note'],
    ['material.receive', { material: '' }, 'payload.material'],
    ['finding.waive', { rule: 'LATE', approver: '县委书记' }, 'payload.reason'],
    ['conflict.settle', { reason: 'x' }, 'payload.choose'],
    ['marking.dismiss', { ...NO_MARK, level: '机密' }, 'payload.level'],
    ['marking.dismiss', { ...NO_MARK, text: '机密' }, 'payload.text'],
  ];
  for (const [type, payload, path] of cases) {
    const judgement = room.ask(PEOPLE.director, type, payload);
    assert.ok(!judgement.ok, type);
    assert.equal(judgement.problem.type, 'malformed');
    assert.deepEqual(judgement.problem.params, { path });
  }
});

test('a secrecy mark in a text of the payload is refused before anything else is looked at', () => {
  const room = new SealedRoom().bring('submitted');
  assert.equal(room.refuse(PEOPLE.guest, 'topic.return', { reason: '机密★10年' }), 'secrecy-mark');
});

test('unknown types, unknown and removed topics, and topic commands on the meeting are refused each by its own word', () => {
  const room = new SealedRoom().bring('submitted');
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.burn'), 'unknown-type');
  assert.equal(room.refuse(PEOPLE.clerk, 'room.created'), 'unknown-type');
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.return', REASON, {}, 'nowhere'), 'unknown-subject');
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.return', REASON, {}, 'room'), 'unknown-subject');
  room.edit('t1', { removed: true });
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.return', REASON), 'topic-removed');
  assert.equal(room.refuse(PEOPLE.unit, 'topic.withdraw'), 'topic-removed');
});

test('a command sent twice is sealed once; its id for another body, or by another person, is refused', () => {
  const room = new SealedRoom();
  const command = room.command('topic.submit', 't1', { note: '请审' });
  const first = room.submit(PEOPLE.unit, command);
  assert.ok(first.ok && !first.repeated);
  const again = room.submit(PEOPLE.unit, { ...command, witness: { seq: 2, hash: room.head.hash, epoch: EPOCH } });
  assert.ok(again.ok && again.repeated);
  assert.equal(again.sealed, first.sealed);
  const others = [
    { ...command, type: 'topic.lock', payload: {} },
    { ...command, subject: 't2' },
    { ...command, payload: { note: '请审。' } },
    { ...command, payload: {} },
    { ...command, basis: first.sealed.id },
    { ...command, seen: 'a'.repeat(64) },
    { ...command, authoredAt: '2024-04-12T09:52:01.000Z' },
    { ...command, offline: true },
  ];
  for (const other of others) {
    const judgement = room.submit(PEOPLE.unit, other);
    assert.equal(judgement.ok ? 'sealed' : judgement.problem.type, 'id-reused', JSON.stringify(other));
  }
  const stranger = room.submit(person('unit2', 'unit', 'unit'), command);
  assert.equal(stranger.ok ? 'sealed' : stranger.problem.type, 'id-reused');
  assert.equal(room.entries.length, 2);
});

test('a repeated command gets its entry even when the person has lost the right and the topic has moved on', () => {
  const room = new SealedRoom();
  const command = room.command('topic.submit', 't1', {});
  const first = room.submit(PEOPLE.unit, command);
  room.edit('t1', { title: '另一题目', removed: true });
  const again = room.submit({ ...PEOPLE.unit, roles: [] }, command);
  assert.ok(first.ok && again.ok && again.repeated);
});

test('a basis that the lane does not have is refused, an entry of another topic or of no lane included', () => {
  const room = new SealedRoom().bring('submitted').bring('submitted', 't2');
  const receipt = room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' });
  for (const basis of ['no-such-entry-at-all', room.newest('t2'), receipt.id, room.entries[0]!.id]) {
    assert.equal(room.refuse(PEOPLE.govLeader, 'topic.leaderSign', {}, { basis }), 'unknown-basis');
  }
});

test('a commutative command has no lane: a basis sent along is neither judged nor sealed', () => {
  const room = new SealedRoom().bring('submitted');
  const first = room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' }, { basis: 'anything-goes-here' });
  assert.equal(first.basis, null);
  room.seal(PEOPLE.director, 'material.receive', { material: '汇报材料' }, { basis: null });
  const receipts = room.topic().receipts;
  assert.deepEqual(
    receipts.map(({ material, by, at }) => [material, by, at]),
    [['汇报材料', PEOPLE.clerk.name, first.at]],
  );
});

test('the time of an entry never goes back, even when the clock does', () => {
  const room = new SealedRoom();
  room.now += 60_000;
  const first = room.seal(PEOPLE.unit, 'topic.submit');
  room.now -= 3_600_000;
  const second = room.seal(PEOPLE.govLeader, 'topic.leaderSign');
  assert.equal(second.at, first.at);
});

test('a blocking finding holds back what its row names, until it is put right or waived; a secrecy mark is never waived', () => {
  const room = new SealedRoom().bring('top_approved');
  const finding = { rule: 'LATE', severity: 'block', subject: 't1' };
  room.blocking = (subject) => (subject === 't1' ? [finding] : []);
  room.flags = () => ['LATE'];
  const refused = room.ask(PEOPLE.director, 'topic.schedule');
  assert.ok(!refused.ok);
  assert.equal(refused.problem.type, 'rule-blocked');
  assert.equal(refused.problem.rule, 'LATE');
  assert.deepEqual(refused.problem.findings, [finding]);
  room.seal(PEOPLE.director, 'finding.waive', { rule: 'LATE', ...MOTION });
  room.seal(PEOPLE.director, 'topic.schedule');
  assert.deepEqual(
    room.topic().waivers.map((waiver) => [waiver.rule, waiver.approver]),
    [['LATE', '县委书记']],
  );

  const marked = new SealedRoom().bring('office_reviewed');
  marked.blocking = () => [{ rule: 'CLASSIFIED_MARK' }];
  marked.flags = () => ['CLASSIFIED_MARK'];
  marked.seal(PEOPLE.director, 'finding.waive', { rule: 'CLASSIFIED_MARK', ...MOTION });
  assert.equal(marked.refuse(PEOPLE.secretary, 'topic.topApprove'), 'rule-blocked');
  marked.seal(PEOPLE.clerk, 'topic.return', REASON);
});

test('that a mark is none can be sealed of the meeting too, moves nothing, and stands in the trail with its reason', () => {
  const room = new SealedRoom().bring('top_approved');
  const newest = room.newest();
  const sealed = room.seal(PEOPLE.unit, 'marking.dismiss', NO_MARK, { basis: null });
  assert.deepEqual([room.status(), room.newest()], ['top_approved', newest]);
  const { entries } = room.topic();
  assert.deepEqual(entries[entries.length - 1], sealed);
  assert.deepEqual(sealed.payload, NO_MARK);
  room.seal(PEOPLE.unit, 'marking.dismiss', NO_MARK, {}, 'room');
  assert.equal(room.state.record.entries.length, 2);
  assert.equal(room.refuse(PEOPLE.unit, 'marking.dismiss', { ...NO_MARK, reason: '机密★1年' }), 'secrecy-mark');
});

test('only a flag that is there can be waived, also one of the meeting itself', () => {
  const room = new SealedRoom().bring('submitted');
  room.flags = (subject) => (subject === 'room' ? ['LEAVE_NOT_APPROVED'] : []);
  const waiver = { rule: 'LEAVE_NOT_APPROVED', ...MOTION };
  assert.equal(room.refuse(PEOPLE.director, 'finding.waive', waiver), 'not-possible');
  room.seal(PEOPLE.director, 'finding.waive', waiver, {}, 'room');
  assert.deepEqual(
    room.state.record.waivers.map(({ rule }) => rule),
    ['LEAVE_NOT_APPROVED'],
  );
});

test('a page that has seen more or something else than the server has is told so; another epoch is another matter', () => {
  const room = new SealedRoom().bring('submitted');
  const { seq, hash } = room.head;
  const ask = (witness: { seq: number; hash: string; epoch: string }) => {
    const judgement = room.judge(PEOPLE.govLeader, room.command('topic.leaderSign', 't1', {}, { witness }));
    return judgement.ok ? 'sealed' : judgement.problem.type;
  };
  assert.equal(ask({ seq, hash, epoch: EPOCH }), 'sealed');
  assert.equal(ask({ seq: 1, hash: room.entries[0]!.hash, epoch: EPOCH }), 'sealed');
  assert.equal(ask({ seq: 0, hash: room.entries[0]!.prev, epoch: EPOCH }), 'sealed');
  assert.equal(ask({ seq: seq + 1, hash: 'f'.repeat(64), epoch: EPOCH }), 'witness');
  assert.equal(ask({ seq, hash: 'f'.repeat(64), epoch: EPOCH }), 'witness');
  assert.equal(ask({ seq: seq + 1, hash: 'f'.repeat(64), epoch: 'epoch-0' }), 'sealed');
});

test('a step that was left out may be sealed until the topic is decided, moves nothing, and stands where it was taken', () => {
  const room = new SealedRoom();
  room.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  const order = [
    [PEOPLE.secretary, 'topic.topApprove', 'top_approved'],
    [PEOPLE.govLeader, 'topic.leaderSign', 'leader_signed'],
    [PEOPLE.unit, 'topic.submit', 'submitted'],
    [PEOPLE.clerk, 'topic.review', 'office_reviewed'],
  ] as const;
  for (const [by, type] of order) room.seal(by, type);
  for (const [by, type] of order) assert.equal(room.refuse(by, type), 'not-possible', `${type} twice`);
  assert.equal(room.status(), 'scheduled');
  assert.deepEqual(
    room.topic().steps.map(({ step }) => step),
    ['scheduled', ...order.map(([, , step]) => step)],
  );
  assert.equal(room.topic().submittedBy, 'unit');
  room.seal(PEOPLE.director, 'topic.lock');
  room.seal(PEOPLE.secretary, 'topic.decide');
  assert.equal(room.refuse(PEOPLE.govLeader, 'topic.leaderSign'), 'not-possible');
});

test('a step that was left out stays out once the topic is decided or withdrawn', () => {
  const decided = new SealedRoom();
  decided.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  decided.seal(PEOPLE.secretary, 'topic.decide');
  assert.equal(decided.refuse(PEOPLE.govLeader, 'topic.leaderSign'), 'not-possible');
  const withdrawn = new SealedRoom();
  withdrawn.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  withdrawn.seal(PEOPLE.director, 'topic.defer', REASON);
  withdrawn.seal(PEOPLE.clerk, 'topic.withdraw');
  assert.equal(withdrawn.refuse(PEOPLE.govLeader, 'topic.leaderSign'), 'not-possible');
});

test('a later step cannot be sealed before its time, except by an ad-hoc motion', () => {
  const room = new SealedRoom().bring('submitted');
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.review'), 'not-possible');
  assert.equal(room.refuse(PEOPLE.secretary, 'topic.topApprove'), 'not-possible');
  assert.equal(room.refuse(PEOPLE.director, 'topic.schedule'), 'not-possible');
  room.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  assert.equal(room.status(), 'scheduled');
  assert.equal(room.topic().adHoc?.approver, '县委书记');
});

test('what was left out before a return is not missing after it: the procedure starts again', () => {
  const room = new SealedRoom();
  room.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  room.seal(PEOPLE.clerk, 'topic.return', REASON);
  assert.equal(room.refuse(PEOPLE.govLeader, 'topic.leaderSign'), 'not-possible');
  room.seal(PEOPLE.unit, 'topic.submit');
  room.seal(PEOPLE.govLeader, 'topic.leaderSign');
  assert.equal(room.status(), 'leader_signed');
});

test('重新审定 is open from top_approved and scheduled exactly while the topic differs from what was approved', () => {
  for (const state of ['top_approved', 'scheduled']) {
    const room = new SealedRoom().bring(state);
    assert.equal(room.refuse(PEOPLE.secretary, 'topic.topApprove'), 'not-possible', `${state}, nothing changed`);
    assert.equal(room.topic().approval?.renewed, false);
    room.edit('t1', { title: '关于调整方案的汇报' });
    const sealed = room.seal(PEOPLE.secretary, 'topic.topApprove');
    assert.equal(room.status(), state);
    assert.equal(room.topic().approval?.renewed, true);
    assert.equal(room.topic().approval?.digest, sealed.content?.digest);
    assert.equal(room.topic().steps.filter(({ step }) => step === 'top_approved').length, 1);
    assert.equal(room.refuse(PEOPLE.secretary, 'topic.topApprove'), 'not-possible', `${state}, approved anew`);
  }
  const locked = new SealedRoom().bring('locked');
  locked.edit('t1', { title: '关于调整方案的汇报' });
  assert.equal(locked.refuse(PEOPLE.secretary, 'topic.topApprove'), 'not-possible');
});

test('changing back what was approved closes 重新审定 again', () => {
  const room = new SealedRoom().bring('scheduled');
  const { title } = room.topics.get('t1')!;
  room.edit('t1', { title: '暂改' });
  room.edit('t1', { title });
  assert.equal(room.refuse(PEOPLE.secretary, 'topic.topApprove'), 'not-possible');
});

test('a return makes approvals void, and a resubmitted topic goes the whole way again', () => {
  const room = new SealedRoom().bring('top_approved');
  room.seal(PEOPLE.secretary, 'topic.return', REASON);
  assert.equal(room.topic().approval, null);
  room.edit('t1', { title: '关于修改后方案的汇报' });
  room.bring('scheduled');
  assert.equal(room.status(), 'scheduled');
  assert.equal(room.topic().approval?.renewed, false);
});

test('only the office that submitted withdraws; after a return and a new submission, the new one', () => {
  const room = new SealedRoom();
  room.seal(PEOPLE.govClerk, 'topic.submit');
  assert.equal(room.refuse(PEOPLE.unit, 'topic.withdraw'), 'forbidden');
  assert.equal(room.refuse(PEOPLE.director, 'topic.withdraw'), 'forbidden');
  room.seal(PEOPLE.clerk, 'topic.return', REASON);
  room.seal(PEOPLE.unit, 'topic.submit');
  assert.equal(room.refuse(PEOPLE.govDirector, 'topic.withdraw'), 'forbidden');
  room.seal(PEOPLE.unit, 'topic.withdraw');
});

test('every row says in words who may, and none names a rule twice', () => {
  for (const row of AGENDA_COMMAND_TABLE) {
    assert.ok(row.summary.length > 0 && row.who.words.length > 0, row.type);
    assert.equal(new Set(row.blockedBy).size, row.blockedBy.length, row.type);
    assert.equal(agendaCommand(row.type), row);
  }
});

describe('an entry is bounded as a whole, with what is kept beside it', () => {
  for (const [field, value] of [
    ['proposer', 'x'.repeat(70_000)],
    ['title', '关'.repeat(30_000)],
    ['requiredMaterials', Array.from({ length: 4000 }, (_, index) => `第${index}份汇报材料`)],
  ] as const) {
    test(`a ${field} that no entry holds is refused, and says by how much`, () => {
      const room = new SealedRoom();
      room.edit('t1', { [field]: value });
      const judgement = room.ask(PEOPLE.unit, 'topic.submit');
      assert.ok(!judgement.ok);
      const { type, status, title, params } = judgement.problem;
      assert.deepEqual([type, status, params?.['limit']], ['too-large', 413, 65_536]);
      assert.ok(Number(params?.['bytes']) > 65_536);
      assert.match(title, /shorten the topic/);
      room.edit('t1', { [field]: Array.isArray(value) ? value.slice(0, 100) : '县水利局' });
      room.seal(PEOPLE.unit, 'topic.submit');
    });
  }

  test('the limit is the server’s own, and counts bytes of what is stored', () => {
    const room = new SealedRoom();
    const bytes = (entry: object): number => new TextEncoder().encode(canonicalJson(entry)).length;
    const first = room.seal(PEOPLE.unit, 'topic.submit', { note: '请审' });
    const second = { ...room.command('topic.submit', 't2', { note: '请审' }), id: first.id.replace(/.$/, 'x') };
    room.entryBytes = bytes(first) - 1;
    const refused = room.submit(PEOPLE.unit, second);
    assert.ok(!refused.ok);
    assert.deepEqual(refused.problem.params, { bytes: bytes(first), limit: bytes(first) - 1 });
    room.entryBytes = bytes(first);
    assert.ok(room.submit(PEOPLE.unit, second).ok);
  });

  test('what was sealed already is answered whatever its size', () => {
    const room = new SealedRoom();
    const command = room.command('topic.submit', 't1', {});
    assert.ok(room.submit(PEOPLE.unit, command).ok);
    room.entryBytes = 1;
    const again = room.submit(PEOPLE.unit, command);
    assert.ok(again.ok && again.repeated);
  });
});

test('a topic without title or proposing unit is not submitted, and the answer names what is missing', () => {
  for (const [fields, missing] of [
    [{ title: '' }, ['title']],
    [{ title: '  ', proposer: '' }, ['title', 'proposer']],
  ] as const) {
    const room = new SealedRoom();
    room.edit('t1', fields);
    const refused = room.ask(PEOPLE.unit, 'topic.submit');
    assert.ok(!refused.ok);
    assert.equal(refused.problem.type, 'not-possible');
    assert.equal(refused.problem.status, 422);
    assert.deepEqual(refused.problem.params?.['missing'], missing);
    assert.match(refused.problem.title, /fill in/);
  }
});
