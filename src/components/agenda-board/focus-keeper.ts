import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TopicId } from '../../model/agenda/topic.js';
import { rowSelector, type BoardHost } from './board-host.js';
import { rowOf, type BoardView } from './board-view.js';
import { isSameControl, placeOf, twinSelector, type FocusPlace } from './focus-place.js';
import { listedIds, placedIn } from './row-order.js';

/** What may hand the focus back to where it was taken from. */
export type FocusTaker = 'help' | 'filter';

/**
 * Never lets a render lose the focus: a row that moves is taken out of the page and put back, a row or a button may
 * be gone because of what somebody else did, and the whole list while the server has the page start over. The focus goes back
 * to the same element, else to what stands in its place, else to the nearest; where it is another one, a sentence says why.
 */
export class FocusKeeper implements ReactiveController {
  readonly #board: BoardHost;
  #before: FocusPlace | null = null;
  #soon: string | null = null;
  #back: { readonly place: FocusPlace | undefined; readonly otherwise: string } | null = null;
  /** Where the focus was when the board had nothing to focus: it waits on the frame. */
  #parked: FocusPlace | null = null;
  /** As it was rendered last, to find the neighbour of a topic that is gone. */
  #view: BoardView | undefined;
  #said = '';
  /** The person has pressed something since the last render: what goes because of it surprises nobody. */
  #acted = false;
  #shape = '';
  readonly #takenFrom = new Map<FocusTaker, FocusPlace>();

  constructor(host: ReactiveControllerHost & EventTarget, board: BoardHost) {
    this.#board = board;
    host.addController(this);
    host.addEventListener('click', () => (this.#acted = true));
  }

  /** The first match gets the focus after the next render. */
  focusSoon(selector: string): void {
    this.#soon = selector;
    this.#back = null;
  }

  /** What has the focus now gets it back when `taker` is done with it. */
  remember(taker: FocusTaker): void {
    const active = this.#board.shadow?.activeElement;
    if (active) this.#takenFrom.set(taker, placeOf(active));
    else this.#takenFrom.delete(taker);
  }

  /** After the next render; `otherwise` gets it when what had it is gone. */
  giveBack(taker: FocusTaker, otherwise: string): void {
    this.#back = { place: this.#takenFrom.get(taker), otherwise };
    this.#soon = null;
    this.#takenFrom.delete(taker);
  }

  hostUpdate(): void {
    const active = this.#board.shadow?.activeElement ?? null;
    if (active && active === this.#frame && this.#parked) this.#before = this.#parked;
    else this.#before = active ? placeOf(active) : null;
  }

  hostUpdated(): void {
    const said = this.#said;
    this.#said = this.#board.ui.announcement;
    const told = this.#acted || said !== this.#said;
    if (!this.#goWhereAsked()) this.#keep(told);
    if (!told) this.#tellPlace();
    this.#acted = false;
    this.#before = null;
    this.#shape = this.#shapeNow;
    this.#view = this.#board.view ?? this.#view;
  }

  #goWhereAsked(): boolean {
    const { shadow } = this.#board;
    const [soon, back] = [this.#soon, this.#back];
    this.#soon = null;
    this.#back = null;
    const asked = soon === null ? null : shadow?.querySelector(soon);
    if (this.#focus(asked)) {
      // Where this person goes or has moved a row to is to be in sight, also when it had the focus before.
      if (asked?.matches('[data-topic]')) asked.scrollIntoView({ block: 'nearest' });
      return true;
    }
    if (!back) return false;
    const { place } = back;
    if (place && (this.#focusPlace(place) || this.#focusRow(place.topic))) return true;
    return this.#focus(shadow?.querySelector(back.otherwise));
  }

  /** `told`: whoever works here knows why, or is told in words by this very render. */
  #keep(told: boolean): void {
    const before = this.#before;
    const active = this.#board.shadow?.activeElement ?? null;
    if (!before || (active && active !== this.#frame && !this.#isUnusable(active, before))) return;
    if (this.#focusPlace(before) || (before.topic !== null && this.#focusTopic(before, told))) {
      this.#parked = null;
      return;
    }
    if (this.#focusNearest(before)) {
      this.#parked = null;
      if (before.topic === null && !told && before.control) this.#board.announce(this.#board.words.focus.controlGone);
      return;
    }
    this.#parked = before;
    this.#focus(this.#frame);
  }

  /** A disabled button takes no key, and what is hidden loses the focus as soon as the page is drawn. */
  #isUnusable(active: Element, before: FocusPlace): boolean {
    if (active.matches(':disabled') || !isSameControl(before)) return true;
    // Asking for boxes has the page laid out: only when the panel has come, gone, or changed its place.
    return this.#shapeNow !== this.#shape && active.getClientRects().length === 0;
  }

  /** To the element itself, or to the one that was made in its place. */
  #focusPlace(place: FocusPlace): boolean {
    const { shadow } = this.#board;
    if (!shadow) return false;
    // A field keeps its caret while it is out of the page.
    if (shadow.contains(place.element) && isSameControl(place) && this.#focus(place.element)) return true;
    const twin = twinSelector(place);
    return twin !== null && this.#focus(shadow.querySelector(twin));
  }

  /** To the row of the topic; else to the next one that was listed after it and still is, else the one before. */
  #focusTopic({ topic, control }: FocusPlace, told: boolean): boolean {
    const { view, words } = this.#board;
    if (topic === null || !view) return false;
    const id = topic as TopicId;
    const listed = listedIds(view);
    if (listed.includes(id)) {
      if (!this.#focusRow(id)) return false;
      if (control && !told) this.#board.announce(words.focus.controlGone);
      return true;
    }
    const neighbour = neighbourOf(id, this.#view ? listedIds(this.#view) : [], listed);
    if (neighbour === undefined) return false;
    if (!this.#focusRow(neighbour)) {
      if (this.#board.shadow?.querySelector(rowSelector(neighbour))) return false;
      // Outside what is drawn of a long list: the row that has the list's tab stop is drawn with the next render.
      this.#board.ui.focused = neighbour;
      this.#board.focusSoon(rowSelector(neighbour));
    }
    if (!told) this.#tellGone(id, neighbour);
    return true;
  }

  #focusRow(id: string | null): boolean {
    if (id === null || !this.#focus(this.#board.shadow?.querySelector(rowSelector(id)))) return false;
    this.#board.ui.focused = id as TopicId;
    return true;
  }

  #focusNearest({ inPanel, inDialog }: FocusPlace): boolean {
    const { shadow } = this.#board;
    const [panel, list] = ['.panel', '[data-topic][tabindex="0"]'];
    const nearest = inPanel || inDialog ? [panel, list] : [list, panel];
    return [...nearest, '[data-add]', '.filter-field'].some((selector) => this.#focus(shadow?.querySelector(selector)));
  }

  /** The row is listed elsewhere than it was: among those that are not heard, or back from there. */
  #tellPlace(): void {
    const { view, words } = this.#board;
    const id = this.#before?.topic ?? null;
    const row = view && rowOf(view, id);
    const before = row && this.#view && placedIn(this.#view, row.id);
    if (!before || before.order > 0 === row.order > 0) return;
    const title = row.facts.topic.title || words.row.untitled;
    this.#board.announce(row.order > 0 ? words.focus.heard(title, row.order) : words.focus.aside(title));
  }

  #tellGone(id: TopicId, neighbour: TopicId): void {
    const { session, view, words } = this.#board;
    const topic = session?.content.topic(id);
    const title = topic?.title || words.row.untitled;
    const client = session?.content.removedBy(id);
    const who = client === undefined ? '' : (session?.record.authorOf(client)?.name ?? '');
    const why = topic && !topic.removed ? words.focus.filtered(title) : words.focus.removed(title, who);
    const order = (view && rowOf(view, neighbour)?.order) ?? 0;
    this.#board.announce(order > 0 ? `${why}${words.focus.now(order)}` : why);
  }

  get #shapeNow(): string {
    return `${String(this.#board.narrow)} ${this.#board.ui.panel?.kind ?? ''}`;
  }

  /** The outermost element of the board, which keeps the focus while nothing inside can. */
  get #frame(): HTMLElement | null {
    return this.#board.shadow?.querySelector<HTMLElement>('.board') ?? null;
  }

  /** True when the element took it. */
  #focus(element: Element | null | undefined): boolean {
    if (!(element instanceof HTMLElement) || element.matches(':disabled')) return false;
    // What lies in a part that is not shown would keep the focus only until the page is drawn.
    if (element.getClientRects().length === 0) return false;
    // A moved row is where the person is reading: the page must not jump to it. Neither must it for a dialog, which
    // lies in the part that is in sight, nor for what had the focus before one.
    const inDialog = element.closest('.dialog') !== null || this.#before?.element.closest('.dialog') != null;
    const still = inDialog || element === this.#before?.element || element === this.#frame;
    element.focus({ preventScroll: still });
    return this.#board.shadow?.activeElement === element;
  }
}

/** Of those that are still listed: the first that stood after `gone`, else the last that stood before it. */
export function neighbourOf<T>(gone: T, before: readonly T[], now: readonly T[]): T | undefined {
  const left = new Set(now);
  const at = before.indexOf(gone);
  const isLeft = (id: T): boolean => left.has(id);
  return before.slice(at + 1).find(isLeft) ?? before.slice(0, Math.max(0, at)).reverse().find(isLeft) ?? now[0];
}
