import assert from 'node:assert/strict';
import test from 'node:test';
import { chained, firstApart, itemsOf, type Chain } from '../../src/model/chain.js';
import { pick, seededRandom, seeds } from '../record/seeded.js';
import { PEOPLE, SealedRoom } from '../record/sealed-room.js';

test('chains that grew from one another give their items in order, and the first that sets them apart', () => {
  assert.deepEqual(itemsOf(null), []);
  for (const seed of seeds(50)) {
    const random = seededRandom(seed);
    const all: { chain: Chain<number> | null; list: readonly number[] }[] = [{ chain: null, list: [] }];
    for (let item = 0; item < 40; item += 1) {
      const { chain, list } = pick(random, all);
      all.push({ chain: chained(chain, item), list: [...list, item] });
    }
    for (const one of all) {
      assert.deepEqual(itemsOf(one.chain), one.list, `seed ${seed}`);
      const other = pick(random, all);
      const apart = one.list.find((item) => !other.list.includes(item));
      assert.equal(firstApart(one.chain, other.chain), apart, `seed ${seed}`);
    }
  }
});

test('what a lane keeps for each entry shares all but the last step with what it kept for the one before', () => {
  const room = new SealedRoom().bring('submitted');
  const first = room.newest();
  room.seal(PEOPLE.director, 'topic.defer', { reason: '另行研究' });
  const lane = room.state.stateLane('t1');
  assert.equal(lane.stateAfter(lane.newest).taken!.before, lane.stateAfter(first).taken);
  const settled = room.seal(PEOPLE.director, 'topic.adHoc', { approver: '县委书记', reason: '防汛紧急' });
  assert.equal(lane.stateAfter(settled.id).taken!.length, 3);
});
