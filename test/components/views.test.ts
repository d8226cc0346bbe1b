import { MEETING_SUBJECT, type AgendaRecord, type TopicState } from '../../src/model/agenda/topic-state.js';
import { EMPTY_TOPIC, NO_ROWS, type Topic, type TopicId } from '../../src/model/agenda/topic.js';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import { createRecordState } from '../../src/model/agenda/record-state.js';
import { meetingInputOf } from '../../src/model/agenda/meeting-input.js';
import { BoardViews, type BoardInput } from '../../src/components/agenda-board/board-view.js';
import { clockWords, marksOf, wordWidth } from '../../src/components/agenda-board/clock-layout.js';
import { readCount } from '../../src/components/agenda-board/board-actions.js';
import { cssString } from '../../src/components/agenda-board/board-host.js';
import { AgendaRows } from '../../src/components/agenda-board/agenda-rows.js';
import { ListFilter } from '../../src/components/agenda-board/list-filter.js';
import { materialClock } from '../../src/components/agenda-board/meeting-view.js';
import { noticeMeeting } from '../../src/components/agenda-board/notices.js';
import {
  NEW_TOPIC,
  topicFacts,
  type BoardFinding,
  type TopicContext,
  type TopicFacts,
} from '../../src/components/agenda-board/topic-view.js';
import { PEOPLE, sampleFiles, sampleRoom } from '../../stories/sample-room.js';
import { checkMeeting } from '../../src/rules/meetings/index.js';
import { equal, ok, test } from '../controllers/bdd.js';

const AFTER: TopicContext = { deadline: Date.parse('2024-04-11T17:00:00+08:00'), pastDeadline: true };
const BEFORE: TopicContext = { ...AFTER, pastDeadline: false };

function topic(fields: Partial<Topic> = {}): Topic {
  return { ...EMPTY_TOPIC, ...NO_ROWS, id: 't' as TopicId, rank: 'a0', removed: false, ...fields };
}

function state(fields: Partial<TopicState> = {}): TopicState {
  return { ...NEW_TOPIC, ...fields };
}

function step(name: string, at: string): TopicState['steps'][number] {
  return { step: name, by: '某人', at, entryId: 'e', imported: false };
}

function receipt(material: string, at: string): TopicState['receipts'][number] {
  return { material, at, by: '', entryId: 'e', imported: false };
}

function finding(rule: string, params: BoardFinding['params'] = {}): BoardFinding {
  return { rule, severity: 'warn', subject: 't', params };
}

/** These topics as the lines of an agenda that begins at `startAt` and is planned for so many minutes. */
function rowsOf(facts: readonly TopicFacts[], startAt: number | null, planned: number | null): AgendaRows {
  const rows = new AgendaRows();
  rows.take({
    topics: facts.map(({ topic }) => topic),
    states: new Map(facts.map(({ topic, state }) => [topic.id, state])),
    judge: (topic) => facts.find((one) => one.topic === topic)!,
    startAt,
    planned,
  });
  return rows;
}

test('a material is awaited before the cut-off and missing after it', () => {
  const wanted = topic({ requiredMaterials: ['汇报材料', '送审稿'] });
  const some = state({ receipts: [receipt('汇报材料', '2024-04-09T10:00:00+08:00')] });
  equal(topicFacts(wanted, state(), [], BEFORE).material.light, 'idle');
  equal(topicFacts(wanted, some, [], BEFORE).material.kind, 'awaited');
  const late = topicFacts(wanted, some, [], AFTER).material;
  equal([late.kind, late.light, late.missing, late.have], ['missing', 'bad', ['送审稿'], 1]);
});

test('blanks in the name of a material make no difference', () => {
  const facts = topicFacts(
    topic({ requiredMaterials: ['汇报 材料'] }),
    state({ receipts: [receipt('汇报材料', '2024-04-11T16:59:30+08:00')] }),
    [],
    AFTER,
  );
  equal(facts.material.kind, 'dot');
});

test('lateness is what the rule says, not what the page thinks', () => {
  const one = topic({ requiredMaterials: ['汇报材料'] });
  const all = state({ receipts: [receipt('汇报材料', '2024-04-12T14:40:00+08:00')] });
  const late = topicFacts(one, all, [finding('LATE', { minutes: 1300 })], AFTER).material;
  equal([late.kind, late.by], ['late', 1300 * 60_000]);
  equal(
    topicFacts(one, all, [], AFTER).material.kind,
    'complete',
    'a county that switched the rule off sees no lateness',
  );
});

test('the chain shows steps that were left out, came too early, are next, or are to come', () => {
  const marks = (steps: TopicState['steps'], status: TopicState['status']): readonly string[] =>
    topicFacts(topic(), state({ steps, status }), [], AFTER).gate.map((pip) => pip.mark);
  equal(marks([], 'new'), ['next', 'todo', 'todo', 'todo', 'todo']);
  equal(
    marks(
      [step('submitted', '2024-04-09T10:00:00Z'), step('office_reviewed', '2024-04-10T10:00:00Z')],
      'office_reviewed',
    ),
    ['done', 'missing', 'done', 'next', 'todo'],
  );
  equal(
    marks([step('leader_signed', '2024-04-08T10:00:00Z'), step('submitted', '2024-04-09T10:00:00Z')], 'leader_signed'),
    ['done', 'disorder', 'next', 'todo', 'todo'],
  );
  equal(
    marks([step('submitted', '2024-04-09T10:00:00Z'), step('returned', '2024-04-10T10:00:00Z')], 'returned'),
    ['next', 'todo', 'todo', 'todo', 'todo'],
    'a return makes what was before it void',
  );
  equal(marks([step('submitted', '2024-04-09T10:00:00Z')], 'withdrawn'), ['done', 'todo', 'todo', 'todo', 'todo']);
});

test('the status column says the one thing that matters most', () => {
  const word = (fields: Partial<TopicState>, findings: readonly BoardFinding[] = []): string =>
    topicFacts(topic(), state(fields), findings, AFTER).status.word;
  equal(word({ status: 'scheduled' }), 'scheduled');
  equal(word({ status: 'scheduled' }, [finding('OUT_OF_PROCEDURE')]), 'gap');
  const waiver = { rule: 'OUT_OF_PROCEDURE', approver: '书记', reason: '急', by: '柏溪', at: '', entryId: 'e' };
  equal(word({ status: 'scheduled', waivers: [waiver] }, [finding('OUT_OF_PROCEDURE')]), 'scheduled');
  equal(word({ status: 'scheduled' }, [finding('CLASSIFIED_MARK'), finding('OUT_OF_PROCEDURE')]), 'marked');
});

test('start times run on until a topic has no minutes, and the plan ends inside one topic', () => {
  const facts = [15, 50, null, 10].map((minutes, index) =>
    topicFacts(topic({ id: `t${index}` as TopicId, minutes }), state(), [], AFTER),
  );
  const rows = rowsOf(facts, 0, 60);
  equal(
    rows.heard.map((row) => row.startsAt),
    [0, 15 * 60_000, 65 * 60_000, null],
  );
  equal(
    rows.heard.map((row) => [row.planEndsHere, row.outsidePlan]),
    [
      [false, false],
      [true, false],
      [false, false],
      [false, true],
    ],
  );
  equal(rows.duration, { total: 75, planned: 60, over: 15, unknown: 1 });
});

test('a deferred topic takes no time', () => {
  const facts = [topicFacts(topic({ minutes: 15 }), state({ status: 'deferred' }), [], AFTER)];
  const rows = rowsOf(facts, 0, 10);
  equal(rows.duration.total, 0);
  equal(rows.aside[0]!.startsAt, null);
});

test('the clock runs from the first material to the meeting, and every topic has its dot', () => {
  const at = (hour: number): number => Date.parse('2024-04-09T00:00:00Z') + hour * 3_600_000;
  const facts = [10, 10.1, 30].map((hour, index) =>
    topicFacts(
      topic({ id: `t${index}` as TopicId, requiredMaterials: ['a'] }),
      state({ receipts: [receipt('a', new Date(at(hour)).toISOString())] }),
      [],
      { deadline: at(40), pastDeadline: false },
    ),
  );
  const clock = materialClock({
    rows: rowsOf(facts, null, null).heard,
    deadline: at(40),
    startAt: at(96),
    now: at(48),
    dayStart: (time) => Math.floor(time / 86_400_000) * 86_400_000,
    isWorkday: (time) => new Date(time).getUTCDay() !== 0,
  })!;
  equal([clock.days.length, clock.dots.length], [4, 3]);
  equal(
    marksOf(clock.dots, 600).map(({ text }) => text),
    ['1·2', '3'],
  );
  equal(clock.nowPlace, 0.5);
  equal(clock.onTime, 3);
});

test('dots of one light that would hide each other are joined; of unlike ones each says its own, with its number in sight', () => {
  const dots = [0.1, 0.101, 0.14, 0.145, 0.146, 0.9].map((place, index) => ({
    place,
    order: index + 1,
    light: index === 2 ? ('bad' as const) : ('ok' as const),
  }));
  for (const line of [280, 600, 1200]) {
    const marks = marksOf(dots, line);
    equal(marks.flatMap(({ orders }) => orders).sort(), [1, 2, 3, 4, 5, 6]);
    for (const mark of marks)
      equal(
        mark.orders.map((order) => dots[order - 1]!.light),
        mark.orders.map(() => mark.light),
      );
    equal(marks[marks.length - 1]!.light, 'bad', 'over the others');
    const alongLine = [...marks].sort((x, y) => x.place - y.place);
    alongLine.slice(1).forEach((mark, index) => {
      const before = alongLine[index]!;
      const apart = (mark.width + before.width) * (mark.light === before.light ? 0.5 : 0.4);
      ok((mark.place - before.place) * line > apart - 0.001, `${line}: ${before.text} ${mark.text}`);
    });
  }
});

test('the words of the clock stand where they are not in each other’s way, or not at all', () => {
  const widths = {
    cutOffWidth: wordWidth('截止 11日 17:00'),
    nowWidth: wordWidth('现在'),
    endWidth: wordWidth('开会 16日 9:00'),
  };
  const sides = (deadline: number, now: number, line = 600): unknown => clockWords({ line, deadline, now, ...widths });
  equal(sides(200, 400), { cutOff: 'right', now: 'right' });
  equal(sides(200, 230), { cutOff: 'left', now: 'right' });
  equal(sides(200, 180), { cutOff: 'right', now: 'left' });
  equal(sides(20, 40), { cutOff: null, now: 'right' });
  equal(sides(450, 590), { cutOff: 'left', now: null });
});

test('the filter looks into title, units and people, and keeps what wants someone', () => {
  const rows = rowsOf(
    [
      topicFacts(topic({ id: 'a' as TopicId, title: '防汛' }), state(), [finding('LATE')], AFTER),
      topicFacts(topic({ id: 'b' as TopicId, proposer: '县水利局' }), state(), [], AFTER),
    ],
    null,
    null,
  );
  const filter = new ListFilter();
  const shown = (text: string, onlyFindings: boolean): ReturnType<ListFilter['apply']> =>
    filter.apply(rows.heard, { text, onlyFindings });
  equal(
    shown('水利', false).map((row) => row.id),
    ['b'],
  );
  equal(
    shown('', true).map((row) => row.id),
    ['a'],
  );
  equal(shown(' ', false).length, 2);
});

test('topic by topic the rules say what they say of the whole meeting', async () => {
  const sample = await sampleRoom();
  const session = sample.room.join(PEOPLE.clerk);
  const { content, record, settings } = session;
  const whole = checkMeeting(meetingInputOf(content.meeting, content.topics, record.state), settings);
  const noticed = noticeMeeting(content.meeting, record.state, settings);
  const parts = content.topics.flatMap((one) => noticed.ofTopic(one, record.state.topics.get(one.id)));
  const key = ({ rule, subject }: BoardFinding): string => `${subject} ${rule}`;
  equal(
    parts.map(key).sort(),
    whole
      .filter(({ subject }) => subject !== MEETING_SUBJECT)
      .map(key)
      .sort(),
  );
  ok(parts.length === 4, 'the sample has four findings of topics');
});

test('a view keeps the facts of every topic that did not change', async () => {
  const { settings } = await sampleFiles();
  const sample = await sampleRoom();
  const session = sample.room.join(PEOPLE.clerk);
  const views = new BoardViews();
  const read = (): ReturnType<BoardViews['view']> =>
    views.view({
      topics: session.content.topics,
      removedTopics: [],
      meeting: session.content.meeting,
      record: session.record.state,
      settings,
      now: session.now(),
      filter: '',
      onlyFindings: false,
      notice: noticeMeeting,
    });
  const before = read();
  session.content.setTopic(sample.topics[1]!, { minutes: 9 });
  const after = read();
  equal(
    after.rows.map((row, index) => row.facts === before.rows[index]!.facts),
    [true, false, true, true, true],
  );
  await sample.room
    .join(PEOPLE.leader)
    .send({ type: 'topic.return', subject: sample.topics[0]!, payload: { reason: '补' } });
  const sealed = read();
  equal(sealed.rows[0]!.facts === after.rows[0]!.facts, false);
  equal(sealed.rows[2]!.facts === after.rows[2]!.facts, true);
});

test('the calendar that says nothing of the year of the meeting is named', () => {
  const record: AgendaRecord = createRecordState().record;
  const values = [{ value: '2031-04-16T09:00:00+08:00', writeId: 'w', client: 1, stamp: null, also: [] }];
  const empty = { values: [], former: [] };
  const input: BoardInput = {
    topics: [],
    removedTopics: [],
    meeting: {
      kind: '',
      hostOffice: 'cpc',
      title: '',
      number: '',
      startAt: { values, former: [] },
      place: empty,
      host: empty,
      plannedMinutes: null,
      membersTotal: null,
      membersConfirmed: null,
      leave: [],
      members: [],
    },
    record,
    settings: DEFAULT_SETTINGS,
    now: Date.parse('2031-04-12T09:00:00+08:00'),
    filter: '',
    onlyFindings: false,
    notice: noticeMeeting,
  };
  equal(new BoardViews().view(input).uncoveredYear, 2031);
});

test('minutes are whole numbers of a day, nothing, or not taken', () => {
  equal([readCount('', 9), readCount('7', 9), readCount('0', 9)], [null, 7, 0]);
  for (const text of ['10', '-1', '1.5', 'x', '1e1']) equal(readCount(text, 9) ?? 'refused', 'refused', text);
});

test('an id from a shared document cannot end the selector that it stands in', () => {
  const id = 'a"]\\, body, [x="\n';
  const element = document.createElement('div');
  element.innerHTML = '<p></p>';
  element.firstElementChild!.setAttribute('data-topic', id);
  ok(element.querySelector(`[data-topic="${cssString(id)}"]`) === element.firstElementChild, 'found by its id alone');
});
