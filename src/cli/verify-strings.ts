import type { Tables } from './strings.js';
import type { RecordFault, RecordVerdict, RoomFault } from './verify-record.js';

interface VerifyWords {
  readonly usage: string;
  unknownFormat(format: string): string;
  unusable(file: string, detail: string): string;
  noRecord(file: string): string;
  intact(verdict: RecordVerdict): string;
  broken(verdict: RecordVerdict, seq: number, fault: RecordFault): string;
  readonly faults: Readonly<Record<RecordFault, string>>;
  beside(verdict: RecordVerdict, fault: RoomFault): string;
  allIntact(rooms: number, entries: number): string;
  /** Nothing is wrong, but parts of records prove less than whole ones. */
  partsIntact(parts: number, rooms: number): string;
  someBroken(broken: number, rooms: number): string;
  readonly nothing: string;
}

const zh: VerifyWords = {
  usage: [
    '用法：siban verify 文件 [--format text|json]',
    '',
    '核验数据库（.db）或导出的留痕（.json，“-”为标准输入）是否完整。不改动文件，同步服务运行时也可核验。',
    '退出码：0 完整，1 有留痕被改动、删除、插入或调换，2 输入不可用。',
  ].join('\n'),
  unknownFormat: (format) => `没有“${format}”这种格式，可用 text 或 json。`,
  unusable: (file, detail) => `数据库 ${file} 不可用（${detail}）。请检查路径，改用备份，或用更新的版本核验。`,
  noRecord: (file) => `${file} 中没有留痕。应为数据库，或接口 /api/rooms/…/record 导出的 JSON。`,
  intact: ({ room, entries, part, head }) =>
    part === null
      ? `${room}：${entries} 条，完整，末条 ${head?.hash ?? ''}`
      : `${room}：仅为第 ${part.from} 至 ${part.to} 条，这一段前后衔接，未被改动；其余未核验，末条 ${head?.hash ?? ''}`,
  broken: ({ room, entries }, seq, fault) => `${room}：共 ${entries} 条，自第 ${seq} 条起不可信：${zh.faults[fault]}`,
  faults: {
    malformed: '不是有效的留痕',
    'unknown-algorithm': '所用杂凑算法本版本不支持，请用更新的版本核验',
    'wrong-room': '属于另一个房间',
    missing: '该条缺失，或顺序被调换',
    repeated: '该条重复，或有条目插入',
    'broken-link': '与前一条不衔接，系插入或替换',
    changed: '内容与封存时的杂凑值不符，已被改动',
    'payload-changed': '所附内容已被改动',
    'snapshot-changed': '所附快照已被改动',
    'time-reversed': '时间早于前一条',
    'repeated-id': '编号与此前一条相同',
    truncated: '该条曾经存在，现已缺失',
    'head-changed': '与此前发布或见证的留痕不一致，已被替换',
    unpublished: '从未发布，系事后添加',
  },
  beside({ room, erased }, fault) {
    if (fault === 'erased') {
      return `${room}：警告：第 ${erased.join('、')} 条的内容或快照已不在。本版本没有清除功能，因此没有清除记录可以说明。`;
    }
    const faults = {
      'unreadable-document': '供页面读取的留痕文档已损坏，无法读取',
      'unpublished-record': '供页面读取的留痕文档已不在，而留痕条目仍在',
      'room-missing': '房间登记行已不在',
      'room-differs': '房间登记行的名称、主办单位或类型与首条留痕不符',
      'settings-missing': '留痕所依据的设置已不在或被改动',
    };
    return `${room}：警告：${faults[fault]}。`;
  },
  partsIntact: (parts, rooms) =>
    `${rooms} 份留痕中有 ${parts} 份只是一段，所载部分完整。要核验全部，请核验数据库，或逐段导出。`,
  allIntact: (rooms, entries) => `共 ${rooms} 个房间、${entries} 条留痕，全部完整。`,
  someBroken: (broken, rooms) => `${rooms} 个房间中有 ${broken} 个不完整。请保留文件原样，并报告审计人员。`,
  nothing: '文件中没有房间，没有可核验的内容。',
};

const en: VerifyWords = {
  usage: [
    'Usage: siban verify FILE [--format text|json]',
    '',
    'Verifies the records of a database (.db) or an exported record (.json, "-" for standard input). Changes nothing;',
    'the sync server may be running. Exit code: 0 intact, 1 changed, dropped, inserted or reordered, 2 unusable input.',
  ].join('\n'),
  unknownFormat: (format) => `There is no format "${format}"; use text or json.`,
  unusable: (file, detail) =>
    `The database ${file} cannot be used (${detail}). Check the path, use a backup, or verify with a newer release.`,
  noRecord: (file) =>
    `There is no record in ${file}. It must be a database, or JSON as /api/rooms/…/record exports it.`,
  intact: ({ room, entries, part, head }) =>
    part === null
      ? `${room}: ${entries} entries, intact, last ${head?.hash ?? ''}`
      : `${room}: entries ${part.from} to ${part.to} alone, unchanged and in order; the others were not verified, last ${head?.hash ?? ''}`,
  broken: ({ room, entries }, seq, fault) =>
    `${room}: ${entries} entries, not to be trusted from entry ${seq} on: ${en.faults[fault]}`,
  faults: {
    malformed: 'it is not an entry',
    'unknown-algorithm': 'its hash function is not known to this release; verify with a newer one',
    'wrong-room': 'it belongs to another room',
    missing: 'it is missing, or the order was changed',
    repeated: 'it is there twice, or something was inserted',
    'broken-link': 'it does not follow the one before: inserted or put in its place',
    changed: 'it is not what was sealed: changed',
    'payload-changed': 'the text kept with it was changed',
    'snapshot-changed': 'the content kept with it was changed',
    'time-reversed': 'it is earlier than the one before',
    'repeated-id': 'its id was used before',
    truncated: 'it has existed and is missing now',
    'head-changed': 'it is not the entry that was published or witnessed: replaced',
    unpublished: 'it was never published: added afterwards',
  },
  beside({ room, erased }, fault) {
    if (fault === 'erased') {
      return `${room}: warning: the text or content kept with entries ${erased.join(', ')} is gone. This release has no purge, so no entry accounts for it.`;
    }
    const faults = {
      'unreadable-document': 'the record document that pages read is damaged',
      'unpublished-record': 'the record document that pages read is gone, though the entries are there',
      'room-missing': 'the row of the room is gone',
      'room-differs': 'the row of the room names another title, office or kind than its first entry sealed',
      'settings-missing': 'settings by which entries were judged are gone or changed',
    };
    return `${room}: warning: ${faults[fault]}.`;
  },
  partsIntact: (parts, rooms) =>
    `${parts} of ${rooms} records are only a part, intact as far as it goes. For all of it verify the database, or export part by part.`,
  allIntact: (rooms, entries) => `${rooms} rooms with ${entries} entries, all intact.`,
  someBroken: (broken, rooms) =>
    `${broken} of ${rooms} rooms are not intact. Keep the file as it is and tell the auditor.`,
  nothing: 'There are no rooms in the file, so there is nothing to verify.',
};

export const VERIFY_WORDS: Tables<VerifyWords> = { 'zh-CN': zh, en };
