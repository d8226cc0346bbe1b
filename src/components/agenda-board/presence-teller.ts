import type { TopicId } from '../../model/agenda/topic.js';
import type { AgendaSession } from '../../sync/room-session.js';

interface Told {
  readonly session: AgendaSession | undefined;
  /** Another one after the server had the page start over: then nobody has been told of it. */
  readonly content: AgendaSession['content'] | undefined;
  readonly topic: TopicId | null;
  readonly editing: boolean;
}

/** Who tells of a session on this page, and who told last at the end: to the others of the room one person is in one place. */
const tellers = new WeakMap<AgendaSession, readonly PresenceTeller[]>();

/** Tells the others of the room where the person is on one board. Two boards on one session do not take back what the other one says. */
export class PresenceTeller {
  #told: Told | undefined;

  /** Tells what is new on this board; nothing when nothing is. */
  tell(session: AgendaSession | undefined, topic: TopicId | null, editing: boolean): void {
    const told: Told = { session, content: session?.content, topic, editing };
    const before = this.#told;
    if (before && (Object.keys(told) as (keyof Told)[]).every((key) => told[key] === before[key])) return;
    if (before && before.session !== session) this.leave();
    this.#told = told;
    if (!session) return;
    tellers.set(session, [...this.#others(session), this]);
    session.setPresence(topic, editing);
  }

  /** The board is gone: the person is where the board says that told last before it, or in no topic. */
  leave(): void {
    const session = this.#told?.session;
    this.#told = undefined;
    if (!session) return;
    const others = this.#others(session);
    tellers.set(session, others);
    const last = others[others.length - 1];
    const told = last && last.#told;
    session.setPresence(told?.topic ?? null, told?.editing ?? false);
  }

  #others(session: AgendaSession): readonly PresenceTeller[] {
    return (tellers.get(session) ?? []).filter((teller) => teller !== this);
  }
}
