import { generateKeyBetween } from 'fractional-indexing';
import type { JsonObject } from '../json.js';

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
  const before = others[index - 1]?.rank ?? null;
  const after = others.slice(index).find((other) => before === null || other.rank > before)?.rank ?? null;
  return generateKeyBetween(before, after);
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
