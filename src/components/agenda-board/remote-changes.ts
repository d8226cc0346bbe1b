import type { TopicId } from '../../model/agenda/topic.js';
import type { SealedEntry } from '../../model/entry.js';
import type { AgendaChange } from '../../store/agenda-store.js';
import type { BoardHost } from './board-host.js';
import type { BoardView } from './board-view.js';
import { changeSentences, entrySentence, meetingSentence, type TopicNews } from './news-words.js';
import { placedIn } from './row-order.js';

/** How long a row that somebody else changed keeps its tint. */
const FRESH = 2400;
/** What others do is told politely, once in this many milliseconds. */
const BATCH = 5000;
/** More than this in one breath is counted instead of told. */
const MOST = 4;

/** What happened since the last telling. */
interface Batch {
  /** As it stood before the first of it. */
  readonly view: BoardView;
  readonly topics: Map<TopicId, Set<number>>;
  readonly meeting: Set<number>;
  readonly entries: SealedEntry[];
}

/** Tints what others change and tells it, so that a reader who looked away still learns of it. */
export class RemoteChanges {
  readonly #host: BoardHost;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #telling: ReturnType<typeof setTimeout> | undefined;
  #batch: Batch | undefined;
  /** Sequence number of the newest entry that is known; 0 until there is a record. */
  #seq = 0;

  constructor(host: BoardHost) {
    this.#host = host;
  }

  /** Content that changed. Call it before the board is rendered anew: what stood there is still in its view. */
  take(change: AgendaChange): void {
    const { view } = this.#host;
    // The first arrival of a whole agenda is no news.
    if (change.local || !view || view.rows.length + view.aside.length === 0) return;
    const batch = this.#open(view);
    for (const id of change.topics) {
      const clients = batch.topics.get(id) ?? new Set();
      for (const client of change.clients) clients.add(client);
      batch.topics.set(id, clients);
      this.#tint(id);
    }
    if (change.meeting) for (const client of change.clients) batch.meeting.add(client);
  }

  /** The record as it stands now; what is new in it and somebody else's is told. */
  takeEntries(entries: readonly SealedEntry[]): void {
    const { view, session } = this.#host;
    const last = entries[entries.length - 1]?.seq ?? 0;
    const known = this.#seq;
    if (last <= known) return;
    this.#seq = last;
    if (known === 0 || !view || !session) return;
    const news = entries.slice(-(last - known)).filter(({ by }) => by.id !== session.person.id);
    if (news.length > 0) this.#open(view).entries.push(...news);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#batch = undefined;
    this.#seq = 0;
    this.#host.ui.fresh = new Set();
  }

  #open(view: BoardView): Batch {
    this.#telling ??= setTimeout(() => this.#tell(), BATCH);
    return (this.#batch ??= { view, topics: new Map(), meeting: new Set(), entries: [] });
  }

  #tint(id: string): void {
    const { ui } = this.#host;
    const before = this.#timers.get(id);
    if (before !== undefined) clearTimeout(before);
    ui.fresh = new Set([...ui.fresh, id]);
    this.#timers.set(
      id,
      setTimeout(() => {
        this.#timers.delete(id);
        ui.fresh = new Set([...ui.fresh].filter((other) => other !== id));
        this.#host.changed();
      }, FRESH),
    );
  }

  #tell(): void {
    const batch = this.#batch;
    const { words, session, view } = this.#host;
    this.#telling = undefined;
    this.#batch = undefined;
    if (!batch || !session || !view) return;
    const news = [...batch.topics].map(([id, clients]): TopicNews => {
      return { id, clients, before: placedIn(batch.view, id), after: placedIn(view, id) };
    });
    const scope = { words, session };
    const sentences = [
      ...news.flatMap((one) => changeSentences(one, scope)),
      ...meetingSentence(batch.view.meeting, view.meeting, batch.meeting, scope),
      ...batch.entries.flatMap((entry) => entrySentence(entry, view, scope)),
    ];
    const subjects = new Set([...news.map(({ id }) => id as string), ...batch.entries.map(({ subject }) => subject)]);
    if (sentences.length > MOST) this.#host.announce(words.news.many(subjects.size));
    else if (sentences.length > 0) this.#host.announce(sentences.join(words.news.stop));
  }
}
