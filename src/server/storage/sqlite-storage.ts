import { Worker } from 'node:worker_threads';
import type { Head, SealedEntry } from '../../model/entry.js';
import type { RoomName } from '../../model/room.js';
import {
  StorageError,
  type Change,
  type DocumentName,
  type Storage,
  type StoredBinding,
  type StoredDocument,
  type StoredRoom,
  type StoredWitness,
} from './storage.js';
import type { WorkerAnswer, WorkerArguments, WorkerCall, WorkerResult, WorkerSetup } from './worker-protocol.js';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: StorageError) => void;
}

interface WaitingChange {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (error: StorageError) => void;
}

/** One SQLite file behind one worker thread, so that no fsync ever holds up a socket. */
export class SqliteStorage implements Storage {
  epoch = '';
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** What arrived since the running commit began; all of it goes into the next one. */
  #changes: WaitingChange[] = [];
  /** The running loop of commits, or undefined while idle. */
  #committing: Promise<void> | undefined;
  #end: StorageError | undefined;

  /**
   * Opens a file as its only writer. `newEpoch` is used when the file is new.
   * Rejects with a StorageError that says `locked` or `unusable`.
   */
  static async open(file: string, newEpoch: string): Promise<SqliteStorage> {
    const storage = new SqliteStorage(startWorker({ file, epoch: newEpoch }));
    try {
      storage.epoch = (await storage.#ask('open', [])) as string;
      return storage;
    } catch (error) {
      await storage.#worker.terminate();
      throw error;
    }
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: WorkerAnswer) => {
      this.#settle(answer);
    });
    worker.on('error', (error: Error) => {
      this.#fail(new StorageError('failed', `the storage worker ended: ${error.message}`));
    });
    worker.on('exit', () => {
      this.#fail(new StorageError('closed', 'the storage is closed'));
    });
  }

  commit(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#end) {
        reject(this.#end);
        return;
      }
      this.#changes.push({ change, resolve, reject });
      this.#committing ??= this.#commitWaiting();
    });
  }

  /** Group commit: at once when idle, all that waits when busy, never a timer (SEC-27). */
  async #commitWaiting(): Promise<void> {
    while (this.#changes.length > 0) {
      const group = this.#changes;
      this.#changes = [];
      try {
        const outcomes = await this.#call(
          'commit',
          group.map((waiting) => waiting.change),
        );
        group.forEach((waiting, index) => {
          const outcome = outcomes[index];
          if (outcome) waiting.reject(new StorageError(outcome.fault, outcome.message));
          else waiting.resolve();
        });
      } catch (error) {
        for (const waiting of group) waiting.reject(error as StorageError);
      }
    }
    this.#committing = undefined;
  }

  room(room: RoomName): Promise<StoredRoom | undefined> {
    return this.#call('room', room);
  }

  rooms(): Promise<StoredRoom[]> {
    return this.#call('rooms');
  }

  document(document: DocumentName): Promise<StoredDocument> {
    return this.#call('document', document);
  }

  bindings(document: DocumentName, presentSince: string): Promise<StoredBinding[]> {
    return this.#call('bindings', document, presentSince);
  }

  entries(room: RoomName, from = 1, to = Number.MAX_SAFE_INTEGER): Promise<SealedEntry[]> {
    return this.#call('entries', room, from, to);
  }

  head(room: RoomName): Promise<Head | undefined> {
    return this.#call('head', room);
  }

  witnesses(room: RoomName): Promise<StoredWitness[]> {
    return this.#call('witnesses', room);
  }

  newestTime(): Promise<string | null> {
    return this.#call('newestTime');
  }

  saveCheckpoint(document: DocumentName, seq: number, bytes: Uint8Array, at: string): Promise<void> {
    return this.#call('saveCheckpoint', document, seq, bytes, at);
  }

  saveSettings(hash: string, json: string, at: string): Promise<void> {
    return this.#call('saveSettings', hash, json, at);
  }

  settings(hash: string): Promise<string | undefined> {
    return this.#call('settings', hash);
  }

  probe(at: string): Promise<void> {
    return this.#call('probe', at);
  }

  async close(): Promise<void> {
    if (this.#end) return;
    await this.#committing;
    // Requests are answered in order, so everything asked for before is done by then.
    await this.#call('close');
    await this.#worker.terminate();
  }

  #call<K extends WorkerCall>(call: K, ...args: WorkerArguments<K>): Promise<WorkerResult<K>> {
    return this.#ask(call, args) as Promise<WorkerResult<K>>;
  }

  #ask(call: WorkerCall | 'open', args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#end) {
        reject(this.#end);
        return;
      }
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, args });
    });
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id)!;
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting.resolve(answer.value as never);
    else waiting.reject(new StorageError(answer.fault, answer.message));
  }

  #fail(error: StorageError): void {
    this.#end ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    for (const waiting of this.#changes) waiting.reject(error);
    this.#changes = [];
  }
}

/** Starts the worker from built JavaScript, or from source when this very file runs from source. */
function startWorker(setup: WorkerSetup): Worker {
  const built = new URL('./sqlite-worker.js', import.meta.url);
  if (!import.meta.url.endsWith('.ts')) return new Worker(built, { workerData: setup });
  // Node 20 does not hand the loader of the main thread to its workers: the worker registers it by itself.
  const source = new URL('./sqlite-worker.ts', import.meta.url).href;
  const loader = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(source)}); });`;
  return new Worker(code, { eval: true, workerData: setup });
}
