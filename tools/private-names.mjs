/**
 * Vite plugin: `#names` become plain properties. The oldest kernel that is promised knows private
 * fields, but no private methods, and lowering them turns every access of a class into a look-up in a WeakMap, ten times as
 * slow and three times as long. What is private is checked when the types are; nothing here rests on it at run time.
 */
import ts from 'typescript';
import { editedSource } from './edited-source.mjs';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** @param {{ short: boolean }} options `short` names save bytes, the others can be read. */
export function privateNames({ short }) {
  return {
    name: 'siban-private-names',
    enforce: /** @type {const} */ ('pre'),
    transform: {
      filter: { id: /\/(?:src|test)\/[^?]*\.ts$/ },
      /** @param {string} code @param {string} id */
      handler: (code, id) => (code.includes('#') ? withPlainNames(code, { short, file: id }) : null),
    },
  };
}

/**
 * The source with plain names. @throws Error when a plain name would meet one that is there, or when a class inherits
 * from one whose names it could meet.
 * @param {string} code @param {{ short: boolean, file?: string }} options
 */
export function withPlainNames(code, { short, file = 'source.ts' }) {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const taken = propertiesOf(source);
  /** @type {import('./edited-source.mjs').Edit[]} */
  const edits = [];
  /** @type {Map<string, string>[]} */
  const classes = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isClassLike(node)) {
      const names = plainNames(node, { short, file });
      for (const name of names.values()) if (taken.has(name)) throw new Error(`${file}: ${name} is there already`);
      classes.push(names);
      ts.forEachChild(node, visit);
      classes.pop();
      return;
    }
    if (ts.isPrivateIdentifier(node)) {
      const names = [...classes].reverse().find((candidate) => candidate.has(node.text));
      if (!names) throw new Error(`${file}: ${node.text} belongs to no class`);
      const from = node.getStart(source);
      edits.push({ from, to: from + node.text.length, text: names.get(node.text) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return editedSource(code, edits);
}

/** @param {ts.ClassLikeDeclaration} node @param {{ short: boolean, file: string }} options */
function plainNames(node, { short, file }) {
  const declared = new Set(
    node.members.flatMap((member) => (member.name && ts.isPrivateIdentifier(member.name) ? [member.name.text] : [])),
  );
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword);
  const parent = heritage?.types[0]?.expression;
  if (declared.size > 0 && parent && isOwn(parent)) {
    throw new Error(`${file}: ${parent.getText()} may have private names like those of the class that extends it`);
  }
  /** @type {Map<string, string>} */
  const names = new Map();
  [...declared].forEach((name, index) => names.set(name, short ? shortName(index) : `_${name.slice(1)}`));
  return names;
}

/** @param {number} index */
function shortName(index) {
  const rest = Math.floor(index / LETTERS.length);
  return `_${rest === 0 ? '' : LETTERS[rest - 1]}${LETTERS[index % LETTERS.length]}`;
}

/** Whether a class that is extended is made here: it is declared in the file or imported from another one of ours. @param {ts.Expression} parent */
function isOwn(parent) {
  if (!ts.isIdentifier(parent)) return true;
  return parent.getSourceFile().statements.some((statement) => {
    if (ts.isClassDeclaration(statement)) return statement.name?.text === parent.text;
    if (!ts.isImportDeclaration(statement)) return false;
    const { moduleSpecifier, importClause } = statement;
    const named = importClause?.namedBindings;
    const isImported =
      named && ts.isNamedImports(named) && named.elements.some((element) => element.name.text === parent.text);
    return isImported === true && /** @type {ts.StringLiteral} */ (moduleSpecifier).text.startsWith('.');
  });
}

/** Names of properties that a source reads or declares. @param {ts.SourceFile} source */
function propertiesOf(source) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    const { name } = /** @type {{ name?: ts.Node }} */ (node);
    const isProperty =
      ts.isPropertyAccessExpression(node) || ts.isClassElement(node) || ts.isObjectLiteralElement(node);
    if (isProperty && name && ts.isIdentifier(name)) found.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
