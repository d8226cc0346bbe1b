/**
 * Vite plugin: `for (key in object)` walks over the keys of the object itself. Old portals put enumerable things of their
 * own on `Object.prototype` (json.js) and `Array.prototype` (prototype.js), which every such loop would meet, those of the
 * libraries inside `siban.js` too: the first of them stands in the bundler's own helper and would stop the whole script.
 */
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { editedSource } from './edited-source.mjs';

const NAME = 'sibanOwnKeys';

/** Stands inside `siban.js`, in the syntax of the oldest kernel. What is nothing has no keys, as in the loop it stands for. */
export const OWN_KEYS = `
  function ${NAME}(object) { return object == null ? [] : Object.keys(object); }
`;

export function ownKeys() {
  return {
    name: 'siban-own-keys',
    /** @param {string} code */
    renderChunk: (code) => withOwnKeys(code),
  };
}

/** The script with loops over own keys, and its source map. @param {string} code */
export function withOwnKeys(code) {
  /** @type {import('./edited-source.mjs').Edit[]} */
  const edits = [];
  full(parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true }), (node) => {
    if (node.type !== 'ForInStatement') return;
    const { left, right } = node;
    const between = code.slice(left.end, right.start);
    const word = /^\s*in(?=\W|$)/.exec(between);
    if (!word) throw new Error(`a loop that is not understood: ${code.slice(node.start, right.end)}`);
    const at = left.end + word[0].length - 2;
    edits.push(
      { from: at, to: at + 2, text: ' of ' },
      { from: right.start, to: right.start, text: `${NAME}(` },
      { from: right.end, to: right.end, text: ')' },
    );
  });
  return editedSource(code, edits);
}
