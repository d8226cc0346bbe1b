import { lacking } from '../../model/agenda/commands.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { ContentActions } from './board-actions.js';
import { rowSelector, type BoardHost } from './board-host.js';
import { rowOf } from './board-view.js';
import { lackWords, verbOf } from './command-bar.js';
import type { CommandActions } from './command-actions.js';
import type { FilterActions } from './filter-actions.js';
import type { KeyAct, Stroke } from './keys.js';
import { nextStepOf } from './next-step.js';
import { scrollerOf } from './row-hold.js';
import { listedIds } from './row-order.js';
import type { RowSelection } from './row-selection.js';
import type { BoardScope } from './scope.js';

/** One press of a key of the table. */
export interface Press {
  readonly stroke: Stroke;
  /** The row that has the focus, else the topic that is open; null for neither. */
  readonly topic: TopicId | null;
  /** A button or the like has the focus: Enter and Space are its own. */
  readonly onControl: boolean;
}

/** False: not ours after all. Anything else: done. */
type Handler = (press: Press) => unknown;

/** What each key of the table does. */
export class KeyActs {
  readonly #host: BoardHost;
  readonly #content: ContentActions;
  readonly #commands: CommandActions;
  readonly #filter: FilterActions;
  readonly #selection: RowSelection;
  readonly #scope: () => BoardScope | undefined;
  readonly #handlers: Readonly<Record<KeyAct, Handler>>;

  constructor(
    host: BoardHost,
    acts: { content: ContentActions; commands: CommandActions; filter: FilterActions; selection: RowSelection },
    scope: () => BoardScope | undefined,
  ) {
    this.#host = host;
    this.#content = acts.content;
    this.#commands = acts.commands;
    this.#filter = acts.filter;
    this.#selection = acts.selection;
    this.#scope = scope;
    this.#handlers = this.#table();
  }

  /** True when the key was ours. */
  act(act: KeyAct, press: Press): boolean {
    return this.#handlers[act](press) !== false;
  }

  /** The one way in which a row gets the focus, also one that lies outside what is drawn of a long list. */
  focusRow(id: TopicId | undefined): void {
    if (id === undefined) return;
    this.#host.ui.focused = id;
    if (!this.#host.shadow?.querySelector(rowSelector(id))) this.#host.reveal(id);
    this.#host.focusSoon(rowSelector(id));
  }

  #table(): Record<KeyAct, Handler> {
    const withTopic =
      (act: (id: TopicId, press: Press) => unknown): Handler =>
      (press) =>
        press.topic !== null && act(press.topic, press);
    const onRow = (act: (id: TopicId) => void): Handler =>
      withTopic((id, { onControl }) => !onControl && (act(id), true));
    const by = ({ stroke }: Press): -1 | 1 => (stroke.key === 'ArrowUp' || stroke.key === 'PageUp' ? -1 : 1);
    return {
      step: withTopic((id, press) => this.#go(id, by(press))),
      page: withTopic((id, press) => this.#go(id, this.#rowsInSight(id) * by(press))),
      ends: withTopic((id, { stroke }) => this.#go(id, stroke.key === 'Home' ? -Infinity : Infinity)),
      open: onRow((id) => this.#content.openTopic(id, true)),
      reorder: withTopic((id, press) => this.#reorder(id, by(press))),
      select: onRow((id) => this.#selection.toggleSelected(id)),
      extend: withTopic((id, press) => this.#extend(id, press)),
      selectAll: () => this.#selection.selectAll(),
      comment: withTopic((id) => this.#fillIn(id, 'notes')),
      assign: withTopic((id) => this.#fillIn(id, 'reporter')),
      advance: withTopic((id) => this.#advance(id)),
      add: () => this.#content.add(),
      filter: () => this.#filter.toFilter(),
      help: () => this.#content.toggleHelp(),
      close: () => this.#close(),
      undo: () => this.#content.undo(),
      redo: () => this.#content.redo(),
    };
  }

  /** To another row of the list as it is filtered now; at its ends the focus stays. */
  #go(id: TopicId, by: number): boolean {
    const { view } = this.#host;
    const listed = view ? listedIds(view) : [];
    const at = listed.indexOf(id);
    if (at < 0) return false;
    this.focusRow(listed[Math.max(0, Math.min(listed.length - 1, at + by))]);
    return true;
  }

  /** As many rows as a screen shows, less one that is seen on both. */
  #rowsInSight(id: TopicId): number {
    const row = this.#host.shadow?.querySelector(rowSelector(id));
    const height = row?.getBoundingClientRect().height ?? 0;
    if (!row || height === 0) return 1;
    const scroller = scrollerOf(row);
    return Math.max(1, Math.floor(Math.min(scroller.clientHeight, window.innerHeight) / height) - 1);
  }

  #reorder(id: TopicId, by: -1 | 1): void {
    const { ui, view } = this.#host;
    const row = view && rowOf(view, id);
    if (ui.selection.has(id)) {
      this.#selection.moveSelection(by);
      this.focusRow(id);
    } else if (row && row.order > 0) this.#content.move(id, row.order + by);
    else this.#host.announce(this.#host.words.selection.unheard);
  }

  #extend(id: TopicId, { stroke, onControl }: Press): boolean {
    const { ui, view } = this.#host;
    if (stroke.key === ' ') {
      if (!onControl) this.#selection.selectTo(id);
      return !onControl;
    }
    const listed = view ? listedIds(view) : [];
    const next = listed[listed.indexOf(id) + (stroke.key === 'ArrowUp' ? -1 : 1)];
    if (next === undefined) return true;
    // From a row that is not chosen a new choice begins.
    if (!ui.selection.has(id)) ui.anchor = id;
    this.#selection.selectTo(next);
    this.focusRow(next);
    return true;
  }

  #fillIn(id: TopicId, field: 'notes' | 'reporter'): boolean {
    const { view } = this.#host;
    if (!view || !rowOf(view, id)) return false;
    this.#content.openTopic(id, false);
    this.#content.fillIn(field);
    return true;
  }

  /** The form of the next step; what it lacks is said, with the caret where it is to be filled in. */
  #advance(id: TopicId): boolean {
    const scope = this.#scope();
    const facts = scope && rowOf(scope.view, id)?.facts;
    if (!scope || !facts) return false;
    const step = nextStepOf(facts, scope);
    const { words, writable } = this.#host;
    if (!step) {
      this.#host.announce(words.focus.noStep);
      return true;
    }
    this.#content.openTopic(id, false);
    const { row } = step.choice;
    const missing = lacking(row, facts.topic);
    if (missing.length === 0) {
      this.#commands.startCommand(row.type, step.facts, verbOf(step.choice, scope));
      return true;
    }
    this.#host.announce(lackWords(missing, scope));
    if (writable) this.#content.fillIn(missing[0]!);
    return true;
  }

  #close(): boolean {
    const { ui } = this.#host;
    if (ui.selection.size > 0) this.#selection.clearSelection();
    else if (ui.panel) this.#content.closePanel();
    else return false;
    return true;
  }
}
