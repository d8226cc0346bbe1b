import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { rowSelector, type BoardHost } from './board-host.js';

interface Before {
  readonly element: Element;
  readonly topic: string | null;
  readonly inPanel: boolean;
  /** Which of the rows it was, to find its neighbour when it is gone. */
  readonly place: number;
}

/**
 * Never lets a render lose the focus: a row that moves is taken out of the page and put back, a row or a button may
 * be gone because of what somebody else did. It goes back to the same element, else to the nearest one.
 */
export class FocusKeeper implements ReactiveController {
  readonly #board: BoardHost;
  #before: Before | null = null;
  #soon: string | null = null;

  constructor(host: ReactiveControllerHost, board: BoardHost) {
    this.#board = board;
    host.addController(this);
  }

  /** The first match gets the focus after the next render. */
  focusSoon(selector: string): void {
    this.#soon = selector;
  }

  hostUpdate(): void {
    const element = this.#board.shadow?.activeElement ?? null;
    if (!element) {
      this.#before = null;
      return;
    }
    const row = element.closest('[data-topic]');
    this.#before = {
      element,
      topic: row?.getAttribute('data-topic') ?? null,
      inPanel: element.closest('.panel') !== null,
      place: row ? this.#rows().indexOf(row) : -1,
    };
  }

  hostUpdated(): void {
    const soon = this.#soon;
    this.#soon = null;
    if (soon !== null && this.#focus(this.#board.shadow?.querySelector(soon))) return;
    const before = this.#before;
    this.#before = null;
    const shadow = this.#board.shadow;
    if (!before || !shadow || shadow.activeElement) return;
    if (shadow.contains(before.element) && this.#focus(before.element)) return;
    if (before.topic !== null) this.#focusRowOf(before.topic, before.place);
    else if (before.inPanel && this.#focus(shadow.querySelector('.panel'))) return;
    else this.#focus(shadow.querySelector('[data-topic][tabindex="0"], [data-add]'));
  }

  #focusRowOf(topic: string, place: number): void {
    const shadow = this.#board.shadow;
    if (this.#focus(shadow?.querySelector(rowSelector(topic)))) return;
    const rows = this.#rows();
    this.#focus(rows[Math.min(place, rows.length - 1)] ?? shadow?.querySelector('[data-add], .filter-field'));
  }

  #rows(): readonly Element[] {
    return Array.from(this.#board.shadow?.querySelectorAll('[data-topic]') ?? []);
  }

  /** True when the element took it. */
  #focus(element: Element | null | undefined): boolean {
    if (!(element instanceof HTMLElement)) return false;
    // A moved row is where the person is reading: the page must not jump to it. Neither must it for a dialog, which
    // lies in the part that is in sight, nor for what had the focus before one.
    const inDialog = element.closest('.dialog') !== null || this.#before?.element.closest('.dialog') != null;
    element.focus({ preventScroll: inDialog || element === this.#before?.element });
    return this.#board.shadow?.activeElement === element;
  }
}
