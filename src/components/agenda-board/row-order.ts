import type { Topic, TopicId } from '../../model/agenda/topic.js';
import type { BoardView } from './board-view.js';

/** The topics that pass the filter, in the order in which they stand on the page: heard ones, then those that are not. */
export function listedIds({ shown, shownAside }: BoardView): readonly TopicId[] {
  return [...shown, ...shownAside].map((row) => row.id);
}

/** A topic as it stood in a view, which may be an older one than the board shows now. */
export interface Placed {
  /** 1 for the first that is heard, 0 for one that is not. */
  readonly order: number;
  readonly topic: Topic;
}

/** Undefined when the topic was not on the agenda then. Counted from the list, since the rows of a view follow the agenda of today. */
export function placedIn({ rows, aside }: BoardView, id: string): Placed | undefined {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at] ?? aside.find((one) => one.id === id);
  return row && { order: at + 1, topic: row.facts.topic };
}

/** The order with every one of `moved` one place up (-1) or down (1); null when the first or last of them cannot go further. */
export function shifted(order: readonly TopicId[], moved: ReadonlySet<TopicId>, by: -1 | 1): readonly TopicId[] | null {
  const edge = by < 0 ? order[0] : order[order.length - 1];
  if (edge === undefined || moved.has(edge)) return null;
  const next = [...order];
  // From the side to which they go, so that each finds the place before it free.
  const places = next.map((_, at) => at);
  if (by > 0) places.reverse();
  for (const at of places) {
    const id = next[at]!;
    if (!moved.has(id)) continue;
    next[at] = next[at + by]!;
    next[at + by] = id;
  }
  return next;
}

/** The order with `moved` side by side, in the order that they have, the first of them at `place` among the others (0 for first). */
export function gathered(order: readonly TopicId[], moved: ReadonlySet<TopicId>, place: number): readonly TopicId[] {
  const others = order.filter((id) => !moved.has(id));
  return [...others.slice(0, place), ...order.filter((id) => moved.has(id)), ...others.slice(place)];
}

/**
 * The order of all topics, those included that are not heard and keep their place in between: `heard` is the new order
 * of those that are.
 */
export function amongAll(
  all: readonly TopicId[],
  heard: readonly TopicId[],
  moved: ReadonlySet<TopicId>,
): readonly TopicId[] {
  const whole = all.filter((id) => !moved.has(id));
  // From the end: each goes before the one that follows it, which is in its place already.
  for (let at = heard.length - 1; at >= 0; at--) {
    const id = heard[at]!;
    if (!moved.has(id)) continue;
    const next = heard[at + 1];
    const last = lastOf(heard, moved);
    const index =
      next !== undefined ? whole.indexOf(next) : last === undefined ? whole.length : whole.indexOf(last) + 1;
    whole.splice(index, 0, id);
  }
  return whole;
}

/** The last one that stays where it is. */
function lastOf(heard: readonly TopicId[], moved: ReadonlySet<TopicId>): TopicId | undefined {
  for (let at = heard.length - 1; at >= 0; at--) if (!moved.has(heard[at]!)) return heard[at];
  return undefined;
}
