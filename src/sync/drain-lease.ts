/**
 * The right to send what waits: of all pages that a person has open in one browser, one has it at a time. It runs out by itself, so that a
 * page that was closed in the middle hands over. Two at once do no harm: a command sent twice is sealed once.
 */
export interface DrainLease {
  /** Takes or renews it for `LEASE` milliseconds; false when another page has it. */
  hold(): Promise<boolean>;
  /** Gives it up, if it is this page's. */
  release(): Promise<void>;
}

/** How long it lasts without being renewed, in milliseconds. */
export const LEASE = 15_000;

/** Who has the lease, and until when by the clock that all pages of a browser share. */
export interface LeaseRow {
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** The row after `holder` asked at `now`; undefined when another page has it. */
export function taken(row: LeaseRow | undefined, holder: string, now: number): LeaseRow | undefined {
  // An end beyond what anybody could have asked for means that the clock was put back.
  const isRunning = row !== undefined && row.until > now && row.until <= now + LEASE;
  return isRunning && row.holder !== holder ? undefined : { holder, until: now + LEASE };
}

/** For pages that share nothing with others. */
export const OWN_LEASE: DrainLease = {
  hold: () => Promise.resolve(true),
  release: () => Promise.resolve(),
};
