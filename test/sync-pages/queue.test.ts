import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import {
  clerk,
  colleague,
  eventually,
  killServer,
  newRoom,
  placesOf,
  rowsOf,
  saved,
  startServer,
  status,
  TestPage,
  tokenOf,
  type TestPerson,
} from './pages.js';

await startServer();

interface Kept {
  readonly row: { readonly room: string; readonly command: { readonly type: string } };
}

const REASON = { reason: '材料不全' };
const commandsIn = async (room: string): Promise<readonly string[]> =>
  (await rowsOf<Kept>('commands')).filter(({ row }) => row.room === room).map(({ row }) => row.command.type);
const states = (session: AgendaSession): readonly string[] =>
  session.queue.map(({ command, state }) => `${command.type} ${state}`);
const sealed = (session: AgendaSession): readonly string[] =>
  session.record.entries.slice(1).map(({ type, late }) => `${type}${late ? ' late' : ''}`);

/** A room with one topic of the clerk, seen and saved; the server is gone. */
async function cutOff(page: TestPage): Promise<{ room: string; session: AgendaSession; topic: string }> {
  const room = await newRoom();
  const session = await page.session(room, clerk);
  await status(session, 'live');
  const topic = session.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await saved(session);
  await killServer();
  await status(session, 'offline');
  return { room, session, topic };
}

test('commands given without the server outlive a reload, are shown waiting, and are sealed late and in order', async () => {
  const page = await TestPage.open();
  const { room, session, topic } = await cutOff(page);
  session.content.titleOf(topic as never)!.replace(0, 0, '（急）');
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  await session.send({ type: 'topic.return', subject: topic, payload: REASON });
  equal(await commandsIn(room), ['topic.submit', 'topic.return']);
  const basis = session.queue[0]!.command.id;
  equal(session.queue[1]!.command.basis, basis, 'the second is built on the first');
  await eventually(async () => (await rowsOf<{ room: string }>('unsaved')).some((row) => row.room === room));

  await page.reload();
  const again = await page.session(room, clerk);
  await eventually(() => again.queue.length === 2);
  equal(states(again), ['topic.submit waiting', 'topic.return waiting']);
  equal(again.sync.unsealed, 2);
  equal(again.outlook.topics.get(topic)?.status, 'returned');
  equal(again.record.state.topics.get(topic)?.status, undefined);
  const done: string[] = [];
  again.onSettled(({ command }, result) => done.push(`${command.type} ${result.ok}`));

  await startServer();
  await eventually(() => again.queue.length === 0 && again.record.entries.length === 3);
  equal(sealed(again), ['topic.submit late', 'topic.return late']);
  equal(again.record.entries[1]!.snapshot?.['title'], '（急）关于防汛的汇报', 'after the edits that they rest on');
  await eventually(() => done.length === 2);
  equal(done, ['topic.submit true', 'topic.return true']);
  equal(await commandsIn(room), []);
});

test('a command whose page is closed at once is kept', async () => {
  const page = await TestPage.open();
  const { room, session, topic } = await cutOff(page);
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  page.close();
  const again = await (await TestPage.open()).session(room, clerk);
  await startServer();
  await eventually(() => again.record.entries.length === 2);
  equal(sealed(again), ['topic.submit late']);
});

test('two tabs show one queue, and of all that they gave each is sealed once, in the order of giving', async () => {
  const [one, two] = [await TestPage.open(), await TestPage.open()];
  const { room, session: here, topic } = await cutOff(one);
  const there = await two.session(room, clerk);
  const other = there.content.addTopic({ title: '关于引导资金的请示', proposer: '县财政局' });
  await here.send({ type: 'topic.submit', subject: topic, payload: {} });
  await eventually(() => there.queue.length === 1);
  equal(there.outlook.topics.get(topic)?.status, 'submitted');
  await there.send({ type: 'topic.return', subject: topic, payload: REASON });
  await there.send({ type: 'topic.submit', subject: other, payload: {} });
  await eventually(() => here.queue.length === 3);
  equal(states(here), states(there));
  equal(there.queue[1]!.command.basis, here.queue[0]!.command.id);
  await startServer();
  await eventually(() => here.record.entries.length === 4 && there.record.entries.length === 4);
  await eventually(() => here.queue.length === 0 && there.queue.length === 0);
  equal(sealed(here), ['topic.submit late', 'topic.return late', 'topic.submit late']);
  equal(
    here.record.entries.map(({ hash }) => hash),
    there.record.entries.map(({ hash }) => hash),
  );
});

test('tabs that cannot tell each other anything look for themselves', async () => {
  const mute = { environment: { openChannel: () => undefined } };
  const [one, two] = [await TestPage.open(), await TestPage.open()];
  const { room, topic } = await cutOff(one);
  const here = await one.session(room, clerk, mute);
  const there = await two.session(room, clerk, mute);
  await here.send({ type: 'topic.submit', subject: topic, payload: {} });
  await eventually(() => there.queue.length === 1);
  there.dropQueued(there.queue[0]!.command.id);
  await eventually(() => here.queue.length === 0);
  await startServer();
  await status(here, 'live');
  equal(here.record.entries.length, 1);
});

test('a tab that sent and is closed in the middle hands over to the one that is left', async () => {
  const [one, two] = [await TestPage.open(), await TestPage.open()];
  const { room, session, topic } = await cutOff(one);
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  await session.send({ type: 'topic.return', subject: topic, payload: REASON });
  const there = await two.session(room, clerk, {
    environment: {
      // It takes the lease, and its command never arrives.
      fetch: (input, init) =>
        typeof input === 'string' && input.includes('/commands') ? new Promise(() => undefined) : fetch(input, init),
    },
  });
  one.close();
  await eventually(() => there.queue.length === 2);
  await startServer();
  await eventually(() => states(there)[0] === 'topic.submit sending');
  const last = await (await TestPage.open()).session(room, clerk);
  await status(last, 'live');
  await eventually(() => last.queue.length === 2);
  two.close();
  // For as long as the lease of the one that is gone may still run.
  await eventually(() => last.queue.length === 0 && last.record.entries.length === 3);
  equal(sealed(last), ['topic.submit late', 'topic.return late']);
});

test('a room that nobody has open any more sends what waits in it', async () => {
  const page = await TestPage.open();
  const elsewhere = await newRoom();
  const { room, session, topic } = await cutOff(page);
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  await page.reload();
  const connection = page.connect(clerk);
  const opening = connection.openAgenda(elsewhere);
  await startServer();
  await status((await opening)!, 'live');
  await eventually(async () => (await commandsIn(room)).length === 0);
  const reader = await (await TestPage.open()).session(room, colleague);
  await eventually(() => reader.record.entries.length === 2);
  equal(sealed(reader), ['topic.submit late']);
});

test('another person on the same PC neither sees nor sends what the former one decided', async () => {
  const page = await TestPage.open();
  const { room, session, topic } = await cutOff(page);
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  page.close();
  const next = await TestPage.open();
  await startServer();
  const other = await next.session(room, colleague);
  await status(other, 'live');
  equal(other.queue.length, 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  equal(other.record.entries.length, 1);
  equal(await commandsIn(room), ['topic.submit']);
  next.close();
  const back = await (await TestPage.open()).session(room, clerk);
  await eventually(() => back.record.entries.length === 2 && back.queue.length === 0);
  equal(back.record.entries[1]!.by.id, clerk.id);
});

test('what was allowed when it was given and is not any more is refused, and stays to be seen', async () => {
  const page = await TestPage.open();
  const { room, session, topic } = await cutOff(page);
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  await session.send({ type: 'topic.return', subject: topic, payload: REASON });
  page.close();
  await startServer();
  const moved: TestPerson = { ...clerk, roles: ['guest'] };
  const again = await (await TestPage.open()).session(room, moved);
  await eventually(() => states(again).join() === 'topic.submit refused,topic.return held');
  equal(again.queue[0]!.problem?.type, 'forbidden');
  equal(again.record.entries.length, 1);
  ok(again.outlook === again.record.state, 'neither is counted on');
  for (const { command } of again.queue) again.dropQueued(command.id);
  await eventually(async () => (await commandsIn(room)).length === 0);
});

test('what somebody else decided meanwhile and the late command are both shown', async () => {
  const page = await TestPage.open();
  const { room, session, topic } = await cutOff(page);
  await startServer();
  await status(session, 'live');
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  await killServer();
  await status(session, 'offline');
  await session.send({ type: 'topic.return', subject: topic, payload: REASON });
  page.close();
  await startServer();
  const deputy: TestPerson = { ...clerk, id: 'u-cpc-deputy', name: '沈书言', roles: ['director'] };
  const other = await (await TestPage.open()).session(room, deputy);
  await status(other, 'live');
  ok((await other.send({ type: 'topic.defer', subject: topic, payload: { reason: '下次再议' } })).ok, 'sealed');
  const back = await (await TestPage.open()).session(room, clerk);
  await eventually(() => back.record.state.topics.get(topic)?.conflicts.length === 1);
  const [conflict] = back.record.state.topics.get(topic)!.conflicts;
  equal(conflict!.standing.type, 'topic.defer');
  equal(
    conflict!.contested.map(({ type, late }) => [type, late]),
    [['topic.return', true]],
  );
});

test('a session that ran out keeps what was decided, and sends it when the same person has signed in', async () => {
  const page = await TestPage.open();
  const { room, topic } = await cutOff(page);
  await startServer();
  let isIn = true;
  await page.reload();
  const connection = page.connect(() => (isIn ? tokenOf(clerk, { seconds: 2 }) : Promise.reject(page.script.signIn())));
  const session = (await connection.openAgenda(room))!;
  await status(session, 'live');
  isIn = false;
  await status(session, 'expired');
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  equal(states(session), ['topic.submit waiting']);
  equal(await commandsIn(room), ['topic.submit']);
  isIn = true;
  session.reconnect();
  connection.reconnect();
  await eventually(() => session.record.entries.length === 2 && session.queue.length === 0);
});

test('on a full disk a command still waits and is sent; that it would not outlive the page is said', async () => {
  const page = await TestPage.open();
  const { room, session, topic } = await cutOff(page);
  const { prototype } = page.window.IDBObjectStore;
  const put = Object.getOwnPropertyDescriptor(prototype, 'put')!;
  Object.defineProperty(prototype, 'put', {
    ...put,
    value(this: IDBObjectStore, value: unknown): IDBRequest {
      if (this.name === 'commands') throw new DOMException('no space', 'QuotaExceededError');
      return (put.value as IDBObjectStore['put']).call(this, value);
    },
  });
  await session.send({ type: 'topic.submit', subject: topic, payload: {} });
  equal(states(session), ['topic.submit waiting']);
  equal(session.sync.keeping, 'full');
  equal(await commandsIn(room), []);
  Object.defineProperty(prototype, 'put', put);
  await session.send({ type: 'topic.return', subject: topic, payload: REASON });
  equal(session.sync.keeping, 'kept');
  equal(await commandsIn(room), ['topic.submit', 'topic.return']);
  await startServer();
  await eventually(() => session.record.entries.length === 3 && session.queue.length === 0);
  equal(sealed(session), ['topic.submit late', 'topic.return late']);
});

test('where the host wants nothing kept a command waits in its page alone', async () => {
  const page = await TestPage.open();
  const room = await newRoom();
  const session = await page.session(room, clerk, { cache: 'none' });
  await status(session, 'live');
  const topic = session.content.addTopic({ title: '不留痕迹', proposer: '县水利局' });
  await saved(session);
  await killServer();
  await status(session, 'offline');
  await session.send({ type: 'topic.submit', subject: topic, payload: { note: '只在本页等候' } });
  equal(states(session), ['topic.submit waiting']);
  equal(await placesOf('只在本页等候'), []);
  session.close();
  await startServer();
  const reader = await (await TestPage.open()).session(room, colleague);
  await eventually(() => reader.record.entries.length === 2);
  equal(sealed(reader), ['topic.submit late']);
});
