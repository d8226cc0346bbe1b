import { ServerConnection } from '../../src/sync/server-connection.js';
import { browserEnvironment } from '../../src/sync/environment.js';
import { BoardPage } from '../components/board-page.js';
import { afterEachTest, equal, test } from '../controllers/bdd.js';
import { FullableDisk } from './full-disk.js';
import { clerk, eventually, killServer, newRoom, saved, serverUrl, startServer, status, tokenOf } from './pages.js';

await startServer();

const open: ServerConnection[] = [];
afterEachTest(() => {
  for (const connection of open.splice(0)) connection.close();
});

const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

async function offlineBoard(cache: '' | 'none', disk = new FullableDisk(indexedDB)): Promise<BoardPage> {
  const room = await newRoom();
  const connection = new ServerConnection({
    server: serverUrl(),
    provider: () => tokenOf(clerk),
    cache,
    environment: { ...browserEnvironment(), indexedDB: disk.factory },
  });
  open.push(connection);
  const session = (await connection.openAgenda(room))!;
  await status(session, 'live');
  await saved(session);
  const page = await BoardPage.show(session);
  await killServer();
  await status(session, 'offline');
  session.content.addTopic({ title: '离线新增' });
  await page.settled();
  return page;
}

test('a page whose unsaved edits the browser keeps may be left without a question', async () => {
  const page = await offlineBoard('');
  equal(page.board.session!.sync.unsaved, 2);
  equal(page.board.session!.sync.keeping, 'kept');
  equal(asks(), false);
});

test('where nothing is kept, the browser asks before unsaved edits go with the page', async () => {
  const page = await offlineBoard('none');
  equal(page.board.session!.sync.keeping, 'off');
  equal(asks(), true);
});

test('on a full disk it asks, too, until all is kept again', async () => {
  const disk = new FullableDisk(indexedDB);
  const page = await offlineBoard('', disk);
  const session = page.board.session!;
  disk.isFull = true;
  session.content.addTopic({ title: '没有存下' });
  await eventually(() => session.sync.keeping === 'full');
  await page.settled();
  equal(asks(), true);
  disk.isFull = false;
  session.content.addTopic({ title: '又存下' });
  await eventually(() => session.sync.keeping === 'kept');
  await page.settled();
  equal(asks(), false);
});
