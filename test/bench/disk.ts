import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { distribution, type Distribution } from './statistics.js';

const RECORD = Buffer.alloc(60, 'r');
const SYNCS = 200;

/** What one append of 60 bytes with fdatasync costs on the disk of `folder`, in milliseconds. */
export function priceOfSync(folder: string): Distribution {
  const file = join(folder, 'sync-price');
  const descriptor = openSync(file, 'a');
  const prices: number[] = [];
  try {
    for (let i = 0; i < SYNCS; i++) {
      const start = performance.now();
      writeSync(descriptor, RECORD);
      fdatasyncSync(descriptor);
      prices.push(performance.now() - start);
    }
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
  return distribution(prices);
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
