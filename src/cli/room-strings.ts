import type { Tables } from './strings.js';

interface RoomWords {
  readonly usage: string;
  readonly dataMissing: string;
  badRoom(text: string): string;
  badOffice(text: string): string;
  readonly titleMissing: string;
  readonly marked: string;
  exists(room: string): string;
  created(room: string): string;
  readonly none: string;
}

const zh: RoomWords = {
  usage: [
    '用法：siban room create agenda/<编号> --title 名称 --office 主办单位 [--kind 会议类型] --data 数据库 [--config 文件] [--clock 时刻]',
    '      siban room list --data 数据库',
    '',
    '  --office 单位   cpc npc gov cppcc 之一；房间中的权限以它为准，建成后不再改变',
  ].join('\n'),
  dataMissing: '缺少 --data：请指定数据库文件。',
  badRoom: (text) => `${text} 不是房间名，应写作 agenda/m1：小写字母、数字、- 和 _，最长 64 个字符。`,
  badOffice: (text) => `--office ${text} 不能主办会议，应为 cpc、npc、gov、cppcc 之一。`,
  titleMissing: '缺少 --title：请给出会议名称。',
  marked: '名称带有密级标志。涉密事项不得进入本系统。',
  exists: (room) => `${room} 已经存在，请换一个编号。`,
  created: (room) => `已新建 ${room}`,
  none: '还没有房间。',
};

const en: RoomWords = {
  usage: [
    'Usage: siban room create agenda/<id> --title TITLE --office OFFICE [--kind KIND] --data DATABASE [--config FILE] [--clock TIME]',
    '       siban room list --data DATABASE',
    '',
    '  --office OFFICE   one of cpc npc gov cppcc; rights in the room rest on it, and it never changes',
  ].join('\n'),
  dataMissing: '--data is missing: name the database file.',
  badRoom: (text) => `${text} is no name of a room; write it as agenda/m1: a-z, 0-9, - and _, at most 64 characters.`,
  badOffice: (text) => `--office ${text} cannot host a meeting; it must be cpc, npc, gov or cppcc.`,
  titleMissing: '--title is missing: name the meeting.',
  marked: 'The title carries a secrecy mark. Marked matters must not enter this system.',
  exists: (room) => `${room} exists already; choose another id.`,
  created: (room) => `created ${room}`,
  none: 'There are no rooms yet.',
};

export const ROOM_WORDS: Tables<RoomWords> = { 'zh-CN': zh, en };
