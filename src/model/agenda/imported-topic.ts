import * as v from 'valibot';
import type { SealedEntry } from '../entry.js';
import type { JsonObject } from '../json.js';
import { takenSteps } from './taken-steps.js';
import {
  PROCEDURE,
  type AdHocMotion,
  type MaterialReceipt,
  type ProcedureStep,
  type TopicStatus,
  type TopicStep,
} from './topic-state.js';

/** Type of the entry that carries a file's history; always the first of its subject's lane `state`. */
export const IMPORTED = 'imported';

const step = v.object({
  step: v.string(),
  by: v.nullish(v.string()),
  at: v.nullish(v.string()),
});

const receipt = v.object({
  material: v.nullish(v.string()),
  by: v.nullish(v.string()),
  at: v.nullish(v.string()),
});

/**
 * Payload of an `imported` entry. A key that the file does not have stays away, since rules are
 * silent about what is absent and speak about what is null or empty (architecture §7).
 */
const schema = v.object({
  file: v.string(),
  digest: v.string(),
  no: v.string(),
  steps: v.optional(v.nullable(v.array(step))),
  providedMaterials: v.optional(v.nullable(v.array(v.string()))),
  materialsReceivedAt: v.optional(v.nullable(v.string())),
  receipts: v.optional(v.nullable(v.array(receipt))),
  adHoc: v.optional(v.nullable(v.boolean())),
});

/** What a file says of one topic's past. */
export interface ImportedTopic {
  /** Name of the file, without folders. */
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  /** The topic's id in the file. */
  readonly no: string;
  readonly steps?: readonly ImportedStep[] | null | undefined;
  readonly providedMaterials?: readonly string[] | null | undefined;
  /** RFC 3339. */
  readonly materialsReceivedAt?: string | null | undefined;
  /** Paper by paper; counts beside the two above. */
  readonly receipts?: readonly ImportedReceipt[] | null | undefined;
  readonly adHoc?: boolean | null | undefined;
}

export interface ImportedStep {
  readonly step: string;
  readonly by?: string | null | undefined;
  /** RFC 3339. */
  readonly at?: string | null | undefined;
}

export interface ImportedReceipt {
  readonly material?: string | null | undefined;
  readonly by?: string | null | undefined;
  /** RFC 3339. */
  readonly at?: string | null | undefined;
}

/** Reads the payload of an `imported` entry; undefined when it was purged or is none. */
export function parseImportedTopic(payload: JsonObject | null): ImportedTopic | undefined {
  const parsed = v.safeParse(schema, payload);
  return parsed.success ? parsed.output : undefined;
}

/** The steps of the file that were taken, in order of time: see `takenSteps`. */
export function importedSteps(topic: ImportedTopic, entry: SealedEntry): readonly TopicStep[] {
  return takenSteps(topic.steps ?? []).map((taken) => asStep(taken, entry));
}

function asStep(taken: ImportedStep, entry: SealedEntry): TopicStep {
  return { step: taken.step, by: taken.by ?? '', at: taken.at ?? '', entryId: entry.id, imported: true };
}

const SIDE_STATES: { readonly [step: string]: TopicStatus | undefined } = {
  returned: 'returned',
  deferred: 'deferred',
  withdrawn: 'withdrawn',
  locked: 'locked',
  decided: 'decided',
};

/**
 * The state that a file's steps amount to. Files skip steps and repeat them; like a sealed command, a step earlier
 * than the furthest one does not move the state. Steps of other names say nothing about it.
 */
export function importedStatus(steps: readonly TopicStep[]): TopicStatus {
  let status: TopicStatus = 'new';
  let furthest = -1;
  for (const { step } of steps) {
    const side = Object.prototype.hasOwnProperty.call(SIDE_STATES, step) ? SIDE_STATES[step] : undefined;
    const order = PROCEDURE.indexOf(step as ProcedureStep);
    const relisted = status === 'deferred' && step === 'scheduled';
    if (side) status = side;
    else if (order > furthest || relisted) status = PROCEDURE[order]!;
    if (status === 'decided') return status;
    if (side === 'returned' || side === 'withdrawn') furthest = -1;
    furthest = Math.max(furthest, order);
  }
  return status;
}

/** A receipt for each material that the file says came in: with its own time where it has one, else with that of the topic. */
export function importedReceipts(topic: ImportedTopic, entry: SealedEntry): readonly MaterialReceipt[] {
  const single = (topic.receipts ?? []).flatMap(({ material, at, by }) =>
    typeof material === 'string' ? [{ material, at: at ?? '', by: by ?? '' }] : [],
  );
  const at = topic.materialsReceivedAt ?? '';
  const others = (topic.providedMaterials ?? []).filter((name) => !single.some(({ material }) => material === name));
  const receipts = [...single, ...[...new Set(others)].map((material) => ({ material, at, by: '' }))];
  return receipts.map((receipt) => ({ ...receipt, entryId: entry.id, imported: true }));
}

/** The ad-hoc mark of a file, which names neither approver nor reason. Its time is that of the listing. */
export function importedAdHoc(topic: ImportedTopic, steps: readonly TopicStep[], entryId: string): AdHocMotion | null {
  if (topic.adHoc !== true) return null;
  const listed = steps.filter((taken) => taken.step === 'scheduled');
  return { approver: '', reason: '', at: listed[listed.length - 1]?.at ?? '', entryId };
}
