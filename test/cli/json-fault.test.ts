import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { describe } from 'node:test';
import { jsonFault } from '../../src/cli/json-fault.js';
import { sample } from './command-line.js';

describe('the place where a text stops being JSON', () => {
  for (const [text, offset] of [
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1 2]', 3],
    ['[1,]', 3],
    ['[}', 1],
    ['{"a":[1,2}', 9],
    ['{"a":1}}', 7],
    ["{'a':1}", 1],
    ['{"a":01}', 6],
    ['{"a":"line\nbreak"}', 5],
    ['{"a":"\\x"}', 5],
    ['{"a":True}', 5],
    ['{"a":1} // note', 8],
    ['', 0],
    ['   ', 3],
    ['{"a":', 5],
    ['[[[', 3],
  ] as const) {
    test(`in ${JSON.stringify(text)} is ${offset}`, () => {
      assert.throws(() => JSON.parse(text) as unknown, SyntaxError);
      assert.equal(jsonFault(text), offset);
    });
  }

  test('is the end for every beginning of a right file', () => {
    const text = JSON.stringify(JSON.parse(readFileSync(sample('config.json'), 'utf8')));
    for (let length = 0; length < text.length; length += 7) {
      const fault = jsonFault(text.slice(0, length));
      // A word or string that was cut in two is no token: its own beginning is the place then.
      assert.ok(fault <= length && /^$|^["\-\dtfn.]/.test(text.slice(fault, length)), `${length}: ${fault}`);
    }
  });

  test('is reached in a long nest without exhausting the stack', () => {
    assert.equal(jsonFault(`${'['.repeat(500_000)}}`), 500_000);
  });
});
