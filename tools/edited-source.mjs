/** Replaces parts of a source and says, in a source map, where the rest has gone. */

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * @typedef {{ from: number, to: number, text: string }} Edit Replaces `from` up to `to`, both in UTF-16 units.
 * @param {string} source
 * @param {readonly Edit[]} edits In any order; none may lie in another.
 * @returns {{ code: string, map: { version: 3, sources: string[], names: string[], mappings: string } }}
 */
export function editedSource(source, edits) {
  const places = new Places(source);
  let code = '';
  let at = 0;
  for (const { from, to, text } of [...edits].sort((a, b) => a.from - b.from)) {
    if (from < at) throw new Error(`two edits of one place: ${JSON.stringify(source.slice(from, at))}`);
    places.keep(at, from);
    places.put(from, text);
    code += source.slice(at, from) + text;
    at = to;
  }
  places.keep(at, source.length);
  code += source.slice(at);
  return { code, map: { version: 3, sources: [''], names: [], mappings: places.mappings } };
}

/** Walks over the result and notes, at each piece and each line of it, the line and column that it had. */
class Places {
  constructor(source) {
    this.source = source;
    this.starts = lineStarts(source);
    this.line = 0;
    this.mappings = '';
    this.column = 0;
    this.lastColumn = 0;
    this.was = { line: 0, column: 0 };
    this.isFirst = true;
  }

  /** That part of the source comes next, as it is. */
  keep(from, to) {
    for (let at = from; at < to;) {
      this.#note(at);
      const end = this.source.indexOf('\n', at);
      if (end === -1 || end >= to) {
        this.column += to - at;
        break;
      }
      this.#newLine();
      at = end + 1;
    }
  }

  /** That text comes next, in place of what begins at `from`. */
  put(from, text) {
    if (text === '') return;
    this.#note(from);
    const lines = text.split('\n');
    for (let more = 1; more < lines.length; more++) this.#newLine();
    this.column = lines.length > 1 ? lines[lines.length - 1].length : this.column + text.length;
  }

  #newLine() {
    this.mappings += ';';
    this.column = 0;
    this.lastColumn = 0;
    this.isFirst = true;
  }

  #note(at) {
    while (this.line + 1 < this.starts.length && this.starts[this.line + 1] <= at) this.line += 1;
    const now = { line: this.line, column: at - this.starts[this.line] };
    const { was } = this;
    const fields = [this.column - this.lastColumn, 0, now.line - was.line, now.column - was.column];
    this.mappings += (this.isFirst ? '' : ',') + fields.map(variableLength).join('');
    this.lastColumn = this.column;
    this.was = now;
    this.isFirst = false;
  }
}

function lineStarts(source) {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A number as source maps write it: five bits a digit, the sign in the lowest. */
function variableLength(value) {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let digits = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    digits += BASE64[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return digits;
}
