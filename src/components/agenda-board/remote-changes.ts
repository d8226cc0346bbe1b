import type { AgendaChange } from '../../store/agenda-store.js';
import type { BoardHost } from './board-host.js';

/** How long a row that somebody else changed keeps its tint. */
const FRESH = 2400;
/** What others do is told politely, once in this many milliseconds. */
const BATCH = 5000;

/** Tints what others change and tells it, so that a reader who looked away still learns of it. */
export class RemoteChanges {
  readonly #host: BoardHost;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #changed = new Set<string>();
  #telling: ReturnType<typeof setTimeout> | undefined;
  #known = new Map<string, number>();

  constructor(host: BoardHost) {
    this.#host = host;
  }

  take(change: AgendaChange): void {
    // The first arrival of a whole agenda is no news.
    if (change.local || change.topics.size === 0 || this.#orders().size === 0) return;
    if (this.#changed.size === 0) this.#known = this.#orders();
    for (const id of change.topics) {
      this.#changed.add(id);
      this.#tint(id);
    }
    this.#telling ??= setTimeout(() => this.#tell(), BATCH);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#changed.clear();
    this.#host.ui.fresh = new Set();
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

  /** The view as it was rendered last: the change itself is not in it yet. Of 0 for what is not heard. */
  #orders(): Map<string, number> {
    const { view } = this.#host;
    return new Map((view ? [...view.rows, ...view.aside] : []).map((row) => [row.id, row.order]));
  }

  #tell(): void {
    this.#telling = undefined;
    const now = this.#orders();
    const said = [...this.#changed].map((id) => this.#sentence(id, this.#known.get(id), now.get(id)));
    this.#changed.clear();
    const { words } = this.#host;
    const sentences = said.filter((sentence): sentence is string => sentence !== null);
    if (said.length > 3 || sentences.length === 0) this.#host.announce(words.row.changedByOthers(said.length));
    else this.#host.announce(sentences.join(words.conflict.and));
  }

  #sentence(id: string, before: number | undefined, now: number | undefined): string | null {
    const { session, words } = this.#host;
    const title = session?.content.topic(id as never)?.title ?? '';
    if (before === undefined && now !== undefined) return words.row.addedByOthers(title);
    if (before !== undefined && now === undefined) return words.row.removedByOthers(title);
    return before !== now && before && now ? words.row.movedByOthers(title, now) : null;
  }
}
