import type { TopicId } from '../../model/agenda/topic.js';
import type { ContentActions } from './board-actions.js';
import type { BoardHost } from './board-host.js';
import type { FilterActions } from './filter-actions.js';
import type { KeyActs } from './key-acts.js';
import { keyRowOf, strokeOf, type KeyRow } from './keys.js';
import { RowDrag } from './row-drag.js';
import { listedIds } from './row-order.js';
import type { RowSelection } from './row-selection.js';

/** Clicks, pointers, and the way from a press to what the table of keys says of it. */
export class ListHandlers {
  readonly #host: BoardHost;
  readonly #content: ContentActions;
  readonly #filter: FilterActions;
  readonly #selection: RowSelection;
  readonly #keys: KeyActs;
  readonly #drag: RowDrag;

  constructor(
    host: BoardHost,
    acts: { content: ContentActions; filter: FilterActions; selection: RowSelection; keys: KeyActs },
  ) {
    this.#host = host;
    this.#content = acts.content;
    this.#filter = acts.filter;
    this.#selection = acts.selection;
    this.#keys = acts.keys;
    this.#drag = new RowDrag(host, {
      drop: (id, order) => acts.content.move(id, order),
      dropSeveral: (ids, place) => acts.selection.gatherAt(ids, place),
    });
  }

  readonly onListClick = (event: MouseEvent): void => {
    const id = this.#topicOf(event);
    if (id === null || isControl(event.target)) return;
    const { writable } = this.#host;
    if (writable && event.shiftKey) this.#selection.selectTo(id);
    else if (writable && (event.ctrlKey || event.metaKey)) this.#selection.toggleSelected(id);
    else this.#content.openTopic(id, false);
  };

  readonly onListFocus = (event: Event): void => {
    const id = this.#topicOf(event);
    if (id === null || this.#host.ui.focused === id) return;
    this.#host.ui.focused = id;
    this.#host.changed();
  };

  readonly onListPointer = (event: PointerEvent): void => {
    const id = this.#topicOf(event);
    if (id === null || !this.#host.writable || event.button !== 0) return;
    const onGrip = (event.target as Element).closest('[data-grip]') !== null;
    // Shift with a click chooses several rows, and would choose their text as well.
    if (event.shiftKey && !isControl(event.target)) event.preventDefault();
    const isFinger = event.pointerType === 'touch' || event.pointerType === 'pen';
    if (onGrip || (isFinger && !isControl(event.target))) this.#drag.take(id, event);
  };

  /** Lit passes it on with its options: only a listener that may refuse can keep the page from scrolling under a held row. */
  readonly onListTouch = {
    handleEvent: (event: Event): void => this.#drag.onTouchMove(event),
    passive: false,
  };

  readonly onListKey = (event: KeyboardEvent): void => {
    const id = this.#topicOf(event);
    if (id === null || isField(event.target)) return;
    this.#press(event, 'row', id, isControl(event.target));
  };

  readonly onFilterKey = (event: KeyboardEvent): void => {
    const stroke = strokeOf(event);
    if (!stroke) return;
    const { view } = this.#host;
    if (stroke.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#filter.leaveFilter();
    } else if (stroke.key === 'ArrowDown' || stroke.key === 'Enter') {
      event.preventDefault();
      this.#keys.focusRow(view && listedIds(view)[0]);
    }
  };

  readonly onPanelKey = (event: KeyboardEvent): void => {
    if (strokeOf(event)?.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    this.#content.closePanel();
  };

  readonly onHelpKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const stroke = strokeOf(event);
    if (stroke?.key === 'Escape' || stroke?.key === '?') this.#content.toggleHelp();
    else keepInside(event);
  };

  /** The focus stays in the dialog, and no key of the board works behind it. */
  readonly onDialogKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    keepInside(event);
  };

  /** Keys that work anywhere on the board outside fields: on the row that has the focus, else on the topic that is open. */
  readonly onBoardKey = (event: KeyboardEvent): void => {
    const target = pathTarget(event);
    if (event.defaultPrevented || isField(target)) return;
    const row = target instanceof Element ? target.closest('[data-topic]') : null;
    const id = (row?.getAttribute('data-topic') ?? this.#host.ui.openTopic) as TopicId | null;
    this.#press(event, 'board', id, isControl(target));
  };

  #press(event: KeyboardEvent, where: KeyRow['where'], topic: TopicId | null, onControl: boolean): void {
    const stroke = strokeOf(event);
    const row = stroke && keyRowOf(stroke, where, this.#host);
    if (!stroke || !row || (event.repeat && !row.repeats)) return;
    if (this.#keys.act(row.act, { stroke, topic, onControl })) event.preventDefault();
  }

  #topicOf(event: Event): TopicId | null {
    const row = event.target instanceof Element ? event.target.closest('[data-topic]') : null;
    return (row?.getAttribute('data-topic') ?? null) as TopicId | null;
  }
}

/** The next stop after the last is the first again. */
function keepInside(event: KeyboardEvent): void {
  if (event.key !== 'Tab' || !(event.currentTarget instanceof Element)) return;
  const stops = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('button, input, textarea, select'));
  const first = stops[0];
  const last = stops[stops.length - 1];
  const [edge, other] = event.shiftKey ? [first, last] : [last, first];
  if (event.target !== edge || !other) return;
  event.preventDefault();
  other.focus();
}

/** Seen from a listener on the host element, the target is the host: the first of the path is what has the focus. */
function pathTarget(event: Event): EventTarget | null {
  return event.composedPath()[0] ?? event.target;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, textarea, select, label') !== null;
}
