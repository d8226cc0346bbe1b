import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { priceOfSync, type SyncPrice } from './disk.js';
import { runEditingRound, type Load, type RoundResult } from './editing-round.js';
import { installPeers, startPeer } from './peers.js';
import { buildSiban, startSiban } from './siban-target.js';
import type { RunPlace, Target, TargetName } from './target.js';

/** One load, run on several servers in turn. */
export interface Contest {
  readonly name: string;
  /** The load in words, for the table's title. */
  readonly title: string;
  readonly load: Load;
  readonly targets: readonly TargetName[];
}

export interface ContestResult {
  readonly name: string;
  readonly title: string;
  readonly load: Load;
  /** By server, one entry a round; a round has the same index for all. */
  readonly rounds: Readonly<Partial<Record<TargetName, readonly RoundResult[]>>>;
  /** Price of one fdatasync, taken in each round while no server was busy. */
  readonly syncPrices: readonly SyncPrice[];
}

export interface ContestOptions {
  readonly rounds: number;
  readonly resultsDir: string;
  readonly profile: boolean;
}

/**
 * Some 1,500 edits, so that each server runs compiled code before the first figure is taken: two people alone would
 * not get there within a round, and the slowest to warm up would lose by that.
 */
const WARM_UP: Load = { people: 40, rooms: 4, editsPerSecond: 20, seconds: 1.5, leadInSeconds: 0.5 };
const PAUSE_MS = 150;

/**
 * Runs all contests on servers that stay up. In each round every server has its turn, forwards and backwards by turns,
 * so that a slow minute of the machine falls on all of them.
 */
export async function runContests(contests: readonly Contest[], options: ContestOptions): Promise<ContestResult[]> {
  const wanted = [...new Set(contests.flatMap((contest) => contest.targets))];
  installPeers();
  if (wanted.includes('siban')) buildSiban();
  mkdirSync(options.resultsDir, { recursive: true });
  const dataDir = mkdtempSync(join(options.resultsDir, 'bench-data-'));
  const removeData = (): void => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', removeData);
  const place: RunPlace = { dataDir, profileDir: options.profile ? options.resultsDir : null };
  const running = new Map<TargetName, Target>();
  try {
    for (const name of wanted) {
      const target = name === 'siban' ? await startSiban(place) : await startStock(name, place);
      if (target) running.set(name, target);
    }
    console.error('Warming up …');
    for (const target of running.values()) await runEditingRound(target, WARM_UP);
    const results: ContestResult[] = [];
    for (const contest of contests) results.push(await runContest(contest, running, options, dataDir));
    return results;
  } finally {
    for (const target of running.values()) await target.stop();
    removeData();
  }
}

/** A stock server that does not run on this machine must not keep the others from being measured. */
async function startStock(name: Exclude<TargetName, 'siban'>, place: RunPlace): Promise<Target | null> {
  try {
    return await startPeer(name, place);
  } catch (error) {
    console.error(`${name} is left out: ${(error as Error).message}`);
    return null;
  }
}

async function runContest(
  contest: Contest,
  running: ReadonlyMap<TargetName, Target>,
  options: ContestOptions,
  dataDir: string,
): Promise<ContestResult> {
  const targets = contest.targets.flatMap((name) => running.get(name) ?? []);
  const rounds: Partial<Record<TargetName, RoundResult[]>> = {};
  const syncPrices: SyncPrice[] = [];
  for (let round = 0; round < options.rounds; round++) {
    syncPrices.push(await priceOfSync(dataDir, 1000 / (contest.load.people * contest.load.editsPerSecond)));
    for (const target of round % 2 === 0 ? targets : [...targets].reverse()) {
      console.error(`${contest.title}: round ${round + 1} of ${options.rounds}, ${target.name}`);
      await sleep(PAUSE_MS);
      (rounds[target.name] ??= []).push(await runEditingRound(target, contest.load));
    }
  }
  return { name: contest.name, title: contest.title, load: contest.load, rounds, syncPrices };
}
