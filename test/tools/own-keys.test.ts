import assert from 'node:assert/strict';
import test from 'node:test';
import { runInNewContext } from 'node:vm';
import { OWN_KEYS, withOwnKeys } from '../../tools/own-keys.mjs';

/** What a script leaves in `seen` on a page whose objects and arrays all have something more. */
function seenOnAnOldPage(code: string): unknown {
  const page = 'Object.prototype.foo = 1; Array.prototype.each = function () {}; var seen = [];';
  return JSON.parse(runInNewContext(`${page}\n${OWN_KEYS}\n${withOwnKeys(code).code}\nJSON.stringify(seen)`) as string);
}

test('loops over keys meet those of the object alone, whatever the page has put on every object', () => {
  assert.deepEqual(seenOnAnOldPage('for (var key in { a: 1, b: 2 }) seen.push(key);'), ['a', 'b']);
  assert.deepEqual(seenOnAnOldPage('for(let key in["x","y"])seen.push(key)'), ['0', '1']);
  assert.deepEqual(seenOnAnOldPage('let key; for (key in { a: 1 }) if (key) seen.push(key);'), ['a']);
  assert.deepEqual(seenOnAnOldPage('for (const a in { a: 1 }) for (const b in { b: a }) seen.push(a + b);'), ['ab']);
});

test('a loop over nothing is none', () => {
  assert.deepEqual(
    seenOnAnOldPage('for (var key in null) seen.push(key); for (var key in undefined) seen.push(key);'),
    [],
  );
});

test('a loop around a loop in its own head keeps both', () => {
  const nested =
    'for (var key in (function () { for (var k in { c: 1 }) seen.push(k); return { d: 1 }; })()) seen.push(key);';
  assert.deepEqual(seenOnAnOldPage(nested), ['c', 'd']);
});

test('words that only look like a loop stay', () => {
  const code = "if ('a' in { a: 1 }) seen.push('for (x in y)');";
  assert.equal(withOwnKeys(code).code, code);
});
