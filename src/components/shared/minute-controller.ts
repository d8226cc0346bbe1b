import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE = 60_000;
/** Should the clock stand still, the host is not rendered more often than this. */
const STANDSTILL = 1000;
/** A timer that comes a little early asks again after this. */
const SHORTEST = 20;

/**
 * Renders its host again at each full minute of a clock that the host names (the server's, once it is known), and at
 * moments at which what it says turns, to the millisecond. A page that was in the background catches up when it is seen.
 */
export class MinuteController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #now: () => number | undefined;
  readonly #moments: () => readonly number[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the timer waits for. */
  #target: number | undefined;
  /** The clock as it was when the timer was set. */
  #set: number | undefined;

  /** `moments`, in milliseconds of the same clock: those that the last render has not yet shown as past. */
  constructor(
    host: ReactiveControllerHost,
    now: () => number | undefined,
    moments: () => readonly number[] = () => [],
  ) {
    this.#host = host;
    this.#now = now;
    this.#moments = moments;
    host.addController(this);
  }

  hostConnected(): void {
    this.#wait();
    document.addEventListener('visibilitychange', this.#onSeen);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#target = undefined;
    document.removeEventListener('visibilitychange', this.#onSeen);
  }

  /** A render may have brought a moment to wait for, or passed one. */
  hostUpdated(): void {
    if (this.#target === undefined) return;
    const now = this.#now();
    if (now !== undefined && nextRender(now, this.#moments()) !== this.#target) this.#wait();
  }

  readonly #onSeen = (): void => {
    if (document.visibilityState !== 'visible') return;
    this.#host.requestUpdate();
    this.#wait();
  };

  #wait(): void {
    clearTimeout(this.#timer);
    const now = this.#now() ?? 0;
    const shortest = now === this.#set ? STANDSTILL : SHORTEST;
    this.#set = now;
    this.#target = nextRender(now, this.#moments());
    this.#timer = setTimeout(
      () => {
        this.#host.requestUpdate();
        this.#wait();
      },
      Math.max(shortest, this.#target - now),
    );
  }
}

/** The next full minute, or the first of the moments if that comes before it, passed already or not. */
export function nextRender(now: number, moments: readonly number[]): number {
  return Math.min(now - (now % MINUTE) + MINUTE, ...moments);
}
