import { ENTRY_BYTES } from '../record/entry-size.js';
import { LONGEST_TITLE } from '../server/limits.js';
import { CONTENT_BYTES } from './import-limits.js';
import type { InputProblem, InputProblemWord } from '../model/input-problem.js';
import type { Language, Tables } from './strings.js';

interface InputWords {
  unreadable(file: string, code: string): string;
  notText(file: string): string;
  notJson(file: string): string;
  brokenJson(file: string, line: number, column: number): string;
  /** `path` is empty for the file as a whole. */
  at(file: string, path: string, problem: string): string;
  /** Keys of a configuration, and ids of rules, that have no effect. */
  unknownSettings(file: string, keys: readonly string[]): string;
  readonly problems: Readonly<Record<InputProblemWord, string>>;
}

const zh: InputWords = {
  unreadable(file, code) {
    if (code === 'ENOENT') return `找不到文件 ${file}。请检查路径。`;
    if (code === 'EISDIR') return `${file} 是文件夹，请给出其中的文件。`;
    if (code === 'EACCES') return `没有读取 ${file} 的权限。请改用有权限的账户，或调整文件权限。`;
    return `读不出文件 ${file}（${code}）。`;
  },
  notText: (file) => `${file} 不是可识别的文本。请另存为 UTF-8 编码后重试。`,
  notJson: (file) => `${file} 不是完整的 JSON。请检查是否漏存或截断。`,
  brokenJson: (file, line, column) => `${file} 第 ${line} 行第 ${column} 列不符合 JSON 格式。请改正后重试。`,
  at: (file, path, problem) => (path === '' ? `${file}：${problem}。` : `${file}：${path} ${problem}。`),
  unknownSettings: (file, keys) => `${file}：${keys.join('、')} 不是已知的设置，未起作用。请检查是否写错。`,
  problems: {
    missing: '缺失，请补上',
    'not-an-object': '应为对象 { … }',
    'not-a-list': '应为列表 [ … ]',
    'not-text': '应为文字（加引号）',
    'not-a-number': '应为数字',
    'not-a-whole-number': '应为整数',
    'not-a-boolean': '应为 true 或 false',
    'not-an-instant': '不是有效时间，应写作 2024-04-11T17:00:00+08:00',
    'no-offset': '没有写时区，应在末尾加上 +08:00 之类',
    'not-a-date': '不是有效日期，应写作 2024-05-01',
    'not-a-time-of-day': '不是有效时刻，应写作 17:00',
    'not-a-span': '应为按先后排列、互不重叠的时段 ["8:30", "12:00"]',
    'not-a-timezone': '不是已知时区，应写作 Asia/Shanghai 之类',
    'unknown-value': '不是允许的值，请对照文档',
    'out-of-range': '超出允许范围',
    'repeated-id': '与前面的编号重复，请改为唯一编号',
    'broken-text': '含有残缺字符，请重新录入',
    'nul-character': '含有空字符（NUL），请删去',
    'title-too-long': `超过 ${LONGEST_TITLE} 个字符，请缩短`,
    'entry-too-large': `超过一条留痕的上限（${ENTRY_BYTES / 1024} KiB），请缩短文字或减少步骤、材料`,
    'content-too-large': `使会议内容超过房间的上限（${CONTENT_BYTES / 1024 / 1024} MiB），请缩短或分开`,
  },
};

const en: InputWords = {
  unreadable(file, code) {
    if (code === 'ENOENT') return `There is no file ${file}. Check the path.`;
    if (code === 'EISDIR') return `${file} is a folder. Name a file in it.`;
    if (code === 'EACCES') return `No permission to read ${file}. Use an account that has it, or change the file's.`;
    return `The file ${file} cannot be read (${code}).`;
  },
  notText: (file) => `${file} is not text in a known encoding. Save it as UTF-8 and try again.`,
  notJson: (file) => `${file} is not complete JSON. Check whether it was cut off.`,
  brokenJson: (file, line, column) =>
    `${file} is not JSON at line ${line}, column ${column}. Correct it and try again.`,
  at: (file, path, problem) => (path === '' ? `${file}: the file ${problem}.` : `${file}: ${path} ${problem}.`),
  unknownSettings: (file, keys) =>
    `${file}: ${keys.join(', ')} ${keys.length > 1 ? 'are no known settings and have' : 'is no known setting and has'} no effect. Check the spelling.`,
  problems: {
    missing: 'is missing; add it',
    'not-an-object': 'must be an object { … }',
    'not-a-list': 'must be a list [ … ]',
    'not-text': 'must be text, in quotes',
    'not-a-number': 'must be a number',
    'not-a-whole-number': 'must be a whole number',
    'not-a-boolean': 'must be true or false',
    'not-an-instant': 'is not a time; write it as 2024-04-11T17:00:00+08:00',
    'no-offset': 'has no offset from UTC; add one such as +08:00',
    'not-a-date': 'is not a date; write it as 2024-05-01',
    'not-a-time-of-day': 'is not a time of day; write it as 17:00',
    'not-a-span': 'must be a span ["8:30", "12:00"], in order and apart from the others',
    'not-a-timezone': 'is not a known time zone; write it as Asia/Shanghai',
    'unknown-value': 'is not one of the allowed values; see the documentation',
    'out-of-range': 'is out of range',
    'repeated-id': 'repeats an id given before; make it unique',
    'broken-text': 'holds half a character; enter it again',
    'nul-character': 'holds a NUL character; take it out',
    'title-too-long': `is longer than ${LONGEST_TITLE} characters; shorten it`,
    'entry-too-large': `holds more than one entry can (${ENTRY_BYTES / 1024} KiB); shorten its texts, or give it fewer steps or materials`,
    'content-too-large': `makes the meeting larger than a room may begin with (${CONTENT_BYTES / 1024 / 1024} MiB); shorten it or divide it`,
  },
};

export const INPUT_WORDS: Tables<InputWords> = { 'zh-CN': zh, en };

/** One sentence that says where a file is wrong, and how. */
export function problemSentence(file: string, { path, problem }: InputProblem, language: Language): string {
  const words = INPUT_WORDS[language];
  return words.at(file, path, words.problems[problem]);
}
