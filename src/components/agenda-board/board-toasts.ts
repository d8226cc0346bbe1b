import type { TopicId } from '../../model/agenda/topic.js';
import { approvedContent } from '../../model/agenda/topic.js';
import type { SealedEntry } from '../../model/entry.js';
import type { JsonObject } from '../../model/json.js';
import type { AgendaChange } from '../../store/agenda-store.js';
import type { AgendaSession, CommandResult, QueuedCommand } from '../../sync/room-session.js';
import type { ToastController } from '../shared/toast.js';
import { cssString, type BoardHost } from './board-host.js';

/** A change of what is open is told once in this many milliseconds, however fast somebody types. */
const AGAIN = 60_000;

/** What came of steps that waited. Contested: sealed, and in conflict with what somebody else had done before it arrived. */
const NONE_SETTLED = { sealed: 0, contested: 0, refused: 0 };

/** Short words about what has just happened. Rows, trail, banners and the queue say the same, and go on saying it. */
export class BoardToasts {
  readonly #host: BoardHost;
  readonly #toasts: ToastController;
  readonly #see: (id: TopicId | null) => void;
  #session: AgendaSession | undefined;
  #stop: () => void = () => undefined;
  /** What settled since the toast that counts it was put up. */
  #settled = { ...NONE_SETTLED };
  #counting: unknown = null;
  /** The toast that offers to take a move back. */
  #undoable: unknown = null;
  /** The topic that is open, and what a decision on it covered when its change was told last. */
  #open: { readonly id: TopicId; readonly content: string; readonly toldAt: number } | null = null;

  /** `see` opens what is to be seen of a topic, or the list of what waits. */
  constructor(host: BoardHost, toasts: ToastController, see: (id: TopicId | null) => void) {
    this.#host = host;
    this.#toasts = toasts;
    this.#see = see;
  }

  /** Call before each render. */
  watch(session: AgendaSession | undefined): void {
    if (session !== this.#session) {
      this.leave();
      this.#session = session;
      if (session) this.#stop = session.onSettled((queued, result) => this.#onSettled(queued, result));
    }
    const { openTopic } = this.#host.ui;
    if (openTopic === this.#open?.id) return;
    const content = openTopic && contentOf(openTopic, session);
    this.#open = openTopic && content ? { id: openTopic, content, toldAt: -AGAIN } : null;
  }

  /** The host has left the page: it watches again when it is back. */
  leave(): void {
    this.#stop();
    this.#stop = () => undefined;
    this.#session = undefined;
    this.#open = null;
  }

  /** Of what is moved by hand: undo takes back the last change, so the offer goes as soon as there is another one. */
  moved(order: number, count: number): void {
    const { words } = this.#host;
    this.#toasts.show({
      text: count === 1 ? words.toast.moved(order) : words.toast.movedSeveral(count),
      light: 'ok',
      action: { word: words.toast.undo, press: () => this.#undoMove() },
      said: true,
    });
    this.#undoable = this.#toasts.current;
  }

  /** A step that was sealed at once, but after somebody else's that its author had not seen. */
  contested({ type, subject }: Pick<SealedEntry, 'type' | 'subject'>): void {
    const { session, words } = this.#host;
    const topic = session?.content.topic(subject as TopicId);
    const verb = words.commands[type]?.verb ?? type;
    this.#toasts.show({
      text: words.toast.contested(verb, topic?.title || words.row.untitled),
      light: 'warn',
      action: { word: words.toast.see, press: () => this.#see(topic && !topic.removed ? topic.id : null) },
    });
  }

  take(change: AgendaChange): void {
    if (change.local) {
      if (this.#undoable !== null && this.#toasts.current === this.#undoable) this.#toasts.dismiss();
      this.#undoable = null;
      this.#noteOpen(change);
    } else {
      this.#tellOpen(change);
    }
  }

  /** What the person writes themselves is no news to them. */
  #noteOpen(change: AgendaChange): void {
    const open = this.#open;
    const content = open && change.topics.has(open.id) ? contentOf(open.id, this.#host.session) : undefined;
    if (open && content !== undefined) this.#open = { ...open, content };
  }

  #undoMove(): void {
    const { session, ui } = this.#host;
    session?.content.undo();
    this.#host.announce(this.#host.words.announce.undone);
    if (ui.focused !== null) this.#host.focusSoon(`[data-topic="${cssString(ui.focused)}"]`);
  }

  /** Only of what a decision would cover: whoever is about to sign must not sign what they have not read. */
  #tellOpen(change: AgendaChange): void {
    const open = this.#open;
    const { session, words, ui } = this.#host;
    if (!session || !open || ui.openTopic !== open.id || !change.topics.has(open.id)) return;
    const content = contentOf(open.id, session);
    if (content === undefined || content === open.content) return;
    const isDue = session.now() - open.toldAt >= AGAIN;
    this.#open = { id: open.id, content, toldAt: isDue ? session.now() : open.toldAt };
    if (!isDue) return;
    const names = change.clients.map((client) => session.record.authorOf(client)?.name ?? '');
    const who = [...new Set(names)].filter(Boolean).join(words.conflict.and);
    const look = ui.form?.subject === open.id && ui.form.seen !== null;
    this.#toasts.show({
      text: words.toast.changedOpen(who),
      light: 'warn',
      ...(look && {
        action: { word: words.toast.see, press: () => this.#host.focusSoon('.command-form .comparison input') },
      }),
    });
  }

  #onSettled({ command }: QueuedCommand, result: CommandResult): void {
    const { session, words } = this.#host;
    if (!session) return;
    if (this.#toasts.current === null || this.#toasts.current !== this.#counting) this.#settled = { ...NONE_SETTLED };
    const came = !result.ok ? 'refused' : result.entry.outcome === 'contested' ? 'contested' : 'sealed';
    this.#settled[came] += 1;
    const counts = this.#settled;
    const verb = words.commands[command.type]?.verb ?? command.type;
    const topic = session.content.topic(command.subject as TopicId);
    const title = topic ? topic.title || words.row.untitled : words.waiting.meeting;
    const several = [
      ['sealed', words.toast.sealedMany],
      ['contested', words.toast.contestedMany],
      ['refused', words.toast.refusedMany],
    ] as const;
    const texts =
      counts.sealed + counts.contested + counts.refused === 1
        ? [words.toast[came](verb, title)]
        : several.filter(([kind]) => counts[kind] > 0).map(([kind, say]) => say(counts[kind]));
    const looksBad = counts.contested + counts.refused > 0;
    this.#toasts.show({
      text: texts.join(words.conflict.gap),
      light: looksBad ? 'warn' : 'ok',
      ...(looksBad && {
        action: { word: words.toast.see, press: () => this.#see(topic && !topic.removed ? topic.id : null) },
      }),
    });
    this.#counting = this.#toasts.current;
  }
}

function contentOf(id: TopicId, session: AgendaSession | undefined): string | undefined {
  const topic = session?.content.topic(id);
  const content: JsonObject | undefined = topic && approvedContent(topic);
  return content && JSON.stringify(content);
}
