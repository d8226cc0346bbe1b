import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AgendaSession } from '../../sync/room-session.js';
import type { AgendaChange } from '../../store/agenda-store.js';

export interface WatchedBy {
  /** Has the host rendered as far as the change goes. */
  onContent(change: AgendaChange): void;
  /** A text was not written because it carries a secrecy mark. */
  onHeld(): void;
  /** Record, presence or connection changed. */
  onSession(): void;
}

/** Listens to one session after the other, and to none while the host is off the page. */
export class SessionWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #by: WatchedBy;
  #session: AgendaSession | undefined;
  #content: AgendaSession['content'] | undefined;
  #leave: readonly (() => void)[] = [];

  constructor(host: ReactiveControllerHost, by: WatchedBy) {
    this.#host = host;
    this.#by = by;
    host.addController(this);
  }

  /**
   * Call it before every render. True when it is another session than before, or when the server made it start over
   * with other content.
   */
  watch(session: AgendaSession | undefined): boolean {
    if (session === this.#session && session?.content === this.#content) return false;
    this.hostDisconnected();
    this.#session = session;
    this.#content = session?.content;
    if (session) {
      this.#leave = [
        session.content.subscribe((change) => this.#by.onContent(change)),
        session.content.onHeld(() => this.#by.onHeld()),
        session.subscribe(() => {
          this.#by.onSession();
          this.#host.requestUpdate();
        }),
      ];
    }
    return true;
  }

  hostConnected(): void {
    this.#host.requestUpdate(); // everything may have changed while the host was away
  }

  hostDisconnected(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.#session = undefined;
    this.#content = undefined;
  }
}
