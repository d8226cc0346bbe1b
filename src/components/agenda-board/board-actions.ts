import type { MeetingFields, LeaveFields } from '../../model/agenda/meeting.js';
import type { Topic, TopicId } from '../../model/agenda/topic.js';
import { cssString, rowSelector, type BoardHost } from './board-host.js';
import type { CommandActions } from './command-actions.js';
import type { HandActions } from './hand-actions.js';
import type { QueueActions } from './queue-actions.js';
import type { SecrecyActions } from './secrecy-actions.js';
import type { RegisterActions } from './register-actions.js';

/** All that templates may call. */
export type BoardActions = Open<ContentActions> &
  Open<CommandActions> &
  Open<QueueActions> &
  Open<SecrecyActions> &
  HandActions &
  Open<RegisterActions>;
/** What a class shows, without what makes it that class. */
type Open<T> = Pick<T, keyof T>;

type PlainTopicFields = Partial<Pick<Topic, 'proposer' | 'sponsor' | 'reporter' | 'kind' | 'minutes' | 'coordinated'>>;

/** Longest that a topic may be planned for: a day. */
const MOST_MINUTES = 1440;
const MOST_PEOPLE = 9999;

/** The button of the header that opens the panel of the meeting, or on a narrow tag the menu that holds it. */
export const OPENS_MEETING = '[data-opens="meeting"], [data-opens="board"]';

/** What people do with the content and with what is open on this page. */
export class ContentActions {
  readonly #host: BoardHost;

  constructor(host: BoardHost) {
    this.#host = host;
  }

  // ---- content

  /** Adds a topic at the end, opens it, and puts the caret into its title. */
  readonly add = (): void => {
    const { session, ui, words, writable } = this.#host;
    if (!session || !writable) return;
    const id = session.content.addTopic({});
    ui.filter = '';
    ui.onlyFindings = false;
    ui.focused = id;
    this.openTopic(id, false);
    ui.editing = true;
    this.#host.announce(words.announce.added((this.#host.view?.rows.length ?? 0) + 1));
    this.#host.focusSoon('.topic-title .title-field');
  };

  readonly setTopic = (id: TopicId, fields: PlainTopicFields): void => {
    this.#host.session?.content.setTopic(id, fields);
  };

  /** Empty means unknown; anything but a whole number of minutes of one day leaves what stood there. */
  readonly setMinutes = (id: TopicId, text: string): void => {
    const minutes = readCount(text, MOST_MINUTES);
    if (minutes !== undefined) this.setTopic(id, { minutes });
  };

  readonly setMaterials = (id: TopicId, names: readonly string[]): void => {
    this.#host.session?.content.setMaterials(id, names);
  };

  readonly setAttendUnits = (id: TopicId, names: readonly string[]): void => {
    this.#host.session?.content.setAttendUnits(id, names);
  };

  /** Moves a topic to a place counted from 1, says where it is now, and keeps the focus on it. */
  readonly move = (id: TopicId, order: number): void => {
    const { session, words, writable, ui, view } = this.#host;
    if (!session || !writable || !view) return;
    const count = view.rows.length;
    const refusal =
      view.shown.length !== view.rows.length
        ? words.row.filterFirst
        : order < 1
          ? words.row.atTop
          : order > count
            ? words.row.atBottom
            : null;
    if (refusal !== null) {
      this.#host.announce(refusal);
      return;
    }
    this.#moveTo(id, order);
    ui.focused = id;
    this.#host.announce(words.row.moved(order, count));
    this.#host.toastMoved(order);
    this.#host.focusSoon(rowSelector(id));
  };

  /** Moves the open topic up or down by one; for people without a keyboard. */
  readonly moveBy = (id: TopicId, by: number): void => {
    const row = this.#host.view?.rows.find((candidate) => candidate.id === id);
    if (!row || !this.#host.session) return;
    const order = row.order + by;
    const count = this.#host.view?.rows.length ?? 0;
    if (order < 1 || order > count) return;
    this.#moveTo(id, order);
    this.#host.announce(this.#host.words.row.moved(order, count));
    this.#host.toastMoved(order);
  };

  /** Numbers count what is heard; what is put off keeps its own place in between. */
  #moveTo(id: TopicId, order: number): void {
    const { session, view } = this.#host;
    const there = view?.rows[order - 1]?.id;
    const at = session?.content.topics.findIndex((topic) => topic.id === there) ?? -1;
    if (at >= 0) session?.content.moveTopic(id, at);
  }

  readonly remove = (id: TopicId): void => {
    const { session, words } = this.#host;
    const topic = session?.content.topic(id);
    if (!session || !topic) return;
    session.content.removeTopic(id);
    this.closePanel();
    this.#host.announce(words.announce.removed(topic.title || words.row.untitled));
  };

  readonly restore = (id: TopicId): void => {
    const { session, words, ui } = this.#host;
    const topic = session?.content.topic(id);
    if (!session || !topic) return;
    session.content.restoreTopic(id);
    ui.focused = id;
    this.#host.announce(words.announce.restored(topic.title || words.row.untitled));
    if (ui.openTopic !== id) this.#host.focusSoon(rowSelector(id));
  };

  readonly setMeeting = (fields: Partial<MeetingFields>): void => {
    this.#host.session?.content.setMeeting(fields);
  };

  readonly setCount = (name: 'plannedMinutes' | 'membersTotal' | 'membersConfirmed', text: string): void => {
    const count = readCount(text, MOST_PEOPLE);
    if (count !== undefined) this.setMeeting({ [name]: count });
  };

  /** What is typed and not written yet came, changed or went. */
  readonly onDraft = (): void => this.#host.changed();

  readonly addLeave = (): void => {
    const id = this.#host.session?.content.addLeave({ person: '', reason: '', approvedBy: '', at: '' }) ?? '';
    this.#host.focusSoon(`[data-leave-row="${cssString(id)}"] input`);
  };

  readonly setLeave = (id: string, fields: Partial<LeaveFields>): void => {
    this.#host.session?.content.setLeave(id, fields);
  };

  readonly nameApprover = (id: string): void => {
    this.#host.focusSoon(`[data-leave-row="${cssString(id)}"] [data-leave="approvedBy"]`);
  };

  readonly removeLeave = (id: string): void => {
    this.#host.session?.content.removeLeave(id);
  };

  readonly undo = (): void => {
    const { session, words, writable } = this.#host;
    if (!session || !writable) return;
    const nothing = session.content.isUndoShared ? words.announce.undoShared : words.announce.nothingToUndo;
    this.#host.announce(session.content.undo() ? words.announce.undone : nothing);
  };

  readonly redo = (): void => {
    const { session, words, writable } = this.#host;
    if (!session || !writable) return;
    this.#host.announce(session.content.redo() ? words.announce.redone : words.announce.nothingToRedo);
  };

  // ---- what is open

  readonly openTopic = (id: TopicId, moveFocus: boolean): void => {
    const { ui } = this.#host;
    if (ui.openTopic !== id) this.#reset();
    if (ui.panel === null) this.#host.holdRow(id);
    ui.panel = { kind: 'topic', id };
    ui.focused = id;
    this.#host.changed();
    if (moveFocus || this.#host.narrow) this.#host.focusSoon('.panel');
  };

  /** To the topic before or after the open one, in the order of the whole list. */
  readonly step = (by: number): void => {
    const { view, ui } = this.#host;
    const at = view?.rows.findIndex((row) => row.id === ui.openTopic) ?? -1;
    const next = at < 0 ? undefined : view?.rows[at + by];
    if (!next) return;
    this.openTopic(next.id, false);
    this.#host.reveal(next.id);
  };

  readonly closePanel = (): void => {
    const { ui } = this.#host;
    const { panel } = ui;
    if (!panel) return;
    // What stands in a field that is about to go is a change that its author has made.
    const active = this.#host.shadow?.activeElement;
    if (active instanceof HTMLElement && active.closest('.fields')) active.blur();
    const held = ui.focused ?? (panel.kind === 'topic' ? panel.id : null);
    if (held !== null) this.#host.holdRow(held);
    ui.panel = null;
    this.#reset();
    this.#host.changed();
    const back =
      panel.kind === 'topic'
        ? rowSelector(ui.focused ?? panel.id)
        : panel.kind === 'meeting'
          ? `${OPENS_MEETING}, [data-topic][tabindex="0"]`
          : `[data-opens="${panel.kind}"], [data-topic][tabindex="0"]`;
    this.#host.focusSoon(back);
  };

  readonly toggleMeeting = (): void => {
    const { ui } = this.#host;
    if (ui.panel?.kind === 'meeting') {
      this.closePanel();
      return;
    }
    this.#reset();
    if (ui.panel === null && ui.focused !== null) this.#host.holdRow(ui.focused);
    ui.panel = { kind: 'meeting' };
    ui.leaveOrder = [];
    this.#host.changed();
    this.#host.focusSoon('.panel');
  };

  readonly toggleEditing = (): void => {
    const { ui } = this.#host;
    ui.editing = !ui.editing;
    this.#host.changed();
  };

  /** Unfolds the fields of the open topic and puts the caret into one of them. */
  readonly fillIn = (field: 'title' | 'proposer' | 'reporter' | 'notes'): void => {
    this.#host.ui.editing = true;
    this.#host.focusSoon(`.panel [data-field="${field}"]`);
  };

  readonly toggleComparing = (): void => {
    const { ui } = this.#host;
    ui.comparing = !ui.comparing;
    this.#host.changed();
  };

  readonly toggleHelp = (): void => {
    const { ui } = this.#host;
    ui.help = !ui.help;
    this.#host.changed();
    if (ui.help) {
      this.#host.rememberFocus('help');
      this.#host.focusSoon('[data-close-help]');
    } else {
      this.#host.returnFocus('help', '[data-opens="help"]');
    }
  };

  readonly onScrim = (event: Event): void => {
    if (event.target === event.currentTarget) this.toggleHelp();
  };

  readonly dismissSecret = (): void => {
    this.#host.ui.secretBlocked = false;
    this.#host.changed();
  };

  /** A form that was half filled in for one topic must not be sent for another. */
  #reset(): void {
    const { ui } = this.#host;
    ui.form = null;
    ui.settling = null;
    ui.menu = null;
    ui.editing = false;
    ui.comparing = false;
  }
}

/** As a field shows it: empty while unknown. */
export function countText(count: number | null | undefined): string {
  return count === null || count === undefined ? '' : String(count);
}

/** A whole number from 0 to `most`; null for an empty text, undefined for anything else. */
export function readCount(text: string, most: number): number | null | undefined {
  if (text.trim() === '') return null;
  const count = Number(text);
  return Number.isInteger(count) && count >= 0 && count <= most ? count : undefined;
}
