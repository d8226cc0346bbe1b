import type { AgendaSession } from '../src/sync/room-session.js';
import { IMPORTED } from '../src/model/agenda/imported-topic.js';
import type { MeetingInput, TopicInput } from '../src/model/agenda/meeting-input.js';
import { meetingInputOf } from '../src/model/agenda/meeting-input.js';
import { parseMeetingsFile } from '../src/model/agenda/meetings-file.js';
import type { TopicId } from '../src/model/agenda/topic.js';
import { MEETING_SUBJECT } from '../src/model/agenda/topic-state.js';
import type { JsonObject } from '../src/model/json.js';
import type { FourOffice } from '../src/model/offices.js';
import type { Person } from '../src/model/person.js';
import { parseSettings, type Settings } from '../src/model/settings.js';
import { checkMeeting } from '../src/rules/meetings/index.js';
import { madeUpTopics } from './made-up-topics.js';
import { createMemoryRoom, type MemoryRoom } from '../src/sync/memory-source.js';

/** The people of the demo, by what they do in the samples. */
export const PEOPLE = {
  clerk: person('u-jian', '简舟', 'cpc', 'clerk'),
  coordinator: person('u-gu', '顾岚', 'cpc', 'coordinator'),
  director: person('u-bo', '柏溪', 'cpc', 'director'),
  leader: person('u-cheng', '程望川', 'cpc', 'leader'),
  npcClerk: person('u-su', '苏禾', 'npc', 'clerk'),
  govClerk: person('u-yu', '郁川', 'gov', 'clerk'),
  govLeader: person('u-he', '何述安', 'gov', 'leader'),
  cppccClerk: person('u-wen', '闻笛', 'cppcc', 'clerk'),
  auditor: person('u-yujian', '余鉴', 'npc', 'auditor'),
} as const;

function person(id: string, name: string, office: Person['office'], ...roles: Person['roles'][number][]): Person {
  return { id, name, office, roles };
}

export interface SampleRoom {
  readonly room: MemoryRoom;
  readonly settings: Settings;
  /** Ids of the topics in the order of the file. */
  readonly topics: readonly TopicId[];
  /** The room's clock, in milliseconds; may be set. */
  clock: { now: number };
}

export interface SampleOptions {
  /** Which meeting of the file, 0 for the first. */
  readonly meeting?: number;
  /** RFC 3339. */
  readonly now?: string;
  /** Planned minutes of each topic, which the file does not have. */
  readonly minutes?: readonly number[];
  readonly kinds?: readonly string[];
  readonly plannedMinutes?: number;
  /** Leaves the topics out. */
  readonly empty?: boolean;
  /** So many topics in all: made-up ones follow those of the file. */
  readonly count?: number;
  /** Steps of the topic with this index stop after that many. */
  readonly steps?: Readonly<Record<number, number>>;
}

let files: Promise<{ meetings: readonly MeetingInput[]; settings: Settings }> | undefined;

/** The sample files, read by the same code as an import reads them. */
export function sampleFiles(): NonNullable<typeof files> {
  files ??= Promise.all([readJson('../demo/data/meetings.json'), readJson('../demo/data/config.json')]).then(
    ([meetings, config]) => {
      const parsed = parseMeetingsFile(meetings);
      if (!parsed.ok) throw new Error(`meetings.json: ${JSON.stringify(parsed.problem)}`);
      const settings = parseSettings(config);
      if (!settings.ok) throw new Error(`config.json: ${JSON.stringify(settings.problem)}`);
      return { meetings: parsed.value.meetings, settings: settings.value };
    },
  );
  return files;
}

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(sampleUrl(path));
  return response.json();
}

/** Spelled out, since bundlers look for exactly this form. */
function sampleUrl(path: string): URL {
  return path.endsWith('config.json')
    ? new URL('../demo/data/config.json', import.meta.url)
    : new URL('../demo/data/meetings.json', import.meta.url);
}

/** A room with the sample's meeting in it, on a clock of its own. */
export async function sampleRoom(options: SampleOptions = {}): Promise<SampleRoom> {
  const { meetings, settings } = await sampleFiles();
  const meeting = meetings[options.meeting ?? 0]!;
  const sampled = options.empty ? [] : (meeting.topics ?? []);
  const inputs = [...sampled, ...madeUpTopics(sampled.length + 1, options.count ?? 0)];
  const clock = { now: Date.parse(options.now ?? '2024-04-12T17:52:00+08:00') };
  const topics = inputs.map((topic) => topicFields(topic));
  topics.forEach((topic, index) => {
    const made = index >= sampled.length;
    topic.minutes = options.minutes?.[index] ?? (made ? 5 : null);
    topic.kind = options.kinds?.[index] ?? (made ? '听取汇报' : '');
  });
  const room = createMemoryRoom({
    room: `agenda/${meeting.id.toLowerCase()}`,
    office: (meeting.hostOffice ?? 'cpc') as FourOffice,
    kind: meeting.kind ?? '',
    meeting: meetingFields(meeting, options),
    topics,
    settings,
    now: () => clock.now,
    history: inputs.map((topic, index) => ({
      type: IMPORTED,
      subject: topics[index]!.id,
      payload: history(topic, options.steps?.[index]),
    })),
    findings: (subject, content, record) =>
      checkMeeting(meetingInputOf(content.meeting, content.topics, record), settings).filter(
        (finding) =>
          finding.subject === subject || (subject === MEETING_SUBJECT && finding.subject === MEETING_SUBJECT),
      ),
  });
  return { room, settings, topics: topics.map((topic) => topic.id), clock };
}

function meetingFields(
  meeting: MeetingInput,
  options: SampleOptions,
): NonNullable<Parameters<typeof createMemoryRoom>[0]['meeting']> {
  return {
    title: meeting.title ?? '',
    number: /第.+次/.exec(meeting.title ?? '')?.[0] ?? '',
    startAt: meeting.startAt ?? '',
    place: meeting.venue ?? '',
    host: meeting.kind === '县委常委会会议' ? '县委书记' : '',
    plannedMinutes: options.plannedMinutes ?? null,
    membersTotal: meeting.members?.total ?? null,
    membersConfirmed: meeting.members?.confirmed ?? null,
    leave: (meeting.members?.leave ?? []).map((row) => ({
      person: row.person ?? '',
      reason: row.reason ?? '',
      approvedBy: row.approvedBy ?? '',
      at: row.at ?? '',
    })),
  };
}

function topicFields(topic: TopicInput): {
  id: TopicId;
  no: string;
  title: string;
  proposer: string;
  coordinated: boolean | null;
  requiredMaterials: readonly string[];
  minutes: number | null;
  kind: string;
} {
  return {
    id: `t-${topic.id.toLowerCase()}` as TopicId,
    no: topic.id,
    title: topic.title ?? '',
    proposer: topic.proposer ?? '',
    coordinated: topic.coordinated ?? null,
    requiredMaterials: topic.requiredMaterials ?? [],
    minutes: null,
    kind: '',
  };
}

function history(topic: TopicInput, most?: number): JsonObject {
  const steps = (topic.steps ?? [])
    .slice(0, most)
    .map(({ step, by, at }) => ({ step: step ?? '', by: by ?? null, at: at ?? null }));
  return {
    file: 'meetings.json',
    digest: 'c0d15e92'.repeat(8),
    no: topic.id,
    steps,
    providedMaterials: [...(topic.providedMaterials ?? [])],
    materialsReceivedAt: topic.materialsReceivedAt ?? null,
    adHoc: topic.adHoc ?? false,
  };
}

/** Joins several people at once and puts them where the pictures show them. */
export function joinOthers(sample: SampleRoom): readonly AgendaSession[] {
  const { room, topics } = sample;
  const others = [PEOPLE.npcClerk, PEOPLE.govClerk, PEOPLE.cppccClerk].map((one) => room.join(one));
  if (topics[2]) others[0]!.setPresence(topics[2], false);
  if (topics[1]) others[1]!.setPresence(topics[1], true);
  return others;
}
