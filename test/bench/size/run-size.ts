import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verdictOf, type Verdict } from '../goal.js';
import { table } from '../table.js';
import { bundleOf, type Bundle } from './bundle.js';

export const SIZE_BENCH = 'bytes of everything that a page with lists loads, beside liveblocks (P15)';

const PEERS_DIR = fileURLToPath(new URL('./peers/', import.meta.url));

const SETS = {
  lists: { entry: 'src/bundle.ts', what: 'siban: both tags, both languages, with all they stand on' },
  packages: { entry: 'test/bench/size/entries/packages.ts', what: 'of it lit, yjs, y-websocket, y-indexeddb' },
  liveblocks: {
    entry: 'test/bench/size/peers/liveblocks.js',
    what: '@liveblocks/client 3.24.2, @liveblocks/yjs 3.24.2, yjs: no interface',
  },
} as const;
type SetName = keyof typeof SETS;

type Bundles = Readonly<Record<SetName, Bundle>>;

export interface SizeReport {
  readonly verdicts: readonly Verdict[];
  readonly bundles: Readonly<Record<string, Omit<Bundle, 'code'>>>;
}

/** KB as performance.md counts them: thousands of bytes. */
const kilobytes = (bytes: number): number => bytes / 1000;

export async function runSize(): Promise<SizeReport & { readonly table: string }> {
  installPeers();
  const built: [string, Bundle][] = [];
  for (const name of Object.keys(SETS) as SetName[]) {
    process.stderr.write(`${name}\n`);
    built.push([name, await bundleOf(SETS[name].entry, name === 'lists')]);
  }
  const bundles = Object.fromEntries(built) as Bundles;
  const plain = built.map(([name, { raw, gzip, parts }]) => [name, { raw, gzip, parts }] as const);
  return { verdicts: verdictsOf(bundles), bundles: Object.fromEntries(plain), table: sizeTables(bundles) };
}

/** P15 of performance.md, as shipped: for the oldest kernel that is promised, liveblocks the same. */
function verdictsOf({ lists, packages, liveblocks }: Bundles): readonly Verdict[] {
  return [
    verdictOf(
      { id: 'P15', text: 'lists with the whole interface at most 0.65 x liveblocks without one, KB' },
      [kilobytes(lists.gzip)],
      [0.65 * kilobytes(liveblocks.gzip)],
    ),
    verdictOf({ id: 'P15', text: 'our own share at most 22 KB' }, [kilobytes(lists.gzip - packages.gzip)], [22]),
    verdictOf(
      { id: 'P15', text: 'no module of ProseMirror among them' },
      [lists.parts.filter(({ name }) => /prosemirror/.test(name)).length],
      [0.5],
    ),
  ];
}

function sizeTables(bundles: Bundles): string {
  const { lists, liveblocks, packages } = bundles;
  const line = (what: string, { raw, gzip }: { raw: number; gzip: number }): string[] => [
    what,
    kilobytes(raw).toFixed(1),
    kilobytes(gzip).toFixed(1),
    (gzip / liveblocks.gzip).toFixed(2),
  ];
  const sums = [
    ['', 'KB', 'KB gzip -9', '/ liveblocks'],
    ...(Object.keys(SETS) as SetName[]).map((name) => line(SETS[name].what, bundles[name])),
    line('siban without those packages', { raw: lists.raw - packages.raw, gzip: lists.gzip - packages.gzip }),
  ];
  const parts = lists.parts.map(({ name, raw, gzip }) => [name, kilobytes(raw).toFixed(1), kilobytes(gzip).toFixed(1)]);
  return [
    `-- minified, for Chromium 78\n${table(sums)}`,
    `-- siban by module, each compressed by itself\n${table([['', 'KB', 'KB gzip -9'], ...parts])}`,
  ].join('\n\n');
}

/** Installs what is compared with next to its entry when it is missing or older than its lock file. */
function installPeers(): void {
  const installed = join(PEERS_DIR, 'node_modules/.package-lock.json');
  const lock = join(PEERS_DIR, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing what is compared with (test/bench/size/peers) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PEERS_DIR, stdio: 'inherit' });
}
