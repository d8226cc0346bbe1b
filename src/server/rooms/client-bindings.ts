import type { Office } from '../../model/offices.js';
import type { StoredBinding } from '../storage/storage.js';

/** A person as a binding names them. */
export interface BoundPerson {
  readonly id: string;
  readonly name: string;
  readonly office: Office | '';
}

/**
 * Whose each Yjs clientID of one document is (SEC-17). The first person who writes or shows presence
 * under an id keeps it, so that nobody writes as somebody else.
 */
export class ClientBindings {
  readonly #bindings = new Map<number, StoredBinding>();
  /** How many ids a person drew on the last day on which they drew any. */
  readonly #drawn = new Map<string, { day: string; count: number }>();

  constructor(stored: readonly StoredBinding[]) {
    for (const binding of stored) this.add(binding);
  }

  of(client: number): StoredBinding | undefined {
    return this.#bindings.get(client);
  }

  /** Bindings under which something was written: the authors that the record document names. */
  *authors(): Iterable<StoredBinding> {
    for (const binding of this.#bindings.values()) if (binding.wrote) yield binding;
  }

  drawnOn(day: string, user: string): number {
    const drawn = this.#drawn.get(user);
    return drawn?.day === day ? drawn.count : 0;
  }

  /** Takes over what has been stored. */
  add(binding: StoredBinding): void {
    if (!this.#bindings.has(binding.client)) {
      const day = binding.at.slice(0, 10);
      this.#drawn.set(binding.user, { day, count: this.drawnOn(day, binding.user) + 1 });
    }
    this.#bindings.set(binding.client, binding);
  }
}

/** Bindings that a turn is about to add; forgotten when the turn fails. */
export class BindingDraft {
  readonly #base: ClientBindings;
  readonly #document: StoredBinding['document'];
  readonly #at: string;
  readonly #added = new Map<number, StoredBinding>();

  constructor(base: ClientBindings, document: StoredBinding['document'], at: string) {
    this.#base = base;
    this.#document = document;
    this.#at = at;
  }

  get added(): StoredBinding[] {
    return [...this.#added.values()];
  }

  /** Whether the person may use the id: it is theirs, or nobody's yet. */
  isOpenTo(client: number, user: string): boolean {
    const binding = this.#of(client);
    return binding === undefined || binding.user === user;
  }

  isBound(client: number): boolean {
    return this.#of(client) !== undefined;
  }

  bind(client: number, person: BoundPerson, wrote: boolean): void {
    const kept = this.#of(client);
    if (kept && (kept.wrote || !wrote)) return;
    this.#added.set(client, {
      document: this.#document,
      client,
      user: person.id,
      name: person.name,
      office: person.office,
      at: kept?.at ?? this.#at,
      wrote,
    });
  }

  /** How many ids the person has drawn today, those of this turn included. */
  drawnToday(user: string): number {
    let count = this.#base.drawnOn(this.#at.slice(0, 10), user);
    for (const { client, user: owner } of this.#added.values()) {
      if (owner === user && this.#base.of(client) === undefined) count++;
    }
    return count;
  }

  #of(client: number): StoredBinding | undefined {
    return this.#added.get(client) ?? this.#base.of(client);
  }
}
