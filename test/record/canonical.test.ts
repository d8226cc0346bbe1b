import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import type { HashAlgorithm } from '../../src/model/entry.js';
import { canonicalJson, UnsealableError } from '../../src/record/canonical.js';
import { hashText, UnknownAlgorithmError } from '../../src/record/hash.js';
import { contentDigest, firstPrev, payloadHash, settingsHash } from '../../src/record/seal.js';

test('keys are in code-unit order and there is no white space, as in the example of RFC 8785', () => {
  const value = { '€': 'Euro', '\r': 'CR', '\u05d3': 'dalet', '1': 'one', '😀': 'smile', '\u0080': 'control', ö: 'o' };
  const order = [...canonicalJson(value).matchAll(/:"(\w+)"/g)].map(([, word]) => word);
  assert.deepEqual(order, ['CR', 'one', 'control', 'o', 'dalet', 'Euro', 'smile']);
  assert.equal(
    canonicalJson({ b: [1, -0, null, true], a: '\u2028"\\\n' }),
    '{"a":"\u2028\\"\\\\\\n","b":[1,0,null,true]}',
  );
});

test('no character is normalised: two ways to write the same letter stay two texts', () => {
  assert.notEqual(canonicalJson('é'), canonicalJson('e\u0301'));
});

test('what has no one form in bytes is refused, with the place where it lies', () => {
  const cases: [unknown, string][] = [
    [undefined, ''],
    [{ a: undefined }, 'a'],
    [{ a: [1, 0.5] }, 'a[1]'],
    [{ a: 2 ** 53 }, 'a'],
    [{ a: NaN }, 'a'],
    [{ a: { b: '\ud800' } }, 'a.b'],
    [{ a: 'x\udc00y' }, 'a'],
    [{ '\ud800': 1 }, '\ud800'],
    [{ a: 1n }, 'a'],
    [{ a: Symbol('a') }, 'a'],
    [{ a: () => 1 }, 'a'],
    [{ a: new Date(0) }, 'a'],
    [{ a: new Uint8Array(1) }, 'a'],
    [{ a: new Map() }, 'a'],
    [{ a: Array(1) }, 'a[0]'],
    [JSON.parse('{"a":{"__proto__":1}}'), 'a.__proto__'],
    [{ toString: 'x' }, 'toString'],
  ];
  for (const [value, path] of cases) {
    assert.throws(
      () => canonicalJson(value),
      (error) => error instanceof UnsealableError && error.path === path,
      path,
    );
  }
});

test('neither depth nor a circle exhausts the stack', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 10_000; level += 1) deep = [deep];
  assert.throws(() => canonicalJson(deep), UnsealableError);
  const circle: { self?: unknown } = {};
  circle.self = circle;
  assert.throws(() => canonicalJson(circle), UnsealableError);
});

test('hashes are SHA-256 of the UTF-8 bytes, in lower-case hex', () => {
  for (const text of ['', 'abc', '关于防汛的汇报 😀', 'x'.repeat(10_000)]) {
    assert.equal(hashText(text), createHash('sha256').update(text, 'utf8').digest('hex'));
  }
});

test('a hash function that this release does not have is named, never replaced by another', () => {
  assert.throws(() => hashText('x', 'SM3'), UnknownAlgorithmError);
  assert.throws(() => hashText('x', 'toString' as HashAlgorithm), UnknownAlgorithmError);
});

test('the first prev tells rooms apart, a payload hash salts, a content digest does not depend on the order of keys', () => {
  assert.equal(firstPrev('agenda/m1'), createHash('sha256').update('siban-record-v1\nagenda/m1').digest('hex'));
  assert.notEqual(payloadHash('0'.repeat(32), {}), payloadHash('1'.repeat(32), {}));
  assert.equal(contentDigest({ a: 1, b: 2 }), contentDigest({ b: 2, a: 1 }));
});

test('the hash of settings leaves out what decides nothing, and takes fractions', () => {
  const settings = { timezone: 'Asia/Shanghai', similarity: { paragraphContainment: 0.6 } };
  assert.equal(settingsHash({ note: 'x', asOf: '2024-04-19T18:00:00+08:00', ...settings }), settingsHash(settings));
  assert.notEqual(settingsHash({ ...settings, timezone: 'UTC' }), settingsHash(settings));
});
