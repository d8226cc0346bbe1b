import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BENCHES, type Bench, type BenchContest } from './benches.js';
import { runContests, type ContestResult } from './contest.js';
import { judgeGoal, verdictLine, type Verdict } from './goal.js';
import { LIST_BENCH, listTables, runList } from './list/run-list.js';
import { describeMachine, loadNow, type Machine } from './machine.js';
import { runSize, SIZE_BENCH } from './size/run-size.js';
import { contestTable } from './table.js';
import { TARGET_NAMES, type TargetName } from './target.js';

const RESULTS_DIR = fileURLToPath(new URL('../../test-results/', import.meta.url));
const LIMITS = { rounds: 20, seconds: 60 } as const;
const USAGE = `usage: npm run bench -- NAME [--rounds N] [--seconds N] [--only CONTEST,…] [--peers SERVER,…] [--profile]

${Object.entries(BENCHES)
  .map(([name, bench]) => `  ${name.padEnd(9)} ${bench.what}\n${' '.repeat(12)}contests: ${contestNames(bench)}`)
  .join('\n')}
  list      ${LIST_BENCH}
  size      ${SIZE_BENCH}

  --rounds   turns of each server or way, 1 to ${LIMITS.rounds} (default 3)
  --seconds  measured time of each turn, 1 to ${LIMITS.seconds}
  --only     contests to run (default all)
  --peers    servers to run, of: ${TARGET_NAMES.join(', ')}
  --profile  siban writes a CPU profile to test-results (its own figures are then worth less)

--seconds, --only, --peers and --profile are for servers alone. Only ratios within one run mean anything; a goal counts as reached or not when nothing else uses the machine.`;

function contestNames(bench: Bench): string {
  return bench.contests.map((contest) => contest.name).join(', ');
}

class UsageError extends Error {}

interface Choice {
  readonly bench: Bench;
  readonly name: string;
  readonly contests: readonly BenchContest[];
  readonly rounds: number;
  readonly profile: boolean;
}

function readChoice(args: readonly string[]): Choice | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      peers: { type: 'string' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const name = positionals[0];
  if (name === undefined || values.help) return null;
  const bench = BENCHES[name];
  if (bench === undefined)
    throw new UsageError(`there is no bench "${name}"; there are ${Object.keys(BENCHES).join(', ')}`);
  const known = bench.contests.map((contest) => contest.name);
  const only = values.only === undefined ? known : chosen('--only', values.only, known);
  const peers = values.peers === undefined ? TARGET_NAMES : chosen('--peers', values.peers, TARGET_NAMES);
  const seconds = values.seconds === undefined ? null : numberWithin('--seconds', values.seconds, LIMITS.seconds);
  const contests = bench.contests
    .filter((contest) => only.includes(contest.name))
    .map((contest) => ({
      ...contest,
      load: { ...contest.load, seconds: seconds ?? contest.load.seconds },
      targets: contest.targets.filter((target) => peers.includes(target)),
    }));
  return {
    bench,
    name,
    contests,
    rounds: numberWithin('--rounds', values.rounds, LIMITS.rounds),
    profile: values.profile,
  };
}

function chosen<Name extends string>(option: string, list: string, known: readonly Name[]): Name[] {
  return list.split(',').map((item) => {
    const name = known.find((candidate) => candidate === item);
    if (name === undefined) throw new UsageError(`${option}: "${item}" is none of ${known.join(', ')}`);
    return name;
  });
}

function numberWithin(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`${option} wants a whole number from 1 to ${most}, not "${text}"`);
  return value;
}

/** Edits that siban did not deliver or keep: with any, its figures are those of a server that does not work. */
function failuresOf(results: readonly ContestResult[]): string[] {
  return results.flatMap((result) =>
    (result.rounds.siban ?? []).flatMap((round, index) =>
      round.undelivered !== 0 || round.lost !== 0
        ? [`${result.title}, round ${index + 1}: siban left ${round.undelivered} undelivered and lost ${round.lost}`]
        : [],
    ),
  );
}

async function main(args: readonly string[]): Promise<number> {
  const page = readPageBench(args);
  if (page !== null) return runPageBench(page.name, page.rounds);
  const choice = readChoice(args);
  if (choice === null) {
    console.log(USAGE);
    return 0;
  }
  const began = begin();
  if (began.machine.fileSystem === 'tmpfs')
    console.error('This folder lies in memory: a sync costs nothing here. P1 is void.');
  const results = await runContests(choice.contests, {
    rounds: choice.rounds,
    resultsDir: RESULTS_DIR,
    profile: choice.profile,
  });
  const verdicts = choice.bench.goals.map((goal) => judgeGoal(goal, results)).filter((verdict) => verdict !== null);
  const base = new Map<string, TargetName>(choice.contests.map((contest) => [contest.name, contest.base]));
  const tables = results.map((result) => contestTable(result, base.get(result.name)!));
  const found = { verdicts, results };
  report(choice.name, began, found, tables.join('\n\n'));
  const failures = failuresOf(results);
  for (const failure of failures) console.error(failure);
  return failures.length > 0 ? 1 : 0;
}

/** The benches of the page; null when the arguments name none of them. */
function readPageBench(args: readonly string[]): { readonly name: 'list' | 'size'; readonly rounds: number } | null {
  const [name, ...rest] = args;
  if ((name !== 'list' && name !== 'size') || rest.includes('--help')) return null;
  const { values } = parseArgs({ args: rest, options: { rounds: { type: 'string', default: '3' } } });
  return { name, rounds: numberWithin('--rounds', values.rounds, LIMITS.rounds) };
}

async function runPageBench(name: 'list' | 'size', rounds: number): Promise<number> {
  const began = begin();
  if (name === 'list') {
    const found = await runList(rounds);
    report(name, began, found, `${found.browser}\n\n${listTables(found)}`);
  } else {
    const { table, ...found } = await runSize();
    report(name, began, found, table);
  }
  return 0;
}

interface Began {
  readonly date: Date;
  readonly machine: Machine;
  readonly loadBefore: number;
}

function begin(): Began {
  mkdirSync(RESULTS_DIR, { recursive: true });
  return { date: new Date(), machine: describeMachine(RESULTS_DIR), loadBefore: loadNow() };
}

/** Writes what was found and prints it. */
function report(
  name: string,
  { date, machine, loadBefore }: Began,
  found: { readonly verdicts: readonly Verdict[] },
  tables: string,
): void {
  const loadAfter = loadNow();
  const file = join(RESULTS_DIR, `bench-${name}-${date.toISOString().slice(0, 19).replaceAll(':', '-')}.json`);
  const all = { bench: name, date: date.toISOString(), machine, loadBefore, loadAfter, ...found };
  writeFileSync(file, JSON.stringify(all, null, 2) + '\n');
  console.log(
    `\n${date.toISOString()}  ${machine.cpu}, ${machine.cores} cores, ${machine.kernel}, Node ${machine.node}`,
  );
  console.log(`${machine.fileSystem}; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`);
  console.log(`\n${tables}`);
  if (found.verdicts.length > 0) console.log('\n' + found.verdicts.map(verdictLine).join('\n'));
  console.log(`\n${file}`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(isUsage ? `${(error as Error).message}\n\n${USAGE}` : error);
  process.exitCode = isUsage ? 2 : 1;
}
