/** The three times a server reads. A test or a demo hands in its own. */
export interface ServerClock {
  /** Time of the record and of deadlines, in milliseconds since the epoch. */
  now(): number;
  /** Real time, in milliseconds since the epoch: tokens are judged by it whatever `now` says. */
  real(): number;
  /** Milliseconds that never go back, for intervals. */
  elapsed(): number;
}

/** The machine's own time; `startAt` shifts `now` so that it reads that moment now, and runs on from there. */
export function systemClock(startAt?: number): ServerClock {
  const shift = startAt === undefined ? 0 : startAt - Date.now();
  return { now: () => Date.now() + shift, real: () => Date.now(), elapsed: () => performance.now() };
}

/** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`, as it stands in entries and rows. */
export function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
