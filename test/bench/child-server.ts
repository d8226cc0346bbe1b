import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, createConnection, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_LIMIT_MS = 15_000;
const STOP_LIMIT_MS = 10_000;
const KEPT_OUTPUT = 4_000;

/** A server in a process of its own, on a free loopback port. */
export class ChildServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #name: string;
  #output = '';

  private constructor(name: string, child: ChildProcess, port: number) {
    this.#name = name;
    this.#child = child;
    this.port = port;
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Starts `node ARGS`, with the port also in PORT, and resolves when the port accepts connections. */
  static async start(
    name: string,
    args: (port: number) => string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<ChildServer> {
    const port = await freePort();
    const child = spawn(process.execPath, args(port), {
      env: { ...process.env, ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    const server = new ChildServer(name, child, port);
    await server.#listening();
    return server;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Asks the process to stop, and ends it when it does not. */
  async stop(): Promise<void> {
    if (this.#hasEnded()) return;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  }

  async #listening(): Promise<void> {
    const until = performance.now() + START_LIMIT_MS;
    while (performance.now() < until) {
      if (this.#hasEnded()) throw new Error(`${this.#name} ended before it listened:\n${this.#output}`);
      if (await accepts(this.port)) return;
      await sleep(50);
    }
    await this.stop();
    throw new Error(`${this.#name} did not listen within ${START_LIMIT_MS / 1000} s:\n${this.#output}`);
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

// No server may outlive the bench, however it ends.
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(signal, () => process.exit(code));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Refused: the server is not there yet, and the caller asks again.
    socket.on('error', () => resolve(false));
  });
}
