import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AgendaSession } from '../../sync/room-session.js';
import { SibanAlarmEvent, SibanReadyEvent, SibanStatusEvent } from './events.js';

/** Tells the portal, from the tag that shows a room, when it is there, how it stands, and when its record is in doubt. */
export class SessionNews implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #session: () => AgendaSession | undefined;
  #told: AgendaSession | undefined;
  #ready = false;
  #status = '';
  #alarm = '';

  constructor(host: ReactiveControllerHost & EventTarget, session: () => AgendaSession | undefined) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
  }

  hostUpdated(): void {
    const session = this.#session();
    if (session !== this.#told) this.#forget(session);
    if (!session) return;
    this.#tellStatus(session);
    const { alarm } = session.record;
    const now = alarm ? `${alarm.kind} ${alarm.seq}` : '';
    if (alarm && now !== this.#alarm) this.#host.dispatchEvent(new SibanAlarmEvent(session.room, alarm));
    this.#alarm = now;
  }

  #tellStatus({ room, sync: { status, unsaved } }: AgendaSession): void {
    const now = `${status} ${unsaved}`;
    if (now !== this.#status) this.#host.dispatchEvent(new SibanStatusEvent(room, status, unsaved));
    this.#status = now;
    if (this.#ready || (status !== 'live' && status !== 'read-only')) return;
    this.#ready = true;
    this.#host.dispatchEvent(new SibanReadyEvent(room));
  }

  #forget(session: AgendaSession | undefined): void {
    this.#told = session;
    this.#ready = false;
    this.#status = '';
    this.#alarm = '';
  }
}
