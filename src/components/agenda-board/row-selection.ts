import type { TopicId } from '../../model/agenda/topic.js';
import { rowSelector, type BoardHost } from './board-host.js';
import type { BoardUi } from './board-ui.js';
import { rowOf, type BoardView } from './board-view.js';
import { amongAll, gathered, listedIds, shifted } from './row-order.js';

/** Several topics taken together: chosen one by one or in a row, moved as a block, taken out at once. */
export class RowSelection {
  readonly #host: BoardHost;

  constructor(host: BoardHost) {
    this.#host = host;
  }

  /** Chooses one more, or lets it go. What is chosen next in a row begins here. */
  readonly toggleSelected = (id: TopicId): void => {
    const { ui } = this.#host;
    const next = new Set(ui.selection);
    if (!next.delete(id)) next.add(id);
    ui.anchor = id;
    this.#choose(next);
  };

  /** Chooses everything from where the choice began up to `id`, and nothing else. */
  readonly selectTo = (id: TopicId): void => {
    const { ui, view } = this.#host;
    const listed = view ? listedIds(view) : [];
    const from = Math.max(0, listed.indexOf(ui.anchor ?? ui.focused ?? id));
    const to = listed.indexOf(id);
    if (to < 0) return;
    ui.anchor = listed[from]!;
    this.#choose(new Set(listed.slice(Math.min(from, to), Math.max(from, to) + 1)));
  };

  readonly selectAll = (): void => {
    const { view } = this.#host;
    if (view) this.#choose(new Set(listedIds(view)));
  };

  readonly clearSelection = (): void => {
    this.#host.ui.selection = new Set();
    this.#host.ui.anchor = null;
    this.#host.announce(this.#host.words.selection.cleared);
  };

  /** The button of the bar: the bar goes, and the focus is on the list again. */
  readonly leaveSelection = (): void => {
    const { ui, view } = this.#host;
    this.clearSelection();
    const back = ui.focused ?? (view && listedIds(view)[0]);
    if (back) this.#host.focusSoon(rowSelector(back));
  };

  /** All of them one place up or down, in the order that they have; says so when they cannot go further. */
  readonly moveSelection = (by: -1 | 1): void => {
    const { view, words, ui } = this.#host;
    if (!view || this.#isFiltered(view)) return;
    const heard = view.rows.map((row) => row.id);
    const moved = new Set(heard.filter((id) => ui.selection.has(id)));
    const next = shifted(heard, moved, by);
    if (moved.size === 0) this.#host.announce(words.selection.unheard);
    else if (!next) this.#host.announce(by < 0 ? words.row.atTop : words.row.atBottom);
    else {
      this.#arrange(next, moved);
      this.#tellPlaces(
        next,
        moved,
        by < 0 ? words.selection.movedUp(moved.size) : words.selection.movedDown(moved.size),
      );
    }
  };

  /** Puts those of `ids` that are heard side by side, the first of them at `place` among the others, 0 for first. */
  readonly gatherAt = (ids: ReadonlySet<TopicId>, place: number): void => {
    const { view } = this.#host;
    if (!view || this.#isFiltered(view)) return;
    const heard = view.rows.map((row) => row.id);
    const moved = new Set(heard.filter((id) => ids.has(id)));
    const next = gathered(heard, moved, place);
    if (next.every((id, at) => id === heard[at])) return;
    this.#arrange(next, moved);
    this.#tellPlaces(next, moved, '');
  };

  /** Takes out those that nobody has submitted yet; the others are named, since they can only be withdrawn. */
  readonly removeSelection = (): void => {
    const { session, view, ui, words } = this.#host;
    if (!session || !view) return;
    const chosen = [...ui.selection];
    const removable = chosen.filter((id) => isRemovable(view, id));
    const stay = chosen.length - removable.length;
    if (removable.length === 0) {
      this.#host.announce(words.selection.noneRemoved);
      return;
    }
    session.content.removeTopics(removable);
    ui.selection = new Set(chosen.filter((id) => !removable.includes(id)));
    const said = [words.selection.removed(removable.length), stay > 0 ? words.selection.someStay(stay) : ''];
    this.#host.announce(said.filter((text) => text !== '').join(words.news.stop));
  };

  #choose(selection: ReadonlySet<TopicId>): void {
    this.#host.ui.selection = selection;
    const { words } = this.#host;
    this.#host.announce(selection.size === 0 ? words.selection.cleared : words.selection.count(selection.size));
  }

  #isFiltered(view: BoardView): boolean {
    const filtered = view.shown.length !== view.rows.length;
    if (filtered) this.#host.announce(this.#host.words.row.filterFirst);
    return filtered;
  }

  #arrange(heard: readonly TopicId[], moved: ReadonlySet<TopicId>): void {
    const { session, writable } = this.#host;
    if (!session || !writable) return;
    const all = session.content.topics.map((topic) => topic.id);
    session.content.arrangeTopics(amongAll(all, heard, moved), moved);
  }

  /** Where they stand now; `apart` is said of several that do not stand side by side. */
  #tellPlaces(order: readonly TopicId[], moved: ReadonlySet<TopicId>, apart: string): void {
    const { words } = this.#host;
    const first = order.findIndex((id) => moved.has(id)) + 1;
    const together = order.slice(first - 1, first - 1 + moved.size).every((id) => moved.has(id));
    if (this.#host.writable) this.#host.toastMoved(first, moved.size);
    const several = words.selection.movedTo(moved.size, first, first + moved.size - 1, order.length);
    this.#host.announce(moved.size === 1 ? words.row.moved(first, order.length) : together ? several : apart);
  }
}

function isRemovable(view: BoardView, id: TopicId): boolean {
  const status = rowOf(view, id)?.facts.state.status;
  return status === 'new' || status === 'withdrawn';
}

/** Takes out of the selection what is no longer listed: nothing is done to a topic that nobody sees. */
export function keepListed(ui: BoardUi, view: BoardView): void {
  if (ui.selection.size === 0) return;
  const listed = new Set(listedIds(view));
  const kept = [...ui.selection].filter((id) => listed.has(id));
  if (kept.length < ui.selection.size) ui.selection = new Set(kept);
}
