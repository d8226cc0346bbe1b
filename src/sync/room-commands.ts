import { agendaCommand } from '../model/agenda/commands.js';
import { ownStepSince } from '../model/agenda/own-step.js';
import { previewRecord } from '../model/agenda/record-preview.js';
import { MEETING_SUBJECT, type AgendaRecord } from '../model/agenda/topic-state.js';
import type { Command } from '../model/command.js';
import type { SealedEntry } from '../model/entry.js';
import type { JsonObject } from '../model/json.js';
import type { Person } from '../model/person.js';
import { problem, type Problem } from '../protocol/problems.js';
import type { CommandQueue, RoomLink } from './command-queue.js';
import type { AgendaSession, CommandResult, QueuedCommand, RecordView } from './room-session.js';

export interface RoomCommandsOptions {
  readonly queue: CommandQueue;
  readonly room: string;
  readonly person: Person;
  readonly link: RoomLink;
  readonly record: () => RecordView;
  /** Something that is shown of the queue changed. */
  readonly onChange: () => void;
}

type SettledListener = Parameters<AgendaSession['onSettled']>[0];

/** A room's part of the queue, and what it means for what the person sees. */
export class RoomCommands {
  readonly #options: RoomCommandsOptions;
  readonly #unsubscribe: readonly (() => void)[];
  readonly #settled = new Set<SettledListener>();
  /** Commands that were seen waiting here and of whose end nothing was said yet. */
  readonly #awaited = new Map<string, QueuedCommand>();
  #shown: readonly QueuedCommand[] = [];
  #outlook: { readonly state: AgendaRecord; readonly queue: readonly QueuedCommand[]; value: AgendaRecord } | undefined;
  #standing: RoomLink['standing'] = 'away';

  constructor(options: RoomCommandsOptions) {
    this.#options = options;
    const { queue, room, link } = options;
    this.#unsubscribe = [queue.attach(room, link), queue.subscribe(() => this.#onQueue())];
    this.#shown = queue.of(room);
  }

  get queue(): readonly QueuedCommand[] {
    return this.#options.queue.of(this.#options.room);
  }

  /** As in `AgendaSession`. */
  get outlook(): AgendaRecord {
    const { state } = this.#options.record();
    const { queue } = this;
    if (this.#outlook?.state !== state || this.#outlook.queue !== queue) {
      const going = queue.filter((one) => one.state === 'waiting' || one.state === 'sending');
      this.#outlook = { state, queue, value: this.#preview(going.map(({ command }) => command)) };
    }
    return this.#outlook.value;
  }

  /** What the next command builds on: the outlook, with what is on its way while somebody waits for the answer. */
  get expected(): AgendaRecord {
    const { queue, room } = this.#options;
    return this.#preview(queue.pending(room));
  }

  /** `seen` is the content whose digest the command carries; `live`: there is a connection. */
  give(command: Command, seen: JsonObject | null, live: boolean): Promise<CommandResult> {
    const { queue, room, person } = this.#options;
    if (agendaCommand(command.type)?.lane === 'commutative') return queue.give({ room, command, seen }, live);
    // Asked when it is put among what waits: another page of this person may have given one a moment ago.
    const against = (before: readonly Command[]): Problem | null => {
      const twice = ownStepSince(this.#preview(before).topics.get(command.subject), command.basis, person.id);
      return twice ? twiceProblem(twice) : null;
    };
    return queue.give({ room, command, seen }, live, against);
  }

  retry(id: string): void {
    this.#options.queue.retry(id);
  }

  drop(id: string): void {
    this.#awaited.delete(id);
    this.#options.queue.drop(id);
  }

  onSettled(listener: SettledListener): () => void {
    this.#settled.add(listener);
    return () => void this.#settled.delete(listener);
  }

  /** To be called when the connection, the record, or what is saved changed. */
  changed(): void {
    const { queue, room, link } = this.#options;
    const wasAway = this.#standing === 'away';
    this.#standing = link.standing;
    queue.recorded(room, ({ id, subject }) => this.#entry(id, subject) !== undefined);
    this.#tellSettled();
    queue.linkChanged(wasAway && this.#standing !== 'away');
  }

  close(): void {
    for (const stop of this.#unsubscribe) stop();
    this.#settled.clear();
  }

  #onQueue(): void {
    const { queue } = this;
    if (queue === this.#shown) return;
    this.#shown = queue;
    this.#tellSettled();
    this.#options.onChange();
  }

  #tellSettled(): void {
    const { queue } = this;
    const here = new Map(queue.map((queued) => [queued.command.id, queued]));
    for (const [id, before] of [...this.#awaited]) {
      const now = here.get(id);
      const entry = now ? undefined : this.#entry(id, before.command.subject);
      if (entry) {
        this.#awaited.delete(id);
        this.#tell(before, { ok: true, entry });
      } else if (now?.state === 'refused' && before.state !== 'refused' && now.problem) {
        this.#awaited.set(id, now);
        this.#tell(now, { ok: false, problem: now.problem, command: now.command });
      }
    }
    for (const [id, queued] of here) this.#awaited.set(id, queued);
  }

  #tell(queued: QueuedCommand, result: CommandResult): void {
    for (const listener of [...this.#settled]) listener(queued, result);
  }

  #entry(id: string, subject: string): SealedEntry | undefined {
    const { state } = this.#options.record();
    const entries = subject === MEETING_SUBJECT ? state.entries : (state.topics.get(subject)?.entries ?? []);
    return entries.find((entry) => entry.id === id);
  }

  #preview(commands: readonly Command[]): AgendaRecord {
    const { record, person } = this.#options;
    const { state, entries } = record();
    const { id, name, office, roles } = person;
    const by = { id, name, office, roles };
    return previewRecord(
      state,
      commands.map((command) => ({ command, by })),
      entries.length,
    );
  }
}

/** Nobody is to come into conflict with themselves: what was given on another page is news to this one. */
function twiceProblem({ id, type }: SealedEntry): Problem {
  return problem('unknown-basis', `the same person has given ${type} for this topic since; it was not sent`, {
    params: { newest: id },
  });
}
