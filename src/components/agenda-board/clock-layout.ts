import type { Light } from '../shared/lights.js';
import type { ClockDot } from './meeting-view.js';

/** A mark on the line of the material clock: one topic, or several that would hide each other. */
export interface ClockMark {
  /** Place on the line, 0 to 1. */
  readonly place: number;
  readonly orders: readonly number[];
  /** The worst of those that it stands for. */
  readonly light: Light;
  /** `2`, `2·6`, `2+3`. */
  readonly text: string;
  /** Pixels. */
  readonly width: number;
}

const WORST: readonly Light[] = ['bad', 'warn', 'soon', 'ok'];

/** Joins dots that would overlap on a line of that many pixels, from left to right, until none does. */
export function marksOf(dots: readonly ClockDot[], line: number): readonly ClockMark[] {
  const marks: ClockMark[] = [];
  for (const { place, order, light } of dots) {
    marks.push(markOf(place, [order], light));
    while (marks.length > 1 && overlap(marks[marks.length - 2]!, marks[marks.length - 1]!, line)) {
      const right = marks.pop()!;
      const left = marks.pop()!;
      marks.push(join(left, right));
    }
  }
  return marks;
}

function markOf(place: number, orders: readonly number[], light: Light): ClockMark {
  const text = orders.length > 2 ? `${orders[0]}+${orders.length - 1}` : orders.join('·');
  return { place, orders, light, text, width: text.length < 3 ? 19 : 14 + text.length * 7 };
}

function overlap(left: ClockMark, right: ClockMark, line: number): boolean {
  return (right.place - left.place) * line < (left.width + right.width) / 2;
}

function join(left: ClockMark, right: ClockMark): ClockMark {
  const count = left.orders.length + right.orders.length;
  const place = (left.place * left.orders.length + right.place * right.orders.length) / count;
  const light = WORST.indexOf(left.light) <= WORST.indexOf(right.light) ? left.light : right.light;
  const orders = [...left.orders, ...right.orders].sort((a, b) => a - b);
  return markOf(place, orders, light);
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
