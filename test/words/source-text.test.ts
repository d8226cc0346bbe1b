import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { textOutsideTables } from './source-text.js';

/** The string tables: one a language, typed, so that a missing key does not compile. */
const TABLE =
  /^src\/(?:components\/(?:[a-z-]+\/strings(?:\.zh|\.en)?|shared\/words)|rules\/strings|cli\/(?:[a-z]+-)?strings)\.ts$/;

/** Where Chinese is what the program works on, and not what it says. */
const DOMAIN: Readonly<Record<string, string>> = {
  'src/components/shared/format.ts':
    'dates and lengths in the words of each language, beside the rules by which they are put together',
  'src/components/shared/office-mark.ts': 'the sign of each office, a drawing that is the same in every language',
  'src/components/shared/tokens.styles.ts': 'names of fonts',
  'src/model/agenda/topic-commands.ts': 'terms of procedure, as the county knows each step, quoted in its description',
  'src/model/agenda/meeting-commands.ts':
    'terms of procedure, as the county knows each step, quoted in its description',
  'src/model/agenda/meeting.ts': 'kinds of meetings, as they stand in files and rooms',
  'src/model/agenda/payloads.ts': 'levels of secrecy, as they stand in a sealed payload',
  'src/model/agenda/topic.ts': 'kinds of topics, as they stand in files and rooms',
  'src/rules/meetings/classified-mark.ts': 'the clause that a rule rests on',
  'src/rules/meetings/out-of-procedure.ts': 'steps of the procedure that a rule speaks of',
  'src/rules/secrecy/marking.ts': 'the clauses that the rules rest on',
  'src/rules/secrecy/brought.ts': 'characters that a mark begins with',
  'src/rules/secrecy/mark.ts': 'levels of secrecy',
  'src/rules/secrecy/marks.ts': 'patterns of secrecy marks',
  'src/rules/secrecy/periods.ts': 'patterns of secrecy marks',
  'src/rules/secrecy/same-as.ts': 'forms of characters',
  'src/rules/secrecy/star-marks.ts': 'patterns of secrecy marks',
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts') && !TABLE.test(path))
  .sort();

/** What is found in the sources, by file. */
function inSources(kind: 'hanzi' | 'shown' | 'told', wanted: (path: string) => boolean): string[] {
  return sources
    .filter(wanted)
    .flatMap((path) => textOutsideTables(readFileSync(path, 'utf8'), path)[kind].map((words) => `${path}:${words}`));
}

test('there are sources to look at, and tables beside them', () => {
  assert.ok(sources.length > 200, `${sources.length} sources`);
  assert.ok(sources.includes('src/components/agenda-board/agenda-board.ts'));
  assert.ok(!sources.includes('src/components/agenda-board/strings.zh.ts'));
});

test('no source has Chinese text outside the tables, but where Chinese is what it works on', () => {
  assert.deepEqual(
    inSources('hanzi', (path) => !(path in DOMAIN)),
    [],
  );
});

test('each exception still holds Chinese, so that the list does not outlive its reasons', () => {
  const idle = Object.keys(DOMAIN).filter(
    (path) => textOutsideTables(readFileSync(path, 'utf8'), path).hanzi.length === 0,
  );
  assert.deepEqual(idle, []);
});

test('no template shows words of its own, in no language', () => {
  assert.deepEqual(
    inSources('shown', () => true),
    [],
  );
});

test('nothing is announced or labelled in words that stand in the code', () => {
  assert.deepEqual(
    inSources('told', (path) => /^src\/(?:components|controllers)\//.test(path)),
    [],
  );
});

describe('the search finds', () => {
  const faults: readonly (readonly [string, 'hanzi' | 'shown' | 'told', string])[] = [
    ["const a = '已保存';", 'hanzi', '已保存'],
    ['const a = `第 ${n} 项`;', 'hanzi', '第'],
    ['const a = `${n} 项`;', 'hanzi', '项'],
    ["throw new Error('没有这个会议');", 'hanzi', '没有这个会议'],
    ['const names = { 议题: 1 };', 'hanzi', '议题'],
    ['html`<p>Saved</p>`', 'shown', 'Saved'],
    ['html`<p>${a} topics</p>`', 'shown', 'topics'],
    ['html`<p class="x" ?hidden=${h}>\n  ${a}<b>late</b>\n</p>`', 'shown', 'late'],
    ["html`<button aria-label='Close'></button>`", 'shown', 'Close'],
    ['html`<input .value=${v} placeholder="Title of ${kind}" />`', 'shown', 'Title of'],
    ["html`<p>${busy ? 'Saving' : 'Saved'}</p>`", 'shown', 'Saving'],
    ["html`<p title=${name ?? 'Nobody'}></p>`", 'shown', 'Nobody'],
    ['svg`<text>Now</text>`', 'shown', 'Now'],
    ["host.announce('Moved up');", 'told', 'Moved up'],
    ['host.announce(`Moved to ${n}`);', 'told', 'Moved to'],
    ["host.toast({ text: 'Sealed', light: 'ok' });", 'told', 'Sealed'],
    ["button.setAttribute('aria-label', 'Close');", 'told', 'Close'],
    ["cell.textContent = late ? 'late' : '';", 'told', 'late'],
  ];
  for (const [source, kind, words] of faults) {
    test(source.replace(/\n\s*/g, ' '), () => {
      const found = textOutsideTables(source)[kind];
      assert.ok(found[0]?.endsWith(words), JSON.stringify(found));
    });
  }
});

describe('the search leaves alone', () => {
  for (const source of [
    '// 已保存\nconst a = 1; /* 议题 */',
    'html`<p class="late" data-row=${id} @click=${go}>${words.late} · 1/2</p>`',
    "html`<p class=${late ? 'late' : 'soon'} aria-live=\"polite\">&nbsp;${words.now}</p>`",
    'html`<input ${bind()} type="text" aria-label=${words.title} />`',
    'html`<siban-agenda-board room=${room}></siban-agenda-board>`',
    'html`<!-- a note --><slot name="toolbar"></slot>`',
    "field.setAttribute('aria-invalid', 'true');",
    "throw new Error('sharedText belongs inside a tag');",
    'host.announce(words.row.moved(1, 2));',
    "css`p::after { content: 'late'; }`",
  ]) {
    test(source.replace(/\n\s*/g, ' '), () => {
      assert.deepEqual(textOutsideTables(source), { hanzi: [], shown: [], told: [] });
    });
  }
});
