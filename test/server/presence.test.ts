import assert from 'node:assert/strict';
import test from 'node:test';
import { presenceEntries, settle, until, type Page } from './page.js';
import { LU, SHEN, startServer } from './server-kit.js';

async function couple(limits = {}) {
  const server = await startServer({ limits });
  await server.createRoom('agenda/m1');
  const lu = await server.page(LU, 'agenda/m1/content');
  const shen = await server.page(SHEN, 'agenda/m1/content');
  return { server, lu, shen };
}

const id = (page: Page): number => page.doc.clientID;

test('presence carries the name in the token, whatever the page says', async () => {
  const { lu, shen } = await couple();
  lu.present({ user: { id: 'u-shen', name: '县委书记' }, topic: 't1', editing: true, extra: 'dropped' });
  const seen = await until(() => shen.seen(id(lu)));
  assert.deepEqual(seen, { user: { id: 'u-lu', name: '陆知行', office: 'cpc' }, topic: 't1', editing: true });
});

test('whoever comes later is told who is here', async () => {
  const { server, lu, shen } = await couple();
  lu.present({ topic: 't1' });
  await until(() => shen.seen(id(lu)));
  const late = await server.page({ ...SHEN, sub: 'u-late' }, 'agenda/m1/content');
  assert.ok(await until(() => late.seen(id(lu))));
});

test('nobody overwrites, locks or removes the presence of somebody else', async () => {
  const { lu, shen } = await couple();
  lu.present({ topic: 't1' });
  await until(() => shen.seen(id(lu)));
  const clock = lu.awareness.meta.get(id(lu))!.clock;
  for (const [step, state] of [
    [1, '{"topic":"forged"}'],
    [2 ** 50, '{"topic":"forged"}'],
    [1, 'null'],
  ] as const) {
    shen.sendPresence(presenceEntries([id(lu), clock + step, state]));
  }
  await settle(300);
  assert.equal(shen.closed, undefined, 'a stock provider repeats what it hears: no reason to close');
  assert.equal(shen.seen(id(lu))?.['topic'], 't1');
  lu.present({ topic: 't2' });
  await until(() => shen.seen(id(lu))?.['topic'] === 't2');
});

test("another tab of the same person does not speak for the first one's clientID", async () => {
  const { server, lu, shen } = await couple();
  lu.present({ topic: 't1' });
  await until(() => shen.seen(id(lu)));
  const tab = await server.page(LU, 'agenda/m1/content');
  tab.sendPresence(presenceEntries([id(lu), 50, '{"topic":"other tab"}']));
  await settle(300);
  assert.equal(shen.seen(id(lu))?.['topic'], 't1');
});

test('what is no small object is not passed on, and a connection shows two clientIDs at most', async () => {
  const { lu, shen } = await couple();
  const deep = `${'{"a":'.repeat(9)}1${'}'.repeat(9)}`;
  const states = ['{', '"text"', '12', '[1]', '', deep, `{"topic":"${'x'.repeat(5000)}"}`, '{"topic":"机密★1年"}'];
  for (const [index, state] of states.entries()) lu.sendPresence(presenceEntries([1000 + index, 1, state]));
  lu.sendPresence(
    presenceEntries(...Array.from({ length: 500 }, (_, index) => [5000 + index, 1, '{"topic":"crowd"}'] as const)),
  );
  await settle(400);
  assert.equal(lu.closed, undefined);
  const shown = [...shen.awareness.getStates().keys()].filter((client) => client !== id(shen));
  assert.deepEqual(shown, [5000, 5001]);
});

test('a mark in presence is found however it is written, and its size is counted in bytes', async () => {
  const { lu, shen } = await couple();
  const states = [
    '{"topic":"机密\\u26051年"}',
    '{"topic":"\\u673a\\u5bc6\\u2605"}',
    '{"cursor":{"in":[{"机密\\u2605":1}]}}',
    '{"topic":"机密"}',
    `{"topic":"${'字'.repeat(2000)}"}`,
  ];
  for (const [index, state] of states.entries()) lu.sendPresence(presenceEntries([1000 + index, 1, state]));
  lu.sendPresence(presenceEntries([2000, 1, `{"topic":"${'字'.repeat(1000)}"}`]));
  await until(() => shen.seen(2000));
  const shown = [...shen.awareness.getStates().keys()].filter((client) => client !== id(shen));
  assert.deepEqual(shown, [2000]);
});

test('a presence message that lies about its length closes the connection', async () => {
  const { lu } = await couple();
  lu.sendPresence(new Uint8Array([255, 255, 3, 1]));
  await lu.closesWith(4400);
});

test('a clientID that somebody only showed is theirs over a restart', async () => {
  const { server, lu, shen } = await couple();
  shen.present({ topic: null });
  await until(() => lu.seen(id(shen)));
  await server.close();
  const again = await startServer({ file: server.file });
  const forger = await again.page(LU, 'agenda/m1/content');
  const witness = await again.page(SHEN, 'agenda/m1/content');
  forger.sendPresence(presenceEntries([id(shen), 1, '{"topic":"forged"}']));
  await settle(300);
  assert.equal(witness.seen(id(shen)), undefined);
});

test('a reader shows that it is here and no more; the record document carries no presence', async () => {
  const { server, shen } = await couple();
  const reader = await server.page(LU, 'agenda/m1/content', { access: { 'agenda/*': 'read' } });
  reader.present({ topic: 't1', editing: true });
  assert.deepEqual(await until(() => shen.seen(id(reader))), { user: { id: 'u-lu', name: '陆知行', office: 'cpc' } });
  const record = await server.page(SHEN, 'agenda/m1/record');
  record.present({ topic: 't1' });
  await settle(300);
  assert.equal(record.awareness.getStates().size, 1);
  assert.equal(shen.seen(id(record)), undefined);
});

test('who leaves is gone at once, who falls silent after a while', async () => {
  const shown = await couple({ presenceMs: 600 });
  const { lu, shen } = shown;
  lu.present({ topic: 't1' });
  await until(() => shen.seen(id(lu)));
  lu.close();
  await until(() => !shen.seen(id(lu)));

  const { server } = shown;
  const silent = await server.page({ ...LU, sub: 'u-silent' }, 'agenda/m1/content');
  silent.present({ topic: 't1' });
  await until(() => shen.seen(id(silent)));
  await until(() => !shen.seen(id(silent)));
  assert.equal(silent.closed, undefined);
});

test('many moves in a moment reach the others as few messages, the last one among them', async () => {
  const { lu, shen } = await couple();
  lu.present({ topic: 't0' });
  await until(() => shen.seen(id(lu)));
  const before = shen.received.length;
  for (let move = 1; move <= 50; move++) lu.present({ topic: `t${move}` });
  await until(() => shen.seen(id(lu))?.['topic'] === 't50');
  assert.ok(shen.received.length - before <= 3, `${shen.received.length - before} messages`);
});

test('a connection to which nothing is said for long is sent an empty presence message', async () => {
  const { server } = await couple({ quietMs: 300 });
  const record = await server.page(LU, 'agenda/m1/record');
  const before = record.received.filter((type) => type === '1').length;
  await until(() => record.received.filter((type) => type === '1').length > before);
  assert.equal(record.awareness.getStates().size, 0);
});
