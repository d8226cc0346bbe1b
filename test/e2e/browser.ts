import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from '../../tools/find-browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A real Chromium, the one that `npm test` found; `more` are further flags for it. */
export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  const executablePath = findBrowser();
  assert.ok(executablePath, 'no browser: set CHROME_PATH to a Chromium');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...more] });
}

/** A browser with a profile on disk, as it stands on somebody's desk. */
export function openProfile(folder: string): Promise<BrowserContext> {
  const executablePath = findBrowser();
  assert.ok(executablePath, 'no browser: set CHROME_PATH to a Chromium');
  return chromium.launchPersistentContext(folder, {
    executablePath,
    args: CHROMIUM_FLAGS,
    viewport: { width: 1366, height: 900 },
  });
}

/** Everything that pages said they could not do: exceptions, errors in the console, refusals of the content security policy. */
export class Complaints {
  readonly #lines: string[] = [];
  /** What a test provokes itself, such as a connection that is refused while the server is away. */
  readonly #expected: readonly RegExp[];

  constructor(...expected: readonly RegExp[]) {
    this.#expected = expected;
  }

  listenTo(page: Page): void {
    page.on('pageerror', (error) => this.#lines.push(`threw ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#lines.push(message.text());
    });
  }

  assertNone(): void {
    assert.deepEqual(
      this.#lines.filter((line) => !this.#expected.some((pattern) => pattern.test(line))),
      [],
    );
  }
}

/** The browser itself reports each connection that fails while the server is away; of what else it says, only `more` is expected. */
export function serverAway(...more: readonly RegExp[]): Complaints {
  return new Complaints(
    /ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INTERNET_DISCONNECTED)|WebSocket connection to/,
    ...more,
  );
}

/** A window in which somebody works. Its own context is a browser profile of its own. */
export async function openWindow(
  browser: Browser | BrowserContext,
  address: string,
  complaints: Complaints,
  size = { width: 1366, height: 900 },
): Promise<Page> {
  const page = 'newContext' in browser ? await browser.newPage({ viewport: size }) : await browser.newPage();
  page.setDefaultTimeout(15_000);
  complaints.listenTo(page);
  await page.goto(address);
  return page;
}

/** Violations that axe finds on a page, one sentence each; `within` narrows it to a part of the page. */
export async function axeViolations(page: Page, within = 'body'): Promise<string[]> {
  // Over the debugger, not as a script element: the page's own policy forbids those, and rightly.
  await page.evaluate(AXE);
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as {
      axe: { run(root: string): Promise<{ violations: { id: string; help: string; nodes: { target: unknown }[] }[] }> };
    };
    const { violations } = await axe.run(selector);
    return violations.map(({ id, help, nodes }) => `${id}: ${help} at ${JSON.stringify(nodes.map((n) => n.target))}`);
  }, within);
}
