import type { SealedEntry } from '../entry.js';
import { chained, itemsOf, type Chain } from '../chain.js';
import { asText } from '../json.js';
import { agendaCommand, type AgendaCommand } from './commands.js';
import {
  IMPORTED,
  importedAdHoc,
  importedStatus,
  importedSteps,
  parseImportedTopic,
  type ImportedTopic,
} from './imported-topic.js';
import { decisionOf, followUpOf } from './topic-outcome.js';
import { arrivalOf, departureOf, TOPIC_ARRIVED, TOPIC_POSTPONED } from './topic-passage.js';
import {
  stepsThatCount,
  type AdHocMotion,
  type Approval,
  type FollowUp,
  type TopicDecision,
  type TopicPassage,
  type TopicStatus,
  type TopicStep,
} from './topic-state.js';

/** What the lane `state` of a topic amounts to. Immutable: the lane keeps one for each entry. */
export interface TopicCore {
  readonly status: TopicStatus;
  /** Shared from one core to the next: see `stepsOf`. */
  readonly taken: Chain<TopicStep> | null;
  readonly adHoc: AdHocMotion | null;
  /** The last final approval, and the last signature, since the topic was last returned. */
  readonly finalApproval: Approval | null;
  readonly signature: Approval | null;
  readonly submittedBy: string | null;
  readonly imported: ImportedTopic | null;
  readonly decision: TopicDecision | null;
  readonly followUp: FollowUp | null;
  readonly lockedAt: string | null;
  readonly movedTo: TopicPassage | null;
  readonly arrivedFrom: TopicPassage | null;
}

export const NEW_TOPIC: TopicCore = {
  status: 'new',
  taken: null,
  adHoc: null,
  finalApproval: null,
  signature: null,
  submittedBy: null,
  imported: null,
  decision: null,
  followUp: null,
  lockedAt: null,
  movedTo: null,
  arrivedFrom: null,
};

/** The steps that were taken, in order. */
export function stepsOf(core: TopicCore): readonly TopicStep[] {
  return itemsOf(core.taken);
}

/** What 定后有改动 compares with: the last final approval, else the signature of the leader in charge. */
export function approvalOf(core: TopicCore): Approval | null {
  return core.finalApproval ?? core.signature;
}

/** Types in the lane `state` that no command has: the server alone seals them. */
const SERVERS_OWN: readonly string[] = [IMPORTED, TOPIC_ARRIVED, TOPIC_POSTPONED];

/** Whether an entry of this type lies in the lane `state`. */
export function isStateEntry(type: string): boolean {
  return SERVERS_OWN.includes(type) || agendaCommand(type)?.lane === 'state';
}

/** The core after an entry of the lane `state`. What a sealed type does here never changes: a new meaning is a new type. */
export function advance(core: TopicCore, entry: SealedEntry): TopicCore {
  if (entry.type === IMPORTED) return takeOver(core, entry);
  if (entry.type === TOPIC_ARRIVED) return { ...takeOver(core, entry), arrivedFrom: arrivalOf(entry) };
  if (entry.type === TOPIC_POSTPONED)
    return { ...core, status: 'moved', movedTo: departureOf(entry), ...taken(core, 'moved', entry) };
  const row = agendaCommand(entry.type);
  if (!row) return core;
  const moved = move(core, row, entry);
  if (entry.type === 'topic.submit') return { ...moved, submittedBy: entry.by.office };
  if (entry.type === 'topic.leaderSign') return { ...moved, signature: approve(core.signature, entry) };
  if (entry.type === 'topic.topApprove') return { ...moved, finalApproval: approve(core.finalApproval, entry) };
  if (entry.type === 'topic.adHoc') return { ...moved, adHoc: adHocMotion(entry) };
  if (entry.type === 'topic.return') return { ...moved, finalApproval: null, signature: null, lockedAt: null };
  if (entry.type === 'topic.defer') return { ...moved, lockedAt: null };
  if (entry.type === 'topic.lock') return { ...moved, lockedAt: entry.at };
  if (entry.type === 'topic.decide') return { ...moved, decision: decisionOf(entry) };
  if (entry.type === 'topic.track') return { ...moved, followUp: followUpOf(entry) };
  return moved;
}

/**
 * Status and steps. A command that does not move the topic on is either a step that was left out, and then
 * stands among the steps with its own late time, or a renewed approval.
 */
function move(core: TopicCore, row: AgendaCommand, entry: SealedEntry): TopicCore {
  const moves = row.from.includes(core.status);
  const status = moves && row.to !== null ? row.to : core.status;
  if (row.type === 'topic.adHoc' && isListed(core.status)) return { ...core, status };
  const renewed = !moves && row.reopens.includes(core.status) && core.finalApproval !== null;
  const step = renewed ? 'reapproved' : (row.step ?? row.to ?? row.type);
  return { ...core, status, ...taken(core, step, entry) };
}

function taken(core: TopicCore, step: string, { by, at, id }: SealedEntry): Pick<TopicCore, 'taken'> {
  return { taken: chained(core.taken, { step, by: by.name, at, entryId: id, imported: false }) };
}

/** An ad-hoc motion for a topic that is listed adds the mark alone: a second listing would hide when the first one was. */
function isListed(status: TopicStatus): boolean {
  return status === 'scheduled' || status === 'locked';
}

function approve(before: Approval | null, entry: SealedEntry): Approval {
  const digest = entry.content?.digest ?? '';
  const renewed = before !== null && (before.renewed || before.digest !== digest);
  return { entryId: entry.id, by: entry.by.name, at: entry.at, digest, snapshot: entry.snapshot, renewed };
}

function adHocMotion(entry: SealedEntry): AdHocMotion {
  const { approver, reason } = entry.payload ?? {};
  return { approver: asText(approver), reason: asText(reason), at: entry.at, entryId: entry.id };
}

/** Starts from a file's history. Only on a lane without one: a file cannot overrule what was sealed here. */
function takeOver(core: TopicCore, entry: SealedEntry): TopicCore {
  const imported = parseImportedTopic(entry.payload);
  if (!imported || core !== NEW_TOPIC) return core;
  const steps = importedSteps(imported, entry);
  return {
    ...NEW_TOPIC,
    status: importedStatus(steps),
    taken: steps.reduce<TopicCore['taken']>(chained, null),
    adHoc: importedAdHoc(imported, steps, entry.id),
    finalApproval: importedApproval('top_approved', steps, entry),
    signature: importedApproval('leader_signed', steps, entry),
    imported,
  };
}

/**
 * What a file's approval covered is what stood in the file, if the import sealed that: later changes
 * then show as 定后有改动, as they do for an approval given here.
 */
function importedApproval(step: string, steps: readonly TopicStep[], entry: SealedEntry): Approval | null {
  const taken = stepsThatCount(steps).filter((one) => one.step === step);
  const last = taken[taken.length - 1];
  if (!last || entry.content === null) return null;
  const { digest } = entry.content;
  return { entryId: entry.id, by: last.by, at: last.at, digest, snapshot: entry.snapshot, renewed: false };
}
