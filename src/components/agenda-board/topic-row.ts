import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Presence } from '../../sync/room-session.js';
import { icon } from '../shared/icons.js';
import { chip, lightWord } from '../shared/lights.js';
import { avatar } from '../shared/office-mark.js';
import { conflictStrip } from './conflict.js';
import type { TopicRow } from './meeting-view.js';
import { hostOffice, topLeader } from './office-words.js';
import { isUnsaved, waitingChips } from './row-waiting.js';
import type { BoardScope } from './scope.js';
import type { GatePip, TopicFacts } from './topic-view.js';

export interface RowLook {
  /** In the panel beside the list. */
  readonly open: boolean;
  /** Taken together with others; null where nothing can be selected. */
  readonly selected: boolean | null;
  /** Holds the list's one tab stop. */
  readonly tabbable: boolean;
  readonly fresh: boolean;
  readonly dragged: boolean;
  /** Where a dragged row would land: at this row's upper or lower edge. */
  readonly drop: 'before' | 'after' | '';
  readonly people: readonly Presence[];
}

export function topicRow(row: TopicRow, look: RowLook, scope: BoardScope): TemplateResult {
  const { words } = scope;
  const { topic } = row.facts;
  const classes = {
    row: true,
    open: look.open,
    selected: look.selected === true,
    fresh: look.fresh,
    unsaved: isUnsaved(topic.id, scope.session),
    dragged: look.dragged,
    outside: row.outsidePlan,
    aside: row.order === 0,
    'drop-before': look.drop === 'before',
    'drop-after': look.drop === 'after',
  };
  return html`<div
    class=${classMap(classes)}
    role="row"
    part="row"
    data-topic=${topic.id}
    aria-rowindex=${row.rowIndex}
    aria-selected=${look.selected === null ? nothing : String(look.selected)}
    aria-current=${look.open ? 'true' : nothing}
    tabindex=${look.tabbable ? 0 : -1}
  >
    <div class="cell c-order" role="gridcell">
      ${
        scope.writable && row.order > 0
          ? html`<span class="grip" data-grip title=${words.row.drag} aria-hidden="true">${icon('grip')}</span>`
          : html`<span class="grip"></span>`
      }
      ${row.order > 0 ? html`<b>${row.order}</b>` : nothing}
    </div>
    <div class="cell c-topic" role="gridcell">
      <div class="name">${topic.title === '' ? words.row.untitled : topic.title}</div>
      ${metaLine(row.facts, look.people, scope)}
    </div>
    <div class="cell c-material" role="gridcell">${materialCell(row.facts, scope)}</div>
    <div class="cell c-gate" role="gridcell">${gate(row.facts, scope)}</div>
    <div class="cell c-minutes" role="gridcell">${minutesCell(row, scope)}</div>
    <div class="cell c-status" role="gridcell">${statusCell(row.facts, scope)}</div>
    ${conflictStrip(row.facts, scope)}
  </div>`;
}

function metaLine(facts: TopicFacts, people: readonly Presence[], scope: BoardScope): TemplateResult {
  const { words, shared } = scope;
  const { topic, state } = facts;
  return html`<div class="under">
    ${topic.proposer === '' ? nothing : html`<span class="proposer">${topic.proposer}</span>`}
    ${topic.kind === '' ? nothing : html`<span>${words.kinds[topic.kind] ?? topic.kind}</span>`}
    ${state.adHoc && facts.change ? html`<span>${words.row.adHoc}</span>` : nothing} ${waitingChips(topic.id, scope)}
    ${
      people.length === 0
        ? nothing
        : html`<span class="avatars"
            >${people.slice(0, 3).map(({ person, editing }) => avatar(person, shared, { small: true, editing }))}</span
          >`
    }
  </div>`;
}

export function materialWord({ material }: TopicFacts, { words, formats }: BoardScope): string {
  switch (material.kind) {
    case 'unlisted':
      return words.material.unlisted;
    case 'awaited':
      return words.material.awaited(material.missing.length);
    case 'missing':
      return words.material.missing(material.missing[0] ?? '', material.missing.length - 1);
    case 'late':
      return words.material.late(formats.length(material.by));
    case 'early':
      return words.material.early(formats.length(material.by));
    case 'dot':
      return words.material.dot;
    case 'complete':
      return words.material.complete;
  }
}

function materialCell(facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const { material, state } = facts;
  const waiver = state.waivers.find(
    (candidate) => candidate.rule === (material.kind === 'late' ? 'LATE' : 'MATERIAL_MISSING'),
  );
  return html`${lightWord(material.light, materialWord(facts, scope))}
    <div class="under">
      ${material.newestAt === null ? nothing : html`<span>${formats.moment(material.newestAt, now)}</span>`}
      ${material.need === 0 ? nothing : html`<span>${words.material.count(material.have, material.need)}</span>`}
      ${
        waiver && (material.kind === 'late' || material.kind === 'missing')
          ? html`<span class="waived">${words.row.waived(waiver.approver)}</span>`
          : nothing
      }
    </div>`;
}

function gate(facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words } = scope;
  const label = facts.gate
    .map((pip) => `${words.gate.steps[pip.step]} ${words.gate.pip[pip.mark]}`)
    .join(words.conflict.and);
  return html`<span class="gate" role="img" aria-label=${label}>${facts.gate.map((pip) => pipMark(pip, scope))}</span>
    <div class=${['missing', 'several', 'disorder'].includes(facts.gateNote.kind) ? 'under bad-text' : 'under'}>
      <span>${gateWord(facts, scope)}</span>${gateWaiver(facts, scope)}
    </div>`;
}

/** The gap stays; beside it, that somebody has allowed it. */
function gateWaiver({ state, gateNote }: TopicFacts, { words }: BoardScope): TemplateResult | typeof nothing {
  const waiver = state.waivers.find(({ rule }) => rule === 'OUT_OF_PROCEDURE');
  const flawed = gateNote.kind === 'missing' || gateNote.kind === 'several' || gateNote.kind === 'disorder';
  return waiver && flawed ? html`<span class="waived">${words.row.waived(waiver.approver)}</span>` : nothing;
}

function pipMark(pip: GatePip, { words }: BoardScope): TemplateResult {
  const sign = pip.mark === 'done' ? icon('check', 'small') : pip.mark === 'missing' ? words.gate.missingMark : nothing;
  const by = pip.taken ? ` ${pip.taken.by}` : '';
  const title = `${words.gate.steps[pip.step]}：${words.gate.pip[pip.mark]}${by}`;
  return html`<i class="pip ${pip.mark}" title=${title}>${pip.mark === 'disorder' ? icon('check', 'small') : sign}</i>`;
}

export function gateWord(facts: TopicFacts, scope: BoardScope): string {
  const { words } = scope;
  const note = facts.gateNote;
  switch (note.kind) {
    case 'complete':
      return words.gate.complete;
    case 'stopped':
      return words.gate.stopped;
    case 'several':
      return words.gate.several(note.missing);
    case 'missing':
      return words.gate.missing[note.step](hostOffice(scope), topLeader(scope));
    case 'disorder':
      return words.gate.disorder(words.gate.steps[note.step]);
    case 'reapprove':
      return words.gate.reapprove(topLeader(scope));
    case 'next':
      return words.gate.next[note.step](hostOffice(scope), topLeader(scope));
  }
}

function minutesCell(row: TopicRow, { words, formats }: BoardScope): TemplateResult {
  const { topic } = row.facts;
  return html`<div>
      ${
        topic.minutes === null
          ? html`<span class="none">${words.row.noMinutes}</span>`
          : html`<b>${topic.minutes}</b> ${words.row.minutes}`
      }
    </div>
    <div class="under">
      ${row.startsAt === null ? nothing : html`<span>${words.row.startsAt(formats.clock(row.startsAt))}</span>`}
    </div>`;
}

function statusCell(facts: TopicFacts, { words }: BoardScope): TemplateResult {
  return html`${lightWord(facts.status.light, words.status[facts.status.word])}
    <div class="under">
      ${facts.decision ? html`<span class="result">${words.form.decisions[facts.decision]}</span>` : nothing}
      ${statusChip(facts)}
    </div>`;

  function statusChip({ change, state }: TopicFacts): TemplateResult | typeof nothing {
    if (change?.renewed) return chip('plain', words.change.renewed, 'changed');
    if (change)
      return chip('warn', words.change.chip(words.change.after[change.kind], change.fields.length), 'changed');
    return state.adHoc ? chip('plain', words.row.adHoc) : nothing;
  }
}
