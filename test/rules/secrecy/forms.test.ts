import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { findSecrecyMarks } from '../../../src/rules/secrecy/marks.js';

/** `form` `level` `period` of the one mark that blocks, or what was found instead. */
function blocked(text: string): string {
  const marks = findSecrecyMarks(text).filter(({ verdict }) => verdict === 'block');
  return marks.map(({ form, level, period }) => `${form} ${level} ${period}`).join(' + ');
}

describe('a mark in pieces is a mark', () => {
  for (const [text, found] of [
    // With signs between its characters, or brackets around a part of it.
    ['机.密★1年', 'star 机密 1年'],
    ['机、密★1年', 'star 机密 1年'],
    ['机_密_★', 'star 机密 null'],
    ['绝——密——★', 'star 绝密 null'],
    ['【机密】★1年', 'star 机密 1年'],
    ['《机密》★1年', 'star 机密 1年'],
    ['“机密”★', 'star 机密 null'],
    ['机密（★）1年', 'star 机密 1年'],
    ['机密(★1年)', 'star 机密 1年'],
    ['机密★（1年）', 'star 机密 1年'],
    ['机密，★1年', 'star 机密 1年'],
    ['密级：机密 ★ 1年', 'star 机密 1年'],
    // Over several lines, one hanzi a line, over the lines of a list, over the cells of a table.
    ['机密\n★\n1年', 'star 机密 1年'],
    ['机\n密\n★\n1\n年', 'star 机密 1年'],
    ['机\n\n\n密\r\n\r\n★1年', 'star 机密 1年'],
    ['機\n密\n☆', 'star 机密 null'],
    ['机\u2028密\u2028★', 'star 机密 null'],
    ['1. 机\n2. 密\n3. ★1年', 'star 机密 1年'],
    ['- 机\n- 密\n- ★1年', 'star 机密 1年'],
    ['• 机密\n• ★1年', 'star 机密 1年'],
    ['（一）机\n（二）密\n（三）★', 'star 机密 null'],
    ['| 机 | 密 | ★ | 1年 |', 'star 机密 1年'],
    ['机\n密', 'line 机密 null'],
    ['秘\n密\n特急', 'line 秘密 null'],
    // Copied out of the source of a page.
    ['<b>机密</b>★1年', 'star 机密 1年'],
    ['机<span style="color:red">密</span>★1年', 'star 机密 1年'],
    ['<p>机</p><p>密</p><p>★</p>', 'star 机密 null'],
    ['&#26426;&#x5BC6;&#9733;1年', 'star 机密 1年'],
    ['机密&nbsp;&starf;1年', 'star 机密 1年'],
    ['<td>机密</td>', 'line 机密 null'],
    ['机<!-- x -->密★', 'star 机密 null'],
  ] as const) {
    test(JSON.stringify(text), () => assert.equal(blocked(text), found));
  }
});

describe('every form of a character counts', () => {
  const stars = '★☆⭐⭑⭒✦✧✩✪✫✬✭✮✯✰⋆⚝⍟✡⛤🌟🌠🟊🟄*＊﹡∗⁎✱✲✳✴✽❋🞰';
  for (const star of Array.from(stars))
    test(`机密${star}1年`, () => assert.equal(blocked(`机密${star}1年`), 'star 机密 1年'));
  for (const [text, found] of [
    ['絕密★', 'star 绝密 null'],
    ['絶密★', 'star 绝密 null'],
    ['機密★', 'star 机密 null'],
    ['祕宻★', 'star 秘密 null'],
    ['㊙密★1年', 'star 秘密 1年'],
    ['秘密級☆長期', 'star 秘密 长期'],
    ['机密★１０年', 'star 机密 10年'],
    ['机密★𝟏𝟎年', 'star 机密 10年'],
    ['机密★①年', 'star 机密 1年'],
    ['机密★十年', 'star 机密 十年'],
    ['机密★二十年', 'star 机密 二十年'],
    ['机密★壹年', 'star 机密 壹年'],
    ['机密★半年', 'star 机密 半年'],
    ['秘密★一年半', 'star 秘密 一年半'],
    ['秘密★六個月', 'star 秘密 六个月'],
    ['机密★至2026年12月31日', 'star 机密 至2026年12月31日'],
    ['商业秘密★1年', 'star 秘密 1年'],
  ] as const) {
    test(text, () => assert.equal(blocked(text), found));
  }

  test('a mark that is written backwards and turned round by a character nobody sees', () => {
    assert.equal(blocked('\u202e年1★密机'), 'star 机密 null');
  });
});

describe('a level with its line to itself, whatever stands around it in the head of a paper', () => {
  for (const [text, found] of [
    ['000001\n机密★1年\n特急', 'star 机密 1年'],
    ['000001 机密 特急', 'line 机密 null'],
    ['份号：000123 机密 1年', 'line 机密 1年'],
    ['№000123机密', 'line 机密 null'],
    ['第001号 机密', 'line 机密 null'],
    ['机密 第001份', 'line 机密 null'],
    ['特急 机密', 'line 机密 null'],
    ['机密。', 'line 机密 null'],
    ['“机密”', 'line 机密 null'],
    ['• 机密', 'line 机密 null'],
    ['＜机密＞', 'line 机密 null'],
    ['机密件', 'line 机密 null'],
    ['机密※1年', 'line 机密 1年'],
    ['机密：1年', 'line 机密 1年'],
    ['保密等级：秘密', 'line 秘密 null'],
    ['【机密·特急】', 'bracket 机密 null'],
    ['（机密 1年）', 'bracket 机密 1年'],
    ['｛绝密｝', 'bracket 绝密 null'],
    ['﹙秘密﹚', 'bracket 秘密 null'],
  ] as const) {
    test(JSON.stringify(text), () => assert.equal(blocked(text), found));
  }
});

describe('honest text passes', () => {
  for (const text of [
    '要增强保密意识',
    '国家秘密',
    '商业秘密',
    '秘密工作',
    '★★★级',
    '机密局',
    '机要保密局',
    '绝密档案',
    '揭开秘密。★★★级景区',
    '揭开千年古镇的秘密，★★★级服务',
    '（揭开秘密）★★★级服务',
    '保守商业秘密\n★ 3年内建成',
    '保守商业秘密\n* 3年内建成',
    '- 商业秘密\n- 个人隐私',
    '（三）国家秘密',
    '3. 秘密事项管理',
    '投\n票\n机\n密\n封',
    '机-密封圈',
    '购置投票机、密码柜',
    '绝、机、秘三级',
    '密级：绝密、机密、秘密',
    '标注“机密”字样',
    '观看《机密》影片',
    '秘密：是指关系国家安全的事项',
    '机房密码*必填',
    'a<b，c>d 的机密室',
    'AT&T 机密室',
    '《绝密飞行》',
    '随机、密集布点★',
  ]) {
    test(JSON.stringify(text), () => assert.equal(blocked(text), ''));
  }
});

/** Random numbers in [0, 1) that come again for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Every character that is not seen or only takes room, as Unicode has them, but for those that break a line. */
function unseen(): string[] {
  const all: string[] = [];
  const pattern = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zs}\p{Mn}\p{Me}\t\u2800\ufffc]/u;
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (pattern.test(character)) all.push(character);
  }
  return all;
}

test('characters that nobody sees hide no mark, wherever and however many there are', () => {
  const seed = Date.now() % 1_000_000;
  const random = seeded(seed);
  const hidden = unseen();
  assert.ok(hidden.length > 5000);
  const marks = ['机密★1年', '绝密☆长期', '秘密*5年', '（机密）', '密级：秘密，'];
  for (let round = 0; round < 4000; round++) {
    const mark = marks[round % marks.length]!;
    const text = Array.from(mark)
      .map((character) => {
        const count = Math.floor(random() * 4);
        return character + Array.from({ length: count }, () => hidden[Math.floor(random() * hidden.length)]).join('');
      })
      .join('');
    const found = findSecrecyMarks(`关于防汛的${text}报告`).some(({ verdict }) => verdict === 'block');
    assert.ok(found, `seed ${seed}, round ${round}: ${JSON.stringify(text)}`);
  }
});

test('whatever is found, taking it out leaves nothing to be found', () => {
  const seed = Date.now() % 1_000_000;
  const random = seeded(seed);
  const parts = [
    '机',
    '密',
    '★',
    '*',
    '秘密',
    '绝密',
    '\n',
    '（',
    '）',
    '1年',
    '密级：',
    '特急',
    '工作',
    '、',
    '。',
    '<b>',
    '&#9733;',
    '\u200b',
    '🌟',
  ];
  for (let round = 0; round < 4000; round++) {
    const pick = (): string => parts[Math.floor(random() * parts.length)]!;
    let text = Array.from({ length: 1 + Math.floor(random() * 14) }, pick).join('');
    const written = text;
    for (let left = 20; ; left--) {
      const marks = findSecrecyMarks(text).filter(({ verdict }) => verdict === 'block');
      if (marks.length === 0) break;
      assert.ok(left > 0, `seed ${seed}: no end of ${JSON.stringify(written)}`);
      for (const { start, end } of [...marks].reverse()) {
        assert.ok(start < end && end <= text.length, `seed ${seed}: ${JSON.stringify(written)}`);
        text = text.slice(0, start) + text.slice(end);
      }
    }
  }
});

describe('long texts made to be slow', () => {
  // A pattern that backtracks needs hours for one of these, so that the run itself is the test.
  const size = 500_000;
  for (const [name, text] of [
    ['tags without an end', '机<b'.repeat(size / 4)],
    ['references without an end', '密&#'.repeat(size / 4)],
    ['levels and signs', '机.'.repeat(size / 2)],
    ['hanzi one a line', '机\n'.repeat(size / 2)],
    ['items of a list', '机\n1.'.repeat(size / 4)],
    ['brackets in level', '机('.repeat(size / 2)],
    ['rules around a level', `${'—'.repeat(size)}机密${'—'.repeat(size)}x`],
    ['a label over and over', '密级：机'.repeat(size / 4)],
    ['combining marks', `机${'\u0301'.repeat(size)}`],
    ['a period that never comes', `机\n密\n★${'\n|'.repeat(size / 2)}`],
    ['letters outside the first plane', `密${'𠀀'.repeat(size / 2)}`],
  ] as const) {
    test(`${name}: an answer comes`, () => assert.ok(findSecrecyMarks(text).length <= 1000));
  }
});
