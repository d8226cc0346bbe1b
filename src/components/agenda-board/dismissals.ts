import { marksIn } from '../../controllers/held-text.js';
import type { CommandResult, Note } from '../../sync/room-session.js';
import type { BoardHost } from './board-host.js';

/** What a person says of a field's mark: that it is none, and why. */
export interface Dismissal {
  readonly subject: string;
  readonly payload: { readonly field: string; readonly level: string; readonly reason: string };
}

/** It is on its way or waits for the connection; `command`: sent already, without an answer. */
interface Pending extends Dismissal {
  readonly command: string | null;
  readonly sending: boolean;
}

const NOTE = 'dismissal ';

/**
 * False alarms whose reason is not sealed yet, by the key of the field. The words lie on this page alone until then, so the reason is sent by
 * this page alone, too: sealed after the words are gone, the record would say that they were let in. What is noted for later pages
 * names the field, for the person to be told that its words are gone.
 */
export class Dismissals {
  readonly #host: BoardHost;
  readonly #pending = new Map<string, Pending>();

  constructor(host: BoardHost) {
    this.#host = host;
  }

  /** Seals it at once, or as soon as there is a connection: then the answer is one without a problem. */
  async give(key: string, dismissal: Dismissal): Promise<CommandResult | 'waits'> {
    const isMarked = marksIn(dismissal.payload.reason).length > 0;
    if (!this.#isConnected && !isMarked) {
      this.#await(key, { ...dismissal, command: null, sending: false });
      return 'waits';
    }
    const result = await this.#send(key, dismissal);
    return !result.ok && result.problem === null ? 'waits' : result;
  }

  /** To be called when the record, the queue or the connection may have changed. */
  readonly look = (): void => {
    this.#findLeft();
    for (const [key, pending] of [...this.#pending]) {
      if (pending.sending) continue;
      if (!this.#host.ui.held.has(key)) this.#forget(key);
      else if (pending.command !== null) this.#lookFor(key, pending.command);
      else if (this.#isConnected) void this.#send(key, pending).then((result) => this.#tell(result));
    }
  };

  /** The person knows that the words are gone. */
  readonly dropGone = (): void => {
    const { ui, session } = this.#host;
    for (const key of ui.gone) session?.notes.set(NOTE + key, null);
    ui.gone = [];
    this.#host.changed();
  };

  get #isConnected(): boolean {
    const status = this.#host.session?.sync.status;
    return status === 'live' || status === 'read-only';
  }

  async #send(key: string, dismissal: Dismissal): Promise<CommandResult> {
    this.#await(key, { ...dismissal, command: null, sending: true });
    const { subject, payload } = dismissal;
    const result = await this.#host.session!.send({ type: 'marking.dismiss', subject, payload });
    if (!result.ok && result.problem === null) {
      this.#await(key, { ...dismissal, command: result.command.id, sending: false });
    } else this.#forget(key);
    if (result.ok) this.#host.ui.held.get(key)?.admit();
    return result;
  }

  /** Sent, and no answer came: the record says what became of it, and while the queue has it, it may be sealed yet. */
  #lookFor(key: string, id: string): void {
    const { session, ui } = this.#host;
    const isSealed = session?.record.entries.some((entry) => entry.id === id) === true;
    if (!isSealed && session?.queue.some(({ command }) => command.id === id)) return;
    this.#forget(key);
    if (isSealed) ui.held.get(key)?.admit();
  }

  #tell(result: CommandResult): void {
    const { words } = this.#host;
    if (result.ok) this.#host.announce(words.secrecy.admitted);
    else if (result.problem) {
      const text = [words.secrecy.notAdmitted, words.refused.problems[result.problem.type]].join(words.conflict.gap);
      this.#host.toast({ text, light: 'bad' });
    }
  }

  #await(key: string, pending: Pending): void {
    const { session, ui } = this.#host;
    this.#pending.set(key, pending);
    ui.gone = ui.gone.filter((one) => one !== key);
    const note: Note = pending.command === null ? {} : { command: pending.command };
    session?.notes.set(NOTE + key, note);
  }

  #forget(key: string): void {
    this.#pending.delete(key);
    this.#host.session?.notes.set(NOTE + key, null);
  }

  /** What a page that is gone has left: its words went with it, and its reason must not be sealed without them. */
  #findLeft(): void {
    const { session, ui } = this.#host;
    if (!session) return;
    const left: string[] = [];
    for (const [name, { command }] of session.notes.all) {
      const key = name.slice(NOTE.length);
      if (!name.startsWith(NOTE) || this.#pending.has(key)) continue;
      left.push(key);
      if (command !== undefined) session.dropQueued(command);
    }
    if (left.join() === ui.gone.join()) return;
    ui.gone = left;
    this.#host.changed();
  }
}
