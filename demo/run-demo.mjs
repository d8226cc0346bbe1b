import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bothLanguages, sentence } from '../tools/console.mjs';
import { ROOT, runCommand } from '../tools/run-command.mjs';
import { emptyDatabase, isInUse, startOfDemoTime } from './demo-database.mjs';
import { AUDIENCE, createIssuer, ISSUER, PORTALS } from './identity.mjs';
import { createPortalServer } from './portal-server.mjs';
import { HOST, twoPorts } from './ports.mjs';
import { COMMAND_LINE, SyncServer } from './sync-server.mjs';

const MEETINGS = join(ROOT, 'demo/data/meetings.json');
const CONFIG = join(ROOT, 'demo/data/config.json');
const NAMES = {
  cpc: ['县委办', 'Party Committee Office'],
  npc: ['县人大办', 'People’s Congress Office'],
  gov: ['县政府办', 'County Government Office'],
  cppcc: ['县政协办', 'CPPCC Office'],
};

/**
 * Runs the demo until somebody stops it.
 * @param {{ port: number, reset: boolean, folder: string }} options
 * @returns {Promise<number>} the exit code.
 */
export async function runDemo({ port, reset, folder }) {
  const ports = await twoPorts(port);
  if (ports.busy) {
    console.error(
      bothLanguages(
        `端口 ${ports.busy} 已被占用。请换一个：npm run demo -- --port ${ports.busy + 10}`,
        `Port ${ports.busy} is in use. Choose another one: npm run demo -- --port ${ports.busy + 10}`,
      ),
    );
    return 1;
  }
  const files = dataFiles(folder);
  if (isInUse(files.database)) {
    console.error(
      bothLanguages(
        `${folder} 正被另一个演示使用。请先停掉它，或用 --data 另选目录。`,
        `${folder} is in use by another demo. Stop that one first, or choose another folder with --data.`,
      ),
    );
    return 1;
  }
  if (reset) emptyDatabase(files.database);
  if (!(await importMeetings(files))) return 1;
  return serveUntilStopped(ports, files);
}

/** The demo's own files; the secret is drawn once and kept, so that open pages survive a restart of the demo. */
function dataFiles(folder) {
  mkdirSync(folder, { recursive: true });
  const secret = join(folder, 'secret');
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(32).toString('hex'), { mode: 0o600 });
  return { database: join(folder, 'siban.db'), secret, log: join(folder, 'server.log') };
}

/** Brings the sample meetings in, through the command that a county would use; an import that was done stays as it is. */
async function importMeetings({ database }) {
  const clock = startOfDemoTime(database);
  const { code, output } = await runCommand(process.execPath, [
    COMMAND_LINE,
    ...['import', 'meetings', MEETINGS, '--data', database, '--config', CONFIG, '--clock', clock.toISOString()],
  ]);
  console.log(output.trimEnd());
  return code === 0;
}

async function serveUntilStopped(ports, { database, secret, log }) {
  const started = performance.now();
  const clock = startOfDemoTime(database);
  const origins = [`http://${HOST}:${ports.portal}`, `http://localhost:${ports.portal}`];
  let stop;
  const stopped = new Promise((resolve) => (stop = resolve));
  const sync = new SyncServer({
    port: ports.sync,
    logFile: log,
    args: () => [
      ...['--data', database, '--secret-file', secret, '--config', CONFIG],
      ...['--issuer', ISSUER, '--audience', AUDIENCE],
      ...origins.flatMap((origin) => ['--origin', origin]),
      // At real speed, also over a restart: time in the demo only ever goes on.
      ...['--clock', new Date(clock.getTime() + performance.now() - started).toISOString()],
    ],
    onGivenUp: () => stop(1),
  });
  const portals = createPortalServer({ syncPort: ports.sync, issue: createIssuer(readFileSync(secret)) });
  await new Promise((resolve) => portals.listen(ports.portal, HOST, resolve));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
  if (await sync.start()) {
    announce(ports, sync, log);
    listenToKeys(sync, () => stop(0));
  } else stop(1);
  const code = await stopped;
  await sync.stop();
  portals.close();
  portals.closeAllConnections();
  console.log(sentence('演示已停止。', 'The demo has stopped.'));
  return code;
}

function announce(ports, sync, log) {
  console.log(sentence('\n四办演示，四个门户：', '\nSiban demo, four portals:'));
  for (const { office } of PORTALS) {
    console.log(`  http://${HOST}:${ports.portal}/${office}/    ${NAMES[office].join('  ')}`);
  }
  console.log(
    sentence(
      `同步服务 http://${HOST}:${ports.sync}（进程 ${sync.pid}，日志 ${log}）
门户右上角可以换人。输入 s 回车停下或重启同步服务，看页面如何应对；Ctrl-C 全部停止。`,
      `Sync server http://${HOST}:${ports.sync} (process ${sync.pid}, log ${log})
The person can be changed at the top right of a portal. Type s and Enter to stop the sync server or start it
again, to see how the pages take it; Ctrl-C stops everything.`,
    ),
  );
}

/** `s` stops the sync server or starts it again, `q` ends the demo. Keys are read from pipes too. */
function listenToKeys(sync, quit) {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const key = line.trim().toLowerCase();
    if (key === 'q') quit();
    if (key === 's') void toggle(sync);
  });
  // A demo in the background must not be kept alive, nor be ended, by its standard input.
  process.stdin.unref?.();
}

async function toggle(sync) {
  if (sync.running) {
    await sync.stop();
    console.log(
      sentence('同步服务已停下，输入 s 回车重新启动。', 'The sync server is stopped; s and Enter starts it again.'),
    );
  } else if (await sync.start()) {
    console.log(
      sentence(`同步服务已重新启动（进程 ${sync.pid}）。`, `The sync server runs again (process ${sync.pid}).`),
    );
  }
}
