import type { TopicId } from '../../model/agenda/topic.js';
import type { ContentActions } from './board-actions.js';
import { rowSelector, type BoardHost } from './board-host.js';
import { RowDrag } from './row-drag.js';

/** Keys, clicks and pointers. Single letters are keys only outside fields, and never while an input method composes. */
export class ListHandlers {
  readonly #host: BoardHost;
  readonly #content: ContentActions;
  readonly #drag: RowDrag;

  constructor(host: BoardHost, content: ContentActions) {
    this.#host = host;
    this.#content = content;
    this.#drag = new RowDrag(host, (id, order) => content.move(id, order));
  }

  readonly onListClick = (event: Event): void => {
    const id = this.#topicOf(event);
    if (id === null || isControl(event.target)) return;
    this.#content.openTopic(id, false);
  };

  readonly onListFocus = (event: Event): void => {
    const id = this.#topicOf(event);
    if (id === null || this.#host.ui.focused === id) return;
    this.#host.ui.focused = id;
    this.#host.changed();
  };

  readonly onListPointer = (event: PointerEvent): void => {
    const id = this.#topicOf(event);
    const { view, writable, words } = this.#host;
    if (id === null || !writable || event.button !== 0) return;
    if (!(event.target as Element).closest('[data-grip]')) return;
    if (view && view.shown.length !== view.rows.length) this.#host.announce(words.row.filterFirst);
    else this.#drag.start(id, event);
  };

  readonly onListKey = (event: KeyboardEvent): void => {
    const id = this.#topicOf(event);
    if (id === null || event.isComposing || isField(event.target)) return;
    if (this.#rowKey(id, event)) event.preventDefault();
  };

  /** True when the key was ours. */
  #rowKey(id: TopicId, event: KeyboardEvent): boolean {
    const { view } = this.#host;
    const shown = view ? [...view.shown, ...view.shownAside] : [];
    const at = shown.findIndex((row) => row.id === id);
    const row = shown[at];
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    if (event.altKey) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
      if (row.order > 0) this.#content.move(id, row.order + (event.key === 'ArrowUp' ? -1 : 1));
      return true;
    }
    const target = targetOf(event.key, at, shown.length);
    if (target !== null) {
      this.#focusRow(shown[target]?.id);
      return true;
    }
    if (event.key !== 'Enter' || isControl(event.target)) return false;
    this.#content.openTopic(id, true);
    return true;
  }

  #focusRow(id: TopicId | undefined): void {
    if (id === undefined) return;
    this.#host.ui.focused = id;
    this.#host.changed();
    this.#host.focusSoon(rowSelector(id));
  }

  readonly onFilterKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      const { ui, view } = this.#host;
      // Nothing to clear: the list has the focus again.
      if (ui.filter === '' && !ui.onlyFindings) this.#focusRow(ui.focused ?? view?.shown[0]?.id);
      else this.#content.clearFilter();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      this.#focusRow((this.#host.view?.shown[0] ?? this.#host.view?.shownAside[0])?.id);
    }
  };

  readonly onPanelKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.stopPropagation();
    this.#content.closePanel();
  };

  readonly onHelpKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === '?') this.#content.toggleHelp();
    // One control inside: the focus stays on it.
    if (event.key === 'Tab') event.preventDefault();
  };

  /** The focus stays in the dialog, and no key of the board works behind it. */
  readonly onDialogKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Tab' || !(event.currentTarget instanceof Element)) return;
    const stops = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('button, input, textarea'));
    const first = stops[0];
    const last = stops[stops.length - 1];
    const [edge, other] = event.shiftKey ? [first, last] : [last, first];
    if (event.target !== edge || !other) return;
    event.preventDefault();
    other.focus();
  };

  /** Keys that work anywhere on the board outside fields. */
  readonly onBoardKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isField(pathTarget(event))) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (event.altKey || !this.#undoKey(key, event.shiftKey)) return;
    } else if (event.altKey || !this.#plainKey(key)) return;
    event.preventDefault();
  };

  #undoKey(key: string, shift: boolean): boolean {
    if (!this.#host.writable) return false;
    if (key === 'z' && !shift) this.#content.undo();
    else if (key === 'y' || key === 'z') this.#content.redo();
    else return false;
    return true;
  }

  #plainKey(key: string): boolean {
    const { ui, writable } = this.#host;
    if (key === 'n' && writable) this.#content.add();
    else if (key === '/') this.#host.focusSoon('.filter-field');
    else if (key === '?' || key === '？') this.#content.toggleHelp();
    else if (key === 'escape' && ui.panel) this.#content.closePanel();
    else return false;
    return true;
  }

  #topicOf(event: Event): TopicId | null {
    const row = event.target instanceof Element ? event.target.closest('[data-topic]') : null;
    return (row?.getAttribute('data-topic') ?? null) as TopicId | null;
  }
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
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
