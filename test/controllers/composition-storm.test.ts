import { equal, ok, test } from './bdd.js';
import { ime, link, pages, seeded, settle, show, type FieldHost, type Page } from './pages.js';

/** Characters that nobody else has typed, so that each can be told from all others. Every third is a surrogate pair. */
class Characters {
  #next = 0;

  take(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) {
      const n = this.#next++;
      text += String.fromCodePoint(n % 3 === 2 ? 0x20000 + n : 0x4e00 + n);
    }
    return text;
  }
}

/** What must be there in the end: every character typed or given that nobody deleted, once. */
class Ledger {
  readonly #alive = new Set<string>();
  readonly #dead = new Set<string>();

  born(text: string): void {
    for (const character of Array.from(text)) this.#alive.add(character);
  }

  died(text: string): void {
    for (const character of Array.from(text)) this.#dead.add(character);
  }

  check(text: string, seed: number): void {
    const expected = [...this.#alive].filter((character) => !this.#dead.has(character)).sort();
    equal(Array.from(text).sort().join(''), expected.join(''), `seed ${seed}: no character lost, doubled or torn`);
  }
}

type Pick = (below: number) => number;

/** Ends of a composition, as browsers differ in them. */
const ENDINGS = ['input first', 'input last', 'value last', 'no input', 'blur', 'cancelled'] as const;

const compose = (field: HTMLElement, type: string): boolean =>
  field.dispatchEvent(new CompositionEvent(type, { bubbles: true, composed: true }));
const input = (field: HTMLElement, isComposing: boolean): boolean =>
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, isComposing }));

/** One person who composes into a field, step by step, so that anything may happen in between. */
function* person(host: FieldHost, characters: Characters, ledger: Ledger, pick: Pick): Generator<void> {
  const { field } = host;
  for (let turn = 0; turn < 4; turn++) {
    const { start, end } = stretch(field.value, pick);
    const [before, after] = [field.value.slice(0, start), field.value.slice(end)];
    ledger.died(field.value.slice(start, end));
    const put = (text: string): void => {
      field.value = before + text + after;
      field.setSelectionRange(start + text.length, start + text.length);
    };
    compose(field, 'compositionstart');
    for (const letters of ['n', 'ni', 'nih'].slice(0, 1 + pick(3))) {
      put(letters);
      input(field, true);
      yield;
    }
    const ending = ENDINGS[pick(ENDINGS.length)]!;
    const text = ending === 'cancelled' ? '' : characters.take(1 + pick(3));
    ledger.born(text);
    finish(field, ending, () => put(text));
    // Some start the next composition in the same breath, before the browser has settled the last one.
    if (pick(3) > 0) yield;
  }
}

function finish(field: HTMLElement, ending: (typeof ENDINGS)[number], put: () => void): void {
  if (ending === 'value last') compose(field, 'compositionend');
  put();
  if (ending === 'input first' || ending === 'cancelled') input(field, true);
  if (ending === 'blur') field.dispatchEvent(new FocusEvent('blur'));
  else if (ending !== 'value last') compose(field, 'compositionend');
  if (ending === 'input last' || ending === 'value last') input(field, false);
}

/** A random stretch of whole characters. */
function stretch(value: string, pick: Pick): { start: number; end: number } {
  const characters = Array.from(value);
  const from = pick(characters.length + 1);
  const start = characters.slice(0, from).join('').length;
  return { start, end: start + characters.slice(from, from + pick(3)).join('').length };
}

/** A third page that types without an input method. */
function* typist(page: Page, characters: Characters, ledger: Ledger, pick: Pick): Generator<void> {
  for (let turn = 0; turn < 8; turn++) {
    const { value } = page.title;
    const { start, end } = stretch(value, pick);
    const text = characters.take(pick(3));
    ledger.died(value.slice(start, end));
    ledger.born(text);
    page.title.replace(start, end - start, text);
    yield;
  }
}

async function storm(seed: number, multiline: boolean): Promise<void> {
  const random = seeded(seed);
  const pick: Pick = (below) => Math.floor(random() * below);
  const characters = new Characters();
  const ledger = new Ledger();
  const title = characters.take(12);
  ledger.born(title);
  const all = pages(3, title) as [Page, Page, Page];
  link(all);
  const hosts = [await show(all[0].title, multiline), await show(all[1].title, multiline)] as const;
  const running = [
    person(hosts[0], characters, ledger, pick),
    person(hosts[1], characters, ledger, pick),
    typist(all[2], characters, ledger, pick),
  ];
  while (running.length > 0) {
    const index = pick(running.length);
    if (running[index]!.next().done) running.splice(index, 1);
    if (pick(4) === 0) await settle();
  }
  await settle();
  for (const { title: text } of all) ledger.check(text.value, seed);
  for (const { field } of hosts) equal(field.value, all[2].title.value, `seed ${seed}: the field shows the text`);
  for (const host of hosts) host.remove();
}

const RUNS = 60;
for (const kind of ['input', 'textarea'] as const) {
  test(`both sides compose at once in an ${kind} and not one character is lost or doubled`, async () => {
    const start = Date.now() % 1_000_000;
    console.log(`composition storm: seeds ${start} to ${start + RUNS - 1}`);
    for (let seed = start; seed < start + RUNS; seed++) await storm(seed, kind === 'textarea');
  });
}

test('the same storm as yesterday', async () => {
  for (const seed of [1, 2, 3, 20240412]) await storm(seed, false);
});

test('a real input method composes while the others type before, inside and after', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`real input method: seed ${seed}`);
  const random = seeded(seed);
  const pick: Pick = (below) => Math.floor(random() * below);
  const characters = new Characters();
  const ledger = new Ledger();
  const title = characters.take(10);
  ledger.born(title);
  const all = pages(2, title) as [Page, Page];
  link(all);
  const host = await show(all[0].title);
  const others = typist(all[1], characters, ledger, pick);
  host.field.focus();
  for (let turn = 0; turn < 8; turn++) {
    const { start, end } = stretch(host.field.value, pick);
    host.field.setSelectionRange(start, end);
    ledger.died(host.field.value.slice(start, end));
    await ime({ compose: 'ni' });
    others.next();
    await ime({ compose: 'nihao' });
    const text = characters.take(2);
    ledger.born(text);
    await ime({ commit: text });
    others.next();
  }
  await settle();
  ledger.check(all[0].title.value, seed);
  ledger.check(all[1].title.value, seed);
  equal(host.field.value, all[0].title.value);
  ok(!/[a-z]/.test(all[1].title.value), 'nothing half-composed went out');
  host.remove();
});
