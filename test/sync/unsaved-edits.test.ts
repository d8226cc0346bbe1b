import assert from 'node:assert/strict';
import test from 'node:test';
import { SYNC } from '../../src/protocol/messages.js';
import { UnsavedEdits } from '../../src/sync/unsaved-edits.js';

test('an edit is saved when its own message is acknowledged, not before', () => {
  const edits = new UnsavedEdits();
  edits.sent(SYNC.step2);
  edits.stored();
  edits.sent(SYNC.update);
  edits.edited(true);
  edits.sent(SYNC.update);
  edits.edited(true);
  assert.equal(edits.count, 2);
  edits.stored();
  assert.equal(edits.count, 1);
  edits.stored();
  assert.equal(edits.count, 0);
});

test('what was typed offline is saved with the step 2 of the next connection', () => {
  const edits = new UnsavedEdits();
  edits.edited(false);
  edits.edited(false);
  edits.sent(SYNC.step2);
  assert.equal(edits.count, 2);
  edits.stored();
  assert.equal(edits.count, 0);
});

test('an update that overtakes step 2 counts only when both are acknowledged', () => {
  const edits = new UnsavedEdits();
  edits.sent(SYNC.update);
  edits.edited(true);
  edits.sent(SYNC.step2);
  edits.stored();
  assert.equal(edits.count, 1, 'the server may have held the update back and judged step 2 first');
  edits.stored();
  assert.equal(edits.count, 0);
});

test('what was sent and not acknowledged before a break is unsaved until the next step 2 is', () => {
  const edits = new UnsavedEdits();
  edits.sent(SYNC.step2);
  edits.stored();
  edits.sent(SYNC.update);
  edits.edited(true);
  edits.disconnected();
  assert.equal(edits.count, 1);
  edits.sent(SYNC.step2);
  edits.sent(SYNC.update);
  edits.edited(true);
  edits.stored();
  assert.equal(edits.count, 1);
  edits.stored();
  assert.equal(edits.count, 0);
});

test('edits that an earlier connection could not save are carried on', () => {
  const edits = new UnsavedEdits(3);
  assert.equal(edits.count, 3);
  edits.sent(SYNC.step2);
  edits.stored();
  assert.equal(edits.count, 0);
});
