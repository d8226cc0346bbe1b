import { isAbsolute, join, resolve } from 'node:path';
import { sentence } from '../tools/console.mjs';
import { ROOT } from '../tools/run-command.mjs';

export const USAGE = sentence(
  `用法：npm run demo [-- 选项]
  --port N     门户端口，同步服务用 N+1（默认 8786；0 表示任选空闲端口）
  --reset      清空演示数据，从样例重新开始
  --data 目录  演示数据放在哪里（默认 demo/.data）`,
  `Usage: npm run demo [-- OPTIONS]
  --port N     port of the portals; the sync server takes N+1 (default 8786; 0 takes free ones)
  --reset      empty the demo’s data and start again from the samples
  --data DIR   where the demo’s data lies (default demo/.data)`,
);

/**
 * Reads the command line.
 * @param {readonly string[]} args
 * @returns {{ port: number, reset: boolean, folder: string } | { problem: string }} `folder` is absolute.
 */
export function parseOptions(args) {
  const options = { port: 8786, reset: false, folder: join(ROOT, 'demo/.data') };
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split(/=(.*)/s);
    if (name === '--reset' && inline === undefined) options.reset = true;
    else if (name === '--port') {
      const port = Number(inline ?? args[++i]);
      if (!Number.isInteger(port) || port < 0 || port > 65534) {
        return { problem: sentence('--port 需要 0 到 65534 的整数。', '--port needs a whole number from 0 to 65534.') };
      }
      options.port = port;
    } else if (name === '--data') {
      const folder = inline ?? args[++i];
      if (!folder) return { problem: sentence('--data 需要一个目录。', '--data needs a folder.') };
      options.folder = isAbsolute(folder) ? folder : resolve(folder);
    } else return { problem: sentence(`没有这个选项：${args[i]}`, `There is no option ${args[i]}.`) };
  }
  return options;
}
