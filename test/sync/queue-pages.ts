import type { Command } from '../../src/model/command.js';
import { approvedContent } from '../../src/model/agenda/topic.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Person } from '../../src/model/person.js';
import { problem, type ProblemType } from '../../src/protocol/problems.js';
import { CommandQueue, type CommandQueueOptions } from '../../src/sync/command-queue.js';
import { taken, type DrainLease } from '../../src/sync/drain-lease.js';
import type { LeaseRow } from '../../src/sync/page-rows.js';
import type { QueueStore } from '../../src/sync/queue-store.js';
import { QueueMemory } from '../../src/sync/queue-store.js';
import type { CommandResult, QueuedCommand } from '../../src/sync/room-session.js';
import { SealedRoom } from '../record/sealed-room.js';

/** What happens to a command on its way to the server and back. */
export type Way = 'answered' | 'lost on the way' | 'lost on the way back' | ProblemType;

/** Rooms in which commands are judged as by the server, over a network that does what a test says. */
export class TestServer {
  readonly rooms = new Map<string, SealedRoom>();
  readonly #by: Person;
  /** Commands as they arrived, repeated ones too. */
  readonly arrived: Command[] = [];
  way: (command: Command) => Way = () => 'answered';
  /** How long a command is on its way, in turns of the event loop. */
  turns: () => number = () => 1;

  constructor(by: Person, ...names: string[]) {
    this.#by = by;
    for (const name of names) this.rooms.set(name, new SealedRoom());
  }

  async send(room: string, command: Command): Promise<CommandResult> {
    const way = this.way(command);
    const lost: CommandResult = { ok: false, problem: null, command };
    await turns(this.turns());
    if (way === 'lost on the way') return lost;
    if (way !== 'answered' && way !== 'lost on the way back') {
      return { ok: false, problem: problem(way, `${way}, as the test has it`), command };
    }
    this.arrived.push(command);
    const judgement = this.rooms.get(room)!.submit(this.#by, command);
    await turns(this.turns());
    if (way === 'lost on the way back') return lost;
    return judgement.ok ? { ok: true, entry: judgement.sealed } : { ok: false, problem: judgement.problem, command };
  }

  sealed(room: string): readonly string[] {
    return this.rooms.get(room)!.entries.map(({ id }) => id);
  }
}

/** One browser: what its pages share. */
export class TestBrowser {
  readonly memory = new QueueMemory();
  #lease: LeaseRow | undefined;
  #holders = 0;
  readonly wallClock: () => number;

  constructor(wallClock: () => number) {
    this.wallClock = wallClock;
  }

  get leaseHolder(): string | undefined {
    return this.#lease?.holder;
  }

  lease(): DrainLease & { readonly holder: string } {
    const holder = String(++this.#holders);
    return {
      holder,
      hold: () => {
        const row = taken(this.#lease, holder, this.wallClock());
        this.#lease = row ?? this.#lease;
        return Promise.resolve(row !== undefined);
      },
      release: () => {
        if (this.#lease?.holder === holder) this.#lease = undefined;
        return Promise.resolve();
      },
    };
  }
}

/** One page of a person, with links to the rooms that it has open. */
export class TestPage {
  readonly queue: CommandQueue;
  readonly store: QueueStore;
  readonly #server: TestServer;
  readonly #rooms: readonly string[];
  #standing: 'ready' | 'saving' | 'away' = 'ready';
  readonly #detach: readonly (() => void)[];
  #crashed = false;

  constructor(
    browser: TestBrowser,
    server: TestServer,
    rooms: readonly string[],
    more: Partial<CommandQueueOptions> = {},
  ) {
    this.#server = server;
    this.#rooms = rooms;
    const store = more.store ?? browser.memory.open();
    const lease = browser.lease();
    this.store = store;
    this.queue = new CommandQueue({
      ...more,
      store: { ...store, change: (edit) => this.#alive(() => store.change(edit)) },
      lease: { hold: () => this.#alive(() => lease.hold()), release: () => this.#alive(() => lease.release()) },
      wallClock: browser.wallClock,
      random: () => 0,
    });
    const standing = (): 'ready' | 'saving' | 'away' => this.#standing;
    this.#detach = rooms.map((room) =>
      this.queue.attach(room, {
        get standing() {
          return standing();
        },
        send: async (command) => {
          const result = await this.#alive(() => this.#server.send(room, command));
          return this.#alive(() => Promise.resolve(result));
        },
      }),
    );
  }

  get standing(): 'ready' | 'saving' | 'away' {
    return this.#standing;
  }

  set standing(standing: 'ready' | 'saving' | 'away') {
    const wasAway = this.#standing === 'away';
    this.#standing = standing;
    this.queue.linkChanged(wasAway && standing !== 'away');
  }

  /** Builds on what the page expects, as a session does. */
  give(room: string, command: Command): Promise<CommandResult> {
    const topic = this.#server.rooms.get(room)!.topics.get(command.subject);
    const seen: JsonObject | null = topic && command.seen !== null ? approvedContent(topic) : null;
    return this.queue.give({ room, command, seen }, this.#standing !== 'away');
  }

  states(room: string): readonly (readonly [string, QueuedCommand['state']])[] {
    return this.queue.of(room).map(({ command, state }) => [command.id, state]);
  }

  /** The records of all rooms have come in. */
  readRecords(): void {
    for (const room of this.#rooms) this.queue.recorded(room, ({ id }) => this.#server.sealed(room).includes(id));
  }

  /** Gone from one moment to the next, the lease unreturned and what was on its way unanswered. */
  crash(): void {
    this.#crashed = true;
    for (const detach of this.#detach) detach();
    this.store.close();
  }

  get rooms(): readonly string[] {
    return this.#rooms;
  }

  /** Whoever is not there any more does nothing, and hears no answer. */
  #alive<T>(work: () => Promise<T>): Promise<T> {
    return this.#crashed ? new Promise<never>(() => undefined) : work();
  }
}

export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
