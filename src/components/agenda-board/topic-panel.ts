import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons.js';
import { chip, lightWord } from '../shared/lights.js';
import { commandBar } from './command-bar.js';
import { changeBox } from './change-box.js';
import { conflictBox } from './conflict-box.js';
import { findingBoxes } from './finding-boxes.js';
import { refusedBox } from './queued-step.js';
import { materials } from './materials.js';
import { returnedBox } from './returned-box.js';
import type { BoardScope } from './scope.js';
import { removerOf } from './topic-list.js';
import { topicFactsList, topicFields } from './topic-fields.js';
import type { TopicFacts } from './topic-view.js';
import { heldNote } from './typed-field.js';
import { trail } from './trail.js';

/** One topic in full: what is wrong first, then its materials and content, its trail, and what may be done. */
export function topicPanel(facts: TopicFacts, order: number, scope: BoardScope): TemplateResult {
  const { words, view } = scope;
  const { topic } = facts;
  const place =
    order > 0
      ? words.panel.place(order, view.rows.length)
      : topic.removed
        ? words.panel.removedPlace
        : words.aside.title;
  const label = order > 0 ? words.panel.label(order) : place;
  return html`<aside
    class="panel"
    part="panel"
    tabindex="-1"
    aria-label=${label}
    data-form=${scope.ui.form?.subject === topic.id ? 'open' : 'closed'}
    @keydown=${scope.act.onPanelKey}
  >
    <div class="panel-body">
      <header class="panel-head">
        <div class="bar">
          <span class="meta">${place}</span>
          <span class="spacer"></span>
          ${order > 0 ? steppers(order, scope) : nothing} ${closeButton(scope)}
        </div>
        ${title(facts, scope)} ${scope.ui.marked.has(`${topic.id} title`) ? heldNote(scope) : nothing}
        ${byline(facts, scope)}
      </header>
      ${topic.removed ? removedBox(facts, scope) : nothing} ${refusedBox(topic.id, scope)} ${returnedBox(facts, scope)}
      ${conflictBox(facts, scope)} ${changeBox(facts, scope)} ${scope.ui.editing ? content(facts, scope) : nothing}
      ${findingBoxes(facts, scope)} ${materials(facts, scope)} ${scope.ui.editing ? nothing : content(facts, scope)}
      ${trail(facts, scope)}
    </div>
    ${commandBar(facts, scope)}
  </aside>`;
}

export function closeButton({ words, act }: BoardScope): TemplateResult {
  return html`<button
    class="button quiet square small"
    type="button"
    aria-label=${words.panel.close}
    title=${words.panel.close}
    data-close
    @click=${act.closePanel}
  >
    ${icon('close')}
  </button>`;
}

function steppers(order: number, { words, view, act }: BoardScope): TemplateResult {
  return html`<button
      class="button quiet square small"
      type="button"
      aria-label=${words.panel.previous}
      title=${words.panel.previous}
      aria-disabled=${order <= 1 ? 'true' : 'false'}
      @click=${() => act.step(-1)}
    >
      ${icon('up')}
    </button>
    <button
      class="button quiet square small"
      type="button"
      aria-label=${words.panel.next}
      title=${words.panel.next}
      aria-disabled=${order >= view.rows.length ? 'true' : 'false'}
      @click=${() => act.step(1)}
    >
      ${icon('down')}
    </button>`;
}

function title({ topic }: TopicFacts, { words, writable, texts }: BoardScope): TemplateResult {
  if (!writable || topic.removed) return html`<h3 class="topic-title">${topic.title || words.row.untitled}</h3>`;
  // The hidden copy gives the field the height of its text.
  return html`<h3 class="topic-title editable">
    <span class="sizer" aria-hidden="true">${topic.title === '' ? words.row.untitled : `${topic.title}\u200b`}</span>
    <textarea
      class="title-field"
      rows="1"
      data-field="title"
      aria-label=${words.fields.title}
      placeholder=${words.row.untitled}
      @keydown=${keepOneLine}
      ${texts.topicTitle(topic.id)}
    ></textarea>
  </h3>`;
}

/** A title is one line, however it wraps. */
function keepOneLine(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.isComposing) event.preventDefault();
}

function byline({ topic, state }: TopicFacts, { words, writable, ui, act }: BoardScope): TemplateResult {
  const minutes = topic.minutes === null ? '' : words.panel.minutes(topic.minutes);
  return html`<div class="byline meta">
    ${topic.proposer === '' ? nothing : html`<span>${words.panel.proposedBy(topic.proposer)}</span>`}
    ${topic.sponsor === '' ? nothing : html`<span>${words.panel.sponsoredBy(topic.sponsor)}</span>`}
    ${
      topic.reporter === ''
        ? minutes === ''
          ? nothing
          : html`<span>${minutes}</span>`
        : html`<span>${words.panel.reportedBy(topic.reporter, minutes)}</span>`
    }
    ${topic.no === '' ? nothing : html`<span class="mono">${topic.no}</span>`}
    ${state.adHoc ? chip('plain', words.row.adHoc) : nothing}
    ${
      writable && !topic.removed
        ? html`<button
            class="link"
            type="button"
            aria-expanded=${ui.editing ? 'true' : 'false'}
            data-edit
            @click=${act.toggleEditing}
          >
            ${ui.editing ? words.panel.done : words.panel.edit}
          </button>`
        : nothing
    }
  </div>`;
}

function removedBox(facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { topic } = facts;
  const { words, writable, act } = scope;
  const remover = removerOf(facts, scope);
  return html`<div class="box idle">
    ${lightWord('idle', remover === '' ? words.panel.gone : words.panel.goneBy(remover))}
    <div class="buttons">
      ${
        writable
          ? html`<button class="button small" type="button" @click=${() => act.restore(topic.id)}>
              ${words.panel.restore}
            </button>`
          : nothing
      }
      <button class="button small quiet" type="button" @click=${act.closePanel}>${words.panel.goBack}</button>
    </div>
  </div>`;
}

function content(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const { topic } = facts;
  const { ui, writable, words, act } = scope;
  if (!writable || !ui.editing || topic.removed) return topicFactsList(topic, scope);
  const removable = facts.state.status === 'new' || facts.state.status === 'withdrawn';
  return html`${topicFields(topic, scope)}
    <p class="remove-line">
      ${moveButtons(facts, scope)}
      ${
        removable
          ? html`<button class="button small danger" type="button" data-remove @click=${() => act.remove(topic.id)}>
                ${icon('trash')}<span>${words.panel.remove}</span></button
              ><span class="fine">${words.panel.removeHint}</span>`
          : html`<span class="fine">${words.panel.cannotRemove}</span>`
      }
    </p>`;
}

/** For hands on glass: rows have no handle there, and there is no Alt key. */
function moveButtons({ topic }: TopicFacts, { words, view, act }: BoardScope): TemplateResult {
  const order = view.rows.find((row) => row.id === topic.id)?.order ?? 0;
  return html`<button
      class="button small"
      type="button"
      aria-disabled=${order <= 1 ? 'true' : 'false'}
      @click=${() => act.moveBy(topic.id, -1)}
    >
      ${icon('up', 'small')}<span>${words.panel.moveUp}</span></button
    ><button
      class="button small"
      type="button"
      aria-disabled=${order >= view.rows.length ? 'true' : 'false'}
      @click=${() => act.moveBy(topic.id, 1)}
    >
      ${icon('down', 'small')}<span>${words.panel.moveDown}</span>
    </button>`;
}
