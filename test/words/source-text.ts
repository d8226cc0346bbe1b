import ts from 'typescript';

/** Words for people that a source keeps outside the string tables, each as `line: words`. */
export interface SourceText {
  /** Chinese characters in strings, templates and patterns. */
  readonly hanzi: readonly string[];
  /** Letters that a template shows as they stand, as text or in an attribute that is read out or shown. */
  readonly shown: readonly string[];
  /** Words that are told to people by a call or an assignment: announcements, toasts, labels set by hand. */
  readonly told: readonly string[];
}

const HANZI = /\p{Script=Han}/u;
const LETTERS = /\p{L}{2,}|\p{Script=Han}/u;
const READ_ATTRIBUTES = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'aria-placeholder',
  'title',
  'placeholder',
  'alt',
  'label',
  'summary',
]);
/** Functions and methods whose strings end on the screen or in a screen reader. */
const TELLING = new Set(['announce', 'toast', 'say', 'alert', 'confirm', 'prompt', 'setCustomValidity']);
/** Properties of that kind. */
const TOLD_PROPERTIES = new Set([
  'textContent',
  'innerText',
  'innerHTML',
  'title',
  'alt',
  'placeholder',
  'ariaLabel',
  'ariaDescription',
  'announcement',
]);
/** What is printed on a key is the same in every language. */
const KEY_NAMES = /^(?:Enter|Esc|Tab|Space|Home|End|Delete|PgUp|PgDn|Alt|Ctrl|Shift|F\d{1,2}|\p{Lu})$/u;
const TEMPLATES = new Set(['html', 'svg']);
/** Stands for an expression while a template is read. */
const HOLE = '\u0001';

export function textOutsideTables(source: string, name = 'source.ts'): SourceText {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const found = { hanzi: [] as string[], shown: [] as string[], told: [] as string[] };
  const at = (node: ts.Node, words: string): string => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    return `${line + 1}: ${words.trim()}`;
  };
  const visit = (node: ts.Node): void => {
    const text = literalText(node);
    if (text !== undefined && HANZI.test(text)) found.hanzi.push(at(node, text));
    if (ts.isTaggedTemplateExpression(node) && TEMPLATES.has(node.tag.getText(file)))
      found.shown.push(...shownBy(node.template).map((words) => at(node, words)));
    found.told.push(...toldBy(node, file).map((words) => at(node, words)));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Letters that are more than the name of a key or two. */
function isWords(text: string): boolean {
  return LETTERS.test(text) && !text.split(/[\s+()（）/]+/).every((part) => part === '' || KEY_NAMES.test(part));
}

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) return node.text;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return node.text;
  return ts.isIdentifier(node) ? node.text : undefined;
}

/** What a template shows of itself: its text, its attributes that are read, and strings that stand in a hole among them. */
function shownBy(template: ts.TemplateLiteral): string[] {
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  const holes = ts.isNoSubstitutionTemplateLiteral(template)
    ? []
    : template.templateSpans.map(({ expression }) => expression);
  const shown: string[] = [];
  let hole = 0;
  for (const { kind, name, text } of pieces(parts.join(HOLE))) {
    const isRead = kind === 'text' || READ_ATTRIBUTES.has(name);
    const words = text.split(HOLE);
    if (isRead) shown.push(...words.filter(isWords));
    for (let count = words.length - 1; count > 0; count--) {
      const expression = holes[hole++];
      if (isRead && expression) shown.push(...valuesOf(expression).filter(isWords));
    }
  }
  return shown;
}

interface Piece {
  readonly kind: 'text' | 'attribute' | 'tag';
  /** Of the attribute; empty for the others. */
  readonly name: string;
  readonly text: string;
}

/** Takes the HTML of a template apart; every character of it, holes too, lies in one piece. */
function* pieces(markup: string): Generator<Piece> {
  const token = /<!--[\s\S]*?-->|<\/?[^\s>]*|[^<]+/g;
  for (let match = token.exec(markup); match; match = token.exec(markup)) {
    const [text] = match;
    if (!text.startsWith('<') || text.startsWith('<!--')) {
      yield {
        kind: text.startsWith('<') ? 'tag' : 'text',
        name: '',
        text: text.startsWith('<') ? text : unescaped(text),
      };
      continue;
    }
    yield { kind: 'tag', name: '', text };
    const attribute = /\s*(?:([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?|>)/y;
    attribute.lastIndex = token.lastIndex;
    for (let part = attribute.exec(markup); part; part = attribute.exec(markup)) {
      token.lastIndex = attribute.lastIndex;
      if (part[1] === undefined) break;
      const value = part[2] ?? part[3] ?? part[4] ?? '';
      // A hole in the place of a name, `${directive}`, is one too.
      if (part[1].includes(HOLE)) yield { kind: 'tag', name: '', text: part[1] };
      yield { kind: 'attribute', name: part[1].toLowerCase().replace(/^[.@?]/, ''), text: value };
    }
  }
}

function unescaped(text: string): string {
  return text.replace(/&#?\w+;/g, ' ');
}

/** The strings that an expression can come to, as far as they stand in it. */
function valuesOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return valuesOf(node.expression);
  if (ts.isBinaryExpression(node)) {
    const chooses = [
      ts.SyntaxKind.PlusToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.QuestionQuestionToken,
    ].includes(node.operatorToken.kind);
    return chooses ? [...valuesOf(node.left), ...valuesOf(node.right)] : [];
  }
  return [];
}

function toldBy(node: ts.Node, file: ts.SourceFile): string[] {
  if (ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.name.text
      : node.expression.getText(file);
    if (TELLING.has(name)) return node.arguments.flatMap(wordsIn);
    const [first, second] = node.arguments;
    const setsAttribute = name === 'setAttribute' && first && second && ts.isStringLiteralLike(first);
    return setsAttribute && READ_ATTRIBUTES.has(first.text) ? valuesOf(second).filter(isWords) : [];
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left) || !TOLD_PROPERTIES.has(left.name.text)) return [];
  return valuesOf(right).filter(isWords);
}

/** Words in an argument, also as `text` of an object: `toast({ text: 'Saved' })`. */
function wordsIn(node: ts.Expression): string[] {
  const values = ts.isObjectLiteralExpression(node)
    ? node.properties.flatMap((property) =>
        ts.isPropertyAssignment(property) && ['text', 'title'].includes(property.name.getText())
          ? valuesOf(property.initializer)
          : [],
      )
    : valuesOf(node);
  return values.filter(isWords);
}
