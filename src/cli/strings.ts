/** Languages of the command line. Each command has one table a language, of one type: a missing key does not compile. */
export type Language = 'zh-CN' | 'en';
export type Tables<Words> = Readonly<Record<Language, Words>>;

/** The language that the environment asks for: Chinese for `zh…`, else English. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const name = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value);
  return /^zh/i.test(name ?? '') ? 'zh-CN' : 'en';
}

interface MainWords {
  readonly usage: string;
  unknownCommand(name: string): string;
  /** An option that does not exist, stands without its value, or too many names. */
  badArguments(detail: string, usage: string): string;
  failed(detail: string): string;
}

const zh: MainWords = {
  usage: [
    '用法：siban <命令> …',
    '',
    '  check   检查文件：议题、密级标志',
    '  import  把会议文件连同办理经过导入数据库',
    '  serve   启动同步服务',
    '  verify  核验留痕',
    '  room    新建会议房间，或列出全部房间',
    '  token   签发访问令牌（演示和测试用）',
    '',
    '命令后加 --help 查看该命令的用法。',
  ].join('\n'),
  unknownCommand: (name) => `没有“${name}”这个命令。运行 siban --help 查看全部命令。`,
  badArguments: (detail, usage) => `参数有误：${detail}\n${usage}`,
  failed: (detail) => `程序出错，未能完成：${detail}。请保留本行并报告给维护人员。`,
};

const en: MainWords = {
  usage: [
    'Usage: siban <command> …',
    '',
    '  check   checks a file: topics of meetings, secrecy marks',
    '  import  takes meetings and their history from a file into the database',
    '  serve   starts the sync server',
    '  verify  verifies records',
    '  room    creates rooms of agendas, or lists all rooms',
    '  token   issues a token, for demos and tests',
    '',
    'Add --help to a command for its own usage.',
  ].join('\n'),
  unknownCommand: (name) => `There is no command "${name}". Run siban --help for a list.`,
  badArguments: (detail, usage) => `The arguments cannot be used: ${detail}\n${usage}`,
  failed: (detail) =>
    `The program failed and did not finish: ${detail}. Keep this line and report it to the maintainers.`,
};

export const MAIN_WORDS: Tables<MainWords> = { 'zh-CN': zh, en };
