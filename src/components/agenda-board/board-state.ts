// Over 300 lines because it is where the parts of the board meet: each is made, asked before a render and told of changes here, and does its work in a file of its own.
import type { LitElement } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { sharedText } from '../../controllers/text-field-controller.js';
import { UnloadGuard } from '../../controllers/unload-guard.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { SealedEntry } from '../../model/entry.js';
import type { AgendaChange } from '../../store/agenda-store.js';
import type { SharedText } from '../../store/shared-text.js';
import type { AgendaSession } from '../../sync/room-session.js';
import { SibanChangeEvent, SibanSecretBlockedEvent } from '../shared/events.js';
import { Formats } from '../shared/format.js';
import { MinuteController } from '../shared/minute-controller.js';
import { ToastController, type Toast } from '../shared/toast.js';
import type { Language } from '../shared/strings.js';
import { WidthController, type WidthClass } from '../shared/width-controller.js';
import { SHARED_WORDS } from '../shared/words.js';
import { ContentActions, type BoardActions } from './board-actions.js';
import type { BoardHost } from './board-host.js';
import { BoardToasts } from './board-toasts.js';
import { BoardUi } from './board-ui.js';
import { BoardViews, type BoardView } from './board-view.js';
import { CommandActions } from './command-actions.js';
import { FileDrops } from './file-drops.js';
import { FocusKeeper, type FocusTaker } from './focus-keeper.js';
import { handActions } from './hand-actions.js';
import { KeyPreference } from './key-preference.js';
import { LaterRows } from './later-rows.js';
import { ListWindow } from './list-window.js';
import { NewsTeller } from './news-teller.js';
import { noticeMeeting } from './notices.js';
import { PresenceTeller } from './presence-teller.js';
import { QueueActions } from './queue-actions.js';
import { RegisterActions } from './register-actions.js';
import { RegisterNews } from './register-news.js';
import { RenderExtent } from './render-extent.js';
import { RemoteChanges } from './remote-changes.js';
import { RowHold } from './row-hold.js';
import { RowSlide } from './row-slide.js';
import { keepListed } from './row-selection.js';
import type { BoardScope, BoundTexts } from './scope.js';
import { SecrecyActions } from './secrecy-actions.js';
import { SessionWatch } from './session-watch.js';
import { StoppedTeller } from './stopped-text.js';
import { AGENDA_WORDS, type AgendaWords } from './strings.js';

/** How the board is rendered, beside when it asks for it. */
export interface BoardRender {
  /** What has changed, at once. */
  now(): void;
  /** Soon, what shows single rows alone. */
  rows(): void;
}

/** What the board knows between two renders: the session, what is computed from it, and what is open on this page. */
export class BoardState implements BoardHost {
  readonly ui = new BoardUi();
  readonly act: BoardActions;
  session: AgendaSession | undefined;
  view: BoardView | undefined;
  writable = false;
  commanding = false;
  words: AgendaWords = AGENDA_WORDS['zh-CN'];
  #language: Language = 'zh-CN';
  #formats: Formats | undefined;
  /** Room and person that `ui` belongs to. */
  #shownFor = '';
  #composing = false;
  /** What is said and not rendered yet. */
  #unsaid = '';
  /** By the server's clock: the moment that the view is of. */
  #preparedAt = 0;
  /** Fields that were held back when the board was rendered last. */
  #heldBefore = 0;
  readonly #element: LitElement;
  readonly #render: BoardRender;
  readonly #extent = new RenderExtent();
  readonly #views = new BoardViews();
  readonly #width: WidthController;
  readonly #watch: SessionWatch;
  readonly #window: ListWindow;
  readonly #focus: FocusKeeper;
  readonly #hold: RowHold;
  readonly #slide: RowSlide;
  readonly #remote: RemoteChanges;
  readonly #keys: KeyPreference;
  readonly toasts: ToastController;
  readonly #happened: BoardToasts;
  readonly #stopped: StoppedTeller;
  readonly #news: NewsTeller;
  readonly #presence = new PresenceTeller();
  readonly #registers: RegisterNews;

  constructor(element: LitElement, render: BoardRender) {
    this.#render = render;
    this.#element = element;
    this.#width = new WidthController(element);
    this.#watch = new SessionWatch(element, {
      onContent: (change) => this.#onContent(change),
      onSession: () => this.act.admitSealed(),
      onHeld: () => this.#onHeld(),
    });
    // Before the focus, which may have something to say of the next render.
    element.addController({ hostUpdated: () => (this.#unsaid = '') });
    new LaterRows(
      element,
      () => this.view?.complete !== false,
      (most) => this.#views.judgeMore(most),
    );
    // Before the focus, which goes to a row where it lies.
    this.#window = new ListWindow(element, () => render.now());
    this.#focus = new FocusKeeper(element, this);
    // After the focus, which may scroll.
    this.#hold = new RowHold(element, this);
    this.#slide = new RowSlide(element, this);
    this.#remote = new RemoteChanges(this);
    this.#keys = new KeyPreference(() => (keepsNothing(element) ? null : window.localStorage));
    this.toasts = new ToastController(element);
    const see = (id: TopicId | null): void => (id ? this.act.openTopic(id, true) : this.act.openWaiting());
    this.#happened = new BoardToasts(this, this.toasts, see);
    this.#stopped = new StoppedTeller(this);
    this.#registers = new RegisterNews(this, () => this.scope);
    this.#news = new NewsTeller((event) => element.dispatchEvent(event));
    new FileDrops(element, this);
    new UnloadGuard(element, () => this.#isUnsaved);
    new MinuteController(
      element,
      () => this.session?.now(),
      () => this.#turns(),
    );
    // Who types and who only reads is told without a render.
    for (const type of ['focusin', 'focusout']) element.addEventListener(type, () => this.#tellPresence());
    element.addEventListener('compositionstart', (event) => (this.#composing = isInRow(event)));
    element.addEventListener('compositionend', () => {
      this.#composing = false;
      this.changed();
    });
    const content = new ContentActions(this);
    const commands = new CommandActions(this);
    const waiting = Object.assign({}, new QueueActions(this, commands), new SecrecyActions(this, content, commands));
    const own = Object.assign(
      {},
      content,
      commands,
      handActions(this, { content, commands, keys: this.#keys }, () => this.scope),
    );
    this.act = Object.assign(own, waiting, new RegisterActions(this, () => this.scope));
  }

  get width(): WidthClass {
    return this.#width.width;
  }

  /** Beside the panel, or on half a screen, there is room for fewer columns. */
  get tight(): boolean {
    const { width, pixels } = this.#width;
    return width === 'l' ? this.ui.panel !== null && pixels < 1280 : width === 'm' && pixels < 960;
  }

  get letters(): boolean {
    return this.#keys.letters;
  }

  get narrow(): boolean {
    return this.width === 's' || this.width === 'm';
  }

  get shadow(): ShadowRoot | null {
    return this.#element.shadowRoot;
  }

  changed(): void {
    this.#element.requestUpdate();
  }

  announce(text: string): void {
    // What has not been rendered yet has not been read either: both are said.
    const said = this.#unsaid === '' ? text : `${this.#unsaid}${this.words.news.stop}${text}`;
    this.#unsaid = said;
    // The same words twice would not be read twice: a trailing blank makes them another text.
    this.ui.announcement = said === this.ui.announcement ? `${said}\u00a0` : said;
    this.changed();
  }

  rememberFocus(taker: FocusTaker): void {
    this.#focus.remember(taker);
  }

  returnFocus(taker: FocusTaker, otherwise: string): void {
    this.#focus.giveBack(taker, otherwise);
    this.changed();
  }

  focusSoon(selector: string): void {
    this.#focus.focusSoon(selector);
    this.changed();
  }

  toast(toast: Toast): void {
    this.toasts.show(toast);
  }

  toastMoved(order: number, count = 1): void {
    this.#happened.moved(order, count);
  }

  toastContested(entry: Pick<SealedEntry, 'type' | 'subject'>): void {
    this.#happened.contested(entry);
  }

  reveal(id: string): void {
    this.#window.reveal(id);
  }

  holdRow(id: string): void {
    this.#hold.hold(id);
  }

  dispatchEvent(event: Event): boolean {
    return this.#element.dispatchEvent(event);
  }

  /**
   * A reason is being composed inside a row: rows must not be moved now, since a field that is taken out of the page and
   * put back loses its composition.
   */
  get held(): boolean {
    return this.#composing;
  }

  /** Another number, another look of everything that shows no single rows. */
  get extent(): number {
    return this.#extent.number;
  }

  /** Call before each render and after `prepare`. `isWhole`: more was asked for than to show other rows. */
  reach(isWhole: boolean): void {
    this.#extent.take(isWhole, this.view);
  }

  /** Call before each render, with what holds now. */
  prepare(session: AgendaSession | undefined, readOnly: boolean, language: Language): void {
    if (this.#watch.watch(session)) this.#open(session);
    this.#speak(language, session);
    if (!session) return;
    const { status } = session.sync;
    // Offline one goes on writing; what cannot be taken later is not offered.
    const open = status === 'live' || status === 'offline' || status === 'connecting';
    this.writable = !readOnly && session.right === 'write' && open;
    this.commanding = !readOnly && session.record.alarm === null && (open || status === 'read-only');
    this.#preparedAt = session.now();
    this.view = this.#views.view({
      topics: session.content.topics,
      removedTopics: session.content.removedTopics,
      meeting: session.content.meeting,
      record: session.record.state,
      settings: session.settings,
      now: this.#preparedAt,
      filter: this.ui.filter,
      onlyFindings: this.ui.onlyFindings,
      notice: noticeMeeting,
    });
    this.#window.take(this.view.lineup);
    this.#stopped.take(session);
    this.#happened.watch(session);
    this.#clearSecret(session);
    this.#registers.begin(session.content.meeting);
    this.#remote.takeEntries(session.record.entries);
    this.#news.take(session, this.view);
    keepListed(this.ui, this.view);
    this.#tellPresence();
  }

  /** The host has left the page. */
  leave(): void {
    this.#composing = false;
    this.#remote.stop();
    this.#happened.leave();
    this.#presence.leave();
  }

  get language(): Language {
    return this.#language;
  }

  get scope(): BoardScope | undefined {
    const { session, view, words, ui, act, writable, commanding } = this;
    if (!session || !view || !this.#formats) return undefined;
    const shared = SHARED_WORDS[this.#language];
    const texts = this.#textsOf(session);
    return {
      words,
      shared,
      formats: this.#formats,
      session,
      view,
      ui,
      act,
      now: session.now(),
      writable,
      commanding,
      letters: this.#keys.letters,
      lettersKept: this.#keys.isKept,
      texts,
      width: this.width,
      linePixels: linePixels(this.#width.pixels, this.width),
      window: this.#window,
    };
  }

  /** What is open and half typed on this page outlives a start over and a reattachment, but not another room or person. */
  #open(session: AgendaSession | undefined): void {
    this.#remote.stop();
    this.session = session;
    const shownFor = session ? `${session.room} ${session.person.id}` : this.#shownFor;
    if (shownFor !== this.#shownFor) this.#startAnew(shownFor);
    if (session) for (const words of [this.ui.drafts, this.ui.formDrafts]) words.keepIn(session.notes);
    // Not while it renders: it may find something to show.
    queueMicrotask(this.act.admitSealed);
  }

  #startAnew(shownFor: string): void {
    this.#shownFor = shownFor;
    this.view = undefined;
    this.#news.reset();
    this.#registers.reset();
    Object.assign(this.ui, new BoardUi());
  }

  #speak(language: Language, session: AgendaSession | undefined): void {
    const timezone = session?.settings.timezone;
    if (language !== this.#language || (timezone !== undefined && timezone !== this.#formats?.timezone))
      this.#formats = undefined;
    this.#language = language;
    this.words = AGENDA_WORDS[language];
    if (timezone !== undefined) this.#formats ??= new Formats(language, timezone);
  }

  /** Once the last mark is taken out, there is nothing left to be told of. */
  #clearSecret(session: AgendaSession): void {
    const { heldBack } = this.ui;
    if (this.#heldBefore > 0 && heldBack === 0 && session.markedTexts.length === 0) this.ui.secretBlocked = false;
    this.#heldBefore = heldBack;
  }

  /** What turns without anybody's doing and is not shown as past yet: the cut-off has passed, the meeting begins. */
  #turns(): readonly number[] {
    if (!this.view) return [];
    const { deadline, startAt } = this.view;
    // The very moment may still count as on time; then it is past a millisecond later.
    const moments = [deadline, deadline === null ? null : deadline + 1, startAt];
    return moments.filter((at): at is number => at !== null && at > this.#preparedAt);
  }

  /** Something is on this page alone, and would go with it. What the browser keeps, the next page has, too. */
  get #isUnsaved(): boolean {
    const { keeping = 'off', unsaved = 0, unsealed = 0 } = this.session?.sync ?? {};
    const { drafts, formDrafts, held } = this.ui;
    if (held.size > 0 || !drafts.isStored() || !formDrafts.isStored()) return true;
    return keeping !== 'kept' && unsaved + unsealed > 0;
  }

  #onContent(change: AgendaChange): void {
    if (!this.session) return;
    this.#remote.take(change);
    this.#happened.take(change);
    if (change.meeting) this.#registers.take(this.session.content.meeting, change.local);
    if (change.order && !change.local) this.#slide.expect();
    this.#element.dispatchEvent(new SibanChangeEvent(this.session.room, [...change.topics], change.local));
    // Own changes also bear on what can be undone.
    if (change.local || change.order || change.meeting) this.changed();
    else this.#render.rows();
  }

  /** Said at once and in words; the text itself goes nowhere, not even into the event. */
  #onHeld(): void {
    if (!this.session) return;
    this.ui.secretBlocked = true;
    this.announce(this.words.banner.secret);
    this.#element.dispatchEvent(new SibanSecretBlockedEvent(this.session.room));
  }

  #tellPresence(): void {
    const { ui, shadow, session } = this;
    const active = shadow?.activeElement ?? null;
    const typing = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
    const editing = typing && this.writable && !active.classList.contains('filter-field');
    this.#presence.tell(session, ui.openTopic, editing);
  }

  #textsOf(session: AgendaSession): BoundTexts {
    const { undo, redo } = this.act;
    const { held } = this.ui;
    const changed = (): void => this.changed();
    const own = (key: string, read: () => SharedText | undefined): DirectiveResult =>
      sharedText(read(), { undo, redo, read, held: { key, fields: held, changed } });
    return {
      meetingTitle: () => own('meeting title', () => session.content.meetingTitle),
      topicTitle: (id: TopicId) => own(`${id} title`, () => session.content.titleOf(id)),
      topicNotes: (id: TopicId) => own(`${id} notes`, () => session.content.notesOf(id)),
    };
  }
}

/** What stands beside the clock and the padding around it: as in clock.styles.ts and narrow.styles.ts. */
function linePixels(pixels: number, width: WidthClass): number {
  const beside = { s: 30, m: 42, l: 222 + 250 + 42, xl: 240 + 340 + 42 };
  return pixels - beside[width];
}

/** The portal wants nothing kept in the browser: of this tag, or of the workspace around it. */
function keepsNothing(element: Element): boolean {
  const holders: readonly (({ cache?: string } & Element) | null)[] = [element, element.closest('siban-workspace')];
  return holders.some((holder) => holder?.cache === 'none');
}

function isInRow(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest('.row') !== null;
}
