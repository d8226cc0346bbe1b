import * as Y from 'yjs';
import { createRecordState, ROOM_CREATED } from '../model/agenda/record-state.js';
import type { TopicFields, TopicId } from '../model/agenda/topic.js';
import { MEETING_SUBJECT, type AgendaRecord } from '../model/agenda/topic-state.js';
import type { Command } from '../model/command.js';
import { SYSTEM_AUTHOR, type EntryAuthor, type Head, type SealedEntry } from '../model/entry.js';
import { randomId, randomSalt, type RandomBytes } from '../model/ids.js';
import type { JsonObject } from '../model/json.js';
import type { FourOffice } from '../model/offices.js';
import type { Person } from '../model/person.js';
import type { Right } from '../model/room.js';
import type { Settings } from '../model/settings.js';
import { judge, type Judgement } from '../record/judge.js';
import { emptyHead, headOf, seal, settingsHash } from '../record/seal.js';
import { createAgendaContent } from '../store/agenda-skeleton.js';
import { AgendaStore } from '../store/agenda-store.js';
import type { NewMeeting } from '../store/meeting-map.js';
import { markFindings } from '../store/secrecy-gate.js';
import { readTopic } from '../store/topic-map.js';
import { MemorySession } from './memory-session.js';
import { PageNotes } from './page-notes.js';
import { secureRandomBytes } from './random.js';
import type { AgendaSession, Note, RoomNotes } from './room-session.js';

/** A finding as far as judging needs it. */
export interface MemoryFinding {
  readonly rule: string;
  readonly severity: string;
}

export interface MemoryRoomOptions {
  /** `agenda/<id>`. */
  readonly room: string;
  readonly office: FourOffice;
  /** Kind of meeting as sealed at creation. */
  readonly kind: string;
  readonly meeting?: Partial<NewMeeting>;
  readonly topics?: readonly (Partial<TopicFields> & { readonly id: TopicId })[];
  readonly settings: Settings;
  /** Milliseconds since the epoch: the room's server time. */
  readonly now: () => number;
  readonly randomBytes?: RandomBytes;
  /** Entries that stand in the record from the start, after `room.created`. */
  readonly history?: readonly MemoryHistory[];
  /** What the rules say about a subject; by default nothing, so that nothing blocks. */
  readonly findings?: (subject: string, content: AgendaStore, record: AgendaRecord) => readonly MemoryFinding[];
}

export interface MemoryHistory {
  readonly type: string;
  readonly subject: string;
  readonly payload: JsonObject;
  readonly by?: EntryAuthor;
  readonly basis?: string | null;
}

/** A room with all its people in one page. */
export interface MemoryRoom {
  /** Opens the room for somebody, by default with the write right. */
  join(person: Person, right?: Right): AgendaSession;
  /** Cuts a session off: both sides go on, unseen by each other. */
  cut(session: AgendaSession): void;
  /** Cuts a session off for good, with what it has not uploaded yet: `reason` is one of `protocol/close-codes.ts`. */
  refuse(session: AgendaSession, reason: string): void;
  /** Joins it again and merges what happened meanwhile. */
  heal(session: AgendaSession): void;
  /** Everything sealed so far. */
  readonly entries: readonly SealedEntry[];
}

/** One agenda room without a server, for stories and tests: contents merge and commands are judged as the server does it. */
export function createMemoryRoom(options: MemoryRoomOptions): MemoryRoom {
  return new MemoryHub(options);
}

/** The server's part. Sessions reach it by direct call, so whatever one does is with the others when the call returns. */
export class MemoryHub implements MemoryRoom {
  readonly options: MemoryRoomOptions;
  readonly epoch: string;
  readonly #randomBytes: RandomBytes;
  readonly #doc = new Y.Doc();
  readonly #content: AgendaStore;
  readonly #record = createRecordState();
  readonly #sessions = new Set<MemorySession>();
  readonly #authors = new Map<number, Person>();
  readonly #notes = new Map<string, Map<string, Note>>();
  #head: Head;
  #contentSeq = 1;
  #clients = 100;

  constructor(options: MemoryRoomOptions) {
    const { room, office, kind, meeting, topics } = options;
    this.options = options;
    this.#randomBytes = options.randomBytes ?? secureRandomBytes;
    this.epoch = this.randomId();
    this.#head = emptyHead(room);
    const title = meeting?.title ?? '';
    const skeleton = {
      meeting: { kind, hostOffice: office, ...meeting, title },
      ...(topics && { topics }),
    };
    Y.applyUpdate(
      this.#doc,
      createAgendaContent(skeleton, { clientID: 1, generation: 1, randomId: () => this.randomId() }),
    );
    this.#content = new AgendaStore(this.#doc, { randomId: () => this.randomId() });
    const created = { type: ROOM_CREATED, subject: MEETING_SUBJECT, payload: { room, title, office, kind } };
    for (const entry of [created, ...(options.history ?? [])]) this.#seal(entry);
  }

  get entries(): readonly SealedEntry[] {
    return this.#record.entries;
  }

  get head(): Head {
    return this.#head;
  }

  get presence(): readonly MemorySession[] {
    return [...this.#sessions].filter((session) => session.isLinked);
  }

  randomId(): string {
    return randomId(this.#randomBytes);
  }

  /** What a person was typing outlives their session, as it does in a browser. */
  notesOf({ id }: Person): RoomNotes {
    const kept = this.#notes.get(id) ?? new Map<string, Note>();
    this.#notes.set(id, kept);
    return new PageNotes(kept);
  }

  authorOf(client: number): Person | undefined {
    return this.#authors.get(client);
  }

  join(person: Person, right: Right = 'write'): AgendaSession {
    const session = new MemorySession(this, person, right, this.#clients++);
    this.#authors.set(session.client, person);
    this.#sessions.add(session);
    this.heal(session);
    return session;
  }

  cut(session: AgendaSession): void {
    if (!(session instanceof MemorySession)) return;
    session.unlink();
    this.tellPresence();
  }

  refuse(session: AgendaSession, reason: string): void {
    if (!(session instanceof MemorySession)) return;
    session.refuse(reason);
    this.tellPresence();
  }

  heal(session: AgendaSession): void {
    if (!(session instanceof MemorySession) || session.isRefused) return;
    if (session.right === 'write') {
      this.update(Y.encodeStateAsUpdate(session.doc, Y.encodeStateVector(this.#doc)), session);
    }
    session.link(Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(session.doc)), this.entries);
    this.tellPresence();
  }

  leave(session: MemorySession): void {
    this.#sessions.delete(session);
    this.tellPresence();
  }

  tellPresence(): void {
    for (const session of this.presence) session.tell();
  }

  /** Takes an edit and passes it on. */
  update(update: Uint8Array, from: MemorySession): void {
    Y.applyUpdate(this.#doc, update, from);
    this.#contentSeq++;
    for (const other of this.presence) if (other !== from) other.receive(update);
  }

  judge(command: Command, person: Person): Judgement {
    const findings = (subject: string): readonly MemoryFinding[] =>
      this.options.findings?.(subject, this.#content, this.#record.record) ?? [];
    const judgement = judge({
      room: this.options.room,
      command,
      person,
      at: new Date(this.options.now()).toISOString(),
      alg: 'SHA-256',
      salt: randomSalt(this.#randomBytes),
      record: this.#record,
      head: this.#head,
      epoch: this.epoch,
      content: { seq: this.#contentSeq, topic: (id) => readTopic(this.#doc, id) },
      settings: this.options.settings,
      configHash: settingsHash(this.options.settings),
      blocking: (subject) =>
        findings(subject)
          .filter(({ severity }) => severity === 'block')
          .map((finding) => ({ ...finding })),
      flags: (subject) => findings(subject).map(({ rule }) => rule),
      marks: markFindings,
    });
    if (judgement.ok && !judgement.repeated) this.#publish(judgement.sealed);
    return judgement;
  }

  #publish(entry: SealedEntry): void {
    this.#record.apply(entry);
    this.#head = headOf(entry);
    for (const session of this.presence) session.receiveEntry(entry);
  }

  #seal({ type, subject, payload, by = SYSTEM_AUTHOR, basis = null }: MemoryHistory): void {
    const entry = seal(
      {
        room: this.options.room,
        id: this.randomId(),
        type,
        subject,
        payload,
        by,
        at: new Date(this.options.now()).toISOString(),
        authoredAt: null,
        basis,
        late: false,
        outcome: 'stands',
        content: null,
        config: settingsHash(this.options.settings),
      },
      this.#head,
      randomSalt(this.#randomBytes),
    );
    this.#publish(entry);
  }
}
