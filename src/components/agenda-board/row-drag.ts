import type { TopicId } from '../../model/agenda/topic.js';
import { rowSelector, type BoardHost } from './board-host.js';
import type { BoardUi } from './board-ui.js';
import type { BoardView } from './board-view.js';
import { scrollerOf } from './row-hold.js';
import { TouchHold } from './touch-hold.js';

/** Pixels from the edge of what is in sight within which a held row scrolls the list. */
const EDGE = 48;
/** Milliseconds between two steps of that, and the pixels of the largest. */
const STEP = 16;
const FASTEST = 18;

/** What becomes of a row that is let go: `order` counts from 1, `place` from 0 among those that were not taken along. */
export interface Drops {
  drop(id: TopicId, order: number): void;
  dropSeveral(ids: ReadonlySet<TopicId>, place: number): void;
}

/**
 * A row is taken by its handle, or on a touch screen by holding it, and a line shows where it would land. Escape, a
 * second finger, or a pointer that is lost puts it back. Of several that are selected all go along.
 */
export class RowDrag {
  readonly #host: BoardHost;
  readonly #drops: Drops;
  readonly #touch = new TouchHold();
  #id: TopicId | null = null;
  #ids: ReadonlySet<TopicId> = new Set();
  #handle: Element | null = null;
  #pointer = 0;
  #y = 0;
  #scrolling: ReturnType<typeof setTimeout> | undefined;

  constructor(host: BoardHost, drops: Drops) {
    this.#host = host;
    this.#drops = drops;
  }

  /** A pointer has gone down on a row: a mouse takes it by its handle at once, a finger by holding still. */
  take(id: TopicId, event: PointerEvent): void {
    if (this.#id !== null) {
      this.#finish(true);
      return;
    }
    if (event.pointerType === 'touch' || event.pointerType === 'pen') {
      this.#touch.wait(event, () => this.#start(id, event));
      return;
    }
    if (this.#start(id, event)) event.preventDefault();
  }

  /** Must be asked of every move of a finger in the list, or the page scrolls under the row. */
  onTouchMove(event: Event): void {
    if (this.#id !== null && event.cancelable) event.preventDefault();
  }

  /** True when the row is in hand. */
  #start(id: TopicId, event: PointerEvent): boolean {
    const { ui, view, words } = this.#host;
    const row = view?.rows.find((candidate) => candidate.id === id);
    if (!view || !row) return false;
    if (view.shown.length !== view.rows.length) {
      this.#host.announce(words.row.filterFirst);
      return false;
    }
    this.#id = id;
    this.#ids = ui.selection.has(id) ? ui.selection : new Set([id]);
    this.#pointer = event.pointerId;
    // The row may be rendered anew while it is held; its handle stays the same element.
    this.#handle = event.target as Element;
    this.#handle.setPointerCapture(event.pointerId);
    for (const [type, listener] of this.#listeners) document.addEventListener(type, listener, true);
    this.#focus(id);
    const count = this.#ids.size;
    this.#host.announce(count > 1 ? words.drag.takenSeveral(count) : words.drag.taken(row.order));
    this.#show(event.clientY);
    return true;
  }

  /** The row in hand has the focus: a ring elsewhere would lie over the line where it lands. */
  #focus(id: TopicId): void {
    const row = this.#host.shadow?.querySelector<HTMLElement>(rowSelector(id));
    this.#host.ui.focused = id;
    row?.focus({ preventScroll: true });
  }

  /** On the document, before anybody else: the pointer may be anywhere, and no other part is to act on it meanwhile. */
  readonly #listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ['pointermove', (event) => this.#ofPointer(event, ({ clientY }) => this.#show(clientY))],
    ['pointerup', (event) => this.#ofPointer(event, ({ clientY }) => this.#drop(clientY))],
    ['pointercancel', (event) => this.#ofPointer(event, () => this.#finish(true))],
    ['lostpointercapture', (event) => this.#ofPointer(event, () => this.#finish(true))],
    ['pointerdown', (event) => this.#onSecondPointer(event as PointerEvent)],
    ['keydown', (event) => this.#onKey(event as KeyboardEvent)],
    ['contextmenu', (event) => event.preventDefault()],
    ['selectstart', (event) => event.preventDefault()],
  ];

  #ofPointer(event: Event, act: (event: PointerEvent) => void): void {
    if ((event as PointerEvent).pointerId === this.#pointer) act(event as PointerEvent);
  }

  #onSecondPointer(event: PointerEvent): void {
    if (event.pointerId === this.#pointer) return;
    event.stopPropagation();
    this.#finish(true);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#finish(true);
  }

  #show(y: number): void {
    this.#y = y;
    const place = this.#placeAt(y);
    const { ui } = this.#host;
    if (this.#id === null) return;
    if (ui.drag?.id !== this.#id || ui.drag.place !== place) {
      ui.drag = { id: this.#id, ids: this.#ids, place };
      this.#host.changed();
    }
    this.#scrolling ??= setTimeout(() => this.#scroll(), STEP);
  }

  /** Before how many of the rows that are not held the pointer stands. Only what is drawn of a long list is asked. */
  #placeAt(y: number): number {
    const { view, shadow } = this.#host;
    const drawn = new Map(
      Array.from(shadow?.querySelectorAll('[data-topic]') ?? []).map((row) => [row.getAttribute('data-topic'), row]),
    );
    const others = view?.rows.filter((row) => !this.#ids.has(row.id)) ?? [];
    let last = -1;
    for (let at = 0; at < others.length; at++) {
      const box = drawn.get(others[at]!.id)?.getBoundingClientRect();
      if (!box || box.height === 0) continue;
      if (y < box.top + box.height / 2) return at;
      last = at;
    }
    return last + 1;
  }

  /** While the pointer stays at an edge of what is in sight, the list goes on scrolling, faster the nearer the edge. */
  #scroll(): void {
    this.#scrolling = undefined;
    const row = this.#handle;
    if (this.#id === null || !row) return;
    const scroller = scrollerOf(row);
    const isPage = scroller === document.scrollingElement || scroller === document.documentElement;
    const box = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
    const top = Math.max(0, box.top) + EDGE - this.#y;
    const bottom = this.#y - (Math.min(window.innerHeight, box.bottom) - EDGE);
    const by = top > 0 ? -pace(top) : bottom > 0 ? pace(bottom) : 0;
    if (by === 0) return;
    const before = scroller.scrollTop;
    scroller.scrollBy({ top: by, behavior: 'instant' });
    if (scroller.scrollTop !== before) this.#show(this.#y);
  }

  #drop(y: number): void {
    const [id, ids] = [this.#id, this.#ids];
    const order = this.#host.view?.rows.find((row) => row.id === id)?.order;
    const place = this.#placeAt(y);
    // Somebody may have removed it meanwhile.
    const isMoved = id !== null && order !== undefined && (ids.size > 1 || place + 1 !== order);
    this.#finish(!isMoved);
    if (!isMoved) return;
    if (ids.size > 1) this.#drops.dropSeveral(ids, place);
    else this.#drops.drop(id, place + 1);
  }

  #finish(isPutBack: boolean): void {
    if (this.#id === null) return;
    const { ui, words } = this.#host;
    this.#id = null;
    ui.drag = null;
    clearTimeout(this.#scrolling);
    this.#scrolling = undefined;
    for (const [type, listener] of this.#listeners) document.removeEventListener(type, listener, true);
    if (this.#handle?.hasPointerCapture(this.#pointer)) this.#handle.releasePointerCapture(this.#pointer);
    this.#handle = null;
    swallowClick();
    this.#host.changed();
    if (isPutBack) this.#host.announce(words.drag.putBack);
  }
}

function pace(pixels: number): number {
  return Math.max(1, Math.round((Math.min(pixels, EDGE) / EDGE) * FASTEST));
}

/** The click that a browser makes of a pointer that comes up would open the row that was dropped or put back. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    // A click without a count is one of the keyboard.
    if (event.type === 'click' && (event as MouseEvent).detail > 0) {
      event.stopPropagation();
      event.preventDefault();
    }
    for (const type of ['click', 'pointerdown']) document.removeEventListener(type, swallow, true);
  };
  for (const type of ['click', 'pointerdown']) document.addEventListener(type, swallow, true);
}

/** At which row, and at which edge of it, the line lies where a held one would land. */
export function dropLine(
  { drag }: BoardUi,
  { rows }: BoardView,
): { readonly id: TopicId; readonly edge: 'before' | 'after' } | null {
  if (!drag) return null;
  const others = rows.filter((row) => !drag.ids.has(row.id));
  const next = others[drag.place];
  if (next) return { id: next.id, edge: 'before' };
  const last = others[others.length - 1];
  return last && drag.place === others.length ? { id: last.id, edge: 'after' } : null;
}
