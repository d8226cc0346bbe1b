import assert from 'node:assert/strict';
import test from 'node:test';
import type { JsonObject } from '../../src/model/json.js';
import type { Person } from '../../src/model/person.js';
import { PEOPLE, person, SealedRoom } from './sealed-room.js';
import { permutations } from './seeded.js';

const WHY = { reason: '以此为准' };
const third = person('coordinator2', 'cpc', 'coordinator');
const director2 = person('director2', 'cpc', 'director');
const leader2 = person('leader2', 'cpc', 'leader');

/** Two directors decide at once on a topic that is approved: one lists it, the other defers it. */
function listedAndDeferred() {
  const room = new SealedRoom().bring('top_approved');
  const basis = room.newest();
  const listed = room.seal(PEOPLE.coordinator, 'topic.schedule', {}, { basis });
  const deferred = room.seal(PEOPLE.director, 'topic.defer', { reason: '另行研究' }, { basis, offline: true });
  return { room, basis, listed, deferred };
}

test('of two decisions taken at once the first stands, and the second is sealed as contested beside it', () => {
  const { room, listed, deferred } = listedAndDeferred();
  assert.equal(listed.outcome, 'stands');
  assert.equal(deferred.outcome, 'contested');
  assert.equal(deferred.late, true);
  assert.equal(room.status(), 'scheduled');
  const [conflict] = room.topic().conflicts;
  assert.deepEqual(conflict, { lane: 'state', standing: listed, contested: [deferred], settledBy: null, chosen: null });
  assert.deepEqual(
    room
      .topic()
      .steps.map(({ step }) => step)
      .slice(-1),
    ['scheduled'],
  );
});

test('whichever of two arrives first stands, and choosing the other gives what it alone would have given', () => {
  const decisions: readonly (readonly [Person, string, JsonObject, string])[] = [
    [PEOPLE.coordinator, 'topic.schedule', {}, 'scheduled'],
    [PEOPLE.director, 'topic.defer', { reason: '另行研究' }, 'deferred'],
    [PEOPLE.clerk, 'topic.return', { reason: '材料不齐' }, 'returned'],
  ];
  for (const order of permutations(decisions)) {
    for (const [wantedBy, wanted, , status] of order) {
      const room = new SealedRoom().bring('top_approved');
      const basis = room.newest();
      const sealed = order.map(([by, type, payload]) => room.seal(by, type, payload, { basis }));
      assert.deepEqual(
        sealed.map(({ outcome }) => outcome),
        ['stands', 'contested', 'contested'],
      );
      assert.equal(room.status(), order[0]![3]);
      const chosen = sealed.find(({ type, by }) => type === wanted && by.id === wantedBy.id)!;
      const settled = room.seal(director2, 'conflict.settle', { choose: chosen.id, ...WHY });
      assert.equal(room.status(), status, order.map(([, type]) => type).join(' '));
      const alone = new SealedRoom().bring('top_approved');
      alone.seal(wantedBy, wanted, chosen.payload!);
      assert.deepEqual(
        room.topic().steps.map(({ step, by }) => [step, by]),
        alone.topic().steps.map(({ step, by }) => [step, by]),
      );
      const [conflict] = room.topic().conflicts;
      assert.equal(conflict!.chosen, chosen.id);
      assert.equal(conflict!.settledBy, settled);
    }
  }
});

test('while a conflict is open the lane takes nothing new, but other lanes and other topics go on', () => {
  const { room, listed, deferred } = listedAndDeferred();
  const refused = room.ask(PEOPLE.director, 'topic.lock');
  assert.ok(!refused.ok);
  assert.equal(refused.problem.type, 'conflict-open');
  assert.deepEqual(refused.problem.params, { lane: 'state', standing: listed.id, contested: [deferred.id] });
  room.seal(PEOPLE.clerk, 'material.receive', { material: '汇报材料' });
  room.bring('scheduled', 't2');
});

test('three late arrivals join the one conflict in the order of their sealing', () => {
  const { room, basis, listed, deferred } = listedAndDeferred();
  const returned = room.seal(PEOPLE.secretary, 'topic.return', { reason: '再议' }, { basis });
  const again = room.seal(PEOPLE.clerk, 'topic.return', { reason: '缺附件' }, { basis });
  const { conflicts } = room.topic();
  assert.equal(conflicts.length, 1);
  assert.equal(conflicts[0]!.standing, listed);
  assert.deepEqual(conflicts[0]!.contested, [deferred, returned, again]);
  assert.equal(room.status(), 'scheduled');
});

test('a late command is judged by the state its author knew: what was impossible there is refused, not contested', () => {
  const room = new SealedRoom().bring('submitted');
  const basis = room.newest();
  room.seal(PEOPLE.govLeader, 'topic.leaderSign');
  assert.equal(room.refuse(PEOPLE.clerk, 'topic.review', {}, { basis }), 'not-possible');
  assert.equal(room.topic().conflicts.length, 0);
});

test('a late command that would be impossible now is contested all the same: it was possible when it was decided', () => {
  const room = new SealedRoom().bring('submitted');
  const basis = room.newest();
  room.seal(PEOPLE.clerk, 'topic.return', { reason: '材料不齐' });
  const signed = room.seal(PEOPLE.govLeader, 'topic.leaderSign', {}, { basis });
  assert.equal(signed.outcome, 'contested');
  assert.equal(room.status(), 'returned');
});

test('whoever had seen nothing at all is late too', () => {
  const room = new SealedRoom();
  room.seal(PEOPLE.unit, 'topic.submit', {}, { basis: null });
  assert.equal(room.seal(PEOPLE.govClerk, 'topic.submit', {}, { basis: null }).outcome, 'contested');
  assert.equal(room.topic().submittedBy, 'unit');
});

test('a late command is judged by rights, content and findings as of now', () => {
  const { room, basis } = listedAndDeferred();
  assert.equal(room.refuse(PEOPLE.govDirector, 'topic.defer', { reason: 'x' }, { basis }), 'forbidden');
  const approved = new SealedRoom().bring('office_reviewed');
  const { newest } = { newest: approved.newest() };
  const seen = { title: '旧题目' };
  approved.seal(PEOPLE.clerk, 'topic.return', { reason: 'x' });
  assert.equal(approved.refuse(PEOPLE.secretary, 'topic.topApprove', {}, { basis: newest, seen }), 'content-changed');
  approved.blocking = () => [{ rule: 'CLASSIFIED_MARK' }];
  assert.equal(approved.refuse(PEOPLE.secretary, 'topic.topApprove', {}, { basis: newest }), 'rule-blocked');
});

test('a third person settles who might have issued one of the two; nobody else does', () => {
  const settle = (by: Person, side: 'listed' | 'deferred') => {
    const { room, ...sides } = listedAndDeferred();
    const judgement = room.ask(by, 'conflict.settle', { choose: sides[side].id, ...WHY });
    return judgement.ok ? room.status() : judgement.problem.type;
  };
  assert.equal(settle(third, 'listed'), 'scheduled');
  assert.equal(settle(third, 'deferred'), 'deferred');
  const strangers = [PEOPLE.clerk, PEOPLE.secretary, PEOPLE.govDirector, PEOPLE.unit, PEOPLE.auditor, PEOPLE.guest];
  for (const by of strangers) assert.equal(settle(by, 'listed'), 'forbidden', by.id);
});

test('whoever may issue only what stands, or only what was not chosen, settles nothing', () => {
  const signedAndReturned = () => {
    const room = new SealedRoom().bring('submitted');
    const basis = room.newest();
    const signed = room.seal(PEOPLE.govLeader, 'topic.leaderSign', {}, { basis });
    const returned = room.seal(PEOPLE.clerk, 'topic.return', { reason: '材料不齐' }, { basis });
    return { room, signed: signed.id, returned: returned.id };
  };
  const settle = (by: Person, side: 'signed' | 'returned') => {
    const { room, ...sides } = signedAndReturned();
    const judgement = room.ask(by, 'conflict.settle', { choose: sides[side], ...WHY });
    return judgement.ok ? room.status() : judgement.problem.type;
  };
  // A leader of any office signs, but only the host office returns.
  const stranger = person('cleader1', 'cppcc', 'leader');
  for (const side of ['signed', 'returned'] as const) assert.equal(settle(stranger, side), 'forbidden', side);
  assert.equal(settle(director2, 'returned'), 'returned');
  assert.equal(settle(director2, 'signed'), 'forbidden', 'a director signs for no leader');
  assert.equal(settle(leader2, 'signed'), 'leader_signed');
  assert.equal(settle(leader2, 'returned'), 'returned');
  // Giving way needs nothing but to be a party.
  assert.equal(settle(PEOPLE.govLeader, 'returned'), 'returned');
  assert.equal(settle(PEOPLE.clerk, 'signed'), 'leader_signed');
});

test('a party among three does not decide between the other two unless it may issue what it chooses', () => {
  const room = new SealedRoom().bring('submitted');
  const basis = room.newest();
  room.seal(PEOPLE.govLeader, 'topic.leaderSign', {}, { basis });
  const deferred = room.seal(PEOPLE.director, 'topic.defer', { reason: 'x' }, { basis });
  const returned = room.seal(PEOPLE.clerk, 'topic.return', { reason: 'x' }, { basis });
  for (const choose of [deferred.id, returned.id]) {
    assert.equal(room.refuse(PEOPLE.govLeader, 'conflict.settle', { choose, ...WHY }), 'forbidden');
  }
  assert.equal(room.refuse(PEOPLE.clerk, 'conflict.settle', { choose: deferred.id, ...WHY }), 'forbidden');
  room.seal(PEOPLE.director, 'conflict.settle', { choose: returned.id, ...WHY });
});

test('what a colleague settled is kept against a late arrival by whoever may issue that one', () => {
  const { room, listed } = listedAndDeferred();
  const basis = listed.id;
  const settled = room.seal(director2, 'conflict.settle', { choose: listed.id, ...WHY });
  room.seal(PEOPLE.clerk, 'topic.return', { reason: '迟到' }, { basis });
  assert.equal(room.topic().conflicts[1]!.standing.id, settled.id);
  assert.equal(room.refuse(third, 'conflict.settle', { choose: settled.id, ...WHY }), 'forbidden');
  room.seal(leader2, 'conflict.settle', { choose: settled.id, ...WHY });
  assert.equal(room.status(), 'scheduled');
});

test('a party settles only against itself', () => {
  const settle = (by: Person, side: 'listed' | 'deferred') => {
    const { room, ...sides } = listedAndDeferred();
    const judgement = room.ask(by, 'conflict.settle', { choose: sides[side].id, ...WHY });
    return judgement.ok ? room.status() : judgement.problem.type;
  };
  assert.equal(settle(PEOPLE.director, 'deferred'), 'forbidden');
  assert.equal(settle(PEOPLE.director, 'listed'), 'scheduled');
  assert.equal(settle(PEOPLE.coordinator, 'listed'), 'forbidden');
  assert.equal(settle(PEOPLE.coordinator, 'deferred'), 'deferred');
});

test('somebody who is on both sides can only leave it to a third', () => {
  const room = new SealedRoom().bring('top_approved');
  const basis = room.newest();
  const listed = room.seal(PEOPLE.director, 'topic.schedule', {}, { basis });
  const deferred = room.seal(PEOPLE.director, 'topic.defer', { reason: 'x' }, { basis });
  for (const choose of [listed.id, deferred.id]) {
    assert.equal(room.refuse(PEOPLE.director, 'conflict.settle', { choose, ...WHY }), 'forbidden');
  }
  room.seal(third, 'conflict.settle', { choose: listed.id, ...WHY });
});

test('settling twice finds nothing the second time, also when both decided at the same moment', () => {
  const { room, listed, deferred } = listedAndDeferred();
  const basis = room.newest();
  room.seal(third, 'conflict.settle', { choose: deferred.id, ...WHY }, { basis });
  assert.equal(room.refuse(director2, 'conflict.settle', { choose: listed.id, ...WHY }, { basis }), 'conflict-settled');
  assert.equal(room.refuse(director2, 'conflict.settle', { choose: listed.id, ...WHY }), 'conflict-settled');
  assert.equal(room.status(), 'deferred');
});

test('where there never was a conflict there is none to settle', () => {
  const room = new SealedRoom().bring('submitted');
  assert.equal(room.refuse(third, 'conflict.settle', { choose: room.newest()!, ...WHY }), 'conflict-settled');
});

test('nobody settles without having seen the newest arrival', () => {
  const { room, basis, listed, deferred } = listedAndDeferred();
  const seen = room.newest();
  const returned = room.seal(PEOPLE.secretary, 'topic.return', { reason: '再议' }, { basis });
  const refused = room.ask(third, 'conflict.settle', { choose: deferred.id, ...WHY }, { basis: seen });
  assert.ok(!refused.ok);
  assert.equal(refused.problem.type, 'conflict-open');
  assert.deepEqual(refused.problem.params, {
    lane: 'state',
    standing: listed.id,
    contested: [deferred.id, returned.id],
  });
  assert.equal(
    room.refuse(third, 'conflict.settle', { choose: deferred.id, ...WHY }, { basis: 'nowhere' }),
    'unknown-basis',
  );
});

test('only a side of the open conflict can be chosen', () => {
  const { room, basis, deferred } = listedAndDeferred();
  assert.equal(room.refuse(third, 'conflict.settle', { choose: basis!, ...WHY }), 'not-possible');
  assert.equal(room.refuse(third, 'conflict.settle', { choose: 'no-such-entry-at-all', ...WHY }), 'not-possible');
  room.seal(third, 'conflict.settle', { choose: deferred.id, ...WHY });
  room.seal(PEOPLE.clerk, 'topic.return', { reason: '迟到' }, { basis });
  const choose = room.topic().conflicts[0]!.standing.id;
  assert.equal(room.refuse(third, 'conflict.settle', { choose, ...WHY }), 'conflict-settled');
});

test('a late arrival after the settlement opens a new conflict with whatever won the first one', () => {
  for (const side of ['listed', 'deferred'] as const) {
    const { room, basis, ...sides } = listedAndDeferred();
    room.seal(third, 'conflict.settle', { choose: sides[side].id, ...WHY });
    const before = room.status();
    const late = room.seal(PEOPLE.clerk, 'topic.return', { reason: '迟到' }, { basis });
    assert.equal(late.outcome, 'contested');
    assert.equal(room.status(), before);
    const [first, second] = room.topic().conflicts;
    assert.equal(first!.chosen, sides[side].id);
    assert.deepEqual([second!.standing, second!.contested, second!.settledBy], [sides[side], [late], null]);
    room.seal(director2, 'conflict.settle', { choose: late.id, ...WHY });
    assert.equal(room.status(), 'returned');
    room.seal(PEOPLE.unit, 'topic.submit');
  }
});

test('what was built upon the first decision falls with it when a contested one is chosen', () => {
  const room = new SealedRoom().bring('office_reviewed');
  const basis = room.newest();
  room.seal(PEOPLE.secretary, 'topic.topApprove');
  room.seal(PEOPLE.director, 'topic.schedule');
  room.seal(PEOPLE.director, 'topic.lock');
  const returned = room.seal(PEOPLE.clerk, 'topic.return', { reason: '断网期间退回' }, { basis, offline: true });
  assert.equal(room.status(), 'locked');
  assert.equal(room.topic().conflicts[0]!.standing.type, 'topic.topApprove');
  room.seal(PEOPLE.director, 'conflict.settle', { choose: returned.id, ...WHY });
  assert.equal(room.status(), 'returned');
  assert.deepEqual(
    room.topic().steps.map(({ step }) => step),
    ['submitted', 'leader_signed', 'office_reviewed', 'returned'],
  );
  assert.equal(room.topic().approval, null);
  assert.equal(room.entries.length, 9, 'nothing is ever taken out of the trail');
});

test('keeping what stands keeps all that was built upon it', () => {
  const room = new SealedRoom().bring('office_reviewed');
  const basis = room.newest();
  const approved = room.seal(PEOPLE.secretary, 'topic.topApprove');
  room.seal(PEOPLE.director, 'topic.schedule');
  room.seal(PEOPLE.clerk, 'topic.return', { reason: 'x' }, { basis });
  const before = room.topic().steps;
  room.seal(leader2, 'conflict.settle', { choose: approved.id, ...WHY });
  assert.equal(room.status(), 'scheduled');
  assert.deepEqual(room.topic().steps, before);
  room.seal(PEOPLE.director, 'topic.lock');
});

test('the second of two commands queued offline is judged by the first, and both count when the second is chosen', () => {
  const room = new SealedRoom().bring('leader_signed');
  const basis = room.newest();
  room.seal(PEOPLE.director, 'topic.defer', { reason: '另行研究' });
  const reviewed = room.seal(PEOPLE.clerk, 'topic.review', {}, { basis, offline: true });
  // Queued upon the review; before it arrives, somebody else's late decision joins the conflict.
  room.seal(person('clerk2', 'cpc', 'clerk'), 'topic.return', { reason: 'x' }, { basis });
  const approved = room.seal(PEOPLE.secretary, 'topic.topApprove', {}, { basis: reviewed.id, offline: true });
  assert.equal(approved.outcome, 'contested');
  room.seal(leader2, 'conflict.settle', { choose: approved.id, ...WHY });
  assert.equal(room.status(), 'top_approved');
  assert.deepEqual(
    room
      .topic()
      .steps.map(({ step }) => step)
      .slice(-2),
    ['office_reviewed', 'top_approved'],
  );
});
