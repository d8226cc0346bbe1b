import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { shape, type Light } from './lights.js';

/** A short word about what has just happened. The fact itself always stands somewhere else too. */
export interface Toast {
  readonly text: string;
  readonly light: Light;
  readonly action?: { readonly word: string; readonly press: () => void };
  /** It was said in the tag's live region already: it is shown, and not read a second time. */
  readonly said?: boolean;
}

/** How long a toast stays, in milliseconds; while the pointer or the focus is on it, it stays. */
const STAY = 6_000;

/** The page's timers; tests bring their own. */
export interface Timers {
  start(run: () => void, milliseconds: number): unknown;
  stop(timer: unknown): void;
}

const PAGE_TIMERS: Timers = {
  start: (run, milliseconds) => setTimeout(run, milliseconds),
  stop: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** Shows one toast at a time, the newest, and takes it away again. */
export class ToastController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #timers: Timers;
  #current: Toast | null = null;
  #timer: unknown;
  readonly #held = new Set<'pointer' | 'focus'>();

  constructor(host: ReactiveControllerHost, timers: Timers = PAGE_TIMERS) {
    this.#host = host;
    this.#timers = timers;
    host.addController(this);
  }

  get current(): Toast | null {
    return this.#current;
  }

  show(toast: Toast): void {
    this.#current = toast;
    this.#run();
    this.#host.requestUpdate();
  }

  readonly dismiss = (): void => {
    this.#stop();
    this.#held.clear();
    if (this.#current === null) return;
    this.#current = null;
    this.#host.requestUpdate();
  };

  /** Somebody points at it or is on its button: it must not go from under them. */
  readonly hold = (by: 'pointer' | 'focus'): void => {
    this.#held.add(by);
    this.#stop();
  };

  readonly release = (by: 'pointer' | 'focus'): void => {
    this.#held.delete(by);
    this.#run();
  };

  hostConnected(): void {
    this.#run();
  }

  hostDisconnected(): void {
    this.#stop();
    this.#current = null;
  }

  #run(): void {
    this.#stop();
    if (this.#current !== null && this.#held.size === 0) this.#timer = this.#timers.start(this.dismiss, STAY);
  }

  #stop(): void {
    if (this.#timer !== undefined) this.#timers.stop(this.#timer);
    this.#timer = undefined;
  }
}

/** Put it last into the tag, so that Tab comes to it after everything else. It never takes the focus. */
export function toastRegion(toasts: ToastController): TemplateResult {
  const toast = toasts.current;
  return html`<div
    class="toasts"
    role="status"
    aria-live=${toast?.said ? 'off' : 'polite'}
    @pointerenter=${() => toasts.hold('pointer')}
    @pointerleave=${() => toasts.release('pointer')}
    @focusin=${() => toasts.hold('focus')}
    @focusout=${() => toasts.release('focus')}
  >
    ${toast === null ? nothing : toastCard(toast, toasts)}
  </div>`;
}

function toastCard({ text, light, action }: Toast, toasts: ToastController): TemplateResult {
  return html`<div class="toast" part="toast">
    ${shape(light)}<span>${text}</span>${
      action
        ? html`<button
            class="toast-action"
            type="button"
            @click=${() => {
              toasts.dismiss();
              action.press();
            }}
          >
            ${action.word}
          </button>`
        : nothing
    }
  </div>`;
}
