import assert from 'node:assert/strict';
import { SourceMap } from 'node:module';
import test from 'node:test';
import { editedSource } from '../../tools/edited-source.mjs';
import { withPlainNames } from '../../tools/private-names.mjs';
import { trimmedMarkup, trimmedStyle, withTrimmedTemplates } from '../../tools/trim-templates.mjs';

function plain(code: string, short = false): string {
  return withPlainNames(code, { short }).code;
}

test('fields, methods and accessors that are private become plain properties', () => {
  assert.equal(
    plain('class A { #n = 1; get #twice() { return this.#n * 2; } #add(a: A) { return a.#twice + this.#n; } }'),
    'class A { _n = 1; get _twice() { return this._n * 2; } _add(a: A) { return a._twice + this._n; } }',
  );
});

test('short names are unique in their class, and a name inside a class inside is its own', () => {
  assert.equal(
    plain('class A { #one; #two; go() { return class { #one; at(a: A) { return a.#two + this.#one; } }; } }', true),
    'class A { _a; _b; go() { return class { _a; at(a: A) { return a._b + this._a; } }; } }',
  );
});

test('more names than letters are still each their own', () => {
  const fields = Array.from({ length: 120 }, (_, index) => `#field${index};`).join(' ');
  const names = plain(`class A { ${fields} }`, true).match(/_\w+/g)!;
  assert.equal(new Set(names).size, 120);
});

test('a number sign that is no private name stays', () => {
  const code = "class A { #a = '#a'; css = css`#b { color: #fff; }`; } // #a";
  assert.equal(plain(code), "class A { _a = '#a'; css = css`#b { color: #fff; }`; } // #a");
});

test('a plain name that is there already stops the build', () => {
  assert.throws(() => plain('class A { #x = 1; _x = 2; }'), /_x is there already/);
  assert.throws(() => plain('class A { #x = 1; at(a: { y: A }) { return a.y._x; } }'), /_x is there already/);
  assert.equal(plain('class A { #x; at(_x: number) {} }'), 'class A { _x; at(_x: number) {} }', 'a parameter is none');
});

test('private names below a class of our own stop the build, since the two could meet', () => {
  assert.throws(() => plain("import { B } from './b.js'; class A extends B { #x; }"), /B may have private names/);
  assert.throws(() => plain('class B {} class A extends B { #x; }'), /B may have private names/);
  assert.ok(plain("import { LitElement } from 'lit'; class A extends LitElement { #x; }"));
  assert.ok(plain('class A extends Error { #x; }'));
});

test('markup keeps one blank wherever there was any between words or elements', () => {
  assert.deepEqual(trimmedMarkup(['\n  <b>a  b</b>\n  <i>\n    c\n  </i>', ' d']), [' <b>a b</b> <i> c </i>', ' d']);
});

test('blanks before the end of a tag go, those around its attributes become one, also where an expression parts it', () => {
  assert.deepEqual(trimmedMarkup(['<a\n  href=', '\n  title="x  > y"\n  class=', '\n  >z</a\n>']), [
    '<a href=',
    ' title="x > y" class=',
    '>z</a>',
  ]);
});

test('a blank that is no line and no indentation is text', () => {
  assert.deepEqual(trimmedMarkup(['\u00a0 \u3000']), ['\u00a0 \u3000']);
});

test('style sheets lose comments and blanks around punctuation, and keep those that mean something', () => {
  const style = `
    /* a comment: { } */
    :host([hidden]) .row > .cell:not(.x) :focus,
    .b::before {
      margin: 0 -1px calc(100% - 2px);
      content: 'a ; {b}';
    }
    @media (min-width: 5px) and (hover) {
      .c { color: red }
    }`;
  assert.deepEqual(trimmedStyle([style]), [
    ":host([hidden]) .row > .cell:not(.x) :focus,.b::before{margin:0 -1px calc(100% - 2px);content:'a ; {b}'}" +
      '@media (min-width:5px) and (hover){.c{color:red}}',
  ]);
});

test('only templates of Lit are trimmed, and expressions in them stay as they are', () => {
  const code = 'const a = `x\n  y`; const b = html`<p\n  >${f(`x\n  y`)}  z</p>`;';
  assert.equal(withTrimmedTemplates(code).code, 'const a = `x\n  y`; const b = html`<p>${f(`x\n  y`)} z</p>`;');
});

test('the map of an edited source leads back to where everything stood', () => {
  const source = 'one two\nthree four five\nsix seven';
  const replaced = { two: 'TWO and more', 'four five\nsix': 'X', seven: 'a\nb' };
  const edits = Object.entries(replaced).map(([was, text]) => {
    const from = source.indexOf(was);
    return { from, to: from + was.length, text };
  });
  const { code, map } = editedSource(source, edits);
  assert.equal(code, 'one TWO and more\nthree X a\nb');
  const origins = new SourceMap({ ...map, file: '', sourcesContent: [], sourceRoot: '' });
  const placeOf = (text: string, word: string): { line: number; column: number } => {
    const before = text.slice(0, text.indexOf(word)).split('\n');
    return { line: before.length - 1, column: before[before.length - 1]!.length };
  };
  for (const [now, was] of [
    ['one', 'one'],
    ['TWO', 'two'],
    ['three', 'three'],
    ['X', 'four'],
    ['a\nb', 'seven'],
  ] as const) {
    const { line, column } = placeOf(code, now);
    const entry = origins.findEntry(line, column) as { originalLine: number; originalColumn: number };
    assert.deepEqual({ line: entry.originalLine, column: entry.originalColumn }, placeOf(source, was), now);
  }
});
