import { ROOM_KINDS } from '../model/room.js';
import type { Tables } from './strings.js';

interface TokenWords {
  readonly usage: string;
  missing(option: string): string;
  unknownOffice(text: string): string;
  unknownRole(text: string): string;
  badAccess(text: string): string;
  badPerson(option: string, longest: number): string;
  badExpiry(text: string): string;
}

const zh: TokenWords = {
  usage: [
    '用法：siban token --secret-file 文件 --sub 编号 --name 姓名 --office 单位 [选项]',
    '',
    '  --office 单位     cpc npc gov cppcc unit partner 之一',
    '  --role 角色       可多次给出：leader director coordinator clerk reviewer unit guest auditor',
    "  --access 范围     可多次给出，例如 'agenda/*:write'；权限为 read、suggest 或 write",
    '  --expires 时长    例如 15m、8h、7d，默认 8h',
    '  --issuer 名称     默认 siban-host',
    '  --audience 名称   默认 siban',
    '',
    '只用于演示和测试；正式使用时由门户签发令牌。',
  ].join('\n'),
  missing: (option) => `缺少 ${option}。`,
  unknownOffice: (text) => `--office ${text} 不是已知单位。`,
  unknownRole: (text) => `--role ${text} 不是已知角色。`,
  badAccess: (text) =>
    `--access ${text} 不对应任何房间，应写作 agenda/*:write、agenda/m1:read 之类；房间类别有 ${ROOM_KINDS.join('、')}。`,
  badPerson: (option, longest) => `${option} 太长或含有残缺字符，最长 ${longest} 个字符。`,
  badExpiry: (text) => `--expires ${text} 不能识别，应写作 15m、8h 或 7d。`,
};

const en: TokenWords = {
  usage: [
    'Usage: siban token --secret-file FILE --sub ID --name NAME --office OFFICE [options]',
    '',
    '  --office OFFICE   one of cpc npc gov cppcc unit partner',
    '  --role ROLE       may be repeated: leader director coordinator clerk reviewer unit guest auditor',
    "  --access RULE     may be repeated, such as 'agenda/*:write'; the right is read, suggest or write",
    '  --expires TIME    such as 15m, 8h, 7d; 8h unless given',
    '  --issuer NAME     siban-host unless given',
    '  --audience NAME   siban unless given',
    '',
    'For demos and tests; in earnest the portal issues the tokens.',
  ].join('\n'),
  missing: (option) => `${option} is missing.`,
  unknownOffice: (text) => `--office ${text} is no known office.`,
  unknownRole: (text) => `--role ${text} is no known role.`,
  badAccess: (text) =>
    `--access ${text} matches no room; write it as agenda/*:write or agenda/m1:read. Kinds: ${ROOM_KINDS.join(' ')}.`,
  badPerson: (option, longest) => `${option} is too long or holds half a character; ${longest} characters at most.`,
  badExpiry: (text) => `--expires ${text} cannot be read; write it as 15m, 8h or 7d.`,
};

export const TOKEN_WORDS: Tables<TokenWords> = { 'zh-CN': zh, en };
