import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE = 60_000;

/** Renders its host again at each full minute of a clock that the host names: the server's, once it is known. */
export class MinuteController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #now: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, now: () => number | undefined) {
    this.#host = host;
    this.#now = now;
    host.addController(this);
  }

  hostConnected(): void {
    this.#wait();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const now = this.#now() ?? 0;
    this.#timer = setTimeout(
      () => {
        this.#host.requestUpdate();
        this.#wait();
      },
      // Never at once again, should the clock stand still.
      Math.max(1000, MINUTE - (now % MINUTE)),
    );
  }
}
