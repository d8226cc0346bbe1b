import type { Light } from '../shared/lights.js';
import type { ClockDot } from './meeting-view.js';

/** A mark on the line of the material clock: one topic, or several that would hide each other. */
export interface ClockMark {
  /** Place on the line, 0 to 1. */
  readonly place: number;
  readonly orders: readonly number[];
  /** Of each topic that it stands for. */
  readonly light: Light;
  /** `2`, `2·6`, `2+3`. */
  readonly text: string;
  /** Pixels. */
  readonly width: number;
}

/** From the bottom to the top. */
const DRAWN: readonly Light[] = ['done', 'ok', 'idle', 'soon', 'warn', 'bad'];

const kept = new WeakMap<readonly ClockDot[], { readonly line: number; readonly marks: readonly ClockMark[] }>();

/**
 * Joins dots of one light that would overlap on a line of that many pixels, from left to right, until none does; dots of unlike lights
 * stay apart, since a mark that stood for both would say of one of them what is not so. The dots must be in the order of their places;
 * for the same ones the marks are the same. The worse a mark, the later it comes: it is drawn over the others.
 */
export function marksOf(dots: readonly ClockDot[], line: number): readonly ClockMark[] {
  const known = kept.get(dots);
  if (known?.line === line) return known.marks;
  const lights = DRAWN.filter((light) => dots.some((dot) => dot.light === light));
  const marks = lights.flatMap((light) => {
    const alike = lights.length === 1 ? dots : dots.filter((dot) => dot.light === light);
    return joined(alike, line).map((group) => markOf(group, alike));
  });
  const apart = lights.length === 1 ? marks : keptInSight(marks, line);
  kept.set(dots, { line, marks: apart });
  return apart;
}

function joined(dots: readonly ClockDot[], line: number): readonly Group[] {
  const groups: Group[] = [];
  dots.forEach(({ place, order, light }, at) => {
    groups.push({ from: at, to: at + 1, places: place, least: order, light });
    while (groups.length > 1 && overlap(groups[groups.length - 2]!, groups[groups.length - 1]!, dots, line)) {
      const right = groups.pop()!;
      const left = groups.pop()!;
      groups.push(join(left, right));
    }
  });
  return groups;
}

/** Moves marks that would cover each other apart, so that the number of each stays in sight, and leaves them in the order given. */
function keptInSight(marks: readonly ClockMark[], line: number): readonly ClockMark[] {
  const places = new Map<ClockMark, number>();
  let before: ClockMark | undefined;
  for (const mark of [...marks].sort((a, b) => a.place - b.place)) {
    const least = before ? places.get(before)! + ((before.width + mark.width) * 0.4) / line : 0;
    places.set(mark, Math.max(mark.place, least));
    before = mark;
  }
  return marks.map((mark) => ({ ...mark, place: places.get(mark)! }));
}

/** Neighbouring dots that make one mark: by where they stand among all, so that thousands are joined without being copied. */
interface Group {
  readonly from: number;
  readonly to: number;
  /** Sum of their places. */
  readonly places: number;
  readonly least: number;
  readonly light: Light;
}

function markOf(group: Group, dots: readonly ClockDot[]): ClockMark {
  const orders = dots.slice(group.from, group.to).map(({ order }) => order);
  orders.sort((a, b) => a - b);
  const text = textOf(group, dots);
  return { place: placeOf(group), orders, light: group.light, text, width: widthOf(text) };
}

function placeOf({ from, to, places }: Group): number {
  return places / (to - from);
}

function textOf({ from, to, least }: Group, dots: readonly ClockDot[]): string {
  const count = to - from;
  if (count > 2) return `${least}+${count - 1}`;
  return count === 1 ? String(least) : `${least}·${dots[from]!.order + dots[from + 1]!.order - least}`;
}

function widthOf(text: string): number {
  return text.length < 3 ? 19 : 14 + text.length * 7;
}

function overlap(left: Group, right: Group, dots: readonly ClockDot[], line: number): boolean {
  const width = widthOf(textOf(left, dots)) + widthOf(textOf(right, dots));
  return (placeOf(right) - placeOf(left)) * line < width / 2;
}

function join(left: Group, right: Group): Group {
  return {
    from: left.from,
    to: right.to,
    places: left.places + right.places,
    least: Math.min(left.least, right.least),
    light: left.light,
  };
}

/** On which side of its tick a word stands; null where there is no room for it. */
export type Side = 'left' | 'right' | null;

export interface ClockWordsInput {
  /** All in pixels; a width of 0 means no such word. */
  readonly line: number;
  readonly deadline: number;
  readonly now: number;
  readonly cutOffWidth: number;
  readonly nowWidth: number;
  readonly endWidth: number;
}

const GAP = 6;

/** Places the words of the cut-off and of now so that neither lies on the other, on a tick, or on the word at the end. */
export function clockWords(input: ClockWordsInput): { readonly cutOff: Side; readonly now: Side } {
  const { line, deadline, now, cutOffWidth, nowWidth, endWidth } = input;
  const end: Span = [line - (endWidth === 0 ? 0 : endWidth + GAP), line];
  const cutOff = sideOf(deadline, cutOffWidth, [end, [now, now]]);
  const taken: Span[] = cutOff === null ? [end] : [end, spanOf(deadline, cutOffWidth, cutOff)];
  return { cutOff, now: sideOf(now, nowWidth, [...taken, [deadline, deadline]]) };
}

type Span = readonly [number, number];

function sideOf(at: number, width: number, taken: readonly Span[]): Side {
  const sides = ['right', 'left'] as const;
  const fits = sides.find((side) => {
    const [from, to] = spanOf(at, width, side);
    return from >= 0 && taken.every(([start, stop]) => to < start || from > stop || (start === stop && at === start));
  });
  return fits ?? null;
}

function spanOf(at: number, width: number, side: 'left' | 'right'): Span {
  return side === 'right' ? [at + GAP - 2, at + GAP + width + 2] : [at - GAP - width - 2, at - GAP + 2];
}

/** Pixels of a word at 12 px: hanzi are square, everything else about half of that. */
export function wordWidth(word: string): number {
  let width = 0;
  for (const character of word) width += /[\u2e80-\uffef]/.test(character) ? 12 : 6.9;
  return Math.ceil(width);
}
