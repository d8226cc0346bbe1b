/** What runs in the browser: two ways to show the same agenda, each opened, changed and reordered, and timed. */
import * as Y from 'yjs';
import { SibanAgendaBoard } from '../../../src/components/agenda-board/agenda-board.js';
import { IMPORTED } from '../../../src/model/agenda/imported-topic.js';
import type { TopicId } from '../../../src/model/agenda/topic.js';
import type { Person } from '../../../src/model/person.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import { createMemoryRoom, type MemoryRoom } from '../../../src/sync/memory-source.js';
import { MemorySession } from '../../../src/sync/memory-session.js';
import { PlainList, type PlainRow } from './plain-list.js';

customElements.define('plain-list', PlainList);
customElements.define('siban-agenda-board', SibanAgendaBoard);

/** Milliseconds, medians of one round. */
export interface ListFigures {
  readonly layout: number;
  readonly paint: number;
  /** Until every topic is judged and every figure stands; the same as `layout` where nothing follows it. */
  readonly complete: number;
  /** A row in sight is another: until layout, and the three parts of that. */
  readonly change: number;
  /** The data takes it in: for the board Yjs, the store, and what the host page is told. */
  readonly changeTaken: number;
  readonly changeRendered: number;
  readonly changeLaidOut: number;
  /** A row out of sight is another. */
  readonly changeFar: number;
  readonly move: number;
  /** Elements below the host's shadow root. */
  readonly elements: number;
}

/** How often each thing is done in a round. */
export interface Turns {
  readonly opens: number;
  readonly changes: number;
  readonly moves: number;
}

const TURNS: Turns = { opens: 5, changes: 24, moves: 9 };

const TITLE = '关于全县重点工作推进情况的报告现将有关事项汇报如下';
const titleOf = (index: number): string => `${TITLE.slice(index % 8)}（${index + 1}）`;
const UNITS = ['县发展和改革局', '县水利局', '县教育体育局', '县林业局'];
const STATES = ['拟报', '已提交', '初审中', '已列会'];

interface Subject {
  /** Puts a fresh one on the page. */
  open(): HTMLElement & { readonly updateComplete: Promise<boolean> };
  /** Something that was changed elsewhere arrives; made beforehand, so that only its arrival is timed. */
  changeOf(index: number, round: number): () => void;
  moveOf(round: number): () => void;
  isComplete(element: HTMLElement): boolean;
}

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

/** The end of the next frame: what was laid out is painted then. */
async function painted(): Promise<void> {
  await frame();
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    requestAnimationFrame(() => port2.postMessage(0));
  });
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** Asking for a height has the browser lay out everything that was changed. */
function layOut(element: Element): number {
  return element.scrollHeight + document.documentElement.scrollHeight;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

async function measure(subject: Subject, count: number, turns: Turns): Promise<ListFigures> {
  const layout: number[] = [];
  const paint: number[] = [];
  const complete: number[] = [];
  let element: ReturnType<Subject['open']> | undefined;
  for (let turn = 0; turn < turns.opens; turn++) {
    element?.remove();
    await painted();
    const started = performance.now();
    element = subject.open();
    await element.updateComplete;
    layOut(element);
    layout.push(performance.now() - started);
    await painted();
    paint.push(performance.now() - started);
    while (!subject.isComplete(element)) await new Promise((done) => setTimeout(done));
    complete.push(subject.isComplete(element) ? performance.now() - started : NaN);
  }
  const opened = element!;
  await settled();
  const timed = async (change: () => void): Promise<readonly [number, number, number]> => {
    await settled();
    const started = performance.now();
    change();
    const taken = performance.now();
    await opened.updateComplete;
    const rendered = performance.now();
    layOut(opened);
    return [taken - started, rendered - taken, performance.now() - rendered];
  };
  const change: (readonly [number, number, number])[] = [];
  const changeFar: number[] = [];
  const move: number[] = [];
  for (let turn = 1; turn <= turns.changes; turn++) {
    change.push(await timed(subject.changeOf(turn % 8, turn)));
    changeFar.push(sum(await timed(subject.changeOf((count >> 1) + (turn % 8), turn))));
  }
  for (let turn = 0; turn < turns.moves; turn++) move.push(sum(await timed(subject.moveOf(turn))));
  const elements = opened.shadowRoot!.querySelectorAll('*').length;
  opened.remove();
  await painted();
  return {
    layout: median(layout),
    paint: median(paint),
    complete: median(complete),
    change: median(change.map(sum)),
    changeTaken: median(change.map(([taken]) => taken)),
    changeRendered: median(change.map(([, rendered]) => rendered)),
    changeLaidOut: median(change.map(([, , laidOut]) => laidOut)),
    changeFar: median(changeFar),
    move: median(move),
    elements,
  };
}

async function settled(): Promise<void> {
  await painted();
  await new Promise((done) => setTimeout(done, 5));
}

function plainSubject(count: number): Subject {
  const rowOf = (index: number, version: number): PlainRow => ({
    id: `i${index}`,
    order: index + 1,
    title: version === 0 ? titleOf(index) : `${titleOf(index)}${version}`,
    unit: UNITS[index % 4]!,
    sponsor: '张某',
    reporter: '李某',
    state: STATES[(index + version) % 4]!,
    minutes: 15,
    due: `2026-03-0${1 + (index % 9)}`,
  });
  let shown: PlainList;
  return {
    open() {
      shown = new PlainList();
      shown.rows = Array.from({ length: count }, (_, index) => rowOf(index, 0));
      document.body.append(shown);
      return shown;
    },
    changeOf: (index, round) => () => {
      const rows = shown.rows.slice();
      rows[index] = rowOf(index, round);
      shown.rows = rows;
    },
    moveOf: () => () => {
      const rows = shown.rows.slice();
      const [row] = rows.splice(2, 1);
      rows.splice(9, 0, row!);
      shown.rows = rows;
    },
    isComplete: () => true,
  };
}

const NOW = Date.parse('2026-03-04T09:30:00+08:00');

/** An agenda as it stands some days before its meeting: materials in time, late and missing, steps taken and left out. */
function roomOf(count: number): MemoryRoom {
  const ids = Array.from({ length: count }, (_, index) => `t${index}` as TopicId);
  let random = 1;
  return createMemoryRoom({
    room: 'agenda/bench',
    office: 'cpc',
    kind: '县委常委会会议',
    meeting: {
      title: '县委常委会第7次会议',
      startAt: '2026-03-09T09:00:00+08:00',
      place: '县委一号会议室',
      plannedMinutes: 180,
      membersTotal: 11,
    },
    topics: ids.map((id, index) => ({
      id,
      title: titleOf(index),
      proposer: UNITS[index % 4]!,
      sponsor: '张某',
      reporter: '李某',
      kind: '审议',
      minutes: 15,
      requiredMaterials: ['议题提请单', '汇报材料'],
    })),
    settings: DEFAULT_SETTINGS,
    now: () => NOW,
    // Only the names of things in this page come of it.
    randomBytes: (length) => Uint8Array.from({ length }, () => (random = (random * 48271) % 2147483647) & 255),
    history: ids.map((subject, index) => ({ type: IMPORTED, subject, payload: pastOf(index) })),
  });
}

function pastOf(index: number): Record<string, never> {
  const day = 2 + (index % 3);
  const steps = ['submitted', 'leader_signed', 'office_reviewed', 'top_approved'].slice(0, index % 5);
  return {
    file: 'bench',
    digest: '0'.repeat(64),
    no: String(index),
    steps: steps.map((step, at) => ({ step, by: '某人', at: `2026-03-0${1 + (at >> 1)}T1${at}:00:00+08:00` })),
    providedMaterials: index % 7 === 0 ? ['议题提请单'] : ['议题提请单', '汇报材料'],
    materialsReceivedAt: `2026-03-0${day}T0${index % 10}:00:00+08:00`,
    adHoc: false,
  } as unknown as Record<string, never>;
}

function join(room: MemoryRoom, person: Person): MemorySession {
  const session = room.join(person);
  if (!(session instanceof MemorySession)) throw new Error('a memory room opened another kind of session');
  return session;
}

function boardSubject(count: number): Subject {
  const room = roomOf(count);
  const session = join(room, { id: 'u-1', name: '简舟', office: 'cpc', roles: ['clerk'] });
  const other = join(room, { id: 'u-2', name: '郁川', office: 'gov', roles: ['clerk'] });
  // What the other person does is not passed on by itself: its bytes are kept and arrive when they are timed.
  room.cut(other);
  const written = (write: () => void): (() => void) => {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array): void => void updates.push(update);
    other.doc.on('update', keep);
    write();
    other.doc.off('update', keep);
    const update = Y.mergeUpdates(updates);
    return () => session.receive(update);
  };
  return {
    open() {
      const board = new SibanAgendaBoard();
      board.lang = 'zh-CN';
      board.room = 'agenda/bench';
      board.session = session;
      document.body.append(board);
      return board;
    },
    changeOf: (index, round) =>
      written(() => {
        const { topics } = other.content;
        const title = other.content.titleOf(topics[index]!.id)!;
        // As long as it was: neither the row nor its title grows while the rounds go on.
        title.replace(0, 2, (round >> 3) % 2 === 0 ? '关于' : '有关');
      }),
    moveOf: () => written(() => other.content.moveTopic(other.content.topics[2]!.id, 9)),
    isComplete: (element) => element.shadowRoot!.querySelector('[aria-busy="true"]') === null,
  };
}

/** The least that can be measured: an element that shows nothing. */
function emptySubject(): Subject {
  const nothing = (): void => undefined;
  return {
    open() {
      const element = Object.assign(document.createElement('div'), { updateComplete: Promise.resolve(true) });
      element.attachShadow({ mode: 'open' });
      document.body.append(element);
      return element;
    },
    changeOf: () => nothing,
    moveOf: () => nothing,
    isComplete: () => true,
  };
}

const SUBJECTS = { nothing: emptySubject, repeat: plainSubject, board: boardSubject };
export type SubjectName = keyof typeof SUBJECTS;
const made = new Map<string, Subject>();

/** One round of one subject. The agenda is made once and used by all rounds. */
function run(name: SubjectName, count: number, turns = TURNS): Promise<ListFigures> {
  const key = `${name} ${count}`;
  let subject = made.get(key);
  if (!subject) made.set(key, (subject = SUBJECTS[name](count)));
  return measure(subject, count, turns);
}

Object.assign(window, { run });
