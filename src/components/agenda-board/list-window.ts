import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RowHeights } from './row-heights.js';
import { scrollerOf } from './row-hold.js';

/**
 * Up to so many rows the whole list stays in the page, where the browser skips what is out of sight (content-visibility)
 * and find, print and screen readers have all of it. Kernels that cannot skip draw every row, so they are given fewer.
 */
export const WHOLE_LIST = typeof CSS !== 'undefined' && CSS.supports('content-visibility', 'auto') ? 300 : 80;

/** Pixels above and below what is in sight that are rendered too, and at how few left of those the window moves on. */
const AHEAD = 700;
const LEFT = 250;
/** Height of a row until some were measured. */
const ROW = 74;
/** Moves in a row that nobody asked for: heights that never settle must not spin. */
const MOST_MOVES = 4;

/** What is rendered of a list, from top to bottom: rows, and gaps where rows are left out. */
export interface ListPart {
  readonly key: string;
  /** Of the row, as in the lineup; null for a gap. */
  readonly id: string | null;
  /** Place in the lineup, of a gap that of its first row. */
  readonly index: number;
  /** Pixels of a gap. */
  readonly height: number;
}

/** A part as it lies in the window, while nothing is rendered anew. */
interface Sight {
  readonly part: ListPart;
  readonly element: Element;
  /** Pixels from the upper edge of the window. */
  readonly top: number;
}

/**
 * Renders, of a long list, the rows near what is in sight; gaps of the height of the others keep the scroll bar honest.
 * The list is scrolled by whatever scrolls the page around it. A row that is named to `parts` is rendered wherever it
 * stands. What others put in above leaves the rows in sight where they are.
 */
export class ListWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  /** Renders at once: a page that is about to be printed waits for nobody. */
  readonly #renderNow: () => void;
  readonly #heights = new RowHeights(ROW);
  #lineup: readonly string[] = [];
  #next: readonly string[] = [];
  #from = 0;
  #to = 0;
  #parts: readonly ListPart[] = [];
  /** What `#parts` was made for. */
  #madeFor = '';
  #list: Element | null = null;
  #shape = '';
  #printing = false;
  /** The rows in sight may be others than those that are rendered. */
  #moved = true;
  #moves = 0;
  #sight: Sight | null = null;
  #anchor: Sight | null = null;
  #revealed: string | null = null;
  #scrollTo: string | null = null;
  /** Not at once: what is rendered then changes the list, which the observer would have to report in the same breath. */
  readonly #sizes = new ResizeObserver(() => void setTimeout(() => this.#look()));
  readonly #gaps = new IntersectionObserver(() => this.#look(), { rootMargin: `${LEFT}px 0px` });

  constructor(host: ReactiveControllerHost & Element, renderNow: () => void) {
    this.#host = host;
    this.#renderNow = renderNow;
    host.addController(this);
  }

  /** Only a part of the list is rendered. */
  get isOn(): boolean {
    return !this.#printing && this.#lineup.length > WHOLE_LIST;
  }

  /** What the next render shows, from top to bottom. */
  take(lineup: readonly string[]): void {
    this.#next = lineup;
  }

  /** Has that row rendered and brings it into sight with the next render. */
  reveal(id: string): void {
    this.#revealed = id;
    this.#scrollTo = id;
    this.#host.requestUpdate();
  }

  /** What to render, besides what is in sight the rows of `keep`. The same array while nothing else is to be rendered. */
  parts(keep: readonly (string | null)[]): readonly ListPart[] {
    const lineup = this.#lineup;
    if (this.isOn && this.#moved) this.#place();
    const kept = [...keep, this.#revealed].filter((id) => id !== null);
    const madeFor = this.isOn ? `${this.#from} ${this.#to} ${kept.join(' ')}` : 'all';
    if (madeFor !== this.#madeFor || this.#moved) {
      this.#madeFor = madeFor;
      this.#parts = this.isOn
        ? this.#partsAround(kept)
        : lineup.map((id, index) => ({ key: `row ${id}`, id, index, height: 0 }));
    }
    return this.#parts;
  }

  hostConnected(): void {
    document.addEventListener('scroll', this.#onMove, { capture: true, passive: true });
    window.addEventListener('resize', this.#onMove);
    window.addEventListener('beforeprint', this.#onPrint);
    window.addEventListener('afterprint', this.#onPrint);
  }

  hostDisconnected(): void {
    document.removeEventListener('scroll', this.#onMove, { capture: true });
    window.removeEventListener('resize', this.#onMove);
    window.removeEventListener('beforeprint', this.#onPrint);
    window.removeEventListener('afterprint', this.#onPrint);
    this.#sizes.disconnect();
    this.#gaps.disconnect();
    this.#list = null;
  }

  hostUpdate(): void {
    const isOther = this.#next !== this.#lineup;
    this.#anchor = null;
    if (this.isOn && (isOther || this.#moved)) {
      this.#measure();
      this.#anchor = this.#anchorOf(this.#sight);
    }
    this.#lineup = this.#next;
    this.#heights.take(this.#lineup);
    this.#moved ||= isOther;
  }

  hostUpdated(): void {
    this.#watch();
    if (this.#anchor) hold(this.#anchor);
    this.#anchor = null;
    const moved = this.#moved;
    this.#moved = false;
    if (this.#scrollTo !== null) this.#elementOf(this.#scrollTo)?.scrollIntoView({ block: 'nearest' });
    this.#scrollTo = null;
    if (moved && this.isOn) {
      this.#gaps.disconnect();
      for (const gap of Array.from(this.#list?.querySelectorAll('[data-gap]') ?? [])) this.#gaps.observe(gap);
    }
  }

  readonly #onMove = (): void => {
    this.#moves = 0;
    this.#look();
  };

  readonly #onPrint = (event: Event): void => {
    this.#printing = event.type === 'beforeprint';
    this.#moved = true;
    this.#host.requestUpdate();
    this.#renderNow();
  };

  #watch(): void {
    const list = this.#host.shadowRoot?.querySelector('.list') ?? null;
    if (list === this.#list) return;
    if (this.#list) this.#sizes.unobserve(this.#list);
    this.#list = list;
    if (list) this.#sizes.observe(list);
  }

  /** Whether enough is rendered around what is in sight; if not, the next render is of other rows. */
  #look(): void {
    if (!this.isOn || this.#moved || !this.#measure() || !this.#sight) return;
    const { part, top } = this.#sight;
    const y = this.#heights.topOf(part.index) - top;
    const isAbove = this.#from === 0 || this.#heights.topOf(this.#from) <= y - LEFT;
    const isBelow = this.#to === this.#lineup.length || this.#heights.topOf(this.#to) >= y + window.innerHeight + LEFT;
    if (isAbove && isBelow) this.#moves = 0;
    else this.#move();
  }

  #move(): void {
    if (this.#moves >= MOST_MOVES) return;
    this.#moves += 1;
    this.#moved = true;
    this.#host.requestUpdate();
  }

  /** Which rows are in sight in the lineup as it is now. */
  #place(): void {
    const anchored = this.#anchor ? this.#lineup.indexOf(this.#anchor.part.id!) : -1;
    const sight =
      this.#anchor && anchored >= 0
        ? { index: anchored, top: this.#anchor.top }
        : this.#sight && { index: Math.min(this.#sight.part.index, this.#lineup.length - 1), top: this.#sight.top };
    const y = sight ? this.#heights.topOf(sight.index) - sight.top : 0;
    // The first time nobody waits for more than there is to be seen; where the list begins is not known yet.
    const ahead = sight ? AHEAD : 0;
    this.#from = this.#heights.indexAt(y - ahead);
    this.#to = this.#heights.indexAt(y + window.innerHeight + ahead) + 1;
  }

  #partsAround(kept: readonly string[]): readonly ListPart[] {
    const lineup = this.#lineup;
    const indices = new Set<number>();
    for (let index = this.#from; index < this.#to; index++) indices.add(index);
    // The heading of what is put aside goes by the name of nothing, and is always there.
    for (const id of ['', ...kept]) indices.add(lineup.indexOf(id));
    indices.delete(-1);
    const parts: ListPart[] = [];
    let at = 0;
    const gapTo = (to: number): void => {
      if (to > at)
        parts.push({
          key: `gap ${lineup[at]} ${lineup[to - 1]}`,
          id: null,
          index: at,
          height: this.#heights.between(at, to),
        });
    };
    for (const index of [...indices].sort((a, b) => a - b)) {
      gapTo(index);
      parts.push({ key: `row ${lineup[index]}`, id: lineup[index]!, index, height: 0 });
      at = index + 1;
    }
    gapTo(lineup.length);
    return parts;
  }

  /** Takes heights and places of what is rendered. False when there is nothing to measure, as in a hidden page. */
  #measure(): boolean {
    const list = this.#list;
    const box = list?.getBoundingClientRect();
    if (!list || !box || box.height === 0) return false;
    const elements = Array.from(list.children).filter((child) =>
      child.matches('[data-topic], [data-gap], .aside-head'),
    );
    if (elements.length !== this.#parts.length) return false;
    const tops = elements.map((element) => element.getBoundingClientRect().top);
    tops.push(box.bottom);
    const heights = new Map<string, number>();
    this.#sight = null;
    this.#parts.forEach((part, at) => {
      // Up to the next row or gap: the line where the plan ends belongs to the row above it.
      if (part.id !== null) heights.set(part.id, tops[at + 1]! - tops[at]!);
      if (!this.#sight && (tops[at + 1]! > 0 || at === this.#parts.length - 1))
        this.#sight = { part, element: elements[at]!, top: tops[at]! };
    });
    this.#takeHeights(list, heights);
    return true;
  }

  #takeHeights(list: Element, heights: ReadonlyMap<string, number>): void {
    const { dataset } = list.closest<HTMLElement>('.board')!;
    const shape = [list.clientWidth, dataset['density'], dataset['tight'], dataset['width']].join();
    const isOther = shape !== this.#shape;
    this.#shape = shape;
    if (isOther) this.#heights.forget();
    // Gaps are of another height then.
    if (this.#heights.set(heights) || isOther) this.#move();
  }

  /** A row in sight that the next render must not move; null at the very top, where what is new is to be seen. */
  #anchorOf(sight: Sight | null): Sight | null {
    if (!sight || sight.part.id === null || sight.part.id === '') return null;
    return scrollerOf(sight.element).scrollTop > 0 ? sight : null;
  }

  #elementOf(id: string): Element | null {
    return Array.from(this.#list?.children ?? []).find((child) => child.getAttribute('data-topic') === id) ?? null;
  }
}

/** Scrolls so that an element lies where it lay before. */
function hold({ element, top }: Sight): void {
  if (!element.isConnected) return;
  const by = element.getBoundingClientRect().top - top;
  if (Math.abs(by) > 0.5) scrollerOf(element).scrollBy({ top: by, behavior: 'instant' });
}
