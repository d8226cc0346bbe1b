import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons.js';
import { capsOf, isKeyOn, KEYS, type KeyGroup, type KeyRow, type Stroke } from './keys.js';
import type { BoardScope } from './scope.js';

/** All keys that work now, over the board, and the switch for those that are single characters. */
export function helpOverlay(scope: BoardScope): TemplateResult {
  const { words, shared, act } = scope;
  return html`<div class="scrim" part="help" @click=${act.onScrim} @keydown=${act.onHelpKey}>
    <div class="dialog help" role="dialog" aria-modal="true" aria-labelledby="help-title">
      <header>
        <h3 id="help-title">${words.help.title}</h3>
        <span class="spacer"></span>
        <button
          class="button quiet square small"
          type="button"
          aria-label=${shared.close}
          data-close-help
          @click=${act.toggleHelp}
        >
          ${icon('close')}
        </button>
      </header>
      <div class="key-groups">
        <div>${keyGroup('list', scope)} ${keyGroup('selection', scope)}</div>
        <div>${keyGroup('topic', scope)} ${keyGroup('board', scope)}</div>
      </div>
      ${letterSwitch(scope)}
      <p class="fine">${words.help.note}</p>
      ${scope.writable ? html`<p class="fine">${words.help.mouse}</p>` : nothing}
    </div>
  </div>`;
}

function keyGroup(group: KeyGroup, scope: BoardScope): TemplateResult | typeof nothing {
  const { words } = scope;
  const rows = KEYS.filter((row) => row.group === group && isKeyOn(row, keyStateOf(scope)));
  if (rows.length === 0) return nothing;
  return html`<section aria-labelledby="keys-${group}">
    <h4 id="keys-${group}">${words.help.groups[group]}</h4>
    <dl class="keys-list">
      ${rows.map(
        (row) =>
          html`<div>
            <dt>${keyCaps(row)}</dt>
            <dd>${words.help.acts[row.act]}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Read from the same table as the handlers read. */
function keyCaps({ strokes }: KeyRow): readonly TemplateResult[] {
  return strokes.map((stroke) => html`<span class="stroke">${strokeCaps(stroke)}</span> `);
}

export function strokeCaps(stroke: Stroke): readonly (TemplateResult | string)[] {
  return capsOf(stroke).flatMap((cap, nth) => [nth === 0 ? '' : '+', html`<kbd>${cap}</kbd>`]);
}

export function keyStateOf({ writable, commanding, letters }: BoardScope): Parameters<typeof isKeyOn>[1] {
  return { writable, commanding, letters };
}

function letterSwitch({ words, letters, act, lettersKept }: BoardScope): TemplateResult {
  const { help } = words;
  return html`<label class="letter-switch">
    <input type="checkbox" aria-describedby="letter-hint" data-letters .checked=${letters} @change=${act.onLetters} />
    <span>${help.letters}</span>
    <span class="fine" id="letter-hint"
      >${letters ? help.lettersOn : help.lettersOff}${lettersKept ? nothing : html`<br />${help.notKept}`}</span
    >
  </label>`;
}
