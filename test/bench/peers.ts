import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChildServer } from './child-server.js';
import type { Dialect } from './dialect.js';
import type { Seat } from './light-client.js';
import type { RunPlace, Target, TargetName } from './target.js';

const PEERS_DIR = fileURLToPath(new URL('./peers/', import.meta.url));

interface Peer {
  readonly program: string;
  readonly dialect: Dialect;
  readonly keepsContent: boolean;
  readonly stores: boolean;
}

const RELAY = { dialect: 'y-websocket', keepsContent: false, stores: false } as const;
const HOCUSPOCUS = { program: 'hocuspocus.mjs', dialect: 'hocuspocus', keepsContent: true } as const;

const PEERS: Readonly<Record<Exclude<TargetName, 'siban'>, Peer>> = {
  floor: { program: 'floor.mjs', ...RELAY },
  'floor-preframed': { program: 'floor-preframed.mjs', ...RELAY },
  yws: { program: 'yws.mjs', dialect: 'y-websocket', keepsContent: true, stores: false },
  hocuspocus: { ...HOCUSPOCUS, stores: false },
  'hocuspocus+sqlite': { ...HOCUSPOCUS, stores: true },
};

/** Installs the stock servers next to their programs when they are missing or older than their lock file. */
export function installPeers(): void {
  const installed = join(PEERS_DIR, 'node_modules/.package-lock.json');
  const lock = join(PEERS_DIR, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing the servers to compare with (test/bench/peers) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PEERS_DIR, stdio: 'inherit' });
}

export async function startPeer(name: Exclude<TargetName, 'siban'>, place: RunPlace): Promise<Target> {
  const peer = PEERS[name];
  const environment: Record<string, string> = peer.stores ? { DATABASE: join(place.dataDir, `${name}.db`) } : {};
  const server = await ChildServer.start(name, () => [join(PEERS_DIR, peer.program)], environment);
  return {
    name,
    pid: server.pid,
    keepsContent: peer.keepsContent,
    openRooms: (count) =>
      Promise.resolve(Array.from({ length: count }, (_, index) => `bench-${randomUUID().slice(0, 8)}-${index}`)),
    seat: (room): Seat => ({ port: server.port, path: `/${room}`, protocols: [], room, dialect: peer.dialect }),
    stop: () => server.stop(),
  };
}
