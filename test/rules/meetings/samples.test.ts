import assert from 'node:assert/strict';
import test from 'node:test';
import { parseMeetingsFile } from '../../../src/model/agenda/meetings-file.js';
import { formatInstant } from '../../../src/model/time.js';
import { checkMeeting, deadlineOf } from '../../../src/rules/meetings/index.js';
import { sampleJson, sampleSettings } from './meeting-cases.js';

const settings = sampleSettings();
const truth = sampleJson('meetings.truth.json');

function sampleMeetings() {
  const parsed = parseMeetingsFile(sampleJson('meetings.json'));
  assert.ok(parsed.ok);
  return parsed.value.meetings;
}

test('the sample meetings have the deadlines of the truth file', () => {
  const deadlines = sampleMeetings().map((meeting) => [
    meeting.id,
    formatInstant(settings.timezone, deadlineOf(meeting, settings)!),
  ]);
  assert.deepEqual(Object.fromEntries(deadlines), truth.deadlines);
});

test('the sample topics have the flags of the truth file, and nothing else', () => {
  const found = new Map<string, Set<string>>();
  for (const finding of sampleMeetings().flatMap((meeting) => checkMeeting(meeting, settings))) {
    found.set(finding.subject, (found.get(finding.subject) ?? new Set()).add(finding.rule));
  }
  const expected = truth.flags.map(({ topic, flags }: { topic: string; flags: string[] }) => [topic, new Set(flags)]);
  assert.deepEqual(found, new Map(expected));
  for (const id of truth.clean) assert.equal(found.has(id), false);
});

test('the late sample topic says how late it is', () => {
  const late = sampleMeetings()
    .flatMap((meeting) => checkMeeting(meeting, settings))
    .filter((finding) => finding.rule === 'LATE');
  assert.deepEqual(late, [
    {
      rule: 'LATE',
      severity: 'warn',
      subject: 'M1-T2',
      params: {
        deadline: '2024-04-11T17:00:00+08:00',
        at: '2024-04-12T14:40:00+08:00',
        cause: 'materials',
        minutes: 1300,
      },
    },
  ]);
});
