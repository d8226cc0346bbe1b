import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Complaints } from './browser.js';
import { LU, ORIGIN, startServer, tokenFor, type ServerKit, type TestPerson } from '../server/server-kit.js';

/** A page of a portal of our own making. */
export interface HostPage {
  /** The portal's own style sheet. */
  readonly css?: string;
  /** Scripts before the tag, by path; by default the bundle alone. */
  readonly scripts?: readonly string[];
  /** What stands in the body around the workspace: `{{siban}}` is its place. */
  readonly body?: string;
  /** What stands inside the board's tag until it is upgraded. */
  readonly fallback?: string;
  readonly policy?: string;
  readonly person?: TestPerson;
  readonly theme?: string;
  readonly lang?: string;
  readonly width?: number;
}

const ROOM = 'agenda/m1';
const SYNC = 'sync.example';

/** A portal on plain HTTP in an intranet, with a real sync server on a real file beside it. */
export class HostPortal {
  readonly browser: Browser;
  readonly #server: Server;
  readonly #files = new Map<string, string>();
  #kit: ServerKit;
  #page: HostPage = {};

  private constructor(browser: Browser, server: Server, kit: ServerKit) {
    this.browser = browser;
    this.#server = server;
    this.#kit = kit;
    this.serve('/siban.js', readFileSync('dist/siban.js', 'utf8'));
    server.on('request', ({ url }, response) => void this.#answer(url ?? '/', response));
  }

  static async start(): Promise<HostPortal> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // Names of the intranet: neither https nor the machine itself, so that pages have no secure context.
    const rules = `MAP ${new URL(ORIGIN).hostname} 127.0.0.1:${port}, MAP ${SYNC} 127.0.0.1`;
    const [browser, kit] = await Promise.all([launchBrowser(`--host-resolver-rules=${rules}`), startServer()]);
    await kit.createRoom(ROOM);
    return new HostPortal(browser, server, kit);
  }

  /** Puts a script beside the others of the portal. */
  serve(path: string, body: string): void {
    this.#files.set(path, body);
  }

  /** Takes a script away. */
  lose(path: string): void {
    this.#files.delete(path);
  }

  get kit(): ServerKit {
    return this.#kit;
  }

  async stopServer(): Promise<void> {
    await this.#kit.close();
  }

  async startServer(): Promise<void> {
    const { file, port } = this.#kit;
    this.#kit = await startServer({ file, port });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#server.close();
    this.#server.closeAllConnections();
    await this.#kit.close();
  }

  /** Opens the page in a browser profile of its own; one page at a time. */
  async open(page: HostPage, complaints: Complaints): Promise<Page> {
    this.#page = page;
    const context = await this.browser.newContext({ viewport: { width: page.width ?? 1366, height: 900 } });
    const opened = await context.newPage();
    opened.setDefaultTimeout(15_000);
    complaints.listenTo(opened);
    await opened.goto(`${ORIGIN}/`);
    return opened;
  }

  async #answer(path: string, response: ServerResponse): Promise<void> {
    const send = (type: string, body: string, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers });
      response.end(body);
    };
    const { policy = '', css = '', person = LU } = this.#page;
    const script = this.#files.get(path);
    if (path === '/') send('text/html', this.#html(this.#page), { 'content-security-policy': policy });
    else if (path === '/token') send('application/json', JSON.stringify({ token: await tokenFor(person) }));
    else if (path === '/portal.css') send('text/css', css);
    else if (script !== undefined) send('text/javascript', script);
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  }

  #html({
    scripts = ['/siban.js'],
    body = '{{siban}}',
    fallback = '',
    theme = 'light',
    lang = 'zh-CN',
  }: HostPage): string {
    const siban = `<siban-workspace server="http://${SYNC}:${this.#kit.port}" token-src="/token" lang="${lang}" theme="${theme}">
      <siban-agenda-board room="${ROOM}">${fallback}</siban-agenda-board>
    </siban-workspace>`;
    return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>门户</title>
    <link rel="stylesheet" href="/portal.css" />
    ${scripts.map((path) => `<script src="${path}"></script>`).join('\n    ')}
  </head>
  <body>
    ${body.replace('{{siban}}', siban)}
  </body>
</html>`;
  }
}
