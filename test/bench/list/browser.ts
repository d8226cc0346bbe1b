import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { CHROMIUM_FLAGS, provideBrowser } from '../../../tools/find-browser.mjs';
import type { ListFigures, SubjectName } from './page.js';

declare global {
  interface Window {
    run(subject: SubjectName, count: number): Promise<ListFigures>;
  }
}

const ENTRY = fileURLToPath(new URL('./page.ts', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../../vite.bundle.config.ts', import.meta.url));

/** The page's program, built as `dist/siban.js` is built: the same floor, the same minifier. */
async function program(): Promise<string> {
  const built = (await build({
    configFile: CONFIG,
    logLevel: 'warn',
    build: {
      write: false,
      sourcemap: false,
      lib: { entry: ENTRY, formats: ['iife'], name: 'Bench', fileName: () => 'page.js' },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]!.output[0].code;
}

export interface BenchPage {
  /** Version of the browser. */
  readonly version: string;
  run(subject: SubjectName, count: number): Promise<ListFigures>;
  close(): Promise<void>;
}

/** Opens the page in a browser of its own. */
export async function openBenchPage(): Promise<BenchPage> {
  const path = await provideBrowser();
  if (!path) throw new Error('No browser: set CHROME_PATH to a Chromium.');
  const server = await serve(await program());
  const browser: Browser = await chromium.launch({ executablePath: path, args: [...CHROMIUM_FLAGS] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page
    .waitForFunction(() => 'run' in window)
    .catch((error: unknown) => {
      throw new Error(problems.join('\n') || String(error));
    });
  return {
    version: browser.version(),
    run: (subject, count) => page.evaluate(([name, topics]) => window.run(name, topics), [subject, count] as const),
    close: async () => {
      await browser.close();
      server.close();
      if (problems.length > 0) throw new Error(`the page failed: ${problems.join('\n')}`);
    },
  };
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><meta charset="utf-8"><body><script src="/page.js"></script>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
