import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { sentence } from './console.mjs';
import { runCommand } from './run-command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** Flags under which Chromium runs in a container, quietly and without talking to anybody. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium: `CHROME_PATH`, else the first known name on PATH; undefined when there is none. */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) if (isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/** Finds a browser, or installs Debian's when that is possible; undefined, with a sentence, when neither is. */
export async function provideBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (!process.env.CHROME_PATH && process.getuid?.() === 0 && isDebian()) {
    console.log(
      sentence('没有找到浏览器，正在安装 Debian 的 chromium …', 'No browser found: installing Debian’s chromium …'),
    );
    if (await installDebianBrowser()) return findBrowser();
  }
  console.error(
    process.env.CHROME_PATH
      ? `CHROME_PATH=${process.env.CHROME_PATH} is not an executable file: set it to a Chromium, or unset it.`
      : 'No browser: install Chromium (Debian: apt-get install chromium fonts-noto-cjk), or set CHROME_PATH to one.',
  );
  return undefined;
}

async function installDebianBrowser() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', ['update', '-qq'], { env, limitSeconds: 120 });
  const packages = ['chromium', 'fonts-noto-cjk'];
  const install = await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    limitSeconds: 300,
  });
  if (install.code !== 0) console.error((update.code === 0 ? install.output : update.output).trimEnd());
  return install.code === 0;
}

function isDebian() {
  return existsSync('/etc/debian_version') || /debian/i.test(readIfThere('/etc/os-release'));
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not for us: both mean "look further"
  }
}
