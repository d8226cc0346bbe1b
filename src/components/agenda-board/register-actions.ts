import type { MeetingRegister } from '../../model/agenda/meeting.js';
import type { WriteMoment } from '../../store/register-map.js';
import { OPENS_MEETING } from './board-actions.js';
import type { BoardHost } from './board-host.js';
import { registerName, valueWords, type RegisterContext } from './register-words.js';

/** What people do with time, place and chair, which nobody may overwrite unseen. */
export class RegisterActions {
  readonly #host: BoardHost;
  readonly #context: () => RegisterContext | undefined;

  constructor(host: BoardHost, context: () => RegisterContext | undefined) {
    this.#host = host;
    this.#context = context;
  }

  /** Writes what was typed: it takes the place of what stood there. */
  readonly writeRegister = (field: MeetingRegister, value: string): void => {
    this.#host.session?.content.setRegister(field, value, this.#moment());
  };

  /** One of several values is to hold. */
  readonly pickRegister = (field: MeetingRegister, value: string, event: MouseEvent): void => {
    this.#press(field, value, event, this.#host.words.register.picked);
  };

  /** 改回: a new write of a former value. */
  readonly restoreRegister = (field: MeetingRegister, value: string, event: MouseEvent): void => {
    this.#press(field, value, event, this.#host.words.register.restored);
  };

  /** To the values among which somebody has to pick. */
  readonly goToRegister = (field: MeetingRegister): void => {
    this.#host.focusSoon(`.head [data-contested="${field}"] button`);
  };

  #press(
    field: MeetingRegister,
    value: string,
    event: MouseEvent,
    said: (field: string, value: string) => string,
  ): void {
    const { session, writable } = this.#host;
    const context = this.#context();
    // The second press of a double click falls on what has come in the place of the first: nobody meant that.
    if (!session || !context || !writable || event.detail > 1) return;
    const inPanel = event.currentTarget instanceof Element && event.currentTarget.closest('.panel') !== null;
    session.content.setRegister(field, value, this.#moment());
    this.#host.announce(said(registerName(field, context), valueWords(field, value, context)));
    // The button is gone with the choice; what it was about is still there.
    this.#host.focusSoon(
      inPanel ? `.panel [data-strip="${field}"] button` : `.head [data-strip="${field}"] button, ${OPENS_MEETING}`,
    );
  }

  #moment(): WriteMoment {
    const { session } = this.#host;
    return {
      at: new Date(session?.now() ?? 0).toISOString(),
      offline: session?.sync.status !== 'live',
    };
  }
}
