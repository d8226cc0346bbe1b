import type { DirectiveResult } from 'lit/directive.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { AgendaSession } from '../../sync/room-session.js';
import type { Formats } from '../shared/format.js';
import type { WidthClass } from '../shared/width-controller.js';
import type { SharedWords } from '../shared/words.js';
import type { BoardActions } from './board-actions.js';
import type { BoardUi } from './board-ui.js';
import type { BoardView } from './board-view.js';
import type { ListWindow } from './list-window.js';
import type { AgendaWords } from './strings.js';

/** What every part of the board is rendered from. */
export interface BoardScope {
  readonly words: AgendaWords;
  readonly shared: SharedWords;
  readonly formats: Formats;
  readonly session: AgendaSession;
  readonly view: BoardView;
  readonly ui: BoardUi;
  readonly act: BoardActions;
  /** Milliseconds by the server's clock. */
  readonly now: number;
  /** Whether this page may edit the content now. */
  readonly writable: boolean;
  /** Whether commands can be issued from this page at all. */
  readonly commanding: boolean;
  /** Whether single characters are keys, and whether this browser keeps that choice. */
  readonly letters: boolean;
  readonly lettersKept: boolean;
  readonly texts: BoundTexts;
  /** Width class of the tag. */
  readonly width: WidthClass;
  /** Width of the line of the material clock, at least. */
  readonly linePixels: number;
  /** Which rows of a long list are rendered. */
  readonly window: ListWindow;
}

/** Fields that several people may type in at once: each hands out what binds it to an input. */
export interface BoundTexts {
  meetingTitle(): DirectiveResult;
  topicTitle(id: TopicId): DirectiveResult;
  topicNotes(id: TopicId): DirectiveResult;
}
