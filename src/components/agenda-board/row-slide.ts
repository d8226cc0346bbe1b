import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BoardHost } from './board-host.js';

/** More rows than this at once are not followed by any eye, and cost frames. */
const MOST = 40;

/** A row that a peer moved slides once to its new place. Own moves, and people who want no motion, see no slide. */
export class RowSlide implements ReactiveController {
  readonly #board: BoardHost;
  #wanted = false;
  #before: ReadonlyMap<Element, number> = new Map();

  constructor(host: ReactiveControllerHost, board: BoardHost) {
    this.#board = board;
    host.addController(this);
  }

  /** Order changed elsewhere: the next render slides. */
  expect(): void {
    this.#wanted = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  hostUpdate(): void {
    this.#before = this.#wanted ? this.#places() : new Map();
  }

  hostUpdated(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    const moved: [Element, number][] = [];
    for (const [row, top] of this.#places()) {
      const was = this.#before.get(row);
      if (was !== undefined && Math.abs(was - top) > 1) moved.push([row, was - top]);
    }
    if (moved.length > MOST) return;
    for (const [row, by] of moved) {
      row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], {
        duration: 160,
        easing: 'cubic-bezier(.2, 0, 0, 1)',
      });
    }
  }

  #places(): ReadonlyMap<Element, number> {
    const rows = Array.from(this.#board.shadow?.querySelectorAll('[data-topic]') ?? []);
    return new Map(rows.map((row) => [row, row.getBoundingClientRect().top]));
  }
}
