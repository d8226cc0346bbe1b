import type { SealedEntry } from '../entry.js';
import type { JsonObject } from '../json.js';
import type { Lane } from '../lane.js';
import { advanceMeeting } from './meeting-course.js';
import { MEETING_AHEAD, type MeetingState } from './meeting-state.js';
import { previewRecord, type PendingCommand } from './record-preview.js';
import type { TopicCore } from './topic-core.js';
import { textOf, TopicHistory, waiversOf } from './topic-history.js';
import { MEETING_SUBJECT, type AgendaRecord, type TopicState, type Waiver } from './topic-state.js';

export { STATE_LANE } from './topic-history.js';

/** The first entry of every room: its title, host office and kind of meeting. */
export const ROOM_CREATED = 'room.created';

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
  #meeting: MeetingState = MEETING_AHEAD;
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

  /** The course of the meeting. */
  get meeting(): MeetingState {
    return this.#meeting;
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
    this.#meeting = advanceMeeting(this.#meeting, entry);
    if (entry.subject === MEETING_SUBJECT) this.#applyToMeeting(entry);
    else this.#historyOf(entry.subject).apply(entry);
  }

  /** The record as it will be once what waits is sealed as it stands; see `previewRecord`. Nothing is applied. */
  preview(pending: readonly PendingCommand[]): AgendaRecord {
    return previewRecord(this.record, pending, this.#entries.length);
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
      meeting: this.#meeting,
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
