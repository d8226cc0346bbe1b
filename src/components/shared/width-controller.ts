import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Widths of the tag itself, not of the window: under 720, 1100 and 1600 px, and above. */
export type WidthClass = 's' | 'm' | 'l' | 'xl';

export function widthClass(width: number): WidthClass {
  return width < 720 ? 's' : width < 1100 ? 'm' : width < 1600 ? 'l' : 'xl';
}

/**
 * Tells its host how wide it is, since container queries need Chromium 105. The class changes only when the width
 * crosses a limit, so resizing renders at most three times.
 */
export class WidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;
  #class: WidthClass = 'l';

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#observer = new ResizeObserver((entries) => {
      const last = entries[entries.length - 1];
      if (last) this.#take(last.contentRect.width);
    });
    host.addController(this);
  }

  get width(): WidthClass {
    return this.#class;
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
    const next = widthClass(width);
    if (next === this.#class) return;
    this.#class = next;
    this.#host.requestUpdate();
  }
}
