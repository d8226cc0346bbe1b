import type { Command } from '../command.js';
import type { EntryAuthor, SealedEntry } from '../entry.js';
import { agendaCommand, isPossible, isTimely } from './commands.js';
import { advanceMeeting } from './meeting-course.js';
import type { MeetingState } from './meeting-state.js';
import { stepsOf } from './topic-core.js';
import { TopicHistory, waiversOf } from './topic-history.js';
import { MEETING_SUBJECT, type AgendaRecord, type TopicState } from './topic-state.js';

/** A command that waits to be sealed, and who gave it. */
export interface PendingCommand {
  readonly command: Command;
  readonly by: EntryAuthor;
}

/**
 * The record as it will be once `pending` is sealed as it stands, in this order: what can be done next is read from here.
 * What the record already holds is not laid on twice, and what the server is sure to refuse as things stand is left out.
 *
 * Entries that are not sealed yet have no hash and a `seq` beyond `head`, the number of entries that are. Only the topics that something
 * waits for are built anew; without any the same object comes back.
 */
export function previewRecord(record: AgendaRecord, pending: readonly PendingCommand[], head: number): AgendaRecord {
  const histories = new Map<string, TopicHistory>();
  const topics = new Map<string, TopicState>(record.topics);
  let meeting: AgendaRecord = record;
  let seq = head;
  for (const { command, by } of pending) {
    const { subject } = command;
    if (subject === MEETING_SUBJECT) {
      const next = withMeetingEntry(meeting, command, by, seq + 1);
      if (next !== meeting) seq += 1;
      meeting = next;
      continue;
    }
    const history = histories.get(subject) ?? rebuilt(record.topics.get(subject));
    const outcome = outcomeOf(command, history, meeting.meeting);
    if (outcome === null) continue;
    const entry = provisional(record, command, by, (seq += 1), outcome);
    history.apply(entry);
    histories.set(subject, history);
    meeting = { ...meeting, meeting: advanceMeeting(meeting.meeting, entry) };
  }
  if (seq === head) return record;
  for (const [subject, history] of histories) topics.set(subject, history.snapshot);
  return { ...meeting, topics };
}

function rebuilt(topic: TopicState | undefined): TopicHistory {
  const history = new TopicHistory();
  for (const entry of topic?.entries ?? []) history.apply(entry);
  return history;
}

/**
 * What sealing it comes to as far as the record alone can tell, by the rules of `record/judge.ts`; null when it is sealed already or
 * would be refused. Whether the content changed since an approval is unknown here: what that would allow is let through.
 */
function outcomeOf(
  command: Command,
  { lane, snapshot }: TopicHistory,
  meeting: MeetingState,
): SealedEntry['outcome'] | null {
  const row = agendaCommand(command.type);
  if (!row || !isTimely(row, meeting.status) || snapshot.entries.some(({ id }) => id === command.id)) return null;
  if (row.lane === 'commutative') return isPossible(row, snapshot, true) ? 'stands' : null;
  if (!lane.knows(command.basis)) return null;
  const isStale = command.basis !== lane.newest;
  if (row.lane === 'conflict') return lane.openConflict && !isStale ? 'stands' : null;
  if (!isStale && lane.openConflict) return null;
  const state = isStale ? lane.stateAfter(command.basis) : lane.state;
  if (!isPossible(row, { status: state.status, steps: stepsOf(state) }, true)) return null;
  return isStale ? 'contested' : 'stands';
}

function withMeetingEntry(record: AgendaRecord, command: Command, by: EntryAuthor, seq: number): AgendaRecord {
  const row = agendaCommand(command.type);
  if (!row || row.subjects === 'topic' || !isTimely(row, record.meeting.status)) return record;
  if (record.entries.some(({ id }) => id === command.id)) return record;
  const entry = provisional(record, command, by, seq, 'stands');
  const waivers = command.type === 'finding.waive' ? waiversOf(entry) : [];
  return {
    ...record,
    entries: [...record.entries, entry],
    waivers: [...record.waivers, ...waivers],
    meeting: advanceMeeting(record.meeting, entry),
  };
}

/** As it will read, but for what only the server can say: time, hash, and what the content was. */
function provisional(
  record: AgendaRecord,
  { id, type, subject, payload, basis, seen, authoredAt, offline }: Command,
  by: EntryAuthor,
  seq: number,
  outcome: SealedEntry['outcome'],
): SealedEntry {
  return {
    v: 1,
    alg: 'SHA-256',
    room: record.entries[0]?.room ?? '',
    seq,
    id,
    type,
    subject,
    payloadHash: '',
    by,
    at: authoredAt,
    authoredAt,
    basis,
    late: offline,
    outcome,
    content: seen === null ? null : { seq: 0, digest: seen },
    config: '',
    prev: '',
    hash: '',
    payload,
    salt: null,
    snapshot: null,
  };
}
