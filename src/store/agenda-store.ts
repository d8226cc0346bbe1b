// Over 300 lines by design: one method an intent of the board, each a few lines; the shape in Yjs lies in topic-map.ts and meeting-map.ts.
import * as Y from 'yjs';
import type { RowFields, RowListName } from '../model/agenda/content-rows.js';
import type { LeaveFields, Meeting, MeetingFields, MeetingRegister } from '../model/agenda/meeting.js';
import { EMPTY_TOPIC, rankAt, ranksAt, type NewTopic, type Topic, type TopicId } from '../model/agenda/topic.js';
import { OwnUndo } from './agenda-undo.js';
import { writeList } from './list-diff.js';
import { createLeaveMap, meetingOf, readMeeting, type Skipped } from './meeting-map.js';
import { writeRegister, type WriteMoment } from './register-map.js';
import { createRowMap, readRows, rowKey, rowMap } from './row-map.js';
import { admitsList, admitsValue } from './secrecy-gate.js';
import { YSharedText, type SharedText } from './shared-text.js';
import { createTopicMap, hasForeignWords, parseTopicMap, topicMap, topicsOf, type TopicsMap } from './topic-map.js';
import { TopicsInOrder } from './topics-in-order.js';
import { writersOf, type Written } from './writers.js';

/** What one transaction changed. */
export interface AgendaChange {
  /** Topics that are another object now, or came, or went. */
  readonly topics: ReadonlySet<TopicId>;
  /** The order may be another one: something came, went, or moved. */
  readonly order: boolean;
  readonly meeting: boolean;
  /** Made on this page. */
  readonly local: boolean;
  /** The clientIDs of which something new came with it: none for what only took words away. */
  readonly clients: readonly number[];
}

export type TopicPlainFields = Pick<
  Topic,
  | 'proposer'
  | 'sponsor'
  | 'reporter'
  | 'kind'
  | 'minutes'
  | 'coordinated'
  | 'dissent'
  | 'reporterIsHead'
  | 'reportCharacters'
>;

/** Origin of writes that undo leaves out: the making of an item before it is shown, and registers. */
const UNTRACKED = Symbol('untracked');

/** Where rows of a list lie: in a topic, or in the meeting. */
export type RowPlace<L extends RowListName> = L extends 'member'
  ? { readonly list: L }
  : { readonly list: L; readonly topic: TopicId };

/** Fields of a row without the texts that several may type in at once. */
export type PlainRowFields<L extends RowListName> = Omit<RowFields[L], L extends 'resolution' ? 'text' : never>;

interface PendingChange extends AgendaChange {
  readonly topics: Set<TopicId>;
  order: boolean;
  meeting: boolean;
}

/**
 * The agenda inside one shared document. Everything that it hands out is immutable and the same object
 * until it changes. Intents that name a topic which is not there do nothing: it may have gone a moment ago.
 */
export class AgendaStore {
  readonly #doc: Y.Doc;
  readonly #topicsMap: TopicsMap;
  readonly #meetingMap: Y.Map<unknown>;
  readonly #randomId: () => string;
  readonly #undo: OwnUndo;
  readonly #listeners = new Set<(change: AgendaChange) => void>();
  readonly #held = new Set<() => void>();
  readonly #texts = new WeakMap<Y.Text, SharedText>();
  readonly #topics = new TopicsInOrder();
  #meeting: ReturnType<typeof readMeeting> | undefined;
  #skipped: readonly Skipped[] | undefined;
  #pending: PendingChange | undefined;
  /** While above 0, changes are gathered, so that an intent of two transactions is told as one. */
  #gathering = 0;

  constructor(doc: Y.Doc, options: { readonly randomId: () => string }) {
    this.#doc = doc;
    this.#randomId = options.randomId;
    this.#topicsMap = topicsOf(doc);
    this.#meetingMap = meetingOf(doc);
    this.#topicsMap.forEach((value, id) => this.#topics.set(id, parseTopicMap(id, value)));
    // Before our own listener, so that whoever is told of a change finds canUndo as it is after it.
    this.#undo = new OwnUndo(doc, [this.#topicsMap, this.#meetingMap], () => this.tellHeld());
    // Observed for the store's whole life, listened to or not: a cache that is only invalidated
    // while somebody listens goes stale when the last listener leaves.
    this.#topicsMap.observeDeep(this.#onTopics);
    this.#meetingMap.observeDeep(this.#onMeeting);
    doc.on('afterTransaction', this.#onAfterTransaction);
  }

  /** The topics that are shown, in order. */
  get topics(): readonly Topic[] {
    return this.#topics.lists.topics;
  }

  /** Topics that somebody removed, in order; they can be brought back. */
  get removedTopics(): readonly Topic[] {
    return this.#topics.lists.removed;
  }

  /** The clientID under which this page writes: whose it is, the server says only once something of it has arrived there. */
  get client(): number {
    return this.#doc.clientID;
  }

  get meeting(): Meeting {
    return (this.#meeting ??= readMeeting(this.#doc)).meeting;
  }

  /** What other clients wrote and this release cannot read. */
  get skipped(): readonly Skipped[] {
    this.#meeting ??= readMeeting(this.#doc);
    return (this.#skipped ??= [...this.#topics.lists.skipped, ...this.#meeting.skipped]);
  }

  /** A topic, also a removed one. */
  topic(id: TopicId): Topic | undefined {
    const parsed = this.#topics.get(id);
    return parsed?.ok ? parsed.value : undefined;
  }

  /** The clientID that removed a topic; undefined while it is shown. */
  removedBy(id: TopicId): number | undefined {
    const map = topicMap(this.#topicsMap, id);
    return map?.get('removed') === true ? map._map.get('removed')?.id.client : undefined;
  }

  /** Who wrote what a field of a topic holds now. */
  writersOf(id: TopicId, field: string): readonly Written[] {
    return writersOf(topicMap(this.#topicsMap, id), field);
  }

  /** The clientID that last wrote a plain field of a topic, of a leave row, or (without an item) of the meeting. */
  writerOf(field: string, item: { readonly topic: TopicId } | { readonly leave: string } | null): number | undefined {
    const map =
      item === null
        ? this.#meetingMap
        : 'topic' in item
          ? topicMap(this.#topicsMap, item.topic)
          : this.#leaveRow(item.leave);
    return map?._map.get(field)?.id.client;
  }

  /** Called after each transaction that changed something. Returns the way out. */
  subscribe(listener: (change: AgendaChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Called whenever a text was not written because it carries a secrecy mark. Returns the way out. */
  onHeld(listener: () => void): () => void {
    this.#held.add(listener);
    return () => void this.#held.delete(listener);
  }

  /** Says that a text was held back or, by the server, refused. */
  tellHeld(): void {
    for (const listener of this.#held) listener();
  }

  /**
   * Adds a topic at `index` among those shown, by default at the end. Undo removes it, text and all, and others see it as removed. One with a
   * secrecy mark is not added, and its id names nothing.
   */
  addTopic(fields: Partial<NewTopic>, index?: number): TopicId {
    const id = this.#randomId() as TopicId;
    if (!this.#admits(fields)) return id;
    const rank = rankAt(this.topics, index ?? this.topics.length);
    const map = createTopicMap({ ...EMPTY_TOPIC, ...fields }, rank, true);
    this.#gather(() => {
      // Two transactions: undo of the second hides the topic again. Undo of the first would delete
      // what a colleague has typed into it meanwhile.
      this.#doc.transact(() => this.#topicsMap.set(id, map), UNTRACKED);
      this.#undo.write(() => map.set('removed', false));
      this.#undo.nameLast(id);
    });
    return id;
  }

  setTopic(id: TopicId, fields: Partial<TopicPlainFields>): void {
    const topic = this.topic(id);
    if (topic) this.#writeFields(topicMap(this.#topicsMap, id), topic, fields);
  }

  /** Sets the required materials, touching only those that differ. */
  setMaterials(id: TopicId, names: readonly string[]): void {
    this.#writeNames(id, 'requiredMaterials', names);
  }

  setAttendUnits(id: TopicId, names: readonly string[]): void {
    this.#writeNames(id, 'attendUnits', names);
  }

  /** Moves a topic so that it stands at `toIndex` among those shown. */
  moveTopic(id: TopicId, toIndex: number): void {
    const topic = this.topic(id);
    if (!topic || this.topics.indexOf(topic) === toIndex) return;
    const others = this.topics.filter((other) => other.id !== id);
    const rank = rankAt(others, Math.max(0, Math.min(toIndex, others.length)));
    this.#writeFields(topicMap(this.#topicsMap, id), topic, { rank });
  }

  /**
   * Brings `moved` to their places in `order`, which names every topic that is shown; the others keep their ranks. One step
   * of undo for all.
   */
  arrangeTopics(order: readonly TopicId[], moved: ReadonlySet<TopicId>): void {
    const topics = order.map((id) => this.topic(id)).filter((topic): topic is Topic => topic?.removed === false);
    const kept = topics.filter(({ id }) => !moved.has(id));
    const ranks: (readonly [TopicId, string])[] = [];
    for (let at = 0, index = 0; at < topics.length; at++, index++) {
      const run: TopicId[] = [];
      for (; topics[at] && moved.has(topics[at]!.id); at++) run.push(topics[at]!.id);
      const places = ranksAt(kept, index, run.length);
      run.forEach((id, nth) => ranks.push([id, places[nth]!]));
    }
    this.#undo.write(() => {
      for (const [id, rank] of ranks) topicMap(this.#topicsMap, id)?.set('rank', rank);
    });
  }

  /** Removes several at once, as one step of undo. */
  removeTopics(ids: readonly TopicId[]): void {
    this.#undo.write(() => {
      for (const id of ids) if (this.topic(id)) topicMap(this.#topicsMap, id)?.set('removed', true);
    });
  }

  removeTopic(id: TopicId): void {
    this.#setRemoved(id, true);
  }

  restoreTopic(id: TopicId): void {
    this.#setRemoved(id, false);
  }

  titleOf(id: TopicId): SharedText | undefined {
    return this.#sharedText(topicMap(this.#topicsMap, id)?.get('title'));
  }

  notesOf(id: TopicId): SharedText | undefined {
    return this.#sharedText(topicMap(this.#topicsMap, id)?.get('notes'));
  }

  get meetingTitle(): SharedText | undefined {
    return this.#sharedText(this.#meetingMap.get('title'));
  }

  setMeeting(fields: Partial<MeetingFields>): void {
    this.#writeFields(this.#meetingMap, this.meeting, fields);
  }

  /**
   * Writes a contested register: the value takes the place of those that stand here now, which are kept as former ones. One
   * written elsewhere at the same time stays beside it. Not undone by undo: writing the former value again is an act of its own.
   * `moment` is the page's own word for when it was; without it none is told.
   */
  setRegister(field: MeetingRegister, value: string, moment?: WriteMoment): void {
    const { values } = this.meeting[field];
    if (values.length === 1 && values[0]!.value === value) return;
    if (!this.#admits({ value })) return;
    this.#doc.transact(() => writeRegister(this.#meetingMap, field, value, this.#randomId(), moment), UNTRACKED);
  }

  /** Adds a leave row and returns its id; empty when it was not added. */
  addLeave(fields: LeaveFields): string {
    const leave = this.#leaveMap();
    if (!leave || !this.#admits(fields)) return '';
    const id = this.#randomId();
    const row = createLeaveMap(fields, true);
    this.#gather(() => {
      this.#doc.transact(() => leave.set(id, row), UNTRACKED);
      this.#undo.write(() => row.set('removed', false));
    });
    return id;
  }

  setLeave(id: string, fields: Partial<LeaveFields>): void {
    const row = this.meeting.leave.find((each) => each.id === id);
    if (row) this.#writeFields(this.#leaveRow(id), row, fields);
  }

  removeLeave(id: string): void {
    const row = this.meeting.leave.find((each) => each.id === id);
    if (row) this.#writeFields(this.#leaveRow(id), row, { removed: true });
  }

  /** Adds a row at the end of a list and returns its id; empty when it was not added. */
  addRow<L extends RowListName>(place: RowPlace<L>, fields: Partial<RowFields[L]>): string {
    const map = this.#rowsIn(place);
    if (!map || !this.#admits(fields)) return '';
    const id = this.#randomId();
    const { rows } = readRows(map, place.list);
    const row = createRowMap(place.list, fields, rankAt(rows, rows.length), true);
    this.#gather(() => {
      this.#doc.transact(() => map.set(rowKey(place.list, id), row), UNTRACKED);
      this.#undo.write(() => row.set('removed', false));
    });
    return id;
  }

  /** Sets fields of a row that the last writer decides; a text that several may type in has `rowText`. */
  setRow<L extends RowListName>(place: RowPlace<L>, id: string, fields: Partial<PlainRowFields<L>>): void {
    const map = this.#rowsIn(place);
    const row = map && readRows(map, place.list).rows.find((each) => each.id === id);
    if (row) this.#writeFields(rowMap(map, place.list, id), row, fields);
  }

  removeRow(place: RowPlace<RowListName>, id: string): void {
    const row = rowMap(this.#rowsIn(place), place.list, id);
    if (row) this.#undo.write(() => row.set('removed', true));
  }

  /** A text of a row that several may type in at once. */
  rowText(place: RowPlace<'resolution'>, id: string, field: 'text'): SharedText | undefined {
    return this.#sharedText(rowMap(this.#rowsIn(place), place.list, id)?.get(field));
  }

  /** Takes back this person's last change of a topic or of the meeting. False when there is none. */
  undo(): boolean {
    // What others wrote into a topic that is new here must not go out of sight with it.
    if (this.isUndoShared) return this.#undo.skip();
    return this.#undo.undo();
  }

  /** The next undo would take away a topic that this person added and others have written in: it does nothing then. */
  get isUndoShared(): boolean {
    const id = this.#undo.nameOfNext;
    const map = id === undefined ? undefined : topicMap(this.#topicsMap, id as TopicId);
    return map !== undefined && hasForeignWords(map, this.#doc.clientID);
  }

  redo(): boolean {
    return this.#undo.redo();
  }

  get canUndo(): boolean {
    return this.#undo.canUndo;
  }

  get canRedo(): boolean {
    return this.#undo.canRedo;
  }

  /** Forgets what could be undone. */
  clearUndo(): void {
    this.#undo.clear();
  }

  destroy(): void {
    this.#topicsMap.unobserveDeep(this.#onTopics);
    this.#meetingMap.unobserveDeep(this.#onMeeting);
    this.#doc.off('afterTransaction', this.#onAfterTransaction);
    this.#undo.destroy();
    this.#listeners.clear();
    this.#held.clear();
  }

  readonly #onTopics = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    const pending = this.#gathered(transaction);
    for (const event of events) {
      if (event.target === (this.#topicsMap as unknown)) {
        pending.order = true;
        for (const id of event.keys.keys()) pending.topics.add(id as TopicId);
        continue;
      }
      pending.topics.add(event.path[0] as TopicId);
      if (event.path.length === 1 && event.keys.size > 0) {
        pending.order ||= event.keys.has('rank') || event.keys.has('removed');
      }
    }
    this.#skipped = undefined;
    for (const id of pending.topics) {
      const before = this.#topics.get(id)?.ok;
      const now = this.#topicsMap.has(id) ? parseTopicMap(id, this.#topicsMap.get(id)) : undefined;
      this.#topics.set(id, now);
      pending.order ||= before !== now?.ok;
    }
  };

  readonly #onMeeting = (_events: unknown, transaction: Y.Transaction): void => {
    this.#gathered(transaction).meeting = true;
    this.#meeting = undefined;
    this.#skipped = undefined;
  };

  readonly #onAfterTransaction = (): void => this.#tell();

  #gathered(transaction: Y.Transaction): PendingChange {
    this.#pending ??= {
      topics: new Set(),
      order: false,
      meeting: false,
      local: transaction.local,
      clients: clientsOf(transaction),
    };
    return this.#pending;
  }

  #gather(write: () => void): void {
    this.#gathering++;
    try {
      write();
    } finally {
      this.#gathering--;
      this.#tell();
    }
  }

  #tell(): void {
    if (this.#gathering > 0 || !this.#pending) return;
    const change = this.#pending;
    this.#pending = undefined;
    for (const listener of this.#listeners) listener(change);
  }

  /** Writes those of `fields` that differ from `now`, as one step of undo; nothing at all when none does. */
  #writeFields(map: Y.Map<unknown> | undefined, now: object, fields: object): void {
    const current = now as Readonly<Record<string, unknown>>;
    const changed = Object.entries(fields).filter(([name, value]) => value !== undefined && current[name] !== value);
    if (!map || changed.length === 0 || !this.#admits(Object.fromEntries(changed))) return;
    this.#undo.write(() => {
      for (const [name, value] of changed) map.set(name, value);
    });
  }

  #writeNames(id: TopicId, field: 'requiredMaterials' | 'attendUnits', names: readonly string[]): void {
    const list = topicMap(this.#topicsMap, id)?.get(field);
    if (!(list instanceof Y.Array) || !this.#admits({ names })) return;
    this.#undo.write(() => writeList(list as Y.Array<string>, [...new Set(names)]));
  }

  /** Whether the gate lets all of `fields` in; tells the person when it does not. */
  #admits(fields: object): boolean {
    const isAdmitted = Object.values(fields).every((value) =>
      Array.isArray(value) ? admitsList(value) : admitsValue(value),
    );
    if (!isAdmitted) this.tellHeld();
    return isAdmitted;
  }

  #setRemoved(id: TopicId, removed: boolean): void {
    const topic = this.topic(id);
    if (topic) this.#writeFields(topicMap(this.#topicsMap, id), topic, { removed });
  }

  #rowsIn(place: RowPlace<RowListName>): Y.Map<unknown> | undefined {
    return 'topic' in place ? topicMap(this.#topicsMap, place.topic) : this.#meetingMap;
  }

  #leaveMap(): Y.Map<unknown> | undefined {
    const leave = this.#meetingMap.get('leave');
    return leave instanceof Y.Map ? (leave as Y.Map<unknown>) : undefined;
  }

  #leaveRow(id: string): Y.Map<unknown> | undefined {
    const row = this.#leaveMap()?.get(id);
    return row instanceof Y.Map ? (row as Y.Map<unknown>) : undefined;
  }

  #sharedText(text: unknown): SharedText | undefined {
    if (!(text instanceof Y.Text)) return undefined;
    let shared = this.#texts.get(text);
    if (!shared) {
      shared = new YSharedText(text, {
        write: (what, write) => this.#undo.write(write, what),
        tellHeld: () => this.tellHeld(),
      });
      this.#texts.set(text, shared);
    }
    return shared;
  }
}

function clientsOf({ beforeState, afterState }: Y.Transaction): readonly number[] {
  return [...afterState].filter(([client, clock]) => (beforeState.get(client) ?? 0) < clock).map(([client]) => client);
}
