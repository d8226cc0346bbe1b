import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** The words of one button, and where in the tables they stand. */
export interface ButtonWords {
  readonly path: string;
  readonly text: string;
}

/**
 * What stands on the buttons of the templates under a folder, looked up in tables by the names that the templates
 * use for them, and the verbs of all commands. Words that are put together while the page runs are left out.
 */
export function buttonWords(folder: string, tables: Readonly<Record<string, object>>): ButtonWords[] {
  const paths = new Set<string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const source = readFileSync(`${folder}/${path}`, 'utf8');
    const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) && ts.isTemplateExpression(node.template))
        for (const found of inButtons(node.template)) paths.add(found);
      if (
        ts.isPropertyAssignment(node) &&
        node.name.getText(file) === 'word' &&
        ts.isPropertyAccessExpression(node.initializer)
      )
        paths.add(node.initializer.getText(file));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return [...paths].flatMap((path) => {
    const text = lookUp(tables, path);
    return typeof text === 'string' ? [{ path, text }] : [];
  });
}

/** The names in holes between `<button` and `</button>`, other than those of attributes that nobody reads. */
function inButtons(template: ts.TemplateExpression): string[] {
  const found: string[] = [];
  let inside = /<button\b(?![\s\S]*<\/button>)/.test(template.head.text);
  let before = template.head.text;
  for (const { expression, literal } of template.templateSpans) {
    const attribute = /([^\s<>"'=]+)=["']?$/.exec(before)?.[1];
    const isRead = attribute === undefined || ['aria-label', 'title'].includes(attribute);
    if (inside && isRead) found.push(...namesIn(expression));
    const opens = literal.text.lastIndexOf('<button');
    const closes = literal.text.lastIndexOf('</button>');
    if (opens >= 0 || closes >= 0) inside = opens > closes;
    before = literal.text;
  }
  return found;
}

function namesIn(node: ts.Expression): string[] {
  if (ts.isPropertyAccessExpression(node)) return [node.getText()];
  if (ts.isConditionalExpression(node)) return [...namesIn(node.whenTrue), ...namesIn(node.whenFalse)];
  return [];
}

function lookUp(tables: Readonly<Record<string, object>>, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], tables);
}
