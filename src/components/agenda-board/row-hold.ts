import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { rowSelector, type BoardHost } from './board-host.js';

/** Frames in which rows that come into sight may still turn out taller than was reserved for them. */
const FRAMES = 3;

/**
 * Keeps a row where the reader sees it while the list beside it gets narrower or wider: all rows above it change their
 * height then. On narrow tags the panel takes the list's place, and the row comes back to where it was before.
 */
export class RowHold implements ReactiveController {
  readonly #board: BoardHost;
  #wanted: string | null = null;
  #held: { readonly id: string; readonly top: number } | null = null;
  /** Where the rows were that narrow tags hide behind their panel. */
  readonly #left = new Map<string, number>();
  #frames = 0;

  constructor(host: ReactiveControllerHost, board: BoardHost) {
    this.#board = board;
    host.addController(this);
  }

  /** The next render opens or closes the panel beside this row. */
  hold(id: string): void {
    this.#wanted = id;
  }

  hostUpdate(): void {
    const id = this.#wanted;
    this.#wanted = null;
    if (id === null) return;
    const box = this.#row(id)?.getBoundingClientRect();
    if (box && box.height > 0) {
      this.#left.clear();
      this.#left.set(id, box.top);
      // A row out of sight is nothing that the reader looks at.
      const inSight = box.bottom > 0 && box.top < window.innerHeight;
      this.#held = inSight ? { id, top: box.top } : null;
    } else {
      const top = this.#left.get(id);
      this.#held = top === undefined ? null : { id, top };
    }
  }

  hostUpdated(): void {
    if (!this.#held) return;
    this.#frames = FRAMES;
    this.#put();
  }

  #put(): void {
    const held = this.#held;
    const row = held && this.#row(held.id);
    const box = row?.getBoundingClientRect();
    if (!held || !row || !box || box.height === 0) {
      this.#held = null;
      return;
    }
    const by = box.top - held.top;
    if (Math.abs(by) > 1) scrollerOf(row).scrollBy({ top: by, behavior: 'instant' });
    this.#frames -= 1;
    if (this.#frames < 0) this.#held = null;
    else requestAnimationFrame(() => this.#put());
  }

  #row(id: string): HTMLElement | null {
    return this.#board.shadow?.querySelector<HTMLElement>(rowSelector(id)) ?? null;
  }
}

/** What scrolls the list: the page, or a part of it into which a portal has put the board. */
export function scrollerOf(row: Element): Element {
  const page = document.scrollingElement ?? document.documentElement;
  for (let node = above(row); node; node = above(node)) {
    if (node === document.body || node === document.documentElement) break;
    if (node.scrollHeight > node.clientHeight && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return page;
}

/** The element around it as it is laid out: through slots and out of shadow roots. */
function above(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : parentNode instanceof Element ? parentNode : null;
}
