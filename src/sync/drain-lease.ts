import type { LeaseRow, Owner } from './page-rows.js';
import type { PageStore } from './page-store.js';

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

/** The lease of all pages that a person has open in one browser. `holder` is this page's own random word. */
export function storedLease(
  pages: Pick<PageStore, 'changeLease'>,
  owner: Owner,
  holder: string,
  wallClock: () => number,
): DrainLease {
  return {
    hold: async () => {
      const row = await pages.changeLease(owner, (before) => taken(before, holder, wallClock()));
      return row?.holder === holder;
    },
    release: async () => {
      await pages.changeLease(owner, (row) => (row?.holder === holder ? { holder, until: 0 } : undefined));
    },
  };
}
