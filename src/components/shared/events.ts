import type { SealedEntry } from '../../model/entry.js';
import type { JsonObject } from '../../model/json.js';
import type { Problem } from '../../protocol/problems.js';
import type { Finding } from '../../rules/rule.js';
import type { ConnectionStatus, RecordAlarm } from '../../sync/room-session.js';

const COMPOSED = { bubbles: true, composed: true } as const;

/** The tag shows its room for the first time. */
export class SibanReadyEvent extends Event {
  static readonly type = 'siban-ready';
  readonly room: string;

  constructor(room: string) {
    super(SibanReadyEvent.type, COMPOSED);
    this.room = room;
  }
}

/** The tag stands otherwise with its server than before. */
export class SibanStatusEvent extends Event {
  static readonly type = 'siban-status';
  readonly room: string;
  readonly status: ConnectionStatus;
  /** Edits that the server has not yet said it has on disk. */
  readonly unsaved: number;

  constructor(room: string, status: ConnectionStatus, unsaved: number) {
    super(SibanStatusEvent.type, COMPOSED);
    this.room = room;
    this.status = status;
    this.unsaved = unsaved;
  }
}

/** The content of the room changed, here or elsewhere. */
export class SibanChangeEvent extends Event {
  static readonly type = 'siban-change';
  readonly room: string;
  /** Ids of the items that changed; empty when only facts of the room itself did. */
  readonly subjects: readonly string[];
  /** Changed on this page. */
  readonly local: boolean;

  constructor(room: string, subjects: readonly string[], local: boolean) {
    super(SibanChangeEvent.type, COMPOSED);
    this.room = room;
    this.subjects = subjects;
    this.local = local;
  }
}

/** Somebody is about to have something sealed; `preventDefault()` stops it before it is sent. */
export class SibanBeforeCommandEvent extends Event {
  static readonly type = 'siban-before-command';
  readonly room: string;
  readonly command: string;
  readonly subject: string;
  readonly payload: JsonObject;

  constructor(room: string, command: string, subject: string, payload: JsonObject) {
    super(SibanBeforeCommandEvent.type, { ...COMPOSED, cancelable: true });
    this.room = room;
    this.command = command;
    this.subject = subject;
    this.payload = payload;
  }
}

/** A command of this page was sealed. */
export class SibanSealedEvent extends Event {
  static readonly type = 'siban-sealed';
  readonly entry: SealedEntry;

  constructor(entry: SealedEntry) {
    super(SibanSealedEvent.type, COMPOSED);
    this.entry = entry;
  }
}

/** Two decisions about a subject were taken without sight of each other, and somebody has to choose. */
export class SibanConflictEvent extends Event {
  static readonly type = 'siban-conflict';
  readonly room: string;
  readonly subject: string;
  /** The entry that holds until somebody chooses, then those that arrived later. */
  readonly sides: readonly SealedEntry[];

  constructor(room: string, subject: string, sides: readonly SealedEntry[]) {
    super(SibanConflictEvent.type, COMPOSED);
    this.room = room;
    this.subject = subject;
    this.sides = sides;
  }
}

/** What the rules say of the room is other than before. */
export class SibanFindingEvent extends Event {
  static readonly type = 'siban-finding';
  readonly room: string;
  readonly findings: readonly Finding[];

  constructor(room: string, findings: readonly Finding[]) {
    super(SibanFindingEvent.type, COMPOSED);
    this.room = room;
    this.findings = findings;
  }
}

/** A text with a secrecy mark was stopped on this page. The text itself is never in the event. */
export class SibanSecretBlockedEvent extends Event {
  static readonly type = 'siban-secret-blocked';
  readonly room: string;

  constructor(room: string) {
    super(SibanSecretBlockedEvent.type, COMPOSED);
    this.room = room;
  }
}

/** The record of the room cannot be trusted as it stands. */
export class SibanAlarmEvent extends Event {
  static readonly type = 'siban-alarm';
  readonly room: string;
  readonly alarm: RecordAlarm;

  constructor(room: string, alarm: RecordAlarm) {
    super(SibanAlarmEvent.type, COMPOSED);
    this.room = room;
    this.alarm = alarm;
  }
}

/** Something that was asked for did not happen. `problem` is null when no answer came. */
export class SibanErrorEvent extends Event {
  static readonly type = 'siban-error';
  readonly room: string;
  readonly problem: Problem | null;
  /** One English sentence for the host's log, without content. */
  readonly message: string;

  constructor(room: string, problem: Problem | null, message: string) {
    super(SibanErrorEvent.type, COMPOSED);
    this.room = room;
    this.problem = problem;
    this.message = message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'siban-ready': SibanReadyEvent;
    'siban-status': SibanStatusEvent;
    'siban-change': SibanChangeEvent;
    'siban-before-command': SibanBeforeCommandEvent;
    'siban-sealed': SibanSealedEvent;
    'siban-conflict': SibanConflictEvent;
    'siban-finding': SibanFindingEvent;
    'siban-secret-blocked': SibanSecretBlockedEvent;
    'siban-alarm': SibanAlarmEvent;
    'siban-error': SibanErrorEvent;
  }
}
