import type { RandomBytes } from '../model/ids.js';
import type { PageChannel } from './queue-store.js';
import { secureRandomBytes } from './random.js';

/** Small texts that outlive a page: the part of `localStorage` that is used. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What the connection needs of the world around it. A page has one; a test gives its own. */
export interface Environment {
  readonly WebSocket: typeof WebSocket;
  readonly fetch: typeof fetch;
  /** Milliseconds from any start, which only go forward. */
  readonly monotonic: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly randomBytes: RandomBytes;
  readonly storage: TextStorage;
  /** Undefined where the browser has none, or forbids it. */
  readonly indexedDB: IDBFactory | undefined;
  /** Milliseconds since the epoch by the machine's own clock, which anybody may set: only for what the server cannot be asked. */
  readonly wallClock: () => number;
  /** Opens what pages of this browser tell each other by; undefined where there is none. */
  readonly openChannel?: (name: string) => PageChannel | undefined;
  /** Calls back whenever the machine seems to be on a network again. Returns the way out. */
  readonly onOnline: (listener: () => void) => () => void;
  /** Calls back when the page is hidden or left: whatever waits has to be stored now. Returns the way out. */
  readonly onLeave?: (listener: () => void) => () => void;
}

export function browserEnvironment(): Environment {
  return {
    WebSocket,
    fetch: (input, init) => fetch(input, init),
    monotonic: () => performance.now(),
    random: Math.random,
    randomBytes: secureRandomBytes,
    storage: pageStorage(),
    indexedDB: pageDatabases(),
    wallClock: () => Date.now(),
    openChannel: (name) => (typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)),
    onOnline: (listener) => {
      addEventListener('online', listener);
      return () => removeEventListener('online', listener);
    },
    onLeave: (listener) => {
      addEventListener('pagehide', listener);
      document.addEventListener('visibilitychange', listener);
      return () => {
        removeEventListener('pagehide', listener);
        document.removeEventListener('visibilitychange', listener);
      };
    },
  };
}

/** `localStorage`, or the page's own memory where a browser forbids it: then the witness lasts for this page only. */
function pageStorage(): TextStorage {
  try {
    const { localStorage } = globalThis;
    localStorage.getItem('siban');
    return localStorage;
  } catch {
    const texts = new Map<string, string>();
    return { getItem: (key) => texts.get(key) ?? null, setItem: (key, value) => void texts.set(key, value) };
  }
}

function pageDatabases(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    // Forbidden in this frame: the page goes on and keeps nothing, which it says.
    return undefined;
  }
}
