import type { LitElement, ReactiveController } from 'lit';

/**
 * Has the browser ask before a page is left with which something would be lost. It listens only while that is so: a
 * listener alone keeps some browsers from holding a page ready for coming back to it.
 */
export class UnloadGuard implements ReactiveController {
  readonly #host: LitElement;
  readonly #isUnsaved: () => boolean;
  #listening = false;

  constructor(host: LitElement, isUnsaved: () => boolean) {
    this.#host = host;
    this.#isUnsaved = isUnsaved;
    host.addController(this);
  }

  hostUpdated(): void {
    // An element is still rendered once after it has left the page.
    const unsaved = this.#host.isConnected && this.#isUnsaved();
    if (unsaved === this.#listening) return;
    this.#listening = unsaved;
    if (unsaved) window.addEventListener('beforeunload', this.#ask);
    else window.removeEventListener('beforeunload', this.#ask);
  }

  hostDisconnected(): void {
    this.#listening = false;
    window.removeEventListener('beforeunload', this.#ask);
  }

  readonly #ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Chromium before 119 asks only for this.
    event.returnValue = true;
  };
}
