import type { AgendaSession } from '../../src/sync/room-session.js';
import { equal, ok, test } from '../controllers/bdd.js';
import {
  cachesOf,
  changeRows,
  clerk,
  colleague,
  eventually,
  killServer,
  newRoom,
  placesOf,
  restartFor,
  rowsOf,
  saved,
  startServer,
  status,
  TestPage,
  titles,
  tokenOf,
} from './pages.js';

await startServer();

/** A room with one topic of the clerk, seen and saved. */
async function visited(page: TestPage): Promise<{ room: string; session: AgendaSession }> {
  const room = await newRoom();
  const session = await page.session(room, clerk);
  await status(session, 'live');
  session.content.addTopic({ title: '关于防汛的汇报', proposer: '县水利局' });
  await saved(session);
  return { room, session };
}

/** What was written so far lies in the browser. */
const counted = (room: string, count: number): Promise<void> =>
  eventually(async () => {
    const rows = await rowsOf<{ room: string; count: number }>('unsaved');
    return rows.filter((row) => row.room === room).reduce((sum, row) => sum + row.count, 0) === count;
  });

test('edits made without the server survive a reload, are marked unsaved, and merge when it is back', async () => {
  const page = await TestPage.open();
  const { room, session } = await visited(page);
  const first = session.content.topics[0]!.id;
  await killServer();
  await status(session, 'offline');
  const second = session.content.addTopic({ title: '离线新增' });
  session.content.titleOf(first)!.replace(0, 0, '（修订）');
  equal(session.sync.unsaved, 3);
  equal(session.sync.unsent, 3);
  equal(session.sync.keeping, 'kept');
  equal([...session.unsavedTopics].sort(), [first, second].sort());
  await counted(room, 3);

  await page.reload();
  const again = await page.session(room, clerk);
  equal(titles(again), ['（修订）关于防汛的汇报', '离线新增'], 'on screen at once, without the server');
  await status(again, 'offline');
  equal(again.sync.unsaved, 3);
  equal([...again.unsavedTopics].sort(), [first, second].sort());
  equal(again.right, 'write');
  again.content.titleOf(second)!.replace(4, 0, '的议题');
  equal(again.sync.unsaved, 4);

  await restartFor(again);
  await saved(again);
  equal([...again.unsavedTopics], []);
  const other = await (await TestPage.open()).session(room, colleague);
  await eventually(() => titles(other).length === 2);
  equal(titles(other), ['（修订）关于防汛的汇报', '离线新增的议题']);
  await counted(room, 0);
});

test('what was typed last is there after the page is gone, and unsaved until the server has it', async () => {
  const page = await TestPage.open();
  const { room, session } = await visited(page);
  await killServer();
  await status(session, 'offline');
  for (let i = 0; i < 30; i++) session.content.addTopic({ title: `第${i}项` });
  await counted(room, 60);
  page.close();
  const again = await (await TestPage.open()).session(room, clerk);
  equal(titles(again).length, 31);
  equal(again.sync.unsaved, 60);
});

test('a command of the record can be judged offline: steps and people are shown from what was verified before', async () => {
  const page = await TestPage.open();
  const { room, session } = await visited(page);
  const { id } = session.content.topics[0]!;
  session.content.setRegister('place', '县委三楼会议室');
  await saved(session);
  const sent = await session.send({ type: 'topic.submit', subject: id, payload: {} });
  equal(!sent.ok && sent.problem, false);
  await eventually(() => session.record.authorOf(session.content.meeting.place.values[0]!.client) !== undefined);
  await eventually(
    async () => (await rowsOf<{ room: string }>('entries')).filter((row) => row.room === room).length === 2,
  );
  await eventually(async () =>
    (await rowsOf<{ room: string; authors: object }>('records')).some(
      (row) => row.room === room && Object.keys(row.authors).length > 0,
    ),
  );
  await killServer();
  await page.reload();
  const again = await page.session(room, clerk);
  equal(again.record.state.topics.get(id)?.status, 'submitted');
  equal(again.record.entries.length, 2);
  equal(again.record.alarm, null);
  equal(again.record.authorOf(again.content.meeting.place.values[0]!.client)?.name, clerk.name);
  await restartFor(again);
  await status(again, 'live');
  equal(again.record.entries.length, 2);
  equal(again.record.alarm, null);
});

test('a kept record that was tampered with is not shown, goes, and comes anew from the server', async () => {
  const page = await TestPage.open();
  const { room } = await visited(page);
  await eventually(async () => (await rowsOf<{ room: string }>('entries')).some((row) => row.room === room));
  await changeRows<{ room: string; entry: { by: { name: string } } }>('entries', (row) =>
    row.room === room ? { ...row, entry: { ...row.entry, by: { ...row.entry.by, name: '别人' } } } : row,
  );
  await killServer();
  await page.reload();
  const again = await page.session(room, clerk);
  equal(again.record.entries.length, 0);
  equal(again.record.alarm, null, 'what lies in this browser proves nothing about the server');
  await eventually(async () => !(await rowsOf<{ room: string }>('entries')).some((row) => row.room === room));
  equal(titles(again), ['关于防汛的汇报']);
  await restartFor(again);
  await status(again, 'live');
  equal(again.record.entries.length, 1);
});

test('without the server, time is the server’s by the difference of the last visit, and the settings are those of then', async () => {
  await killServer();
  await startServer('--clock', '2030-04-12T17:52:00+08:00');
  const page = await TestPage.open();
  const { room } = await visited(page);
  await eventually(async () => (await rowsOf('visits')).length > 0);
  await killServer();
  await page.reload();
  const again = await page.session(room, clerk);
  equal(new Date(again.now()).toISOString().slice(0, 15), '2030-04-12T09:5');
  equal(again.settings.timezone, 'Asia/Shanghai');
  await restartFor(again);
  await status(again, 'live');
  await eventually(() => Math.abs(again.now() - Date.now()) < 60_000);
});

test('a room that was never opened stays shut without the server, and opens when it is back', async () => {
  const [page, room] = [await TestPage.open(), await newRoom()];
  await killServer();
  const stranger = { ...clerk, id: 'u-never-here' };
  const connection = page.connect(stranger);
  const opening = connection.openAgenda(room);
  await eventually(() => connection.opening.status === 'offline');
  await startServer();
  await status((await opening)!, 'live');
});

test('without the portal nothing is opened: nobody has said who it is', async () => {
  const page = await TestPage.open();
  const { room } = await visited(page);
  await page.reload();
  const connection = page.connect(() => Promise.reject(new Error('the portal is down')));
  let opened = false;
  void connection.openAgenda(room).then(() => (opened = true));
  await eventually(() => connection.opening.status === 'offline');
  await new Promise((resolve) => setTimeout(resolve, 300));
  equal(opened, false);
});

test('a session that ran out keeps what is typed, and goes on after the same person has signed in', async () => {
  const page = await TestPage.open();
  const { room } = await visited(page);
  let isIn = true;
  await page.reload();
  const connection = page.connect(() => (isIn ? tokenOf(clerk, { seconds: 2 }) : Promise.reject(page.script.signIn())));
  const session = (await connection.openAgenda(room))!;
  await status(session, 'live');
  isIn = false;
  await status(session, 'expired');
  session.content.addTopic({ title: '过期后写的' });
  equal(session.sync.unsaved, 2);
  await counted(room, 2);
  // Nothing is shown to whoever reloads the page before anybody has signed in.
  const locked = (await TestPage.open()).connect(() => Promise.reject(page.script.signIn()));
  void locked.openAgenda(room);
  await eventually(() => locked.opening.status !== 'connecting');
  isIn = true;
  session.reconnect();
  connection.reconnect();
  await saved(session);
  const other = await (await TestPage.open()).session(room, colleague);
  await eventually(() => titles(other).includes('过期后写的'));
});

test('another person on the same PC sees and sends nothing of the former, who finds it again', async () => {
  const page = await TestPage.open();
  const { room } = await visited(page);
  await page.reload();
  let person = clerk;
  const connection = page.connect(() => tokenOf(person, { seconds: 3 }));
  const former = (await connection.openAgenda(room))!;
  await status(former, 'live');
  await killServer();
  await status(former, 'offline');
  former.content.addTopic({ title: '只有我写的' });
  await counted(room, 2);
  person = colleague;
  // The next token is somebody else's: at once everything of the former is gone from the page.
  await eventually(() => !connection.holds(former));
  await startServer();
  const session = (await connection.openAgenda(room))!;
  equal(session.person.id, colleague.id);
  await status(session, 'live');
  equal(titles(session), ['关于防汛的汇报']);
  equal(session.sync.unsaved, 0);
  session.content.addTopic({ title: '后来人写的' });
  await saved(session);
  page.close();

  const third = await (await TestPage.open()).session(room, colleague);
  await status(third, 'live');
  equal(titles(third).includes('只有我写的'), false, 'it has not been sent for the former');
  const back = await (await TestPage.open()).session(room, clerk);
  await saved(back);
  await eventually(() => titles(back).length === 3);
  ok(titles(back).includes('只有我写的'), 'what the former typed is theirs again');
});

test('nothing is kept, and nothing is shown of what was, where the host says so', async () => {
  const page = await TestPage.open();
  const room = await newRoom();
  const session = await page.session(room, clerk, { cache: 'none' });
  await status(session, 'live');
  session.content.addTopic({ title: '不留痕迹' });
  await saved(session);
  equal(session.sync.keeping, 'off');
  equal(await cachesOf(room), []);
  equal(await placesOf('不留痕迹'), []);
  equal(
    (await rowsOf<{ room: string }>('caches')).some((row) => row.room === room),
    false,
  );
  await killServer();
  await page.reload();
  const connection = page.connect(clerk, { cache: 'none' });
  void connection.openAgenda(room);
  await eventually(() => connection.opening.status === 'offline');
});

test('a browser without a storage works on, and says that nothing is kept', async () => {
  const page = await TestPage.open();
  const room = await newRoom();
  const session = await page.session(room, clerk, { environment: { indexedDB: undefined } });
  await status(session, 'live');
  equal(session.sync.keeping, 'unavailable');
  session.content.addTopic({ title: '只在本页' });
  await saved(session);
});
