import type { StorageFault } from '../server/storage/storage.js';
import type { LeftOut } from './import-left-out.js';
import type { Tables } from './strings.js';

interface ImportWords {
  readonly usage: string;
  unknownKind(kind: string): string;
  notYet(kind: string): string;
  readonly dataMissing: string;
  badClock(text: string): string;
  /** Ids only: what is marked must not be printed. */
  marked(file: string, ids: readonly string[]): string;
  imported(room: string, id: string, title: string, topics: number): string;
  alreadyThere(room: string, id: string): string;
  /** `room` got another state of the meeting than `other` holds. */
  otherwise(id: string, other: string, file: string, room: string): string;
  leftOut(keys: readonly LeftOut[]): string;
  namesTaken(id: string, rooms: readonly string[]): string;
  readonly empty: string;
  storage(file: string, fault: StorageFault, detail: string): string;
}

const zh: ImportWords = {
  usage: [
    '用法：siban import meetings 文件 --data 数据库 [--config 配置] [--clock 时间]',
    '',
    '把文件中的会议、议题和办理经过导入数据库，每个会议一个房间，只导入一次。',
    '导入时同步服务须停止。退出码：0 完成，1 文件含涉密标志而整体拒收，2 输入不可用。',
  ].join('\n'),
  unknownKind: (kind) => `不能导入“${kind}”。可导入的有：meetings。`,
  notYet: (kind) => `本版本尚不能导入 ${kind}，请等待后续版本。目前可导入的有：meetings。`,
  dataMissing: '请用 --data 指明数据库文件',
  badClock: (text) => `--clock 的“${text}”不是有效时间，应写作 2024-04-12T17:52:00+08:00。`,
  marked: (file, ids) =>
    `${file} 含有涉密标志，整个文件未导入。请将下列各项移出，改用涉密渠道办理：${ids.join('、')}。`,
  imported: (room, id, title, topics) => `${room}：已导入 ${id} ${title}，${topics} 个议题。`,
  alreadyThere: (room, id) => `${room}：${id} 此前已导入，未作改动。`,
  otherwise: (id, other, file, room) =>
    `${other} 已有 ${id}，系此前按 ${file} 导入，内容与本文件不同；本文件所载另建为 ${room}。请保留一个，另一个不再使用。`,
  leftOut: (keys) =>
    `下列内容没有对应栏目，未导入：${keys
      .map(({ key, path, count }) => `${key}（${path || '文件'}${count > 1 ? `等 ${count} 处` : ''}）`)
      .join('；')}。`,
  namesTaken: (id, rooms) => `会议 ${id} 无法导入：房间 ${rooms.join(' 和 ')} 已被占用。请在文件中更换会议编号。`,
  empty: '文件中没有会议，没有可导入的内容。',
  storage(file, fault, detail) {
    if (fault === 'locked') return `数据库 ${file} 正由另一个程序使用。请先停止同步服务再导入。`;
    if (fault === 'full') return `磁盘已满，未能写入 ${file}。请腾出空间后重试。`;
    if (fault === 'unusable') return `数据库 ${file} 不可用（${detail}）。请检查路径，或改用备份。`;
    return `未能写入数据库 ${file}（${detail}）。`;
  },
};

const en: ImportWords = {
  usage: [
    'Usage: siban import meetings FILE --data DATABASE [--config C] [--clock TIME]',
    '',
    'Takes the meetings of a file with their topics and history into the database: one room a meeting, once.',
    'The sync server must not be running. Exit code: 0 done, 1 refused for a secrecy mark, 2 unusable input.',
  ].join('\n'),
  unknownKind: (kind) => `"${kind}" cannot be imported. What can: meetings.`,
  notYet: (kind) => `This release does not import ${kind} yet; a later one will. What it imports: meetings.`,
  dataMissing: 'name the database with --data',
  badClock: (text) => `"${text}" is not a time for --clock; write it as 2024-04-12T17:52:00+08:00.`,
  marked: (file, ids) =>
    `${file} carries secrecy marks, so nothing of it was imported. Take these out and use the channel for classified papers: ${ids.join(', ')}.`,
  imported: (room, id, title, topics) => `${room}: imported ${id} ${title}, ${topics} topics.`,
  alreadyThere: (room, id) => `${room}: ${id} is already there; nothing was changed.`,
  otherwise: (id, other, file, room) =>
    `${other} already holds ${id} as ${file} stated it, which reads otherwise; what this file says is in ${room}. Keep one and leave the other.`,
  leftOut: (keys) =>
    `Not taken over: ${keys
      .map(({ key, path, count }) => `${key} (${path || 'file'}${count > 1 ? ` and ${count - 1} more` : ''})`)
      .join('; ')}. A room has no place for these.`,
  namesTaken: (id, rooms) =>
    `Meeting ${id} cannot be imported: the rooms ${rooms.join(' and ')} are taken. Give it another id in the file.`,
  empty: 'There are no meetings in the file, so there is nothing to import.',
  storage(file, fault, detail) {
    if (fault === 'locked') return `Another program is using the database ${file}. Stop the sync server, then import.`;
    if (fault === 'full') return `The disk is full; ${file} could not be written. Make room and try again.`;
    if (fault === 'unusable')
      return `The database ${file} cannot be used (${detail}). Check the path, or use a backup.`;
    return `The database ${file} could not be written (${detail}).`;
  },
};

export const IMPORT_WORDS: Tables<ImportWords> = { 'zh-CN': zh, en };
