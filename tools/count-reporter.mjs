import { writeFileSync } from 'node:fs';

/**
 * A reporter of node:test that prints nothing: it keeps `{"passed": n, "failed": n}` in the file named in
 * SIBAN_COUNTS. Written at each test and at once, so that a run that is cut off has counted what it did.
 * A test that was skipped or left to do counts as failed: nothing may be passed over in silence.
 */
export default async function* countReporter(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (isSuiteAlone(type, data)) continue;
    const passedOver = data.skip !== undefined || data.todo !== undefined;
    if (type === 'test:pass' && !passedOver) passed++;
    else failed++;
    writeFileSync(process.env.SIBAN_COUNTS, JSON.stringify({ passed, failed }));
  }
  yield '';
}

/** A suite counts only when it failed by itself, in a hook for instance: its tests are counted one by one. */
function isSuiteAlone(type, { details }) {
  if (details?.type !== 'suite') return false;
  return type === 'test:pass' || details.error?.failureType === 'subtestsFailed';
}
