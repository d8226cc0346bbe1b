import { materialClock, placeOn, type ClockInput, type MaterialClock } from './meeting-view.js';

/** Keeps the material clock while only time goes on: then its needle moves, and the dots stay. */
export class MaterialClocks {
  #last: MaterialClock | null | undefined;

  /** `isSame`: nothing but the time is other than at the last call. */
  clock(input: ClockInput, isSame: boolean): MaterialClock | null {
    const last = this.#last;
    if (!isSame || last === undefined || last?.beginsNow) this.#last = materialClock(input);
    else if (last !== null) this.#last = { ...last, nowPlace: placeOn(last, input.now) };
    return this.#last ?? null;
  }
}
