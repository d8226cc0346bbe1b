import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import * as Y from 'yjs';
import { OtherPages, type KeptByPages } from '../../src/sync/other-pages.js';
import type { UnsavedRow } from '../../src/sync/page-rows.js';

type Found = Awaited<ReturnType<KeptByPages['ofOtherPages']>>;

/** A connected page of a browser whose answer to each look is `answer`. */
class Looking {
  looks = 0;
  readonly saved: UnsavedRow[] = [];
  readonly pages: OtherPages;
  readonly #doc = new Y.Doc();
  #isLive = true;

  constructor(t: TestContext, answer: () => Found) {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const kept: KeptByPages = {
      ofOtherPages: () => {
        this.looks++;
        return Promise.resolve(answer());
      },
      othersSaved: (rows) => void this.saved.push(...rows),
    };
    this.pages = new OtherPages(
      kept,
      () => (this.#isLive ? this.#doc : undefined),
      () => undefined,
    );
    t.after(() => this.pages.close());
    this.pages.look(true);
  }

  set isLive(isLive: boolean) {
    this.#isLive = isLive;
    this.pages.look(true);
  }
}

/** Lets so many seconds pass, and everything be answered that is asked in them. */
async function pass(t: TestContext, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left--) {
    t.mock.timers.tick(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('what other pages have left is looked for shortly after connecting, and every half minute', async (t) => {
  const page = new Looking(t, () => null);
  await pass(t, 2);
  assert.equal(page.looks, 1);
  await pass(t, 300);
  assert.equal(page.looks, 11);
});

test('what cannot be read is looked for less and less often, and as before once it can', async (t) => {
  let canRead = false;
  const page = new Looking(t, () => (canRead ? null : undefined));
  await pass(t, 2 + 60 + 120 + 240);
  assert.equal(page.looks, 4);
  await pass(t, 24 * 60 * 60);
  const inADay = page.looks - 4;
  assert.ok(inADay > 100 && inADay <= 180, `${inADay} looks in a day`);
  canRead = true;
  await pass(t, 8 * 60);
  const before = page.looks;
  await pass(t, 300);
  assert.equal(page.looks - before, 10);
});

test('a connection that comes back is a reason to look at once; without one, and for a closed page, nobody looks', async (t) => {
  const page = new Looking(t, () => undefined);
  await pass(t, 500);
  const before = page.looks;
  page.isLive = false;
  await pass(t, 3_600);
  assert.equal(page.looks, before);
  page.isLive = true;
  await pass(t, 2);
  assert.equal(page.looks, before + 1);
  page.pages.close();
  await pass(t, 3_600);
  assert.equal(page.looks, before + 1);
});

test('what was found and cannot be joined is not taken for saved, and the page hears of it', async (t) => {
  const thrown: unknown[] = [];
  // The runner would take it for a fault of the test.
  const runner = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => thrown.push(error));
  t.after(() => {
    process.removeAllListeners('unhandledRejection');
    for (const listener of runner) process.on('unhandledRejection', listener);
  });
  const key = { server: 's', person: 'p', room: 'agenda/m1', generation: 1 };
  const row: UnsavedRow = { ...key, client: 7, count: 1, topics: [], version: 1 };
  const page = new Looking(t, () => ({ state: new Uint8Array([255, 255, 255]), unsaved: [row] }));
  await pass(t, 3);
  page.pages.look(true);
  assert.deepEqual(page.saved, []);
  assert.equal(thrown.length, 1);
});
