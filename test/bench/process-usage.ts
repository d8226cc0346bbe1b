import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** CPU time of a process with all its threads, in milliseconds. */
export interface CpuTime {
  readonly user: number;
  readonly system: number;
}

let ticksPerSecond = 0;

/** Reads /proc, so figures exist on Linux only; elsewhere null. */
export function cpuTimeOf(pid: number): CpuTime | null {
  if (process.platform !== 'linux') return null;
  ticksPerSecond ||= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field is the program's name in brackets and may itself hold blanks and brackets.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const milliseconds = (field: number): number => (Number(fields[field]) * 1000) / ticksPerSecond;
  return { user: milliseconds(11), system: milliseconds(12) };
}

export function cpuTimeBetween(before: CpuTime | null, after: CpuTime | null): CpuTime | null {
  if (before === null || after === null) return null;
  return { user: after.user - before.user, system: after.system - before.system };
}
