import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check } from '../../src/cli/check.js';
import { runCommand, sample, temporaryFolder } from './command-line.js';

const folder = temporaryFolder();
const MEETINGS = sample('meetings.json');
const CONFIG = sample('config.json');

async function checkJson(args: readonly string[], stdin?: string) {
  const { code, out } = await runCommand(check, [...args, '--format', 'json'], stdin === undefined ? {} : { stdin });
  return { code, json: JSON.parse(out) };
}

function meetingsFile(change: (file: ReturnType<typeof JSON.parse>) => unknown): string {
  const file = JSON.parse(readFileSync(MEETINGS, 'utf8'));
  change(file);
  return JSON.stringify(file);
}

describe('siban check meetings', () => {
  test('agrees with the truth file, as JSON', async () => {
    const { code, json } = await checkJson(['meetings', MEETINGS, '--config', CONFIG]);
    const truth = JSON.parse(readFileSync(sample('meetings.truth.json'), 'utf8'));
    assert.equal(code, 1);
    assert.deepEqual(json.deadlines, truth.deadlines);
    const flags: Record<string, string[] | undefined> = {};
    for (const { subject, rule } of json.findings) (flags[subject] ??= []).push(rule);
    const expected = truth.flags.map((one: { topic: string; flags: string[] }) => [one.topic, [...one.flags].sort()]);
    assert.deepEqual(
      Object.entries(flags).map(([subject, rules]) => [subject, rules?.sort()]),
      expected,
    );
  });

  test('says in Chinese how late the papers are', async () => {
    const { out } = await runCommand(check, ['meetings', MEETINGS, '--config', CONFIG], { language: 'zh-CN' });
    assert.match(out, /M1-T2 .*\n.*迟 21 小时 40 分/);
    assert.match(out, /缺分管领导审签环节/);
    assert.match(out, /2 个会议，8 个议题，7 项发现/);
  });

  test('ends with 0 when nothing is found', async () => {
    const { code, json } = await checkJson(['meetings', '-', '--config', CONFIG], '{"meetings":[]}');
    assert.equal(code, 0);
    assert.deepEqual(json, { findings: [], deadlines: {} });
  });

  test('ends with 0 when all there is are hints', async () => {
    const rules = ['LATE', 'OUT_OF_PROCEDURE', 'MATERIAL_MISSING', 'AD_HOC'].map((id) => [id, 'info']);
    const config = folder.write('hints.json', {
      ...JSON.parse(readFileSync(CONFIG, 'utf8')),
      rules: Object.fromEntries(rules),
    });
    const { code, json } = await checkJson(['meetings', MEETINGS, '--config', config]);
    assert.equal(code, 0);
    assert.equal(json.findings.length, 7);
  });

  test('reads standard input, with or without a byte order mark', async () => {
    const text = readFileSync(MEETINGS, 'utf8');
    for (const stdin of [text, `\ufeff${text}`]) {
      const { json } = await checkJson(['meetings', '-', '--config', CONFIG], stdin);
      assert.equal(json.findings.length, 7);
    }
  });

  test('reads UTF-16 as some editors save it', async () => {
    const file = folder.write('utf16.json', Buffer.from(`\ufeff${readFileSync(MEETINGS, 'utf8')}`, 'utf16le'));
    const { json } = await checkJson(['meetings', file, '--config', CONFIG]);
    assert.equal(json.findings.length, 7);
  });

  test('says which keys and rules of the configuration it does not know, and goes on', async () => {
    const config = folder.write('typos.json', {
      ...JSON.parse(readFileSync(CONFIG, 'utf8')),
      topicDeadine: { workdaysBefore: 9 },
      rules: { LATEE: 'off', LATE: 'off', secrecy_mark: 'block' },
    });
    const { code, err } = await runCommand(check, ['meetings', MEETINGS, '--config', config]);
    assert.equal(code, 1);
    assert.match(err, /typos\.json: topicDeadine, rules\.LATEE /);
    const zh = await runCommand(check, ['meetings', MEETINGS, '--config', config], { language: 'zh-CN' });
    assert.match(zh.err, /topicDeadine、rules\.LATEE /);
    assert.equal((await runCommand(check, ['meetings', MEETINGS, '--config', CONFIG])).err, '');
  });

  test('works without a configuration, and tells people that the calendar is a guess', async () => {
    const { err, out, code } = await runCommand(check, ['meetings', MEETINGS]);
    assert.equal(code, 1);
    assert.match(err, /no holidays for 2024/);
    assert.match(out, /M1-T2/);
  });

  test('leaves out the deadline of a meeting without a time', async () => {
    const stdin = meetingsFile((file) => (file.meetings[0].startAt = null));
    const { json } = await checkJson(['meetings', '-', '--config', CONFIG], stdin);
    assert.deepEqual(json.deadlines, { M2: '2024-04-23T17:00:00+08:00' });
    assert.ok(json.findings.every((finding: { rule: string }) => finding.rule !== 'LATE'));
  });

  test('says which meeting is meant when two use the same topic id', async () => {
    const stdin = meetingsFile((file) => {
      file.meetings[0].topics[3].id = 'T';
      file.meetings[1].topics[1].id = 'T';
    });
    const { json } = await checkJson(['meetings', '-', '--config', CONFIG], stdin);
    const ofT = json.findings.filter((finding: { subject: string }) => finding.subject === 'T');
    assert.deepEqual(new Set(ofT.map((finding: { meeting: string }) => finding.meeting)), new Set(['M1', 'M2']));
    assert.ok(json.findings.some((finding: object) => !('meeting' in finding)));
  });

  test('does not print the title of a marked topic', async () => {
    const stdin = meetingsFile((file) => (file.meetings[0].topics[0].title = '机密★1年 某项工程'));
    const { out, code } = await runCommand(check, ['meetings', '-', '--config', CONFIG], { stdin });
    assert.equal(code, 1);
    assert.match(out, /CLASSIFIED_MARK/);
    assert.doesNotMatch(out, /某项工程/);
  });
});

describe('siban check marking', () => {
  for (const [text, code, verdict, level, period] of [
    ['机密★1年', 1, 'block', '机密', '1年'],
    ['正文\r\n秘 密\r\n特急', 1, 'block', '秘密', null],
    ['秘密★1年\n绝密★长期', 1, 'block', '绝密', '长期'],
    ['密码电报', 1, 'block', null, null],
    ['内部资料　注意保存', 1, 'warn', null, null],
    ['要增强保密意识。', 0, 'pass', null, null],
    ['', 0, 'pass', null, null],
  ] as const) {
    test(`gives ${verdict} for ${JSON.stringify(text)}`, async () => {
      const result = await checkJson(['marking', '-'], text);
      assert.equal(result.code, code);
      const { findings, ...rest } = result.json;
      assert.deepEqual(rest, { verdict, level, period });
      assert.equal(findings.length > 0, verdict !== 'pass');
    });
  }

  test('says where the mark stands', async () => {
    const { json } = await checkJson(['marking', '-'], '第一行\n（机密★1年）第二行');
    const [finding] = json.findings;
    assert.deepEqual(finding.span, { start: 5, end: 10, text: '机密★1年' });
    assert.equal(finding.params.line, 2);
    assert.equal(finding.rule, 'secrecy_mark');
  });

  test('finds the mark in a file of the older Chinese encoding', async () => {
    // 机密★1年 in GB 18030.
    const file = folder.write('gb.txt', new Uint8Array([0xbb, 0xfa, 0xc3, 0xdc, 0xa1, 0xef, 0x31, 0xc4, 0xea]));
    assert.equal((await checkJson(['marking', file])).json.level, '机密');
  });

  test('reminds people that an unmarked text may still be secret', async () => {
    const { out } = await runCommand(check, ['marking', '-'], { stdin: '普通文字', language: 'zh-CN' });
    assert.match(out, /未标密不等于可以公开/);
  });
});

describe('what cannot be used ends with 2 and one sentence', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp, string?])[] = [
    [
      'a time that is none',
      ['meetings', '-'],
      /meetings\[1\]\.topics\[0\]\.steps\[2\]\.at is not a time/,
      meetingsFile((file) => (file.meetings[1].topics[0].steps[2].at = 'soon')),
    ],
    [
      'a time without offset',
      ['meetings', '-'],
      /meetings\[0\]\.startAt has no offset/,
      meetingsFile((file) => (file.meetings[0].startAt = '2024-04-16T09:00:00')),
    ],
    [
      'an id that comes twice',
      ['meetings', '-'],
      /meetings\[1\]\.id repeats/,
      meetingsFile((file) => (file.meetings[1].id = 'M1')),
    ],
    ['broken JSON', ['meetings', '-'], /is not JSON at line 2, column 2/, '{"meetings":\n[}'],
    ['JSON that was cut off', ['meetings', '-'], /is not complete JSON/, '{"meetings":['],
    ['an empty file', ['meetings', '-'], /is not complete JSON/, ''],
    ['a list', ['meetings', '-'], /the file must be an object/, '[]'],
    ['a file that is not there', ['meetings', 'no-such.json'], /There is no file no-such\.json/],
    ['a folder', ['meetings', folder.path], /is a folder/],
    [
      'bytes that are no text',
      ['meetings', folder.write('bytes', new Uint8Array([0x7b, 0xff, 0x00]))],
      /not text in a known encoding/,
    ],
    [
      'a configuration with a wrong value',
      ['meetings', '-', '--config', folder.write('bad.json', { topicDeadline: { time: '5 pm' } })],
      /bad\.json: topicDeadline\.time is not a time of day/,
      '{"meetings":[]}',
    ],
    ['a domain of a later release', ['handoffs', sample('handoffs.json')], /does not check handoffs yet/],
    ['a domain that does not exist', ['weather', MEETINGS], /"weather" cannot be checked/],
    ['an output format that does not exist', ['meetings', MEETINGS, '--format', 'xml'], /no output format "xml"/],
    ['an unknown option', ['meetings', MEETINGS, '--loud'], /Unknown option '--loud'/],
    ['a missing file name', ['meetings'], /FILE/],
    ['one file too many', ['meetings', MEETINGS, CONFIG], /config\.json/],
  ];
  for (const [title, args, message, stdin] of cases) {
    test(title, async () => {
      const { code, out, err } = await runCommand(check, args, { stdin: stdin ?? '' });
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, message);
      assert.doesNotMatch(err, /\n\s+at /, 'no stack');
    });
  }
});

describe('the program itself', () => {
  const main = fileURLToPath(new URL('../../tools/siban.mjs', import.meta.url));

  function siban(args: readonly string[], environment: Record<string, string> = {}, input = '') {
    const env = { ...process.env, LC_ALL: 'C', ...environment };
    return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env, input });
  }

  test('prints JSON alone on standard output, whatever the zone of the machine', () => {
    const { status, stdout, stderr } = siban(
      ['check', 'meetings', '-', '--config', CONFIG, '--format', 'json'],
      { TZ: 'America/New_York' },
      readFileSync(MEETINGS, 'utf8'),
    );
    assert.equal(status, 1, stderr);
    assert.equal(JSON.parse(stdout).deadlines.M1, '2024-04-11T17:00:00+08:00');
    assert.equal(stderr, '');
  });

  test('speaks the language of the environment', () => {
    assert.match(siban(['check', '--help'], { LC_ALL: 'zh_CN.UTF-8' }).stdout, /^用法/);
    assert.match(siban(['check', '--help'], { LC_ALL: 'en_US.UTF-8' }).stdout, /^Usage/);
  });

  test('ends with 2 and one sentence for a command that does not exist, without a stack', () => {
    for (const args of [['chekc'], ['check', 'meetings', '--loud'], ['check', 'meetings', 'no-such.json'], []]) {
      const { status, stdout, stderr } = siban(args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.doesNotMatch(stderr, /\n\s+at |node:internal/);
    }
  });

  test('stops quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [main, 'check', 'meetings', MEETINGS, '--config', CONFIG], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    await new Promise((resolve) => child.once('close', resolve));
    assert.equal(stderr, '');
  });
});
