import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BoardScope } from './scope.js';
import type { NumberOnly } from './stopped-text.js';

/** Longer than any number of a paper; a title does not fit in. */
const MOST = 40;

/** For what must not stand here: the number under which it is registered where such papers are kept, and nothing else of it. */
export function numberForm({ number, refused }: NumberOnly, { words, shared, act }: BoardScope): TemplateResult {
  const { secrecy } = words;
  const empty = number.trim() === '';
  return html`<form class="false-alarm" @submit=${act.onNumberOnly}>
    <label
      ><span class="label">${secrecy.number}</span>
      <input
        class="field"
        type="text"
        maxlength=${MOST}
        autocomplete="off"
        data-number
        aria-describedby="number-hint"
        .value=${live(number)}
        @input=${act.onNumber}
      />
    </label>
    ${refused ? html`<p class="refused" role="alert"><span>${secrecy.numberMarked}</span></p>` : nothing}
    <div class="buttons">
      <span class="fine hold" id="number-hint">${empty ? secrecy.needNumber : secrecy.numberHint}</span>
      <button class="button quiet small" type="button" @click=${act.stopNumberOnly}>${shared.cancel}</button>
      <button class="button primary small" type="submit" aria-disabled=${empty ? 'true' : 'false'}>
        ${secrecy.writeNumber}
      </button>
    </div>
  </form>`;
}
