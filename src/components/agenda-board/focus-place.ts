import { cssString, rowSelector } from './board-host.js';

/** Where the focus is, in words that outlive the element. */
export interface FocusPlace {
  readonly element: Element;
  /** The topic in whose row it is, one that is listed as removed included. */
  readonly topic: string | null;
  readonly inPanel: boolean;
  readonly inDialog: boolean;
  /** In the bar of what is selected. */
  readonly inBar: boolean;
  /** A button or a field, not a row or a region. */
  readonly control: boolean;
  /** What tells it from others of its part: an attribute and its value. */
  readonly mark: readonly [string, string] | null;
}

/** Attributes by which a control is known again, whatever was rendered anew around it. */
const MARKS = [
  'data-field',
  'data-register',
  'data-count',
  'data-leave',
  'data-command',
  'data-receive',
  'data-waive',
  'data-settle',
  'data-opens',
  'data-add',
  'data-edit',
  'data-close',
  'data-fill-in',
  'data-remove',
  'data-selection-up',
  'data-selection-down',
];

export function placeOf(element: Element): FocusPlace {
  const row = element.closest('[data-topic], [data-removed]');
  const name = MARKS.find((attribute) => element.hasAttribute(attribute));
  return {
    element,
    topic: row?.getAttribute('data-topic') ?? row?.getAttribute('data-removed') ?? null,
    inPanel: element.closest('.panel') !== null,
    inDialog: element.closest('.dialog') !== null,
    inBar: element.closest('[data-selection]') !== null,
    control: element.matches('button, input, textarea, select, a'),
    mark: name === undefined ? null : [name, element.getAttribute(name) ?? ''],
  };
}

/** Whether the element is still what it was: a button may have become the one of another step. */
export function isSameControl({ element, mark }: FocusPlace): boolean {
  return mark === null || element.getAttribute(mark[0]) === mark[1];
}

/** Selector of the control that was made in the place of one that is gone; null where it had nothing to be known by. */
export function twinSelector({ mark, topic, inPanel }: FocusPlace): string | null {
  if (!mark) return null;
  const within = inPanel ? '.panel ' : topic === null ? '' : `${rowSelector(topic)} `;
  return `${within}[${mark[0]}="${cssString(mark[1])}"]`;
}
