import { ContextProvider } from '@lit/context';
import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  isSameSource,
  takeConnection,
  type ConnectionSource,
  type TakenConnection,
} from '../../controllers/connection-registry.js';
import { workspaceContext, type Workspace } from '../../controllers/workspace-context.js';
import { SibanErrorEvent, SibanStatusEvent } from '../shared/events.js';
import { styles } from './workspace.styles.js';

/**
 * Gives every Siban tag inside it one connection and one identity: a server, and a token of whoever is signed in at
 * the portal. Shows nothing of its own.
 *
 * @tag siban-workspace
 * @slot - The portal's content, with Siban tags anywhere in it.
 * @fires {SibanReadyEvent} siban-ready - A tag inside shows its room for the first time.
 * @fires {SibanStatusEvent} siban-status - A tag inside stands otherwise with the server; of the workspace itself, with an empty `room`, before any room is open.
 * @fires {SibanAlarmEvent} siban-alarm - The record of a room cannot be trusted as it stands.
 * @fires {SibanErrorEvent} siban-error - Something that was asked for did not happen.
 */
export class SibanWorkspace extends LitElement {
  static readonly version = '0.1.0';
  static override styles = styles;

  /** Where the sync server is, for example `http://10.20.1.5:8787`. Empty: the page's own origin. */
  @property() accessor server = '';

  /** Where the page fetches its token: a URL that answers with JSON `{token}`, or with the token as text. */
  @property({ attribute: 'token-src' }) accessor tokenSrc = '';

  /** Fetches a token when called; takes the place of `token-src`. */
  @property({ attribute: false }) accessor tokenProvider: (() => Promise<string>) | undefined;

  /** The office for which the portal shows the page; who somebody is comes from the token alone. */
  @property() accessor office = '';

  /** `light`, `dark`, `contrast`, or `auto`, for the tags inside that name none themselves. */
  @property() accessor theme: 'auto' | 'light' | 'dark' | 'contrast' | '' = '';

  /** `comfortable` or `compact`, for the tags inside that name none themselves. */
  @property() accessor density: 'comfortable' | 'compact' | '' = '';

  /** `none` keeps nothing in the browser, and shows nothing that was kept there before. */
  @property() accessor cache: 'none' | '' = '';

  readonly #context = new ContextProvider(this, { context: workspaceContext });
  #taken: { readonly source: ConnectionSource; readonly connection: TakenConnection | undefined } | undefined;
  #stop: (() => void) | undefined;
  #told = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#letGo();
  }

  /**
   * Deletes all that this browser keeps of this server for whoever is signed in: contents, records, unsaved edits and waiting commands. Which
   * heads of records were seen stays, without content. Until the page is loaded again nothing is kept. Other tabs have to be closed first.
   * Rejects when nobody is signed in, or when something could not be deleted.
   */
  async forget(): Promise<void> {
    await this.updateComplete;
    const taken = this.#taken?.connection;
    if (!taken) throw new Error('forget() needs a workspace in the page, with token-src or tokenProvider');
    await taken.connection.forget();
  }

  protected override willUpdate(): void {
    if (!this.isConnected) return;
    const { server, tokenSrc, tokenProvider, cache, theme, density, office } = this;
    const source = { server, tokenSrc, tokenProvider, cache };
    if (!this.#taken || !isSameSource(this.#taken.source, source)) this.#take(source);
    const workspace: Workspace = { connection: this.#taken?.connection?.connection, theme, density, office };
    const given = this.#context.value;
    const isSame =
      given && (Object.keys(workspace) as (keyof Workspace)[]).every((key) => given[key] === workspace[key]);
    if (!isSame) this.#context.setValue(workspace);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #take(source: ConnectionSource): void {
    this.#letGo();
    this.#taken = { source, connection: takeConnection(source) };
    this.#told = '';
    this.#stop = this.#taken.connection?.connection.subscribe(() => this.#tellOpening());
  }

  #letGo(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#taken?.connection?.release();
    this.#taken = undefined;
  }

  /** Before a room is open there is no tag that could say why there is nothing to see. */
  #tellOpening(): void {
    const opening = this.#taken?.connection?.connection.opening;
    if (!opening || opening.status === this.#told) return;
    this.#told = opening.status;
    this.dispatchEvent(new SibanStatusEvent('', opening.status, 0));
    if (opening.status !== 'refused') return;
    const message = `the server or the token cannot be used: ${opening.reason ?? 'no reason given'}`;
    this.dispatchEvent(new SibanErrorEvent('', null, message));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'siban-workspace': SibanWorkspace;
  }
}
