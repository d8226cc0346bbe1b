import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons.js';
import { hasTopics } from './board-view.js';
import type { BoardScope } from './scope.js';

/** Views and filter at the left, tools at the right. */
export function toolbar(scope: BoardScope): TemplateResult {
  const { words, shared, view, formats, now, writable } = scope;
  const isFilled = hasTopics(view);
  return html`<div class="tools" part="toolbar">
    ${isFilled ? filterTools(scope) : nothing}
    <span class="spacer"></span>
    <slot name="toolbar"></slot>
    <span class="fine server-time">${shared.serverTime(formats.meetingTime(now, now))}</span>
    ${writable ? undoTools(scope) : nothing}
    ${
      // The place of an agenda without topics has the first step in its middle.
      writable && isFilled
        ? html`<button class="button soft" type="button" data-add @click=${scope.act.add}>
            ${icon('plus')}<span>${words.toolbar.add}</span>
          </button>`
        : nothing
    }
  </div>`;
}

/** On a narrow tag the field is its sign alone until somebody is in it or has typed. */
function filterTools(scope: BoardScope): TemplateResult {
  const { words, ui, view, act, letters } = scope;
  return html`<label class="filter" ?data-filled=${ui.filter !== ''} title=${words.toolbar.filter}>
      ${icon('search', 'small')}
      <span class="sr">${words.toolbar.filter}</span>
      <input
        class="filter-field"
        type="search"
        placeholder=${words.toolbar.filter}
        .value=${ui.filter}
        @input=${act.onFilter}
        @keydown=${act.onFilterKey}
      />
      ${letters ? html`<kbd aria-hidden="true">/</kbd>` : nothing}
    </label>
    <button
      class="button quiet findings"
      type="button"
      aria-pressed=${ui.onlyFindings ? 'true' : 'false'}
      @click=${act.toggleFindings}
    >
      ${icon('filter')}<span>${findingsWord(scope)}</span>
    </button>
    ${
      view.shown.length === view.rows.length && view.shownAside.length === view.aside.length
        ? nothing
        : html`<span class="fine shown" role="status">${words.toolbar.shown(view.shown.length, view.rows.length)}</span>
            <button class="link fine" type="button" @click=${act.clearFilter}>${words.toolbar.clear}</button>`
    }`;
}

function findingsWord({ view, words }: BoardScope): string {
  if (!view.complete) return words.toolbar.counting;
  return view.withFindings === 0 ? words.toolbar.noFindings : words.toolbar.findings(view.withFindings);
}

/** Not `disabled` while there is nothing to undo: the button under the finger would lose the focus. */
function undoTools({ words, session, act }: BoardScope): TemplateResult {
  return html`<button
      class="button quiet square undo"
      type="button"
      aria-label=${words.toolbar.undo}
      title="${words.toolbar.undo} Ctrl+Z"
      aria-disabled=${session.content.canUndo ? 'false' : 'true'}
      @click=${act.undo}
    >
      ${icon('undo')}
    </button>
    <button
      class="button quiet square undo"
      type="button"
      aria-label=${words.toolbar.redo}
      title="${words.toolbar.redo} Ctrl+Y"
      aria-disabled=${session.content.canRedo ? 'false' : 'true'}
      @click=${act.redo}
    >
      ${icon('redo')}
    </button>`;
}
