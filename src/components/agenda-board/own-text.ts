import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../shared/icons.js';
import type { BoardScope } from './scope.js';

/** A text that is on this page alone, for reading and for taking along. `key` is its own on the page. */
export function ownText(key: string, label: string, text: string, scope: BoardScope): TemplateResult {
  const { words, ui, act } = scope;
  const copied = ui.copied?.key === key ? ui.copied.how : null;
  return html`<div class="own">
    <label
      ><span class="label">${label}</span>
      <textarea class="field" readonly rows=${rowsFor(text)} data-own=${key} .value=${live(text)}></textarea>
    </label>
    <div class="buttons">
      <button class="button small" type="button" data-copy=${key} @click=${() => void act.copy(key)}>
        ${icon('copy')}<span>${words.waiting.copy}</span>
      </button>
      ${copied ? html`<span class="fine">${words.waiting[copied]}</span>` : nothing}
    </div>
  </div>`;
}

function rowsFor(text: string): number {
  const lines = text.split('\n').map((line) => 1 + Math.floor(line.length / 26));
  return Math.min(
    8,
    lines.reduce((sum, count) => sum + count, 0),
  );
}
