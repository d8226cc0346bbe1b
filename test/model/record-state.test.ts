import assert from 'node:assert/strict';
import test from 'node:test';
import { agendaCommand, isPossible } from '../../src/model/agenda/commands.js';
import { applyEntry, createRecordState } from '../../src/model/agenda/record-state.js';
import { stepsOf, type TopicCore } from '../../src/model/agenda/topic-core.js';
import { isChangedSince } from '../../src/model/agenda/topic-state.js';
import { approvedContent } from '../../src/model/agenda/topic.js';
import type { SealedEntry } from '../../src/model/entry.js';
import type { JsonObject } from '../../src/model/json.js';
import { contentDigest } from '../../src/record/seal.js';
import { PEOPLE, person, SealedRoom } from '../record/sealed-room.js';
import { pick, seededRandom, seeds } from '../record/seeded.js';

const MOTION = { approver: '县委书记', reason: '防汛紧急' };
const FILE = { file: 'meetings.json', digest: 'd'.repeat(64), no: 'M1-T1' };
const at = (time: string) => `2024-04-${time}:00+08:00`;
const step = (name: string, time: string, by = '县委书记') => ({ step: name, by, at: at(time) });
const FULL = [
  step('submitted', '08T09:30', '提请单位'),
  step('leader_signed', '09T11:00', '分管县领导'),
  step('office_reviewed', '10T15:00', '县委办综合股'),
  step('top_approved', '12T09:00'),
  step('scheduled', '12T16:00', '县委办综合股'),
];

function imported(payload: JsonObject, withContent = true) {
  const room = new SealedRoom();
  const content = withContent ? approvedContent(room.topics.get('t1')!) : null;
  const entry = room.sealBySystem('imported', 't1', { ...FILE, ...payload }, content);
  return { room, entry };
}

test('an imported history gives state, steps, receipts and ad-hoc mark with the times of the file', () => {
  const { room, entry } = imported({
    steps: FULL,
    providedMaterials: ['议题提请单', '汇报材料', '汇报材料'],
    materialsReceivedAt: at('09T11:20'),
    adHoc: true,
  });
  const topic = room.topic();
  assert.equal(topic.status, 'scheduled');
  assert.deepEqual(topic.steps[3], {
    step: 'top_approved',
    by: '县委书记',
    at: at('12T09:00'),
    entryId: entry.id,
    imported: true,
  });
  assert.deepEqual(
    topic.receipts.map((receipt) => [receipt.material, receipt.at, receipt.imported]),
    [
      ['议题提请单', at('09T11:20'), true],
      ['汇报材料', at('09T11:20'), true],
    ],
  );
  assert.deepEqual(topic.adHoc, { approver: '', reason: '', at: at('12T16:00'), entryId: entry.id });
  assert.equal(topic.imported?.no, 'M1-T1');
  assert.equal(topic.submittedBy, null);
});

test('steps of a file count by time, not by their place in it; without a time they come last, with an empty one they are not taken', () => {
  const steps = [
    step('scheduled', '12T16:00'),
    step('submitted', '08T09:30'),
    step('leader_signed', '08T09:30'),
    { step: 'office_reviewed' },
    { step: 'top_approved', by: null, at: null },
  ];
  const { room } = imported({ steps });
  assert.deepEqual(
    room.topic().steps.map((taken) => [taken.step, taken.by, taken.at]),
    [
      ['submitted', '县委书记', at('08T09:30')],
      ['leader_signed', '县委书记', at('08T09:30')],
      ['scheduled', '县委书记', at('12T16:00')],
      ['office_reviewed', '', ''],
    ],
  );
});

const HISTORIES: readonly (readonly [string, string])[] = [
  ['', 'new'],
  ['submitted', 'submitted'],
  ['submitted office_reviewed top_approved scheduled', 'scheduled'],
  ['scheduled submitted', 'scheduled'],
  ['submitted leader_signed returned', 'returned'],
  ['submitted leader_signed returned submitted', 'submitted'],
  ['submitted leader_signed returned leader_signed submitted', 'leader_signed'],
  ['submitted leader_signed office_reviewed top_approved deferred', 'deferred'],
  ['submitted top_approved deferred leader_signed', 'deferred'],
  ['submitted top_approved scheduled deferred scheduled', 'scheduled'],
  ['submitted deferred leader_signed', 'leader_signed'],
  ['submitted withdrawn', 'withdrawn'],
  ['submitted leader_signed withdrawn submitted', 'submitted'],
  ['submitted scheduled decided minuted tracked', 'decided'],
  ['scheduled decided submitted', 'decided'],
  ['solicited', 'new'],
  ['toString', 'new'],
];

test('a file may skip, repeat and reverse steps, and each such history has one state', () => {
  for (const [names, status] of HISTORIES) {
    const steps = names
      .split(' ')
      .filter(Boolean)
      .map((name, index) => step(name, `0${1 + Math.floor(index / 9)}T0${index % 9}:00`));
    assert.equal(imported({ steps }).room.status(), status, names);
  }
});

test('a signature that a file leaves without its date was not given', () => {
  const { room } = imported({ steps: [FULL[0]!, { step: 'leader_signed', by: '分管县领导', at: null }] });
  assert.equal(room.status(), 'submitted');
  assert.equal(room.topic().approval, null);
  room.seal(PEOPLE.govLeader, 'topic.leaderSign');
  assert.equal(room.topic().approval?.by, PEOPLE.govLeader.name);
});

test('what a file does not state is not made up', () => {
  for (const payload of [{}, { steps: null, providedMaterials: null, materialsReceivedAt: null, adHoc: null }]) {
    const topic = imported(payload).room.topic();
    assert.deepEqual(
      [topic.status, topic.steps, topic.receipts, topic.adHoc, topic.approval],
      ['new', [], [], null, null],
    );
  }
  assert.ok(!('steps' in imported({}).room.topic().imported!));
  assert.equal(imported({ steps: null }).room.topic().imported!.steps, null);
  assert.equal(imported({ providedMaterials: ['汇报材料'] }).room.topic().receipts[0]!.at, '');
});

test('an imported topic goes on by commands from where the file left it', () => {
  const { room } = imported({ steps: FULL.slice(0, 3) });
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.review'), 'not-possible');
  room.seal(PEOPLE.secretary, 'topic.topApprove');
  room.seal(PEOPLE.director, 'topic.schedule');
  assert.deepEqual(
    room.topic().steps.map(({ step: name, imported: fromFile }) => [name, fromFile]),
    [
      ['submitted', true],
      ['leader_signed', true],
      ['office_reviewed', true],
      ['top_approved', false],
      ['scheduled', false],
    ],
  );
});

test('a page that has not seen the import decides late, like any other', () => {
  const { room } = imported({ steps: FULL.slice(0, 3) });
  const entry = room.seal(PEOPLE.unit, 'topic.submit', {}, { basis: null });
  assert.equal(entry.outcome, 'contested');
  assert.equal(room.topic().conflicts[0]!.standing.type, 'imported');
  room.seal(PEOPLE.clerk, 'conflict.settle', { choose: entry.id, reason: '文件有误' });
  assert.equal(room.status(), 'submitted');
  assert.equal(room.topic().imported, null);
});

test('an imported topic is withdrawn by the host office, since no office submitted it here', () => {
  const { room } = imported({ steps: FULL.slice(0, 1) });
  assert.equal(room.refuse(PEOPLE.unit, 'topic.withdraw'), 'forbidden');
  room.seal(PEOPLE.clerk, 'topic.withdraw');
  assert.equal(room.status(), 'withdrawn');
});

test('a step that the file lacks may be sealed afterwards', () => {
  const { room } = imported({ steps: FULL.filter(({ step: name }) => name !== 'leader_signed') });
  assert.equal(room.refuse(PEOPLE.unit, 'topic.submit'), 'not-possible');
  room.seal(PEOPLE.govLeader, 'topic.leaderSign');
  assert.equal(room.status(), 'scheduled');
});

test('what a file had approved is what stood in it: later changes show, and can be approved anew', () => {
  const { room } = imported({ steps: FULL });
  const approval = room.topic().approval!;
  assert.deepEqual([approval.by, approval.at, approval.renewed], ['县委书记', at('12T09:00'), false]);
  assert.equal(isChangedSince(approval, approvedContent(room.topics.get('t1')!)), false);
  room.edit('t1', { sponsor: '另一位' });
  assert.equal(isChangedSince(approval, approvedContent(room.topics.get('t1')!)), true);
  room.seal(PEOPLE.secretary, 'topic.topApprove');
  assert.equal(room.topic().approval!.renewed, true);
  assert.equal(imported({ steps: FULL }, false).room.topic().approval, null);
});

test('an import that comes after something was sealed here, and one that cannot be read, have no effect', () => {
  const room = new SealedRoom().bring('leader_signed');
  room.sealBySystem('imported', 't1', { ...FILE, steps: [step('decided', '01T09:00')], providedMaterials: ['x'] });
  assert.equal(room.status(), 'leader_signed');
  assert.deepEqual(room.topic().receipts, []);
  room.sealBySystem('imported', 't2', { ...FILE, steps: 'all of them' });
  assert.equal(room.status('t2'), 'new');
  assert.equal(room.topic('t2').entries.length, 1);
});

test('entries of unknown types stay in the trail and have no effect', () => {
  const room = new SealedRoom().bring('submitted');
  const before = room.topic();
  room.sealBySystem('topic.blessed', 't1', { by: 'somebody' });
  room.sealBySystem('room.painted', 'room', { colour: 'red' });
  const after = room.topic();
  assert.deepEqual({ ...after, entries: [] }, { ...before, entries: [] });
  assert.equal(after.entries.length, before.entries.length + 1);
  assert.equal(room.state.record.entries.length, 2);
  room.seal(PEOPLE.govLeader, 'topic.leaderSign');
});

test('entries whose payload was purged still move what they moved, without words', () => {
  const room = new SealedRoom();
  room.flags = () => ['LATE'];
  room.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' });
  room.seal(PEOPLE.director, 'finding.waive', { rule: 'LATE', ...MOTION });
  const purged = createRecordState();
  for (const entry of room.entries) applyEntry(purged, { ...entry, payload: null, salt: null, snapshot: null });
  const topic = purged.topic('t1')!;
  assert.equal(topic.status, 'scheduled');
  assert.equal(topic.adHoc?.approver, '');
  assert.deepEqual([topic.receipts, topic.waivers], [[], []]);
});

test('an approval whose text is gone tells a change by its digest, and claims none where nobody can compute one', () => {
  const room = new SealedRoom().bring('top_approved');
  const approval = { ...room.topic().approval!, snapshot: null };
  const content = approvedContent(room.topics.get('t1')!);
  assert.equal(isChangedSince(approval, content, contentDigest), false);
  assert.equal(isChangedSince(approval, { ...content, title: 'x' }, contentDigest), true);
  assert.equal(isChangedSince({ ...approval, digest: '' }, content, contentDigest), false);
  assert.equal(isChangedSince(approval, { title: 'x' }), false);
  assert.equal(isChangedSince(null, { title: 'x' }), false);
});

test('the signature of the leader counts as approval until the final one is given', () => {
  const room = new SealedRoom().bring('leader_signed');
  assert.equal(room.topic().approval?.by, PEOPLE.govLeader.name);
  room.edit('t1', { title: '新题目' });
  assert.equal(isChangedSince(room.topic().approval, approvedContent(room.topics.get('t1')!)), true);
  room.seal(PEOPLE.clerk, 'topic.review');
  room.seal(PEOPLE.secretary, 'topic.topApprove');
  assert.deepEqual([room.topic().approval?.by, room.topic().approval?.renewed], [PEOPLE.secretary.name, false]);
});

test('an ad-hoc motion for a topic that is listed already adds the mark and hides no time', () => {
  const room = new SealedRoom().bring('locked');
  const before = room.topic().steps;
  room.seal(PEOPLE.director, 'topic.adHoc', MOTION);
  assert.equal(room.status(), 'scheduled');
  assert.deepEqual(room.topic().steps, before);
  assert.equal(room.topic().adHoc?.reason, '防汛紧急');
  room.seal(PEOPLE.clerk, 'topic.return', { reason: 'x' });
  assert.equal(room.topic().adHoc?.reason, '防汛紧急', 'the mark stays');
});

test('a deferred topic is listed again, at a later time', () => {
  const room = new SealedRoom().bring('scheduled');
  room.seal(PEOPLE.director, 'topic.defer', { reason: '下次再议' });
  assert.equal(room.status(), 'deferred');
  room.seal(PEOPLE.coordinator, 'topic.schedule');
  assert.deepEqual(
    room
      .topic()
      .steps.map(({ step: name }) => name)
      .slice(-3),
    ['scheduled', 'deferred', 'scheduled'],
  );
});

test('snapshots are the same object until their own topic changes, and what was handed out never changes', () => {
  const room = new SealedRoom().bring('submitted').bring('submitted', 't2');
  const record = room.state.record;
  assert.equal(room.state.record, record);
  const first = record.topics.get('t1');
  const copy = JSON.stringify([first, [...first!.newest]]);
  room.seal(PEOPLE.govLeader, 'topic.leaderSign', {}, {}, 't2');
  assert.notEqual(room.state.record, record);
  assert.equal(room.state.record.topics.get('t1'), first);
  assert.notEqual(room.state.record.topics.get('t2'), record.topics.get('t2'));
  room.seal(PEOPLE.govLeader, 'topic.leaderSign');
  room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' });
  assert.equal(JSON.stringify([first, [...first!.newest]]), copy);
});

test('an entry out of its turn is our own mistake, and is said so', () => {
  const room = new SealedRoom().bring('submitted');
  const state = createRecordState();
  assert.throws(() => applyEntry(state, room.entries[1]!), /verify the chain first/);
});

/** The state that a trail amounts to, by another way than the lane's: each entry's past is walked again. */
function statusByWalking(entries: readonly SealedEntry[]): string {
  const pasts = new Map<string | null, readonly SealedEntry[]>([[null, []]]);
  let current: readonly SealedEntry[] = [];
  for (const entry of entries) {
    if (entry.type === 'conflict.settle') {
      const chosen = entries.find(({ id }) => id === entry.payload?.['choose'])!;
      // What holds already, be it because it won an earlier conflict, keeps all that was built upon it.
      if (!current.includes(chosen)) current = pasts.get(chosen.id)!;
      current = [...current, entry];
      pasts.set(entry.id, current);
    } else if (entry.outcome === 'stands') {
      current = [...current, entry];
      pasts.set(entry.id, current);
    } else pasts.set(entry.id, [...pasts.get(entry.basis)!, entry]);
  }
  return current.filter(({ type }) => type !== 'conflict.settle').reduce(statusAfter, 'new');
}

const MOVES: { readonly [type: string]: readonly [string, RegExp] } = {
  'topic.submit': ['submitted', /^(new|returned)$/],
  'topic.leaderSign': ['leader_signed', /^submitted$/],
  'topic.review': ['office_reviewed', /^leader_signed$/],
  'topic.topApprove': ['top_approved', /^office_reviewed$/],
  'topic.schedule': ['scheduled', /^(top_approved|deferred)$/],
  'topic.adHoc': ['scheduled', /./],
  'topic.return': ['returned', /./],
  'topic.defer': ['deferred', /./],
  'topic.withdraw': ['withdrawn', /./],
  'topic.lock': ['locked', /./],
  'topic.decide': ['decided', /./],
};

function statusAfter(status: string, entry: SealedEntry): string {
  const [to, from] = MOVES[entry.type]!;
  return from.test(status) ? to : status;
}

/** Mostly what is possible there, now and then anything. */
function possibleTypes(state: TopicCore, random: () => number): readonly string[] {
  const types = Object.keys(MOVES);
  const possible = types.filter((type) =>
    isPossible(agendaCommand(type)!, { status: state.status, steps: stepsOf(state) }, false),
  );
  return random() < 0.9 && possible.length > 0 ? possible : types;
}

test('whatever people do, in whatever order it arrives, the record stays coherent', () => {
  // Everybody may do nearly everything, so that chance is not spent on refusals.
  const crowd = ['p1', 'p2', 'p3', 'p4'].map((id) => person(id, 'cpc', 'leader', 'director', 'coordinator', 'clerk'));
  const payloads: { readonly [type: string]: JsonObject } = {
    'topic.adHoc': MOTION,
    'topic.return': { reason: '材料不齐' },
    'topic.defer': { reason: '另行研究' },
  };
  const seen = { contested: 0, settled: 0, refused: 0 };
  for (const seed of seeds(40)) {
    const random = seededRandom(seed);
    const room = new SealedRoom();
    for (let turn = 0; turn < 60; turn += 1) {
      const lane = room.state.stateLane('t1');
      const known = room.entries.filter(({ subject }) => subject === 't1').map(({ id }) => id);
      const basis = random() < 0.7 ? lane.newest : pick(random, [null, ...known]);
      const open = lane.openConflict;
      const sides = open ? [open.standing, ...open.contested].map(({ id }) => id) : known;
      const isSettling = random() < (open ? 0.5 : 0.02) && sides.length > 0;
      const type = isSettling ? 'conflict.settle' : pick(random, possibleTypes(lane.stateAfter(basis), random));
      const payload = isSettling ? { choose: pick(random, sides), reason: 'x' } : (payloads[type] ?? {});
      if (random() < 0.05) room.edit('t1', { title: `题目${turn}` });
      const before = room.status();
      const judgement = room.ask(pick(random, crowd), type, payload, { basis });
      if (!judgement.ok) seen.refused += 1;
      else if (judgement.sealed.outcome === 'contested') {
        seen.contested += 1;
        assert.equal(room.status(), before, `seed ${seed}: a contested entry moved the state`);
      } else if (type === 'conflict.settle') seen.settled += 1;
    }
    const trail = room.entries.filter(({ subject }) => subject === 't1');
    if (trail.length === 0) continue;
    assert.equal(room.status(), statusByWalking(trail), `seed ${seed}`);
    const again = room.entries.reduce(applyEntry, createRecordState());
    assert.deepEqual(again.record, room.state.record, `seed ${seed}: applied at once and one by one`);
    const { conflicts } = room.topic();
    const contested = trail.filter(({ outcome }) => outcome === 'contested');
    assert.deepEqual(
      conflicts.flatMap((conflict) => conflict.contested),
      contested,
      `seed ${seed}: none lost, none twice`,
    );
    assert.ok(
      conflicts.slice(0, -1).every(({ settledBy }) => settledBy !== null),
      `seed ${seed}: one open at most`,
    );
    assert.ok(
      conflicts.every(({ standing, contested: late }) => late.every(({ seq }) => seq > standing.seq)),
      `seed ${seed}`,
    );
  }
  console.log(JSON.stringify(seen));
  assert.ok(seen.contested > 200 && seen.settled > 100 && seen.refused > 100, 'the runs met what they are about');
});
