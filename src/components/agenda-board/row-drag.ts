import type { TopicId } from '../../model/agenda/topic.js';
import { rowSelector, type BoardHost } from './board-host.js';

/** Pixels from the edge of the window within which a held row scrolls the page. */
const EDGE = 40;

/** A row is taken by its handle, and a line shows where it would land. Escape puts it back. */
export class RowDrag {
  readonly #host: BoardHost;
  readonly #drop: (id: TopicId, order: number) => void;
  #id: TopicId | null = null;
  #handle: Element | null = null;
  #pointer = 0;

  constructor(host: BoardHost, drop: (id: TopicId, order: number) => void) {
    this.#host = host;
    this.#drop = drop;
  }

  start(id: TopicId, event: PointerEvent): void {
    this.#id = id;
    this.#pointer = event.pointerId;
    // The row may be rendered anew while it is held; its handle stays the same element.
    this.#handle = event.target as Element;
    this.#handle.setPointerCapture(event.pointerId);
    for (const [type, listener] of this.#listeners) this.#handle.addEventListener(type, listener);
    document.addEventListener('keydown', this.#onKey, true);
    event.preventDefault();
    this.#focus(id);
    this.#show(event.clientY);
  }

  /** The row in hand has the focus: a ring elsewhere would lie over the line where it lands. */
  #focus(id: TopicId): void {
    const row = this.#host.shadow?.querySelector<HTMLElement>(rowSelector(id));
    this.#host.ui.focused = id;
    row?.focus({ preventScroll: true });
  }

  readonly #listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ['pointermove', (event) => this.#show((event as PointerEvent).clientY)],
    ['pointerup', () => this.#finish(true)],
    ['pointercancel', () => this.#finish(false)],
    ['lostpointercapture', () => this.#finish(false)],
  ];

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#finish(false);
  };

  #show(y: number): void {
    const { ui, view, shadow } = this.#host;
    if (this.#id === null || !view || !shadow) return;
    const others = view.rows.filter((row) => row.id !== this.#id);
    let order = 1;
    for (const row of others) {
      const box = shadow.querySelector(rowSelector(row.id))?.getBoundingClientRect();
      if (box && y > box.top + box.height / 2) order += 1;
    }
    if (ui.drag?.id === this.#id && ui.drag.order === order) return;
    ui.drag = { id: this.#id, order };
    this.#host.changed();
    // Only at the edge of the window: a list that jumps under the pointer cannot be aimed at.
    const atEdge = y < EDGE || y > window.innerHeight - EDGE;
    if (atEdge) shadow.querySelector(rowSelector(others[order - 1]?.id ?? ''))?.scrollIntoView({ block: 'nearest' });
  }

  #finish(dropped: boolean): void {
    const id = this.#id;
    if (id === null) return;
    const order = this.#host.ui.drag?.order;
    this.#id = null;
    this.#host.ui.drag = null;
    for (const [type, listener] of this.#listeners) this.#handle?.removeEventListener(type, listener);
    document.removeEventListener('keydown', this.#onKey, true);
    if (this.#handle?.hasPointerCapture(this.#pointer)) this.#handle.releasePointerCapture(this.#pointer);
    this.#handle = null;
    this.#host.changed();
    const was = this.#host.view?.rows.find((row) => row.id === id)?.order;
    if (dropped && order !== undefined && order !== was) this.#drop(id, order);
  }
}
