import type { JsonObject } from '../json.js';
import type { Parsed } from '../parsed.js';
import type { Prerequisite, Resolution } from './content-rows.js';
import { isRank } from './rank.js';

export { byRank, firstRanks, rankAt, ranksAt } from './rank.js';

/** What a meeting does with a topic. */
export const TOPIC_KINDS = ['审议', '听取汇报', '传达学习', '人事任免', '其他'] as const;

export type TopicId = string & { readonly __brand: 'TopicId' };

/** One topic of an agenda as the content document holds it. Plain data: never a Yjs type. */
export interface Topic {
  readonly id: TopicId;
  /** The id that the topic had in an imported file; empty otherwise. */
  readonly no: string;
  readonly title: string;
  /** 提请单位. */
  readonly proposer: string;
  /** 分管领导. */
  readonly sponsor: string;
  /** 汇报人. */
  readonly reporter: string;
  /** 列席单位. */
  readonly attendUnits: readonly string[];
  /** One of `TOPIC_KINDS`, or empty. */
  readonly kind: string;
  /** Planned minutes, a non-negative integer; null while unknown. */
  readonly minutes: number | null;
  readonly notes: string;
  readonly requiredMaterials: readonly string[];
  /** Whether the units concerned have agreed; null when nobody has said. */
  readonly coordinated: boolean | null;
  /** 分歧: what the units that were asked do not agree on; empty for nothing. */
  readonly dissent: string;
  /** Whether whoever reports heads the unit; null when nobody has said. */
  readonly reporterIsHead: boolean | null;
  /** Length of the report in characters; null while unknown. */
  readonly reportCharacters: number | null;
  /** In order, removed ones too. */
  readonly prerequisites: readonly Prerequisite[];
  /** 议定事项, in order, removed ones too. */
  readonly resolutions: readonly Resolution[];
  /** Sort key; ties break on `id`. */
  readonly rank: string;
  readonly removed: boolean;
}

/** What a person fills in. `id`, `rank`, `removed` and the rows inside are the store's own. */
export type TopicFields = Omit<Topic, 'id' | 'rank' | 'removed' | 'prerequisites' | 'resolutions'>;
export type NewTopic = TopicFields;

export const EMPTY_TOPIC: TopicFields = {
  no: '',
  title: '',
  proposer: '',
  sponsor: '',
  reporter: '',
  attendUnits: [],
  kind: '',
  minutes: null,
  notes: '',
  requiredMaterials: [],
  coordinated: null,
  dissent: '',
  reporterIsHead: null,
  reportCharacters: null,
};

/** Why a value under `topics` is no topic: it is no map, or the named field has a value that it cannot have. */
export type TopicProblem = 'not-a-map' | `${Exclude<keyof Topic, 'id'>}-invalid`;

const PLAIN_TEXTS = ['no', 'proposer', 'sponsor', 'reporter', 'kind', 'dissent'] as const;
const ANSWERS = ['coordinated', 'reporterIsHead'] as const;
const COUNTS = ['minutes', 'reportCharacters'] as const;

/** A topic without rows. */
export const NO_ROWS = { prerequisites: [], resolutions: [] } as const;

/**
 * Reads a topic that any client may have written. A plain field that is absent counts as empty, so that
 * a release that adds one can read what an earlier one wrote; title, notes and rank must be there.
 */
export function parseTopic(
  id: string,
  fields: Readonly<Record<string, unknown>>,
  rows: Pick<Topic, 'prerequisites' | 'resolutions'> = NO_ROWS,
): Parsed<Topic, TopicProblem> {
  const { title, notes, rank, removed = false } = fields as Partial<Topic>;
  if (typeof title !== 'string') return { ok: false, problem: 'title-invalid' };
  if (typeof notes !== 'string') return { ok: false, problem: 'notes-invalid' };
  if (!isRank(rank)) return { ok: false, problem: 'rank-invalid' };
  if (typeof removed !== 'boolean') return { ok: false, problem: 'removed-invalid' };
  const counts = { minutes: null as number | null, reportCharacters: null as number | null };
  for (const name of COUNTS) {
    const count = fields[name] ?? null;
    if (!isCount(count)) return { ok: false, problem: `${name}-invalid` };
    counts[name] = count;
  }
  const answers = { coordinated: null as boolean | null, reporterIsHead: null as boolean | null };
  for (const name of ANSWERS) {
    const answer = fields[name] ?? null;
    if (answer !== null && typeof answer !== 'boolean') return { ok: false, problem: `${name}-invalid` };
    answers[name] = answer;
  }
  const texts = { no: '', proposer: '', sponsor: '', reporter: '', kind: '', dissent: '' };
  for (const name of PLAIN_TEXTS) {
    const text = fields[name] ?? '';
    if (typeof text !== 'string') return { ok: false, problem: `${name}-invalid` };
    texts[name] = text;
  }
  const attendUnits = parseNames(fields['attendUnits']);
  if (!attendUnits) return { ok: false, problem: 'attendUnits-invalid' };
  const requiredMaterials = parseNames(fields['requiredMaterials']);
  if (!requiredMaterials) return { ok: false, problem: 'requiredMaterials-invalid' };
  return {
    ok: true,
    value: {
      id: id as TopicId,
      ...texts,
      ...counts,
      ...answers,
      ...rows,
      title,
      notes,
      attendUnits,
      requiredMaterials,
      rank,
      removed,
    },
  };
}

/** A non-negative whole number, or null for unknown. */
export function isCount(value: unknown): value is number | null {
  return value === null || (Number.isSafeInteger(value) && (value as number) >= 0);
}

/** Names in their order, each once: two people who add the same name at once mean one. Undefined for anything else. */
function parseNames(value: unknown): readonly string[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((name): name is string => typeof name === 'string')) return undefined;
  return [...new Set(value)];
}

/**
 * What an approval of a topic covers: the object whose digest is the command's `seen`
 * (architecture §5, "D"). Never rank, minutes, notes or attendance: whoever types there must
 * not make an approval fail. Required materials are sorted, since their order means nothing.
 */
export function approvedContent(topic: Topic): JsonObject {
  return {
    title: topic.title,
    proposer: topic.proposer,
    sponsor: topic.sponsor,
    reporter: topic.reporter,
    kind: topic.kind,
    requiredMaterials: [...topic.requiredMaterials].sort(),
  };
}
