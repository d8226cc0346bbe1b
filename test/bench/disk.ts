import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { distribution, type Distribution } from './statistics.js';

const RECORD = Buffer.alloc(60, 'r');

/** What one append of 60 bytes with fdatasync costs, in milliseconds. */
export interface SyncPrice {
  /** One right after the other. */
  readonly backToBack: Distribution;
  /** With a pause before each, as edits come in: disk and processor have gone to sleep meanwhile. */
  readonly atPace: Distribution;
}

/** Measures on the disk of `folder`; `paceMs` lies between two syncs at the pace of the edits. */
export async function priceOfSync(folder: string, paceMs: number): Promise<SyncPrice> {
  const file = join(folder, 'sync-price');
  const descriptor = openSync(file, 'a');
  const syncOnce = (): number => {
    const start = performance.now();
    writeSync(descriptor, RECORD);
    fdatasyncSync(descriptor);
    return performance.now() - start;
  };
  const backToBack: number[] = [];
  const atPace: number[] = [];
  try {
    for (let i = 0; i < 200; i++) backToBack.push(syncOnce());
    for (let i = 0; i < 60; i++) {
      await sleep(paceMs);
      atPace.push(syncOnce());
    }
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
  return { backToBack: distribution(backToBack), atPace: distribution(atPace) };
}

const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
  0x794c7630: 'overlayfs',
  0x01021994: 'tmpfs',
};

/** Name of the file system that holds `folder`, as far as it is known. */
export function fileSystemOf(folder: string): string {
  const { type } = statfsSync(folder);
  return FILE_SYSTEMS[type] ?? `0x${type.toString(16)}`;
}
