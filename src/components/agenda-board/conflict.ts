import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Conflict } from '../../model/agenda/topic-state.js';
import type { SealedEntry } from '../../model/entry.js';
import { icon } from '../shared/icons.js';
import { avatar } from '../shared/office-mark.js';
import { ahead } from './ahead.js';
import { conflictRole, rightsOf, type ConflictRole } from './command-choices.js';
import { actWord, authorName, authorOffice, entryReason, headWord, payloadText } from './entry-words.js';
import { heldKey } from './held-form.js';
import type { BoardScope } from './scope.js';
import { plainName, type TopicFacts } from './topic-view.js';
import { heldInForm } from './typed-field.js';

/** The strip inside the row: both decisions while a conflict is open, then which one was chosen and which was not. */
export function conflictStrip(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const open = facts.openConflicts[0];
  if (open) return openStrip(facts, open, scope);
  const last = facts.state.conflicts[facts.state.conflicts.length - 1];
  // Until the next step the outcome stays in the row; after that it is in the trail alone.
  if (!last?.settledBy || facts.state.newest.get(last.lane) !== last.settledBy.id) return nothing;
  return settledStrip(last, last.settledBy, scope);
}

function sidesOf(conflict: Conflict): readonly SealedEntry[] {
  return [conflict.standing, ...conflict.contested];
}

function openStrip(facts: TopicFacts, conflict: Conflict, scope: BoardScope): TemplateResult {
  const { session, ui, commanding } = scope;
  const context = rightsOf(session.record.state, session.settings, facts.state);
  const role = conflictRole(session.person, conflict, context);
  const unfolded = ui.settling?.subject === facts.topic.id && commanding;
  if (unfolded && role.kind === 'judge') return judgement(facts, conflict, role, scope);
  if (unfolded && role.kind === 'party') return yielding(facts, conflict, scope);
  return html`<div class="strip warn" role="gridcell" aria-colspan="5">
    ${icon('fork')}
    <span class="say">
      ${
        role.kind === 'party'
          ? partyWords(conflict, scope)
          : html`<b>${scope.words.conflict.title}</b> ${sidesWords(conflict, scope)}`
      }
    </span>
    <span class="spacer"></span>
    ${commanding && !isSettledAhead(facts, scope) ? stripButton(facts, role, scope) : nothing}
  </div>`;
}

/** This person has chosen already, and the choice waits to be sealed. */
export function isSettledAhead(facts: TopicFacts, scope: BoardScope): boolean {
  return ahead(facts, scope).openConflicts.length === 0;
}

function stripButton(facts: TopicFacts, role: ConflictRole, scope: BoardScope): TemplateResult | typeof nothing {
  if (role.kind === 'bystander') return html`<span class="fine">${scope.words.conflict.bystander}</span>`;
  return settleButton(facts, role, scope, '');
}

/** Unfolds the choice, or for a party the way out of it. Nothing where a party has nobody to give way to. */
export function settleButton(
  facts: TopicFacts,
  role: ConflictRole,
  { words, act }: BoardScope,
  look: 'primary' | '',
): TemplateResult | typeof nothing {
  if (role.kind === 'party' && role.yieldTo === null) return nothing;
  const choose = role.kind === 'party' ? role.yieldTo! : '';
  return html`<button
    class="button small ${look}"
    type="button"
    data-settle=${facts.topic.id}
    @click=${() => act.startSettling(facts.topic.id, choose)}
  >
    ${role.kind === 'party' ? words.conflict.withdrawMine : words.conflict.choose}
  </button>`;
}

function sidesWords(conflict: Conflict, scope: BoardScope): string {
  const { words, formats } = scope;
  return sidesOf(conflict)
    .map((side) =>
      words.conflict.side(
        authorName(side, scope),
        authorOffice(side, scope),
        formats.clock(Date.parse(side.at)),
        actWord(side, scope),
      ),
    )
    .join(words.conflict.separator);
}

function partyWords(conflict: Conflict, scope: BoardScope): string {
  const { words, session } = scope;
  const sides = sidesOf(conflict);
  const mine = sides.filter((side) => side.by.id === session.person.id);
  const others = sides.filter((side) => side.by.id !== session.person.id);
  return words.conflict.party(
    mine.map((side) => actWord(side, scope)).join(words.conflict.and),
    others.map((side) => words.conflict.others(authorName(side, scope), actWord(side, scope))).join(words.conflict.and),
  );
}

/** Cards side by side in the order of sealing; radio, reason, and what will follow. */
function judgement(facts: TopicFacts, conflict: Conflict, role: ConflictRole, scope: BoardScope): TemplateResult {
  const { words, ui } = scope;
  const settling = ui.settling!;
  const chosen = sidesOf(conflict).find((side) => side.id === settling.choose);
  return html`<div class="settle" role="gridcell" aria-colspan="5" part="conflict">
    <header>${icon('fork')}<b>${words.conflict.title}</b><span>${words.conflict.explain}</span></header>
    <div class="options" role="radiogroup" aria-label=${words.conflict.choose}>
      ${sidesOf(conflict).map((side, index) => optionCard(side, { first: index === 0, open: role.choices.includes(side.id) }, facts, scope))}
    </div>
    ${settleForm(facts, chosen ? words.conflict.why(headWord(chosen, scope)) : words.conflict.whyEmpty, words.conflict.keep, scope)}
    ${chosen ? html`<p class="effect">${words.conflict.effect(headWord(chosen, scope))}</p>` : nothing}
  </div>`;
}

function yielding(facts: TopicFacts, conflict: Conflict, scope: BoardScope): TemplateResult {
  const { words } = scope;
  return html`<div class="settle" role="gridcell" aria-colspan="5" part="conflict">
    <header>${icon('fork')}<b>${words.conflict.withdrawMine}</b><span>${partyWords(conflict, scope)}</span></header>
    ${settleForm(facts, words.conflict.withdrawReason, words.conflict.withdrawMine, scope)}
  </div>`;
}

function optionCard(
  side: SealedEntry,
  { first, open }: { readonly first: boolean; readonly open: boolean },
  facts: TopicFacts,
  scope: BoardScope,
): TemplateResult {
  const { words, shared, formats, ui, act } = scope;
  const on = ui.settling?.choose === side.id;
  const reason = entryReason(side);
  const noted = payloadText(side, 'note') !== '';
  const place = first ? words.conflict.first : words.conflict.later;
  return html`<label class=${on ? 'option on' : 'option'}>
    <span class="option-head">
      ${avatar({ name: authorName(side, scope), office: side.by.office }, shared, { small: true })}
      <b>${authorName(side, scope)}</b><span class="meta">${authorOffice(side, scope)}</span>
      <span class="spacer"></span>
      <span class="chip tag">${side.late ? `${place} ${words.trail.offline}` : place}</span>
    </span>
    <span class="option-title">
      <input
        type="radio"
        name="settle-${facts.topic.id}"
        value=${side.id}
        .checked=${live(on)}
        ?disabled=${!open}
        @change=${() => act.chooseSide(side.id)}
      />
      ${headWord(side, scope)}
    </span>
    ${open ? nothing : html`<span class="fine">${words.conflict.notYours}</span>`}
    <span class="pairs">
      <span class="k">${words.conflict.time}</span>
      <span
        >${words.conflict.sealedAt(formats.clockWithSeconds(Date.parse(side.at)), side.seq)}${
          side.late && side.authoredAt
            ? html`${words.conflict.gap}${words.trail.authored(formats.clock(Date.parse(side.authoredAt)))}`
            : nothing
        }</span
      >
      <span class="k">${noted ? words.conflict.note : words.conflict.reason}</span
      ><span>${reason === '' ? words.conflict.noReason : reason}</span> <span class="k">${words.conflict.saw}</span
      ><span>${sawWords(side, facts, scope)}</span>
    </span>
  </label>`;
}

/** The last step that its author knew of, and which materials were there then. */
function sawWords(side: SealedEntry, facts: TopicFacts, scope: BoardScope): string {
  const { words, formats, now } = scope;
  const { entries, steps, receipts } = facts.state;
  const seen = entries.find((entry) => entry.id === side.basis);
  const last = steps.filter((step) => step.entryId === seen?.id).pop();
  const step = last?.imported
    ? words.conflict.sawStep(
        last.by,
        words.trail.steps[last.step] ?? last.step,
        last.at === '' ? '' : formats.shortMoment(Date.parse(last.at), now),
      )
    : '';
  const before = new Set(entries.filter((entry) => entry.seq < side.seq).map((entry) => entry.id));
  const there = receipts.filter((receipt) => before.has(receipt.entryId)).map(({ material }) => plainName(material));
  const required = facts.topic.requiredMaterials;
  const missing = required.filter((name) => !there.includes(plainName(name)));
  const what = [
    seen ? words.conflict.sawEntry(seen.seq, actWord(seen, scope)) : words.conflict.sawNothing,
    step,
    required.length === 0 ? '' : words.material.count(required.length - missing.length, required.length),
    missing.length === 0 ? '' : words.material.missing(missing[0]!, missing.length - 1),
  ];
  return what.filter((part) => part !== '').join(words.conflict.comma);
}

function settleForm(
  facts: TopicFacts,
  label: string,
  go: string,
  { words, shared, ui, act }: BoardScope,
): TemplateResult {
  const settling = ui.settling!;
  const sending = ui.form?.type === 'conflict.settle' && ui.form.sending;
  const refusal = ui.form?.type === 'conflict.settle' && ui.form.subject === facts.topic.id ? ui.form.refusal : null;
  const isHeld = ui.marked.has(heldKey({ type: 'conflict.settle', subject: facts.topic.id }, 'reason'));
  const ready = settling.choose !== '' && settling.reason.trim() !== '';
  const why = settling.choose === '' ? words.conflict.pickFirst : words.form.needReason;
  return html`<div class="why">
      <label
        ><span class="label">${label}</span>
        <textarea
          class="field"
          rows="2"
          aria-invalid=${isHeld ? 'true' : nothing}
          .value=${live(settling.reason)}
          @input=${act.onSettleReason}
        ></textarea>
        ${isHeld ? heldInForm(words) : nothing}
      </label>
      <span class="buttons">
        <button class="button quiet" type="button" @click=${act.stopSettling}>${shared.cancel}</button>
        <button
          class="button primary"
          type="button"
          aria-disabled=${ready && !sending ? 'false' : 'true'}
          aria-describedby="settle-hint"
          @click=${() => ready && !sending && void act.settle(facts.topic.id)}
        >
          ${icon('check')}<span>${sending ? words.form.sending : go}</span>
        </button>
      </span>
    </div>
    <span class="fine" id="settle-hint">${ready ? nothing : why}</span>
    ${
      // Of a secrecy mark the field itself says it.
      refusal && !isHeld
        ? html`<p class="refusal" role="alert">
            ${refusal.problem ? words.refused.problems[refusal.problem.type] : words.refused.notSent}
          </p>`
        : nothing
    }`;
}

function settledStrip(conflict: Conflict, settledBy: SealedEntry, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const sides = sidesOf(conflict);
  const winner = sides.find((side) => side.id === conflict.chosen) ?? conflict.standing;
  const losers = sides.filter((side) => side !== winner);
  return html`<div class="strip" role="gridcell" aria-colspan="5">
    ${icon('fork')}
    <span class="say">
      <b>${words.conflict.settled(headWord(winner, scope))}</b>
      ${authorName(settledBy, scope)}
      ${formats.shortMoment(Date.parse(settledBy.at), now)}${words.conflict.gap}${entryReason(settledBy)}
      ${losers.map(
        (side) =>
          html`<s class="lost"
            >${actWord(side, scope)} ${authorName(side, scope)} ${formats.clock(Date.parse(side.at))}</s
          > `,
      )}
    </span>
  </div>`;
}
