/**
 * A reporter of node:test: one JSON line `{"passed": n, "failed": n}` at the end. A test that was
 * skipped or left to do counts as failed: nothing here may be passed over in silence.
 */
export default async function* countReporter(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite' && type === 'test:pass') continue;
    const passedOver = data.skip !== undefined || data.todo !== undefined;
    if (type === 'test:pass' && !passedOver) passed++;
    else failed++;
  }
  yield `${JSON.stringify({ passed, failed })}\n`;
}
