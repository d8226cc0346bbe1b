import assert from 'node:assert/strict';
import test from 'node:test';
import { readExport } from '../../src/cli/record-export.js';
import { verifyRecord } from '../../src/cli/verify-record.js';
import { SHEN, startServer, tokenFor } from './server-kit.js';

test('an answer says which entries it holds, so that a part of a record verifies as a part', async () => {
  const server = await startServer();
  await server.createRoom('agenda/m1');
  const token = await tokenFor(SHEN);
  const ask = async (query: string) =>
    (await (await server.http(`/api/rooms/agenda/m1/record${query}`, { token })).json()) as {
      from: number;
      to: number;
      room: string;
      entries: unknown[];
      head: { seq: number };
    };
  for (const [query, from, to] of [
    ['', 1, 1],
    ['?from=1&to=1', 1, 1],
    ['?from=1&to=900', 1, 1],
    ['?from=2', 2, 1],
    ['?from=5&to=9', 5, 1],
  ] as const) {
    const answer = await ask(query);
    assert.deepEqual([answer.room, answer.from, answer.to, answer.head.seq], ['agenda/m1', from, to, 1], query);
    assert.equal(answer.entries.length, from === 1 ? 1 : 0);
  }
  const verdict = verifyRecord(readExport(await ask(''))!);
  assert.deepEqual([verdict.ok, verdict.part], [true, null]);
});
