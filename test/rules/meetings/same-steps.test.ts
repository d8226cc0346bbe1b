import assert from 'node:assert/strict';
import test from 'node:test';
import { meetingInputOf, type StepInput } from '../../../src/model/agenda/meeting-input.js';
import { parseMeeting } from '../../../src/model/agenda/meeting.js';
import { PROCEDURE, stepsThatCount } from '../../../src/model/agenda/topic-state.js';
import { stepsTaken } from '../../../src/rules/meetings/steps.js';
import type { JsonObject } from '../../../src/model/json.js';
import { PEOPLE, SealedRoom } from '../../record/sealed-room.js';
import { pick, seededRandom, seeds } from '../../record/seeded.js';

const NAMES = [...PROCEDURE, 'returned', 'deferred', 'solicited'];
const TIMES = ['08T09:00', '09T09:00', '09T09:00', '10T09:00', '11T09:00'].map((time) => `2024-04-${time}:00+08:00`);

function randomSteps(random: () => number): StepInput[] {
  return Array.from({ length: Math.floor(random() * 7) }, () => {
    const step = { step: pick(random, NAMES), by: '某人' };
    const chance = random();
    return chance < 0.2 ? step : { ...step, at: chance < 0.4 ? null : pick(random, TIMES) };
  });
}

const nothing = { values: [], former: [] };
const { meeting } = parseMeeting({ title: '' }, { startAt: nothing, place: nothing, host: nothing }, []);

/** Steps of the procedure that count for the rules, when the file is checked. */
const checked = (steps: readonly StepInput[]): string[] => [...(stepsTaken({ id: 't1', steps })?.keys() ?? [])];

/** The same for the rules on the live topic, and for the state that was computed from the record. */
function live(room: SealedRoom): { noticed: string[]; counted: string[] } {
  const { topics } = meetingInputOf(meeting, [room.topics.get('t1')!], room.state.record);
  const counted = stepsThatCount(room.topic().steps).map(({ step }) => step);
  return {
    noticed: [...(stepsTaken(topics![0]!)?.keys() ?? [])],
    counted: counted.filter((step) => (PROCEDURE as readonly string[]).includes(step)),
  };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

test('a check, the state after an import and the rules on the live topic count the same steps of a file', () => {
  for (const seed of seeds(300)) {
    const random = seededRandom(seed);
    const steps = randomSteps(random);
    const room = new SealedRoom();
    const payload = { file: 'f.json', digest: 'd'.repeat(64), no: 'T', steps: steps as unknown as JsonObject[] };
    room.sealBySystem('imported', 't1', payload);
    const what = `seed ${seed}: ${JSON.stringify(steps)}`;
    assert.deepEqual(sorted(live(room).counted), sorted(checked(steps)), what);
    assert.deepEqual(sorted(live(room).noticed), sorted(checked(steps)), what);
  }
});

test('a return that is sealed here makes every step of the file void, dated or not, for state and rules alike', () => {
  const room = new SealedRoom();
  const steps = [
    { step: 'submitted', at: '2024-04-08T09:00:00+08:00' },
    { step: 'leader_signed', at: '2030-01-01T09:00:00+08:00' },
    { step: 'office_reviewed' },
  ];
  room.sealBySystem('imported', 't1', { file: 'f.json', digest: 'd'.repeat(64), no: 'T', steps });
  room.seal(PEOPLE.clerk, 'topic.return', { reason: '材料不齐' });
  assert.deepEqual(live(room), { noticed: [], counted: [] });
  room.seal(PEOPLE.unit, 'topic.submit');
  assert.deepEqual(live(room), { noticed: ['submitted'], counted: ['submitted'] });
});
