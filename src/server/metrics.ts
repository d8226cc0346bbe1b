import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` counts. One set a server, so that two servers in one process do not mix. */
export interface Metrics {
  readonly registry: Registry;
  readonly connections: Gauge<'part'>;
  /** Of the whole port, before and after they are known to be anybody's. */
  readonly sockets: Gauge;
  readonly rooms: Gauge;
  /** Everything that was not taken, by reason: of sockets, updates, presence and commands. */
  readonly refusals: Counter<'reason'>;
  readonly closes: Counter<'code'>;
  readonly updates: Counter;
  readonly entries: Counter<'type'>;
  /** From the end of checking to the disk. */
  readonly commitSeconds: Histogram;
  readonly failedCommits: Counter;
  /** Bytes of updates that wait for a writer's first sync. */
  readonly heldBytes: Gauge;
  /** Texts that became a secrecy mark piece by piece. */
  readonly secrecyAlarms: Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    connections: new Gauge({ name: 'siban_connections', help: 'Pages at documents', labelNames: ['part'], registers }),
    sockets: new Gauge({ name: 'siban_sockets', help: 'Open sockets of any kind', registers }),
    rooms: new Gauge({ name: 'siban_rooms', help: 'Rooms in memory', registers }),
    refusals: new Counter({ name: 'siban_refusals_total', help: 'Not taken', labelNames: ['reason'], registers }),
    closes: new Counter({ name: 'siban_closes_total', help: 'Closed sockets', labelNames: ['code'], registers }),
    updates: new Counter({ name: 'siban_updates_total', help: 'Committed content updates', registers }),
    entries: new Counter({ name: 'siban_entries_total', help: 'Sealed entries', labelNames: ['type'], registers }),
    commitSeconds: new Histogram({
      name: 'siban_commit_seconds',
      help: 'Time of a commit',
      buckets: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25, 1],
      registers,
    }),
    failedCommits: new Counter({ name: 'siban_failed_commits_total', help: 'Commits that failed', registers }),
    heldBytes: new Gauge({ name: 'siban_held_bytes', help: 'Updates that wait for a first sync', registers }),
    secrecyAlarms: new Counter({ name: 'siban_secrecy_alarms_total', help: 'Marks typed in pieces', registers }),
  };
}

/** Adds memory, processor time and the delay of the event loop: once a process. */
export function countProcess({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry });
}
