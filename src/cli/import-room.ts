import { IMPORTED } from '../model/agenda/imported-topic.js';
import type { MeetingInput, ReceiptInput, StepInput, TopicInput } from '../model/agenda/meeting-input.js';
import type { TopicFields, TopicId } from '../model/agenda/topic.js';
import { SYSTEM_AUTHOR } from '../model/entry.js';
import { InputError } from '../model/input-problem.js';
import type { JsonObject } from '../model/json.js';
import { isFourOffice, type FourOffice } from '../model/offices.js';
import type { RoomName } from '../model/room.js';
import { canonicalJson } from '../record/canonical.js';
import { hashText } from '../record/hash.js';
import type { NewRoom } from '../server/rooms/new-room.js';

/** The file that rooms come from; sealed with them. */
export interface ImportSource {
  /** Name without folders. */
  readonly file: string;
  /** SHA-256 of its bytes, hex. */
  readonly digest: string;
}

/** The office that hosts a meeting of a file. @throws InputError where the file names none of the four */
export function hostOfficeOf(meeting: MeetingInput, path: string): FourOffice {
  const { hostOffice } = meeting;
  if (hostOffice === undefined || hostOffice === null) throw new InputError(`${path}.hostOffice`, 'missing');
  if (!isFourOffice(hostOffice)) throw new InputError(`${path}.hostOffice`, 'unknown-value');
  return hostOffice;
}

/** The room for a meeting of a file: what people may go on changing as content, what happened as sealed history. */
export function roomOf(
  meeting: MeetingInput,
  {
    room,
    office,
    source,
    newTopicId,
  }: {
    readonly room: RoomName;
    readonly office: FourOffice;
    readonly source: ImportSource;
    readonly newTopicId: () => TopicId;
  },
): NewRoom {
  const topics = (meeting.topics ?? []).map((topic) => ({ topic, id: newTopicId() }));
  return {
    room,
    title: meeting.title || meeting.id,
    office,
    kind: meeting.kind ?? '',
    content: {
      meeting: meetingContent(meeting, office),
      topics: topics.map(({ topic, id }) => ({ id, ...topicContent(topic) })),
    },
    by: SYSTEM_AUTHOR,
    more: { imported: { ...source, no: meeting.id, meetingDigest: meetingDigest(meeting, office) } },
    history: topics.map(({ topic, id }) => ({
      type: IMPORTED,
      subject: id,
      payload: { ...source, ...historyOf(topic) },
    })),
  };
}

/**
 * Digest of all that a room takes over of a meeting: tells whether it is the one that came in before, whatever
 * the file is called and whatever else stands in it.
 */
export function meetingDigest(meeting: MeetingInput, office: FourOffice): string {
  const topics = (meeting.topics ?? []).map((topic) => ({ content: topicContent(topic), history: historyOf(topic) }));
  return hashText(canonicalJson({ no: meeting.id, meeting: meetingContent(meeting, office), topics }));
}

function meetingContent(meeting: MeetingInput, hostOffice: FourOffice): NewRoom['content']['meeting'] {
  const { members } = meeting;
  return {
    kind: meeting.kind ?? '',
    hostOffice,
    title: meeting.title || meeting.id,
    number: textOf(meeting, 'number'),
    startAt: meeting.startAt ?? '',
    place: meeting.venue ?? '',
    host: textOf(meeting, 'host'),
    plannedMinutes: countOf(meeting, 'plannedMinutes'),
    membersTotal: members?.total ?? null,
    membersConfirmed: members?.confirmed ?? null,
    leave: (members?.leave ?? []).map(({ person, reason, approvedBy, at }) => ({
      person: person ?? '',
      reason: reason ?? '',
      approvedBy: approvedBy ?? '',
      at: at ?? '',
    })),
  };
}

function topicContent(topic: TopicInput): Partial<TopicFields> {
  return {
    no: topic.id,
    title: topic.title ?? '',
    proposer: topic.proposer ?? '',
    sponsor: textOf(topic, 'sponsor'),
    reporter: textOf(topic, 'reporter'),
    kind: textOf(topic, 'kind'),
    notes: textOf(topic, 'notes'),
    minutes: countOf(topic, 'minutes'),
    attendUnits: (topic['attendUnits'] as readonly string[] | null | undefined) ?? [],
    requiredMaterials: topic.requiredMaterials ?? [],
    coordinated: topic.coordinated ?? null,
  };
}

/** Text and counts below are of the right type by `parseMeetingsFile`; only their keys are not named in the type. */
function textOf(item: { readonly [key: string]: unknown }, key: string): string {
  const value = item[key];
  return typeof value === 'string' ? value : '';
}

function countOf(item: { readonly [key: string]: unknown }, key: string): number | null {
  const value = item[key];
  return typeof value === 'number' ? value : null;
}

/** The past as the file states it. A key that the file does not have stays away: rules tell absent from empty. */
function historyOf(topic: TopicInput): JsonObject {
  const payload = {
    no: topic.id,
    steps: topic.steps && topic.steps.flatMap(stepOf),
    providedMaterials: topic.providedMaterials,
    materialsReceivedAt: topic.materialsReceivedAt,
    receipts: topic.receipts && topic.receipts.map(receiptOf),
    adHoc: topic.adHoc,
  };
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** A line without a step's name says nothing. */
function stepOf({ step, by, at }: StepInput): JsonObject[] {
  if (typeof step !== 'string') return [];
  return [{ step, ...(by !== undefined && { by }), ...(at !== undefined && { at }) }];
}

function receiptOf({ material, by, at }: ReceiptInput): JsonObject {
  return {
    ...(material !== undefined && { material }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  };
}
