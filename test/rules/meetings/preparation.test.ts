import assert from 'node:assert/strict';
import test from 'node:test';
import { checkMeeting } from '../../../src/rules/meetings/index.js';
import type { Finding } from '../../../src/rules/rule.js';
import { cleanTopic, meetingOf, sampleSettings } from './meeting-cases.js';

/** What is noticed about one topic of Tuesday, 16 April 2024, 9:00, or about its meeting. */
function noticed(topic: object, meeting: object = {}, settings: object = {}): readonly Finding[] {
  return checkMeeting(meetingOf([cleanTopic(topic)], meeting), sampleSettings(settings));
}

function rulesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule }) => rule);
}

test('a prerequisite that is not done is named and holds the review back; one that is done, or of which nobody knows, does not', () => {
  const prerequisites = [
    { name: '合法性审查', done: false },
    { name: '财政意见', done: true },
    { name: '风险评估', done: null },
  ];
  const [finding] = noticed({ prerequisites });
  assert.deepEqual(finding, {
    rule: 'PREREQUISITE_OPEN',
    severity: 'block',
    subject: 'T1',
    params: { names: ['合法性审查'] },
  });
  assert.deepEqual(noticed({ prerequisites: [] }), []);
  assert.deepEqual(noticed({ prerequisites: null }), []);
});

test('reading time is counted in working hours, over a holiday and a make-up day', () => {
  // Friday 12 April 17:00 to Tuesday 9:00: 1 h on Friday, 7 h on Monday, half an hour on Tuesday.
  const [finding] = noticed({ lockedAt: '2024-04-12T17:00:00+08:00' });
  assert.deepEqual(finding?.params, { minutes: 60 + 7 * 60 + 30, hours: 16 });
  assert.equal(finding.rule, 'READING_SHORT');
  assert.deepEqual(noticed({ lockedAt: '2024-04-11T16:00:00+08:00' }), [], '16 hours and a half are enough');
  assert.deepEqual(noticed({ lockedAt: null }), []);
  // Around 清明: Sunday 7 April is worked, Thursday to Saturday are not.
  const around = noticed({ lockedAt: '2024-04-03T17:00:00+08:00' }, { startAt: '2024-04-08T09:00:00+08:00' });
  assert.deepEqual(around.find(({ rule }) => rule === 'READING_SHORT')?.params, {
    minutes: 60 + 7 * 60 + 30,
    hours: 16,
  });
});

test('limits are the settings’ own', () => {
  const topicLimits = { readingHours: 4, minutes: 30, reportCharacters: 5000 };
  const topic = { lockedAt: '2024-04-12T17:00:00+08:00', minutes: 20, reportCharacters: 4000 };
  assert.deepEqual(rulesOf(noticed(topic)), ['READING_SHORT', 'TOPIC_LONG', 'REPORT_LONG']);
  assert.deepEqual(noticed(topic, {}, { topicLimits }), []);
  assert.deepEqual(noticed({ minutes: 15, reportCharacters: 3000 }), [], 'the limit itself is within it');
});

test('a dissent is a warning, and holds back what is to be deliberated, unless the county says otherwise', () => {
  const severity = (topic: object, settings = {}): readonly string[] =>
    noticed(topic, {}, settings).map((finding) => finding.severity);
  assert.deepEqual(severity({ dissent: '县财政局对资金规模有保留' }), ['warn']);
  assert.deepEqual(severity({ dissent: '县财政局对资金规模有保留', kind: '审议' }), ['block']);
  assert.deepEqual(severity({ dissent: '有保留', kind: '审议' }, { rules: { DISSENT_OPEN: 'info' } }), ['info']);
  assert.deepEqual(severity({ dissent: '  ' }), []);
});

test('who reports, and a paper exchanged after the lock, are named; unknown is silent', () => {
  assert.deepEqual(noticed({ reporterIsHead: false, reporter: '岑予安' })[0]?.params, { name: '岑予安' });
  assert.deepEqual(noticed({ reporterIsHead: null }), []);
  assert.deepEqual(noticed({ reporterIsHead: true }), []);
  assert.deepEqual(noticed({ changedAfterLock: ['送审稿'] })[0]?.params, { names: ['送审稿'] });
  assert.deepEqual(noticed({ changedAfterLock: [] }), []);
});

test('once the meeting is over each passed topic needs somebody to see to it, or a reason why nobody has to', () => {
  const decided = { decision: 'passed-in-principle', followedUp: false };
  for (const course of ['closed', 'minuted']) {
    assert.deepEqual(rulesOf(noticed(decided, { course })), ['DECISION_WITHOUT_TASK'], course);
  }
  for (const course of ['preparing', 'in_session', 'archived'])
    assert.deepEqual(noticed(decided, { course }), [], course);
  assert.deepEqual(noticed(decided), [], 'a file that does not say how far the meeting is');
  assert.deepEqual(noticed({ ...decided, followedUp: true }, { course: 'closed' }), []);
  assert.deepEqual(noticed({ ...decided, decision: 'rejected' }, { course: 'closed' }), []);
});

test('more than half of the members have to be there', () => {
  const members = (present: number | null, total: number | null): object => ({ members: { present, total } });
  const during = { course: 'in_session' };
  assert.deepEqual(rulesOf(noticed({}, { ...during, ...members(5, 10) })), ['QUORUM_SHORT']);
  assert.deepEqual(noticed({}, { ...during, ...members(6, 10) }), []);
  assert.deepEqual(noticed({}, { ...during, ...members(null, 10) }), []);
  assert.deepEqual(
    noticed({}, { course: 'notified', ...members(0, 10) }),
    [],
    'before the meeting nobody has signed in',
  );
});
