import { html, nothing, type TemplateResult } from 'lit';
import { PROCEDURE, type ProcedureStep, type Waiver } from '../../model/agenda/topic-state.js';
import type { Light } from '../shared/lights.js';
import { lightWord } from '../shared/lights.js';
import { commandForm } from './command-bar.js';
import { hostOffice, topLeader } from './office-words.js';
import { mayWaive, primaryOf } from './primary.js';
import type { BoardScope } from './scope.js';
import type { RuleWords } from './strings.zh.js';
import { lateBy, type BoardFinding, type TopicFacts } from './topic-view.js';

/** What is wrong, and what helps, in one box each; an approval turns the box grey and keeps it. */
export function findingBoxes(facts: TopicFacts, scope: BoardScope): readonly TemplateResult[] {
  return facts.findings.map((finding) => findingBox(finding, facts, scope));
}

const LIGHT_OF: Record<BoardFinding['severity'], Light> = { info: 'soon', warn: 'warn', block: 'bad' };

function findingBox(finding: BoardFinding, facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { ui } = scope;
  const waivers = facts.state.waivers.filter((waiver) => waiver.rule === finding.rule);
  const light = waivers.length > 0 ? 'done' : LIGHT_OF[finding.severity];
  const form = ui.form;
  const open = form?.type === 'finding.waive' && form.subject === facts.topic.id && form.about === finding.rule;
  return html`<div class="box finding ${waivers.length > 0 ? 'idle' : light}" part="finding" data-rule=${finding.rule}>
    ${lightWord(light, findingTitle(finding, scope))}
    ${
      waivers.length > 0
        ? waivers.map((waiver) => html`<p>${waivedWords(waiver, scope)}</p>`)
        : html`<p>${ruleWords(finding.rule, scope)?.next(topLeader(scope)) ?? nothing}</p>`
    }
    ${open ? commandForm(form, facts, scope) : waiveButton(finding, facts, waivers.length > 0, scope)}
  </div>`;
}

function waiveButton(
  finding: BoardFinding,
  facts: TopicFacts,
  waived: boolean,
  scope: BoardScope,
): TemplateResult | typeof nothing {
  const { words, act } = scope;
  if (waived || !mayWaive(finding, facts, scope)) return nothing;
  const primary = primaryOf(facts, scope);
  const main = primary.kind === 'waive' && primary.rule === finding.rule;
  const verb = words.commands['finding.waive']?.verb ?? '';
  return html`<div class="buttons">
    <button
      class=${main ? 'button primary small' : 'button small'}
      type="button"
      data-waive=${finding.rule}
      @click=${() => act.startCommand('finding.waive', facts, verb, finding.rule)}
    >
      ${verb}
    </button>
  </div>`;
}

function waivedWords(waiver: Waiver, { words, formats, now }: BoardScope): string {
  return words.waived(waiver.approver, waiver.reason, waiver.by, formats.shortMoment(Date.parse(waiver.at), now));
}

function ruleWords(rule: string, { words }: BoardScope): RuleWords | undefined {
  const table = words.rules as Readonly<Record<string, RuleWords>>;
  return Object.prototype.hasOwnProperty.call(table, rule) ? table[rule] : undefined;
}

/** One sentence of a finding, with its facts. */
export function findingTitle(finding: BoardFinding, scope: BoardScope): string {
  return ruleWords(finding.rule, scope)?.title(findingFacts(finding, scope)) ?? scope.words.otherRule(finding.rule);
}

function findingFacts(finding: BoardFinding, scope: BoardScope): string {
  const { words, formats } = scope;
  const { params } = finding;
  switch (finding.rule) {
    case 'LATE':
      return formats.length(lateBy(finding));
    case 'MATERIAL_MISSING':
      return texts(params['missing']).join(words.conflict.and);
    case 'OUT_OF_PROCEDURE': {
      const missing = texts(params['missing']).filter(isStep);
      return missing
        .map((step) => words.gate.missing[step](hostOffice(scope), topLeader(scope)))
        .join(words.conflict.and);
    }
    case 'LEAVE_NOT_APPROVED':
      return texts([params['person']]).join('');
    default:
      return '';
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function isStep(text: string): text is ProcedureStep {
  return PROCEDURE.includes(text as ProcedureStep);
}
