import type { SqliteDatabase } from './sqlite-database.js';
import type { StorageFault } from './storage.js';

/** What the storage worker is started with. */
export interface WorkerSetup {
  readonly file: string;
  /** For a new file alone. */
  readonly epoch: string;
}

type Methods = {
  [K in keyof SqliteDatabase as SqliteDatabase[K] extends (...args: never[]) => unknown ? K : never]: SqliteDatabase[K];
};
export type WorkerCall = keyof Methods;
export type WorkerArguments<K extends WorkerCall> = Parameters<Methods[K]>;
export type WorkerResult<K extends WorkerCall> = ReturnType<Methods[K]>;

export type WorkerRequest =
  | { readonly id: number; readonly call: 'open' }
  | { readonly id: number; readonly call: WorkerCall; readonly args: readonly unknown[] };

export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: StorageFault; readonly message: string };
