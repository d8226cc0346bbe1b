import type { MeetingsFile } from '../model/agenda/meeting-input.js';
import type { JsonRecord } from '../model/input-reader.js';
import { findSecrecyMarks } from '../rules/secrecy/marks.js';

/** A key of a file that a room has no place for. */
export interface LeftOut {
  readonly key: string;
  /** Where it stands first. */
  readonly path: string;
  readonly count: number;
}

/** What an import takes over, key by key; a list is looked at item by item. `note` is the file's own comment. */
interface Taken {
  readonly [key: string]: true | Taken;
}

const STEP: Taken = { step: true, by: true, at: true };
const TOPIC: Taken = {
  id: true,
  title: true,
  proposer: true,
  sponsor: true,
  reporter: true,
  kind: true,
  notes: true,
  minutes: true,
  attendUnits: true,
  adHoc: true,
  coordinated: true,
  requiredMaterials: true,
  providedMaterials: true,
  materialsReceivedAt: true,
  receipts: { material: true, by: true, at: true },
  steps: STEP,
};
const FILE: Taken = {
  note: true,
  meetings: {
    id: true,
    kind: true,
    title: true,
    number: true,
    hostOffice: true,
    host: true,
    startAt: true,
    venue: true,
    plannedMinutes: true,
    members: { total: true, confirmed: true, leave: { person: true, reason: true, approvedBy: true, at: true } },
    topics: TOPIC,
  },
};

/** The keys of a file that say something and are not taken over, each once, in order. */
export function leftOut({ raw }: MeetingsFile): LeftOut[] {
  const found = new Map<string, LeftOut>();
  look(raw, FILE, '', found);
  return [...found.values()];
}

function look(value: unknown, taken: Taken, path: string, found: Map<string, LeftOut>): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => look(item, taken, `${path}[${index}]`, found));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value as JsonRecord)) {
    const inner = Object.hasOwn(taken, key) ? taken[key] : undefined;
    if (typeof inner === 'object') look(item, inner, path === '' ? key : `${path}.${key}`, found);
    else if (inner === undefined && saysSomething(item)) {
      const known = found.get(key) ?? { key: shown(key), path, count: 0 };
      found.set(key, { ...known, count: known.count + 1 });
    }
  }
}

/** What is marked must not be printed, not even as a key. */
function shown(key: string): string {
  return findSecrecyMarks(key).some((mark) => mark.verdict === 'block') ? '…' : key;
}

function saysSomething(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
