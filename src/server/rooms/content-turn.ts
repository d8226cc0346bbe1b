import type { RoomName } from '../../model/room.js';
import { refuse, type Refusal, type RefusalWord } from '../admission/refusal.js';
import type { SecrecyAlarm } from '../admission/check-transaction.js';
import type { Limits } from '../limits.js';
import type { StoredUpdate } from '../storage/storage.js';
import type { Connection } from '../socket/connection.js';
import { BindingDraft, type ClientBindings } from './client-bindings.js';
import type { ContentDocument } from './content-document.js';

/** What a page asks of a content document, in the order in which it came. */
export type ContentWork =
  | { readonly kind: 'update'; readonly connection: Connection; readonly update: Uint8Array; readonly isStep2: boolean }
  /** The page shows presence under a clientID for the first time. */
  | { readonly kind: 'claim'; readonly connection: Connection; readonly client: number };
type UpdateWork = ContentWork & { kind: 'update' };

/** Updates of a writer whose first step 2 has not arrived yet. */
export interface Held {
  readonly works: readonly UpdateWork[];
  readonly bytes: number;
  /** When the first of them came, in milliseconds that never go back. */
  readonly since: number;
}

export interface ContentTurnSetup {
  readonly room: RoomName;
  readonly document: ContentDocument;
  readonly bindings: ClientBindings;
  readonly limits: Limits;
  /** Sequence number of the last committed update. */
  readonly seq: number;
  /** Server time, UTC. */
  readonly at: string;
  readonly elapsed: number;
  /** Real time, by which tokens expire. */
  readonly real: number;
  /** Writers whose first step 2 has been judged, and what is held for the others. */
  readonly synced: { has(connection: Connection): boolean };
  readonly held: ReadonlyMap<Connection, Held>;
  /** Whether somebody has spoiled the document too often lately (SEC-16). */
  readonly spoilsOften: (user: string) => boolean;
}

/**
 * One batch of content work, applied to the document and not yet stored. When the turn fails, all of it is
 * forgotten together with the document; nothing has been sent.
 */
export class ContentTurn {
  readonly #setup: ContentTurnSetup;
  readonly bindings: BindingDraft;
  readonly rows: StoredUpdate[] = [];
  readonly authors: Connection[] = [];
  /** Every accepted message in order, with the sequence number under which it is on disk. */
  readonly accepted: { readonly connection: Connection; readonly seq: number }[] = [];
  readonly claims: { readonly connection: Connection; readonly client: number; readonly granted: boolean }[] = [];
  readonly alarms: (SecrecyAlarm & { readonly user: string })[] = [];
  /** Writers whose first step 2 was judged in this turn. */
  readonly synced = new Set<Connection>();
  readonly held: Map<Connection, Held>;
  readonly #dropped = new Set<Connection>();

  constructor(setup: ContentTurnSetup) {
    this.#setup = setup;
    this.bindings = new BindingDraft(setup.bindings, `${setup.room}/content`, setup.at);
    this.held = new Map(setup.held);
  }

  /**
   * Does one piece of work. Returns a refusal that left the document spoiled: it has to be loaded anew, and the
   * batch to be run again without this piece. Other refusals are dealt with here.
   */
  run(work: ContentWork): Refusal | undefined {
    if (this.#dropped.has(work.connection)) return undefined;
    if (work.kind === 'update') return this.#update(work);
    const { connection, client } = work;
    const granted = this.#objection(client, connection.user) === undefined;
    if (granted) this.bindings.bind(client, connection.session.identity, false);
    this.claims.push({ connection, client, granted });
    return undefined;
  }

  /** Leaves out whatever else this connection asked for. */
  drop(connection: Connection): void {
    this.#dropped.add(connection);
    this.held.delete(connection);
  }

  #update(work: UpdateWork): Refusal | undefined {
    const { connection } = work;
    if (connection.session.expiresAt <= this.#setup.real) return this.#refuse(connection, 'token-expired');
    if (this.#setup.spoilsOften(connection.user)) return this.#refuse(connection, 'too-many-refusals');
    // What came after a held update waits with it, so that acknowledgements stay in order.
    if (this.held.has(connection) && !work.isStep2) return this.#hold(work);
    const spoiled = this.#admit(work);
    if (spoiled || !work.isStep2 || this.#isSynced(connection)) return spoiled;
    return this.#release(connection);
  }

  /** The first step 2 has been judged: whatever was held for it is judged now. */
  #release(connection: Connection): Refusal | undefined {
    this.synced.add(connection);
    const works = this.held.get(connection)?.works ?? [];
    this.held.delete(connection);
    for (const work of works) {
      const spoiled = this.#dropped.has(connection) ? undefined : this.#admit(work);
      if (spoiled) return spoiled;
    }
    return undefined;
  }

  #admit(work: UpdateWork): Refusal | undefined {
    const { connection } = work;
    const { document } = this.#setup;
    const admission = document.admit(work.update, (client) => this.#objection(client, connection.user));
    switch (admission.kind) {
      case 'applied':
        for (const client of admission.writers) this.bindings.bind(client, connection.session.identity, true);
        for (const alarm of admission.alarms) this.alarms.push({ ...alarm, user: connection.user });
        this.#addRow(connection, admission.bytes);
        return undefined;
      case 'contained':
        this.accepted.push({ connection, seq: this.#lastSeq });
        return undefined;
      case 'gap':
        if (this.#isSynced(connection) || work.isStep2) return this.#refuse(connection, 'clock-gap');
        return this.#hold(work);
      case 'refused':
        return admission.spoiled ? admission.refusal : this.#refuse(connection, admission.refusal.why);
    }
  }

  #addRow(connection: Connection, bytes: Uint8Array): void {
    const seq = this.#lastSeq + 1;
    this.rows.push({
      document: `${this.#setup.room}/content`,
      seq,
      user: connection.user,
      connection: connection.id,
      at: this.#setup.at,
      bytes,
    });
    this.authors.push(connection);
    this.accepted.push({ connection, seq });
  }

  #hold(work: UpdateWork): Refusal | undefined {
    const { limits, elapsed } = this.#setup;
    const before = this.held.get(work.connection);
    const bytes = (before?.bytes ?? 0) + work.update.length;
    if (bytes > limits.heldBytes) return this.#refuse(work.connection, 'held-too-long');
    const works = [...(before?.works ?? []), work];
    this.held.set(work.connection, { works, bytes, since: before?.since ?? elapsed });
    return undefined;
  }

  #objection(client: number, user: string): RefusalWord | undefined {
    if (!this.bindings.isOpenTo(client, user)) return 'foreign-client';
    const isNew = !this.bindings.isBound(client);
    if (isNew && this.bindings.drawnToday(user) >= this.#setup.limits.clientsPerUserAndDay) return 'too-many-clients';
    return undefined;
  }

  /** Refuses what left the document as it was: nothing else has to be run again. */
  #refuse(connection: Connection, why: RefusalWord): Refusal | undefined {
    connection.refuse(refuse(why));
    this.drop(connection);
    return undefined;
  }

  #isSynced(connection: Connection): boolean {
    return this.synced.has(connection) || this.#setup.synced.has(connection);
  }

  get #lastSeq(): number {
    return this.#setup.seq + this.rows.length;
  }
}
