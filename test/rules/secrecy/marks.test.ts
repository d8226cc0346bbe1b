import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { findSecrecyMarks, secrecyLevelOf, strictest, type SecrecyMark } from '../../../src/rules/secrecy/marks.js';

interface MarkingCase {
  readonly text: string;
  readonly expect: 'block' | 'warn' | 'pass';
  readonly level?: string;
  readonly period?: string | null;
}

function verdictOf(text: string): 'block' | 'warn' | 'pass' {
  const verdicts = findSecrecyMarks(text).map((mark) => mark.verdict);
  return verdicts.includes('block') ? 'block' : verdicts.length > 0 ? 'warn' : 'pass';
}

function only(text: string): SecrecyMark {
  const marks = findSecrecyMarks(text);
  assert.equal(marks.length, 1, `one mark in ${JSON.stringify(text)}, found ${JSON.stringify(marks)}`);
  return marks[0]!;
}

describe('the sample cases', () => {
  const url = new URL('../../../demo/data/marking_cases.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: MarkingCase[] };
  for (const { text, expect, level, period } of cases) {
    test(`${JSON.stringify(text)} is to ${expect}`, () => {
      assert.equal(verdictOf(text), expect);
      if (level !== undefined) assert.equal(only(text).level, level);
      if (period !== undefined) assert.equal(only(text).period, period);
    });
  }
});

describe('a mark is found however it is written', () => {
  const written: readonly (readonly [string, string, string | null])[] = [
    ['机密★1年', '机密', '1年'],
    ['机 密 ★ 1 年', '机密', '1年'],
    ['机　密　★　10年', '机密', '10年'],
    ['机\u200b密\u200d★\ufeff1年', '机密', '1年'],
    ['秘\u00a0密☆长期', '秘密', '长期'],
    ['绝密*', '绝密', null],
    ['机密＊１０年', '机密', '10年'],
    ['机密⭐\ufe0f5年', '机密', '5年'],
    ['机密🌟5年', '机密', '5年'],
    ['秘\u{e0100}密★三年', '秘密', '三年'],
    ['絕密★長期', '绝密', '长期'],
    ['機密☆會議前', '机密', '會議前'],
    ['秘密级★6个月', '秘密', '6个月'],
    ['绝密★2024年5月1日前', '绝密', '2024年5月1日前'],
    ['机密★会议开始前', '机密', '会议开始前'],
    ['机密★关于召开会议的通知', '机密', null],
    ['关于汛期值守的报告（机密★1年）', '机密', '1年'],
    ['机\n密★1年', '机密', '1年'],
    ['机密\r\n★1年', '机密', '1年'],
    ['工作方案机密★1年', '机密', '1年'],
    ['**机密**', '机密', null],
  ];
  for (const [text, level, period] of written) {
    test(`${JSON.stringify(text)} as a star form`, () => {
      const mark = only(text);
      assert.deepEqual(
        { level: mark.level, period: mark.period, verdict: mark.verdict, form: mark.form },
        { level, period, verdict: 'block', form: 'star' },
      );
    });
  }

  const alone: readonly (readonly [string, string])[] = [
    ['秘密', '秘密'],
    ['  机　密  ', '机密'],
    ['秘密级', '秘密'],
    ['000123 机密\n特急', '机密'],
    ['云岭县文件\r\n绝 密\r\n特急', '绝密'],
    ['正文\r机密\r正文', '机密'],
    ['正文\u2028机密\u2028正文', '机密'],
    ['机密　特急', '机密'],
    ['密级：秘密', '秘密'],
    ['密级　机密', '机密'],
    ['—— 机密 ——', '机密'],
    ['★机密', '机密'],
    ['机密·1年', '机密'],
    ['机密（1年）', '机密'],
    ['编号12，密级：机密，份号3', '机密'],
  ];
  for (const [text, level] of alone) {
    test(`${JSON.stringify(text)} as a level with its line to itself`, () => {
      const mark = only(text);
      assert.deepEqual([mark.level, mark.verdict, mark.form], [level, 'block', 'line']);
    });
  }

  for (const text of [
    '（秘密）',
    '【机密】',
    '(绝密)',
    '[机密]',
    '〔秘密〕',
    '［机 密］',
    '（秘密级）',
    '报告（ 机密 ）',
    '【密级：机密】',
  ]) {
    test(`${text} as a level in brackets`, () => {
      const mark = only(text);
      assert.deepEqual([mark.verdict, mark.form], ['block', 'bracket']);
    });
  }

  test('a cipher telegram is known by its heading, not by the words', () => {
    assert.equal(only('密 码 电 报\n各镇党委：').verdict, 'block');
    assert.equal(verdictOf('县委机要和密码管理局负责密码电报的收发。'), 'pass');
  });
});

describe('what only looks like a mark passes', () => {
  for (const text of [
    '要增强保密意识，严守国家秘密和工作秘密。',
    '企业商业秘密受法律保护。',
    '会议评选出★★★级服务窗口3个。',
    '揭开千年古镇的秘密',
    '揭开千年古镇的秘密\n★★★级景区',
    '保守商业秘密\n* 第一条',
    '秘密工作',
    '机密文件须由专人保管。',
    '绝密、机密、秘密三级',
    '**保守国家秘密**是公民义务',
    '涉及国家秘密***一律不得上网',
    '机要和保密工作',
    '密级标志由密级★保密期限组成',
    '加密★强度',
    '关于做好定密工作的通知',
    '此件公开发布',
    '（此件公开发布）',
    '严守工作秘密',
    '随机\n密码★强度',
    '',
    '★',
    '密',
  ]) {
    test(JSON.stringify(text), () => assert.deepEqual(findSecrecyMarks(text), []));
  }
});

describe('words that ask for discretion', () => {
  for (const text of [
    '内部资料',
    '内部资料，注意保存',
    '（此件不公开）',
    '此件依申请公开',
    '（内部文件　注意保密）',
    '工作秘密',
    '【工作秘密】',
  ]) {
    test(`${text} is left to a person`, () => {
      const mark = only(text);
      assert.deepEqual([mark.verdict, mark.form, mark.level], ['warn', 'word', null]);
    });
  }
});

describe('where a mark stands', () => {
  test('is told in units of the text as given, blanks included', () => {
    const text = '关于防汛的报告（机　密 ☆ 1 年）';
    const { start, end } = only(text);
    assert.equal(text.slice(start, end), '机　密 ☆ 1 年');
  });

  test('a glowing star belongs to the mark with both of its units', () => {
    const text = '绝密🌟。';
    const { start, end } = only(text);
    assert.equal(text.slice(start, end), '绝密🌟');
  });

  test('several marks come in their order', () => {
    const marks = findSecrecyMarks('秘密\n正文【机密】正文\n绝密★长期\n内部资料');
    assert.deepEqual(
      marks.map((mark) => [mark.level, mark.form]),
      [
        ['秘密', 'line'],
        ['机密', 'bracket'],
        ['绝密', 'star'],
        [null, 'word'],
      ],
    );
    assert.equal(strictest(marks), '绝密');
  });

  test('taking every marked run out leaves a text without marks', () => {
    let text = '秘密★1年\n标题（机密）\n绝 密\n正文机密☆会议开始前。';
    for (const mark of findSecrecyMarks(text).reverse()) text = text.slice(0, mark.start) + text.slice(mark.end);
    assert.deepEqual(findSecrecyMarks(text), []);
    assert.equal(text, '\n标题\n\n正文。');
  });
});

describe('a field kept for the level', () => {
  for (const [field, level] of [
    ['秘密', '秘密'],
    ['机 密', '机密'],
    ['绝密★长期', '绝密'],
    ['机密件', '机密'],
    ['密级：秘密', '秘密'],
    ['公开', null],
    ['内部', null],
    ['无', null],
    ['', null],
    ['工作秘密', null],
    ['非涉密', null],
  ] as const) {
    test(`${JSON.stringify(field)} names ${level ?? 'none'}`, () => assert.equal(secrecyLevelOf(field), level));
  }
});

describe('long and hostile texts', () => {
  // A pattern that backtracks needs hours for one of these, so that the run itself is the test.
  const size = 1_000_000;
  for (const [name, text] of [
    ['one character over and over', '密'.repeat(size)],
    ['levels without an end', '机密'.repeat(size)],
    ['blanks between levels', `机密${' '.repeat(size)}`.repeat(3)],
    ['line breaks after a level', `机密${'\n'.repeat(size)}x`],
    ['open brackets', `${'（'.repeat(size)}机密`],
    ['digits before a level', `${'1'.repeat(size)}机密`],
    ['asterisks', `${'*'.repeat(size)}密${'*'.repeat(size)}`],
    ['a condition that never ends', `机密★${'甲'.repeat(size)}`],
    ['words of discretion in a row', `${'内部资料'.repeat(size / 4)}。。`],
  ] as const) {
    test(`${name}: an answer comes`, () => {
      assert.ok(findSecrecyMarks(text).length <= 3);
    });
  }

  test('a text full of marks lists a thousand and still blocks', () => {
    const marks = findSecrecyMarks('机密★1年，'.repeat(5000));
    assert.equal(marks.length, 1000);
    assert.ok(marks.every((mark) => mark.verdict === 'block'));
  });
});
