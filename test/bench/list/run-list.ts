import { verdictOf, type Verdict } from '../goal.js';
import { median } from '../statistics.js';
import { format, ratios, table } from '../table.js';
import { openBenchPage } from './browser.js';
import type { ListFigures, SubjectName } from './page.js';

export const LIST_BENCH =
  'milliseconds in Chromium to show an agenda of 1,000 and 5,000 topics, and to show a change of one (P17, P18)';

const COUNTS = [1000, 5000] as const;
const SUBJECTS: readonly SubjectName[] = ['nothing', 'repeat', 'board'];
const BASE: SubjectName = 'repeat';

type Rounds = Readonly<Record<SubjectName, readonly ListFigures[]>>;

export interface ListReport {
  readonly browser: string;
  readonly verdicts: readonly Verdict[];
  /** By number of topics. */
  readonly rounds: Readonly<Record<string, Rounds>>;
}

/** Runs the rounds in one page, the subjects taking turns, forwards and backwards. */
export async function runList(rounds: number): Promise<ListReport> {
  const bench = await openBenchPage();
  const results: Record<string, Record<SubjectName, ListFigures[]>> = {};
  for (const count of COUNTS) {
    const figures: Record<SubjectName, ListFigures[]> = { nothing: [], repeat: [], board: [] };
    results[count] = figures;
    // What the page has compiled once it stays with: the first turn of each is of the warm-up, and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const subject of round % 2 === 0 ? SUBJECTS : [...SUBJECTS].reverse()) {
        process.stderr.write(`${count} topics, ${round === 0 ? 'warm-up' : `round ${round}`}, ${subject}\n`);
        const found = await bench.run(subject, count);
        if (round > 0) figures[subject].push(found);
      }
    }
  }
  await bench.close();
  return { browser: bench.version, verdicts: verdictsOf(results[5000]!), rounds: results };
}

/** As performance.md has them: P17 and P18. */
function verdictsOf({ board, repeat, nothing }: Rounds): readonly Verdict[] {
  const column = (rounds: readonly ListFigures[], figure: keyof ListFigures): readonly number[] =>
    rounds.map((round) => round[figure]);
  return [
    verdictOf(
      { id: 'P17', text: '5,000 topics: to first layout at most 0.02 x repeat' },
      column(board, 'layout'),
      repeat.map(({ layout }) => 0.02 * layout),
    ),
    verdictOf(
      { id: 'P17', text: '5,000 topics: to paint no later than the frame in which an empty element is painted' },
      column(board, 'paint'),
      nothing.map(({ paint }) => paint + HALF_A_FRAME),
    ),
    verdictOf(
      {
        id: 'P18',
        text: '5,000 topics: one remote change of a row in sight, script and layout, at most 0.06 x repeat',
      },
      column(board, 'change'),
      repeat.map(({ change }) => 0.06 * change),
    ),
    verdictOf(
      { id: 'P18', text: '5,000 topics: the same of a row out of sight' },
      column(board, 'changeFar'),
      repeat.map(({ changeFar }) => 0.06 * changeFar),
    ),
  ];
}

const HALF_A_FRAME = 1000 / 60 / 2;

const ROWS: readonly (readonly [string, keyof ListFigures, number])[] = [
  ['opened: to first layout ms', 'layout', 2],
  ['opened: to paint ms', 'paint', 1],
  ['opened: to the last figure ms', 'complete', 1],
  ['one row in sight changed ms', 'change', 2],
  ['  of it: data takes it in ms', 'changeTaken', 2],
  ['  of it: rendered ms', 'changeRendered', 2],
  ['  of it: laid out ms', 'changeLaidOut', 2],
  ['one row out of sight changed ms', 'changeFar', 2],
  ['one row moved by 7 ms', 'move', 2],
  ['elements in the page', 'elements', 0],
];

export function listTables({ rounds }: ListReport): string {
  return Object.entries(rounds)
    .map(([count, figures]) => {
      const cell = (subject: SubjectName, figure: keyof ListFigures, digits: number): string => {
        const values = figures[subject].map((round) => round[figure]);
        const text = format(median(values), digits);
        const bases = figures[BASE].map((round) => round[figure]);
        return subject === BASE ? text : `${text} (${format(median(ratios(values, bases)), 3)})`;
      };
      const head = ['', ...SUBJECTS];
      const lines = ROWS.map(([label, figure, digits]) => [
        label,
        ...SUBJECTS.map((subject) => cell(subject, figure, digits)),
      ]);
      return `-- ${count} topics (ratio to ${BASE})\n${table([head, ...lines])}`;
    })
    .join('\n\n');
}
