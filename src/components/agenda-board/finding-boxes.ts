import { html, nothing, type TemplateResult } from 'lit';
import { PROCEDURE, type ProcedureStep, type Waiver } from '../../model/agenda/topic-state.js';
import type { Light } from '../shared/lights.js';
import { chip, lightWord } from '../shared/lights.js';
import { ahead, contextOf } from './ahead.js';
import { makeUpChoices } from './boxed-choices.js';
import { commandButton, commandForm } from './command-bar.js';
import { commandChoices } from './command-choices.js';
import { hostOffice, recorder, topLeader } from './office-words.js';
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
  // Said on this page and not sealed yet.
  const waiting = ahead(facts, scope).state.waivers.filter(
    (waiver) => waiver.rule === finding.rule && !waivers.some(({ entryId }) => entryId === waiver.entryId),
  );
  const said = [...waivers, ...waiting];
  const light = waivers.length > 0 ? 'done' : LIGHT_OF[finding.severity];
  const form = ui.form;
  const open = form?.type === 'finding.waive' && form.subject === facts.topic.id && form.about === finding.rule;
  return html`<div class="box finding ${waivers.length > 0 ? 'idle' : light}" part="finding" data-rule=${finding.rule}>
    <div class="finding-head">
      ${lightWord(light, findingTitle(finding, scope))}
      ${waivers.length > 0 ? chip('plain', scope.words.exception.approved) : nothing}
      ${waiting.length > 0 ? chip('plain', scope.words.waiting.pending, 'hourglass') : nothing}
    </div>
    ${
      said.length > 0
        ? said.map((waiver) => html`<p>${waivedWords(waiver, scope)}</p>`)
        : html`<p>
            ${adHocWords(finding, facts, scope) ?? findingNext(finding, scope, mayWaive(finding, facts, scope))}
          </p>`
    }
    ${open ? commandForm(form, facts, scope) : ways(finding, facts, said.length > 0, scope)}
  </div>`;
}

/** What helps: the step that was left out is taken, somebody allows it, or the topic is put off. */
function ways(
  finding: BoardFinding,
  facts: TopicFacts,
  waived: boolean,
  scope: BoardScope,
): TemplateResult | typeof nothing {
  const { form } = scope.ui;
  const isOpen = (type: string): boolean => form?.subject === facts.topic.id && form.type === type;
  const buttons = [
    ...makeUpChoices(finding, facts, scope)
      .filter(({ row }) => !isOpen(row.type))
      .map((choice) => commandButton(choice, facts, scope, 'small')),
    waiveButton(finding, facts, waived, scope),
    deferButton(finding, facts, waived, scope),
  ];
  if (buttons.every((button) => button === nothing)) return nothing;
  return html`<div class="buttons">${buttons}</div>`;
}

/** Findings that mean that the papers are not there in time: then the topic may as well wait for the next meeting. */
const PAPERS: readonly string[] = ['LATE', 'MATERIAL_MISSING'];

function deferButton(
  finding: BoardFinding,
  facts: TopicFacts,
  waived: boolean,
  scope: BoardScope,
): TemplateResult | typeof nothing {
  const { words, act, session, commanding } = scope;
  if (waived || !commanding || !PAPERS.includes(finding.rule)) return nothing;
  const next = ahead(facts, scope);
  const choices = commandChoices(session.person, next, contextOf(next, session));
  const may = choices.some(({ row }) => row.type === 'topic.defer');
  if (!may) return nothing;
  const verb = words.commands['topic.defer']?.verb ?? '';
  return html`<button
    class="button small"
    type="button"
    data-defer=${finding.rule}
    @click=${() => act.startCommand('topic.defer', facts, verb)}
  >
    ${words.exception.toPool}
  </button>`;
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
  return html`<button
    class=${main ? 'button primary small' : 'button small'}
    type="button"
    data-waive=${finding.rule}
    @click=${() => act.startCommand('finding.waive', facts, verb, finding.rule)}
  >
    ${verb}
  </button>`;
}

/** Who agreed to an ad hoc motion, why, and who recorded it; undefined where nobody said, as in a file. */
function adHocWords(
  finding: BoardFinding,
  { state }: TopicFacts,
  { words, formats, now }: BoardScope,
): string | undefined {
  const { adHoc } = state;
  if (finding.rule !== 'AD_HOC' || !adHoc || adHoc.approver === '') return undefined;
  const by = state.entries.find(({ id }) => id === adHoc.entryId)?.by.name ?? '';
  return words.waived(adHoc.approver, adHoc.reason, by, formats.shortMoment(Date.parse(adHoc.at), now));
}

/** What helps, in a sentence; who does it, where this reader may not. */
export function findingNext(finding: BoardFinding, scope: BoardScope, may: boolean): string {
  const words = ruleWords(finding.rule, scope);
  const leader = topLeader(scope);
  const makeUp = stepsLeftOut(finding)
    .map((step) => scope.words.gate.makeUp[step](hostOffice(scope), leader))
    .join(scope.words.conflict.and);
  if (may || !words?.elsewhere) return words?.next(leader, makeUp) ?? '';
  const who = finding.rule === 'LEAVE_NOT_APPROVED' ? hostOffice(scope) : recorder(scope);
  return words.elsewhere(leader, who, makeUp);
}

export function waivedWords(waiver: Waiver, { words, formats, now }: BoardScope): string {
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
      return stepsLeftOut(finding)
        .map((step) => words.gate.missing[step](hostOffice(scope), topLeader(scope)))
        .join(words.conflict.and);
    }
    case 'LEAVE_NOT_APPROVED':
      return texts([params['person']]).join('');
    case 'PREREQUISITE_OPEN':
    case 'MATERIAL_CHANGED':
      return texts(params['names']).join(words.conflict.and);
    case 'READING_SHORT':
    case 'TOPIC_LONG':
      return formats.length(Number(params['minutes']) * 60_000);
    case 'REPORT_LONG':
      return String(Number(params['reportCharacters']));
    case 'QUORUM_SHORT':
      return `${Number(params['present'])}/${Number(params['total'])}`;
    default:
      return '';
  }
}

function stepsLeftOut({ rule, params }: BoardFinding): readonly ProcedureStep[] {
  return rule === 'OUT_OF_PROCEDURE' ? texts(params['missing']).filter(isStep) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function isStep(text: string): text is ProcedureStep {
  return PROCEDURE.includes(text as ProcedureStep);
}
