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
import { stepsThatCount, type AdHocMotion, type Approval, type TopicStatus, type TopicStep } from './topic-state.js';

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
}

export const NEW_TOPIC: TopicCore = {
  status: 'new',
  taken: null,
  adHoc: null,
  finalApproval: null,
  signature: null,
  submittedBy: null,
  imported: null,
};

/** The steps that were taken, in order. */
export function stepsOf(core: TopicCore): readonly TopicStep[] {
  return itemsOf(core.taken);
}

/** What 定后有改动 compares with: the last final approval, else the signature of the leader in charge. */
export function approvalOf(core: TopicCore): Approval | null {
  return core.finalApproval ?? core.signature;
}

/** Whether an entry of this type lies in the lane `state`. */
export function isStateEntry(type: string): boolean {
  return type === IMPORTED || agendaCommand(type)?.lane === 'state';
}

/** The core after an entry of the lane `state`. What a sealed type does here never changes: a new meaning is a new type. */
export function advance(core: TopicCore, entry: SealedEntry): TopicCore {
  if (entry.type === IMPORTED) return takeOver(core, entry);
  const row = agendaCommand(entry.type);
  if (!row) return core;
  const moved = move(core, row, entry);
  if (entry.type === 'topic.submit') return { ...moved, submittedBy: entry.by.office };
  if (entry.type === 'topic.leaderSign') return { ...moved, signature: approve(core.signature, entry) };
  if (entry.type === 'topic.topApprove') return { ...moved, finalApproval: approve(core.finalApproval, entry) };
  if (entry.type === 'topic.adHoc') return { ...moved, adHoc: adHocMotion(entry) };
  if (entry.type === 'topic.return') return { ...moved, finalApproval: null, signature: null };
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
  const taken = { step, by: entry.by.name, at: entry.at, entryId: entry.id, imported: false };
  return { ...core, status, taken: chained(core.taken, taken) };
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
