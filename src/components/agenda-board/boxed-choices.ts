import { lacking } from '../../model/agenda/commands.js';
import { ahead, offeredChoices } from './ahead.js';
import type { CommandChoice } from './command-choices.js';
import type { BoardScope } from './scope.js';
import type { BoardFinding, TopicFacts } from './topic-view.js';

/**
 * The steps that mend what a box of the panel says: each has its button there, and none at the foot. Approving anew stands
 * beside what was changed, a step that was left out beside what says so.
 */
export function boxedChoices(facts: TopicFacts, scope: BoardScope): readonly CommandChoice[] {
  if (!scope.commanding) return [];
  const change = renewal(facts, scope);
  const missing = facts.findings.flatMap((finding) => makeUpChoices(finding, facts, scope));
  return change ? [change, ...missing] : missing;
}

/** 重新审定, when this person may: what was approved and what stands there now differ. */
export function renewal(facts: TopicFacts, scope: BoardScope): CommandChoice | undefined {
  if (!scope.commanding || !facts.change || facts.change.renewed) return undefined;
  return offeredChoices(ahead(facts, scope), scope).find(({ way }) => way === 'again');
}

/** Steps that were left out, as far as this person may take them. Once somebody has allowed the gap, none is asked for. */
export function makeUpChoices(finding: BoardFinding, facts: TopicFacts, scope: BoardScope): readonly CommandChoice[] {
  if (!scope.commanding || finding.rule !== 'OUT_OF_PROCEDURE') return [];
  const next = ahead(facts, scope);
  if (next.state.waivers.some(({ rule }) => rule === finding.rule)) return [];
  const { missing } = finding.params;
  if (!Array.isArray(missing)) return [];
  return offeredChoices(next, scope).filter(
    ({ row, way }) => way === 'makeUp' && missing.includes(row.step) && lacking(row, facts.topic).length === 0,
  );
}
