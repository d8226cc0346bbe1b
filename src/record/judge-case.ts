import type { AgendaCommand } from '../model/agenda/commands.js';
import type { RecordState } from '../model/agenda/record-state.js';
import type { RightsContext } from '../model/agenda/rights.js';
import { approvedContent, type Topic } from '../model/agenda/topic.js';
import type { Command } from '../model/command.js';
import type { HashAlgorithm, Head, Outcome, SealedEntry } from '../model/entry.js';
import type { JsonObject } from '../model/json.js';
import type { Person } from '../model/person.js';
import type { Settings } from '../model/settings.js';
import type { Problem } from '../protocol/problems.js';
import { contentDigest, payloadHash, seal } from './seal.js';

/** All that a command is judged by. Everything is as of now and committed; nothing of it comes from the page. */
export interface JudgeInput {
  readonly room: string;
  readonly command: Command;
  readonly person: Person;
  /** Server time, UTC to the millisecond. Where the clock went back, the time of the newest entry is sealed instead. */
  readonly at: string;
  readonly alg: HashAlgorithm;
  /** 32 hex characters, fresh for each call. */
  readonly salt: string;
  readonly record: RecordState;
  readonly head: Head;
  /** Epoch of the database, for the witness. */
  readonly epoch: string;
  readonly content: {
    /** Sequence number of the content log that the topics below stand for. */
    readonly seq: number;
    /** Removed ones too. */
    readonly topic: (id: string) => Topic | undefined;
  };
  readonly settings: Pick<Settings, 'approvers'>;
  /** Hash of the settings in force. */
  readonly configHash: string;
  /** Findings of severity block about a subject's committed content; each names its `rule`. */
  readonly blocking: (subject: string) => readonly JsonObject[];
  /** Ids of all rules that have a finding about the subject. */
  readonly flags: (subject: string) => readonly string[];
  /** Findings for secrecy marks in a text of the payload, or none. */
  readonly marks?: (text: string) => readonly JsonObject[];
  /** Largest entry in bytes, payload and snapshot included; `ENTRY_BYTES` unless given. */
  readonly entryBytes?: number | undefined;
}

export type Judgement =
  | { readonly ok: true; readonly repeated: boolean; readonly sealed: SealedEntry }
  | { readonly ok: false; readonly problem: Problem };

/** A command of a known type about a subject that exists. */
export interface Case extends JudgeInput {
  readonly row: AgendaCommand;
  /** Null when the subject is the meeting. */
  readonly topic: Topic | null;
  readonly rights: RightsContext;
  /** The topic's approved content as it is now; null for the meeting. */
  readonly live: { readonly content: JsonObject; readonly digest: string } | null;
}

export function makeCase(input: JudgeInput, row: AgendaCommand, topic: Topic | null): Case {
  const content = topic && approvedContent(topic);
  return {
    ...input,
    row,
    topic,
    rights: rightsOf(input),
    live: content && { content, digest: contentDigest(content, input.alg) },
  };
}

function rightsOf({ record, settings, command }: JudgeInput): RightsContext {
  const submittedBy = record.topic(command.subject)?.submittedBy ?? null;
  return { office: record.office, kind: record.kind, approvers: settings.approvers, submittedBy };
}

/**
 * Whether an entry was sealed from this very command. The entry itself says so, by its salted payload
 * hash: an unsalted digest of the body beside it would let a purged payload be guessed. The witness is no part of
 * it, since a page that repeats itself may have verified more meanwhile.
 */
export function isSameCommand(command: Command, row: AgendaCommand, sealed: SealedEntry): boolean {
  return (
    command.type === sealed.type &&
    command.subject === sealed.subject &&
    command.authoredAt === sealed.authoredAt &&
    command.offline === sealed.late &&
    (row.lane === 'commutative' || command.basis === sealed.basis) &&
    (!row.seen || command.seen === sealed.content?.digest) &&
    // What was purged cannot be compared any more; all the rest still is.
    (sealed.salt === null || payloadHash(sealed.salt, command.payload, sealed.alg) === sealed.payloadHash)
  );
}

export function sealCase(judged: Case, { basis, outcome }: { basis: string | null; outcome: Outcome }): SealedEntry {
  const { row, command, person, record, live, content } = judged;
  const newest = record.last?.at ?? judged.at;
  return seal(
    {
      room: judged.room,
      id: command.id,
      type: command.type,
      subject: command.subject,
      payload: command.payload,
      by: person,
      at: judged.at < newest ? newest : judged.at,
      authoredAt: command.authoredAt,
      basis,
      late: command.offline,
      outcome,
      content: row.seen && live ? { seq: content.seq, snapshot: live.content } : null,
      config: judged.configHash,
    },
    judged.head,
    judged.salt,
    judged.alg,
  );
}
