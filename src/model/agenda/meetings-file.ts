import { InputError, type InputProblem } from '../input-problem.js';
import { listAt, numberAt, objectAt, textAt, type JsonRecord } from '../input-reader.js';
import type { Parsed } from '../parsed.js';
import { parseInstant } from '../time.js';
import type { MeetingInput, MeetingsFile, TopicInput } from './meeting-input.js';

type Check = (path: string, value: unknown) => void;
/** The keys of an object whose values are checked; a key with null is as good as absent here. */
type Shape = { readonly [key: string]: Check };

/**
 * Reads a meetings file, or says where it is unusable: `meetings[1].topics[0].steps[2].at`. Only what is there
 * with the wrong type, a time without offset, and a missing or repeated id make a file unusable; whatever is absent or null
 * is left to the rules. Unknown keys, kinds and steps are allowed. Ids of meetings are unique in the file, ids of topics in
 * their meeting.
 */
export function parseMeetingsFile(json: unknown): Parsed<MeetingsFile, InputProblem> {
  try {
    const raw = objectAt('', json);
    if (raw['meetings'] === undefined) throw new InputError('meetings', 'missing');
    if (raw['meetings'] !== null) eachOf(meeting)('meetings', raw['meetings']);
    const meetings = (raw['meetings'] ?? []) as readonly MeetingInput[];
    checkIds(meetings);
    return { ok: true, value: { meetings, raw } };
  } catch (error) {
    if (error instanceof InputError) return { ok: false, problem: error.found };
    throw error;
  }
}

function checkIds(meetings: readonly MeetingInput[]): void {
  const meetingIds = new Set<string>();
  meetings.forEach((meeting, m) => {
    const topicIds = new Set<string>();
    addId(meetingIds, `meetings[${m}].id`, meeting.id);
    (meeting.topics ?? []).forEach((topic: TopicInput, t) =>
      addId(topicIds, `meetings[${m}].topics[${t}].id`, topic.id),
    );
  });
}

function addId(ids: Set<string>, path: string, id: string): void {
  if (ids.has(id)) throw new InputError(path, 'repeated-id');
  ids.add(id);
}

function eachOf(check: Check): Check {
  return (path, value) => listAt(path, value).forEach((item, index) => check(`${path}[${index}]`, item));
}

function shaped(shape: Shape): Check {
  return (path, value) => {
    const json: JsonRecord = objectAt(path, value);
    for (const [key, check] of Object.entries(shape)) {
      const inner = json[key];
      if (inner !== undefined && inner !== null) check(`${path}.${key}`, inner);
    }
  };
}

function identified(shape: Shape): Check {
  const rest = shaped(shape);
  return (path, value) => {
    const { id } = objectAt(path, value);
    if (id === undefined || id === null || id === '') throw new InputError(`${path}.id`, 'missing');
    textAt(`${path}.id`, id);
    rest(path, value);
  };
}

const text: Check = (path, value) => void textAt(path, value);

const texts = eachOf(text);

const instant: Check = (path, value) => {
  const parsed = parseInstant(textAt(path, value));
  if (!parsed.ok) throw new InputError(path, parsed.problem);
};

const truth: Check = (path, value) => {
  if (typeof value !== 'boolean') throw new InputError(path, 'not-a-boolean');
};

const count: Check = (path, value) => {
  const number = numberAt(path, value);
  if (!Number.isSafeInteger(number)) throw new InputError(path, 'not-a-whole-number');
  if (number < 0) throw new InputError(path, 'out-of-range');
};

const step = shaped({ step: text, by: text, at: instant });
const receipt = shaped({ material: text, by: text, at: instant });
const leave = shaped({ person: text, reason: text, approvedBy: text, at: instant });
const topic = identified({
  title: text,
  proposer: text,
  sponsor: text,
  reporter: text,
  kind: text,
  notes: text,
  minutes: count,
  attendUnits: texts,
  adHoc: truth,
  coordinated: truth,
  marking: text,
  requiredMaterials: texts,
  providedMaterials: texts,
  materialsReceivedAt: instant,
  receipts: eachOf(receipt),
  steps: eachOf(step),
});
const meeting = identified({
  kind: text,
  title: text,
  number: text,
  hostOffice: text,
  host: text,
  startAt: instant,
  venue: text,
  plannedMinutes: count,
  members: shaped({ total: count, confirmed: count, leave: eachOf(leave) }),
  topics: eachOf(topic),
});
