import { html, nothing, type TemplateResult } from 'lit';
import { importedSteps, parseImportedTopic, IMPORTED } from '../../model/agenda/imported-topic.js';
import type { SealedEntry } from '../../model/entry.js';
import { shortHash } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { actWord, authorName, entryReason, payloadText } from './entry-words.js';
import type { BoardScope } from './scope.js';
import { gateWord } from './topic-row.js';
import { timeOf, type TopicFacts } from './topic-view.js';

/** 办理轨迹: what was done, by whom, when, under which seal; what a file states stands in a dotted frame. */
export function trail(facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words } = scope;
  const { entries } = facts.state;
  return html`<section class="trail-part" part="trail">
    <h4>${words.trail.trailTitle}</h4>
    ${entries.length === 0 ? html`<p class="meta">${words.trail.empty}</p>` : nothing}
    <ol class="trail">
      ${entries.map((entry) => (entry.type === IMPORTED ? importedBlock(entry, scope) : sealedStep(entry, facts, scope)))}
      ${changedMark(facts, scope)} ${nextStep(facts, scope)}
    </ol>
    ${entries.length === 0 ? nothing : html`<p class="fine legend">${words.trail.legend}</p>`}
  </section>`;
}

function sealedStep(entry: SealedEntry, facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const outcome = outcomeOf(entry, facts);
  const reason = entryReason(entry);
  const approver = payloadText(entry, 'approver');
  return html`<li class=${markOf(entry, outcome)}>
    <span class=${outcome === 'lost' ? 'lost' : ''}
      ><b>${authorName(entry, scope)}</b> ${actWords(entry, facts, scope)}</span
    >
    <time datetime=${entry.at}>${formats.shortMoment(Date.parse(entry.at), now)}</time>
    ${seal(entry, scope)} ${outcome === 'lost' ? html`<div class="fine">${words.trail.overruled}</div>` : nothing}
    ${outcome === 'waiting' ? html`<div class="fine">${words.trail.contested}</div>` : nothing}
    ${
      entry.late && entry.authoredAt
        ? html`<div class="fine">
            ${words.trail.authored(formats.clock(Date.parse(entry.authoredAt)))} · ${words.trail.offline}
          </div>`
        : nothing
    }
    ${approver === '' ? nothing : html`<div class="fine">${words.trail.approver(approver)}</div>`}
    ${reason === '' ? nothing : html`<div class="fine">${words.trail.reason(reason)}</div>`}
    ${
      entry.content && entry.snapshot
        ? html`<div class="fine">${words.trail.approved(shortHash(entry.content.digest))}</div>`
        : nothing
    }
    ${entry.payload === null ? html`<div class="fine">${words.trail.purged}</div>` : nothing}
  </li>`;
}

/** The 封 mark with the number of the entry, and its hash as it is read aloud. */
function seal(entry: SealedEntry, { words }: BoardScope): TemplateResult {
  const title = `${words.trail.sealed(entry.seq)}${words.conflict.gap}${words.trail.hash(shortHash(entry.hash))}`;
  return html`<span class="sealed" title=${title}
    ><i>${words.trail.seal}</i>${entry.seq} <span class="hash">${shortHash(entry.hash)}</span></span
  >`;
}

type Outcome = 'plain' | 'fork' | 'waiting' | 'lost';

function outcomeOf(entry: SealedEntry, facts: TopicFacts): Outcome {
  for (const conflict of facts.state.conflicts) {
    const side = conflict.standing.id === entry.id || conflict.contested.some((other) => other.id === entry.id);
    if (!side) continue;
    if (conflict.settledBy !== null) return conflict.chosen === entry.id ? 'fork' : 'lost';
    return conflict.standing.id === entry.id ? 'fork' : 'waiting';
  }
  return 'plain';
}

function markOf(entry: SealedEntry, outcome: Outcome): string {
  if (outcome !== 'plain') return outcome === 'lost' ? 'fork past' : 'fork';
  return entry.type === 'finding.waive' || entry.type === 'topic.adHoc' || entry.type === 'topic.return'
    ? 'flaw'
    : 'ok';
}

function actWords(entry: SealedEntry, facts: TopicFacts, scope: BoardScope): string {
  const { words } = scope;
  if (
    entry.type === 'topic.topApprove' &&
    facts.state.steps.some((step) => step.entryId === entry.id && step.step === 'reapproved')
  ) {
    return words.reapprove.verb;
  }
  if (entry.type !== 'conflict.settle') return actWord(entry, scope);
  const chosen = facts.state.entries.find((other) => other.id === payloadText(entry, 'choose'));
  return chosen ? words.trail.choseOf(actWord(chosen, scope)) : actWord(entry, scope);
}

function importedBlock(entry: SealedEntry, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const imported = parseImportedTopic(entry.payload);
  if (!imported) return html`<li class="imported"><div>${words.trail.imported} ${words.trail.purged}</div></li>`;
  const steps = importedSteps(imported, entry);
  const receivedAt = timeOf(imported.materialsReceivedAt ?? '');
  const provided = imported.providedMaterials ?? [];
  return html`<li class="imported">
    <div>
      <header>
        ${icon('importing', 'small')}<b>${words.trail.imported}</b>
        <span class="meta">${words.trail.importedSteps(steps.length)}</span>
      </header>
      <ol>
        ${steps.map(
          (step) =>
            html`<li>
              ${step.by}
              ${words.trail.steps[step.step] ?? step.step}${
                step.at === ''
                  ? nothing
                  : html`<time datetime=${step.at}>${formats.shortMoment(Date.parse(step.at), now)}</time>`
              }
            </li>`,
        )}
        ${
          provided.length === 0
            ? nothing
            : html`<li>
                ${words.trail.importedReceipts(provided.length)}${
                  receivedAt === null ? nothing : html`<time>${formats.shortMoment(receivedAt, now)}</time>`
                }
              </li>`
        }
      </ol>
      <p class="fine">
        ${words.trail.importedFile(imported.file)}
        ${words.trail.importedBy(authorName(entry, scope), formats.shortMoment(Date.parse(entry.at), now))}<br />
        ${seal(entry, scope)}
      </p>
    </div>
  </li>`;
}

function changedMark(facts: TopicFacts, { words }: BoardScope): TemplateResult | typeof nothing {
  const { change } = facts;
  if (!change || change.fields.length === 0) return nothing;
  const fields = words.fields as unknown as Readonly<Record<string, string>>;
  const names = change.fields.map(({ field }) => fields[field] ?? field).join(words.conflict.and);
  return html`<li class="after"><b>${words.change.trail(change.fields.length, names)}</b></li>`;
}

function nextStep(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  if (facts.openConflicts.length > 0) return html`<li class="next">${scope.words.conflict.choose}</li>`;
  return facts.gateNote.kind === 'next' ? html`<li class="next">${gateWord(facts, scope)}</li>` : nothing;
}
