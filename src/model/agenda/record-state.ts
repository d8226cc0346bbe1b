import type { SealedEntry } from '../entry.js';
import type { JsonObject } from '../json.js';
import { Lane } from '../lane.js';
import { IMPORTED, importedReceipts, parseImportedTopic } from './imported-topic.js';
import { advance, approvalOf, isStateEntry, NEW_TOPIC, stepsOf, type TopicCore } from './topic-core.js';
import {
  MEETING_SUBJECT,
  type AgendaRecord,
  type MaterialReceipt,
  type TopicState,
  type Waiver,
} from './topic-state.js';

/** The first entry of every room: its title, host office and kind of meeting. */
export const ROOM_CREATED = 'room.created';

/** Name of the lane in which everything lies that moves a topic from state to state. */
export const STATE_LANE = 'state';

/** Entries about one topic, and what they amount to. */
class TopicHistory {
  readonly lane = new Lane<TopicCore>(STATE_LANE, NEW_TOPIC, advance);
  readonly #receipts = new Map<string, MaterialReceipt>();
  readonly #waivers: Waiver[] = [];
  readonly #entries: SealedEntry[] = [];
  #snapshot: TopicState | undefined;

  /** The same object until the next entry. */
  get snapshot(): TopicState {
    return (this.#snapshot ??= this.#read());
  }

  apply(entry: SealedEntry): void {
    this.#snapshot = undefined;
    this.#entries.push(entry);
    if (entry.type === 'conflict.settle') this.lane.settle(entry, textOf(entry.payload, 'choose'));
    else if (isStateEntry(entry.type)) this.#applyToLane(entry);
    else if (entry.type === 'material.receive') this.#receive(receiptOf(entry));
    else if (entry.type === 'finding.waive') this.#waivers.push(...waiversOf(entry));
  }

  #applyToLane(entry: SealedEntry): void {
    const imported =
      entry.type === IMPORTED && this.lane.newest === null ? parseImportedTopic(entry.payload) : undefined;
    this.lane.add(entry);
    if (imported) this.#receive(importedReceipts(imported, entry));
  }

  /** The first receipt of a material stands: a later one can neither better nor worsen when it came. */
  #receive(receipts: readonly MaterialReceipt[]): void {
    for (const receipt of receipts)
      if (!this.#receipts.has(receipt.material)) this.#receipts.set(receipt.material, receipt);
  }

  #read(): TopicState {
    const { state, conflicts, newest } = this.lane;
    return {
      status: state.status,
      steps: stepsOf(state),
      receipts: [...this.#receipts.values()],
      adHoc: state.adHoc,
      waivers: [...this.#waivers],
      conflicts,
      approval: approvalOf(state),
      submittedBy: state.submittedBy,
      imported: state.imported,
      newest: new Map(newest === null ? [] : [[STATE_LANE, newest]]),
      entries: [...this.#entries],
    };
  }
}

/**
 * What a room's record amounts to, entry by entry. The same reducer runs in the page and in the server; it reads nothing
 * but the entries, so that the same record means the same everywhere. Types that it does not know are kept
 * in the trail and have no effect.
 *
 * Apply entries that are verified and committed: nothing can be taken back.
 */
export class RecordState {
  readonly #topics = new Map<string, TopicHistory>();
  readonly #entries: SealedEntry[] = [];
  readonly #byId = new Map<string, SealedEntry>();
  readonly #meetingEntries: SealedEntry[] = [];
  readonly #meetingWaivers: Waiver[] = [];
  #created: JsonObject | undefined;
  #record: AgendaRecord | undefined;

  /** All of it as plain data: the same object until the next entry, and each topic the same until its own next entry. */
  get record(): AgendaRecord {
    return (this.#record ??= this.#read());
  }

  /** Every entry, in order: index `seq - 1`. */
  get entries(): readonly SealedEntry[] {
    return this.#entries;
  }

  get byId(): ReadonlyMap<string, SealedEntry> {
    return this.#byId;
  }

  /** The newest entry, or undefined for an empty record. */
  get last(): SealedEntry | undefined {
    return this.#entries[this.#entries.length - 1];
  }

  /** Host office as sealed at creation; empty before that. */
  get office(): string {
    return textOf(this.#created, 'office') ?? '';
  }

  /** Kind of meeting as sealed at creation; empty when none was given. */
  get kind(): string {
    return textOf(this.#created, 'kind') ?? '';
  }

  topic(subject: string): TopicState | undefined {
    return this.#topics.get(subject)?.snapshot;
  }

  /** The lane in which a subject's state moves; an empty one when nothing was sealed about it. */
  stateLane(subject: string): Lane<TopicCore> {
    return this.#topics.get(subject)?.lane ?? new TopicHistory().lane;
  }

  waivers(subject: string): readonly Waiver[] {
    return subject === MEETING_SUBJECT ? this.#meetingWaivers : (this.topic(subject)?.waivers ?? []);
  }

  apply(entry: SealedEntry): void {
    if (entry.seq !== this.#entries.length + 1) {
      throw new Error(`entry ${entry.seq} was applied to a record of ${this.#entries.length}; verify the chain first`);
    }
    this.#record = undefined;
    this.#entries.push(entry);
    this.#byId.set(entry.id, entry);
    if (entry.subject === MEETING_SUBJECT) this.#applyToMeeting(entry);
    else this.#historyOf(entry.subject).apply(entry);
  }

  #applyToMeeting(entry: SealedEntry): void {
    this.#meetingEntries.push(entry);
    if (entry.type === 'finding.waive') this.#meetingWaivers.push(...waiversOf(entry));
    // Only the first one counts: nobody changes hosts by founding the room again.
    if (entry.type === ROOM_CREATED) this.#created ??= entry.payload ?? {};
  }

  #historyOf(subject: string): TopicHistory {
    const known = this.#topics.get(subject);
    if (known) return known;
    const history = new TopicHistory();
    this.#topics.set(subject, history);
    return history;
  }

  #read(): AgendaRecord {
    return {
      office: this.office,
      kind: this.kind,
      title: textOf(this.#created, 'title') ?? '',
      waivers: [...this.#meetingWaivers],
      entries: [...this.#meetingEntries],
      topics: new Map([...this.#topics].map(([subject, history]) => [subject, history.snapshot])),
    };
  }
}

export function createRecordState(): RecordState {
  return new RecordState();
}

/** Adds the entry that follows to `state`, and returns it. @throws Error when it is not the one that follows. */
export function applyEntry(state: RecordState, entry: SealedEntry): RecordState {
  state.apply(entry);
  return state;
}

function receiptOf(entry: SealedEntry): readonly MaterialReceipt[] {
  const material = textOf(entry.payload, 'material');
  if (material === null) return [];
  return [{ material, at: entry.at, by: entry.by.name, entryId: entry.id, imported: false }];
}

function waiversOf(entry: SealedEntry): readonly Waiver[] {
  const rule = textOf(entry.payload, 'rule');
  if (rule === null) return [];
  const approver = textOf(entry.payload, 'approver') ?? '';
  const reason = textOf(entry.payload, 'reason') ?? '';
  return [{ rule, approver, reason, by: entry.by.name, at: entry.at, entryId: entry.id }];
}

/** A text of a payload; null when it is not there, as in a payload that was purged. */
function textOf(payload: JsonObject | null | undefined, key: string): string | null {
  const value = payload?.[key];
  return typeof value === 'string' ? value : null;
}
