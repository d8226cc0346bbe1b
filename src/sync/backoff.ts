/** The longest wait between two attempts, in milliseconds. */
const LONGEST = 30_000;

/**
 * How long to wait before attempt `attempt` (0 for the first): doubling from `first` milliseconds, of which a random part is
 * taken, so that the pages of a whole county do not come back in one moment.
 */
export function backoff(attempt: number, first: number, random: () => number): number {
  const whole = Math.min(LONGEST, first * 2 ** Math.min(attempt, 16));
  return whole * (0.5 + random() / 2);
}
