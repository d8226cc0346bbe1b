import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So many topics are judged between two turns of the page: a few milliseconds. */
const PART = 150;
/** Milliseconds after which nobody waits for a frame any more: a page in the background draws none. */
const NO_FRAME = 150;

/** Judges, after the first render of a long agenda, the topics that are not drawn, in parts that hold nobody up. */
export class LaterRows implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isComplete: () => boolean;
  readonly #judgeMore: (most: number) => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `judgeMore` judges up to so many and says whether none is left. */
  constructor(host: ReactiveControllerHost, isComplete: () => boolean, judgeMore: (most: number) => boolean) {
    this.#host = host;
    this.#isComplete = isComplete;
    this.#judgeMore = judgeMore;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#isComplete() || this.#timer !== undefined) return;
    this.#timer = setTimeout(this.#go, NO_FRAME);
    // What was rendered is painted first.
    const timer = this.#timer;
    requestAnimationFrame(() => {
      if (this.#timer !== timer) return;
      clearTimeout(timer);
      this.#timer = setTimeout(this.#go);
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #go = (): void => {
    this.#timer = undefined;
    if (this.#judgeMore(PART)) this.#host.requestUpdate();
    else this.#timer = setTimeout(this.#go);
  };
}
