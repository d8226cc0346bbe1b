import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { cleanSteps, cleanTopic, findingsOf, flagsOf, sampleSettings, without } from './meeting-cases.js';

type Step = { step?: unknown; by?: unknown; at?: unknown };

function params(steps: readonly Step[]) {
  return findingsOf(cleanTopic({ steps }), sampleSettings()).find(({ rule }) => rule === 'OUT_OF_PROCEDURE')?.params;
}

function without1(name: string): Step[] {
  return cleanSteps().filter((step) => step.step !== name);
}

const at = (step: string, time: string): Step => ({ step, by: '', at: `${time}:00+08:00` });

describe('a missing step', () => {
  for (const step of ['submitted', 'leader_signed', 'office_reviewed', 'top_approved']) {
    test(`${step} is named when a later one has been taken`, () => {
      assert.deepEqual(params(without1(step)), { missing: [step], reversed: [] });
    });
  }

  test('scheduled is not missed while nothing comes after it', () =>
    assert.equal(params(without1('scheduled')), undefined));

  test('several are named in their order', () => {
    assert.deepEqual(params([at('scheduled', '2024-04-12T16:00')])?.['missing'], [
      'submitted',
      'leader_signed',
      'office_reviewed',
      'top_approved',
    ]);
  });

  test('a line with an empty date has not been taken', () => {
    const steps = cleanSteps().map((step) => (step.step === 'leader_signed' ? { ...step, at: null } : step));
    assert.deepEqual(params(steps)?.['missing'], ['leader_signed']);
  });

  test('a line without the key for its date is there, and its order unknown', () => {
    const steps = cleanSteps().map((step) => (step.step === 'leader_signed' ? without(step, 'at') : step));
    assert.equal(params(steps), undefined);
  });
});

describe('the order', () => {
  test('is that of the times, not of the list', () => assert.equal(params(cleanSteps().reverse()), undefined));

  test('holds for equal times', () => {
    const steps = cleanSteps().map((step) => ({ ...step, at: '2024-04-09T09:00:00+08:00' }));
    assert.equal(params(steps), undefined);
    assert.equal(params(steps.reverse()), undefined);
  });

  test('is compared as moments, whatever offset they are written in', () => {
    const steps = cleanSteps();
    steps[1]!.at = '2024-04-09T02:00:00Z';
    assert.equal(params(steps), undefined);
    steps[1]!.at = '2024-04-08T01:29:59Z';
    assert.deepEqual(params(steps), { missing: [], reversed: [['submitted', 'leader_signed']] });
  });

  test('broken by one second is broken', () => {
    const steps = cleanSteps();
    steps[3]!.at = '2024-04-10T14:59:59+08:00';
    assert.deepEqual(params(steps), { missing: [], reversed: [['office_reviewed', 'top_approved']] });
  });

  test('broken by a first step dated last names each step that came before it', () => {
    const steps = cleanSteps();
    steps[0]!.at = '2024-04-13T09:00:00+08:00';
    assert.deepEqual(
      params(steps)?.['reversed'],
      ['leader_signed', 'office_reviewed', 'top_approved', 'scheduled'].map((step) => ['submitted', step]),
    );
  });
});

describe('steps taken again', () => {
  test('of a repeated step the last one counts, wherever it stands in the list', () => {
    const steps = [at('leader_signed', '2024-04-07T09:00'), ...cleanSteps()];
    assert.equal(params(steps), undefined);
    assert.equal(params(steps.reverse()), undefined);
    const later = [...cleanSteps(), at('leader_signed', '2024-04-13T09:00')];
    assert.deepEqual(params(later)?.['reversed'], [
      ['leader_signed', 'office_reviewed'],
      ['leader_signed', 'top_approved'],
      ['leader_signed', 'scheduled'],
    ]);
  });

  test('a return makes what came before it void', () => {
    const again = [
      at('submitted', '2024-04-02T09:00'),
      at('leader_signed', '2024-04-02T10:00'),
      at('returned', '2024-04-03T09:00'),
      ...cleanSteps(),
    ];
    assert.equal(params(again), undefined);
    assert.deepEqual(params(again.filter((step, index) => index < 3 || step.step !== 'leader_signed'))?.['missing'], [
      'leader_signed',
    ]);
  });

  test('a return at the end leaves nothing to judge', () => {
    assert.equal(params([...without1('leader_signed'), at('returned', '2024-04-13T09:00')]), undefined);
  });

  test('of two returns the last one counts', () => {
    const steps = [at('returned', '2024-04-08T09:00'), ...cleanSteps(), at('returned', '2024-04-07T09:00')];
    assert.equal(params(steps), undefined);
  });
});

describe('what is left alone', () => {
  test('steps of other names, whenever they were taken', () => {
    const others = ['minuted', '公示', 'decided', 'locked', 'deferred'].map((step) => at(step, '2020-01-01T09:00'));
    assert.equal(params([...others, ...cleanSteps(), { step: null, at: null }, {}]), undefined);
  });

  test('nothing done yet, and nothing known', () => {
    assert.deepEqual(flagsOf(cleanTopic({ steps: [] })), []);
    assert.deepEqual(flagsOf(cleanTopic({ steps: null })), []);
    assert.deepEqual(flagsOf(without(cleanTopic(), 'steps')), []);
  });
});
