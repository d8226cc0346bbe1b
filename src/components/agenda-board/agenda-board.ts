import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { SessionController } from '../../controllers/session-controller.js';
import type { AgendaSession } from '../../sync/room-session.js';
import { isOffice } from '../../model/offices.js';
import { languageOf } from '../shared/strings.js';
import { SHARED_WORDS } from '../shared/words.js';
import { styles } from './agenda-board.styles.js';
import { banners } from './banners.js';
import { BoardState } from './board-state.js';
import { hasTopics, rowOf } from './board-view.js';
import { boardHeader } from './header.js';
import { helpOverlay } from './help-overlay.js';
import { meetingPanel } from './meeting-panel.js';
import { toastRegion } from '../shared/toast.js';
import { decisionDialog, isDeciding } from './decision-dialog.js';
import { emptyAgenda, footer, unavailable, waiting } from './placeholders.js';
import type { BoardScope } from './scope.js';
import { secrecyDialog } from './secrecy-dialog.js';
import { selectionBar } from './selection-bar.js';
import { summary } from './summary.js';
import { toolbar } from './toolbar.js';
import { removedList, topicList } from './topic-list.js';
import { topicPanel } from './topic-panel.js';
import { waitingPanel } from './waiting-panel.js';

/** Boards that were asked for more than other rows. No field: a render is asked for before an element has any. */
const wholes = new WeakSet();

/** From this many topics on, a list is taller than a screen. */
const LONG_LIST = 12;

/**
 * 议题看板: the agenda of one meeting, which the four offices prepare together. Shows what is late or missing and
 * what helps, lets people edit and reorder at the same time, and has steps sealed that somebody must answer for.
 *
 * Put it inside a `<siban-workspace>`, or give it `server` and `token-src` itself. Light-DOM children are
 * shown until the tag is upgraded, and stay if scripts fail.
 *
 * @tag siban-agenda-board
 * @attr lang - `zh-CN` or `en`; without it the language of the page around the tag.
 * @slot toolbar - Tools of the portal, at the right of the toolbar.
 * @slot empty - Shown below the words for an agenda without topics.
 * @slot footer - Beside the totals at the foot.
 * @slot unavailable - Below the words when the room cannot be shown: a way back, or whom to apply to. With something in it, the board shows no 返回 of its own.
 * @fires {SibanReadyEvent} siban-ready - The room is shown for the first time.
 * @fires {SibanStatusEvent} siban-status - The page stands otherwise with the server than before.
 * @fires {SibanChangeEvent} siban-change - Content changed, here or elsewhere.
 * @fires {SibanBeforeCommandEvent} siban-before-command - Before a step is sent to be sealed; cancelable.
 * @fires {SibanSealedEvent} siban-sealed - A step of this page was sealed.
 * @fires {SibanConflictEvent} siban-conflict - Two decisions were taken without sight of each other.
 * @fires {SibanFindingEvent} siban-finding - What the rules notice is other than before.
 * @fires {SibanSecretBlockedEvent} siban-secret-blocked - A text with a secrecy mark was stopped on this page.
 * @fires {SibanAlarmEvent} siban-alarm - The record of the room cannot be trusted as it stands.
 * @fires {SibanErrorEvent} siban-error - A step was not sealed.
 * @csspart board - The frame.
 * @csspart header - Title, facts of the meeting, and who is here.
 * @csspart title - The meeting's title.
 * @csspart fact - One fact of the meeting.
 * @csspart sync - Whether everything is saved.
 * @csspart presence - The people here.
 * @csspart toolbar - Filter and tools.
 * @csspart banners - What stands between the reader and the server.
 * @csspart banner - One of them.
 * @csspart summary - Material clock, reading time and duration.
 * @csspart clock - The material clock.
 * @csspart reading - The reading time that leaders have left.
 * @csspart duration - Minutes against the plan.
 * @csspart list - The list of topics.
 * @csspart row - One topic.
 * @csspart plan-line - Where the planned minutes run out.
 * @csspart conflict - The choice between two decisions.
 * @csspart panel - The side panel.
 * @csspart finding - One thing that is wrong, with what helps.
 * @csspart materials - The materials of the open topic.
 * @csspart fields - Fields for editing.
 * @csspart leave - Who is on leave.
 * @csspart trail - What was done, by whom and when.
 * @csspart commands - The steps that may be taken now.
 * @csspart removed - Removed topics.
 * @csspart empty - The words for an agenda without topics.
 * @csspart footer - Totals and keys.
 * @csspart help - All keys.
 * @csspart selection - What can be done with the selected topics.
 * @csspart toast - A short word about what has just happened.
 * @cssprop [--siban-accent=#1f4e8c] - The one colour of actions; with it go `--siban-accent-hover` and `--siban-accent-soft`.
 * @cssprop [--siban-on-accent=#ffffff] - Text on the accent.
 * @cssprop [--siban-selected=#eaf1fa] - Ground of the open row.
 * @cssprop [--siban-surface=#ffffff] - Ground of the board.
 * @cssprop [--siban-text=#1a2330] - Text.
 * @cssprop [--siban-font] - Font family.
 * @cssprop [--siban-radius-1=3px] - Corners of chips and marks.
 * @cssprop [--siban-radius-2=6px] - Corners of buttons and fields.
 * @cssprop [--siban-radius-3=10px] - Corners of the frame.
 */
export class SibanAgendaBoard extends LitElement {
  static readonly version = '0.1.0';
  static override styles = styles;

  /** Where the sync server is, for a tag without a workspace around it. */
  @property() accessor server = '';

  /** `agenda/<id>`. */
  @property() accessor room = '';

  /** Where the page fetches its token, for a tag without a workspace around it. */
  @property({ attribute: 'token-src' }) accessor tokenSrc = '';

  /** Fetches a token when called; takes the place of `token-src`. */
  @property({ attribute: false }) accessor tokenProvider: (() => Promise<string>) | undefined;

  /** `light` (the default), `dark`, `contrast`, or `auto`, which follows the machine. */
  @property() accessor theme: 'auto' | 'light' | 'dark' | 'contrast' | '' = '';

  /** `comfortable` (the default) or `compact`. */
  @property() accessor density: 'comfortable' | 'compact' | '' = '';

  /** Shows everything and offers nothing to do. */
  @property({ type: Boolean, attribute: 'readonly' }) accessor readOnly = false;

  /** Which view is shown: `list` is the only one in this release. */
  @property() accessor view: 'list' = 'list';

  /** The office for which the portal shows the page; who somebody is comes from the token alone. */
  @property() accessor office = '';

  /** `none` keeps nothing in the browser. */
  @property() accessor cache: 'none' | '' = '';

  /** Takes the place of the session over the network, for stories and tests. @internal */
  @property({ attribute: false }) accessor session: AgendaSession | undefined;

  readonly #connection = new SessionController(this);
  readonly #state = new BoardState(this, { now: () => this.performUpdate(), rows: () => this.#requestRows() });

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#state.leave();
  }

  /** Whoever asks for a render means the whole board. */
  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    wholes.add(this);
    super.requestUpdate(...change);
  }

  #requestRows(): void {
    super.requestUpdate();
  }

  protected override shouldUpdate(): boolean {
    return !this.#state.held;
  }

  protected override willUpdate(): void {
    this.#state.prepare(this.#connection.session, this.readOnly, languageOf(this));
    this.#state.reach(wholes.delete(this));
  }

  protected override render(): TemplateResult {
    const state = this.#state;
    const scope = state.scope;
    const { workspace } = this.#connection;
    return html`<section
      class="siban board"
      tabindex="-1"
      part="board"
      lang=${state.language}
      aria-label=${state.words.board.region}
      data-theme=${this.theme || workspace?.theme || 'light'}
      data-density=${this.density || workspace?.density || 'comfortable'}
      data-width=${state.width}
      data-tight=${state.tight ? 'yes' : 'no'}
      data-selecting=${state.ui.selection.size > 0 ? 'yes' : 'no'}
      data-panel=${state.ui.panel ? 'open' : 'closed'}
      data-over=${state.ui.help || isDeciding(state.ui) || state.ui.stopped ? 'open' : 'closed'}
      data-digits=${String(state.view?.rows.length ?? 0).length}
      data-list=${(state.view?.rows.length ?? 0) > LONG_LIST ? 'long' : 'short'}
      @keydown=${state.act.onBoardKey}
    >
      ${scope && isFetched(scope) ? this.#board(scope) : this.#waiting()}
      <div class="sr" role="status" aria-live="polite" data-live>${state.ui.announcement}</div>
      ${toastRegion(state.toasts)}
    </section>`;
  }

  #waiting(): TemplateResult {
    const { words } = this.#state;
    if (this.room === '') return unavailable(words.empty.noRoom, words.empty.noRoomBody);
    const { session, sync } = this.#connection;
    const { title = '', office = '' } = session?.record.state ?? {};
    return waiting(sync, words, {
      room: this.room,
      title,
      office: isOffice(office) ? SHARED_WORDS[this.#state.language].office[office] : '',
      retry: () => this.#connection.reconnect(),
      back: this.#hasWayBack ? () => window.history.back() : null,
    });
  }

  /** A portal that shows its own way back needs no second one; a page in a tab of its own has none. */
  get #hasWayBack(): boolean {
    return window.history.length > 1 && this.querySelector(':scope > [slot="unavailable"]') === null;
  }

  #board(scope: BoardScope): TemplateResult {
    const { view, ui } = scope;
    const empty = !hasTopics(view);
    return html`${this.#once(() => html`${boardHeader(scope)} ${banners(scope)} ${toolbar(scope)} ${empty ? nothing : summary(scope)}`)}
      <div class="split">
        <div class="main">
          ${empty ? emptyAgenda(scope) : topicList(scope)} ${selectionBar(scope)}
          ${this.#once(() => html`${removedList(scope)} ${footer(scope)}`)}
        </div>
        ${this.#panel(scope)}
      </div>
      ${decisionDialog(scope)} ${ui.help ? helpOverlay(scope) : nothing} ${secrecyDialog(scope)}`;
  }

  /** Rendered with the whole board, and left alone when only rows have changed. */
  #once(part: () => TemplateResult): unknown {
    return guard([this.#state.extent], part);
  }

  #panel(scope: BoardScope): TemplateResult | typeof nothing {
    const { panel } = scope.ui;
    if (!panel) return nothing;
    if (panel.kind === 'meeting') return meetingPanel(scope);
    if (panel.kind === 'waiting') return waitingPanel(scope);
    const row = rowOf(scope.view, panel.id);
    if (row) return topicPanel(row.facts, row.order, scope);
    const removed = scope.view.removed.find((facts) => facts.topic.id === panel.id);
    return removed ? topicPanel(removed, 0, scope) : nothing;
  }
}

/** Whether anything of the room is here, from the server or from an earlier visit: an agenda without topics is not one that is still on its way. */
function isFetched({ session, view }: BoardScope): boolean {
  const { status } = session.sync;
  if (status === 'live' || status === 'read-only' || status === 'outdated') return true;
  if (hasTopics(view) || view.meeting.title !== '') return true;
  // Of a room that the server no longer gives, what is kept of the record alone would look like an agenda without topics.
  return status !== 'refused' && session.record.entries.length > 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'siban-agenda-board': SibanAgendaBoard;
  }
}
