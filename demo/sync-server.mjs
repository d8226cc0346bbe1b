import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sentence } from '../tools/console.mjs';
import { ROOT } from '../tools/run-command.mjs';
import { HOST } from './ports.mjs';

export const COMMAND_LINE = join(ROOT, 'dist/cli/main.js');
const FOLLOW_PARENT = fileURLToPath(new URL('follow-parent.mjs', import.meta.url));
const READY_SECONDS = 20;
const STOP_SECONDS = 8;
/** A server that dies more often than this in a minute, or never got ready, is not helped by another start. */
const DEATHS_A_MINUTE = 5;

/**
 * The sync server as a process of its own, started as a county would start it. When it ends by
 * itself that is said, with its last words, and it is started again on the same port and data.
 */
export class SyncServer {
  #args;
  #port;
  #logFile;
  #child;
  #wanted = false;
  #deaths = [];
  #everReady = false;
  #onGivenUp;

  /**
   * @param {{ port: number, logFile: string, args: () => readonly string[], onGivenUp: () => void }} options
   *   `args` is asked at each start, since the demo's clock has moved on by then.
   */
  constructor({ port, logFile, args, onGivenUp }) {
    this.#port = port;
    this.#logFile = logFile;
    this.#args = args;
    this.#onGivenUp = onGivenUp;
  }

  get running() {
    return this.#child !== undefined;
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Starts the process and waits until it answers. Returns false, having said why, when it does not. */
  async start() {
    this.#wanted = true;
    const child = spawn(
      process.execPath,
      ['--import', FOLLOW_PARENT, COMMAND_LINE, 'serve', '--port', String(this.#port), ...this.#args()],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    this.#child = child;
    const log = createWriteStream(this.#logFile, { flags: 'a' });
    let lastWords = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        log.write(text);
        lastWords = (lastWords + text).slice(-1500);
      });
    }
    child.once('close', (code, signal) => {
      log.end();
      if (this.#child === child) this.#child = undefined;
      if (this.#wanted) void this.#ended(signal ?? `exit ${code}`, lastWords);
    });
    return this.#answers(child);
  }

  /** Stops the process as Ctrl-C would, and insists after a while. */
  async stop() {
    this.#wanted = false;
    const child = this.#child;
    if (!child) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    const late = new AbortController();
    const insist = wait(STOP_SECONDS * 1000, undefined, { signal: late.signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined, // aborted: it stopped in time
    );
    await closed;
    late.abort();
    await insist;
  }

  async #answers(child) {
    const until = performance.now() + READY_SECONDS * 1000;
    while (performance.now() < until && this.#child === child) {
      try {
        const { ok } = await fetch(`http://${HOST}:${this.#port}/readyz`, { signal: AbortSignal.timeout(2000) });
        if (ok) return (this.#everReady = true);
      } catch {
        // Not listening yet: that is what this loop waits for.
      }
      await wait(100);
    }
    if (this.#child === child) {
      console.error(
        sentence(
          `同步服务 ${READY_SECONDS} 秒内没有就绪，日志见 ${this.#logFile}。`,
          `The sync server was not ready within ${READY_SECONDS} s; its log is ${this.#logFile}.`,
        ),
      );
      await this.stop();
    }
    return false;
  }

  async #ended(how, lastWords) {
    console.error(sentence(`同步服务意外退出（${how}）。`, `The sync server ended by itself (${how}).`));
    if (lastWords) console.error(lastWords.trimEnd().split('\n').slice(-5).join('\n'));
    this.#deaths = [...this.#deaths.filter((time) => time > performance.now() - 60_000), performance.now()];
    if (!this.#everReady || this.#deaths.length > DEATHS_A_MINUTE) {
      this.#wanted = false;
      this.#onGivenUp();
      return;
    }
    await wait(1000);
    if (!this.#wanted) return;
    if (await this.start())
      console.log(
        sentence(`同步服务已重新启动（进程 ${this.pid}）。`, `The sync server runs again (process ${this.pid}).`),
      );
  }
}
