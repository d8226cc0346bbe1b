import type { SealedEntry } from '../../model/entry.js';
import type { AgendaSession } from '../../sync/room-session.js';
import type { BoardUi } from './board-ui.js';
import type { BoardView } from './board-view.js';
import type { Toast } from '../shared/toast.js';
import type { FocusTaker } from './focus-keeper.js';
import type { AgendaWords } from './strings.js';

/** What the board's actions may ask of the element that they act for. */
export interface BoardHost {
  readonly ui: BoardUi;
  readonly session: AgendaSession | undefined;
  readonly view: BoardView | undefined;
  readonly words: AgendaWords;
  readonly shadow: ShadowRoot | null;
  /** Whether this page may edit the content now. */
  readonly writable: boolean;
  /** Whether commands can be issued from this page at all. */
  readonly commanding: boolean;
  /** Whether single characters are keys. */
  readonly letters: boolean;
  /** Width class of the tag: on narrow ones the panel takes the list's place. */
  readonly narrow: boolean;
  /** Renders again. */
  changed(): void;
  /** Says it in the live region. */
  announce(text: string): void;
  /** Shows it for a few seconds; what it says stands somewhere else too. */
  toast(toast: Toast): void;
  /** Says where a row stands now that this person has moved it, or how many rows, with a way back. */
  toastMoved(order: number, count?: number): void;
  /** Says that a step was sealed after somebody else's that its author had not seen, with the way to where it is settled. */
  toastContested(entry: Pick<SealedEntry, 'type' | 'subject'>): void;
  /** Moves the focus to the first match, once what has just changed is rendered. */
  focusSoon(selector: string): void;
  /** What has the focus now gets it back when `taker` is done with it. */
  rememberFocus(taker: FocusTaker): void;
  /** Gives it back after the next render, or to the first match of `otherwise` when what had it is gone. */
  returnFocus(taker: FocusTaker, otherwise: string): void;
  /** Has a row of a long list rendered, wherever it stands, and brings it into sight with the next render. */
  reveal(id: string): void;
  /** Keeps that row where the reader sees it while the next render opens or closes the panel. */
  holdRow(id: string): void;
  /** False when the event was cancelled. */
  dispatchEvent(event: Event): boolean;
}

/** Selector of a row by its topic. */
export function rowSelector(id: string): string {
  return `[data-topic="${cssString(id)}"]`;
}

/** Ids come out of shared documents: none may end the string that it stands in. */
export function cssString(text: string): string {
  return text.replace(/["\\\n\r\f]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
}
