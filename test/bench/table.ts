import type { ContestResult } from './contest.js';
import type { SyncPrice } from './disk.js';
import type { RoundResult } from './editing-round.js';
import { median } from './statistics.js';
import type { TargetName } from './target.js';

interface Row {
  readonly label: string;
  readonly digits: number;
  /** Whether the ratio to the floor stands behind the figure. */
  readonly compared: boolean;
  readonly value: (round: RoundResult) => number | null;
}

const ROWS: readonly Row[] = [
  { label: 'edit to peer p50 ms', digits: 2, compared: true, value: (round) => round.latency.p50 },
  { label: 'edit to peer p95 ms', digits: 2, compared: true, value: (round) => round.latency.p95 },
  { label: 'edit to peer p99 ms', digits: 2, compared: true, value: (round) => round.latency.p99 },
  { label: 'stored p50 ms', digits: 2, compared: false, value: (round) => round.stored?.p50 ?? null },
  { label: 'stored p99 ms', digits: 2, compared: false, value: (round) => round.stored?.p99 ?? null },
  { label: 'deliveries/s', digits: 0, compared: false, value: (round) => round.deliveriesPerSecond },
  { label: 'CPU ms/1,000 deliveries', digits: 2, compared: true, value: (round) => round.cpuPerThousandDeliveries },
  { label: '  of it in the kernel', digits: 2, compared: false, value: kernelPerThousand },
  { label: 'server CPU %', digits: 0, compared: false, value: (round) => round.cpuPercent },
  { label: 'undelivered', digits: 0, compared: false, value: (round) => round.undelivered },
  { label: 'lost', digits: 0, compared: false, value: (round) => round.lost },
  { label: 'generator lag p99 ms', digits: 2, compared: false, value: (round) => round.generatorLag },
  { label: 'generator CPU %', digits: 0, compared: false, value: (round) => round.generatorCpuPercent },
];

function kernelPerThousand(round: RoundResult): number | null {
  if (round.cpu === null || round.cpuPerThousandDeliveries === null) return null;
  return (round.cpuPerThousandDeliveries * round.cpu.system) / (round.cpu.user + round.cpu.system);
}

/** Medians of the rounds, one column a server; in brackets the median of the rounds' ratios to `base`. */
export function contestTable(result: ContestResult, base: TargetName): string {
  const names = Object.keys(result.rounds) as TargetName[];
  const lines = [['', ...names]];
  for (const row of ROWS) {
    const cells = names.map((name) => cell(result, name, base, row));
    if (cells.some((text) => text !== '-')) lines.push([row.label, ...cells]);
  }
  return [`-- ${result.title} (ratio to ${base})`, table(lines), syncLine(result)].join('\n');
}

/** Lines of cells under one another, the first column to the left and the others to the right. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const padded = (line: readonly string[]): string[] =>
    line.map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)));
  return lines.map((line) => padded(line).join('  ')).join('\n');
}

function syncLine({ syncPrices }: ContestResult): string {
  const price = (way: keyof SyncPrice): string => {
    const [p50, p99] = (['p50', 'p99'] as const).map((part) => median(syncPrices.map((each) => each[way][part])));
    return `p50 ${format(p50!, 2)} p99 ${format(p99!, 2)} ms`;
  };
  return `one append + fdatasync: ${price('backToBack')}; at the pace of the edits ${price('atPace')}`;
}

function cell(result: ContestResult, name: TargetName, base: TargetName, row: Row): string {
  const values = result.rounds[name]!.map(row.value);
  const middle = median(values);
  if (middle === null) return '-';
  const text = format(middle, row.digits);
  const baseRounds = result.rounds[base];
  if (!row.compared || name === base || baseRounds === undefined) return text;
  return `${text} (${format(median(ratios(values, baseRounds.map(row.value))), 2)})`;
}

/** Quotients round by round; null where either side has no figure. */
export function ratios(values: readonly (number | null)[], bases: readonly (number | null)[]): (number | null)[] {
  return values.map((value, round) => {
    const base = bases[round];
    return value === null || base === null || base === undefined || base === 0 ? null : value / base;
  });
}

export function format(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}
