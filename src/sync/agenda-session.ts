import { MEETING_SUBJECT, type AgendaRecord } from '../model/agenda/topic-state.js';
import { randomId } from '../model/ids.js';
import type { Person } from '../model/person.js';
import { RIGHTS, type Right } from '../model/room.js';
import type { Settings } from '../model/settings.js';
import { AgendaStore } from '../store/agenda-store.js';
import { collectedState, type MarkedText } from '../store/take-out-marks.js';
import { agendaCommandOf, type IssuedCommand } from './agenda-command.js';
import { withoutMarks } from './clean-content.js';
import type { CommandClient } from './command-client.js';
import type { CommandQueue } from './command-queue.js';
import type { Environment } from './environment.js';
import type { KeepingState } from './keeping-state.js';
import type { KeptNotes } from './kept-notes.js';
import { Listeners } from './listeners.js';
import { PageNotes } from './page-notes.js';
import { presenceIn } from './presence.js';
import { findingsIn } from '../store/secrecy-gate.js';
import { markProblem } from './mark-problem.js';
import { RecordReading } from './record-reading.js';
import type { RecordKeeping } from './record-keeping.js';
import type { RecordWitness } from './record-witness.js';
import { RoomCommands } from './room-commands.js';
import type { RoomDocument } from './room-document.js';
import { isConnected, NetworkLink } from './room-link.js';
import {
  type AgendaSession,
  type CommandIntent,
  type CommandResult,
  type Presence,
  type QueuedCommand,
  type RecordView,
  type RoomNotes,
  type SyncState,
} from './room-session.js';
import { syncStateOf } from './sync-state.js';
import { unsavedTexts } from './unsaved-texts.js';

export interface AgendaSessionOptions {
  readonly room: string;
  readonly person: Person;
  /** What the token gives: the server may have said less. */
  readonly right: Right;
  /** As the server last said them. */
  readonly settings: () => Settings;
  /** The server has not answered in this page load: everything goes by what it said on the last visit. */
  readonly isRecalled: () => boolean;
  readonly content: RoomDocument;
  readonly record: RoomDocument;
  readonly commands: CommandClient;
  /** This person's commands of all rooms that are not sealed yet. */
  readonly queue: CommandQueue;
  readonly witness: RecordWitness;
  /** The record as this browser keeps it; undefined where nothing is kept. */
  readonly kept: RecordKeeping | undefined;
  /** The person's notes as this browser keeps them; undefined where nothing is kept. */
  readonly keptNotes: KeptNotes | undefined;
  readonly keeping: KeepingState;
  readonly environment: Environment;
  readonly now: () => number;
  /** Older entries of the record by range; throws when there is no answer. */
  readonly fetchRange: (from: number, to: number) => Promise<readonly unknown[]>;
  /** The session's user is done with it. */
  readonly onClose: () => void;
}

/** An agenda room over the network: two documents, and commands by HTTP. */
export class NetworkAgendaSession implements AgendaSession {
  readonly room: string;
  readonly person: Person;
  readonly notes: RoomNotes;
  readonly #options: AgendaSessionOptions;
  readonly #listeners = new Listeners();
  readonly #unsubscribe: readonly (() => void)[];
  #content: AgendaStore;
  #contentDoc: unknown;
  readonly #record: RecordReading;
  readonly #link: NetworkLink;
  readonly #commands: RoomCommands;
  #sync: SyncState | undefined;
  #presence: readonly Presence[] | undefined;
  #marked: readonly MarkedText[] = [];
  #cleanedForResync = false;
  #dropPresence: () => void = () => undefined;

  constructor(options: AgendaSessionOptions) {
    this.#options = options;
    this.room = options.room;
    this.person = options.person;
    this.notes = options.keptNotes ?? new PageNotes();
    options.content.clean = (reason) => this.#cleanState(reason);
    options.content.unsavedTexts = (topics) => unsavedTexts(this.#content, topics);
    this.#content = this.#openContent();
    this.#contentDoc = options.content.doc;
    this.#record = new RecordReading({ ...options, document: options.record });
    this.#link = new NetworkLink({
      commands: options.commands,
      sync: () => this.sync,
      record: () => this.record,
      isRecordLive: () => options.record.source.status === 'live',
    });
    this.#commands = new RoomCommands({
      ...options,
      link: this.#link,
      record: () => this.record,
      onChange: () => this.#tell(),
    });
    this.#unsubscribe = [
      options.content.subscribe(() => this.#onContentChange()),
      options.record.subscribe(() => this.#tell()),
      this.#record.subscribe(() => this.#tell()),
      options.keeping.subscribe(() => this.#tell()),
      options.keptNotes?.subscribe(() => this.#tell()) ?? ((): void => undefined),
    ];
  }

  /** Another object after the server made the page start over; listeners are told. */
  get content(): AgendaStore {
    return this.#content;
  }

  get settings(): Settings {
    return this.#options.settings();
  }

  get right(): Right {
    const { content, right } = this.#options;
    const { hello } = content.source;
    if (hello) return hello.right;
    const said = content.standing?.right ?? right;
    return RIGHTS.indexOf(said) < RIGHTS.indexOf(right) ? said : right;
  }

  get record(): RecordView {
    return this.#record.view;
  }

  get queue(): readonly QueuedCommand[] {
    return this.#commands.queue;
  }

  get outlook(): AgendaRecord {
    return this.#commands.outlook;
  }

  get sync(): SyncState {
    return (this.#sync ??= syncStateOf({ ...this.#options, right: this.right, unsealed: this.queue.length }));
  }

  get presence(): readonly Presence[] {
    return (this.#presence ??= presenceIn(this.#options.content.source.awareness));
  }

  get markedTexts(): readonly MarkedText[] {
    return this.#marked;
  }

  get unsavedTopics(): ReadonlySet<string> {
    return this.#options.content.unsavedTopics;
  }

  get leftovers(): readonly MarkedText[] {
    return this.#options.content.leftovers;
  }

  dropLeftovers(): void {
    this.#options.content.dropLeftovers();
  }

  now(): number {
    return this.#options.now();
  }

  setPresence(topic: string | null, editing: boolean): void {
    const { awareness } = this.#options.content.source;
    const state = awareness.getLocalState();
    if (state?.['topic'] === topic && state['editing'] === editing) return;
    awareness.setLocalState({ topic, editing });
  }

  async send(intent: CommandIntent): Promise<CommandResult> {
    // As the person saw it when they decided, whatever arrives while their own edits are on the way.
    const { command, seen } = this.#commandOf(intent);
    const findings = findingsIn(intent.payload);
    if (findings.length > 0) return { ok: false, problem: markProblem(findings), command };
    return this.#commands.give(command, seen, isConnected(this.sync));
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
    this.#options.content.source.connect();
    this.#options.record.source.connect();
    this.#record.retry();
    this.#options.queue.wake();
  }

  /** The settings may be other ones now. */
  refresh(): void {
    this.#tell();
  }

  close(): void {
    this.#options.onClose();
  }

  /** Lets go of the documents' changes; the documents themselves belong to the pool. */
  destroy(): void {
    for (const stop of this.#unsubscribe) stop();
    this.#options.keptNotes?.close();
    this.#dropPresence();
    this.#content.destroy();
    this.#record.destroy();
    this.#commands.close();
    this.#listeners.clear();
  }

  #commandOf(intent: CommandIntent): IssuedCommand {
    return agendaCommandOf(intent, {
      id: randomId(this.#options.environment.randomBytes),
      record: this.#commands.expected,
      topic: (id) => this.#content.topic(id),
      now: this.now(),
      offline: !isConnected(this.sync),
      witness: this.#record.verified,
    });
  }

  #openContent(): AgendaStore {
    const { content, environment } = this.#options;
    const { awareness } = content.source;
    const onPresence = (): void => {
      // The provider lets go of everybody as soon as the connection is gone: nobody has left because of that.
      if (this.sync.status === 'offline') return;
      this.#presence = presenceIn(awareness);
      this.#listeners.tell();
    };
    awareness.on('change', onPresence);
    this.#dropPresence = () => awareness.off('change', onPresence);
    const store = new AgendaStore(content.doc, { randomId: () => randomId(environment.randomBytes) });
    store.subscribe(({ local, topics, meeting }) => {
      if (local) content.touch(meeting ? [...topics, MEETING_SUBJECT] : topics);
    });
    return store;
  }

  #onContentChange(): void {
    const { content } = this.#options;
    if (content.doc !== this.#contentDoc) {
      this.#contentDoc = content.doc;
      this.#dropPresence();
      this.#content.destroy();
      this.#content = this.#openContent();
      this.#presence = undefined;
    }
    if (content.source.status === 'live' && content.source.unsaved === 0) this.#cleanedForResync = false;
    this.#tell();
  }

  /** What the document may go on with after a refusal for good, or undefined when nothing can be mended. */
  #cleanState(reason: string): Uint8Array | undefined {
    const { doc, source } = this.#options.content;
    this.#content.clearUndo();
    if (reason === 'secrecy-mark') {
      const clean = withoutMarks(doc, source.known);
      if (!clean) return undefined;
      this.#marked = [...this.#marked, ...clean.taken];
      if (clean.taken.length > 0) this.#content.tellHeld();
      return clean.state;
    }
    // A copy of the same state that is refused as well would be refused for ever.
    if (this.#cleanedForResync) return undefined;
    this.#cleanedForResync = true;
    return collectedState(doc);
  }

  #tell(): void {
    const { status } = this.sync;
    this.#sync = undefined;
    if (this.sync.status !== status && this.sync.status !== 'offline') this.#presence = undefined;
    this.#link.changed();
    this.#commands.changed();
    this.#listeners.tell();
  }
}
