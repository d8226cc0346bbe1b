import type { Command } from '../model/command.js';
import type { Problem } from '../protocol/problems.js';
import { AskedCommands } from './asked-commands.js';
import type { DrainLease } from './drain-lease.js';
import type { KeepingState } from './keeping-state.js';
import { Listeners } from './listeners.js';
import { isAttended, QueueDrain, type RoomLink } from './queue-drain.js';
import { added, dropped, isWaiting, leftWaiting, refused, retried, sealed } from './queue-rows.js';
import type { NewRow, QueueEdit, QueueRow } from './queue-rows.js';
import type { QueueStore } from './queue-store.js';
import type { CommandResult, QueuedCommand } from './room-session.js';

export type { RoomLink } from './queue-drain.js';

export interface CommandQueueOptions {
  readonly store: QueueStore;
  readonly lease: DrainLease;
  /** Whether the server has all that any page of this browser holds of a room; where it cannot be told, what this page knows counts. */
  readonly isSaved?: (room: string) => Promise<boolean>;
  /** Is told whether what was given could be stored. */
  readonly keeping?: Pick<KeepingState, 'failed' | 'worked'> | undefined;
  /** Milliseconds since the epoch by the clock that all pages of this browser share. */
  readonly wallClock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** How long whoever gives a command is kept waiting for the answer before it counts as queued, in milliseconds. */
const PATIENCE = 20_000;

/** What is against taking a command, with the room's others that go out before it; null when nothing is. */
type Against = (before: readonly Command[]) => Problem | null;

/** What of a page it is that could be stored or not. */
const PART = 'commands';

/** Problems after which the same command may be sealed without anybody doing anything about it. */
const PASSING: readonly number[] = [401, 429, 503];

/**
 * One person's commands in one browser, for all rooms: each is kept before it is sent, so that nothing that happens on the way
 * loses it, and it leaves when it is sealed, or when the person who sees the refusal decides so.
 */
export class CommandQueue {
  readonly #options: CommandQueueOptions;
  readonly #drain: QueueDrain;
  readonly #asked = new AskedCommands();
  readonly #listeners = new Listeners();
  readonly #unsubscribe: () => void;
  /** As it is stored, and what could not be written since. */
  #stored: readonly QueueRow[] = [];
  #unwritten: readonly QueueEdit[] = [];
  #rows: readonly QueueRow[] = [];
  readonly #views = new Map<string, readonly QueuedCommand[]>();
  /** The storage's work, in order. */
  #work: Promise<void> = Promise.resolve();
  /** For each room the last command that a person waits for the answer to. */
  readonly #attending = new Map<string, Promise<unknown>>();
  #closed = false;

  constructor(options: CommandQueueOptions) {
    this.#options = options;
    this.#drain = new QueueDrain(this.#asDrainHost(), options);
    this.#unsubscribe = options.store.subscribe(() => void this.refresh());
    void this.refresh();
  }

  /** Rooms with commands that go out by themselves, and that no page is just asking about. */
  get waitingRooms(): ReadonlySet<string> {
    return new Set(this.#rows.filter((row) => isWaiting(row) && !this.#isAttended(row)).map(({ room }) => room));
  }

  /** What waits in a room, in the order of giving; the same array until it changes. */
  of(room: string): readonly QueuedCommand[] {
    const known = this.#views.get(room);
    const now = this.#options.wallClock();
    const view = this.#rows
      .filter((row) => row.room === room && !isAttended(row, now))
      .map((row): QueuedCommand => {
        const { command, problem, seen } = row;
        return { command, state: this.#stateOf(row), problem, seen };
      });
    if (known && isSameView(known, view)) return known;
    this.#views.set(room, view);
    return view;
  }

  /** Commands of a room that are on their way or will be: what the next one of the same lane builds on. */
  pending(room: string): readonly Command[] {
    return pendingOf(this.#rows, room);
  }

  /** Called after something above changed. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** From now on the room's commands go out by this link. Returns the way out. */
  attach(room: string, link: RoomLink): () => void {
    // Whoever gives it may not be ready to be asked yet.
    queueMicrotask(() => this.#drain.look());
    return this.#asked.attach(room, link);
  }

  /** The standing of a link may have changed; `restored` when there was no connection before. */
  linkChanged(restored: boolean): void {
    this.#asked.changed();
    if (restored) this.#drain.wake();
    else this.#drain.look();
  }

  /** Tries at once instead of waiting longer. */
  wake(): void {
    this.#drain.wake();
  }

  /**
   * Takes a command, keeps it, and sends it when its turn comes. `live`: there is a connection, and the person waits for the answer; it is waited for
   * unless earlier commands of the room have to go first. `against` says what of the commands of the room that wait, of any page, is against it:
   * then it is not taken.
   */
  async give(given: NewRow, live: boolean, against: Against = () => null): Promise<CommandResult> {
    const { room, command } = given;
    const until = this.#options.wallClock() + PATIENCE;
    const said: { problem: Problem | null } = { problem: null };
    await this.#change((rows) => {
      if (rows.some((row) => row.command.id === command.id)) return rows;
      said.problem = against(pendingOf(rows, room));
      return said.problem === null ? added(given, live ? until : null)(rows) : rows;
    });
    if (said.problem !== null) return { ok: false, problem: said.problem, command };
    if (!live) return { ok: false, problem: null, command };
    const before = this.#attending.get(room) ?? Promise.resolve();
    const attending = before.then(() => this.#attend(room, command, until));
    this.#attending.set(room, attending);
    return attending;
  }

  /** Sends a refused or held command once more, with all that were held on its account. */
  retry(id: string): void {
    void this.#change(retried(id)).then(() => this.#drain.wake());
  }

  /** Takes a command out; one that is on its way cannot be called back. */
  drop(id: string): void {
    if (this.#drain.sending !== id) void this.#change(dropped(id));
  }

  /** Tells which of a room's commands its record holds: whatever answer was lost, they are sealed. */
  recorded(room: string, holds: (command: Pick<Command, 'id' | 'subject'>) => boolean): void {
    for (const { command, heldBy, ...row } of this.#rows) {
      if (row.room !== room || row.attended !== null) continue;
      const { id, subject } = command;
      if (holds({ id, subject })) void this.#change(sealed(id));
      else if (heldBy !== null && holds({ id: heldBy, subject })) void this.#change(sealed(heldBy));
    }
  }

  /** Reads again what is stored. */
  refresh(): Promise<void> {
    return this.#queued(async () => {
      this.#stored = await this.#options.store.read();
    });
  }

  /** What is stored may be gone: puts back what is not there. One that was sealed meanwhile is sealed once all the same. */
  restore(): void {
    const known = this.#rows;
    void this.#change((stored) => {
      const gone = known.filter(({ command: { id } }) => !stored.some(({ command }) => command.id === id));
      return gone.length === 0 ? stored : [...stored, ...gone].sort((a, b) => a.order - b.order);
    });
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#drain.close();
    this.#asked.close();
    this.#listeners.clear();
    void this.#work.then(() => this.#options.store.close());
  }

  #stateOf({ command, problem, heldBy }: QueueRow): QueuedCommand['state'] {
    if (problem !== null) return 'refused';
    if (heldBy !== null) return 'held';
    return this.#drain.sending === command.id ? 'sending' : 'waiting';
  }

  #isAttended(row: QueueRow): boolean {
    return isAttended(row, this.#options.wallClock());
  }

  #asDrainHost(): ConstructorParameters<typeof QueueDrain>[0] {
    const rows = (): readonly QueueRow[] => this.#rows;
    return {
      get rows() {
        return rows();
      },
      linkOf: (room) => this.#asked.link(room),
      isOnlyHere: (id) => !this.#stored.some(({ command }) => command.id === id),
      refresh: () => this.refresh(),
      settle: (command, result) => this.#settle(command, result),
      changed: () => this.#listeners.tell(),
    };
  }

  async #settle(command: Command, result: CommandResult): Promise<boolean> {
    if (result.ok) await this.#change(sealed(command.id));
    else if (isAnswer(result)) await this.#change(refused(command.id, result.problem));
    else return false;
    return true;
  }

  /** Waits for the answer together with the person, and leaves the command waiting when there is none, or when others have to go first. */
  async #attend(room: string, command: Command, until: number): Promise<CommandResult> {
    const lost: CommandResult = { ok: false, problem: null, command };
    const row = this.#rows.find(({ command: { id } }) => id === command.id);
    if (row?.attended !== until) return lost;
    const isNext = this.#isAttended(row) && !this.#rows.some((other) => this.#goesBefore(other, row));
    const asked = isNext ? this.#asked.ask(room, command, PATIENCE) : undefined;
    const result = await asked?.inTime;
    if (result?.ok) {
      await this.#change(sealed(command.id));
      return result;
    }
    if (result && isAnswer(result)) {
      // The person sees it at once, and decides anew.
      await this.#change(dropped(command.id));
      return result;
    }
    if (result) this.#drain.unanswered(result);
    else void asked?.answer.then((late) => this.#settle(command, late));
    await this.#change(leftWaiting(command.id));
    return lost;
  }

  #goesBefore(other: QueueRow, row: QueueRow): boolean {
    return other.room === row.room && other.order < row.order && isWaiting(other) && !this.#isAttended(other);
  }

  #change(edit: QueueEdit): Promise<void> {
    return this.#queued(async () => {
      const edits = [...this.#unwritten, edit];
      this.#unwritten = edits;
      this.#stored = await this.#options.store.change((rows) => made(rows, edits));
      this.#unwritten = [];
    });
  }

  #queued(work: () => Promise<void>): Promise<void> {
    // What becomes of a command after that is asked for again by the next page: sending it twice does no harm.
    if (this.#closed) return this.#work;
    this.#work = this.#work.then(async () => {
      try {
        await work();
        if (this.#unwritten.length === 0) this.#options.keeping?.worked(PART);
      } catch {
        // Not written: the rows below hold it all the same, the person is told by `keeping`, and the next change tries again.
        this.#options.keeping?.failed(PART);
      }
      this.#rows = made(this.#stored, this.#unwritten);
      this.#listeners.tell();
      this.#drain.look();
    });
    return this.#work;
  }
}

function pendingOf(rows: readonly QueueRow[], room: string): readonly Command[] {
  return rows.filter((row) => row.room === room && isWaiting(row)).map(({ command }) => command);
}

/** Whether the server has decided about the command as it is. */
function isAnswer(
  result: CommandResult,
): result is Extract<CommandResult, { ok: false }> & { readonly problem: NonNullable<QueuedCommand['problem']> } {
  return !result.ok && result.problem !== null && !PASSING.includes(result.problem.status);
}

function made(rows: readonly QueueRow[], edits: readonly QueueEdit[]): readonly QueueRow[] {
  return edits.reduce((before, edit) => edit(before), rows);
}

function isSameView(a: readonly QueuedCommand[], b: readonly QueuedCommand[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ command, state, problem }, index) => {
      const other = b[index]!;
      return (
        command.id === other.command.id &&
        state === other.state &&
        JSON.stringify(problem) === JSON.stringify(other.problem)
      );
    })
  );
}
