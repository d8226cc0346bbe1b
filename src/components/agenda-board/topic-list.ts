import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { Presence } from '../../sync/room-session.js';
import { icon } from '../shared/icons.js';
import { lightWord } from '../shared/lights.js';
import { ASIDE_HEAD, rowOf, type BoardView } from './board-view.js';
import { gapHeight } from './gap-height.js';
import type { ListPart } from './list-window.js';
import type { TopicRow } from './meeting-view.js';
import { dropLine } from './row-drag.js';
import { waitingKey, type Waits } from './row-waiting.js';
import type { BoardScope } from './scope.js';
import { topicRow, type RowLook } from './topic-row.js';
import type { TopicFacts } from './topic-view.js';

const NOBODY: readonly Presence[] = [];

/** The agenda itself: column heads, one row a topic, and the line where the planned minutes run out. */
export function topicList(scope: BoardScope): TemplateResult {
  const { words, view } = scope;
  const shared = sharedBy(scope);
  return html`<div
    class="list"
    part="list"
    role="grid"
    aria-label=${words.board.list}
    aria-multiselectable=${scope.writable ? 'true' : nothing}
    aria-rowcount=${view.rows.length + 1 + (view.aside.length > 0 ? view.aside.length + 1 : 0)}
    data-window=${scope.window.isOn ? 'yes' : 'no'}
    @click=${scope.act.onListClick}
    @keydown=${scope.act.onListKey}
    @focusin=${scope.act.onListFocus}
    @pointerdown=${scope.act.onListPointer}
    @touchmove=${scope.act.onListTouch}
  >
    ${heads(scope)}
    ${repeat(
      scope.window.parts(keptRows(scope, shared.tabStop)),
      (part) => part.key,
      (part) => listPart(part, shared, scope),
    )}
    ${view.lineup.length === 0 ? html`<p class="nothing-matches">${words.toolbar.nothingMatches}</p>` : nothing}
  </div>`;
}

/** Rows of a long list that are rendered also while they are out of sight: somebody works with them. */
function keptRows({ ui }: BoardScope, tabStop: string | null): readonly (string | null)[] {
  const { drag, settling, form, openTopic } = ui;
  return [tabStop, openTopic, drag?.id ?? null, settling?.subject ?? null, form?.subject ?? null];
}

/** What all rows are rendered from, read once for all of them. */
interface Shared {
  /** The row that Tab reaches. */
  readonly tabStop: string | null;
  readonly people: ReadonlyMap<string, readonly Presence[]>;
  readonly waits: Waits;
  readonly drop: ReturnType<typeof dropLine>;
  /** Kind of the meeting as sealed. */
  readonly kind: string;
}

function sharedBy(scope: BoardScope): Shared {
  const { session, ui, view } = scope;
  const { queue, sync, unsavedTopics, presence, record } = session;
  return {
    tabStop: tabStopOf(scope),
    // Where somebody was before the page went offline says nothing of where they are.
    people: sync.status === 'offline' ? NOWHERE : peopleByTopic(presence),
    waits: { queue, sync, unsavedTopics },
    drop: dropLine(ui, view),
    kind: record.state.kind,
  };
}

function listPart({ id, height }: ListPart, shared: Shared, scope: BoardScope): unknown {
  if (id === null) return html`<div class="gap" data-gap aria-hidden="true" ${gapHeight(height)}></div>`;
  if (id === ASIDE_HEAD) return asideHead(scope);
  const row = rowOf(scope.view, id);
  return row ? guardedRow(row, shared, scope) : nothing;
}

/** What is not heard at this meeting stands below, without a number, where it can be scheduled again. */
function asideHead({ view, words }: BoardScope): TemplateResult {
  return html`<div class="aside-head" role="row" aria-rowindex=${view.rows.length + 2}>
    <span role="gridcell" aria-colspan="6"
      ><b>${words.aside.title}</b> <span class="meta">${words.aside.count(view.aside.length)}</span></span
    >
  </div>`;
}

function heads({ words }: BoardScope): TemplateResult {
  const { order, topic, material, procedure, minutes, status } = words.columns;
  return html`<div class="heads" role="row" aria-rowindex="1">
    ${[order, topic, material, procedure, minutes, status].map(
      (word, index) => html`<span role="columnheader" class=${index === 4 ? 'end' : ''}>${word}</span>`,
    )}
  </div>`;
}

/** The row that Tab reaches: where the focus was last, else the first that is shown. */
function tabStopOf({ view, ui }: BoardScope): string | null {
  if (ui.focused !== null && isListed(view, ui.focused)) return ui.focused;
  return view.lineup.find((id) => id !== ASIDE_HEAD) ?? null;
}

function isListed(view: BoardView, id: TopicId): boolean {
  const row = view.byId.get(id);
  if (!row) return false;
  const shown = row.order > 0 ? view.shown : view.shownAside;
  return shown === (row.order > 0 ? view.rows : view.aside) || shown.includes(row);
}

const NOWHERE: ReadonlyMap<string, readonly Presence[]> = new Map();

function peopleByTopic(presence: readonly Presence[]): ReadonlyMap<string, readonly Presence[]> {
  const found = new Map<string, Presence[]>();
  for (const one of presence) {
    if (one.topic === null) continue;
    const there = found.get(one.topic);
    if (there) there.push(one);
    else found.set(one.topic, [one]);
  }
  return found;
}

function lookOf(row: TopicRow, { tabStop, people, drop }: Shared, scope: BoardScope): RowLook {
  const { ui } = scope;
  return {
    open: ui.openTopic === row.id,
    selected: scope.writable ? ui.selection.has(row.id) : null,
    tabbable: tabStop === row.id,
    fresh: ui.fresh.has(row.id),
    dragged: ui.drag?.ids.has(row.id) ?? false,
    drop: drop?.id === row.id ? drop.edge : '',
    people: people.get(row.id) ?? NOBODY,
  };
}

/**
 * A row is rendered again only when something that it shows is another object or value: among 500 rows, one
 * remote change re-renders one.
 */
function guardedRow(row: TopicRow, shared: Shared, scope: BoardScope): unknown {
  const { ui, words, view, session } = scope;
  const look = lookOf(row, shared, scope);
  const conflict = row.facts.state.conflicts.length > 0;
  const watched = [
    row.facts,
    row.rowIndex,
    row.startsAt,
    row.planEndsHere,
    row.outsidePlan,
    look.open,
    look.selected,
    look.tabbable,
    look.fresh,
    look.dragged,
    look.drop,
    look.people.map(({ client, editing }) => `${client}${editing ? '!' : ''}`).join(),
    waitingKey(row.id, shared.waits),
    words,
    scope.writable,
    scope.commanding,
    shared.kind,
    session.settings,
    row.planEndsHere ? view.duration.planned : null,
    conflict ? ui.settling : null,
    conflict ? ui.form : null,
  ];
  return guard(watched, () => html`${topicRow(row, look, scope)}${row.planEndsHere ? planLine(row, scope) : nothing}`);
}

function planLine(row: TopicRow, { words, view }: BoardScope): TemplateResult {
  return html`<div class="plan-line" part="plan-line" role="row">
    <span role="gridcell" aria-colspan="6"
      >${icon('hourglass', 'small')}${words.duration.planLine(view.duration.planned ?? 0, row.order)}</span
    >
  </div>`;
}

/** Removed topics stay in reach; one that had been submitted keeps its state beside the struck title. */
export function removedList(scope: BoardScope): TemplateResult | typeof nothing {
  const { view, words } = scope;
  if (view.removed.length === 0) return nothing;
  return html`<section class="removed" part="removed" aria-labelledby="removed-title">
    <header>
      <h3 id="removed-title">${words.removed.title}</h3>
      <span class="meta">${words.removed.count(view.removed.length)}</span>
    </header>
    ${repeat(
      view.removed,
      (facts) => facts.topic.id,
      (facts) => removedRow(facts, scope),
    )}
  </section>`;
}

/** Who took it away, as the server has bound the writing page to a person; empty when it has not. */
export function removerOf(facts: TopicFacts, { session }: BoardScope): string {
  const client = session.content.removedBy(facts.topic.id);
  return client === undefined ? '' : (session.record.authorOf(client)?.name ?? '');
}

function removedRow(facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words, writable, act } = scope;
  const remover = removerOf(facts, scope);
  const { topic, state } = facts;
  const title = topic.title === '' ? words.row.untitled : topic.title;
  const submitted = state.status !== 'new';
  return html`<div class="removed-row" data-removed=${topic.id}>
    <span class=${submitted ? 'name lost' : 'name'}>${title}</span>
    <span class="meta proposer"
      >${[topic.proposer, remover === '' ? '' : words.removed.by(remover)].filter(Boolean).join(words.conflict.gap)}</span
    >
    ${submitted ? lightWord('idle', words.removed.struck) : html`<span></span>`}
    ${
      writable
        ? html`<button
            class="button small"
            type="button"
            aria-label=${words.removed.restoreLabel(title)}
            @click=${() => act.restore(topic.id)}
          >
            ${words.removed.restore}
          </button>`
        : nothing
    }
  </div>`;
}
