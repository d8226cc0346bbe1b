import { StorageError, type Change, type Storage, type StorageFault } from '../../src/server/storage/storage.js';

/** A storage whose commits can be made to fail or to wait, as a full disk or a slow one would. */
export interface FaultyStorage extends Storage {
  /** The nth commit from now on fails; 1 is the next one. */
  failCommit(n: number, fault?: StorageFault): void;
  /** Commits wait from now on, until the returned function is called. */
  holdCommits(): () => void;
  /** Probes fail from now on, until the returned function is called. */
  failProbes(): () => void;
  /** How many commits reached the storage behind. */
  readonly commits: number;
}

export function faultyStorage(storage: Storage): FaultyStorage {
  const failing = new Map<number, StorageFault>();
  let asked = 0;
  let commits = 0;
  let probesFail = false;
  let gate: Promise<void> = Promise.resolve();
  return {
    get epoch() {
      return storage.epoch;
    },
    get commits() {
      return commits;
    },
    failCommit(n, fault = 'failed') {
      failing.set(asked + n, fault);
    },
    holdCommits() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
    async commit(change: Change) {
      const fault = failing.get(++asked);
      await gate;
      if (fault) throw new StorageError(fault, `commit ${asked} was made to fail`);
      commits++;
      await storage.commit(change);
    },
    room: (room) => storage.room(room),
    rooms: () => storage.rooms(),
    document: (document) => storage.document(document),
    bindings: (document, presentSince) => storage.bindings(document, presentSince),
    entries: (room, from, to) => storage.entries(room, from, to),
    head: (room) => storage.head(room),
    witnesses: (room) => storage.witnesses(room),
    newestTime: () => storage.newestTime(),
    saveCheckpoint: (document, seq, bytes, at) => storage.saveCheckpoint(document, seq, bytes, at),
    saveSettings: (hash, json, at) => storage.saveSettings(hash, json, at),
    settings: (hash) => storage.settings(hash),
    failProbes() {
      probesFail = true;
      return () => (probesFail = false);
    },
    probe: (at) => (probesFail ? Promise.reject(new StorageError('full', 'no room')) : storage.probe(at)),
    close: () => storage.close(),
  };
}
