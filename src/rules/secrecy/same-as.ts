const STAR = '★';
const ASTERISK = '*';

/** Characters that mean the same in a secrecy mark, by code point: hollow and other stars, asterisks of every kind, unsimplified forms. */
const SAME_AS = new Map<number, number>([
  ...pairs('☆⭐⭑⭒✦✧✩✪✫✬✭✮✯✰⋆⚝⍟✡⛤⛥⛦⛧🌟🌠🔯⯨⯩⯪⯫⟡', STAR),
  ...range(0x1f7c0, 0x1f7d9, STAR),
  ...pairs('﹡∗⁎⁑⁂٭⚹⊛꙳⁕', ASTERISK),
  ...range(0x2722, 0x2725, ASTERISK),
  ...range(0x2731, 0x273d, ASTERISK),
  ...range(0x2742, 0x274b, ASTERISK),
  ...range(0x1f7af, 0x1f7bf, ASTERISK),
  ...pairs('絕絶', '绝'),
  ...pairs('機', '机'),
  ...pairs('祕', '秘'),
  ...pairs('宻', '密'),
  ...pairs('級', '级'),
  ...pairs('長镸', '长'),
  ...pairs('個箇', '个'),
  ...pairs('時', '时'),
  ...pairs('編', '编'),
  ...pairs('號', '号'),
  ...pairs('﹙﹝', '('),
  ...pairs('﹚﹞', ')'),
]);

function pairs(from: string, to: string): [number, number][] {
  return Array.from(from).map((character) => [character.codePointAt(0)!, to.charCodeAt(0)]);
}

function range(from: number, to: number, same: string): [number, number][] {
  return Array.from({ length: to - from + 1 }, (_, index) => [from + index, same.charCodeAt(0)]);
}

/** Blocks in which Unicode keeps second forms of characters that have a place elsewhere: circled, raised, vertical, mathematical, compatible. */
const SECOND_FORMS: readonly (readonly [number, number])[] = [
  [0xb2, 0xb9],
  [0x2070, 0x218f],
  [0x2460, 0x24ff],
  [0x2e80, 0x2fdf],
  [0x3200, 0x33ff],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe6f],
  [0xff00, 0xffef],
  [0x1d400, 0x1d7ff],
  [0x1f100, 0x1f2ff],
  [0x2f800, 0x2fa1f],
];

/** Stands for every character of private use, and for diamonds and suns that few fonts have: what a star of a symbol font (Wingdings U+F0AB) becomes when it is pasted. */
const PRIVATE = 0xe000;

function isPrivate(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000;
}

/** The form that patterns are written in, as one UTF-16 unit; undefined where the character has only its own and no such unit. */
export function sameAs(codePoint: number): number | undefined {
  const same = SAME_AS.get(codePoint);
  if (same !== undefined) return same;
  if (isPrivate(codePoint) || (codePoint >= 0x2bc0 && codePoint <= 0x2bff)) return PRIVATE;
  if (!SECOND_FORMS.some(([from, to]) => codePoint >= from && codePoint <= to))
    return codePoint < 0x10000 ? codePoint : undefined;
  const first = String.fromCodePoint(codePoint).normalize('NFKC');
  const unit = first.length === 1 ? first.charCodeAt(0) : undefined;
  if (unit === undefined) return codePoint < 0x10000 ? codePoint : undefined;
  return SAME_AS.get(unit) ?? unit;
}

/** Blanks, controls, zero-width and formatting characters, marks that combine with the character before, and what only takes room. */
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Mn}\p{Me}\p{Zs}\u2800\ufffc\u{1d159}]/u;

export function isIgnorable(codePoint: number): boolean {
  if (codePoint < 0x80) return codePoint === 0x20 || codePoint === 0x7f || codePoint < 0x20;
  if (codePoint >= 0x4e00 && codePoint <= 0x9fff) return false;
  if (codePoint > 0xff00 && codePoint < 0xff5f) return false;
  return IGNORABLE.test(String.fromCodePoint(codePoint));
}
