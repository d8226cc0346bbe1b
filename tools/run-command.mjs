import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the project, whatever folder a script was started from. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Process groups that are still running: stopping the script stops them too. */
const running = new Set();

function stopAll() {
  for (const child of running) stopGroup(child, 'SIGKILL');
  process.exit(130);
}

/** Listens for Ctrl-C only while there is something to take along, so that a script may do so itself at other times. */
function watch(child) {
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, stopAll);
  running.add(child);
}

function unwatch(child) {
  running.delete(child);
  if (running.size === 0) for (const signal of SIGNALS) process.off(signal, stopAll);
}

/**
 * Runs a command in its own process group and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, limitSeconds?: number, show?: boolean, cwd?: string }} options
 *   `limitSeconds`: after that long the whole group is ended. `show`: pass output on while it runs.
 * @returns {Promise<{ code: number, output: string, milliseconds: number, timedOut: boolean }>}
 *   `code` is the exit code, 124 after the limit, 127 when the command could not be started.
 */
export function runCommand(command, args, { env = {}, limitSeconds = 600, show = false, cwd = ROOT } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    watch(child);
    let output = '';
    let timedOut = false;
    const take = (stream) => (chunk) => {
      output += chunk;
      if (show) stream.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    const timer = setTimeout(() => {
      timedOut = true;
      stopGroup(child, 'SIGKILL');
    }, limitSeconds * 1000);
    const finish = (code) => {
      clearTimeout(timer);
      unwatch(child);
      // What a command leaves behind would keep ports and files of the next one busy.
      stopGroup(child, 'SIGKILL');
      resolve({ code: timedOut ? 124 : code, output, milliseconds: performance.now() - started, timedOut });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

function stopGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // ESRCH: the group is gone already, which is what we want
  }
}
