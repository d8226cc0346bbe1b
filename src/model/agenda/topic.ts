import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { JsonObject } from '../json.js';
import type { Parsed } from '../parsed.js';

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
  /** Sort key; ties break on `id`. */
  readonly rank: string;
  readonly removed: boolean;
}

/** What a person fills in. `id`, `rank` and `removed` are the store's own. */
export type TopicFields = Omit<Topic, 'id' | 'rank' | 'removed'>;
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
};

/** Why a value under `topics` is no topic: it is no map, or the named field has a value that it cannot have. */
export type TopicProblem = 'not-a-map' | `${Exclude<keyof Topic, 'id'>}-invalid`;

const PLAIN_TEXTS = ['no', 'proposer', 'sponsor', 'reporter', 'kind'] as const;

/**
 * Reads a topic that any client may have written. A plain field that is absent counts as empty, so that
 * a release that adds one can read what an earlier one wrote; title, notes and rank must be there.
 */
export function parseTopic(id: string, fields: Readonly<Record<string, unknown>>): Parsed<Topic, TopicProblem> {
  const { title, notes, rank, minutes = null, coordinated = null, removed = false } = fields as Partial<Topic>;
  if (typeof title !== 'string') return { ok: false, problem: 'title-invalid' };
  if (typeof notes !== 'string') return { ok: false, problem: 'notes-invalid' };
  if (!isRank(rank)) return { ok: false, problem: 'rank-invalid' };
  if (!isCount(minutes)) return { ok: false, problem: 'minutes-invalid' };
  if (coordinated !== null && typeof coordinated !== 'boolean') return { ok: false, problem: 'coordinated-invalid' };
  if (typeof removed !== 'boolean') return { ok: false, problem: 'removed-invalid' };
  const texts = { no: '', proposer: '', sponsor: '', reporter: '', kind: '' };
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
      title,
      notes,
      attendUnits,
      requiredMaterials,
      minutes,
      coordinated,
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

/** Whether a rank can be sorted by and inserted next to: a hostile one would make every later move throw. */
function isRank(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    generateKeyBetween(value, null);
    return true;
  } catch {
    // The library offers no other question than trying.
    return false;
  }
}

export function byRank(a: Pick<Topic, 'rank' | 'id'>, b: Pick<Topic, 'rank' | 'id'>): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The rank that puts an item at `index` of `others`, which are in order and do not hold the item itself.
 * Two offices inserting at once can leave neighbours with equal ranks; there is no room between
 * those, so the item goes after the last of them.
 */
export function rankAt(others: readonly Pick<Topic, 'rank'>[], index: number): string {
  return ranksAt(others, index, 1)[0]!;
}

/** The same for several items that stand together, in order. */
export function ranksAt(others: readonly Pick<Topic, 'rank'>[], index: number, count: number): readonly string[] {
  const before = others[index - 1]?.rank ?? null;
  const after = others.slice(index).find((other) => before === null || other.rank > before)?.rank ?? null;
  return generateNKeysBetween(before, after, count);
}

/** Ranks for a whole list that starts with `count` items, in order. */
export function firstRanks(count: number): readonly string[] {
  return generateNKeysBetween(null, null, count);
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
