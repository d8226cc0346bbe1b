/**
 * `node tools/check-syntax.mjs FILE…`: whether a built script runs on the oldest kernel that is promised
 * (Chromium 78). The build lowers syntax, but nothing adds an API that is missing there: both are looked for.
 * Exit 1 with file, line and what it needs; 0 when there is nothing.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { full } from 'acorn-walk';

const FLOOR = 78;

/** Syntax by node: the version of Chromium that first had it, with its name; null where the node is harmless. */
const SYNTAX = {
  ChainExpression: () => [80, 'optional chaining ?.'],
  LogicalExpression: (node) => (node.operator === '??' ? [80, '??'] : null),
  AssignmentExpression: (node) =>
    ['??=', '||=', '&&='].includes(node.operator) ? [85, `assignment ${node.operator}`] : null,
  MethodDefinition: (node) => (node.key.type === 'PrivateIdentifier' ? [84, 'private method'] : null),
  StaticBlock: () => [94, 'static block'],
  BinaryExpression: (node) =>
    node.operator === 'in' && node.left.type === 'PrivateIdentifier' ? [91, 'private name in an object'] : null,
  AwaitExpression: (node, ancestors) => (ancestors.atTopLevel.has(node) ? [89, 'top-level await'] : null),
  MetaProperty: (node) => (node.meta.name === 'import' ? [64, 'import.meta'] : null),
  NewExpression: (node) => (isName(node.callee, 'WeakRef') ? [84, 'WeakRef'] : null),
  CallExpression: (node) => calledApi(node),
};

/** Methods that exist nowhere before that version, whatever they are called on. */
const METHODS = {
  at: 92,
  replaceChildren: 86,
  replaceAll: 85,
  randomUUID: 92,
  findLast: 97,
  findLastIndex: 97,
  toSorted: 110,
  toReversed: 110,
  toSpliced: 110,
  checkVisibility: 105,
};
/** Static methods, as `Owner.method`. */
const STATICS = { 'Object.hasOwn': 93, 'Object.groupBy': 117, 'Promise.any': 85, 'AbortSignal.timeout': 103 };
const FUNCTIONS = { structuredClone: 98 };

/** Calls that never happen in a page, by what stands around them; each with the reason. */
const NEVER_IN_A_PAGE = [
  // lib0 reads its settings from the environment when, and only when, it runs in Node.
  { call: '.replaceAll()', context: /process\.env\[[^\]]*$/ },
];

function calledApi({ callee }) {
  if (callee.type === 'Identifier' && Object.hasOwn(FUNCTIONS, callee.name)) {
    return [FUNCTIONS[callee.name], `${callee.name}()`];
  }
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
  const name = callee.property.name;
  const owned = callee.object.type === 'Identifier' ? `${callee.object.name}.${name}` : '';
  if (Object.hasOwn(STATICS, owned)) return [STATICS[owned], `${owned}()`];
  return Object.hasOwn(METHODS, name) ? [METHODS[name], `.${name}()`] : null;
}

function isName(node, name) {
  return node.type === 'Identifier' && node.name === name;
}

function isOutsidePages(call, before) {
  return NEVER_IN_A_PAGE.some((known) => known.call === call && known.context.test(before));
}

/** What of a script is newer than the floor: one line each. */
export function newerThanFloor(source, file = 'script') {
  let tree;
  try {
    tree = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  } catch (error) {
    return [`${file}:${error.loc?.line ?? 0}: cannot be parsed: ${error.message}`];
  }
  const atTopLevel = new Set(
    tree.body.flatMap((statement) =>
      statement.type === 'ExpressionStatement' && statement.expression.type === 'AwaitExpression'
        ? [statement.expression]
        : [],
    ),
  );
  const found = [];
  full(tree, (node) => {
    const need = SYNTAX[node.type]?.(node, { atTopLevel });
    if (need && need[0] > FLOOR && !isOutsidePages(need[1], source.slice(Math.max(0, node.start - 60), node.start))) {
      const { line, column } = node.loc.start;
      found.push(`${file}:${line}:${column + 1}: ${need[1]} needs Chromium ${need[0]}`);
    }
  });
  return found;
}

const files = process.argv[1]?.endsWith('check-syntax.mjs') ? process.argv.slice(2) : [];
const problems = files.flatMap((file) => newerThanFloor(readFileSync(file, 'utf8'), file));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
