import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';

/** How long to wait for what somebody else did, over two processes and a disk that is flushed each time. */
const SOON = { timeout: 15_000 };

/** The agenda board as somebody at the screen knows it: by its words, never by its markup. */
export class Board {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get tag(): Locator {
    return this.page.locator('siban-agenda-board');
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: /^议题 \d+ 详情/ });
  }

  /** The row of the topic whose title holds `title`. */
  row(title: string): Locator {
    return this.page.getByRole('row').filter({ hasText: title });
  }

  /** Waits until the record and the content are there and nothing is unsaved. */
  async isReady(): Promise<void> {
    await this.page.getByRole('grid', { name: '议题' }).waitFor(SOON);
    await this.isSaved();
  }

  async isSaved(milliseconds?: number): Promise<void> {
    const saved = this.page.getByRole('status').filter({ hasText: '已保存' }).first();
    await until(
      () => saved.isVisible(),
      async () => `it is not saved, but says ${(await this.tag.innerText()).replace(/\s+/g, ' ')}`,
      milliseconds,
    );
  }

  async shows(text: string | RegExp, within: Locator = this.tag): Promise<void> {
    await within.getByText(text).first().waitFor(SOON);
  }

  async showsNot(text: string | RegExp, within: Locator = this.tag): Promise<void> {
    await within
      .getByText(text)
      .first()
      .waitFor({ state: 'hidden', ...SOON });
  }

  /** Opens a topic in the panel. */
  async open(title: string): Promise<void> {
    await this.row(title).getByRole('gridcell').nth(1).click();
    await this.panel.waitFor(SOON);
    await this.fieldHolds(this.title, (text) => text.includes(title));
  }

  get title(): Locator {
    return this.panel.getByRole('textbox', { name: '标题', exact: true });
  }

  get notes(): Locator {
    return this.panel.getByRole('textbox', { name: '备注' });
  }

  /** Unfolds the fields of the open topic. */
  async edit(): Promise<void> {
    await this.panel.getByRole('button', { name: '编辑内容' }).click();
    await this.notes.waitFor(SOON);
  }

  async fieldHolds(field: Locator, wanted: string | ((text: string) => boolean)): Promise<void> {
    const holds = typeof wanted === 'string' ? (text: string): boolean => text === wanted : wanted;
    await until(
      async () => holds(await field.inputValue()),
      async () => `the field holds "${await field.inputValue()}"`,
    );
  }

  async addTopic(title: string, proposer = '县水利局'): Promise<void> {
    await this.page.getByRole('button', { name: '新增议题' }).click();
    await this.panel.waitFor(SOON);
    await this.fieldHolds(this.title, '');
    await this.title.fill(title);
    const unit = this.panel.getByRole('textbox', { name: '提请单位' });
    await unit.fill(proposer);
    await unit.press('Tab');
    await this.row(title).filter({ hasText: proposer }).waitFor(SOON);
    await this.isSaved();
  }

  /** The form of a step, in the panel, or in a dialog for what the meeting itself decides. */
  form(verb: string): Locator {
    return this.panel
      .getByRole('form', { name: verb })
      .or(this.page.getByRole('dialog', { name: new RegExp(`^${verb}`) }));
  }

  /** Opens the form of a decision, as somebody does who is about to decide on what is on the screen. */
  async consider(verb: string): Promise<Locator> {
    await pressStep(this.panel, verb);
    const form = this.form(verb);
    await form.waitFor(SOON);
    return form;
  }

  /** Seals a decision whose form is open, and waits until the form is gone. */
  async seal(verb: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    const form = this.form(verb);
    for (const [name, value] of Object.entries(fields)) {
      const radio = form.getByRole('radio', { name: value, exact: true });
      if ((await radio.count()) > 0) await radio.check();
      else await form.getByRole('textbox', { name }).fill(value);
    }
    await form.getByRole('button', { name: `${verb}并封存` }).click();
    await form.waitFor({ state: 'hidden', ...SOON });
  }

  async decide(verb: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.consider(verb);
    await this.seal(verb, fields);
  }

  /**
   * Titles in the order of the screen, once each row has one. A row that has just come or been moved has no text on the screen before
   * the browser has found it in sight (`content-visibility`), so one look is not enough.
   */
  async order(): Promise<string[]> {
    let titles: string[] = [];
    await this.isOrdered((now) => {
      titles = [...now];
      return now.length > 0 && now.every((title) => title !== '');
    });
    return titles;
  }

  async hasRows(count: number): Promise<void> {
    await this.isOrdered((titles) => titles.length === count);
  }

  /** Waits until the titles stand in that order. */
  async isOrdered(expected: readonly string[] | ((titles: readonly string[]) => boolean)): Promise<void> {
    let titles: readonly string[] = [];
    await until(
      async () => {
        titles = await this.#look();
        return typeof expected === 'function' ? expected(titles) : isDeepStrictEqual(titles, expected);
      },
      () => `the order is ${titles.join(' | ')}`,
    );
  }

  async #look(): Promise<string[]> {
    // In one go: rows that are found one after the other may be gone when they are asked.
    const texts = await this.page.getByRole('row').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const cell = row.querySelectorAll<HTMLElement>('[role="gridcell"]')[1];
        return cell ? [cell.innerText] : [];
      }),
    );
    return texts.map((text) => text.split('\n')[0]!.trim());
  }
}

/** Asks again until the text is so. */
export async function says(
  read: () => Promise<string> | string,
  wanted: RegExp | ((text: string) => boolean),
): Promise<void> {
  let text = '';
  await until(
    async () => {
      text = await read();
      return typeof wanted === 'function' ? wanted(text) : wanted.test(text);
    },
    () => `it says "${text}"${typeof wanted === 'function' ? '' : `, not ${wanted}`}`,
  );
}

/** Asks again until it is so; fails with what stands there instead. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  instead: () => Promise<string> | string,
  milliseconds = SOON.timeout,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() > end) assert.fail(await instead());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Begins a step of the open topic, which stands at its foot or, where there are more than three, behind ⋯. */
export async function pressStep(panel: Locator, verb: string): Promise<void> {
  const button = panel.getByRole('button', { name: verb, exact: true });
  const more = panel.getByRole('button', { name: '更多办法' });
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) return button.click();
  await more.click();
  await panel.getByRole('menuitem', { name: verb, exact: true }).click();
}
