import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { fileSystemOf } from './disk.js';

/** What a figure has to be read with. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  readonly fileSystem: string;
}

export function describeMachine(folder: string): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: `${process.platform} ${release()}`,
    node: process.version,
    fileSystem: fileSystemOf(folder),
  };
}

/** Load of the last minute: well above 2 on two cores means that other work ran beside the bench. */
export function loadNow(): number {
  return loadavg()[0]!;
}
