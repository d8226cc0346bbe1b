import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { meetingInputOf } from '../../../src/model/agenda/meeting-input.js';
import type { LeaveRow, Meeting, Register } from '../../../src/model/agenda/meeting.js';
import { EMPTY_TOPIC, NO_ROWS, type Topic, type TopicId } from '../../../src/model/agenda/topic.js';
import { MEETING_AHEAD } from '../../../src/model/agenda/meeting-state.js';
import { TOPIC_UNTOUCHED } from '../../../src/model/agenda/topic-history.js';
import { MEETING_SUBJECT, type AgendaRecord, type TopicState } from '../../../src/model/agenda/topic-state.js';
import { checkMeeting } from '../../../src/rules/meetings/index.js';
import { sampleSettings } from './meeting-cases.js';

function register(...values: string[]): Register<string> {
  return {
    values: values.map((value, client) => ({ value, writeId: `w${client}`, client, stamp: null, also: [] })),
    former: [],
  };
}

function liveMeeting(changes: Partial<Meeting> = {}): Meeting {
  return {
    kind: '县委常委会会议',
    hostOffice: 'cpc',
    title: '第7次会议',
    number: '',
    startAt: register('2024-04-16T09:00:00+08:00'),
    place: register('三楼会议室'),
    host: register(),
    plannedMinutes: null,
    membersTotal: 11,
    membersConfirmed: 10,
    leave: [],
    members: [],
    ...changes,
  };
}

function liveTopic(changes: Partial<Topic> = {}): Topic {
  return {
    ...EMPTY_TOPIC,
    ...NO_ROWS,
    id: 't1' as TopicId,
    title: '关于乡村道路养护的汇报',
    proposer: '县交通运输局',
    sponsor: '',
    reporter: '',
    attendUnits: [],
    kind: '',
    minutes: null,
    notes: '',
    requiredMaterials: [],
    coordinated: true,
    rank: 'a0',
    removed: false,
    ...changes,
  };
}

function recordWith(state?: Partial<TopicState>): AgendaRecord {
  const topic: TopicState = { ...TOPIC_UNTOUCHED, ...state };
  const topics = new Map(state ? [['t1', topic]] : []);
  return { office: 'cpc', kind: '县委常委会会议', title: '', waivers: [], entries: [], topics, meeting: MEETING_AHEAD };
}

function flags(meeting: Meeting, topics: readonly Topic[], record: AgendaRecord): string[][] {
  return checkMeeting(meetingInputOf(meeting, topics, record), sampleSettings()).map(({ rule, subject }) => [
    rule,
    subject,
  ]);
}

const sealed = (step: string, time: string) => ({
  step,
  by: '',
  at: `2024-04-${time}:00.000Z`,
  entryId: step,
  imported: false,
});
const receipt = (material: string, time: string) => ({
  material,
  by: '',
  at: `2024-04-${time}:00.000Z`,
  entryId: material,
  imported: false,
});

describe('a live topic', () => {
  test('of which the record knows nothing is only asked for its papers', () => {
    const topic = liveTopic({ requiredMaterials: ['送审稿'] });
    assert.deepEqual(flags(liveMeeting(), [topic], recordWith()), [['MATERIAL_MISSING', 't1']]);
    assert.deepEqual(flags(liveMeeting(), [liveTopic()], recordWith()), []);
  });

  test('is late by the receipts that were sealed, the required ones alone', () => {
    const topic = liveTopic({ requiredMaterials: ['送审稿'] });
    const late = recordWith({ receipts: [receipt('送审稿', '11T09:01')] });
    assert.deepEqual(flags(liveMeeting(), [topic], late), [['LATE', 't1']]);
    const onTime = recordWith({ receipts: [receipt('送审稿', '11T09:00'), receipt('照片', '12T09:00')] });
    assert.deepEqual(flags(liveMeeting(), [topic], onTime), []);
  });

  test('is out of procedure by the steps that were sealed', () => {
    const record = recordWith({ steps: [sealed('submitted', '08T01:00'), sealed('office_reviewed', '09T01:00')] });
    assert.deepEqual(flags(liveMeeting(), [liveTopic()], record), [['OUT_OF_PROCEDURE', 't1']]);
  });

  test('approved anew keeps its first listing in order', () => {
    const steps = [
      ...['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'scheduled'].map((step, day) =>
        sealed(step, `0${day + 1}T01:00`),
      ),
      sealed('reapproved', '09T01:00'),
    ];
    assert.deepEqual(flags(liveMeeting(), [liveTopic()], recordWith({ steps })), []);
  });

  test('is ad hoc by the record, not agreed by the content', () => {
    const record = recordWith({ adHoc: { approver: '县委书记', reason: '汛情', at: '', entryId: 'e' } });
    assert.deepEqual(flags(liveMeeting(), [liveTopic({ coordinated: false })], record), [
      ['AD_HOC', 't1'],
      ['UNCOORDINATED', 't1'],
    ]);
  });

  test('that was removed is left out', () => {
    const topic = liveTopic({ removed: true, coordinated: false, title: '机密★' });
    assert.deepEqual(flags(liveMeeting(), [topic], recordWith()), []);
  });

  test('with a mark in any of its texts is blocked', () => {
    for (const changes of [
      { notes: '机密★1年' },
      { attendUnits: ['【秘密】'] },
      { reporter: '绝 密 ☆' },
      { no: '秘密' },
    ]) {
      assert.deepEqual(flags(liveMeeting(), [liveTopic(changes)], recordWith()), [['CLASSIFIED_MARK', 't1']]);
    }
  });
});

describe('what a file stated and what was sealed since', () => {
  const imported = { file: 'f.json', digest: '', no: 'T1', materialsReceivedAt: null, providedMaterials: ['汇报材料'] };

  test('count together', () => {
    const topic = liveTopic({ requiredMaterials: ['汇报材料', '送审稿'] });
    const before = recordWith({ imported });
    assert.deepEqual(flags(liveMeeting(), [topic], before), [['MATERIAL_MISSING', 't1']]);
    const after = recordWith({ imported, receipts: [receipt('送审稿', '15T01:00')] });
    assert.deepEqual(flags(liveMeeting(), [topic], after), [['LATE', 't1']]);
  });

  test('steps of which a file says nothing are judged once one is sealed', () => {
    assert.deepEqual(flags(liveMeeting(), [liveTopic()], recordWith({ imported })), []);
    const record = recordWith({ imported, steps: [sealed('scheduled', '12T01:00')] });
    assert.deepEqual(flags(liveMeeting(), [liveTopic()], record), [['OUT_OF_PROCEDURE', 't1']]);
  });
});

describe('a live meeting', () => {
  const late = recordWith({ receipts: [receipt('送审稿', '15T01:00')] });

  test('has no cut-off while its time is contested or unknown', () => {
    const two = register('2024-04-16T09:00:00+08:00', '2024-04-17T09:00:00+08:00');
    assert.deepEqual(flags(liveMeeting({ startAt: two }), [liveTopic()], late), []);
    assert.deepEqual(flags(liveMeeting({ startAt: register() }), [liveTopic()], late), []);
    assert.deepEqual(flags(liveMeeting({ startAt: register('下周二') }), [liveTopic()], late), []);
    assert.deepEqual(flags(liveMeeting(), [liveTopic()], late), [['LATE', 't1']]);
  });

  test('is the subject of what concerns no topic', () => {
    const row: LeaveRow = { id: 'l1', person: '岑予安', reason: '', approvedBy: '', at: '', removed: false };
    const meeting = liveMeeting({ leave: [row, { ...row, id: 'l2', removed: true }] });
    assert.deepEqual(flags(meeting, [], recordWith()), [['LEAVE_NOT_APPROVED', MEETING_SUBJECT]]);
    const marked = liveMeeting({ place: register('三楼', '机密★ 一楼') });
    assert.deepEqual(flags(marked, [], recordWith()), [['CLASSIFIED_MARK', MEETING_SUBJECT]]);
  });
});
