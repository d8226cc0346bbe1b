import { chained, firstApart, type Chain } from './chain.js';
import type { SealedEntry } from './entry.js';

/** Decisions of one lane that were taken without sight of each other (architecture §5). */
export interface Conflict {
  readonly lane: string;
  /** The entry that holds until somebody settles: the first one in effect that was sealed after the common basis. */
  readonly standing: SealedEntry;
  /** Those that arrived later, in order of sealing. */
  readonly contested: readonly SealedEntry[];
  /** The `conflict.settle` entry, or null while open. */
  readonly settledBy: SealedEntry | null;
  /** Id of the entry that was chosen, or null while open. */
  readonly chosen: string | null;
}

/** Where a lane stood just after one of its entries: what it amounts to, and the entries in effect. */
interface Point<S> {
  readonly state: S;
  readonly effective: Chain<SealedEntry> | null;
}

/**
 * The entries of one subject that must see each other: each names as its `basis` the newest one its
 * author had seen. Whoever had not seen the newest is sealed as contested and moves nothing by itself.
 *
 * For every entry the state just after it is kept, so states must share what they have in common: a late command is judged by the state its author
 * knew, and choosing a contested entry goes on from there.
 */
export class Lane<S> {
  readonly #name: string;
  readonly #advance: (state: S, entry: SealedEntry) => S;
  readonly #start: Point<S>;
  readonly #points = new Map<string, Point<S>>();
  #current: Point<S>;
  #newest: string | null = null;
  #conflicts: readonly Conflict[] = [];

  constructor(name: string, start: S, advance: (state: S, entry: SealedEntry) => S) {
    this.#name = name;
    this.#advance = advance;
    this.#start = { state: start, effective: null };
    this.#current = this.#start;
  }

  /** What stands now. */
  get state(): S {
    return this.#current.state;
  }

  /** Id of the newest entry, contested or not: the basis of whoever has seen everything. */
  get newest(): string | null {
    return this.#newest;
  }

  /** All conflicts in order of opening; the same list until one changes. */
  get conflicts(): readonly Conflict[] {
    return this.#conflicts;
  }

  get openConflict(): Conflict | undefined {
    const last = this.#conflicts[this.#conflicts.length - 1];
    return last?.settledBy === null ? last : undefined;
  }

  /** Whether `basis` is an entry of this lane; null, "nothing seen", always is. */
  knows(basis: string | null): boolean {
    return basis === null || this.#points.has(basis);
  }

  /**
   * The state that somebody had in mind who had seen nothing later than `basis`. For a contested basis it is
   * the state as its author meant it: whoever queues two commands offline builds the second on the first.
   */
  stateAfter(basis: string | null): S {
    return this.#after(basis).state;
  }

  /** Lays an entry of an ordinary type on the lane. */
  add(entry: SealedEntry): void {
    const from = entry.outcome === 'stands' ? this.#current : this.#after(entry.basis);
    const point = { state: this.#advance(from.state, entry), effective: chained(from.effective, entry) };
    if (entry.outcome === 'stands') this.#current = point;
    else this.#contest(entry);
    this.#remember(entry, point);
  }

  /** Ends the open conflict in favour of `chosen`; anything but one of its contested entries leaves what stands. */
  settle(entry: SealedEntry, chosen: string | null): void {
    const conflict = this.openConflict;
    const winner = conflict?.contested.find((contested) => contested.id === chosen);
    const from = winner ? this.#after(winner.id) : this.#current;
    this.#current = { state: from.state, effective: chained(from.effective, entry) };
    if (conflict) this.#replaceLast({ ...conflict, settledBy: entry, chosen: winner?.id ?? conflict.standing.id });
    this.#remember(entry, this.#current);
  }

  #after(basis: string | null): Point<S> {
    return (basis === null ? undefined : this.#points.get(basis)) ?? this.#start;
  }

  #contest(entry: SealedEntry): void {
    const open = this.openConflict;
    if (open) {
      this.#replaceLast({ ...open, contested: [...open.contested, entry] });
      return;
    }
    // A settlement in favour of a contested entry takes the once standing one out of effect, and what
    // a still later arrival meets is the one that won.
    const standing = firstApart(this.#current.effective, this.#after(entry.basis).effective);
    if (!standing) return; // nothing to contest: no server of ours seals that, and it must not move anything either
    const conflict = { lane: this.#name, standing, contested: [entry], settledBy: null, chosen: null };
    this.#conflicts = [...this.#conflicts, conflict];
  }

  #replaceLast(conflict: Conflict): void {
    this.#conflicts = [...this.#conflicts.slice(0, -1), conflict];
  }

  #remember(entry: SealedEntry, point: Point<S>): void {
    this.#points.set(entry.id, point);
    this.#newest = entry.id;
  }
}
