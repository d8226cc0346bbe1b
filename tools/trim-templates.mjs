/**
 * Vite plugin: takes out of `html`, `svg` and `css` templates what no browser makes anything of: indentation, comments of
 * style sheets, blanks around their punctuation. Between elements one blank is left wherever there was any, since between
 * words it is seen.
 */
import ts from 'typescript';
import { editedSource } from './edited-source.mjs';

const TAGS = { html: trimmedMarkup, svg: trimmedMarkup, css: trimmedStyle };

export function trimTemplates() {
  return {
    name: 'siban-trim-templates',
    enforce: /** @type {const} */ ('pre'),
    transform: {
      filter: { id: /\/src\/components\/[^?]*\.ts$/ },
      /** @param {string} code */
      handler: (code) => withTrimmedTemplates(code),
    },
  };
}

/** @param {string} code */
export function withTrimmedTemplates(code) {
  const source = ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest, true);
  /** @type {import('./edited-source.mjs').Edit[]} */
  const edits = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && Object.hasOwn(TAGS, node.tag.text)) {
      edits.push(...editsOf(node.template, TAGS[node.tag.text]));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return editedSource(code, edits);
}

/** Each text between two expressions is an edit of its own, so that what stands in expressions keeps its place in the map. */
function editsOf(template, trim) {
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map((span) => span.literal)];
  const texts = parts.map((part) => ({ ...bounds(part), text: part.rawText ?? '' }));
  const trimmed = trim(texts.map(({ text }) => text));
  return texts.flatMap(({ from, to, text }, index) =>
    trimmed[index] === text ? [] : [{ from, to, text: trimmed[index] }],
  );
}

/** Where the text lies, without the marks around it. */
function bounds(part) {
  const from = part.getStart() + 1;
  const isLast = ts.isNoSubstitutionTemplateLiteral(part) || ts.isTemplateTail(part);
  return { from, to: part.getEnd() - (isLast ? 1 : 2) };
}

/** @param {readonly string[]} texts The texts between expressions. */
export function trimmedMarkup(texts) {
  /** Inside of a tag: null outside, else the quote that is open, or '' where none is. @type {string | null} */
  let tag = null;
  return texts.map((text) => {
    let result = '';
    for (const character of text) {
      if (/[ \t\r\n]/.test(character)) {
        if (!/ $/.test(result)) result += ' ';
        continue;
      }
      if (tag === null) {
        if (character === '<') tag = '';
      } else if (tag === '') {
        if (character === '"' || character === "'") tag = character;
        else if (character === '>') {
          result = result.replace(/ $/, '');
          tag = null;
        }
      } else if (character === tag) tag = '';
      result += character;
    }
    return result;
  });
}

/** @param {readonly string[]} texts */
export function trimmedStyle(texts) {
  return texts.map((text, index) => {
    const trimmed = text
      .split(/('[^']*'|"[^"]*")/)
      .map((part, at) => (at % 2 === 1 ? part : trimmedRules(part)))
      .join('');
    const isFirst = index === 0;
    const isLast = index === texts.length - 1;
    return trimmed.replace(isFirst ? /^ / : /^(?!)/, '').replace(isLast ? / $/ : /(?!)$/, '');
  });
}

function trimmedRules(text) {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}
