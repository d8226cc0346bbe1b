import * as Y from 'yjs';
import { createRecordState } from '../model/agenda/record-state.js';
import { MEETING_SUBJECT, type AgendaRecord } from '../model/agenda/topic-state.js';
import type { SealedEntry } from '../model/entry.js';
import type { Person } from '../model/person.js';
import type { Right } from '../model/room.js';
import type { Settings } from '../model/settings.js';
import { AgendaStore } from '../store/agenda-store.js';
import type { MarkedText } from '../store/take-out-marks.js';
import { agendaCommandOf } from './agenda-command.js';
import { CommandQueue, type RoomLink } from './command-queue.js';
import { OWN_LEASE } from './drain-lease.js';
import { Listeners } from './listeners.js';
import type { MemoryHub } from './memory-source.js';
import { QueueMemory } from './queue-store.js';
import { RoomCommands } from './room-commands.js';
import {
  NOTHING_UNSAVED,
  type AgendaSession,
  type CommandIntent,
  type CommandResult,
  type Presence,
  type QueuedCommand,
  type RecordView,
  type RoomNotes,
  type SyncState,
} from './room-session.js';
import { unsavedTexts } from './unsaved-texts.js';

/** Origin of what the hub delivers. */
const HUB = Symbol('hub');

/** One person's view of a memory room. */
export class MemorySession implements AgendaSession {
  readonly room: string;
  readonly person: Person;
  readonly right: Right;
  readonly settings: Settings;
  readonly content: AgendaStore;
  readonly doc = new Y.Doc();
  readonly client: number;
  /** The gate of this page is the only one here, and it has kept them out. */
  readonly markedTexts: readonly MarkedText[] = [];
  readonly notes: RoomNotes;
  readonly #hub: MemoryHub;
  readonly #record = createRecordState();
  readonly #listeners = new Listeners();
  readonly #queue: CommandQueue;
  readonly #commands: RoomCommands;
  #view: RecordView | undefined;
  #linked = false;
  #unsaved = 0;
  #unsavedTopics: ReadonlySet<string> = new Set();
  #sync: SyncState | undefined;
  #wereThere: readonly Presence[] = [];
  #refusal: string | null = null;
  #leftovers: readonly MarkedText[] = [];
  #topic: string | null = null;
  #editing = false;

  constructor(hub: MemoryHub, person: Person, right: Right, client: number) {
    this.#hub = hub;
    this.room = hub.options.room;
    this.settings = hub.options.settings;
    this.person = person;
    this.right = right;
    this.client = client;
    this.notes = hub.notesOf(person);
    this.doc.clientID = client;
    this.content = new AgendaStore(this.doc, { randomId: () => hub.randomId() });
    this.#queue = new CommandQueue({
      store: new QueueMemory().open(),
      lease: OWN_LEASE,
      wallClock: () => hub.options.now(),
      random: () => 0,
    });
    this.#commands = new RoomCommands({
      queue: this.#queue,
      room: this.room,
      person,
      link: this.#link(),
      record: () => this.record,
      onChange: () => this.tell(),
    });
    this.#listen();
  }

  get isLinked(): boolean {
    return this.#linked;
  }

  get isRefused(): boolean {
    return this.#refusal !== null;
  }

  get record(): RecordView {
    this.#view ??= {
      state: this.#record.record,
      entries: this.#record.entries.slice(),
      head: { ...this.#recordHead(), epoch: this.#hub.epoch, generation: 1 },
      alarm: null,
      heads: { remembered: this.#recordHead(), served: this.#recordHead() },
      authorOf: (client) => this.#hub.authorOf(client),
    };
    return this.#view;
  }

  get queue(): readonly QueuedCommand[] {
    return this.#commands.queue;
  }

  get outlook(): AgendaRecord {
    return this.#commands.outlook;
  }

  get unsavedTopics(): ReadonlySet<string> {
    return this.#unsavedTopics;
  }

  get sync(): SyncState {
    const live = this.right === 'write' ? 'live' : 'read-only';
    this.#sync ??= {
      ...NOTHING_UNSAVED,
      status: this.#refusal !== null ? 'refused' : this.#linked ? live : 'offline',
      unsaved: this.#unsaved,
      unsent: this.#unsaved,
      unsealed: this.queue.length,
      reason: this.#refusal,
    };
    return this.#sync;
  }

  get presence(): readonly Presence[] {
    if (!this.#linked) return this.#wereThere;
    return this.#hub.presence.filter((session) => session !== this).map((session) => session.#asPresence());
  }

  now(): number {
    return this.#hub.options.now();
  }

  setPresence(topic: string | null, editing: boolean): void {
    if (this.#topic === topic && this.#editing === editing) return;
    this.#topic = topic;
    this.#editing = editing;
    if (this.#linked) this.#hub.tellPresence();
  }

  send(intent: CommandIntent): Promise<CommandResult> {
    const { command, seen } = agendaCommandOf(intent, {
      id: this.#hub.randomId(),
      record: this.#commands.expected,
      topic: (id) => this.content.topic(id),
      now: this.now(),
      offline: !this.#linked,
      witness: { ...this.#recordHead(), epoch: this.#hub.epoch },
    });
    return this.#commands.give(command, seen, this.#linked);
  }

  get leftovers(): readonly MarkedText[] {
    return this.#leftovers;
  }

  dropLeftovers(): void {
    this.#leftovers = [];
    this.tell();
  }

  retryQueued(id: string): void {
    this.#commands.retry(id);
  }

  dropQueued(id: string): void {
    this.#commands.drop(id);
  }

  onSettled(listener: (queued: QueuedCommand, result: CommandResult) => void): () => void {
    return this.#commands.onSettled(listener);
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  reconnect(): void {
    this.#hub.heal(this);
  }

  close(): void {
    this.#linked = false;
    this.#hub.leave(this);
    this.#listeners.clear();
    this.#commands.close();
    this.#queue.close();
    this.content.destroy();
    this.doc.destroy();
  }

  /** The link is there, with all that was missed. */
  link(update: Uint8Array, entries: readonly SealedEntry[]): void {
    Y.applyUpdate(this.doc, update, HUB);
    for (const entry of entries.slice(this.#record.entries.length)) this.#record.apply(entry);
    this.#view = undefined;
    this.#linked = true;
    this.#unsaved = 0;
    if (this.#unsavedTopics.size > 0) this.#unsavedTopics = new Set();
    this.tell();
  }

  unlink(): void {
    this.#wereThere = this.presence;
    this.#linked = false;
    this.tell();
  }

  /** The server takes nothing of what it has not got yet, now or later: it stays here, for reading and for taking along. */
  refuse(reason: string): void {
    this.#refusal = reason;
    this.#leftovers = unsavedTexts(this.content, this.#unsavedTopics);
    this.unlink();
    this.#wereThere = [];
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, HUB);
  }

  receiveEntry(entry: SealedEntry): void {
    this.#record.apply(entry);
    this.#view = undefined;
    this.tell();
  }

  tell(): void {
    this.#sync = undefined;
    this.#commands.changed();
    this.#listeners.tell();
  }

  #link(): RoomLink {
    const isLinked = (): boolean => this.#linked;
    return {
      get standing() {
        return isLinked() ? 'ready' : 'away';
      },
      send: (command) => {
        if (!this.#linked) return Promise.resolve({ ok: false, problem: null, command });
        const judgement = this.#hub.judge(command, this.person);
        return Promise.resolve(
          judgement.ok ? { ok: true, entry: judgement.sealed } : { ok: false, problem: judgement.problem, command },
        );
      },
    };
  }

  #listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === HUB) return;
      if (this.#linked) {
        this.#hub.update(update, this);
      } else {
        this.#unsaved++;
        this.tell();
      }
    });
    this.content.subscribe(({ local, topics, meeting }) => {
      if (!local || this.#linked) return;
      this.#unsavedTopics = new Set([...this.#unsavedTopics, ...topics, ...(meeting ? [MEETING_SUBJECT] : [])]);
    });
  }

  #recordHead(): { seq: number; hash: string } {
    const last = this.#record.last;
    return last ? { seq: last.seq, hash: last.hash } : { seq: 0, hash: '' };
  }

  #asPresence(): Presence {
    const { id, name, office } = this.person;
    return { client: this.client, person: { id, name, office }, topic: this.#topic, editing: this.#editing };
  }
}
