import { WebSocket as NodeSocket } from 'ws';
import type { Environment, TextStorage } from '../../src/sync/environment.js';
import { secureRandomBytes } from '../../src/sync/random.js';

export function textStorage(): TextStorage & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return { texts, getItem: (key) => texts.get(key) ?? null, setItem: (key, value) => void texts.set(key, value) };
}

/** A page's surroundings in Node: real sockets, real time, and short waits by a random number that is always the least. */
export function testEnvironment(more: Partial<Environment> = {}): Environment {
  return {
    WebSocket: NodeSocket as unknown as typeof WebSocket,
    fetch,
    monotonic: () => performance.now(),
    random: () => 0,
    randomBytes: secureRandomBytes,
    storage: textStorage(),
    // Node has none; what is kept is tested in a browser (test/sync-pages).
    indexedDB: undefined,
    wallClock: () => Date.now(),
    onOnline: () => () => undefined,
    ...more,
  };
}

/** A JWT as far as a page reads it: nobody verifies its signature here. */
export function unsignedToken(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.x`;
}

export function tokenOf(sub: string, seconds = 3600): string {
  return unsignedToken({
    sub,
    name: sub,
    office: 'cpc',
    roles: ['clerk'],
    access: [{ room: 'agenda/*', right: 'write' }],
    iat: 1_700_000_000,
    exp: 1_700_000_000 + seconds,
  });
}

interface Subscribable {
  subscribe(listener: () => void): () => void;
}

/** Resolves as soon as `condition` holds, looking again after each change. The runner's own timeout is the limit. */
export function until(of: Subscribable, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) {
      resolve();
      return;
    }
    const stop = of.subscribe(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
  });
}
