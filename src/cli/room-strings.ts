import type { Tables } from './strings.js';

interface RoomWords {
  readonly usage: string;
  readonly dataMissing: string;
  badRoom(text: string): string;
  badOffice(text: string): string;
  otherPool(room: string, office: string): string;
  readonly noPurge: string;
  readonly defaultTitle: string;
  defaultOffice(office: string): string;
  readonly marked: string;
  exists(room: string): string;
  created(room: string): string;
  readonly none: string;
}

const zh: RoomWords = {
  usage: [
    '用法：siban room create agenda/<编号>… --data 数据库 [--title 名称] [--office 主办单位] [--kind 会议类型] [--config 文件] [--clock 时刻]',
    '      siban room list --data 数据库',
    '',
    '  --title 名称    会议名称，默认同编号',
    '  --office 单位   cpc npc gov cppcc 之一，默认 cpc；房间中的权限以它为准，建成后不再改变',
    '',
    'create 需先停掉服务；list 随时可用。本版本还没有 purge。',
  ].join('\n'),
  dataMissing: '缺少 --data：请指定数据库文件。',
  badRoom: (text) => `${text} 不是房间名，应写作 agenda/m1：小写字母、数字、- 和 _，最长 64 个字符。`,
  badOffice: (text) => `--office ${text} 不能主办会议，应为 cpc、npc、gov、cppcc 之一。`,
  otherPool: (room, office) => `${room} 不是主办单位的议题库，应为 agenda/pool-${office}，或改用 --office。`,
  noPurge: '本版本还没有 room purge（not in this release）。涉密内容误入时请先停掉服务，按保密规定处置。',
  defaultTitle: '没有给出 --title：名称用了编号。',
  defaultOffice: (office) => `没有给出 --office：主办单位定为 ${office}，建成后不再改变。`,
  marked: '名称带有密级标志。涉密事项不得进入本系统。',
  exists: (room) => `${room} 已经存在，请换一个编号。`,
  created: (room) => `已新建 ${room}`,
  none: '还没有房间。',
};

const en: RoomWords = {
  usage: [
    'Usage: siban room create agenda/<id>… --data DATABASE [--title TITLE] [--office OFFICE] [--kind KIND] [--config FILE] [--clock TIME]',
    '       siban room list --data DATABASE',
    '',
    '  --title TITLE     name of the meeting, its id unless given',
    '  --office OFFICE   one of cpc npc gov cppcc, cpc unless given; rights in the room rest on it, and it never changes',
    '',
    'create needs the server to be stopped, list does not. There is no purge in this release.',
  ].join('\n'),
  dataMissing: '--data is missing: name the database file.',
  badRoom: (text) => `${text} is no name of a room; write it as agenda/m1: a-z, 0-9, - and _, at most 64 characters.`,
  badOffice: (text) => `--office ${text} cannot host a meeting; it must be cpc, npc, gov or cppcc.`,
  otherPool: (room, office) => `${room} is the pool of another office; that of --office is agenda/pool-${office}.`,
  noPurge:
    'room purge is not in this release. Where classified text got in, stop the server first and follow your secrecy rules.',
  defaultTitle: 'No --title is given: the id is the title.',
  defaultOffice: (office) => `No --office is given: ${office} hosts the room, and that never changes.`,
  marked: 'The title carries a secrecy mark. Marked matters must not enter this system.',
  exists: (room) => `${room} exists already; choose another id.`,
  created: (room) => `created ${room}`,
  none: 'There are no rooms yet.',
};

export const ROOM_WORDS: Tables<RoomWords> = { 'zh-CN': zh, en };
