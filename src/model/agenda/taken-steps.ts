import { parseInstant } from '../time.js';

/**
 * The steps of a file that were taken, in order of time. One with null for its date is a line that nobody has filled in
 * yet; one without the key was taken at an unknown time and comes last, since nothing says that a return undid it.
 * Equal times keep their places. Rules and reducer both count by this, so that a file means one thing.
 */
export function takenSteps<S extends { readonly at?: string | null | undefined }>(steps: readonly S[]): S[] {
  const taken = steps.filter(({ at }) => at !== null).map((step) => ({ step, time: timeOf(step.at) }));
  return taken.sort((a, b) => (a.time === b.time ? 0 : a.time < b.time ? -1 : 1)).map(({ step }) => step);
}

function timeOf(at: string | null | undefined): number {
  const parsed = parseInstant(at ?? '');
  return parsed.ok ? parsed.value : Infinity;
}
