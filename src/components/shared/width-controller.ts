import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Widths of the tag itself, not of the window: under 720, 1100 and 1600 px, and above. */
export type WidthClass = 's' | 'm' | 'l' | 'xl';

export function widthClass(width: number): WidthClass {
  return width < 720 ? 's' : width < 1100 ? 'm' : width < 1600 ? 'l' : 'xl';
}

/** Divides every limit of the classes. */
const STEP = 20;

/**
 * Tells its host how wide it is, since container queries need Chromium 105. It tells in steps, so that resizing does
 * not render with every pixel.
 */
export class WidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;
  #pixels = 1100;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#observer = new ResizeObserver((entries) => {
      const last = entries[entries.length - 1];
      // Not at once: what is rendered is of another height, which the observer would have to report in the same breath.
      if (last) setTimeout(() => this.#take(last.contentRect.width));
    });
    host.addController(this);
  }

  get width(): WidthClass {
    return widthClass(this.#pixels);
  }

  /** Down to the last step of 20 px. */
  get pixels(): number {
    return this.#pixels;
  }

  hostConnected(): void {
    this.#take(this.#host.clientWidth);
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #take(width: number): void {
    // Nothing is laid out yet, or the tag is hidden: what was known stays.
    if (width === 0) return;
    const next = Math.floor(width / STEP) * STEP;
    if (next === this.#pixels) return;
    this.#pixels = next;
    this.#host.requestUpdate();
  }
}
