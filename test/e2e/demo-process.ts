import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FourOffice } from '../../src/model/offices.js';

const START_MS = 60_000;
const STOP_MS = 15_000;

/** A folder for a demo's data, which goes when the test file ends. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siban-e2e-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The demo as a person at the keyboard has it: a process with output, a few keys, and Ctrl-C. */
export class DemoProcess {
  readonly #child: ChildProcess;
  readonly #listeners = new Set<() => void>();
  readonly ended: Promise<number | null>;
  #output = '';
  #code: number | null | undefined;

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, ['demo/start.mjs', ...args], {
      env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        for (const listener of [...this.#listeners]) listener();
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        this.#code = code;
        for (const listener of [...this.#listeners]) listener();
        resolve(code);
      });
    });
  }

  get output(): string {
    return this.#output;
  }

  /** The first match of `pattern` in what is printed from character `from` on; rejects when the demo ends before. */
  printed(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void): void => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        end();
      };
      const look = (): void => {
        const match = pattern.exec(this.#output.slice(from));
        if (match)
          finish(() => {
            resolve(match);
          });
        else if (this.#code !== undefined) {
          finish(() => {
            reject(new Error(`the demo ended with ${this.#code} before ${pattern}:\n${this.#output}`));
          });
        }
      };
      const timer = setTimeout(() => {
        finish(() => {
          reject(new Error(`the demo did not print ${pattern}:\n${this.#output}`));
        });
      }, START_MS);
      this.#listeners.add(look);
      look();
    });
  }

  type(line: string): void {
    this.#child.stdin!.write(`${line}\n`);
  }

  /** Ends it without a chance to tidy up. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ctrl-C; resolves with the exit code. */
  async interrupt(): Promise<number | null> {
    if (this.#code !== undefined) return this.#code;
    this.#child.kill('SIGINT');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }
}

/** A demo that is up: where its portals are, and its sync server. */
export class RunningDemo {
  readonly #process: DemoProcess;
  readonly #portal: string;

  private constructor(process: DemoProcess, portal: string) {
    this.#process = process;
    this.#portal = portal;
  }

  static async start(folder: string, ...more: readonly string[]): Promise<RunningDemo> {
    const demo = new DemoProcess(['--port', '0', '--data', folder, ...more]);
    const [, portal] = await demo.printed(/(http:\/\/127\.0\.0\.1:\d+)\/cpc\//);
    await demo.printed(/Ctrl-C/);
    return new RunningDemo(demo, portal!);
  }

  get output(): string {
    return this.#process.output;
  }

  /** Address of a portal, for one person and one meeting. */
  address(office: FourOffice, view: { as?: string; room?: string; lang?: string; theme?: string } = {}): string {
    return `${this.#portal}/${office}/?${new URLSearchParams(view).toString()}`;
  }

  get identity(): string {
    return `${this.#portal}/identity/token`;
  }

  /** Address of the sync server. */
  get server(): string {
    return /http:\/\/127\.0\.0\.1:\d+(?= \(process)/.exec(this.output)![0];
  }

  /** Process id of the sync server that runs now. */
  get serverPid(): number {
    return Number([...this.output.matchAll(/\(process (\d+)/g)].at(-1)![1]);
  }

  /** Stops the sync server as an operator would, and resolves when it is gone. */
  async stopServer(): Promise<void> {
    const from = this.output.length;
    this.#process.type('s');
    await this.#process.printed(/is stopped/, from);
  }

  async startServer(): Promise<void> {
    const from = this.output.length;
    this.#process.type('s');
    await this.#process.printed(/runs again/, from);
  }

  /** Ends the sync server as a power cut would, and resolves when the demo has started it again. */
  async killServer(): Promise<void> {
    const from = this.output.length;
    process.kill(this.serverPid, 'SIGKILL');
    await this.#process.printed(/runs again/, from);
  }

  kill(): void {
    this.#process.kill();
  }

  stop(): Promise<number | null> {
    return this.#process.interrupt();
  }
}
