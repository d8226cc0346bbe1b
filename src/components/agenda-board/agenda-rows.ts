import type { TopicState } from '../../model/agenda/topic-state.js';
import type { Topic, TopicId } from '../../model/agenda/topic.js';
import { AgendaRow, type Ground, type Judge } from './agenda-row.js';
import { hasOpenFinding, type Duration } from './meeting-view.js';
import type { BoardFinding, TopicFacts } from './topic-view.js';

/** So many rows are read at once; of more, those that are rendered are, and the others a part at a time. */
export const AT_ONCE = 400;

export interface RowsInput {
  readonly topics: readonly Topic[];
  readonly states: ReadonlyMap<string, TopicState>;
  /** Another function, other facts: every topic is judged anew. */
  readonly judge: Judge;
  readonly startAt: number | null;
  readonly planned: number | null;
}

/** What changed with the last `take` or `readMore`. */
export interface RowsChange {
  /** Something came, went or moved. */
  lineup: boolean;
  findings: boolean;
  conflicts: boolean;
  /** A material came in, or counts otherwise. */
  materials: boolean;
}

/**
 * The lines of an agenda. One topic that changes among thousands is one new line: the others are found unchanged by a
 * loop that compares them, and numbers, times and sums are added up in one that allocates nothing.
 */
export class AgendaRows {
  readonly byId = new Map<TopicId, AgendaRow>();
  /** Heard at the meeting, in order; the same array until a line of it is another. */
  heard: readonly AgendaRow[] = [];
  /** Put off or taken back. */
  aside: readonly AgendaRow[] = [];
  /** Topics with something that wants someone. */
  open = 0;
  duration: Duration = { total: 0, planned: null, over: 0, unknown: 0 };
  change: RowsChange = { lineup: false, findings: false, conflicts: false, materials: false };
  readonly #ground: Ground = { judge: unjudged, startAt: null, planned: null, certainTo: 0, heard: 0 };
  #rows: AgendaRow[] = [];
  #topics: readonly Topic[] = [];
  #states: ReadonlyMap<string, TopicState> = new Map();
  /** Every row before this place has been read. */
  #readTo = 0;
  /** Rows that were made with the last `take`, with those of the same topics that were there before. */
  #fresh: (readonly [AgendaRow, AgendaRow | undefined])[] = [];

  /** Every row was read: the counts are those of the whole agenda. */
  get complete(): boolean {
    return this.#readTo === this.#rows.length;
  }

  take({ topics, states, judge, startAt, planned }: RowsInput): void {
    this.change = { lineup: false, findings: false, conflicts: false, materials: false };
    const ground = this.#ground;
    const wasRead = judge === ground.judge && this.complete;
    const replaced =
      judge !== ground.judge
        ? this.#renew(topics, states, judge)
        : [this.#takeStates(topics, states), this.#takeTopics(topics, states)].includes(true);
    if (!replaced && startAt === ground.startAt && planned === ground.planned) return;
    const isOther = startAt !== ground.startAt || planned !== ground.planned;
    Object.assign(ground, { startAt, planned });
    const isSummed = this.#readFresh(wasRead);
    if (isOther || !isSummed || this.change.lineup) this.sum();
    else this.#divide();
  }

  /** Reads the rows that are new, unless they are too many. `wasRead`: all others are. Whether the sums are still those of before. */
  #readFresh(wasRead: boolean): boolean {
    const fresh = this.#fresh;
    this.#fresh = [];
    if (!wasRead || fresh.length > AT_ONCE) {
      this.#readTo = 0;
      if (this.#unread() <= AT_ONCE) this.readMore(AT_ONCE);
      return false;
    }
    this.#readTo = this.#rows.length;
    let isSummed = true;
    for (const [row, before] of fresh) {
      if (!row.read) this.#read(row);
      isSummed &&= before !== undefined && row.takesPlaceOf(before);
    }
    return isSummed;
  }

  /** Reads up to so many rows, or all of them, and counts them in. */
  readMore(most: number): void {
    let left = most;
    while (this.#readTo < this.#rows.length) {
      const row = this.#rows[this.#readTo]!;
      if (!row.read) {
        if (left === 0) break;
        left -= 1;
        this.#read(row);
      }
      this.#readTo += 1;
    }
  }

  #renew(topics: readonly Topic[], states: ReadonlyMap<string, TopicState>, judge: Judge): true {
    this.#ground.judge = judge;
    const before = new Map(this.byId);
    this.byId.clear();
    this.#readTo = 0;
    this.#rows = topics.map((topic) => this.#row(topic, states.get(topic.id), before.get(topic.id)));
    this.#fresh = [];
    this.#topics = topics;
    this.#states = states;
    this.change = { lineup: true, findings: true, conflicts: true, materials: true };
    return true;
  }

  #takeStates(topics: readonly Topic[], states: ReadonlyMap<string, TopicState>): boolean {
    if (states === this.#states) return false;
    this.#states = states;
    let found = false;
    for (let at = 0; at < this.#rows.length; at++) {
      const row = this.#rows[at]!;
      const state = states.get(row.topic.id);
      if (state === row.state) continue;
      if (!found) this.#rows = this.#rows.slice();
      found = true;
      const fresh = this.#row(row.topic, state, row);
      this.change.lineup ||= fresh.heard !== row.heard;
      this.#rows[at] = fresh;
    }
    return found;
  }

  /** What is the same at both ends stays; the part between is put together again. */
  #takeTopics(topics: readonly Topic[], states: ReadonlyMap<string, TopicState>): boolean {
    const was = this.#topics;
    if (topics === was) return false;
    this.#topics = topics;
    const shorter = Math.min(topics.length, was.length);
    let head = 0;
    while (head < shorter && topics[head] === was[head]) head++;
    let tail = 0;
    const [last, wasLast] = [topics.length - 1, was.length - 1];
    while (tail < shorter - head && topics[last - tail] === was[wasLast - tail]) tail++;
    const rows = this.#rows;
    const left = rows.slice(head, rows.length - tail);
    const middle = topics.slice(head, topics.length - tail).map((topic) => {
      const known = this.byId.get(topic.id);
      return known?.topic === topic ? known : this.#row(topic, states.get(topic.id), known);
    });
    this.#rows = rows.slice(0, head).concat(middle, rows.slice(rows.length - tail));
    this.change.lineup ||= left.length !== middle.length || left.some(({ id }, at) => id !== middle[at]!.id);
    this.#leave(left, middle);
    return true;
  }

  /** Forgets what is no longer in the agenda. */
  #leave(left: readonly AgendaRow[], middle: readonly AgendaRow[]): void {
    const there = new Set(middle.map(({ id }) => id));
    for (const row of left) {
      if (there.has(row.id)) continue;
      this.byId.delete(row.id);
      const facts = row.known;
      this.change.findings ||= (facts?.findings.length ?? 0) > 0;
      this.change.conflicts ||= (facts?.openConflicts.length ?? 0) > 0;
    }
  }

  #row(topic: Topic, state: TopicState | undefined, before: AgendaRow | undefined): AgendaRow {
    const row = new AgendaRow(topic, state, this.#ground, before);
    this.change.lineup ||= before !== undefined && before.heard !== row.heard;
    this.byId.set(topic.id, row);
    this.#fresh.push([row, before]);
    return row;
  }

  #read(row: AgendaRow): void {
    const before = row.known;
    const { facts } = row;
    row.read = true;
    row.open = hasOpenFinding(facts);
    row.contested = facts.openConflicts.length > 0;
    this.change.findings ||= !same(before?.findings, facts.findings);
    this.change.conflicts ||= !same(before?.openConflicts, facts.openConflicts);
    this.change.materials ||=
      before?.material.newestAt !== facts.material.newestAt || before.material.light !== facts.material.light;
  }

  #unread(): number {
    let count = 0;
    for (let at = this.#readTo; at < this.#rows.length; at++) if (!this.#rows[at]!.read) count += 1;
    return count;
  }

  /** Numbers the rows and adds up what was read of them. */
  sum(): void {
    const ground = this.#ground;
    let order = 0;
    let asideOrder = 0;
    let elapsed = 0;
    let unknown = 0;
    this.open = 0;
    ground.certainTo = Infinity;
    for (const row of this.#rows) {
      row.order = row.heard ? ++order : 0;
      row.asideOrder = row.heard ? 0 : ++asideOrder;
      row.begins = elapsed;
      if (row.open) this.open += 1;
      if (!row.heard) continue;
      elapsed += row.topic.minutes ?? 0;
      if (row.topic.minutes !== null) continue;
      unknown += 1;
      ground.certainTo = Math.min(ground.certainTo, order);
    }
    ground.heard = order;
    const over = ground.planned === null ? 0 : Math.max(0, elapsed - ground.planned);
    this.duration = { total: elapsed, planned: ground.planned, over, unknown };
    this.#divide();
  }

  #divide(): void {
    const isAll = this.#ground.heard === this.#rows.length;
    this.heard = isAll ? this.#rows : this.#rows.filter((row) => row.heard);
    this.aside = isAll ? NO_ROWS : this.#rows.filter((row) => !row.heard);
  }

  /** All findings of the topics, in order. */
  get findings(): readonly BoardFinding[] {
    const found: BoardFinding[] = [];
    for (const row of this.#rows) if (row.facts.findings.length > 0) found.push(...row.facts.findings);
    return found;
  }

  /** Topics with an open conflict. */
  get contested(): readonly TopicFacts[] {
    return this.#rows.filter((row) => row.contested).map(({ facts }) => facts);
  }
}

const NO_ROWS: readonly AgendaRow[] = [];

function unjudged(): never {
  throw new Error('rows were read before it was said how');
}

/** Two lists that stand for the same: none counts as none. */
function same(before: readonly unknown[] | undefined, now: readonly unknown[]): boolean {
  return before === now || ((before?.length ?? 0) === 0 && now.length === 0);
}
