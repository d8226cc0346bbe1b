import { BindError } from './bind.js';
import { StorageError, type StorageFault } from './storage.js';

/** What the codes of SQLite mean for us; each stands for all codes that begin with it. */
const FAULTS: readonly (readonly [code: string, fault: StorageFault])[] = [
  ['SQLITE_CONSTRAINT', 'contradiction'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_NOTADB', 'unusable'],
  ['SQLITE_CORRUPT', 'unusable'],
];

/** Says in our words what SQLite said in its own; `otherwise` for every other code. */
export function faultOf(error: unknown, what: string, otherwise: StorageFault): StorageError {
  if (error instanceof StorageError) return error;
  if (error instanceof BindError) return new StorageError('unstorable', `${what}: ${error.message}`);
  const { code = '', message } = error as Error & { code?: string };
  const fault = FAULTS.find(([start]) => code.startsWith(start))?.[1] ?? otherwise;
  return new StorageError(fault, `${what}: ${message}`);
}
