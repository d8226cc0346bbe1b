import { copyText } from '../shared/copy-text.js';
import { SibanStatusEvent } from '../shared/events.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { QueuedCommand } from '../../sync/room-session.js';
import { cssString, type BoardHost } from './board-host.js';
import type { CommandActions } from './command-actions.js';
import { unseenFields } from './queued-step.js';

/** What people do about what waits on this page: look at it, try again, give it up, take it along. */
export class QueueActions {
  readonly #host: BoardHost;
  readonly #commands: CommandActions;

  constructor(host: BoardHost, commands: CommandActions) {
    this.#host = host;
    this.#commands = commands;
  }

  /** The list of everything that waits, in the place of the panel. */
  readonly openWaiting = (): void => {
    const { ui } = this.#host;
    if (ui.panel === null && ui.focused !== null) this.#host.holdRow(ui.focused);
    ui.panel = { kind: 'waiting' };
    ui.dropping = null;
    this.#host.changed();
    this.#host.focusSoon('.panel');
  };

  /** Where the person decides about one that waits: in the trail of its topic, or in the list. */
  readonly showQueued = (id: string): void => {
    this.#host.focusSoon(`[data-queued="${cssString(id)}"]`);
  };

  readonly tickQueued = (id: string, field: string, seen: boolean): void => {
    const { ui } = this.#host;
    const others = (ui.lookedAt.get(id) ?? []).filter((name) => name !== field);
    ui.lookedAt.set(id, seen ? [...others, field] : others);
    this.#host.changed();
  };

  readonly retryQueued = (id: string): void => {
    this.#host.session?.retryQueued(id);
    this.#focusStep(id);
  };

  /** The same decision on what stands there now. It takes the place of the refused one once it is sealed or waits itself. */
  readonly resubmitQueued = async (item: QueuedCommand): Promise<void> => {
    const { session, ui } = this.#host;
    const { id, subject } = item.command;
    const topic = session?.content.topic(subject as TopicId);
    if (!session || unseenFields(item, topic, ui.lookedAt.get(id) ?? []).length > 0) return;
    const taken = await this.#commands.giveAgain(item.command);
    if (!taken) return;
    ui.lookedAt.delete(id);
    session.dropQueued(id);
    this.#host.changed();
  };

  /** It is for good: the person is asked once more, in place. */
  readonly askDrop = (id: string): void => {
    this.#host.ui.dropping = id;
    this.#host.changed();
    this.#host.focusSoon(`[data-drop-yes="${cssString(id)}"]`);
  };

  readonly keepQueued = (id: string): void => {
    this.#host.ui.dropping = null;
    this.#host.changed();
    this.#host.focusSoon(`[data-drop="${cssString(id)}"]`);
  };

  readonly dropQueued = ({ command: { id } }: QueuedCommand): void => {
    const { session, ui } = this.#host;
    ui.dropping = null;
    ui.lookedAt.delete(id);
    session?.dropQueued(id);
    this.#host.changed();
    this.#host.focusSoon('.panel');
  };

  /** The person has taken along what they want of what the server will never take. */
  readonly dropLeftovers = (): void => {
    this.#host.ui.dropping = null;
    this.#host.session?.dropLeftovers();
    this.#host.changed();
    this.#host.focusSoon('.panel');
  };

  /** A portal that hears of it can sign the person in again; the page itself asks for a new token at once. */
  readonly signInAgain = (): void => {
    const { session } = this.#host;
    if (!session) return;
    this.#host.dispatchEvent(new SibanStatusEvent(session.room, session.sync.status, session.sync.unsaved));
    session.reconnect();
  };

  /** Takes a text along: `key` names its field on the page. */
  readonly copy = async (key: string): Promise<void> => {
    const field = this.#host.shadow?.querySelector<HTMLTextAreaElement>(`[data-own="${cssString(key)}"]`);
    if (!field) return;
    const how = await copyText(field);
    this.#host.ui.copied = { key, how };
    const { words } = this.#host;
    this.#host.announce(how === 'copied' ? words.waiting.copied : words.waiting.selected);
  };

  readonly toggleBanners = (): void => {
    const { ui } = this.#host;
    ui.allBanners = !ui.allBanners;
    this.#host.changed();
  };

  #focusStep(id: string): void {
    this.#host.changed();
    this.#host.focusSoon(`[data-queued="${cssString(id)}"] button, .panel`);
  }
}
