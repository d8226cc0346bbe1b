import { parentPort, workerData } from 'node:worker_threads';
import { SqliteDatabase } from './sqlite-database.js';
import { StorageError } from './storage.js';
import type { WorkerAnswer, WorkerRequest, WorkerSetup } from './worker-protocol.js';

/** The storage worker: the only thread that touches the file. One request at a time, answered in order. */
const port = parentPort;
if (!port) throw new Error('the storage worker runs as a worker thread');
const { file, epoch } = workerData as WorkerSetup;

let database: SqliteDatabase | undefined;

function perform(request: WorkerRequest): unknown {
  if (request.call === 'open') return (database = new SqliteDatabase(file, epoch)).epoch;
  if (!database) throw new StorageError('closed', 'the storage is not open');
  // Which method takes which arguments is checked where the request is made (worker-protocol.ts).
  const calls = database as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
  return calls[request.call]!(...request.args);
}

port.on('message', (request: WorkerRequest) => {
  let answer: WorkerAnswer;
  try {
    answer = { id: request.id, ok: true, value: perform(request) };
  } catch (error) {
    const fault = error instanceof StorageError ? error.fault : 'failed';
    answer = { id: request.id, ok: false, fault, message: (error as Error).message };
  }
  port.postMessage(answer);
});
