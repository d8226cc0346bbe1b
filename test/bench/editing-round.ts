import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { LightClient, type ClientListener } from './light-client.js';
import { editsIn } from './markers.js';
import { cpuTimeBetween, cpuTimeOf, type CpuTime } from './process-usage.js';
import { distribution, type Distribution } from './statistics.js';
import type { Target } from './target.js';

/** Open-loop load: everybody types at a steady pace of their own, whether or not the server keeps up. */
export interface Load {
  readonly people: number;
  readonly rooms: number;
  /** Of each person. */
  readonly editsPerSecond: number;
  /** Measured time; the lead-in comes on top. */
  readonly seconds: number;
  readonly leadInSeconds: number;
}

/** What one server did in one round. Times are milliseconds. */
export interface RoundResult {
  readonly edits: number;
  readonly expectedDeliveries: number;
  readonly deliveries: number;
  readonly deliveriesPerSecond: number;
  readonly undelivered: number;
  /** Edits that a fresh join does not find; null for relays, which hold nothing. */
  readonly lost: number | null;
  /** From the writer's send to the arrival at each peer. */
  readonly latency: Distribution;
  /** From the writer's send to "stored"; null for servers that say no such thing. */
  readonly stored: Distribution | null;
  readonly cpu: CpuTime | null;
  readonly cpuPerThousandDeliveries: number | null;
  /** Share of one core that the server used. */
  readonly cpuPercent: number | null;
  /** p99 of the delay of this process's own event loop: where it comes near the latencies, it is the limit. */
  readonly generatorLag: number;
  readonly generatorCpuPercent: number;
}

const JOINS_AT_ONCE = 20;
const SETTLE_MS = 200;
const STRAGGLER_MS = 2_000;

let issued = 0;

/** Books of one round: who sent which edit when, and who has received it. */
class Ledger implements ClientListener {
  readonly #first = issued;
  readonly #sentAt: number[] = [];
  readonly #writers: LightClient[] = [];
  readonly latencies: number[] = [];
  readonly storedAfter: number[] = [];
  /** Number of the first edit that counts; the lead-in lies below it. */
  #measuredFrom = Infinity;

  get edits(): number {
    return issued - this.#first;
  }

  get measured(): boolean {
    return this.#measuredFrom !== Infinity;
  }

  startMeasuring(): void {
    this.#measuredFrom = issued;
  }

  send(client: LightClient): void {
    const edit = issued++;
    this.#writers[edit - this.#first] = client;
    client.type(edit, this.#sent);
  }

  arrived(edit: number, client: LightClient): void {
    const writer = this.#writers[edit - this.#first];
    if (writer === undefined || writer === client || edit < this.#measuredFrom) return;
    this.latencies.push(performance.now() - this.#sentAt[edit - this.#first]!);
  }

  stored(edit: number): void {
    if (edit >= this.#measuredFrom) this.storedAfter.push(performance.now() - this.#sentAt[edit - this.#first]!);
  }

  /** How many of all edits of this round are not in `held`. */
  missingFrom(held: ReadonlySet<number>): number {
    let missing = 0;
    for (let edit = this.#first; edit < issued; edit++) if (!held.has(edit)) missing++;
    return missing;
  }

  readonly #sent = (edit: number): void => {
    this.#sentAt[edit - this.#first] = performance.now();
  };
}

/** Runs the load on one server. Throws when the server ends a connection: its figures would mean nothing. */
export async function runEditingRound(target: Target, load: Load): Promise<RoundResult> {
  const ledger = new Ledger();
  const rooms = await target.openRooms(load.rooms);
  const clients = Array.from(
    { length: load.people },
    (_, index) => new LightClient(index, target.seat(rooms[index % rooms.length]!, index), ledger),
  );
  try {
    await joinAll(clients);
    await sleep(SETTLE_MS);
    const typed = await typeAtPace(clients, ledger, load, target.pid);
    await waitFor(() => ledger.latencies.length >= typed.expectedDeliveries, STRAGGLER_MS);
    const closed = clients.find((client) => client.lost !== null);
    if (closed) throw new Error(`${target.name}: ${closed.lost}`);
    const lost = target.keepsContent ? ledger.missingFrom(await heldEdits(target, rooms)) : null;
    return resultOf(ledger, typed, lost);
  } finally {
    for (const client of clients) client.leave();
  }
}

interface Typed {
  readonly edits: number;
  readonly expectedDeliveries: number;
  readonly deliveriesInTime: number;
  readonly wallMs: number;
  readonly cpu: CpuTime | null;
  readonly generatorLag: number;
  readonly generatorCpuPercent: number;
}

function typeAtPace(clients: readonly LightClient[], ledger: Ledger, load: Load, pid: number): Promise<Typed> {
  const period = 1000 / load.editsPerSecond;
  const begin = performance.now();
  const measureAt = begin + load.leadInSeconds * 1000;
  const endAt = measureAt + load.seconds * 1000;
  const due = clients.map(() => begin + Math.random() * period);
  const receiversPerEdit = load.people / load.rooms - 1;
  let start: ReturnType<typeof startOfMeasurement> | null = null;
  return new Promise((resolve, reject) => {
    const step = (): void => {
      const now = performance.now();
      if (start === null && now >= measureAt) {
        ledger.startMeasuring();
        start = startOfMeasurement(now, ledger.edits, pid);
      }
      if (start !== null && now >= endAt) {
        resolve(endOfMeasurement(start, ledger, receiversPerEdit, pid));
        return;
      }
      try {
        for (let i = 0; i < clients.length; i++) {
          if (due[i]! > now) continue;
          due[i]! += period;
          ledger.send(clients[i]!);
        }
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      setTimeout(step, 1);
    };
    step();
  });
}

function startOfMeasurement(at: number, editsBefore: number, pid: number) {
  const lag: IntervalHistogram = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  return { at, editsBefore, lag, cpu: cpuTimeOf(pid), own: process.cpuUsage() };
}

function endOfMeasurement(
  start: ReturnType<typeof startOfMeasurement>,
  ledger: Ledger,
  receiversPerEdit: number,
  pid: number,
): Typed {
  start.lag.disable();
  const wallMs = performance.now() - start.at;
  const own = process.cpuUsage(start.own);
  const edits = ledger.edits - start.editsBefore;
  return {
    edits,
    expectedDeliveries: edits * receiversPerEdit,
    deliveriesInTime: ledger.latencies.length,
    wallMs,
    cpu: cpuTimeBetween(start.cpu, cpuTimeOf(pid)),
    // The monitor counts its own period of 5 ms.
    generatorLag: Math.max(0, start.lag.percentile(99) / 1e6 - 5),
    generatorCpuPercent: (own.user + own.system) / 10 / wallMs,
  };
}

function resultOf(ledger: Ledger, typed: Typed, lost: number | null): RoundResult {
  const cpu = typed.cpu === null ? null : typed.cpu.user + typed.cpu.system;
  return {
    edits: typed.edits,
    expectedDeliveries: typed.expectedDeliveries,
    deliveries: ledger.latencies.length,
    deliveriesPerSecond: typed.deliveriesInTime / (typed.wallMs / 1000),
    undelivered: typed.expectedDeliveries - ledger.latencies.length,
    lost,
    latency: distribution(ledger.latencies),
    stored: ledger.storedAfter.length > 0 ? distribution(ledger.storedAfter) : null,
    cpu: typed.cpu,
    cpuPerThousandDeliveries: cpu === null ? null : (cpu * 1000) / typed.deliveriesInTime,
    cpuPercent: cpu === null ? null : (cpu * 100) / typed.wallMs,
    generatorLag: typed.generatorLag,
    generatorCpuPercent: typed.generatorCpuPercent,
  };
}

async function joinAll(clients: readonly LightClient[]): Promise<void> {
  const waiting = [...clients];
  const joinInTurn = async (): Promise<void> => {
    for (let client = waiting.shift(); client; client = waiting.shift()) await client.join();
  };
  await Promise.all(Array.from({ length: JOINS_AT_ONCE }, joinInTurn));
}

/** Joins each room afresh and reads which edits its document holds. */
async function heldEdits(target: Target, rooms: readonly string[]): Promise<Set<number>> {
  const held = new Set<number>();
  for (const room of rooms) {
    const visitor = new LightClient(0, target.seat(room, 0), { arrived: () => undefined, stored: () => undefined });
    const document = new Y.Doc();
    Y.applyUpdate(document, await visitor.join());
    visitor.leave();
    for (const topic of document.getMap<Y.Map<Y.Text>>('topics').values())
      for (const edit of editsIn(topic.get('notes')?.toJSON() ?? '')) held.add(edit);
    document.destroy();
  }
  return held;
}

async function waitFor(condition: () => boolean, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  while (!condition() && performance.now() < until) await sleep(20);
}
