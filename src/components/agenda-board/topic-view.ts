import { DECISIONS, type Decision } from '../../model/agenda/payloads.js';
import type { Topic } from '../../model/agenda/topic.js';
import {
  PROCEDURE,
  stepsThatCount,
  type Conflict,
  type ProcedureStep,
  type TopicState,
  type TopicStatus,
  type TopicStep,
} from '../../model/agenda/topic-state.js';
import type { Finding } from '../../rules/rule.js';
import type { Light } from '../shared/lights.js';
import { changeAfterApproval, type ChangeAfterApproval } from './change-view.js';

export { changedFields, type ChangedField } from './change-view.js';

/** What a rule noticed about one topic, or about the meeting. */
export type BoardFinding = Finding;

export interface MaterialView {
  readonly light: Light;
  /**
   * `unlisted`: nothing is required. `awaited`: something is not in and the cut-off is ahead. `missing`: not in, and past it.
   * `late`, `early`, `dot` (on the dot): all in, measured against the cut-off. `complete`: all in, no cut-off known.
   */
  readonly kind: 'unlisted' | 'awaited' | 'missing' | 'late' | 'early' | 'dot' | 'complete';
  readonly missing: readonly string[];
  /** Milliseconds late or early. */
  readonly by: number;
  readonly have: number;
  readonly need: number;
  /** When the last of the required materials came in; null while any is out. */
  readonly completeAt: number | null;
  /** When the newest one that is there came in. */
  readonly newestAt: number | null;
}

export interface GatePip {
  readonly step: ProcedureStep;
  /** `missing`: a later step was taken without it. `disorder`: its time lies before that of the step before it. */
  readonly mark: 'done' | 'missing' | 'disorder' | 'next' | 'todo';
  readonly taken: TopicStep | null;
}

export type GateNote =
  | { readonly kind: 'complete' | 'stopped' | 'reapprove' }
  | { readonly kind: 'several'; readonly missing: number }
  | { readonly kind: 'missing' | 'disorder' | 'next'; readonly step: ProcedureStep };

export interface StatusView {
  readonly light: Light;
  /** A status of the topic, or what outweighs it in the column. */
  readonly word: TopicStatus | 'conflict' | 'gap' | 'marked' | 'reapprove';
}

/** All that a row and the panel say of one topic and that does not depend on its neighbours. */
export interface TopicFacts {
  readonly topic: Topic;
  readonly state: TopicState;
  readonly findings: readonly BoardFinding[];
  readonly material: MaterialView;
  readonly gate: readonly GatePip[];
  readonly gateNote: GateNote;
  readonly status: StatusView;
  readonly openConflicts: readonly Conflict[];
  readonly change: ChangeAfterApproval | null;
  /** What the meeting decided; null until it has, and where a file does not say. */
  readonly decision: Decision | null;
  /** Takes part in the meeting as it is planned now: its minutes count. */
  readonly counts: boolean;
}

export { TOPIC_UNTOUCHED as NEW_TOPIC } from '../../model/agenda/topic-history.js';

export interface TopicContext {
  /** The cut-off for materials, or null when it cannot be computed. */
  readonly deadline: number | null;
  readonly pastDeadline: boolean;
}

/** Notes of a gate in which nothing is amiss. */
const ONWARD: readonly GateNote['kind'][] = ['next', 'complete'];

export function topicFacts(
  topic: Topic,
  state: TopicState,
  findings: readonly BoardFinding[],
  context: TopicContext,
): TopicFacts {
  const gate = gateOf(state);
  const openConflicts = state.conflicts.filter((conflict) => conflict.settledBy === null);
  const change = changeAfterApproval(topic, state);
  const status = statusOf(state, findings, openConflicts.length > 0, change);
  const note = gateNoteOf(gate, state.status);
  return {
    topic,
    state,
    findings,
    material: materialOf(topic, state, findings, context),
    gate,
    // What was approved stands no more as it was: first of all somebody has to look at it again.
    gateNote: status.word === 'reapprove' && ONWARD.includes(note.kind) ? { kind: 'reapprove' } : note,
    status,
    openConflicts,
    change,
    decision: decisionOf(state),
    counts: takesPart(topic, state),
  };
}

/** Whether a topic is heard at the meeting as it is planned now. */
export function takesPart(topic: Topic, state: TopicState | undefined): boolean {
  return state?.status !== 'withdrawn' && state?.status !== 'deferred' && !topic.removed;
}

const ON_THE_DOT = 60_000;

/** Lateness is the rule's to say, so that row, panel, server and command line never differ; the rest is counted here. */
function materialOf(
  topic: Topic,
  state: TopicState,
  findings: readonly BoardFinding[],
  { deadline, pastDeadline }: TopicContext,
): MaterialView {
  const counted = countMaterials(topic, state);
  if (counted.need === 0) return { ...counted, light: 'idle', kind: 'unlisted', by: 0 };
  if (counted.missing.length > 0) {
    return pastDeadline
      ? { ...counted, light: 'bad', kind: 'missing', by: 0 }
      : { ...counted, light: counted.have > 0 ? 'soon' : 'idle', kind: 'awaited', by: 0 };
  }
  const late = findings.find((finding) => finding.rule === 'LATE');
  if (late) return { ...counted, light: 'warn', kind: 'late', by: lateBy(late) };
  const left = deadline === null || counted.completeAt === null ? null : deadline - counted.completeAt;
  if (left === null || left < 0) return { ...counted, light: 'ok', kind: 'complete', by: 0 };
  return { ...counted, light: 'ok', kind: left < ON_THE_DOT ? 'dot' : 'early', by: left };
}

/** Milliseconds; a begun minute counts whole. */
export function lateBy(finding: BoardFinding): number {
  const minutes = finding.params['minutes'];
  return (typeof minutes === 'number' ? minutes : 0) * 60_000;
}

function countMaterials(
  topic: Topic,
  state: TopicState,
): Pick<MaterialView, 'missing' | 'have' | 'need' | 'newestAt' | 'completeAt'> {
  const received = new Map(state.receipts.map((receipt) => [plainName(receipt.material), receipt.at]));
  const missing: string[] = [];
  let newest: number | null = null;
  for (const name of topic.requiredMaterials) {
    const at = received.get(plainName(name));
    if (at === undefined) missing.push(name);
    const time = timeOf(at ?? '');
    if (time !== null) newest = Math.max(newest ?? time, time);
  }
  const need = topic.requiredMaterials.length;
  return {
    missing,
    have: need - missing.length,
    need,
    newestAt: newest,
    completeAt: missing.length > 0 ? null : newest,
  };
}

/** Blanks in the name of a material make no difference, here as in the rule. */
export function plainName(name: string): string {
  return name.replace(/\s/g, '');
}

/** Milliseconds of an RFC 3339 time; null for the empty ones that imported files leave. */
export function timeOf(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** Of a repeated step the last one after the last return counts. */
function lastTaken(steps: readonly TopicStep[], step: string): TopicStep | null {
  const taken = stepsThatCount(steps).filter((candidate) => candidate.step === step);
  return taken[taken.length - 1] ?? null;
}

function gateOf(state: TopicState): readonly GatePip[] {
  const taken = PROCEDURE.map((step) => lastTaken(state.steps, step));
  let last = -1;
  taken.forEach((step, index) => {
    if (step) last = index;
  });
  const stopped = state.status === 'withdrawn' || state.status === 'deferred' || state.status === 'decided';
  const next = stopped ? -1 : last + 1;
  let before = Number.NEGATIVE_INFINITY;
  return PROCEDURE.map((step, index): GatePip => {
    const done = taken[index] ?? null;
    if (!done) return { step, mark: index < last ? 'missing' : index === next ? 'next' : 'todo', taken: null };
    const at = timeOf(done.at) ?? before;
    const disorder = at < before;
    before = Math.max(before, at);
    return { step, mark: disorder ? 'disorder' : 'done', taken: done };
  });
}

function gateNoteOf(gate: readonly GatePip[], status: TopicStatus): GateNote {
  const left = gate.filter((pip) => pip.mark === 'missing');
  const missing = left[0];
  if (left.length > 1) return { kind: 'several', missing: left.length };
  if (missing) return { kind: 'missing', step: missing.step };
  const disorder = gate.find((pip) => pip.mark === 'disorder');
  if (disorder) return { kind: 'disorder', step: disorder.step };
  if (status === 'withdrawn' || status === 'deferred') return { kind: 'stopped' };
  const next = gate.find((pip) => pip.mark === 'next');
  return next ? { kind: 'next', step: next.step } : { kind: 'complete' };
}

const STATUS_LIGHTS: Record<TopicStatus, Light> = {
  new: 'idle',
  submitted: 'soon',
  leader_signed: 'soon',
  office_reviewed: 'soon',
  top_approved: 'soon',
  scheduled: 'ok',
  locked: 'ok',
  decided: 'done',
  returned: 'warn',
  deferred: 'idle',
  withdrawn: 'idle',
  tracked: 'done',
  moved: 'idle',
};

function statusOf(
  state: TopicState,
  findings: readonly BoardFinding[],
  conflict: boolean,
  change: ChangeAfterApproval | null,
): StatusView {
  if (findings.some((finding) => finding.rule === 'CLASSIFIED_MARK')) return { light: 'bad', word: 'marked' };
  if (conflict) return { light: 'warn', word: 'conflict' };
  const ended = state.status === 'decided' || state.status === 'withdrawn' || state.status === 'deferred';
  if (!ended && change?.kind === 'approved' && !change.renewed) return { light: 'soon', word: 'reapprove' };
  const gap = findings.some((finding) => finding.rule === 'OUT_OF_PROCEDURE' && finding.severity !== 'info');
  const waived = state.waivers.some((waiver) => waiver.rule === 'OUT_OF_PROCEDURE');
  if (!ended && gap && !waived && (state.status === 'scheduled' || state.status === 'locked')) {
    return { light: 'bad', word: 'gap' };
  }
  return { light: STATUS_LIGHTS[state.status], word: state.status };
}

function decisionOf({ status, steps, entries }: TopicState): Decision | null {
  if (status !== 'decided') return null;
  const taken = lastTaken(steps, 'decided');
  const decision = entries.find((entry) => entry.id === taken?.entryId)?.payload?.['decision'];
  return DECISIONS.find((one) => one === decision) ?? null;
}
