import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { handsPlugin } from './test/components/hands-plugin.mjs';
import { serverPlugin } from './test/components/workspace/server-plugin.mjs';
import { imePlugin } from './test/controllers/ime-plugin.mjs';
import { ownServerPlugin } from './test/sync-pages/own-server-plugin.mjs';
import { CHROMIUM_FLAGS, findBrowser } from './tools/find-browser.mjs';

const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser: set CHROME_PATH to a Chromium, or run npm test, which finds one.');

/** Writes the counts of a run to the file named in SIBAN_COUNTS; a file that could not run counts as one failure. */
function countReporter(path) {
  return {
    stop({ sessions }) {
      let passed = 0;
      let failed = 0;
      const count = (suite) => {
        for (const test of suite.tests) {
          if (test.passed && !test.skipped) passed++;
          else failed++;
        }
        suite.suites.forEach(count);
      };
      for (const session of sessions) {
        if (session.testResults) count(session.testResults);
        if (session.errors.length > 0) failed++;
      }
      writeFileSync(path, JSON.stringify({ passed, failed }));
    },
  };
}

/** Of two pages at once only one has the focus, and in the other no field ever loses it: each is told that it is the one in front. */
async function pageWithFocus({ context }) {
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return page;
}

export default {
  files: ['test/controllers/**/*.test.ts', 'test/components/**/*.test.ts', 'test/sync-pages/**/*.test.ts'],
  // Of two pages at once one is in the background, where the browser lays out and scrolls when it likes.
  concurrency: 1,
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: './tsconfig.json', target: 'es2022' }),
    imePlugin(),
    handsPlugin(),
    serverPlugin(),
    ownServerPlugin(),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, headless: true, args: CHROMIUM_FLAGS },
      createPage: pageWithFocus,
    }),
  ],
  testFramework: { config: { timeout: 30_000 } },
  testsFinishTimeout: 240_000,
  coverageConfig: { include: ['src/**/*.ts'], reporters: ['lcovonly', 'text-summary'] },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY }),
    ...(process.env.SIBAN_COUNTS ? [countReporter(process.env.SIBAN_COUNTS)] : []),
  ],
};
