import type { Tables } from './strings.js';

interface ServeWords {
  readonly usage: string;
  readonly dataMissing: string;
  readonly keysMissing: string;
  badPort(text: string): string;
  badClock(text: string): string;
  badOrigin(text: string): string;
  secretTooShort(file: string, bytes: number): string;
  badKeys(file: string): string;
  notThisStore(store: string): string;
  portTaken(port: number): string;
  portForbidden(port: number): string;
  inUse(file: string): string;
  unusable(file: string, detail: string): string;
  listening(url: string): string;
  readonly noOrigin: string;
  readonly stopping: string;
}

const zh: ServeWords = {
  usage: [
    '用法：siban serve --data 数据库 (--secret-file 文件 | --jwks 地址或文件) [选项]',
    '',
    '  --port N          端口，默认 8787；0 表示由系统分配',
    '  --host 地址       监听地址，默认 127.0.0.1',
    '  --config 文件     本地规则（JSON）',
    '  --issuer 名称     令牌签发方，默认 siban-host',
    '  --audience 名称   令牌接收方，默认 siban',
    '  --origin 地址     允许连接的门户，例如 http://portal.example:8080；可多次给出',
    '                    写 missing 则同时允许不带 Origin 的客户端',
    '  --query-token     允许以 ?token= 传令牌（不推荐）',
    '  --trust-proxy     相信反向代理写入的 X-Forwarded-For',
    '  --clock 时刻      留痕时钟的起点，用于演示；令牌始终按真实时间判断',
  ].join('\n'),
  dataMissing: '缺少 --data：请指定数据库文件。',
  keysMissing: '请用 --secret-file 或 --jwks 指定令牌密钥，二者只能用一个。',
  badPort: (text) => `--port ${text} 不是有效端口，应为 0 到 65535 的整数。`,
  badClock: (text) => `--clock ${text} 不是有效时间，应写作 2024-04-12T17:52:00+08:00。`,
  badOrigin: (text) => `--origin ${text} 不是来源地址，应写作 http://portal.example:8080，末尾不带斜杠。`,
  secretTooShort: (file, bytes) => `密钥文件 ${file} 太短，至少需要 ${bytes} 字节。`,
  badKeys: (file) => `${file} 不是可用的 JWKS 文件，应为 {"keys": [ … ]}。`,
  notThisStore: (store) => `本版本还不支持 --store ${store}，请用 --data 指定 SQLite 文件。`,
  portTaken: (port) => `端口 ${port} 已被占用。请换一个端口，或先停掉占用它的程序。`,
  portForbidden: (port) => `没有监听端口 ${port} 的权限。请换用 1024 以上的端口。`,
  inUse: (file) => `数据库 ${file} 正被另一个程序使用。请先停掉它，再启动服务。`,
  unusable: (file, detail) => `数据库 ${file} 不能使用：${detail}。`,
  listening: (url) => `四办同步服务已启动：${url}`,
  noOrigin: '没有给出 --origin：任何网页都不能连接。',
  stopping: '正在停止，已收到的内容先存盘……',
};

const en: ServeWords = {
  usage: [
    'Usage: siban serve --data DATABASE (--secret-file FILE | --jwks URL-OR-FILE) [options]',
    '',
    '  --port N          port, 8787 unless given; 0 lets the system choose',
    '  --host ADDRESS    address to listen at, 127.0.0.1 unless given',
    '  --config FILE     the local rules (JSON)',
    '  --issuer NAME     who issues the tokens, siban-host unless given',
    '  --audience NAME   whom the tokens are for, siban unless given',
    '  --origin ORIGIN   a portal that may connect, such as http://portal.example:8080; may be repeated',
    '                    the word missing lets in clients that send no Origin as well',
    '  --query-token     accept ?token= (better not)',
    '  --trust-proxy     believe the X-Forwarded-For of the proxy in front',
    '  --clock TIME      where the clock of the record starts, for demos; tokens are always judged by real time',
  ].join('\n'),
  dataMissing: '--data is missing: name the database file.',
  keysMissing: 'Name the keys of the tokens with either --secret-file or --jwks, one of the two.',
  badPort: (text) => `--port ${text} is no port; it must be a whole number from 0 to 65535.`,
  badClock: (text) => `--clock ${text} is not a time; write it as 2024-04-12T17:52:00+08:00.`,
  badOrigin: (text) =>
    `--origin ${text} is no origin; write it as http://portal.example:8080, without a slash at the end.`,
  secretTooShort: (file, bytes) => `The secret in ${file} is too short; it needs ${bytes} bytes at least.`,
  badKeys: (file) => `${file} is no usable JWKS file; it must be {"keys": [ … ]}.`,
  notThisStore: (store) => `This release cannot use --store ${store}; name an SQLite file with --data.`,
  portTaken: (port) => `Port ${port} is taken. Choose another, or stop the program that uses it.`,
  portForbidden: (port) => `No permission to listen at port ${port}. Choose one above 1024.`,
  inUse: (file) => `The database ${file} is in use by another program. Stop that first.`,
  unusable: (file, detail) => `The database ${file} cannot be used: ${detail}.`,
  listening: (url) => `siban serves at ${url}`,
  noOrigin: 'No --origin is given: no web page can connect.',
  stopping: 'Stopping; what has arrived is stored first …',
};

export const SERVE_WORDS: Tables<ServeWords> = { 'zh-CN': zh, en };
