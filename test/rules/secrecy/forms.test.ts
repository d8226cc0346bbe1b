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

describe('a level, and until when, parted by something else than a star', () => {
  for (const [text, found] of [
    ['绝密·启用前', 'line 绝密 启用前'],
    ['绝密 启用前', 'line 绝密 启用前'],
    ['绝密启用前', 'line 绝密 启用前'],
    ['密级：绝密·启用前', 'line 绝密 启用前'],
    ['（绝密·会议开始前）', 'bracket 绝密 会议开始前'],
    ['（绝密　启用前）', 'bracket 绝密 启用前'],
    ['【机密/会议结束后】', 'bracket 机密 会议结束后'],
    ['机密—公布前', 'line 机密 公布前'],
    ['秘密 考试结束前', 'line 秘密 考试结束前'],
    ['机密/1年', 'line 机密 1年'],
    ['机密 ／ 1年', 'line 机密 1年'],
    ['机密——1年', 'line 机密 1年'],
    ['机密|1年', 'line 机密 1年'],
    ['机密+1年', 'line 机密 1年'],
    ['机密 / 特急', 'line 机密 null'],
    ['机密／特急', 'line 机密 null'],
    ['特急/机密', 'line 机密 null'],
    ['机密、特急', 'line 机密 null'],
    ['机密 急件', 'line 机密 null'],
    ['机密/1年/特急', 'line 机密 1年'],
    ['（机密/特急）', 'bracket 机密 null'],
    ['（机密，1年，特急）', 'bracket 机密 1年'],
    // What a typesetter's star becomes where its font is missing.
    ...['\uf0ab', '\uf0b5', '\uf0b6', '\uf0aa', '\uf0af', '\uf076', '\ue000', '\u{f0001}', '\ufffd', '🔴'].map(
      (star): [string, string] => [`关于防汛的报告 机密${star}1年`, 'star 机密 1年'],
    ),
    ['绝密\uf0ab启用前', 'star 绝密 启用前'],
    ['机密\uf0ab', 'line 机密 null'],
    ['（机密\uf0ab）', 'bracket 机密 null'],
    ['机密●会议开始前', 'line 机密 会议开始前'],
    ['绝密—启用前', 'line 绝密 启用前'],
    ['机密⟡1年', 'star 机密 1年'],
    ['机密⁕1年', 'star 机密 1年'],
    ['机密⯁1年', 'star 机密 1年'],
    ['机密𖤐', 'line 机密 null'],
    ['1.机密', 'line 机密 null'],
    ['（一）机密', 'line 机密 null'],
    // With the star inside the level.
    ['机★密', 'star 机密 null'],
    ['机★密★1年', 'star 机密 1年'],
    ['关于防汛的报告机★密1年', 'star 机密 1年'],
    ['机 ☆ 密（1年）', 'star 机密 1年'],
    ['机*密', 'star 机密 null'],
    ['机\n★\n密\n1年', 'star 机密 1年'],
  ] as const) {
    test(JSON.stringify(text), () => assert.equal(blocked(text), found));
  }
});

describe('a level that a label or a sentence gives', () => {
  for (const [text, level] of [
    ['定密：机密', '机密'],
    ['涉密：秘密', '秘密'],
    ['定密为机密', '机密'],
    ['本件定密为秘密。', '秘密'],
    ['保密级别为机密', '机密'],
    ['密级为机密', '机密'],
    ['密级是机密', '机密'],
    ['密级定为机密', '机密'],
    ['密级确定为绝密', '绝密'],
    ['密级=机密', '机密'],
    ['密级-机密', '机密'],
    ['密级|机密|', '机密'],
    ['密等：机密', '机密'],
    ['等级：机密级', '机密'],
    ['密别：机密', '机密'],
    ['定密级别：机密', '机密'],
    ['密级标识：机密', '机密'],
    ['文件密级：机密级', '机密'],
    ['本报告密级为机密，请妥善保管。', '机密'],
    ['此件保密级别为机密。', '机密'],
    ['（密级为秘密）', '秘密'],
    ['编号12，密级为机密，份号3', '机密'],
    ['密级：机密·1年，份号3', '机密'],
    ['密级为机密，保密期限为1年', '机密'],
    ['关于防汛的报告，密级：机密/特急', '机密'],
  ] as const) {
    test(JSON.stringify(text), () => assert.match(blocked(text), new RegExp(`^(?:line|bracket) ${level} `)));
  }
});

describe('a star below the line that ends with a level', () => {
  for (const [text, found] of [
    ['因为机密\n★\n1年', 'star 机密 1年'],
    ['关于预案的请示 机密\n★1年', 'star 机密 1年'],
    ['县委机密\n★长期', 'star 机密 长期'],
    ['县委机密\n★ 长期\n正文', 'star 机密 长期'],
    ['县委机密\n★\n正文', 'star 机密 null'],
    ['县委机密\n★会议开始前', 'star 机密 会议开始前'],
    ['关于预案的请示 机密\n*1年', 'star 机密 1年'],
    ['县委机密\n\uf0ab1年。', 'star 机密 1年'],
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
    '商业秘密★重点保护',
    '1.秘密工作',
    '防护等级为机密性、完整性、可用性',
    '秘密档案公开',
    '绝密档案启用前的准备',
    '秘密工作开始前',
    '机密文件公布后',
    '（秘密文件公开前）',
    '试卷装订后标“绝密·启用前”字样，由专人押运。',
    '保密级别由定密责任人确定',
    '保密级别由定密责任人确定为机密以上的，报市局备案',
    '密级确定程序',
    '秘密/机密的区别',
    '绝密/机密/秘密三级',
    '定密是秘密工作的起点',
    '定密：机密级事项的确定',
    '密级为机密的文件由专人保管',
    '密级为机密、秘密的',
    '凡密级为机密，一律专人专柜',
    '如文件密级为机密，应当登记',
    '若密级定为秘密，须报批',
    '密级是机密吗',
    '密级是否为机密',
    '涉密是机密工作人员的常态',
    '对外宣传要注意：保守秘密\uf06c守好纪律',
    '保守商业秘密\n\uf06c 3年内建成',
    '保守商业秘密\n\uf0b7 建立台账',
    '保守商业秘密\n★ 长期坚持',
    '保守商业秘密\n* 2023年\n* 2024年',
    '保守秘密\n***\n第二部分',
    '揭开千年古镇的秘密\n★\n第二部分',
    '随机★密集布点',
    '投票机*密封袋',
    '随机**密集**布点',
    '打印机★密码器',
    '投票机\n★密封袋',
    '秘密🔴三条红线',
    '机密/机要',
    '急件，秘密工作',
    '保守秘密，1年来',
    '秘密、急件处理办法',
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
    ['stars inside a level', '机★'.repeat(size / 2)],
    ['a star inside a level, without an end', `机${'★'.repeat(size)}`],
    ['signs after a level', `密级：机密${'/'.repeat(size)}`],
    ['labels and verbs', '密级确定为'.repeat(size / 5)],
    ['levels by sentence', '密级为机密，'.repeat(size / 6)],
    ['levels and private stars', '机密\uf0ab'.repeat(size / 3)],
    ['levels over line breaks', '甲机密\n★'.repeat(size / 5)],
    ['urgencies', '特急'.repeat(size / 2)],
    ['a level and a condition over and over', '绝密启用'.repeat(size / 4)],
  ] as const) {
    test(`${name}: an answer comes`, () => assert.ok(findSecrecyMarks(text).length <= 1000));
  }
});
