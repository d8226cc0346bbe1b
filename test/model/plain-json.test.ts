import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { plainJson } from '../../src/model/plain-json.js';
import { canonicalJson } from '../../src/record/canonical.js';

const VALUE = { b: ['一', 2, [true, null]], a: { c: [] }, d: '会' };

/** As prototype.js 1.6 does it, and json.js before it. */
function asOnAnOldPage(): void {
  const written = { configurable: true, enumerable: true, value: () => 'written by the page' };
  Object.defineProperty(Array.prototype, 'toJSON', written);
  Object.defineProperty(Object.prototype, 'toJSON', written);
  Object.defineProperty(Object.prototype, 'foo', { configurable: true, enumerable: true, value: 1 });
}

afterEach(() => {
  for (const key of ['toJSON', 'foo']) {
    Reflect.deleteProperty(Array.prototype, key);
    Reflect.deleteProperty(Object.prototype, key);
  }
});

test('JSON is the same where a page has its own view of arrays and objects', () => {
  const plain = JSON.stringify(VALUE);
  assert.equal(plainJson(VALUE), plain);
  asOnAnOldPage();
  const [spoilt, kept] = [JSON.stringify(VALUE), plainJson(VALUE)];
  assert.equal(spoilt, '"written by the page"');
  assert.equal(kept, plain);
});

test('what is sealed is the same there, so that its hash is', () => {
  const plain = canonicalJson(VALUE);
  asOnAnOldPage();
  const there = canonicalJson(VALUE);
  assert.equal(there, plain);
});

test('what knows how to write itself still does, and what JSON does not know stays unknown', () => {
  asOnAnOldPage();
  const written = plainJson([new Date(0), { toJSON: () => 'own' }, undefined]);
  const nothing = plainJson(undefined);
  assert.equal(written, '["1970-01-01T00:00:00.000Z","own",null]');
  assert.equal(nothing, undefined);
});
