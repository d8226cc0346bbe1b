import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { HeldField } from '../../controllers/held-field.js';
import { agendaCommand } from '../../model/agenda/commands.js';
import type { MarkedText } from '../../store/take-out-marks.js';
import { icon } from '../shared/icons.js';
import { rightsOf } from './command-choices.js';
import { ownText } from './own-text.js';
import { numberForm } from './number-form.js';
import type { BoardScope } from './scope.js';
import { keyOfTaken, whereWords } from './stopped-text.js';

/**
 * A text with what looks like a secrecy mark was stopped: where, that it went nowhere, and what can be done. One of the three
 * dialogs that block, since whoever goes on typing would type into nothing. Esc goes back to the field.
 */
export function secrecyDialog(scope: BoardScope): TemplateResult | typeof nothing {
  const { stopped, held } = scope.ui;
  if (!stopped) return nothing;
  if (stopped.kind === 'taken') return frame(scope.words.secrecy.takenTitle, taken(stopped.text, scope), scope);
  const field = held.get(stopped.key);
  return field ? frame(scope.words.secrecy.title, heldBody(field, scope), scope) : nothing;
}

function frame(title: string, body: TemplateResult, { act }: BoardScope): TemplateResult {
  return html`<div class="scrim" @keydown=${act.onStoppedKey}>
    <div
      class="dialog secrecy"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="secrecy-title"
      aria-describedby="secrecy-body"
      tabindex="-1"
    >
      <header>
        <span class="shield">${icon('shield')}</span>
        <h3 id="secrecy-title">${title}</h3>
      </header>
      ${body}
    </div>
  </div>`;
}

function heldBody(field: HeldField, scope: BoardScope): TemplateResult {
  const { words, ui, act } = scope;
  const { secrecy } = words;
  return html`<div id="secrecy-body">
      <p>${secrecy.where(whereWords(field.key, scope))}</p>
      <div class="stopped-text" role="group" tabindex="0" aria-label=${secrecy.text}>${withMarks(field)}</div>
      <p class="meta">${secrecy.law}</p>
    </div>
    ${ui.falseAlarm ? falseAlarm(scope) : nothing} ${ui.numberOnly ? numberForm(ui.numberOnly, scope) : nothing}
    <footer>
      ${
        mayDismiss(field, scope)
          ? ui.falseAlarm
            ? nothing
            : html`<button
                class="button quiet small"
                type="button"
                data-start-false-alarm
                @click=${act.startFalseAlarm}
              >
                ${secrecy.falseAlarm}
              </button>`
          : html`<span class="fine">${whyNot(field, scope)}</span>`
      }
      <span class="spacer"></span>
      ${
        field.replaceBy && !ui.numberOnly
          ? html`<button class="button" type="button" data-start-number-only @click=${act.startNumberOnly}>
              ${secrecy.numberOnly}
            </button>`
          : nothing
      }
      <button class="button" type="button" data-leave-stopped @click=${act.leaveStopped}>${secrecy.back}</button>
      <button
        class=${ui.falseAlarm || ui.numberOnly ? 'button' : 'button primary'}
        type="button"
        data-clear-mark
        @click=${act.clearMark}
      >
        ${secrecy.clear}
      </button>
    </footer>`;
}

/** Whether this person may say that it is none, with a reason that is sealed. */
function mayDismiss(field: HeldField, { commanding, session }: BoardScope): boolean {
  const row = agendaCommand('marking.dismiss');
  if (!row || !commanding || !field.canAdmit) return false;
  return row.who.may(session.person, rightsOf(session.outlook, session.settings, null));
}

function whyNot({ marks, canAdmit }: HeldField, { words }: BoardScope): string {
  if (marks.some(({ form }) => form === 'star')) return words.secrecy.starred;
  return canAdmit ? words.secrecy.notYours : words.secrecy.whole;
}

/** The whole text, since it is its author's, with what was taken for a mark marked. */
function withMarks({ text, marks }: HeldField): readonly unknown[] {
  const pieces: unknown[] = [];
  let at = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...pieces, text.slice(at)];
}

function falseAlarm({ words, shared, ui, act }: BoardScope): TemplateResult {
  const { secrecy } = words;
  const { reason, sending, refusal } = ui.falseAlarm!;
  const ready = reason.trim() !== '' && !sending;
  return html`<form class="false-alarm" @submit=${act.onFalseAlarm}>
    <label
      ><span class="label">${secrecy.reason}</span>
      <textarea
        class="field"
        rows="2"
        data-false-alarm
        aria-describedby="false-alarm-hint"
        .value=${live(reason)}
        @input=${act.onFalseAlarmReason}
      ></textarea>
    </label>
    ${
      refusal === ''
        ? nothing
        : html`<p class="refused" role="alert">
            <span>${[secrecy.notAdmitted, refusal].join(words.conflict.gap)}</span>
          </p>`
    }
    <div class="buttons">
      <span class="fine hold" id="false-alarm-hint"
        >${reason.trim() === '' ? secrecy.needReason : secrecy.reasonHint}</span
      >
      <button class="button quiet small" type="button" @click=${act.stopFalseAlarm}>${shared.cancel}</button>
      <button class="button primary small" type="submit" aria-disabled=${ready ? 'false' : 'true'}>
        ${sending ? secrecy.sending : secrecy.admit}
      </button>
    </div>
  </form>`;
}

/** Sent back by the server and out of the content already: it can be taken along, by its author alone. */
function taken(text: MarkedText, scope: BoardScope): TemplateResult {
  const { words, act } = scope;
  const { secrecy } = words;
  return html`<div id="secrecy-body">
      <p>${secrecy.takenWhere(whereWords(keyOfTaken(text), scope))}</p>
      ${ownText('taken', secrecy.text, text.text, scope)}
      <p class="meta">${secrecy.law}</p>
    </div>
    <footer>
      <button class="button quiet small" type="button" data-put-away @click=${() => act.putAwayTaken(text)}>
        ${secrecy.discard}
      </button>
      <span class="spacer"></span>
      <button class="button primary" type="button" data-leave-stopped @click=${act.leaveStopped}>
        ${words.banner.dismiss}
      </button>
    </footer>`;
}
