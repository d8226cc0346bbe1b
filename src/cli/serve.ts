import { randomBytes } from 'node:crypto';
import { createServer, type SibanServer } from '../server/create-server.js';
import { systemClock } from '../server/clock.js';
import { createTokenVerifier } from '../server/auth/token-verifier.js';
import { DEFAULT_LIMITS } from '../server/limits.js';
import { createLog } from '../server/log.js';
import { createMetrics, countProcess } from '../server/metrics.js';
import type { SqliteStorage } from '../server/storage/sqlite-storage.js';
import { CLEAN, UnusableError, type Command, type CommandContext } from './command.js';
import { openDatabase } from './open-database.js';
import { readServeOptions, type ServeOptions } from './serve-options.js';
import { SERVE_WORDS } from './serve-strings.js';

/** Whoever stops the machine waits ten seconds (SEC-41). */
const LONGEST_STOP_MS = 9500;

/** `siban serve`: runs until it is told to stop. The only part of the server that reads arguments. */
export const serve: Command = async (context) => {
  const words = SERVE_WORDS[context.language];
  const options = await readServeOptions(context);
  if (!options) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  const storage = await openDatabase(options.data, (length) => randomBytes(length), context.language);
  try {
    const server = await start(options, storage, context);
    await stopSignal();
    // Whoever asks twice does not want to wait.
    process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1));
    context.err(`${words.stopping}\n`);
    // A disk that hangs must not keep the machine from going down; what was acknowledged is on it.
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    await server.close();
  } finally {
    await storage.close();
  }
  return CLEAN;
};

async function start(options: ServeOptions, storage: SqliteStorage, context: CommandContext): Promise<SibanServer> {
  const words = SERVE_WORDS[context.language];
  const metrics = createMetrics();
  countProcess(metrics);
  const server = await createServer({
    storage,
    authenticate: createTokenVerifier({ ...options.tokens, maxBytes: DEFAULT_LIMITS.tokenBytes, now: Date.now }),
    clock: systemClock(await clockStart(options, storage)),
    random: (length) => randomBytes(length),
    settings: options.settings,
    origins: options.origins,
    allowsQueryToken: options.allowsQueryToken,
    trustsProxy: options.trustsProxy,
    log: createLog(),
    metrics,
  });
  const port = await listen(server, options, context);
  context.out(`${words.listening(`http://${options.host}:${port}`)}\n`);
  if (options.origins.allowed.length === 0) context.err(`${words.noOrigin}\n`);
  return server;
}

/** Never before what is sealed already: time in a record does not go back. */
async function clockStart({ clock }: ServeOptions, storage: SqliteStorage): Promise<number | undefined> {
  if (clock === undefined) return undefined;
  const newest = await storage.newestTime();
  return newest === null ? clock : Math.max(clock, Date.parse(newest));
}

async function listen(server: SibanServer, { port, host }: ServeOptions, context: CommandContext): Promise<number> {
  const words = SERVE_WORDS[context.language];
  try {
    return await server.listen(port, host);
  } catch (error) {
    await server.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UnusableError(words.portTaken(port));
    if (code === 'EACCES') throw new UnusableError(words.portForbidden(port));
    throw error;
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
}
