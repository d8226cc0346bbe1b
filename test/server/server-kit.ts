import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { SignJWT } from 'jose';
import type { FourOffice, Role } from '../../src/model/offices.js';
import type { RoomName } from '../../src/model/room.js';
import { DEFAULT_SETTINGS, effectiveSettings, type Settings } from '../../src/model/settings.js';
import { SYSTEM_AUTHOR } from '../../src/model/entry.js';
import { settingsHash } from '../../src/record/seal.js';
import type { Authorize } from '../../src/server/auth/current-right.js';
import { createTokenVerifier } from '../../src/server/auth/token-verifier.js';
import { systemClock, type ServerClock } from '../../src/server/clock.js';
import { createServer, type SibanServer } from '../../src/server/create-server.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/server/limits.js';
import type { LogFields } from '../../src/server/log.js';
import { createMetrics, type Metrics } from '../../src/server/metrics.js';
import { createRoom } from '../../src/server/rooms/create-room.js';
import { SqliteStorage } from '../../src/server/storage/sqlite-storage.js';
import type { Storage } from '../../src/server/storage/storage.js';
import { Page, type PageOptions } from './page.js';

export const ORIGIN = 'http://portal.example:8080';
export const SECRET = new TextEncoder().encode('a secret of more than thirty-two bytes');

export interface TestPerson {
  readonly sub: string;
  readonly name: string;
  readonly office: FourOffice;
  readonly roles: readonly Role[];
}

export const LU: TestPerson = { sub: 'u-lu', name: '陆知行', office: 'cpc', roles: ['clerk'] };
export const SHEN: TestPerson = { sub: 'u-shen', name: '沈清和', office: 'gov', roles: ['clerk'] };
export const LEADER: TestPerson = { sub: 'u-gao', name: '高远', office: 'cpc', roles: ['leader'] };
export const DIRECTOR: TestPerson = { sub: 'u-ding', name: '丁一', office: 'cpc', roles: ['director'] };

export interface TokenOptions {
  /** `kind/pattern` → right; `agenda/*: write` unless given. */
  readonly access?: Readonly<Record<string, string>>;
  /** Seconds from now; 3600 unless given. */
  readonly expiresIn?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly secret?: Uint8Array;
  readonly alg?: string;
}

/** A token as the host portal would issue it. */
export function tokenFor(person: TestPerson, options: TokenOptions = {}): Promise<string> {
  const { sub, ...rest } = person;
  const access = Object.entries(options.access ?? { 'agenda/*': 'write' }).map(([room, right]) => ({ room, right }));
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ iss: 'siban-host', aud: 'siban', sub, iat: now, exp: now + (options.expiresIn ?? 3600) },
    ...{ ...rest, access },
    ...options.claims,
  };
  return new SignJWT(claims).setProtectedHeader({ alg: options.alg ?? 'HS256' }).sign(options.secret ?? SECRET);
}

export interface ServerKitOptions {
  readonly limits?: Partial<Limits>;
  readonly settings?: Settings;
  readonly clock?: ServerClock;
  readonly allowsQueryToken?: boolean;
  readonly authorize?: Authorize;
  /** What stands between the server and its database. */
  readonly wrap?: (storage: Storage) => Storage;
  /** An existing file, to start again on. */
  readonly file?: string;
  /** The port to start again on; by default one of the system's choice. */
  readonly port?: number;
}

export interface ServerKit {
  readonly server: SibanServer;
  readonly port: number;
  readonly file: string;
  /** The database itself, behind whatever `wrap` put before it. */
  readonly storage: SqliteStorage;
  readonly metrics: Metrics;
  readonly logged: readonly (LogFields & { readonly message: string })[];
  createRoom(room: RoomName, office?: FourOffice, kind?: string): Promise<void>;
  /** A page at one document, e.g. `agenda/m1/content`; synced unless told otherwise. */
  page(person: TestPerson, document: string, options?: PageOptions & TokenOptions): Promise<Page>;
  http(path: string, init?: RequestInit & { readonly token?: string }): Promise<Response>;
  close(): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'siban-server-'));
const open = new Set<ServerKit>();
let files = 0;
after(async () => {
  for (const kit of open) await kit.close();
  rmSync(folder, { recursive: true, force: true });
});

export function newDatabaseFile(): string {
  return join(folder, `${++files}.db`);
}

/** A real server on a real file and a port of the system's choice; closed when the tests of the file are over. */
export async function startServer(options: ServerKitOptions = {}): Promise<ServerKit> {
  const file = options.file ?? newDatabaseFile();
  const storage = await SqliteStorage.open(file, 'epoch-of-tests');
  const clock = options.clock ?? systemClock();
  const settings = options.settings ?? DEFAULT_SETTINGS;
  const metrics = createMetrics();
  const logged: (LogFields & { message: string })[] = [];
  const note = (fields: LogFields, message: string): void => void logged.push({ ...fields, message });
  const server = await createServer({
    storage: options.wrap?.(storage) ?? storage,
    authenticate: createTokenVerifier({
      keys: { secret: SECRET },
      issuer: 'siban-host',
      audience: 'siban',
      maxBytes: DEFAULT_LIMITS.tokenBytes,
      now: Date.now,
    }),
    clock,
    random: (length) => randomBytes(length),
    settings,
    origins: { allowed: [ORIGIN], allowMissing: false },
    allowsQueryToken: options.allowsQueryToken ?? false,
    ...(options.authorize && { authorize: options.authorize }),
    limits: { stopNoticeMs: 0, ...options.limits },
    log: { info: note, warn: note, error: note },
    metrics,
  });
  const port = await server.listen(options.port ?? 0);
  const kit: ServerKit = {
    ...{ server, port, file, storage, metrics, logged },
    createRoom: (room, office = 'cpc', kind = '县委常委会会议') =>
      createRoom(
        { storage, clock, random: (n) => randomBytes(n), configHash: settingsHash(effectiveSettings(settings)) },
        { room, title: '第7次会议', office, kind, by: SYSTEM_AUTHOR },
      ),
    page: async (person, document, pageOptions = {}) => {
      const token = pageOptions.token ?? (await tokenFor(person, pageOptions));
      return Page.open(`ws://127.0.0.1:${port}/ws/${document}`, { origin: ORIGIN, ...pageOptions, token });
    },
    http: (path, { token, headers, ...init } = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        ...init,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(headers as Record<string, string>) },
      }),
    close: async () => {
      if (!open.delete(kit)) return;
      await server.close();
      await storage.close();
    },
  };
  open.add(kit);
  return kit;
}
