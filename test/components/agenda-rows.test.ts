import { MEETING_AHEAD } from '../../src/model/agenda/meeting-state.js';
import type { TopicState, TopicStatus } from '../../src/model/agenda/topic-state.js';
import { byRank, EMPTY_TOPIC, NO_ROWS, type Topic, type TopicId } from '../../src/model/agenda/topic.js';
import { DEFAULT_SETTINGS } from '../../src/model/settings.js';
import { AT_ONCE } from '../../src/components/agenda-board/agenda-rows.js';
import {
  ASIDE_HEAD,
  BoardViews,
  rowOf,
  type BoardInput,
  type BoardView,
} from '../../src/components/agenda-board/board-view.js';
import { hasOpenFinding } from '../../src/components/agenda-board/meeting-view.js';
import { noticeMeeting } from '../../src/components/agenda-board/notices.js';
import { NEW_TOPIC, takesPart } from '../../src/components/agenda-board/topic-view.js';
import { equal, ok, test } from '../controllers/bdd.js';

const START = '2026-03-09T09:00:00+08:00';
const NOW = Date.parse('2026-03-05T09:00:00+08:00');

function topic(id: string, fields: Partial<Topic> = {}): Topic {
  return { ...EMPTY_TOPIC, ...NO_ROWS, id: id as TopicId, rank: `a${id}`, removed: false, title: id, ...fields };
}

function stateOf(status: TopicStatus, received: string | null): TopicState {
  const receipts =
    received === null ? [] : [{ material: '汇报材料', at: received, by: '', entryId: 'e', imported: false }];
  return { ...NEW_TOPIC, status, receipts };
}

function input(
  topics: readonly Topic[],
  states: ReadonlyMap<string, TopicState>,
  more: Partial<BoardInput> = {},
): BoardInput {
  const values = [{ value: START, writeId: 'w', client: 1, stamp: null, also: [] }];
  const empty = { values: [], former: [] };
  return {
    topics: topics.filter((one) => !one.removed),
    removedTopics: topics.filter((one) => one.removed),
    meeting: {
      kind: '',
      hostOffice: 'cpc',
      title: '',
      number: '',
      startAt: { values, former: [] },
      place: empty,
      host: empty,
      plannedMinutes: 60,
      membersTotal: null,
      membersConfirmed: null,
      leave: [],
      members: [],
    },
    record: { office: 'cpc', kind: '', title: '', waivers: [], entries: [], topics: states, meeting: MEETING_AHEAD },
    settings: DEFAULT_SETTINGS,
    now: NOW,
    filter: '',
    onlyFindings: false,
    notice: noticeMeeting,
    ...more,
  };
}

/** Everything that a view says, as plain values. */
function said(view: BoardView): Readonly<Record<string, unknown>> {
  const rowsOf = (rows: BoardView['rows']): unknown =>
    rows.map((row) => [
      row.id,
      row.order,
      row.rowIndex,
      row.startsAt,
      row.planEndsHere,
      row.outsidePlan,
      row.facts.topic.title,
      row.facts.status,
      row.facts.material,
      row.facts.findings,
    ]);
  const { rows, aside, shown, shownAside, removed, clock, duration, withFindings, findings, lineup, complete } = view;
  const lists = [rows, aside, shown, shownAside].map(rowsOf);
  const sorted = findings.map((finding) => JSON.stringify(finding)).sort();
  return {
    lists,
    removed: removed.map((facts) => facts.topic.id),
    clock,
    duration,
    withFindings,
    sorted,
    lineup,
    complete,
  };
}

const seed = Math.floor(Math.random() * 1e9);

function seeded(from: number): () => number {
  let state = from;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

test(`after any run of changes a view is that of somebody who opens the board now (seed ${seed})`, () => {
  const random = seeded(seed + 1);
  const below = (count: number): number => Math.floor(random() * count);
  const topics = new Map<string, Topic>();
  const states = new Map<string, TopicState>();
  const views = new BoardViews();
  const statuses: readonly TopicStatus[] = ['new', 'submitted', 'deferred', 'withdrawn', 'scheduled'];
  const days = ['2026-03-02', '2026-03-04', '2026-03-05'];
  let more: Partial<BoardInput> = {};
  for (let round = 0; round < 120; round++) {
    for (let change = below(4); change >= 0; change--) {
      const id = `t${below(30)}`;
      const was = topics.get(id);
      const what = random();
      if (!was || what < 0.2) {
        topics.set(
          id,
          topic(id, { rank: `a${below(6)}`, requiredMaterials: ['汇报材料'], minutes: below(3) * 10 || null }),
        );
      } else if (what < 0.3) topics.delete(id);
      else if (what < 0.4) topics.set(id, { ...was, removed: !was.removed });
      else if (what < 0.6) topics.set(id, { ...was, title: `${id} 防汛 ${round}` });
      else if (what < 0.7) topics.set(id, { ...was, coordinated: random() < 0.5 });
      else states.set(id, stateOf(statuses[below(5)]!, random() < 0.5 ? null : `${days[below(3)]!}T10:00:00+08:00`));
    }
    if (round % 10 === 0) more = { filter: random() < 0.5 ? '' : '防汛', onlyFindings: random() < 0.3 };
    if (round % 40 === 39) more = { ...more, now: NOW + round * 3_600_000 };
    const sorted = [...topics.values()].sort(byRank);
    const now = input(sorted, new Map(states), more);
    const [kept, fresh] = [said(views.view(now)), said(new BoardViews().view(now))];
    for (const part of Object.keys(fresh)) {
      ok(JSON.stringify(kept[part]) === JSON.stringify(fresh[part]), `${part} differs in round ${round}`);
    }
  }
});

test('sums, numbers and times are those that one would reckon by hand', () => {
  const topics = [
    topic('1', { minutes: 20, coordinated: false }),
    topic('2', { minutes: 15 }),
    topic('3', { minutes: null }),
    topic('4', { minutes: 50 }),
  ];
  const view = new BoardViews().view(input(topics, new Map([['2', stateOf('deferred', null)]])));
  const expected = topics.filter((one) => takesPart(one, view.byId.get(one.id)!.facts.state));
  equal(
    view.rows.map(({ id, order, startsAt }) => [id, order, startsAt]),
    [
      ['1', 1, Date.parse(START)],
      ['3', 2, Date.parse(START) + 20 * 60_000],
      ['4', 3, null],
    ],
  );
  equal(view.rows.length, expected.length);
  equal(view.duration, { total: 70, planned: 60, over: 10, unknown: 1 });
  equal(view.lineup, ['1', '3', '4', ASIDE_HEAD, '2']);
  equal(
    [...view.rows, ...view.aside].map((row) => row.rowIndex),
    [2, 3, 4, 6],
    'rows are counted with their heads',
  );
  equal(view.withFindings, [...view.rows, ...view.aside].filter((row) => hasOpenFinding(row.facts)).length);
});

test('one change among thousands makes one new line and leaves every list that it does not touch', () => {
  const topics = Array.from({ length: 3000 }, (_, at) => topic(String(at).padStart(5, '0'), { minutes: 5 }));
  const views = new BoardViews();
  const states = new Map<string, TopicState>();
  views.view(input(topics, states));
  views.judgeMore(Infinity);
  const first = input(topics, states);
  const before = views.view(first);
  let judged = 0;
  const changed = topics.slice();
  changed[1700] = { ...topics[1700]!, title: '改了' };
  const notice = (...values: Parameters<typeof noticeMeeting>): ReturnType<typeof noticeMeeting> => {
    const noticed = noticeMeeting(...values);
    return { ofMeeting: () => noticed.ofMeeting(), ofTopic: (...of) => (judged++, noticed.ofTopic(...of)) };
  };
  // Another record of the same states: the rules are asked for anew, and only for what is new.
  const after = views.view({ ...first, topics: changed, record: { ...first.record }, notice });
  equal(judged, 1, 'one topic was judged');
  equal(
    after.rows.filter((row, at) => row !== before.rows[at]).map(({ id }) => id),
    ['01700'],
  );
  for (const list of ['lineup', 'findings', 'contested', 'aside', 'removed'] as const) {
    ok(after[list] === before[list], `${list} is the same`);
  }
  ok(after.clock?.dots === before.clock?.dots, 'and so are the dots of the clock');
});

test('of very many topics only those that are looked at are judged at first, and the rest follows', () => {
  const topics = Array.from({ length: AT_ONCE + 50 }, (_, at) =>
    topic(String(at).padStart(5, '0'), { coordinated: false }),
  );
  const views = new BoardViews();
  let judged = 0;
  const given = input(topics, new Map(), {
    notice: (...values) => {
      const noticed = noticeMeeting(...values);
      return { ofMeeting: () => noticed.ofMeeting(), ofTopic: (...of) => (judged++, noticed.ofTopic(...of)) };
    },
  });
  const first = views.view(given);
  equal([first.complete, judged, first.rows.length], [false, 0, topics.length]);
  equal(first.rows[3]!.facts.findings.length, 1, 'a row that is drawn says what it says');
  equal(judged, 1);
  ok(!views.judgeMore(100), 'a part is not all');
  equal(judged, 100);
  ok(views.judgeMore(Infinity), 'then it is');
  const last = views.view(given);
  equal(
    [last.complete, judged, last.withFindings, last.findings.length],
    [true, topics.length, topics.length, topics.length],
  );
});

test('whoever asks for findings alone has every topic judged at once', () => {
  const topics = Array.from({ length: AT_ONCE + 50 }, (_, at) => topic(String(at), { coordinated: at % 2 === 0 }));
  const view = new BoardViews().view(input(topics, new Map(), { onlyFindings: true }));
  equal([view.complete, view.shown.length], [true, topics.length / 2]);
});

test('a title of the meeting that somebody types into has no topic judged anew', () => {
  const topics = [topic('1'), topic('2')];
  const views = new BoardViews();
  const given = input(topics, new Map());
  const before = views.view(given);
  const after = views.view({ ...given, meeting: { ...given.meeting, title: '县委常委会' } });
  ok(rowOf(after, '1') === rowOf(before, '1'), 'the row is the same');
});

test('time that goes on moves the needle of the clock, and no dot', () => {
  const topics = [topic('1', { requiredMaterials: ['汇报材料'] })];
  const states = new Map([['1', stateOf('submitted', '2026-03-03T10:00:00+08:00')]]);
  const views = new BoardViews();
  const before = views.view(input(topics, states)).clock!;
  const later = { now: NOW + 600_000 };
  const after = views.view(input(topics, states, later)).clock!;
  ok(after.nowPlace > before.nowPlace, 'the needle has moved');
  equal(after, new BoardViews().view(input(topics, states, later)).clock, 'and all is as it would be for a newcomer');
});
