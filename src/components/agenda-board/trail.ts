import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { importedSteps, parseImportedTopic, IMPORTED } from '../../model/agenda/imported-topic.js';
import { stepsThatCount } from '../../model/agenda/topic-state.js';
import type { SealedEntry } from '../../model/entry.js';
import { approvedContent, type Topic, type TopicId } from '../../model/agenda/topic.js';
import { shortHash } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { changedFields, changeMarks, writersOfChange, type ChangedField, type ChangeMark } from './change-view.js';
import { ahead } from './ahead.js';
import { actWord, authorName, payloadText } from './entry-words.js';
import { fieldName } from './comparison.js';
import { queuedStep } from './queued-step.js';
import { queuedFor } from './row-waiting.js';
import type { BoardScope } from './scope.js';
import { gateWord } from './topic-row.js';
import { timeOf, type TopicFacts } from './topic-view.js';

/** 办理轨迹: what was done, by whom, when, under which seal; what a file states stands in a dotted frame. */
export function trail(facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words } = scope;
  const { entries } = facts.state;
  const marks = changeMarks(facts.topic, facts.state);
  const queued = queuedFor(facts.topic.id, scope.session);
  const legends = [
    ...(entries.length === 0 ? [] : [words.trail.legend]),
    ...(queued.length === 0 ? [] : [words.waiting.legend]),
  ];
  return html`<section class="trail-part" part="trail">
    <h4>${words.trail.trailTitle}</h4>
    ${entries.length + queued.length === 0 ? html`<p class="meta">${words.trail.empty}</p>` : nothing}
    <ol class="trail">
      ${entries.map(
        (entry) =>
          html`${changedMark(marks.get(entry.id), facts, scope)}${
            entry.type === IMPORTED ? importedBlock(entry, scope) : sealedStep(entry, facts, scope)
          }`,
      )}
      ${changedMark(marks.get(''), facts, scope)}
      ${repeat(
        queued,
        ({ command }) => command.id,
        (item) => queuedStep(item, scope),
      )}
      ${nextStep(ahead(facts, scope), scope)}
    </ol>
    ${legends.length === 0 ? nothing : html`<p class="fine legend">${words.trail.legends(legends)}</p>`}
  </section>`;
}

function sealedStep(entry: SealedEntry, facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const outcome = outcomeOf(entry, facts);
  const reason = payloadText(entry, 'reason');
  const note = payloadText(entry, 'note');
  const approver = payloadText(entry, 'approver');
  return html`<li class=${isVoid(entry, facts) ? 'past' : markOf(entry, outcome)}>
    <span class=${outcome === 'lost' ? 'lost' : ''}
      ><b>${authorName(entry, scope)}</b> ${actWords(entry, facts, scope)}</span
    >
    <time datetime=${entry.at}>${formats.shortMoment(Date.parse(entry.at), now)}</time>
    ${seal(entry, scope)} ${outcome === 'lost' ? html`<div class="fine">${words.trail.overruled}</div>` : nothing}
    ${outcome === 'waiting' ? html`<div class="fine">${words.trail.contested}</div>` : nothing}
    ${
      entry.late && entry.authoredAt
        ? html`<div class="fine">
            ${words.trail.authored(authoredWhen(entry, entry.authoredAt, scope))} · ${words.trail.offline}
          </div>`
        : nothing
    }
    ${approver === '' ? nothing : html`<div class="fine">${words.trail.approver(approver)}</div>`}
    ${reason === '' ? nothing : html`<div class="fine">${words.trail.reason(reason)}</div>`}
    ${note === '' ? nothing : html`<div class="fine">${words.trail.note(note)}</div>`}
    ${
      entry.content && entry.snapshot
        ? html`<div class="fine">
            ${words.trail.covers[entry.type] ?? words.trail.content} ${shortHash(entry.content.digest)}
          </div>`
        : nothing
    }
    ${entry.payload === null ? html`<div class="fine">${words.trail.purged}</div>` : nothing}
  </li>`;
}

/** By the page's time; with the day where it is not the one on which it was sealed. */
function authoredWhen({ at }: SealedEntry, authoredAt: string, { formats, now }: BoardScope): string {
  const authored = Date.parse(authoredAt);
  const [then, sealed] = [formats.wallClock(authored), formats.wallClock(Date.parse(at))];
  const isSameDay = then.year === sealed.year && then.month === sealed.month && then.day === sealed.day;
  return isSameDay ? formats.clock(authored) : formats.shortMoment(authored, now);
}

/** The 封 mark with the number of the entry, and its hash as it is read aloud. */
function seal(entry: SealedEntry, { words }: BoardScope): TemplateResult {
  const title = `${words.trail.sealed(entry.seq)}${words.conflict.gap}${words.trail.hash(shortHash(entry.hash))}`;
  return html`<span class="sealed" title=${title}
    ><i>${words.trail.seal}</i>${entry.seq} <span class="hash">${shortHash(entry.hash)}</span></span
  >`;
}

/** Taken before the topic was returned: it counts no more. */
function isVoid(entry: SealedEntry, { state }: TopicFacts): boolean {
  const voided = state.steps.slice(0, state.steps.length - stepsThatCount(state.steps).length);
  return voided.some(({ entryId, step }) => entryId === entry.id && step !== 'returned');
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

/** What was changed between two seals, at its place: amber while it is open, grey once somebody has sealed over it. */
function changedMark(
  mark: ChangeMark | undefined,
  { topic }: TopicFacts,
  scope: BoardScope,
): TemplateResult | typeof nothing {
  if (!mark) return nothing;
  const { words, formats, now } = scope;
  const names = mark.fields.map(({ field }) => fieldName(field, scope)).join(words.conflict.and);
  const from = formats.shortMoment(Date.parse(mark.from), now);
  const when =
    mark.until === ''
      ? words.change.since(from)
      : words.change.between(from, formats.shortMoment(Date.parse(mark.until), now));
  const clients = mark.fields.flatMap((field) =>
    isStill(field, topic) ? writersOfChange(field, scope.session.content.writersOf(topic.id, field.field)) : [],
  );
  return html`<li class=${mark.until === '' ? 'after' : 'after past'}>
    <b>${words.change.trail(words.change.after[mark.kind], mark.fields.length, names)}</b>
    <div class="fine">${[namesOf(clients, scope), when].filter(Boolean).join(' ')}</div>
  </li>`;
}

/** What has been written over since names its later writer, not the one of this change. */
function isStill({ field, now }: ChangedField, topic: Topic): boolean {
  const content = changedFields({}, approvedContent(topic)).find((one) => one.field === field)?.now ?? '';
  return JSON.stringify(content) === JSON.stringify(now);
}

/** Who wrote what is new in a field, by name; empty where that cannot be told. */
export function changeWriters(id: TopicId, field: ChangedField, scope: BoardScope): string {
  return namesOf(writersOfChange(field, scope.session.content.writersOf(id, field.field)), scope);
}

function namesOf(clients: readonly number[], { session, words }: BoardScope): string {
  const names = clients.map((client) => session.record.authorOf(client)?.name ?? '');
  return [...new Set(names)].filter(Boolean).join(words.conflict.and);
}

function nextStep(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  if (facts.openConflicts.length > 0) return html`<li class="next">${scope.words.conflict.toChoose}</li>`;
  const { kind } = facts.gateNote;
  return kind === 'next' || kind === 'reapprove' ? html`<li class="next">${gateWord(facts, scope)}</li>` : nothing;
}
