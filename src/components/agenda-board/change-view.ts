import { approvedContent, type Topic } from '../../model/agenda/topic.js';
import { IMPORTED } from '../../model/agenda/imported-topic.js';
import { isChangedSince, stepsThatCount, type TopicState } from '../../model/agenda/topic-state.js';
import type { SealedEntry } from '../../model/entry.js';
import type { JsonObject } from '../../model/json.js';
import type { Written } from '../../store/writers.js';
import { textDiff } from '../shared/text-diff.js';

/** What a change comes after: the signature of the leader in charge, or the final approval. */
export type ApprovalKind = 'signed' | 'approved';

export interface ChangedField {
  readonly field: string;
  readonly was: string | readonly string[];
  readonly now: string | readonly string[];
}

export interface ChangeAfterApproval {
  readonly kind: ApprovalKind;
  readonly fields: readonly ChangedField[];
  /** Approved anew since: the mark stays, in grey. */
  readonly renewed: boolean;
}

/** A change between two seals, or since the last one. */
export interface ChangeMark {
  readonly kind: ApprovalKind;
  readonly fields: readonly ChangedField[];
  /** RFC 3339 times of the seals between which it was made; `until` is empty while none came after. */
  readonly from: string;
  readonly until: string;
}

export function changeAfterApproval(topic: Topic, state: TopicState): ChangeAfterApproval | null {
  const approval = state.approval;
  if (!approval?.snapshot) return null;
  const content = approvedContent(topic);
  const fields = isChangedSince(approval, content) ? changedFields(approval.snapshot, content) : [];
  if (fields.length === 0 && !approval.renewed) return null;
  return { kind: approvalKind(state), fields, renewed: approval.renewed && fields.length === 0 };
}

/** Which of the two the approval of a state is: an import may state either. */
export function approvalKind({ approval, entries, steps }: TopicState): ApprovalKind {
  const entry = entries.find(({ id }) => id === approval?.entryId);
  if (entry?.type === 'topic.topApprove') return 'approved';
  if (entry?.type === 'topic.leaderSign') return 'signed';
  return stepsThatCount(steps).some(({ step }) => step === 'top_approved') ? 'approved' : 'signed';
}

/** What differs between two versions of what an approval covers, in the order of the newer one's fields. */
export function changedFields(was: JsonObject, now: JsonObject): readonly ChangedField[] {
  const changed: ChangedField[] = [];
  for (const field of Object.keys(now)) {
    const before = shown(was[field]);
    const after = shown(now[field]);
    if (JSON.stringify(before) !== JSON.stringify(after)) changed.push({ field, was: before, now: after });
  }
  return changed;
}

function shown(value: unknown): string | readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
}

interface Baseline {
  readonly kind: ApprovalKind;
  readonly snapshot: JsonObject;
  readonly at: string;
}

/**
 * Changes after a signature or an approval, each by the id of the entry that it stands before; '' for the one since
 * the last seal. They are read from the sealed snapshots, so a change stays in its place when it is approved anew.
 */
export function changeMarks(topic: Topic, state: TopicState): ReadonlyMap<string, ChangeMark> {
  const marks = new Map<string, ChangeMark>();
  const idle = notInForce(state);
  let baseline: Baseline | null = null;
  for (const entry of state.entries) {
    if (idle.has(entry.id)) continue;
    if (entry.type === 'topic.return') baseline = null;
    if (!entry.snapshot) continue;
    if (baseline) note(marks, entry.id, baseline, entry.snapshot, entry.at);
    const kind = kindAfter(entry, baseline, state);
    baseline = kind === null ? null : { kind, snapshot: entry.snapshot, at: entry.at };
  }
  if (baseline) note(marks, '', baseline, approvedContent(topic), '');
  return marks;
}

function note(
  marks: Map<string, ChangeMark>,
  before: string,
  { kind, snapshot, at }: Baseline,
  now: JsonObject,
  until: string,
): void {
  const fields = changedFields(snapshot, now);
  if (fields.length > 0) marks.set(before, { kind, fields, from: at, until });
}

/** What content is measured against after an entry; null before anybody has signed. */
function kindAfter(entry: SealedEntry, before: Baseline | null, state: TopicState): ApprovalKind | null {
  if (entry.type === 'topic.topApprove') return 'approved';
  if (entry.type === 'topic.leaderSign') return before?.kind ?? 'signed';
  if (entry.type !== IMPORTED) return before?.kind ?? null;
  const stated = state.steps.filter((step) => step.entryId === entry.id);
  const has = (step: string): boolean => stepsThatCount(stated).some((one) => one.step === step);
  return has('top_approved') ? 'approved' : has('leader_signed') ? 'signed' : null;
}

/** Decisions that were not chosen, or wait to be, move nothing. */
function notInForce({ conflicts }: TopicState): ReadonlySet<string> {
  const idle = new Set<string>();
  for (const { standing, contested, chosen, settledBy } of conflicts) {
    const holds = settledBy === null ? standing.id : chosen;
    for (const side of [standing, ...contested]) if (side.id !== holds) idle.add(side.id);
  }
  return idle;
}

/** Clients that wrote what is new in a field, as far as that can be told: what was taken out names nobody. */
export function writersOfChange({ was, now }: ChangedField, written: readonly Written[]): readonly number[] {
  const clients = new Set<number>();
  if (typeof now !== 'string') {
    const fresh = now.filter((name) => !was.includes(name));
    for (const { text, client } of written) if (fresh.includes(text)) clients.add(client);
    return [...clients];
  }
  const byCharacter = written.flatMap(({ text, client }) => Array.from({ length: text.length }, () => client));
  let at = 0;
  for (const { kind, text } of textDiff(String(was), now)) {
    if (kind === 'removed') continue;
    if (kind === 'added') for (const client of byCharacter.slice(at, at + text.length)) clients.add(client);
    at += text.length;
  }
  return [...clients];
}
