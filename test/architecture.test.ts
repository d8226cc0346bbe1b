import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import test from 'node:test';
import ts from 'typescript';

interface Layer {
  /** Layers that may be imported, besides the layer itself. */
  readonly layers: readonly string[];
  /** Layers of which only types may be imported. */
  readonly typesOf?: readonly string[];
  /** Packages that may be imported, with everything below their name. */
  readonly packages: readonly string[];
}

/** Who may import what (docs/architecture.md). A file of a layer may always import its own layer. */
const LAYERS: Readonly<Record<string, Layer>> = {
  model: { layers: [], packages: ['valibot', 'fractional-indexing'] },
  rules: { layers: ['model'], packages: [] },
  protocol: { layers: ['model'], packages: ['lib0'] },
  record: { layers: ['model', 'protocol'], packages: ['canonicalize', '@noble/hashes'] },
  store: { layers: ['model', 'rules', 'record', 'protocol'], packages: ['yjs', 'lib0'] },
  sync: {
    layers: ['store', 'record', 'protocol', 'model'],
    packages: ['yjs', 'y-websocket', 'y-protocols', 'lib0'],
  },
  controllers: { layers: ['sync', 'store', 'rules', 'protocol', 'model'], packages: ['lit', '@lit/context'] },
  components: {
    layers: ['controllers', 'rules', 'protocol', 'model'],
    typesOf: ['store', 'sync'],
    packages: ['lit', '@lit/context'],
  },
  server: {
    layers: ['store', 'record', 'rules', 'protocol', 'model'],
    packages: ['node:', 'ws', 'yjs', 'y-protocols', 'lib0', 'jose', 'libsql', 'pino', 'prom-client'],
  },
  cli: { layers: ['server', 'store', 'record', 'rules', 'model'], packages: ['node:', 'jose'] },
  // The entries: classes, events and types for pages.
  '': { layers: ['components', 'controllers', 'sync', 'store', 'rules', 'protocol', 'model'], packages: [] },
};

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Every import of a source: static, re-export, dynamic, and `import('…')` in a type. */
function importsOf(source: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ target: node.moduleSpecifier.text, typeOnly: isTypeOnly(node.importClause) });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ target: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ target: (node.argument.literal as ts.StringLiteral).text, typeOnly: true });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      found.push({ target: argument && ts.isStringLiteral(argument) ? argument.text : '?', typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true));
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((e) => e.isTypeOnly);
}

/** One sentence for each import that the layer of `file` may not make. */
function trespasses(file: string, source: string): string[] {
  const layer = layerOf(file);
  const rule = LAYERS[layer];
  if (!rule) return [`${file} lies in no known layer`];
  return importsOf(source).flatMap(({ target, typeOnly }) => {
    const allowed = target.startsWith('.')
      ? mayImportLayer(rule, layer, layerOf(normalize(join(dirname(file), target))), typeOnly)
      : rule.packages.some((name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`));
    return allowed ? [] : [`${file} imports ${typeOnly ? 'types of ' : ''}${target}`];
  });
}

function layerOf(file: string): string {
  const [, layer = '', ...rest] = file.split('/');
  return rest.length === 0 ? '' : layer;
}

function mayImportLayer(rule: Layer, own: string, other: string, typeOnly: boolean): boolean {
  return other === own || rule.layers.includes(other) || (typeOnly && (rule.typesOf ?? []).includes(other));
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name}`)
  .filter((name) => name.endsWith('.ts'))
  .sort();

for (const layer of Object.keys(LAYERS)) {
  const own = files.filter((file) => layerOf(file) === layer);
  if (own.length === 0) continue;
  test(`${layer === '' ? 'the entries' : `${layer}/`} import only what they may`, () => {
    assert.deepEqual(
      own.flatMap((file) => trespasses(file, readFileSync(file, 'utf8'))),
      [],
    );
  });
}

test('every file lies in a known layer', () => {
  assert.deepEqual(
    files.filter((file) => !(layerOf(file) in LAYERS)),
    [],
  );
});

test('a file of more than 300 lines says why in its first line', () => {
  const silent = files.filter((file) => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    return lines.length > 300 && !/^\/[/*]/.test(lines[0] ?? '');
  });
  assert.deepEqual(silent, []);
});

test('the table catches an import that is not allowed', () => {
  const file = 'src/components/agenda-board/agenda-board.ts';
  assert.deepEqual(trespasses(file, `import { Doc } from 'yjs';`), [`${file} imports yjs`]);
  assert.deepEqual(trespasses(file, `import * as lit from 'litter';`), [`${file} imports litter`]);
  assert.deepEqual(trespasses(file, `import { AgendaStore } from '../../store/agenda-store.js';`), [
    `${file} imports ../../store/agenda-store.js`,
  ]);
  assert.deepEqual(trespasses(file, `import type { AgendaStore } from '../../store/agenda-store.js';`), []);
  assert.deepEqual(trespasses(file, `import { type AgendaStore } from '../../store/agenda-store.js';`), []);
  assert.deepEqual(trespasses(file, `export * from '../../server/rooms.js';`), [
    `${file} imports ../../server/rooms.js`,
  ]);
  assert.deepEqual(trespasses(file, `const later = import('node:fs');`), [`${file} imports node:fs`]);
  assert.deepEqual(trespasses('src/model/topic.ts', `let doc: import('yjs').Doc;`), [
    'src/model/topic.ts imports types of yjs',
  ]);
  assert.deepEqual(trespasses('src/model/agenda/topic.ts', `import { isRole } from '../offices.js';`), []);
});
