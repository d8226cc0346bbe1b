import type { Parsed } from '../model/parsed.js';
import { byRank, type Topic, type TopicId, type TopicProblem } from '../model/agenda/topic.js';
import type { Skipped } from './meeting-map.js';

export type ParsedTopic = Parsed<Topic, TopicProblem>;

/** With more changes at once than this, sorting everything anew costs less than putting each in its place. */
const MOST_ONE_BY_ONE = 32;

interface Lists {
  readonly topics: readonly Topic[];
  readonly removed: readonly Topic[];
  readonly skipped: readonly Skipped[];
}

/**
 * What is read of each topic, and all of it in order. A list is the same array until something in it changes, and one
 * change among thousands copies the array and finds its place by halving: nothing is sorted or read again.
 */
export class TopicsInOrder {
  readonly #parsed = new Map<string, ParsedTopic>();
  /** What stood in the lists under each id that changed since they were made. */
  readonly #before = new Map<string, ParsedTopic | undefined>();
  #lists: Lists | undefined;

  get(id: string): ParsedTopic | undefined {
    return this.#parsed.get(id);
  }

  /** Takes a topic as it is now; undefined when it is no longer there. */
  set(id: string, now: ParsedTopic | undefined): void {
    if (this.#lists && !this.#before.has(id)) this.#before.set(id, this.#parsed.get(id));
    if (now) this.#parsed.set(id, now);
    else this.#parsed.delete(id);
  }

  get lists(): Lists {
    if (!this.#lists || this.#before.size > MOST_ONE_BY_ONE) this.#lists = this.#sorted();
    else if (this.#before.size > 0) this.#lists = this.#patched(this.#lists);
    this.#before.clear();
    return this.#lists;
  }

  #sorted(): Lists {
    const topics: Topic[] = [];
    const removed: Topic[] = [];
    for (const parsed of this.#parsed.values()) {
      if (parsed.ok) (parsed.value.removed ? removed : topics).push(parsed.value);
    }
    return { topics: topics.sort(byRank), removed: removed.sort(byRank), skipped: this.#unreadable() };
  }

  #patched(lists: Lists): Lists {
    const topics = new PatchedList(lists.topics);
    const removed = new PatchedList(lists.removed);
    let unreadable = false;
    for (const [id, was] of this.#before) {
      const now = this.#parsed.get(id);
      unreadable ||= was?.ok === false || now?.ok === false;
      const [old, fresh] = [valueOf(was), valueOf(now)];
      topics.change(old?.removed === false ? old : undefined, fresh?.removed === false ? fresh : undefined);
      removed.change(old?.removed ? old : undefined, fresh?.removed ? fresh : undefined);
    }
    return {
      topics: topics.list,
      removed: removed.list,
      skipped: unreadable ? this.#unreadable() : lists.skipped,
    };
  }

  #unreadable(): readonly Skipped[] {
    const skipped: Skipped[] = [];
    for (const [id, parsed] of this.#parsed) if (!parsed.ok) skipped.push({ id, problem: parsed.problem });
    return skipped;
  }
}

function valueOf(parsed: ParsedTopic | undefined): Topic | undefined {
  return parsed?.ok ? parsed.value : undefined;
}

/** A sorted list that is copied with its first change. */
class PatchedList {
  list: readonly Topic[];
  #copy: Topic[] | undefined;

  constructor(list: readonly Topic[]) {
    this.list = list;
  }

  /** Puts `fresh` where it belongs and takes `old` out; undefined stands for none. */
  change(old: Topic | undefined, fresh: Topic | undefined): void {
    if (!old && !fresh) return;
    const list = (this.#copy ??= this.list.slice());
    this.list = list;
    if (old && fresh && byRank(old, fresh) === 0) {
      list[placeOf(list, old)] = fresh;
      return;
    }
    if (old) list.splice(placeOf(list, old), 1);
    if (fresh) list.splice(placeOf(list, fresh), 0, fresh);
  }
}

/** Index of the topic with that rank and id, or the one that it would have. */
function placeOf(list: readonly Topic[], { rank, id }: { readonly rank: string; readonly id: TopicId }): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byRank(list[middle]!, { rank, id }) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
