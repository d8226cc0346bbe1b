import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { CHECK_WORDS } from '../../src/cli/check-strings.js';
import { IMPORT_WORDS } from '../../src/cli/import-strings.js';
import { INPUT_WORDS } from '../../src/cli/input-strings.js';
import { ROOM_WORDS } from '../../src/cli/room-strings.js';
import { SERVE_WORDS } from '../../src/cli/serve-strings.js';
import { MAIN_WORDS } from '../../src/cli/strings.js';
import { TOKEN_WORDS } from '../../src/cli/token-strings.js';
import { VERIFY_WORDS } from '../../src/cli/verify-strings.js';
import { AGENDA_WORDS } from '../../src/components/agenda-board/strings.js';
import { SHARED_WORDS } from '../../src/components/shared/words.js';
import { AGENDA_COMMANDS } from '../../src/model/agenda/commands.js';
import { TOPIC_KINDS } from '../../src/model/agenda/topic.js';
import * as closeCodes from '../../src/protocol/close-codes.js';
import { PROBLEM_TYPES } from '../../src/protocol/problems.js';
import { MARKING_RULES, MEETING_RULES } from '../../src/rules/index.js';
import { RULE_STRINGS } from '../../src/rules/strings.js';
import { buttonWords } from './button-words.js';
import { compileTables, sayingsOf, type Saying, type Table } from './sayings.js';
import { faultsOfChinese, faultsOfEnglish, missingIn } from './style.js';

const PAGE_TABLES: readonly Table[] = [
  { file: 'src/components/agenda-board/strings.ts', name: 'AGENDA_WORDS', value: AGENDA_WORDS },
  { file: 'src/components/shared/words.ts', name: 'SHARED_WORDS', value: SHARED_WORDS },
  { file: 'src/rules/strings.ts', name: 'RULE_STRINGS', value: RULE_STRINGS },
];
const TABLES: readonly Table[] = [
  ...PAGE_TABLES,
  { file: 'src/cli/strings.ts', name: 'MAIN_WORDS', value: MAIN_WORDS },
  { file: 'src/cli/check-strings.ts', name: 'CHECK_WORDS', value: CHECK_WORDS },
  { file: 'src/cli/import-strings.ts', name: 'IMPORT_WORDS', value: IMPORT_WORDS },
  { file: 'src/cli/input-strings.ts', name: 'INPUT_WORDS', value: INPUT_WORDS },
  { file: 'src/cli/room-strings.ts', name: 'ROOM_WORDS', value: ROOM_WORDS },
  { file: 'src/cli/serve-strings.ts', name: 'SERVE_WORDS', value: SERVE_WORDS },
  { file: 'src/cli/token-strings.ts', name: 'TOKEN_WORDS', value: TOKEN_WORDS },
  { file: 'src/cli/verify-strings.ts', name: 'VERIFY_WORDS', value: VERIFY_WORDS },
];
const LANGUAGES = ['zh-CN', 'en'] as const;
const checker = compileTables(TABLES);

function said(tables: readonly Table[], language: (typeof LANGUAGES)[number]): Saying[] {
  return tables.flatMap((table) => sayingsOf(table, language, checker));
}

const inChinese = said(TABLES, 'zh-CN');
const inEnglish = said(TABLES, 'en');

test('every table of words in the sources is among those that are read here', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) => `src/${path}`);
  const tables = files.filter(
    (path) => /(?:strings|words)\.ts$/.test(path) && /\bTables<|Record<RuleLanguage/.test(readFileSync(path, 'utf8')),
  );
  const read = TABLES.map(({ file }) => file);
  assert.deepEqual(
    tables.filter((path) => !read.includes(path) && path !== 'src/components/shared/strings.ts'),
    [],
  );
});

test('both languages have the same words, in the same places', () => {
  const missing = TABLES.flatMap(({ name, value }) => missingIn(value['zh-CN'], value.en, name));
  assert.deepEqual(missing, []);
});

test('no text is empty, and none is put together from what is not there', () => {
  const faults = [...inChinese, ...inEnglish].filter(
    ({ text, typical }) => (typical && text === '') || /\bundefined\b|\bNaN\b|\[object|\bnull\b/.test(text),
  );
  assert.deepEqual(faults, []);
});

test('Chinese is written as the offices write it: full-width signs, no exclamation, no reproach, 请 once', () => {
  assert.deepEqual(inChinese.flatMap(faultsOfChinese), []);
});

test('English is English, to its last word, and does not shout', () => {
  assert.deepEqual(inEnglish.flatMap(faultsOfEnglish), []);
});

test('English has one kind of quotes, the straight ones: fonts made for Chinese draw the curly ones as wide as a hanzi', () => {
  const curly = inEnglish.filter(({ text }) => /[‘’“”]/.test(text));
  assert.deepEqual(
    curly.map(({ path, text }) => `${path}: ${text}`),
    [],
  );
});

test('a button says what it does, and asks for nothing', () => {
  const words = buttonWords('src/components', { words: AGENDA_WORDS['zh-CN'], shared: SHARED_WORDS['zh-CN'] });
  assert.ok(words.length >= 40, `${words.length} words of buttons found`);
  assert.deepEqual(
    words.filter(({ text }) => /(?<![提申邀])请(?![假示])/.test(text) || /[。！!]/.test(text)),
    [],
  );
});

describe('both languages have words for', () => {
  for (const language of LANGUAGES) {
    const words = AGENDA_WORDS[language];
    const has = (table: object, keys: readonly string[]): void =>
      assert.deepEqual(
        keys.filter((key) => !(key in table)),
        [],
      );

    test(`every rule, ${language}`, () => {
      has(
        RULE_STRINGS[language].rules,
        [...MEETING_RULES, ...MARKING_RULES].map(({ id }) => id),
      );
      has(
        words.rules,
        MEETING_RULES.map(({ id }) => id),
      );
    });

    test(`every reason for which a command is refused, ${language}`, () => {
      has(words.refused.problems, Object.keys(PROBLEM_TYPES));
    });

    test(`every reason for which a page has to stop, ${language}`, () => {
      // The other codes make a page try again, sign in anew, or start over by itself.
      const final = Object.values(closeCodes).filter(({ code }) => code >= 4400 && code < 4500);
      const stops = final.filter((reason) => reason !== closeCodes.UNAUTHENTICATED).map(({ reason }) => reason);
      has(words.banner.refusedReasons, [...stops, closeCodes.RESYNC.reason, 'too-large', 'token']);
    });

    test(`every command, what it does and how the trail calls it, ${language}`, () => {
      has(words.trail.acts, AGENDA_COMMANDS);
      has(words.commands, AGENDA_COMMANDS);
    });

    test(`every kind of topic, ${language}`, () => has(words.kinds, TOPIC_KINDS));
  }
});

describe('the reading of the tables finds', () => {
  const zh: readonly (readonly [string, RegExp])[] = [
    ['已保存,可以关闭', /half-width/],
    ['时间:待定', /half-width/],
    ['已保存！', /exclamation/],
    ['您可以查看', /您/],
    ['提交成功', /成功/],
    ['互相推诿', /推诿/],
    ['请刷新页面，请稍后再试', /请 2 times/],
    ['第 3 项Saved', /English/],
  ];
  for (const [text, fault] of zh) {
    test(text, () => assert.match(faultsOfChinese({ path: 'x', text, typical: true })[0] ?? '', fault));
  }
  for (const [text, fault] of [
    ['Saved，all of it', /Chinese/],
    ['Topic 议题', /Chinese/],
    ['Saved!', /exclamation/],
    ['two  blanks', /blanks/],
    ['Saved successfully', /successfully/],
  ] as const) {
    test(text, () => assert.match(faultsOfEnglish({ path: 'x', text, typical: true })[0] ?? '', fault));
  }

  test('a word that one language lacks, and one that takes other things', () => {
    const chinese = { a: { b: '乙', c: (n: number) => `${n}` }, list: ['一', '二'] };
    assert.deepEqual(missingIn(chinese, { a: { b: 'B', c: (n: number) => `${n}` }, list: ['one', 'two'] }, 't'), []);
    assert.deepEqual(missingIn(chinese, { a: { c: () => '' }, list: ['one'], d: 1 }, 't'), [
      't.a.b: not in English',
      't.list.1: not in English',
      't.d: not in Chinese',
    ]);
    assert.deepEqual(missingIn({ a: '甲' }, { a: (n: number) => `${n}` }, 't'), [
      't.a: string in Chinese, function in English',
    ]);
  });
});

describe('what is honest English or Chinese passes', () => {
  for (const text of [
    '提请单位',
    '请假',
    '共 3 项，已封存',
    '截止 17:00',
    'Alt+↑ 上移',
    '用法：siban check 文件 [--config 配置]',
  ])
    test(text, () => assert.deepEqual(faultsOfChinese({ path: 'x', text, typical: true }), []));
  for (const text of ['CPC Office', 'Sealed, no. 3', '1 h 40 min late'])
    test(text, () => assert.deepEqual(faultsOfEnglish({ path: 'x', text, typical: true }), []));
});
