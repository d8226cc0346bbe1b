import type { Severity } from '../rules/rule.js';
import type { Tables } from './strings.js';

interface CheckWords {
  readonly usage: string;
  unknownKind(kind: string): string;
  /** A domain of a later release. */
  notYet(kind: string): string;
  unknownFormat(format: string): string;
  readonly severities: Readonly<Record<Severity, string>>;
  deadline(time: string): string;
  readonly noDeadline: string;
  /** The calendar names no day of that year. */
  yearMissing(years: readonly number[]): string;
  summary(meetings: number, topics: number, findings: number): string;
  readonly verdicts: Readonly<Record<'block' | 'warn' | 'pass', string>>;
}

const zh: CheckWords = {
  usage: [
    '用法：siban check <meetings|marking> 文件 [--config 配置] [--format text|json]',
    '',
    '  meetings  检查会议文件中的议题和请假',
    '  marking   查找文本中的密级标志',
    '',
    '文件写 - 表示从标准输入读取。退出码：0 无问题，1 有提醒或拦截，2 输入不可用。',
  ].join('\n'),
  unknownKind: (kind) => `不能检查“${kind}”。可检查的有：meetings、marking。`,
  notYet: (kind) => `本版本尚不能检查 ${kind}，请等待后续版本。目前可检查的有：meetings、marking。`,
  unknownFormat: (format) => `没有“${format}”这种输出格式。可用 text 或 json。`,
  severities: { info: '提示', warn: '提醒', block: '拦截' },
  deadline: (time) => `材料截止 ${time}`,
  noDeadline: '会议时间未定，不计截止时间',
  yearMissing: (years) => `缺少 ${years.join('、')} 年节假日安排，暂按周一至周五推算。`,
  summary: (meetings, topics, findings) => `${meetings} 个会议，${topics} 个议题，${findings} 项发现。`,
  verdicts: {
    block: '拦截：有涉密标志，请移出本系统。',
    warn: '提醒：有内部标志，请人工确认。',
    pass: '未发现标志。未标密不等于可以公开。',
  },
};

const en: CheckWords = {
  usage: [
    'Usage: siban check <meetings|marking> FILE [--config C] [--format text|json]',
    '',
    '  meetings  checks the topics and leave rows of a meetings file',
    '  marking   looks for secrecy marks in a text',
    '',
    'FILE may be - for standard input. Exit code: 0 clean, 1 findings to warn or block, 2 unusable input.',
  ].join('\n'),
  unknownKind: (kind) => `"${kind}" cannot be checked. What can: meetings, marking.`,
  notYet: (kind) => `This release does not check ${kind} yet; a later one will. What it checks: meetings, marking.`,
  unknownFormat: (format) => `There is no output format "${format}". Use text or json.`,
  severities: { info: 'hint', warn: 'warning', block: 'blocked' },
  deadline: (time) => `papers due ${time}`,
  noDeadline: 'no time set, so no deadline',
  yearMissing: (years) => `The calendar names no holidays for ${years.join(', ')}; Monday to Friday are assumed.`,
  summary: (meetings, topics, findings) => `${meetings} meetings, ${topics} topics, ${findings} findings.`,
  verdicts: {
    block: 'Blocked: there is a secrecy mark. Take the text out of this system.',
    warn: 'Warning: the text is marked as internal. A person has to decide.',
    pass: 'No mark found. An unmarked text is not thereby public.',
  },
};

export const CHECK_WORDS: Tables<CheckWords> = { 'zh-CN': zh, en };
