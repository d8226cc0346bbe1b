import type { BoardView } from './board-view.js';

/**
 * Tells a render of the whole board from one after which only rows may look otherwise. Whatever shows nothing of single
 * rows is rendered again when `number` is another one.
 */
export class RenderExtent {
  number = 0;
  #last: readonly unknown[] = [];

  /** Call before each render. `isWhole`: more was asked for than to show other rows. */
  take(isWhole: boolean, view: BoardView | undefined): void {
    const sums = view ? sumsOf(view) : [];
    const isOther = sums.length !== this.#last.length || sums.some((sum, at) => sum !== this.#last[at]);
    this.#last = sums;
    if (isWhole || isOther) this.number += 1;
  }
}

/** What many rows amount to: the same objects until it is something else. */
function sumsOf({
  lineup,
  duration,
  clock,
  withFindings,
  findings,
  contested,
  removed,
  complete,
}: BoardView): unknown[] {
  return [lineup, duration, clock?.dots, clock?.missing, withFindings, findings, contested, removed, complete];
}
