import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sentence } from './console.mjs';
import { ROOT, runCommand } from './run-command.mjs';

const OLDEST = [20, 19];

/** Ends the script with one sentence when this Node is too old for the project. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    sentence(
      `需要 Node ${OLDEST.join('.')} 或更新版本，当前是 ${process.versions.node}。请升级后重试。`,
      `Node ${OLDEST.join('.')} or later is needed, this is ${process.versions.node}. Upgrade and try again.`,
    ),
  );
  process.exit(1);
}

/** Installs node_modules when they are missing, and says so. Returns whether they are there afterwards. */
export async function installDependencies() {
  // npm writes this file last: without it an earlier installation was broken off.
  if (existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return true;
  console.log(sentence('正在安装依赖（npm ci）…', 'Installing dependencies (npm ci) …'));
  const { code, output } = await runCommand('npm', ['ci', '--no-audit', '--no-fund'], { limitSeconds: 420 });
  if (code === 0) return true;
  console.error(output.trimEnd());
  console.error(
    sentence(
      '依赖没有装上。请检查到 npm 镜像的网络后重试。',
      'The dependencies could not be installed. Check the connection to the npm registry and try again.',
    ),
  );
  return false;
}
