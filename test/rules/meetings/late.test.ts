import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { checkMeeting } from '../../../src/rules/meetings/index.js';
import { cleanSteps, cleanTopic, findingsOf, flagsOf, meetingOf, sampleSettings, without } from './meeting-cases.js';

const CUT_OFF = '2024-04-11T17:00:00+08:00';

function signedAt(at: string) {
  return cleanSteps().map((step) => (step.step === 'leader_signed' ? { ...step, at } : step));
}

function lateParams(topic: Parameters<typeof findingsOf>[0], settings = sampleSettings()) {
  return findingsOf(topic, settings).find((finding) => finding.rule === 'LATE')?.params;
}

describe('the cut-off', () => {
  test('itself is on time', () => {
    assert.deepEqual(flagsOf(cleanTopic({ materialsReceivedAt: CUT_OFF })), []);
  });

  test('is missed by one second', () => {
    const params = lateParams(cleanTopic({ materialsReceivedAt: '2024-04-11T17:00:01+08:00' }));
    assert.deepEqual(params, { deadline: CUT_OFF, at: '2024-04-11T17:00:01+08:00', cause: 'materials', minutes: 1 });
  });

  test('itself is late where the county says so', () => {
    const settings = sampleSettings({ topicDeadline: { workdaysBefore: 3, time: '17:00', inclusive: false } });
    assert.equal(lateParams(cleanTopic({ materialsReceivedAt: CUT_OFF }), settings)?.['minutes'], 0);
    assert.deepEqual(flagsOf(cleanTopic({ materialsReceivedAt: '2024-04-11T16:59:59+08:00' }), settings), []);
  });

  test('is compared as a moment, whatever offset the file is written in', () => {
    assert.deepEqual(flagsOf(cleanTopic({ materialsReceivedAt: '2024-04-11T09:00:00Z' })), []);
    assert.deepEqual(flagsOf(cleanTopic({ materialsReceivedAt: '2024-04-11T09:00:01Z' })), ['LATE']);
    assert.deepEqual(flagsOf(cleanTopic({ materialsReceivedAt: '2024-04-11T05:00:00-04:00' })), []);
  });

  test('is written in the zone of the county', () => {
    const settings = sampleSettings({ timezone: 'Asia/Urumqi' });
    const params = lateParams(cleanTopic({ materialsReceivedAt: '2024-04-12T14:40:00+08:00' }), settings);
    assert.equal(params?.['deadline'], '2024-04-11T17:00:00+06:00');
    assert.equal(params['minutes'], 1180);
  });
});

describe('what counts as the last paper', () => {
  test('a signature after the cut-off makes a topic late whose papers were on time', () => {
    const params = lateParams(cleanTopic({ steps: signedAt('2024-04-11T18:00:00+08:00') }));
    assert.deepEqual([params?.['cause'], params?.['minutes']], ['signature', 60]);
  });

  test('later steps may well fall after it', () => {
    assert.deepEqual(flagsOf(cleanTopic()), []);
  });

  test('of two signatures the last one counts', () => {
    const steps = [{ step: 'leader_signed', by: '', at: '2024-04-11T18:00:00+08:00' }, ...cleanSteps()];
    assert.ok(flagsOf(cleanTopic({ steps })).includes('LATE'));
  });

  test('a signature before the last return does not', () => {
    const steps = [
      { step: 'leader_signed', by: '', at: '2024-04-11T18:00:00+08:00' },
      { step: 'returned', by: '', at: '2024-04-11T18:30:00+08:00' },
    ];
    assert.deepEqual(flagsOf(cleanTopic({ steps })), []);
  });

  test('receipts of single papers count, those of papers that nobody asked for do not', () => {
    const topic = cleanTopic({
      materialsReceivedAt: null,
      receipts: [
        { material: '汇报材料', at: '2024-04-10T09:00:00+08:00' },
        { material: '照片', at: '2024-04-15T09:00:00+08:00' },
      ],
    });
    assert.deepEqual(flagsOf(topic), []);
    const late = { ...topic, receipts: [{ material: '汇报 材料', at: '2024-04-15T09:00:00+08:00' }] };
    assert.deepEqual(flagsOf(late), ['LATE']);
  });
});

describe('what the input does not carry', () => {
  const late = cleanTopic({ materialsReceivedAt: '2024-04-12T14:40:00+08:00' });

  test('no receipt, no lateness: null and absent alike', () => {
    const steps = signedAt('2024-04-12T14:30:00+08:00');
    for (const topic of [
      cleanTopic({ materialsReceivedAt: null, steps }),
      without(cleanTopic({ steps }), 'materialsReceivedAt'),
    ]) {
      assert.ok(!flagsOf(topic).includes('LATE'));
    }
  });

  test('late papers are late without any word of steps', () => {
    assert.deepEqual(flagsOf(without(late, 'steps')), ['LATE']);
    assert.deepEqual(flagsOf({ ...late, steps: null }), ['LATE']);
    assert.deepEqual(flagsOf({ ...late, steps: [] }), ['LATE']);
  });

  test('a meeting without a time has no cut-off', () => {
    for (const changes of [{ startAt: null }, { startAt: undefined }]) {
      assert.deepEqual(checkMeeting(meetingOf([late], changes), sampleSettings()), []);
    }
  });

  test('a signature without a time says nothing of lateness', () => {
    const steps = cleanSteps().map((step) => (step.step === 'leader_signed' ? without(step, 'at') : step));
    assert.deepEqual(flagsOf(cleanTopic({ steps })), []);
  });
});

describe('another county', () => {
  test('with another calendar flags another topic', () => {
    const topic = cleanTopic({ materialsReceivedAt: '2025-09-29T10:00:00+08:00', steps: null });
    const meeting = meetingOf([topic], { startAt: '2025-10-09T09:00:00+08:00' });
    const national = sampleSettings({
      workCalendar: {
        holidays: ['01', '02', '03', '06', '07', '08'].map((day) => `2025-10-${day}`),
        makeupWorkdays: ['2025-09-28'],
      },
    });
    assert.deepEqual(
      checkMeeting(meeting, national).map((finding) => finding.rule),
      ['LATE'],
    );
    const without = sampleSettings({ workCalendar: { holidays: [], makeupWorkdays: [] } });
    assert.deepEqual(checkMeeting(meeting, without), []);
  });

  test('may mute the rule, soften it, or make it block', () => {
    const topic = cleanTopic({ materialsReceivedAt: '2024-04-12T14:40:00+08:00' });
    assert.deepEqual(flagsOf(topic, sampleSettings({ rules: { LATE: 'off' } })), []);
    for (const severity of ['info', 'block']) {
      assert.equal(findingsOf(topic, sampleSettings({ rules: { LATE: severity } }))[0]!.severity, severity);
    }
  });
});
