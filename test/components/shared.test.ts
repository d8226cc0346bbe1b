import { AGENDA_WORDS } from '../../src/components/agenda-board/strings.js';
import { Formats, fromLocalInput, shortHash, toLocalInput } from '../../src/components/shared/format.js';
import { languageNamed, languageOf } from '../../src/components/shared/strings.js';
import { textDiff } from '../../src/components/shared/text-diff.js';
import { widthClass } from '../../src/components/shared/width-controller.js';
import { defineElements } from '../../src/define-elements.js';
import { equal, ok, test } from '../controllers/bdd.js';

const NOW = Date.parse('2024-04-12T17:52:00+08:00');
const zh = new Formats('zh-CN', 'Asia/Shanghai');
const en = new Formats('en', 'Asia/Shanghai');

test('dates are written as each language does, with the year only when it is another one', () => {
  const at = Date.parse('2024-04-16T09:00:00+08:00');
  equal([zh.meetingTime(at, NOW), en.meetingTime(at, NOW)], ['4月16日 周二 9:00', 'Tue 16 Apr, 9:00']);
  equal([zh.moment(at, NOW), en.moment(at, NOW)], ['4月16日 9:00', '16 Apr 9:00']);
  equal([zh.shortMoment(at, NOW), en.shortMoment(at, NOW)], ['16日 9:00', '16th 9:00']);
  const next = Date.parse('2025-01-01T00:00:00+08:00');
  equal([zh.meetingTime(next, NOW), en.moment(next, NOW)], ['2025年1月1日 周三 0:00', '1 Jan 2025 0:00']);
  equal(
    [1, 2, 3, 11, 12, 13, 21, 22].map((day) => en.dayOfMonth(Date.UTC(2024, 3, day))),
    ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '22nd'],
  );
});

test('lengths use the one or two units that matter', () => {
  const minute = 60_000;
  equal(
    [0.5, 7, 60, 1300, 24 * 60 + 9, 29 * 60 + 5, 50 * 60].map((minutes) => zh.length(minutes * minute)),
    ['30 秒', '7 分', '1 小时', '21 小时 40 分', '1 天', '1 天 5 小时', '2 天'],
  );
  equal(en.length(1300 * minute), '21 h 40 min');
});

test('a time typed into a field is a wall clock of the county, whatever the machine is set to', () => {
  equal(fromLocalInput(zh, '2024-04-16T09:00'), '2024-04-16T09:00:00+08:00');
  equal(toLocalInput(zh, Date.parse('2024-04-16T01:00:00Z')), '2024-04-16T09:00');
  const berlin = new Formats('en', 'Europe/Berlin');
  equal(fromLocalInput(berlin, '2024-07-01T12:00'), '2024-07-01T12:00:00+02:00');
  equal(fromLocalInput(berlin, '2024-01-01T12:00'), '2024-01-01T12:00:00+01:00');
  equal(fromLocalInput(zh, '') ?? 'none', 'none');
});

test('a hash is shown in two groups of four', () => {
  equal(shortHash('9f3ca81d0000'), '9f3c·a81d');
});

test('a comparison marks characters, never whole sentences', () => {
  equal(textDiff('县水利局主要负责人', '县水利局分管负责人'), [
    { kind: 'same', text: '县水利局' },
    { kind: 'removed', text: '主要' },
    { kind: 'added', text: '分管' },
    { kind: 'same', text: '负责人' },
  ]);
  equal(textDiff('', '新'), [{ kind: 'added', text: '新' }]);
  equal(textDiff('同', '同'), [{ kind: 'same', text: '同' }]);
  equal(textDiff('𠮷日', '𠮷年')[0], { kind: 'same', text: '𠮷' });
  const long = textDiff('甲'.repeat(900), '乙'.repeat(900));
  equal(
    long.map(({ kind }) => kind),
    ['removed', 'added'],
  );
});

test('the language is that of the nearest ancestor, across shadow roots, and Chinese when nobody says', () => {
  equal([languageNamed('en-GB'), languageNamed('zh-Hans'), languageNamed('')], ['en', 'zh-CN', 'zh-CN']);
  const outer = document.createElement('div');
  outer.lang = 'en';
  const host = document.createElement('div');
  const inner = document.createElement('p');
  host.attachShadow({ mode: 'open' }).append(inner);
  outer.append(host);
  equal(languageOf(inner), 'en');
});

test('both tables say something for every key', () => {
  const empty: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string' && value === '') empty.push(path);
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
    }
  };
  for (const [language, words] of Object.entries(AGENDA_WORDS)) look(words, language);
  equal(empty, []);
});

test('no sentence shouts, flatters or blames', () => {
  const zhText = JSON.stringify(AGENDA_WORDS['zh-CN'], (_key, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  );
  for (const word of ['！', "!'", '成功', '您', '推诿', '失职', '错误'])
    ok(!zhText.includes(word), `the Chinese table says ${word}`);
});

test('widths are those of the tag', () => {
  equal([360, 719, 720, 1099, 1100, 1599, 1600].map(widthClass), ['s', 's', 'm', 'm', 'l', 'l', 'xl']);
});

test('the first copy on a page wins as a whole, and another version is told once', () => {
  const known = new Map<string, CustomElementConstructor>();
  const registry = {
    get: (tag: string) => known.get(tag),
    define: (tag: string, element: CustomElementConstructor) => known.set(tag, element),
  } as unknown as CustomElementRegistry;
  const release = (version: string): { new (): HTMLElement; readonly version: string } =>
    class extends HTMLElement {
      static readonly version = version;
    };
  const first = { 'x-a': release('1.0.0'), 'x-b': release('1.0.0') };
  const warned: string[] = [];
  const warn = console.warn;
  console.warn = (text: string) => warned.push(text);
  try {
    equal(defineElements(first, registry), true);
    equal(defineElements(first, registry), false);
    equal(warned.length, 0);
    const second = { 'x-a': release('2.0.0'), 'x-b': release('2.0.0'), 'x-c': release('2.0.0') };
    equal(defineElements(second, registry), false);
    equal(known.has('x-c'), false);
    equal(warned.length, 1);
    ok(warned[0]!.includes('<x-a>, <x-b>') && warned[0]!.includes('1.0.0') && warned[0]!.includes('2.0.0'), warned[0]!);
    // A stranger's element of the same name says nothing of versions, and is left alone too.
    known.set('x-d', class extends HTMLElement {});
    equal(defineElements({ 'x-d': release('2.0.0'), 'x-e': release('2.0.0') }, registry), false);
    equal([warned.length, known.has('x-e')], [2, false]);
  } finally {
    console.warn = warn;
  }
});
