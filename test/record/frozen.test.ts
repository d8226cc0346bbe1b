import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { applyEntry, createRecordState } from '../../src/model/agenda/record-state.js';
import type { TopicState } from '../../src/model/agenda/topic-state.js';
import type { SealedEntry } from '../../src/model/entry.js';
import { canonicalJson } from '../../src/record/canonical.js';
import { seal } from '../../src/record/seal.js';
import { verifyChain } from '../../src/record/verify.js';

/**
 * What the first release sealed. These files never change: a later release that reads them otherwise
 * would read every county's record otherwise.
 */
const FIXTURES = new URL('../fixtures/v1/record/', import.meta.url);
const lines = readFileSync(new URL('entries.jsonl', FIXTURES), 'utf8').trimEnd().split('\n');
const entries = lines.map((line) => JSON.parse(line) as SealedEntry);
const expected = JSON.parse(readFileSync(new URL('amounts-to.json', FIXTURES), 'utf8')) as {
  room: string;
  head: { seq: number; hash: string };
};

test('the entries of the first release verify, up to the head that it had', () => {
  const verdict = verifyChain(entries, expected.room);
  assert.ok(verdict.ok, JSON.stringify(verdict));
  assert.deepEqual({ seq: verdict.point.seq, hash: verdict.point.hash }, expected.head);
});

test('the entries of the first release are sealed anew to the same bytes', () => {
  let head = { seq: 0, hash: entries[0]!.prev };
  for (const [index, entry] of entries.entries()) {
    const { snapshot, content, payload, salt } = entry;
    const unsealed = { ...entry, payload: payload!, content: content && { seq: content.seq, snapshot: snapshot! } };
    const sealed = seal(unsealed, head, salt!);
    assert.equal(canonicalJson(sealed), lines[index]);
    head = { seq: sealed.seq, hash: sealed.hash };
  }
});

test('the entries of the first release amount to what they amounted to', () => {
  const { record } = entries.reduce(applyEntry, createRecordState());
  const amounts = {
    room: expected.room,
    head: expected.head,
    office: record.office,
    kind: record.kind,
    topics: Object.fromEntries([...record.topics].map(([id, topic]) => [id, summary(topic)])),
  };
  assert.deepEqual(amounts, expected);
});

function summary(topic: TopicState) {
  return {
    status: topic.status,
    steps: topic.steps.map(({ step, at, imported }) => `${step} ${at}${imported ? ' imported' : ''}`),
    receipts: topic.receipts.map(({ material, at }) => `${material} ${at}`),
    adHoc: topic.adHoc?.approver ?? null,
    waivers: topic.waivers.map(({ rule }) => rule),
    conflicts: topic.conflicts.map(({ standing, contested, chosen }) => ({
      standing: standing.seq,
      contested: contested.map(({ seq }) => seq),
      chosen,
    })),
    approval: topic.approval && { digest: topic.approval.digest, renewed: topic.approval.renewed },
    submittedBy: topic.submittedBy,
  };
}

test('another program comes to the same hashes from the words of the architecture alone', () => {
  const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  let prev = hash(`siban-record-v1\n${expected.room}`);
  for (const entry of entries) {
    const { hash: sealed, payload, salt, snapshot, ...covered } = entry;
    assert.equal(covered.prev, prev);
    assert.equal(sealed, hash(`siban-record-v1\n${sortedJson(covered)}`));
    assert.equal(covered.payloadHash, hash(`${salt}${sortedJson(payload)}`));
    if (covered.content) assert.equal(covered.content.digest, hash(sortedJson(snapshot)));
    prev = sealed;
  }
});

/** RFC 8785 for what an entry may hold, written a second time on purpose. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${sortedJson(field)}`).join(',')}}`;
}
