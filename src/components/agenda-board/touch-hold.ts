/** Milliseconds for which a finger rests on a row before it has taken it: a shorter one scrolls or taps. */
const HOLD = 300;
/** Pixels that a resting finger may stray. */
const STRAY = 8;

/** Tells a finger that holds something from one that scrolls, taps, or pinches. */
export class TouchHold {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #first: { readonly id: number; readonly x: number; readonly y: number } | null = null;

  /** Calls `held` once the finger that has just gone down has rested for long enough. */
  wait({ pointerId, clientX, clientY, isPrimary }: PointerEvent, held: () => void): void {
    this.#stop();
    // A second finger pinches.
    if (!isPrimary) return;
    this.#first = { id: pointerId, x: clientX, y: clientY };
    for (const type of ENDS) document.addEventListener(type, this.#onPointer, true);
    this.#timer = setTimeout(() => {
      this.#stop();
      held();
    }, HOLD);
  }

  readonly #onPointer = (event: Event): void => {
    const { type, pointerId, clientX, clientY } = event as PointerEvent;
    const first = this.#first;
    if (!first || (type !== 'pointerdown' && pointerId !== first.id)) return;
    const strayed = Math.hypot(clientX - first.x, clientY - first.y) > STRAY;
    if (type !== 'pointermove' || strayed) this.#stop();
  };

  #stop(): void {
    clearTimeout(this.#timer);
    this.#first = null;
    for (const type of ENDS) document.removeEventListener(type, this.#onPointer, true);
  }
}

/** What ends the wait: a move does when it is long enough for a scroll, a second finger wherever it goes down. */
const ENDS = ['pointermove', 'pointerup', 'pointercancel', 'pointerdown'];
