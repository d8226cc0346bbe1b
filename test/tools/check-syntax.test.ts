import assert from 'node:assert/strict';
import test from 'node:test';
import { newerThanFloor } from '../../tools/check-syntax.mjs';

const TOO_NEW = [
  ['person?.name;', 'optional chaining ?. needs Chromium 80'],
  ['a ?? b;', '?? needs Chromium 80'],
  ['a ||= b;', 'assignment ||= needs Chromium 85'],
  ['class A { #secret() {} }', 'private method needs Chromium 84'],
  ['class A { static { go(); } }', 'static block needs Chromium 94'],
  ['class A { #x; has(o) { return #x in o; } }', 'private name in an object needs Chromium 91'],
  ['await ready;', 'top-level await needs Chromium 89'],
  ['list.at(-1);', '.at() needs Chromium 92'],
  ['node.replaceChildren();', '.replaceChildren() needs Chromium 86'],
  ['Object.hasOwn(o, k);', 'Object.hasOwn() needs Chromium 93'],
  ['crypto.randomUUID();', '.randomUUID() needs Chromium 92'],
  ['structuredClone(o);', 'structuredClone() needs Chromium 98'],
  ['new WeakRef(o);', 'WeakRef needs Chromium 84'],
] as const;

for (const [source, need] of TOO_NEW) {
  test(`${source} is newer than the floor`, () => {
    assert.equal(newerThanFloor(source, 'a.js').length, 1);
    assert.ok(newerThanFloor(source, 'a.js')[0]!.endsWith(need), newerThanFloor(source, 'a.js')[0]);
  });
}

test('what Chromium 78 has is let through', () => {
  const source = `
    class A { static x = 1; #y = 2; get y() { return this.#y; } }
    const { a, ...rest } = o;
    async function* walk() { for await (const x of xs) yield await x; }
    const entry = { at: 5 };
    entry.at;
    document.addEventListener('load', () => import('./later.js'));
    try { go(); } catch { stay(); }
    [1, [2]].flat(); 10n ** 3n; Promise.allSettled([]);`;
  assert.deepEqual(newerThanFloor(source), []);
});

test('a script that cannot be parsed is a finding, with its line', () => {
  assert.match(newerThanFloor('ok();\nlet = ;', 'b.js')[0]!, /^b\.js:2: cannot be parsed/);
});
