import type { SealedEntry } from '../entry.js';
import type { JsonObject } from '../json.js';
import { Lane } from '../lane.js';
import { IMPORTED, importedReceipts, parseImportedTopic } from './imported-topic.js';
import { advance, approvalOf, isStateEntry, NEW_TOPIC, stepsOf, type TopicCore } from './topic-core.js';
import { TopicPapers } from './topic-papers.js';
import type { MaterialReceipt, TopicState, Waiver } from './topic-state.js';
import { TOPIC_ARRIVED } from './topic-passage.js';

/** Name of the lane in which everything lies that moves a topic from state to state. */
export const STATE_LANE = 'state';

/** Entries about one topic, and what they amount to. */
export class TopicHistory {
  readonly lane = new Lane<TopicCore>(STATE_LANE, NEW_TOPIC, advance);
  readonly #receipts = new Map<string, MaterialReceipt>();
  readonly #papers = new TopicPapers();
  readonly #waivers: Waiver[] = [];
  readonly #entries: SealedEntry[] = [];
  #snapshot: TopicState | undefined;

  /** The same object until the next entry. */
  get snapshot(): TopicState {
    return (this.#snapshot ??= this.#read());
  }

  apply(entry: SealedEntry): void {
    this.#snapshot = undefined;
    this.#entries.push(entry);
    if (entry.type === 'conflict.settle') this.lane.settle(entry, textOf(entry.payload, 'choose'));
    else if (isStateEntry(entry.type)) this.#applyToLane(entry);
    else if (entry.type === 'material.receive') this.#receive(receiptOf(entry));
    else if (entry.type === 'finding.waive') this.#waivers.push(...waiversOf(entry));
    else this.#papers.apply(entry, this.lane.state.lockedAt !== null);
    // A paper that was submitted has come in: when it did, its first version says.
    if (entry.type === 'material.submit') this.#receive(receiptOf(entry));
  }

  #applyToLane(entry: SealedEntry): void {
    const imported =
      (entry.type === IMPORTED || entry.type === TOPIC_ARRIVED) && this.lane.newest === null
        ? parseImportedTopic(entry.payload)
        : undefined;
    this.lane.add(entry);
    if (imported) this.#receive(importedReceipts(imported, entry));
  }

  /** The first receipt of a material stands: a later one can neither better nor worsen when it came. */
  #receive(receipts: readonly MaterialReceipt[]): void {
    for (const receipt of receipts)
      if (!this.#receipts.has(receipt.material)) this.#receipts.set(receipt.material, receipt);
  }

  #read(): TopicState {
    const { state, conflicts, newest } = this.lane;
    return {
      status: state.status,
      steps: stepsOf(state),
      receipts: [...this.#receipts.values()],
      adHoc: state.adHoc,
      waivers: [...this.#waivers],
      conflicts,
      approval: approvalOf(state),
      submittedBy: state.submittedBy,
      decision: state.decision,
      followUp: state.followUp,
      lockedAt: state.lockedAt,
      ...this.#papers.read(),
      movedTo: state.movedTo,
      arrivedFrom: state.arrivedFrom,
      imported: state.imported,
      newest: new Map(newest === null ? [] : [[STATE_LANE, newest]]),
      entries: [...this.#entries],
    };
  }
}

/** A topic about which nothing is sealed. */
export const TOPIC_UNTOUCHED: TopicState = new TopicHistory().snapshot;

function receiptOf(entry: SealedEntry): readonly MaterialReceipt[] {
  const material = textOf(entry.payload, 'material');
  if (material === null) return [];
  return [{ material, at: entry.at, by: entry.by.name, entryId: entry.id, imported: false }];
}

/** The finding that an entry lets pass, if it says which. */
export function waiversOf(entry: SealedEntry): readonly Waiver[] {
  const rule = textOf(entry.payload, 'rule');
  if (rule === null) return [];
  const approver = textOf(entry.payload, 'approver') ?? '';
  const reason = textOf(entry.payload, 'reason') ?? '';
  return [{ rule, approver, reason, by: entry.by.name, at: entry.at, entryId: entry.id }];
}

/** A text of a payload; null when it is not there, as in a payload that was purged. */
export function textOf(payload: JsonObject | null | undefined, key: string): string | null {
  const value = payload?.[key];
  return typeof value === 'string' ? value : null;
}
