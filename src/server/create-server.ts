import type { AddressInfo } from 'node:net';
import { randomId, type RandomBytes } from '../model/ids.js';
import { effectiveSettings, type Settings } from '../model/settings.js';
import { RESTARTING } from '../protocol/close-codes.js';
import { canonicalSettingsJson } from '../record/canonical.js';
import { settingsHash } from '../record/seal.js';
import type { Authenticate } from './auth/authenticate.js';
import { CurrentRights, type Authorize } from './auth/current-right.js';
import { utc, type ServerClock } from './clock.js';
import type { Health } from './health.js';
import { createHttpServer } from './http/http-server.js';
import { OpenSockets } from './http/open-sockets.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { SILENT, type Log } from './log.js';
import { createMetrics, type Metrics } from './metrics.js';
import type { OriginRules } from './origins.js';
import { Rates } from './rate.js';
import { drawClientId } from './rooms/new-room.js';
import { RefusalMeter } from './rooms/refusal-meter.js';
import type { RoomContext } from './rooms/room-context.js';
import { Rooms } from './rooms/rooms.js';
import type { ServerContext } from './server-context.js';
import { Gate } from './socket/gate.js';
import type { Storage } from './storage/storage.js';

export interface ServerOptions {
  readonly storage: Storage;
  readonly authenticate: Authenticate;
  /** Asked beside the token, where the host takes rights back before tokens expire. */
  readonly authorize?: Authorize;
  readonly clock: ServerClock;
  readonly random: RandomBytes;
  readonly settings: Settings;
  readonly origins: OriginRules;
  /** Whether `?token=` is accepted; false unless given. */
  readonly allowsQueryToken?: boolean;
  /** Whether the address in `X-Forwarded-For` is believed; false unless given. */
  readonly trustsProxy?: boolean;
  readonly limits?: Partial<Limits>;
  readonly log?: Log;
  readonly metrics?: Metrics;
}

export interface SibanServer {
  /** Starts to listen. Resolves with the port; rejects, as Node does, when it is taken. */
  listen(port: number, host?: string): Promise<number>;
  /** Stops politely: nobody is let in, everything begun is stored, pages are told to come back (SEC-41). */
  close(): Promise<void>;
}

/** How long pages are sent away for, so that they do not all come back in one moment. */
const WAVE_MS = 2000;
const WAVES = 10;
/** How long peers may take to answer a close frame. */
const FAREWELL_MS = 1000;

/** One sync server: HTTP and WebSocket on one port, over one storage, which stays the caller's to close. */
export async function createServer(options: ServerOptions): Promise<SibanServer> {
  const context = createContext(options);
  const { storage, clock } = context;
  await storage.saveSettings(
    context.configHash,
    canonicalSettingsJson(effectiveSettings(context.settings)),
    utc(clock.now()),
  );
  const gate = new Gate(context);
  const http = createHttpServer(context);
  const sockets = new OpenSockets(http, context);
  http.on('upgrade', (request, _, head) => gate.upgrade(request, request.socket, head));
  const pulse = setInterval(() => {
    gate.tick();
    context.rooms.tick();
    context.requests.forgetFull(clock.elapsed());
    context.addressRequests.forgetFull(clock.elapsed());
    context.rights.forgetOld();
    context.spoilers.forgetOld(clock.elapsed());
    if (context.health.storage !== null) void probeStorage(context);
  }, 1000);

  return {
    listen: (port, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, () => {
          http.off('error', reject);
          resolve((http.address() as AddressInfo).port);
        });
      }),
    close: async () => {
      context.health.stopping = true;
      gate.shut();
      await atMost(stopPolitely(context, gate), context.limits.stopMs);
      context.rooms.close(RESTARTING);
      clearInterval(pulse);
      const stopped = new Promise((resolve) => http.close(resolve));
      await atMost(stopped, FAREWELL_MS);
      sockets.destroyAll();
      await stopped;
    },
  };
}

/** Finishes what was begun and sends everybody away, for as long as whoever watches needs to notice at least. */
async function stopPolitely({ rooms, limits }: ServerContext, gate: Gate): Promise<void> {
  const noticed = pause(limits.stopNoticeMs);
  // Whoever writes without a pause would keep a room busy for ever.
  await atMost(rooms.settled(), WAVE_MS);
  await sendAway(gate);
  await rooms.settled();
  await noticed;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for `what`, but not longer than that. */
async function atMost(what: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([what, over]);
  clearTimeout(timer);
}

/** Asks a storage that failed whether it works again: nobody may be writing who would find out. */
async function probeStorage({ storage, clock, health, log }: ServerContext): Promise<void> {
  try {
    await storage.probe(utc(clock.now()));
    health.storage = null;
  } catch (error) {
    log.warn({ reason: (error as Error).message }, 'nothing can be stored');
  }
}

/** Closes connections in waves, so that a town of pages does not reconnect at once. */
async function sendAway(gate: Gate): Promise<void> {
  const connections = [...gate.vigil.connections];
  const size = Math.ceil(connections.length / WAVES);
  for (let start = 0; start < connections.length; start += size) {
    for (const connection of connections.slice(start, start + size)) connection.close(RESTARTING);
    if (connections.length > WAVES) await pause(WAVE_MS / WAVES);
  }
  // Whoever was on the way in when the door was shut.
  for (const connection of [...gate.vigil.connections]) connection.close(RESTARTING);
}

function createContext(options: ServerOptions): ServerContext {
  const { storage, clock, random, settings, authenticate, origins } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const health: Health = { storage: null, stopping: false };
  const rooms: RoomContext = {
    storage,
    clock,
    random,
    settings,
    configHash: settingsHash(effectiveSettings(settings)),
    limits,
    log: options.log ?? SILENT,
    metrics: options.metrics ?? createMetrics(),
    spoilers: new RefusalMeter(limits.refusalsPerMinute),
    health,
    drawClientId: () => drawClientId(random),
  };
  return {
    ...rooms,
    rooms: new Rooms(rooms),
    authenticate,
    rights: new CurrentRights({
      authorize: options.authorize,
      waitMs: limits.authorizeWaitMs,
      keepMs: limits.authorizeMs,
      elapsed: () => clock.elapsed(),
    }),
    requests: new Rates(limits.requestsPerSecond, limits.requestBurst),
    addressRequests: new Rates(limits.addressRequestsPerSecond, limits.addressRequestBurst),
    origins,
    allowsQueryToken: options.allowsQueryToken ?? false,
    trustsProxy: options.trustsProxy ?? false,
    drawId: () => randomId(random),
  };
}
